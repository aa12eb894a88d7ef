// Makes an element: make("a", {href: "/", class: "x", onclick: f}, "words", another).
export function make(name, props = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value)
    else element.setAttribute(key, value === true ? "" : value)
  }
  element.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== false))
  return element
}

// editorLink fills the template of an editor's links for a file of the campaign; "" without an editor.
export function editorLink(info, file, line, column = 1) {
  if (!info?.editor || !file || /^\s*(javascript|data):/i.test(info.editor)) return ""
  const path = encodeURI(info.dir.replace(/\/$/, "") + "/" + file)
  return (path.startsWith("/") ? info.editor.replace("/{file}", "{file}") : info.editor)
    .replaceAll("{file}", path).replaceAll("{line}", line || 1).replaceAll("{column}", column || 1)
}

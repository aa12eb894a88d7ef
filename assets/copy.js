// Puts a button under a post's words, and under its picture's description, that copies them as they stand on the page.
// Without this script there are no buttons, and the words can be selected. Where the browser refuses its clipboard (on
// a page without https, say), the words are selected, so that a key or the menu copies them.

const words = document.getElementById("_copy").dataset;

/** Selects an element's text. */
function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

/** Puts an element's text on the clipboard and tells whether it is there. */
async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    select(element);
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    }
  }
}

/** Makes an element with a class and a text. */
function make(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Puts a button that copies an element after another. */
function button(element, after, label, className) {
  const title = (element.closest("article")?.querySelector("h3") ?? document.querySelector("h1")).textContent;
  const press = make("button", className, label);
  press.type = "button";
  press.append(make("span", "hidden", " – " + title));
  const status = make("span", "copied", "");
  status.setAttribute("role", "status");
  press.addEventListener("click", async () => {
    for (const other of document.querySelectorAll(".copied")) other.textContent = "";
    const done = await copy(element);
    // A moment later: a screen reader does not say again what has not changed.
    setTimeout(() => { status.textContent = done ? words.copied : words.refused; }, 50);
  });
  const line = make("p", "copy", "");
  line.append(press, " ", status);
  after.after(line);
}

for (const element of document.querySelectorAll(".paste")) button(element, element, words.text, "button");
for (const element of document.querySelectorAll(".post .alt")) button(element, element.closest("figure"), words.alt, "button quiet-button");

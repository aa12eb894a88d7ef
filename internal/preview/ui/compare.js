// Two pages side by side: they scroll together, by the blocks that stand beside each other, and show what only one has.

const frames = [...document.querySelectorAll("iframe")]
const together = document.getElementById("together")
const list = document.querySelector(".frames")

// The program's blocks, as the server finds them: see structure.go.
const kinds = "h1, h2, h3, h4, h5, h6, p, ul, ol, dl, table, pre, blockquote, img, figure, picture, hr"
const frame = "nav, svg, script, style, footer, form, .colophon, .neighbours"

function blocks(doc) {
  const out = []
  const walk = parent => {
    for (const element of parent.children) {
      if (element.matches(".message, .callout") || element.matches(kinds)) out.push(element)
      else if (!element.matches(frame)) walk(element)
    }
  }
  const root = doc.querySelector("main") || doc.body
  if (root) walk(root)
  return out
}

// What the server says: pairs of blocks, and blocks that stand alone or differ. It is read anew after a change.
const pairs = () => (list.dataset.pairs || "").split(" ").filter(Boolean).map(p => p.split("-").map(Number))
const marked = () => [...document.querySelectorAll(".jump")].map(b => [Number(b.dataset.a), Number(b.dataset.b)])

const style = `
  [data-review-mark] { --review-wash: color-mix(in srgb, #f7b000 28%, transparent); background-color: var(--review-wash) !important; box-shadow: 0 0 0 6px var(--review-wash) !important; outline: 2px solid !important; outline-offset: 6px !important }
  [data-review-mark=differs] { outline-style: dashed !important }
  [data-review-mark].review-now { outline-width: 6px !important }
  @media (forced-colors: active) { [data-review-mark] { outline-color: Highlight !important } }`

function mark() {
  frames.forEach((f, side) => {
    const doc = f.contentDocument
    if (!doc?.body) return
    if (!doc.reviewSheet) {
      doc.reviewSheet = new f.contentWindow.CSSStyleSheet()
      doc.reviewSheet.replaceSync(style)
      doc.adoptedStyleSheets.push(doc.reviewSheet)
    }
    const all = blocks(doc)
    for (const e of doc.querySelectorAll("[data-review-mark]")) delete e.dataset.reviewMark
    for (const pair of marked()) {
      const element = all[pair[side]]
      if (element) element.dataset.reviewMark = pair[1 - side] < 0 ? "alone" : "differs"
    }
  })
}

// stations are the heights at which both pages show the same thing.
function stations() {
  const [a, b] = frames.map(f => {
    const w = f.contentWindow
    return blocks(f.contentDocument).map(e => e.getBoundingClientRect().top + w.scrollY)
  })
  const out = [[0, 0]]
  for (const [i, j] of pairs()) {
    const last = out.at(-1)
    if (a[i] > last[0] && b[j] > last[1]) out.push([a[i], b[j]])
  }
  const ends = frames.map(f => f.contentDocument.documentElement.scrollHeight)
  if (ends[0] > out.at(-1)[0] && ends[1] > out.at(-1)[1]) out.push(ends)
  return out
}

const expected = [null, null] // where a frame was scrolled to by us: it does not answer

function follow(side) {
  const w = frames[side].contentWindow
  if (expected[side] !== null && Math.abs(w.scrollY - expected[side]) < 2) { expected[side] = null; return }
  expected[side] = null
  if (!together.checked || frames.length < 2) return
  const other = frames[1 - side].contentWindow, all = stations(), y = w.scrollY
  let k = all.findIndex((s, n) => n + 1 === all.length || all[n + 1][side] > y)
  const from = all[k], to = all[k + 1] || from
  const part = to[side] > from[side] ? (y - from[side]) / (to[side] - from[side]) : 0
  scroll(1 - side, from[1 - side] + Math.min(1, part) * (to[1 - side] - from[1 - side]), other)
}

function scroll(side, y, w = frames[side].contentWindow) {
  const most = w.document.documentElement.scrollHeight - w.innerHeight
  const goal = Math.round(Math.max(0, Math.min(y, most)))
  if (Math.abs(w.scrollY - goal) < 1) return
  expected[side] = goal
  w.scrollTo({top: goal, behavior: "instant"})
}

function ready(side) {
  const w = frames[side].contentWindow
  if (w.document.URL === "about:blank" || w.reviewReady) return
  w.reviewReady = true
  w.addEventListener("scroll", () => follow(side), {passive: true})
  w.addEventListener("tocsin-updated", mark)
  mark()
}

frames.forEach((f, side) => {
  f.addEventListener("load", () => ready(side))
  if (f.contentDocument?.readyState === "complete") ready(side)
})

// A difference leads to both of its places.
document.addEventListener("click", event => {
  const button = event.target.closest(".jump")
  if (!button) return
  const pair = [Number(button.dataset.a), Number(button.dataset.b)]
  const side = pair[0] >= 0 ? 0 : 1
  const element = blocks(frames[side].contentDocument)[pair[side]]
  if (!element) return
  const w = frames[side].contentWindow
  const y = element.getBoundingClientRect().top + w.scrollY - 80
  expected[side] = null
  w.scrollTo({top: y, behavior: "instant"})
  element.classList.add("review-now")
  setTimeout(() => { element.classList.remove("review-now"); if (!element.className) element.removeAttribute("class") }, 1500)
  list.scrollIntoView({block: "nearest"})
})

// The list of differences comes up to date with the screen; the marks follow it.
new MutationObserver(mark).observe(document.querySelector(".differences"), {childList: true, subtree: true, attributes: true, attributeFilter: ["data-a", "data-b"]})

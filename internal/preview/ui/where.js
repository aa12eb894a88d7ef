// Says where the words of a page were written: the server renders the page once more with marks, and each mark is
// found again on the page that is shown, which stays untouched.
import {review, at} from "./live.js"

// marks returns [{element, file, line, kind, id}] for the page, in reading order. It throws if the server does not say.
export async function marks(info) {
  const url = new URL("where", review)
  url.searchParams.set("path", location.pathname)
  if (at !== null) url.searchParams.set("at", at)
  const answer = await fetch(url, {cache: "no-store"})
  const out = new Map()
  if (answer.status === 404) return out
  if (!answer.ok) throw new Error(await answer.text())
  const marked = new DOMParser().parseFromString(await answer.text(), "text/html")
  const here = document.querySelector("main"), there = marked.querySelector("main")
  if (!here || !there) return out
  headOf(here, info, out)
  walk(here, there, out)
  return new Map([...out].sort(([a], [b]) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
}

function note(out, element, src, kind, id = "") {
  const i = src.lastIndexOf(":")
  out.set(element, {element, file: src.slice(0, i), line: Number(src.slice(i + 1)), kind, id})
}

// headOf finds what a template shows of the front matter: no mark stands there.
function headOf(main, info, out) {
  const title = main.querySelector("h1")
  if (title && info.head.title && title.textContent.trim() === info.title.trim()) note(out, title, info.head.title, "title")
  if (!info.head.summary) return
  for (const element of main.querySelectorAll("p")) {
    if (element.textContent.trim() === info.head.text.trim()) { note(out, element, info.head.summary, "summary"); return }
  }
}

// walk goes through both trees in step. They are the same page, so they differ in nothing but the marks.
function walk(here, there, out) {
  const src = there.dataset.src
  if (src) note(out, here, src, there.dataset.kind, there.dataset.id)
  for (let i = 0; i < there.children.length; i++) {
    const a = here.children[i], b = there.children[i]
    if (a && a.localName === b.localName) walk(a, b, out)
  }
}

// kindOf returns the key of the words for what a mark is.
export function kindOf(mark) { return "kind-" + mark.kind + (mark.kind === "override" && mark.id ? "-message" : "") }

// Keeps a page as the files are: hears of changes and brings the page up to date in place. What the reader has done to
// it (scrolled, opened, focused) stays.
import {stream} from "./stream.js"
import {morph} from "./morph.js"

export const review = new URL("../", import.meta.url)

// at is the moment that this tab shows; null for the present.
export const at = new URLSearchParams(location.search).get("at")

const listeners = new Set()

// hear calls f with every message: {type: "state" | "lost" | "updated", …}.
export function hear(f) { listeners.add(f) }

function tell(message) { for (const f of listeners) f(message) }

let build = servedBy()

function servedBy() {
  const entry = performance.getEntriesByType("navigation")[0]
  return entry?.serverTiming?.find(t => t.name === "build")?.description || ""
}

// connect joins the browser's one stream.
export function connect() {
  const channel = new BroadcastChannel("tocsin " + review.pathname)
  channel.addEventListener("message", event => receive(event.data))
  const lead = () => {
    const open = () => { stream(new URL("events", review), channel, receive); return new Promise(() => {}) }
    if (navigator.locks) navigator.locks.request("tocsin " + review.pathname, open)
    else open()
  }
  if (globalThis.SharedWorker) {
    try {
      const worker = new SharedWorker(new URL("worker.js", import.meta.url), {type: "module", name: "tocsin"})
      worker.onerror = lead
    } catch { lead() }
  } else lead()
  channel.postMessage({type: "hi"})
  addEventListener("pageshow", event => { if (event.persisted) refresh() }) // from the back-forward cache: it slept
}

function receive(message) {
  switch (message.type) {
    case "change":
      tell({type: "state", broken: null, build: message.build, changed: true})
      if (message.pages === false && swap(message.css)) { build = message.build; tell({type: "updated"}) } else refresh()
      break
    case "state":
      tell(message)
      if (!build) build = message.build
      else if (build !== message.build) refresh()
      break
    case "lost":
      tell(message)
  }
}

let running = false, again = false

// refresh fetches the page again and puts what is new in its place.
async function refresh() {
  if (running) { again = true; return }
  running = true
  try {
    const answer = await fetch(location.href, {cache: "no-store", headers: {Accept: "text/html"}})
    const timing = /build;desc="([^"]*)"/.exec(answer.headers.get("Server-Timing") || "")
    const text = await answer.text()
    if (!(answer.headers.get("Content-Type") || "").startsWith("text/html")) { location.reload(); return }
    apply(new DOMParser().parseFromString(text, "text/html"))
    if (timing) build = timing[1]
    tell({type: "updated"})
  } catch (error) {
    if (!(error instanceof TypeError)) { location.reload(); throw error } // a TypeError: the server is away, and will say hello
  } finally {
    running = false
    if (again) { again = false; refresh() }
  }
}

// ours are the elements that the review put into the page.
const ours = "tocsin-review, script[src*='/_review/ui/']"

const scripts = doc => [...doc.querySelectorAll("script")].filter(s => !s.matches(ours)).map(s => s.outerHTML).join("\n")

function apply(next) {
  if (scripts(document) !== scripts(next) || !document.querySelector("main") !== !next.querySelector("main")) {
    location.reload() // a page's own scripts have run already, and cannot be undone
    return
  }
  carry(next)
  for (const name of ["lang", "dir", "data-country"]) {
    const value = next.documentElement.getAttribute(name)
    if (value === null) document.documentElement.removeAttribute(name)
    else document.documentElement.setAttribute(name, value)
  }
  document.title = next.title
  sheets(next)
  const root = document.documentElement
  const before = anchor(), focused = document.activeElement, id = focused?.id
  root.style.overflowAnchor = "none" // the place is held below, the same in every browser
  morph(document.body, next.body, node => node.nodeType === Node.ELEMENT_NODE && node.matches(ours))
  if (before?.element.isConnected) scrollBy({top: before.element.getBoundingClientRect().top - before.top, behavior: "instant"})
  // Not in the next frame: the browser would still make up for the change then.
  setTimeout(() => { root.style.removeProperty("overflow-anchor"); if (!root.getAttribute("style")) root.removeAttribute("style") }, 250)
  if (focused && !focused.isConnected) (id && document.getElementById(id) || document.querySelector("main"))?.focus({preventScroll: true})
}

// anchor finds the piece of text at the top of the window, which is to stay where it is.
function anchor() {
  if (scrollY < 1) return null
  for (const element of document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, tr, pre, dt, dd):not(nav *)")) {
    const box = element.getBoundingClientRect()
    if (box.height && box.bottom > 0) return {element, top: box.top}
  }
  return null
}

// sheets puts new style sheets beside the old, which go once the new are there: no moment without any.
function sheets(next) {
  const links = doc => [...doc.querySelectorAll("link[rel=stylesheet]")]
  const old = links(document).filter(l => !l.dataset.leaving), wanted = links(next).map(l => l.getAttribute("href"))
  const kept = new Set(old.map(l => l.getAttribute("href")))
  const leaving = old.filter(l => !wanted.includes(l.getAttribute("href")))
  const coming = links(next).filter(l => !kept.has(l.getAttribute("href")))
  let left = coming.length
  const done = () => { if (--left <= 0) for (const l of leaving) l.remove() }
  for (const l of leaving) l.dataset.leaving = ""
  for (const l of coming) {
    const link = document.importNode(l)
    link.onload = link.onerror = done
    ;(leaving.at(-1) || document.head.lastElementChild).after(link)
  }
  if (!coming.length) done()
}

// swap changes the addresses of style sheets alone. It reports whether every sheet of the page was accounted for.
function swap(css) {
  const next = document.implementation.createHTMLDocument("")
  let known = true
  for (const link of document.querySelectorAll("link[rel=stylesheet]:not([data-leaving])")) {
    const href = link.getAttribute("href")
    const copy = next.importNode(link)
    if (css?.[href]) copy.setAttribute("href", css[href])
    known &&= href.startsWith("/")
    next.head.append(copy)
  }
  if (known) sheets(next)
  return known
}

// carry lets the moment travel in a document's links to pages of the site.
export function carry(doc) {
  if (at === null || location.pathname.startsWith(review.pathname)) return
  for (const a of doc.querySelectorAll("a[href], area[href]")) {
    const raw = a.getAttribute("href")
    if (raw.startsWith("#")) continue
    let url
    try { url = new URL(raw, location.href) } catch { continue }
    if (url.origin !== location.origin || url.pathname.startsWith(review.pathname) || url.searchParams.get("at") === at) continue
    url.searchParams.set("at", at)
    a.setAttribute("href", url.pathname + url.search + url.hash)
  }
}

// The review bar, on every page that the review server shows. It lives in a shadow root, so that no theme breaks it, and
// changes nothing of the page but the moment in its links.
import {at, carry, connect, hear, review} from "./live.js"
import {editorLink, make} from "./element.js"
import {Overlay} from "./overlay.js"
import {choose, language, N, T} from "./speech.js"
import {kindOf, marks} from "./where.js"

const css = fetch(new URL("bar.css", import.meta.url)).then(answer => answer.text())

const framed = window.parent !== window // in a comparison, which has controls of its own

class Bar extends HTMLElement {
  #root = this.attachShadow({mode: "open"})
  #overlay = new Overlay()
  #status = make("p", {role: "status", class: "hidden"})
  #lost = make("p", {class: "lost", hidden: true})
  #told = make("p", {class: "told", hidden: true})
  #panel = make("div", {class: "panel", id: "panel", hidden: true})
  #toolbar = make("div", {role: "toolbar", class: "toolbar"})
  #section = make("section", {class: "bar"})
  #box = make("div", {class: "box", hidden: true, "aria-hidden": "true"})
  #tag = make("div", {class: "tag"})
  #open = ""        // the panel that is open
  #info = null
  #marks = null     // while somebody asks where the words were written
  #current = null   // the mark that is pointed at
  #pinned = false
  #quiet = false    // on the review's own screens: the overlay and the news, no bar
  #page = new CSSStyleSheet()
  #returnTo = null
  #mended = false   // the news that comes next is that what was broken is whole again

  async connectedCallback() {
    this.#quiet = this.hasAttribute("quiet")
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(await css)
    this.#root.adoptedStyleSheets = [sheet]
    this.#box.append(this.#tag)
    if (this.#quiet) this.#root.append(this.#overlay.element, this.#status, this.#lost)
    else {
      this.#section.append(this.#told, this.#lost, this.#toolbar, this.#panel)
      this.#root.append(this.#box, this.#overlay.element, this.#section, this.#status)
      document.adoptedStyleSheets.push(this.#page)
      new ResizeObserver(() => this.#makeRoom()).observe(this.#section)
      this.#keys()
      await this.#load()
      try { if (sessionStorage.getItem("tocsin-review-hidden")) this.#collapse(true) } catch { /* then it is shown */ }
    }
    hear(message => this.#news(message))
    connect()
  }

  // The page ends above the bar, and nothing that has the focus hides behind it.
  #makeRoom() {
    const height = this.#section.classList.contains("small") ? 0 : Math.ceil(this.#toolbar.offsetHeight + this.#told.offsetHeight + this.#lost.offsetHeight)
    this.#page.replaceSync(`@media screen { html { padding-block-end: ${height}px; scroll-padding-block-end: ${height + 16}px } }`)
  }

  say(text) { this.#status.textContent = ""; setTimeout(() => { this.#status.textContent = text }, 50) } // emptied first, or the same words twice are not read twice

  #news(message) {
    if (message.type === "lost") {
      if (this.#lost.hidden) { this.#lost.textContent = T("lost"); this.#lost.hidden = false; this.say(T("lost")) }
      return
    }
    if (!this.#lost.hidden) { this.#lost.hidden = true; this.say(T("back")) }
    if (message.type === "state") {
      if (message.broken?.length) this.#overlay.show(message.broken, this.#info)
      else if (this.#overlay.clear()) { this.#mended = message.changed; this.say(T("mended")) }
    }
    if (message.type === "updated") {
      this.say(T(this.#mended ? "mended" : "updated"))
      this.#mended = false
      if (this.#quiet) return
      carry(document)
      this.#load()
      if (this.#marks) this.#ask()
    }
  }

  async #load() {
    const url = new URL("page.json", review)
    url.searchParams.set("path", location.pathname)
    url.searchParams.set("ui", language)
    if (at !== null) url.searchParams.set("at", at)
    try {
      const answer = await fetch(url, {cache: "no-store"})
      if (!answer.ok) throw new Error(String(answer.status))
      this.#info = await answer.json()
    } catch {
      if (!this.#info) return
    }
    this.#draw()
  }

  #draw() {
    const info = this.#info, focused = this.#root.activeElement?.dataset.do, label = (what, text) => [make("span", {class: "what"}, T(what) + " "), make("span", {class: "value"}, text)]
    this.lang = language
    this.#section.setAttribute("aria-label", T("bar"))
    this.#toolbar.setAttribute("aria-label", T("bar"))
    const current = info.editions.find(e => e.current)
    const n = info.problems.length
    const main = [
      make("a", {"data-do": "desk", class: "brand", href: info.desk}, mark(), make("b", {}, T("desk")), make("span", {class: "hidden"}, " – " + T("tool"))),
      this.#opener("edition", label("edition", current ? current.label : "–"), current ? current.code : "–"),
      this.#opener("moment", label("moment", info.told ? this.#when() : T("now")), info.told ? this.#when(true) : T("now")),
      this.#opener("problems", N("n-problems", n), null, n ? "some" : ""),
    ]
    const rest = [
      info.here && make("button", {type: "button", "data-do": "where", "aria-pressed": String(!!this.#marks), onclick: () => this.#toggleWhere()}, T("where")),
      info.compare && make("a", {"data-do": "compare", href: info.compare}, T("compare")),
      info.copy && make("a", {"data-do": "copy", href: info.copy}, T("copy")),
      make("button", {type: "button", "data-do": "language", lang: T("switch-lang"), onclick: () => this.#speak()}, T("switch-bar")),
      make("button", {type: "button", "data-do": "hide", onclick: () => this.#collapse(true)}, T("hide")),
    ]
    this.#toolbar.replaceChildren(...main, make("div", {class: "rest", id: "rest"}, rest),
      make("button", {type: "button", "data-do": "more", class: "more", "aria-expanded": "false", "aria-controls": "rest", onclick: event => this.#more(event.currentTarget)}, T("more")),
      make("button", {type: "button", "data-do": "show", class: "show", onclick: () => this.#collapse(false)}, mark(), make("span", {}, T("tool"))))
    this.#told.hidden = !info.told
    this.#told.replaceChildren(make("b", {}, info.told))
    if (at !== null) this.#told.append(" ", make("a", {href: info.present.href}, T("back-to-now")))
    if (at !== null && info.here && info.present.missing) this.#told.append(" ", T("not-now"))
    this.#rove()
    if (this.#open) this.#fill(this.#open)
    if (focused) this.#find(focused)?.focus({preventScroll: true})
    this.#makeRoom()
  }

  #opener(name, content, short, extra = "") {
    const button = make("button", {type: "button", "data-do": name, class: "opener " + extra, "aria-expanded": String(this.#open === name), "aria-controls": "panel",
      onclick: () => this.#toggle(name)}, make("span", {class: short === null ? "" : "long"}, content))
    if (short !== null) button.append(make("span", {class: "short"}, short))
    return button
  }

  #when(short) {
    const [day, time] = this.#info.at.split("T")
    const options = short ? {day: "numeric", month: "short"} : {day: "numeric", month: "short", year: "numeric"}
    const text = new Intl.DateTimeFormat(language + "-CA", {...options, timeZone: "UTC"}).format(new Date(day + "T00:00:00Z"))
    return short || time.startsWith("00:00") ? text : text + ", " + time.slice(0, 5)
  }

  #find(name) { return this.#root.querySelector(`[data-do="${name}"]`) }

  #items() { return [...this.#toolbar.querySelectorAll("a, button")].filter(e => e.checkVisibility?.() ?? e.offsetParent) }

  // One stop for the tab key; the arrows move within.
  #rove(to = this.#root.activeElement) {
    const items = this.#items()
    const current = items.includes(to) ? to : items.find(e => e.tabIndex === 0 && e.dataset.roving) || items[0]
    for (const e of this.#toolbar.querySelectorAll("a, button")) { e.tabIndex = e === current ? 0 : -1; delete e.dataset.roving }
    if (current) current.dataset.roving = ""
  }

  #keys() {
    this.#toolbar.addEventListener("focusin", event => this.#rove(event.target))
    this.#toolbar.addEventListener("keydown", event => {
      const items = this.#items(), i = items.indexOf(this.#root.activeElement)
      const to = {ArrowRight: i + 1, ArrowLeft: i - 1, ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: items.length - 1}[event.key]
      if (to === undefined || i < 0) return
      event.preventDefault()
      items[(to + items.length) % items.length].focus()
    })
    this.#root.addEventListener("keydown", event => {
      if (event.key !== "Escape") return
      if (this.#overlay.open) this.#overlay.hide()
      else if (this.#open) this.#close()
      else if (this.#toolbar.classList.contains("opened")) { this.#more(this.#find("more")); this.#find("more").focus() }
      else return
      event.preventDefault()
      event.stopPropagation()
    })
    addEventListener("keydown", event => {
      if (event.key === "Escape" && this.#marks && !event.defaultPrevented) { this.#toggleWhere(); return }
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.code !== "KeyB") return
      event.preventDefault()
      if (document.activeElement === this) { this.#leave(); return }
      this.#returnTo = document.activeElement
      if (this.#section.classList.contains("small")) this.#collapse(false)
      this.#items().find(e => e.tabIndex === 0)?.focus()
    })
  }

  // Back to where the focus was before it came to the bar.
  #leave() {
    const back = this.#returnTo
    ;(back?.isConnected && back !== document.body ? back : document.querySelector("main"))?.focus({preventScroll: true})
    if (document.activeElement === this) this.#root.activeElement.blur()
  }

  #toggle(name) { if (this.#open === name) this.#close(); else this.#show(name) }

  #show(name) {
    if (name !== "where" && this.#marks) this.#stop()
    this.#open = name
    this.#fill(name)
    this.#panel.hidden = false
    for (const b of this.#toolbar.querySelectorAll("[aria-controls=panel]")) b.setAttribute("aria-expanded", String(b.dataset.do === name))
  }

  #close() {
    const opener = this.#find(this.#open), inside = this.#panel.contains(this.#root.activeElement)
    if (this.#open === "where") this.#stop()
    this.#open = ""
    this.#panel.hidden = true
    for (const b of this.#toolbar.querySelectorAll("[aria-controls=panel]")) b.setAttribute("aria-expanded", "false")
    if (inside) (opener && this.#items().includes(opener) ? opener : this.#find("more"))?.focus()
  }

  #more(button) {
    const open = this.#toolbar.classList.toggle("opened")
    button.setAttribute("aria-expanded", String(open))
    if (open) this.#items().find(e => e.closest(".rest"))?.focus()
  }

  #collapse(small) {
    const inside = document.activeElement === this
    this.#close()
    this.#section.classList.toggle("small", small)
    try { small ? sessionStorage.setItem("tocsin-review-hidden", "1") : sessionStorage.removeItem("tocsin-review-hidden") } catch { /* then until the next page */ }
    this.#rove(null)
    this.#makeRoom()
    if (inside) this.#items()[0]?.focus({preventScroll: true})
  }

  #speak() {
    choose(T("switch-lang"))
    this.#load()
  }

  #fill(name) {
    const content = {edition: () => this.#editions(), moment: () => this.#moment(), problems: () => this.#problems(), where: () => this.#whereAsked()}[name]()
    this.#panel.className = "panel is-" + name
    this.#panel.setAttribute("role", "group")
    this.#panel.setAttribute("aria-label", T(name))
    const focused = this.#panel.contains(this.#root.activeElement) && this.#root.activeElement.dataset.keep
    this.#panel.replaceChildren(make("div", {class: "inside"}, content),
      make("button", {type: "button", class: "close", onclick: () => { this.#panel.querySelector("button.close").focus(); this.#close() }}, T("close")))
    if (focused) this.#panel.querySelector(`[data-keep="${focused}"]`)?.focus({preventScroll: true})
  }

  #editions() {
    return make("ul", {class: "list"}, this.#info.editions.map(e => make("li", {},
      e.href ? make("a", {href: e.href, hreflang: e.lang, "aria-current": e.current ? "page" : null}, e.label) : make("span", {}, e.label),
      " ", make("span", {class: "state is-" + e.state}, e.text))))
  }

  #moment() {
    const info = this.#info
    const input = make("input", {type: "datetime-local", id: "moment", "data-keep": "moment", value: info.at.slice(0, 16), required: true})
    const go = event => {
      event.preventDefault()
      if (!input.value) return
      this.#travel(input.value)
    }
    return [
      make("form", {onsubmit: go}, make("label", {for: "moment"}, T("date-time", {zone: info.zone})), input, make("button", {}, T("show")),
        at !== null && make("a", {href: info.present.href}, T("back-to-now"))),
      make("h2", {}, T("next-moments")),
      info.moments.length ? make("ul", {class: "list"}, info.moments.map(m => make("li", {}, make("a", {href: this.#address(m.at)}, m.when), " ", make("span", {class: "what"}, m.what))))
        : make("p", {}, T("no-moments")),
      make("p", {class: "keys"}, T("keys"))]
  }

  #address(moment) {
    const url = new URL(location.href)
    url.searchParams.set("at", moment)
    return url.pathname + url.search + url.hash
  }

  #travel(moment) { location.assign(this.#address(moment)) }

  #problems() {
    const info = this.#info
    if (!info.problems.length) return make("p", {}, T("no-problems"))
    return make("ol", {class: "problems"}, info.problems.map(p => make("li", {class: "is-" + p.severity},
      make("p", {}, make("b", {}, T(p.severity)), " ", p.message), p.hint && make("p", {class: "hint"}, p.hint), this.#place(p.file, p.line, p.column))))
  }

  #place(file, line, column) {
    const text = file + (line ? ":" + line : ""), href = editorLink(this.#info, file, line, column)
    return make("p", {class: "place"}, href ? make("a", {href}, text) : make("code", {}, text))
  }

  /* Where was this written? */

  #toggleWhere() {
    if (this.#marks) { this.#close(); return }
    if (this.#toolbar.classList.contains("opened")) this.#more(this.#find("more"))
    this.#marks = new Map()
    this.#current = null
    this.#show("where")
    this.#panel.querySelector("[data-keep=next]")?.focus({preventScroll: true})
    this.#find("where")?.setAttribute("aria-pressed", "true")
    for (const [type, f] of this.#watching) addEventListener(type, f, {capture: true, passive: type !== "click"})
    this.#ask()
  }

  #watching = [
    ["pointermove", event => { if (!this.#pinned) this.#point(event) }],
    ["click", event => this.#pin(event)],
    ["scroll", () => this.#outline()],
    ["resize", () => this.#outline()],
  ]

  #stop() {
    for (const [type, f] of this.#watching) removeEventListener(type, f, {capture: true})
    this.#marks = this.#current = null
    this.#pinned = false
    this.#box.hidden = true
    this.#find("where")?.setAttribute("aria-pressed", "false")
  }

  async #ask() {
    let found
    try { found = await marks(this.#info) } catch { this.#marks && this.#explain(T("where-failed")); return }
    if (!this.#marks) return // given up meanwhile
    this.#marks = found
    if (!found.size) { this.#explain(T("where-none")); return }
    if (this.#current && !found.has(this.#current.element)) this.#current = null
    if (this.#open === "where") this.#fill("where")
    this.#panel.querySelector("[data-keep=next]")?.focus({preventScroll: true})
  }

  #explain(text) { this.#panel.querySelector(".answer")?.replaceChildren(text) }

  #whereAsked() {
    const answer = make("div", {class: "answer", "aria-live": "polite"}, this.#marks?.size ? this.#answer() : T("where-loading"))
    return [answer, make("p", {class: "steps"},
      make("button", {type: "button", "data-keep": "previous", onclick: () => this.#step(-1)}, T("previous")),
      make("button", {type: "button", "data-keep": "next", onclick: () => this.#step(1)}, T("next")))]
  }

  #answer() {
    const mark = this.#current
    if (!mark) return make("p", {}, T("where-help"))
    const href = editorLink(this.#info, mark.file, mark.line)
    const words = mark.element.textContent.trim().replace(/\s+/g, " ")
    return [
      make("p", {class: "quote", lang: mark.element.closest("[lang]")?.lang}, words.length > 90 ? words.slice(0, 88).replace(/\s\S*$/, "") + " …" : words),
      make("p", {}, make("b", {}, T("line", mark)), " – ", T(kindOf(mark), mark)),
      make("p", {class: "steps"}, href && make("a", {href, "data-keep": "editor", class: "button"}, T("open-editor")),
        make("button", {type: "button", "data-keep": "copy", onclick: () => this.#copy(mark)}, T("copy-place"))),
    ]
  }

  async #copy(mark) {
    try { await navigator.clipboard.writeText(mark.file + ":" + mark.line); this.say(T("copied")) } catch { /* not allowed: the place can be read */ }
  }

  #markOf(target) {
    for (let e = target; e instanceof Element; e = e.parentElement) if (this.#marks.has(e)) return this.#marks.get(e)
    return null
  }

  #point(event) {
    const mark = this.#markOf(event.target)
    if (mark && mark !== this.#current) this.#select(mark)
  }

  // A click holds what is pointed at, so that the pointer can go to the link that opens it.
  #pin(event) {
    if (event.composedPath().includes(this)) return
    const mark = this.#markOf(event.target)
    if (!mark) { this.#pinned = false; return }
    event.preventDefault()
    event.stopPropagation()
    this.#pinned = !(this.#pinned && mark === this.#current)
    this.#select(mark)
  }

  #step(by) {
    const all = [...this.#marks.values()]
    if (!all.length) return
    const i = all.indexOf(this.#current)
    const next = all[i < 0 ? (by > 0 ? 0 : all.length - 1) : (i + by + all.length) % all.length]
    this.#pinned = true
    next.element.scrollIntoView({block: "center", behavior: "instant"})
    this.#select(next)
  }

  #select(mark) {
    this.#current = mark
    this.#tag.textContent = mark.file + ":" + mark.line
    this.#box.dataset.kind = mark.kind
    this.#outline()
    const answer = this.#panel.querySelector(".answer"), keep = this.#root.activeElement?.dataset.keep
    answer?.replaceChildren(...[this.#answer()].flat())
    if (keep) this.#panel.querySelector(`[data-keep="${keep}"]`)?.focus({preventScroll: true})
  }

  #outline() {
    const mark = this.#current
    this.#box.hidden = !mark
    if (!mark) return
    const r = mark.element.getBoundingClientRect()
    Object.assign(this.#box.style, {left: r.left - 6 + "px", top: r.top - 6 + "px", width: r.width + 12 + "px", height: r.height + 12 + "px"})
    this.#box.classList.toggle("low", r.top < 40)
  }
}

const svg = `<svg viewBox="0 0 40 42" width="20" height="21" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor"><path d="M5.5 32V20a14.5 14.5 0 0 1 29 0v12" stroke-width="4"/><path d="M13 32V20a7 7 0 0 1 14 0v12" stroke-width="3"/><path d="M0 33h40" stroke-width="3"/></g><circle class="strike" cx="20" cy="38" r="4"/></svg>`

function mark() {
  const t = document.createElement("template")
  t.innerHTML = svg
  return t.content.firstChild
}

customElements.define("tocsin-review", Bar)

if (framed) {
  hear(message => { if (message.type === "updated") { carry(document); dispatchEvent(new Event("tocsin-updated")) } })
  connect()
} else {
  document.body.append(make("tocsin-review", {quiet: location.pathname.startsWith(review.pathname)}))
}
carry(document)

// What the last change broke, over the last good page. It comes and goes by itself.
import {make, editorLink} from "./element.js"
import {T, N} from "./speech.js"

export class Overlay {
  #box = make("section", {class: "broken", hidden: true})
  #shown = ""
  #info

  get element() { return this.#box }
  get open() { return !this.#box.hidden }

  // show tells of diagnostics. The same ones are not forced on a reviewer who has hidden them.
  show(diagnostics, info) {
    this.#info = info
    const all = JSON.stringify(diagnostics)
    if (all === this.#shown) return
    this.#shown = all
    const title = make("h2", {id: "broken"}, T("broken", {what: N("n-errors", diagnostics.length)}))
    this.#box.setAttribute("aria-labelledby", "broken")
    this.#box.replaceChildren(
      make("div", {class: "head"}, make("div", {role: "alert"}, title), make("button", {type: "button", onclick: () => this.hide()}, T("hide"))),
      make("p", {}, T("broken-text")),
      make("ol", {}, diagnostics.map(d => this.#one(d))))
    this.#box.hidden = false
  }

  #one(d) {
    const place = d.file + (d.line ? ":" + d.line + (d.column ? ":" + d.column : "") : "")
    const href = editorLink(this.#info, d.file, d.line, d.column)
    return make("li", {},
      make("p", {class: "message"}, d.message), d.hint && make("p", {class: "hint"}, d.hint),
      place && make("p", {class: "place"}, href ? make("a", {href}, place) : make("code", {}, place), " ", make("span", {class: "rule"}, d.rule)),
      d.excerpt?.length && make("pre", {tabindex: "0", role: "group", "aria-label": place}, d.excerpt.map(l => [
        make("span", {class: l.number === d.line ? "line here" : "line"},
          make("span", {class: "number"}, String(l.number)), make("code", {}, l.text || " ")), "\n"])))
  }

  hide() { this.#box.hidden = true }

  // clear takes the overlay away for good and reports whether something was broken.
  clear() {
    const was = this.#shown !== ""
    this.#shown = ""
    this.hide()
    return was
  }
}

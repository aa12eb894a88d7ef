// The words of the bar, in the language that the reviewer's browser prefers or that they chose.
import words from "./words.js"

const key = "tocsin-review-language"

let chosen = null
try { chosen = localStorage.getItem(key) } catch { /* a browser may forbid it */ }

export let language = document.documentElement.dataset.ui || (words[chosen] ? chosen : null) ||
  navigator.languages.map(l => l.slice(0, 2).toLowerCase()).find(l => words[l]) || "en"

export function choose(lang) {
  language = lang
  try { localStorage.setItem(key, lang) } catch { /* then for this page alone */ }
}

// T returns words with {name} filled.
export function T(id, values = {}) {
  return (words[language][id] ?? id).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all)
}

// N returns the words for a number of things.
export function N(id, n, values = {}) {
  const [one, many = one] = T(id, {...values, n}).split("|")
  return new Intl.PluralRules(language).select(n) === "one" ? one : many
}

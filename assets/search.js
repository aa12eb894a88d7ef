// Searches the pages of one edition in the reader's own browser. The page lists everything without it. The index comes
// with the first touch of the field; internal/search writes it, and folds words in the same way as this file does.
const place = document.querySelector("[data-index]")
const form = place.querySelector("form")
const field = form.querySelector("input")
const status = form.querySelector("[role=status]")
const results = place.querySelector(".results")
const all = place.querySelector(".index")
const language = document.documentElement.lang
const most = 50 // results

// Folding: fold.go is the same, step by step.
const spelled = {œ: "oe", æ: "ae", ø: "o", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ", ٱ: "ا", ى: "ي", ة: "ه", ک: "ك", ی: "ي"}
const omitted = /[\xad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060\ufeff]/gu
const word = /[\p{L}\p{N}\p{M}\xad\u200b-\u200d]+/gu
const dense = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\u{20000}-\u{3ffff}]+/gu
const isDense = text => text.search(dense) >= 0
const article = /^(?:[وبكف]?ال|لل)(?=[\u0600-\u06ff]{3})/u

let simple = new Map() // traditional characters of Chinese, with the simplified ones

export const fold = text => text.toLowerCase().normalize("NFKD").replace(omitted, "")
  .replace(/[œæøßłđðþıςٱىةکی]/g, c => spelled[c]).replace(/[٠-٩۰-۹]/g, c => c.charCodeAt() & 15).normalize("NFC")

// terms are what a text is found by: its words, and pairs of characters where a script puts no spaces between words.
export const terms = text => (text.match(word) ?? []).flatMap(w => {
  const out = []
  let at = 0
  const plain = run => { if (run) out.push(run.replace(article, "")) }
  const folded = [...fold(w)].map(c => simple.get(c) ?? c).join("")
  for (const m of folded.matchAll(dense)) {
    plain(folded.slice(at, m.index))
    at = m.index + m[0].length
    const chars = [...m[0]]
    if (chars.length < 2) out.push(m[0])
    for (let i = 1; i < chars.length; i++) out.push(chars[i - 1] + chars[i])
  }
  plain(folded.slice(at))
  return out
})

// Endings by which words of one family differ, taken off where at least the given number of letters stays: hacked, hacker
// and hacks are found by each other. They are light: a word may keep an ending, but loses no more than one. Accents are
// folded before.
const endings = {
  en: [[/(?:ies|ied|ying)$/, 2, "y"], [/(?:ings?|ers?|ed|es|ly|s)$/, 3], [/e$/, 3]],
  fr: [[/(?:issements?|issages?|ations?|ateurs?|atrices?|ements?|euses?|eurs?|ages?|ants?|ees?|aient|ait|er|ez|ir|es|is|it|e|s|x)$/, 3]],
  es: [[/(?:aciones|acion|amientos?|imientos?|adores|adoras?|ador|adas?|ados?|idas?|idos?|aron|ieron|ando|iendo|ales|aba|ar|er|ir|es|os|as|an|a|o|e|s)$/, 3]],
  ru: [[/(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ешь|ишь|ться|тся|ются|ает|ают|ала|али|ило|ели|или|ить|ать|ять|еть|ах|ях|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ам|ям|ом|ем|ую|юю|ия|ию|ии|ью|а|я|о|е|ы|и|у|ю|ь|й)$/, 3]],
  ar: [[/(?:ات|ون|ين|ان|ها|هم|نا|كم|ية|يه|ه|ي)$/, 3]],
}[language.split("-")[0]] ?? []

const stem = term => {
  for (const [ending, least, instead = ""] of endings) {
    const short = term.replace(ending, instead)
    if (short !== term && short.length >= least) term = short
  }
  return term.length > 3 ? term.replace(/([b-df-hj-np-tv-z])\1$/, "$1") : term // scammed, scam
}

// Where a word stands says how much it counts. A title whose word the summary takes up is the surer one.
const inBoth = 13, inTitle = 12, inHeading = 4, inSummary = 3, inBody = 1

// read makes of the file a map: term → page → weight.
export function read(file) {
  const han = [...file.han ?? ""]
  simple = new Map(han.flatMap((c, i) => i % 2 ? [] : [[c, han[i + 1]]]))
  const found = new Map()
  const note = (term, page, weight) => {
    let pages = found.get(term)
    if (!pages) found.set(term, pages = new Map())
    pages.set(page, Math.max(weight, pages.get(page) ?? 0))
  }
  const pages = file.pages.map(([path, title, parent = -1, summary = "", lang = "", ...rest], i) => {
    const headings = []
    for (let h = 0; h < rest.length; h += 2) headings.push({text: rest[h], id: rest[h + 1], terms: terms(rest[h])})
    const page = {path, title, parent, summary, lang, headings, folded: fold(title), terms: terms(title)}
    page.terms.forEach(t => note(t, i, inTitle))
    terms(summary).forEach(t => note(t, i, page.terms.includes(t) ? inBoth : inSummary))
    headings.forEach(h => h.terms.forEach(t => note(t, i, inHeading)))
    return page
  })
  const lower = "0123456789abcdefghijklmnopqrstuv", upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZwxyz-_"
  const lists = file.in.split(" ")
  let last = []
  if (file.terms) file.terms.split(" ").forEach((t, n) => {
    last = [...last.slice(0, parseInt(t[0], 36)), ...t.slice(1)]
    const term = last.join("")
    let page = -1, high = 0
    for (const c of lists[n]) {
      const digit = lower.indexOf(c)
      if (digit < 0) {
        high = (high + upper.indexOf(c)) * 32
      } else {
        page += high + digit + 1
        if (simple.size) terms(term).forEach(t => note(t, page, inBody))
        else note(term, page, inBody)
        high = 0
      }
    }
  })
  for (const [page, words] of file.keywords ?? []) terms(words).forEach(t => note(t, page, inSummary))
  return {pages, found, terms: [...found.keys()], common: new Set(file.common.split(" ")), ...hints(file)}
}

// hints reads what the index says beside the pages' words: phrases as lists of words with their stems.
function hints(file) {
  const ignore = new Set(terms(file.ignore ?? ""))
  const stems = phrase => {
    const all = terms(phrase), telling = all.filter(t => !ignore.has(t))
    return [...new Set(telling.length ? telling : all)].map(term => ({term, stem: stem(term)}))
  }
  const phrases = text => text ? text.split("|").map(stems) : []
  const answers = (file.answers ?? []).flatMap(([text, page]) => phrases(text).map(words => ({words, page})))
  file.pages.forEach(([, title], page) => answers.push({words: stems(title), page, title: true}))
  const synonyms = (file.synonyms ?? []).map(group => group.split("|").map(p => terms(p)))
  const trouble = phrases(file.trouble)
  const known = new Map(trouble.flat().map(w => [w.stem, new Set()])) // words of phrases, with the pages they speak of
  for (const {words, page} of answers) for (const {stem: s} of words) known.set(s, (known.get(s) ?? new Set()).add(page))
  return {ignore, answers, synonyms, trouble, known, help: new Set(file.help), last: new Set(file.last)}
}

// distance is how many letters must be put in, left out, changed or exchanged to make of one word the beginning of
// another, or of it the whole; more than most if more.
function distance(a, b, most, whole) {
  if (Math.abs(a.length - b.length) > most && (whole || b.length < a.length)) return most + 1
  let before, row = Array.from({length: b.length + 1}, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      let d = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1)
      next.push(d)
      least = Math.min(least, d)
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return whole ? row[b.length] : Math.min(...row)
}

// like gives the terms that a typed word may mean, each with how surely.
function like(index, typed, last) {
  const out = new Map()
  const put = (term, sure) => out.set(term, Math.max(sure, out.get(term) ?? 0))
  if (isDense(typed)) {
    const one = [...typed].length < 2
    index.terms.forEach(t => { if (t === typed) put(t, 1); else if (one && t.includes(typed)) put(t, .5) })
    return out
  }
  const shorter = typed.length > 5 ? 2 : 1, own = stem(typed)
  for (const t of index.terms) {
    if (t === typed) put(t, 1)
    else if (t.startsWith(typed) && /^(?:e?s|x)$/.test(t.slice(typed.length))) put(t, .9) // a plural
    else if (stem(t) === own) put(t, .8)
    else if (t.startsWith(typed) && (last || typed.length > 2)) put(t, last ? .7 : .5)
    else if (t.length > 2 && t.length >= typed.length - shorter && typed.startsWith(t)) put(t, .6)
  }
  if (!out.size && typed.length > 3) {
    const most = typed.length > 6 ? 2 : 1
    for (const t of index.terms) {
      const d = distance(typed, t, most, !last)
      if (d <= most) put(t, .4 / d)
    }
  }
  return out
}

// apart splits a word that is written as two, wifi as Wi-Fi, and gives both halves; nothing if it is no such word.
function apart(index, typed) {
  for (let i = 2; i < typed.length - 1; i++) {
    const halves = [typed.slice(0, i), typed.slice(i)]
    if (halves.every(h => index.found.has(h))) return halves
  }
}

// elided is what stands before an apostrophe in French, and is no word to look for: l’, d’, qu’.
const elided = /(^|[^\p{L}])(?:\p{L}{1,2}|(?:jus|lors|puis|quoi)qu)['’ʼ](?=\p{L})/giu

// score returns what the pages' own words say about some terms, by page. Open says that the last term may go on.
function score(index, typed, open) {
  const scores = new Map()
  typed.forEach((t, i) => {
    const best = new Map()
    for (const [term, sure] of like(index, t, open && i === typed.length - 1)) {
      const pages = index.found.get(term)
      const rare = Math.log(1 + index.pages.length / pages.size)
      for (const [page, weight] of pages) {
        const score = sure * weight * rare
        if (score > (best.get(page)?.score ?? 0)) best.set(page, {score, term})
      }
    }
    for (const [page, {score, term}] of best) {
      const s = scores.get(page) ?? {page: index.pages[page], n: page, score: 0, matched: 0, terms: []}
      s.score += score
      s.matched++
      s.terms.push(term)
      scores.set(page, s)
    }
  })
  return scores
}

// others gives what else the typed words may be called: each phrase of a group that has one of them in its place.
function others(index, typed) {
  const out = [], stems = typed.map(stem)
  for (const group of index.synonyms) {
    for (const phrase of group) {
      const at = stems.findIndex((_, i) => phrase.every((p, j) => stems[i + j] === stem(p)))
      if (at < 0 || !phrase.length) continue
      for (const other of group) if (other !== phrase) out.push([...typed.slice(0, at), ...other, ...typed.slice(at + phrase.length)])
      break
    }
  }
  return out.slice(0, 12)
}

// means gives, for each word of a phrase that the typed words may mean, how surely. A word that nobody knows is taken
// for the nearest of a phrase.
function means(index, typed, open) {
  const out = new Map()
  const put = (word, sure, at) => { if (sure > (out.get(word)?.sure ?? 0)) out.set(word, {sure, at}) }
  typed.forEach((t, i) => {
    const own = stem(t), last = open && i === typed.length - 1
    put(own, 1, i)
    put(stem(t + typed[i + 1]), .9, i) // bit coin, pass key
    if (index.known.has(own) || isDense(t)) return
    for (const word of index.known.keys()) {
      if (last && t.length > 2 && word.startsWith(t)) put(word, .8, i)
      else if (own.length > 3 && word.length > 3 && !index.found.has(t)) {
        const d = distance(own, word, own.length > 6 ? 2 : 1, true)
        if (d <= (own.length > 6 ? 2 : 1)) put(word, .8 - d / 5, i)
      }
    }
  })
  return out
}

// pinned returns by page how many of the typed words are in phrases that it is the answer to, each phrase whole.
function pinned(index, typed, open) {
  const words = means(index, typed, open), whole = list => list.length && list.every(w => words.has(w.stem))
  const found = new Map()
  for (const {words: phrase, page, title} of index.answers) {
    if (!whole(phrase)) continue
    let at = found.get(page)
    if (!at) found.set(page, at = new Map())
    for (const w of phrase) {
      let {sure, at: i} = words.get(w.stem)
      sure *= .5 + .5 / Math.max(1, index.known.get(w.stem).size) // scam says less than airbnb
      if (typed[i] !== w.term) sure *= .8 // another word of its family: scam is not all that scammed is
      at.set(i, Math.max(at.get(i) ?? 0, title ? sure * .9 : sure))
    }
  }
  const out = new Map([...found].map(([page, at]) => [page, [...at.values()].reduce((a, b) => a + b, 0)]))
  if (index.trouble.some(whole)) for (const page of index.help) out.set(page, Math.max(out.get(page) ?? 0, .3))
  return out
}

// search returns the pages for some words, best first: those that are pinned to them, those that help where the words
// are of trouble, then those that have most of the words. What is past comes last.
export function search(index, words) {
  let typed = terms(words.replace(elided, "$1"))
  const open = !/\s$/.test(words) // the last word may go on
  const rest = typed.filter(t => !index.ignore.has(t))
  if (rest.length) typed = rest
  const pins = pinned(index, typed, open)
  const telling = typed.filter((t, i) => !index.common.has(t) && (t.length > 1 || isDense(t) || open && i === typed.length - 1))
  if (telling.length) typed = telling
  const scores = score(index, typed.flatMap(t => isDense(t) || index.terms.some(term => term.startsWith(t)) ? t : apart(index, t) ?? t), open)
  const most = Math.max(0, ...[...scores.values()].map(s => s.matched))
  for (const [page, s] of scores) if (s.matched < most) scores.delete(page)
  for (const other of others(index, typed)) {
    const found = score(index, other, false), best = Math.max(0, ...[...found.values()].map(s => s.matched))
    for (const [page, s] of found) {
      s.score *= .6
      if (s.matched === best && s.score > (scores.get(page)?.score ?? 0)) scores.set(page, s)
    }
  }
  const whole = fold(words).trim()
  for (const n of pins.keys()) if (!scores.has(n)) scores.set(n, {page: index.pages[n], n, score: 0, terms: []})
  const list = [...scores.values()]
  for (const s of list) {
    s.pin = pins.get(s.n) ?? 0
    s.last = index.last.has(s.n) && !/20\d\d/.test(whole)
    const at = s.terms.map(t => s.page.terms.indexOf(t))
    if (at.length > 1 && at.every((n, i) => n > (at[i - 1] ?? -1))) s.score *= 1.5 // in the same order
    if (!s.page.folded.includes(whole)) continue
    s.score *= s.page.folded === whole && s.page.summary ? 2 : 1.5 // a list without words of its own is not what is meant
  }
  return list.sort((a, b) => a.last - b.last || b.pin - a.pin || b.score - a.score || a.n - b.n)
}

// The page from here on.

const make = (name, properties, ...children) => {
  const e = Object.assign(document.createElement(name), properties)
  e.append(...children)
  return e
}

// marked is a text in which the words that were found are marked.
function marked(text, found) {
  const out = []
  let at = 0
  for (const m of text.matchAll(word)) {
    if (!terms(m[0]).some(t => found.includes(t))) continue
    out.push(text.slice(at, m.index), make("mark", {}, m[0]))
    at = m.index + m[0].length
  }
  return [...out, text.slice(at)]
}

function row(index, {page, terms}) {
  const href = place.dataset.root + page.path
  const title = make("p", {className: "row-title", lang: page.lang}, make("a", {href}, ...marked(page.title, terms)))
  if (!page.lang) title.removeAttribute("lang")
  const more = make("div", {})
  if (index.pages[page.parent]) more.append(make("p", {className: "label"}, index.pages[page.parent].title))
  if (page.summary) more.append(make("p", {}, ...marked(page.summary, terms)))
  const parts = page.headings.filter(h => h.terms.some(t => terms.includes(t))).slice(0, 2)
  if (parts.length) more.append(make("ul", {}, ...parts.map(h => make("li", {}, make("a", {href: href + "#" + h.id}, ...marked(h.text, terms))))))
  return make("li", {}, title, more)
}

let index, timer
const load = () => index ??= fetch(place.dataset.index).then(r => r.ok ? r.json() : Promise.reject(r.status)).then(read)
const counts = JSON.parse(place.dataset.counts), plural = new Intl.PluralRules(language)

// say tells the number once the reader pauses, lest a screen reader speaks at each letter. Only then does the address
// change, too: browsers allow a page few changes at a time.
function say(text) {
  clearTimeout(timer)
  timer = setTimeout(() => {
    status.textContent = text
    const address = new URL(location), words = field.value.trim()
    if (words) address.searchParams.set("q", words)
    else address.searchParams.delete("q")
    history.replaceState(null, "", address)
  }, 400)
}

async function show() {
  const words = field.value
  if (!words.trim()) {
    results.hidden = true
    all.hidden = false
    say("")
    return
  }
  try {
    const list = await load()
    if (words !== field.value) return // the reader typed on
    const found = search(list, words).slice(0, most)
    results.replaceChildren(...found.map(f => row(list, f)))
    results.hidden = !found.length
    all.hidden = !!found.length
    say(found.length ? (counts[plural.select(found.length)] ?? counts.other).replace("%n", found.length) : status.dataset.none)
  } catch {
    index = undefined
    say(status.dataset.failed)
  }
}

const links = () => [...results.querySelectorAll(".row-title a")]

form.addEventListener("submit", async event => {
  event.preventDefault()
  await show()
  links()[0]?.focus()
})
field.addEventListener("focus", () => load().catch(() => index = undefined))
field.addEventListener("input", show)
place.addEventListener("keydown", event => {
  const list = links(), at = list.indexOf(document.activeElement)
  const inside = document.activeElement === field || at >= 0
  if (event.key === "ArrowDown" && inside && list[at + 1]) list[at + 1].focus()
  else if (event.key === "ArrowUp" && at >= 0) (list[at - 1] ?? field).focus()
  else if (event.key === "Escape" && at >= 0) field.focus()
  else return
  event.preventDefault()
})
form.hidden = false
field.value = new URL(location).searchParams.get("q") ?? ""
if (field.value) show()

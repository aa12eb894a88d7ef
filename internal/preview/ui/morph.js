// Makes one tree of nodes like another by changing as little as possible, so that what stays the same stays the same
// node: with its focus, its place on the screen, its open details.

// morph makes from like to. Children for which keep returns true are left alone where they are.
export function morph(from, to, keep = () => false) {
  attributes(from, to)
  children(from, to, keep)
}

function attributes(from, to) {
  for (const {name} of [...from.attributes]) if (!to.hasAttribute(name) && !stays(from, name)) from.removeAttribute(name)
  for (const {name, value} of to.attributes) if (from.getAttribute(name) !== value && !stays(from, name)) from.setAttribute(name, value)
}

// stays tells the attributes that the reader sets.
const stays = (element, name) => element.localName === "details" && name === "open"

function children(from, to, keep) {
  const olds = [...from.childNodes].filter(n => !keep(n)), news = [...to.childNodes].filter(n => !keep(n))
  let start = 0, end = 0
  while (start < olds.length && start < news.length && olds[start].isEqualNode(news[start])) start++
  while (end < olds.length - start && end < news.length - start && olds.at(-1 - end).isEqualNode(news.at(-1 - end))) end++
  const middle = pairs(olds.slice(start, olds.length - end), news.slice(start, news.length - end))
  let next = olds[olds.length - end] || [...from.childNodes].find(keep) || null // what stands behind
  for (const [was, is] of middle.reverse()) {
    if (!is) was.remove()
    else if (!was) next = from.insertBefore(document.importNode(is, true), next)
    else {
      if (was.nodeType === Node.ELEMENT_NODE) morph(was, is, keep)
      else if (was.nodeValue !== is.nodeValue) was.nodeValue = is.nodeValue
      next = was
    }
  }
}

const same = (a, b) => a.nodeName === b.nodeName && (a.nodeType !== Node.ELEMENT_NODE || a.id === b.id || !a.id || !b.id)

// pairs lines two lists of nodes up: [old, new], [old, null] or [null, new], in order.
function pairs(olds, news) {
  const n = olds.length, m = news.length
  if (n * m > 40000) return byPlace(olds, news)
  const score = Array.from({length: n + 1}, () => new Float64Array(m + 1))
  const worth = (a, b) => !same(a, b) ? 0 : a.isEqualNode(b) ? 3 : a.nodeType === Node.ELEMENT_NODE && a.id && a.id === b.id ? 2 : 1
  const values = olds.map(a => news.map(b => worth(a, b)))
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      score[i][j] = Math.max(score[i + 1][j], score[i][j + 1], values[i][j] ? values[i][j] + score[i + 1][j + 1] : 0)
    }
  }
  const out = []
  let i = 0, j = 0
  while (i < n || j < m) {
    if (i < n && j < m && values[i][j] && score[i][j] === values[i][j] + score[i + 1][j + 1]) out.push([olds[i++], news[j++]])
    else if (i < n && (j === m || score[i][j] === score[i + 1][j])) out.push([olds[i++], null])
    else out.push([null, news[j++]])
  }
  return out
}

function byPlace(olds, news) {
  const out = []
  for (let i = 0; i < Math.max(olds.length, news.length); i++) {
    const a = olds[i], b = news[i]
    if (a && b && !same(a, b)) out.push([a, null], [null, b])
    else out.push([a || null, b || null])
  }
  return out
}

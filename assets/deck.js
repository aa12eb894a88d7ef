// The deck: one slide at a time, by keys, buttons or a swipe. Without this script the slides follow each other down the
// page, and #slide-3 leads to the third. Two windows with the same deck go together, so that one can show the notes.
const deck = document.querySelector(".deck"), controls = document.querySelector(".controls")
const slides = [...deck.querySelectorAll(".slide")], last = slides.length - 1
const $ = name => controls.querySelector(name)
const back = $(".back"), on = $(".on"), notes = $(".show"), timer = $("[role=timer]"), status = $("[role=status]")
const rtl = getComputedStyle(deck).direction === "rtl"
const others = "BroadcastChannel" in window ? new BroadcastChannel("deck " + location.pathname) : null
let here = -1, since = 0

const inside = i => slides[i].querySelector(".inside")

// named returns the slide that the address names, itself or something in it.
function named() {
  let id = location.hash.slice(1)
  try { id = decodeURIComponent(id) } catch {}
  const slide = id && document.getElementById(id)?.closest(".slide")
  return slide ? slides.indexOf(slide) : -1
}

// show turns to a slide. Focus goes there, which says its title and number; if it must stay on a button, the status says it.
function show(i, {focus = true, tell = true} = {}) {
  i = Math.max(0, Math.min(last, i))
  if (i === here) return
  here = i
  slides.forEach((slide, n) => slide.classList.toggle("here", n === i))
  slides.forEach((_, n) => inside(n).tabIndex = n === i ? 0 : -1)
  inside(i).scrollTop = 0
  scrollTo(0, 0)
  back.setAttribute("aria-disabled", i === 0)
  on.setAttribute("aria-disabled", i === last)
  if (named() !== i && (i > 0 || location.hash)) history.replaceState(null, "", "#" + slides[i].id)
  for (const a of controls.querySelectorAll(".tongue")) a.hash = slides[i].id
  if (i > 0 && !since) since = Date.now()
  if (focus) inside(i).focus({preventScroll: true})
  else status.textContent = inside(i).getAttribute("aria-labelledby").split(" ").map(id => document.getElementById(id).textContent).join(", ")
  if (tell) others?.postMessage(i)
}

// withNotes shows or hides what the speaker says, with the time since the first slide.
function withNotes(shown) {
  notes.setAttribute("aria-pressed", shown)
  document.body.classList.toggle("noted", shown)
  for (const n of deck.querySelectorAll(".notes")) n.hidden = !shown
  timer.parentElement.hidden = !shown
}

function tick() {
  const s = since ? Math.floor((Date.now() - since) / 1000) : 0
  timer.textContent = Math.floor(s / 60) + ":" + String(s % 60).padStart(2, "0")
}

// scrolls reports whether the slide itself has more to show in a direction, so that a key first does that. In a low
// window it is the page that scrolls.
function scrolls(down) {
  const slide = inside(here), box = getComputedStyle(slide).overflowY === "visible" ? document.scrollingElement : slide
  return down ? box.scrollTop + box.clientHeight < box.scrollHeight - 2 : box.scrollTop > 2
}

function key(e) {
  if (e.defaultPrevented || e.altKey || e.ctrlKey || e.metaKey) return
  const at = e.target instanceof Element ? e.target : document.body
  const pressed = at.closest("a, button, summary, input, select, textarea")
  switch (e.key) {
    case "ArrowRight": case "ArrowLeft":
      if (at.closest(".table")) return // which scrolls sideways
      return turn(e, (e.key === "ArrowRight") !== rtl)
    case "ArrowDown": case "PageDown": return scrolls(true) || turn(e, true)
    case "ArrowUp": case "PageUp": return scrolls(false) || turn(e, false)
    case " ": return pressed || scrolls(!e.shiftKey) || turn(e, !e.shiftKey)
    case "Home": e.preventDefault(); return show(0)
    case "End": e.preventDefault(); return show(last)
    case "Escape": return document.fullscreenElement || location.assign(deck.dataset.page)
    // A single letter acts on a slide alone, so that nobody's dictation turns it on by a word.
    case "n": case "N": return at.closest(".slide") && withNotes(notes.getAttribute("aria-pressed") !== "true")
  }
}

function turn(e, forward) {
  e.preventDefault()
  show(here + (forward ? 1 : -1))
}

let from = null
addEventListener("touchstart", e => { from = e.touches.length === 1 ? e.touches[0] : null }, {passive: true})
addEventListener("touchend", e => {
  const to = e.changedTouches[0]
  if (!from || !to || (window.visualViewport?.scale ?? 1) > 1.05 || from.target.closest?.(".table, .controls")) return
  const x = to.clientX - from.clientX, y = to.clientY - from.clientY
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) show(here + ((x < 0) !== rtl ? 1 : -1))
}, {passive: true})

document.body.classList.add("running")
$(".moves").hidden = false
back.addEventListener("click", () => show(here - 1, {focus: false}))
on.addEventListener("click", () => show(here + 1, {focus: false}))
notes.addEventListener("click", () => withNotes(notes.getAttribute("aria-pressed") !== "true"))
addEventListener("keydown", key)
addEventListener("hashchange", () => { if (named() >= 0) show(named()) })
others?.addEventListener("message", e => show(Number(e.data) || 0, {tell: false}))
setInterval(tick, 500)
show(Math.max(0, named()), {tell: false})
// A browser that goes to the address's # once all is loaded takes the focus away.
addEventListener("load", () => setTimeout(() => document.activeElement === document.body && inside(here).focus({preventScroll: true})))

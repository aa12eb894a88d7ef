package preview_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tocsin/internal/preview"
)

const phishing = "content/learn/phishing.en.md"

// TestEditAppears saves a file while its page is open: the new words come, and what the reader did to the page stays.
func TestEditAppears(t *testing.T) {
	dir := demo(t)
	// A theme's own <details>, and a field that holds the focus.
	edit(t, dir, "templates/page.html", `<div class="column">`, `<div class="column"><details id="more"><summary>More</summary><p>Hidden words.</p></details><p><a id="held" href="#_main">Hold</a></p>`)
	site := serving(t, dir, preview.Options{At: testMoment})
	b := openBrowser(t)
	b.visit(site + "/ca/en/learn/phishing/")
	eval[any](b, `(document.getElementById("more").querySelector("summary").click(), document.getElementById("held").focus({preventScroll: true}), window.same = true)`)
	b.until("the open details", `document.getElementById("more").open`)
	eval[any](b, `(document.getElementById("report-it").scrollIntoView({behavior: "instant"}), window.before = document.getElementById("report-it").getBoundingClientRect().top)`)

	edit(t, dir, phishing, "## Report it", "## Report it\n\nA sentence that was just written.")
	b.until("the new sentence", `document.querySelector("main").textContent.includes("A sentence that was just written.")`)
	if !eval[bool](b, `Math.abs(document.getElementById("report-it").getBoundingClientRect().top - window.before) < 2`) {
		t.Errorf("the scroll moves by %v px after an edit below", eval[float64](b, `document.getElementById("report-it").getBoundingClientRect().top - window.before`))
	}

	edit(t, dir, phishing, "summary:", "summary: Quite a long sentence before what the reader looks at, so that everything moves, at length, and by several lines.")
	b.until("the new summary", `document.querySelector(".lead").textContent.includes("everything moves")`)
	if !eval[bool](b, `Math.abs(document.getElementById("report-it").getBoundingClientRect().top - window.before) < 2`) {
		t.Errorf("what was read moves by %v px after an edit above it", eval[float64](b, `document.getElementById("report-it").getBoundingClientRect().top - window.before`))
	}
	b.until("the news said aloud", `shadow("[role=status]").textContent === "The page has changed."`)
	for what, condition := range map[string]string{
		"the page is loaded anew": `window.same === true`,
		"open <details> close":    `document.getElementById("more").open`,
		"the focus is lost":       `document.activeElement.id === "held"`,
		"the bar is lost":         `shown("[role=toolbar]")`,
		"a second bar comes":      `document.querySelectorAll("tocsin-review").length === 1`,
	} {
		if !eval[bool](b, condition) {
			t.Error(what)
		}
	}
	b.content()
}

// TestOtherTabsFollow edits a page while two tabs of one browser are open: both follow, over one stream.
func TestOtherTabsFollow(t *testing.T) {
	dir := demo(t)
	site := serving(t, dir, preview.Options{At: testMoment})
	b := openBrowser(t)
	b.visit(site + "/ca/fr/apprendre/hameconnage/")
	second := b.tab()
	second.visit(site + "/ca/en/learn/phishing/")
	edit(t, dir, "content/messages/pause.en.md", "urgent request", "pressing request")
	edit(t, dir, "content/messages/pause.fr.md", "demande pressante", "demande urgente")
	second.until("the message in English", `document.querySelector(".said").textContent.includes("pressing request")`)
	b.until("the message in French", `document.querySelector(".said").textContent.includes("demande urgente")`)
	b.content()
}

// TestStyleSwaps saves the style sheet: the page is repainted, not loaded.
func TestStyleSwaps(t *testing.T) {
	dir := demo(t)
	site := serving(t, dir, preview.Options{At: testMoment})
	b := openBrowser(t)
	b.visit(site + "/ca/en/learn/phishing/")
	eval[any](b, `(window.same = true, scrollTo(0, 700), window.asked = 0, window.seen = document.querySelector("main h1"),
		window.fetch = (old => (...a) => { if (String(a[0]).includes("/phishing/")) window.asked++; return old(...a) })(window.fetch))`)
	edit(t, dir, "assets/site.css", "--paper: #f6f2e9", "--paper: #ffeedd")
	b.until("the new colour", `getComputedStyle(document.body).backgroundColor === "rgb(255, 238, 221)"`)
	b.until("the end of the old sheet", `document.querySelectorAll("link[rel=stylesheet][href*='/site.']").length === 1`)
	if !eval[bool](b, `window.same && window.seen.isConnected && scrollY === 700`) {
		t.Error("a new style sheet loads the page anew, or moves it")
	}
	if n := eval[int](b, `window.asked`); n != 0 {
		t.Errorf("a new style sheet fetches the page %d times", n)
	}
	b.content()
}

// TestOverlay breaks a page and mends it.
func TestOverlay(t *testing.T) {
	dir := demo(t)
	site := serving(t, dir, preview.Options{At: testMoment, Editor: "vscode://file/{file}:{line}"})
	b := openBrowser(t)
	b.visit(site + "/ca/en/learn/phishing/")
	title := eval[string](b, `document.querySelector("h1").textContent`)
	edit(t, dir, phishing, "title:", "titel:")
	b.until("the overlay", `shown(".broken")`)
	text := eval[string](b, `shadow(".broken").innerText`)
	for _, want := range []string{phishing + ":2:1", `unknown key "titel"`, "title", "titel: " + title} {
		if !strings.Contains(text, want) {
			t.Errorf("the overlay does not say %q:\n%s", want, text)
		}
	}
	if got := eval[string](b, `shadow(".broken .place a").href`); !strings.HasPrefix(got, "vscode://file/") || !strings.HasSuffix(got, phishing+":2") {
		t.Errorf("the overlay leads to %q, wanted the file in the editor", got)
	}
	if got := eval[string](b, `document.querySelector("h1").textContent`); got != title {
		t.Errorf("under the overlay the page is %q, wanted the last good one", got)
	}

	// A tab that is opened while it is broken says so too; one that hid it is left in peace.
	second := b.tab()
	second.visit(site + "/us/en/")
	second.until("the overlay in a new tab", `shown(".broken")`)
	second.press(kb.Tab)
	eval[any](second, `shadow(".broken button").click()`)
	second.until("the overlay hidden", `!shown(".broken")`)

	// The words go away by themselves after a while, so what is said is written down.
	const listen = `(() => { const s = shadow("[role=status]"); window.said = ""; const note = () => { window.said += s.textContent };
		new MutationObserver(note).observe(s, { childList: true, characterData: true, subtree: true }); return true })()`
	eval[bool](b, listen)
	eval[bool](second, listen)
	edit(t, dir, phishing, "titel:", "title:")
	b.until("the end of the overlay", `!shown(".broken")`)
	second.until("the words that it is mended", `window.said.includes("Mended")`)
	b.until("the same words in the first tab", `window.said.includes("Mended")`)
	b.content()
}

// TestReviewScreensAreAlive changes a title while the desk is open.
func TestReviewScreensAreAlive(t *testing.T) {
	dir := demo(t)
	site := serving(t, dir, preview.Options{At: testMoment})
	b := openBrowser(t)
	b.visit(site + "/_review/")
	edit(t, dir, "content/about.en.md", "title: ", "title: All ")
	b.until("the new title on the desk", `[...document.querySelectorAll(".matrix .title")].some(e => e.textContent.startsWith("All About"))`)
	edit(t, dir, "campaign.yaml", "title:", "titel:")
	b.until("the overlay on the desk", `shown(".broken")`)
	edit(t, dir, "campaign.yaml", "titel:", "title:")
	b.until("its end", `!shown(".broken")`)
	b.content()
}

// TestDateControl finds a page under embargo by choosing a day, and takes the day along.
func TestDateControl(t *testing.T) {
	site := serving(t, demo(t), preview.Options{})
	b := openBrowser(t)
	b.visit(site + "/ca/en/learn/?at=" + testMoment)
	if eval[bool](b, `document.body.textContent.includes("QR codes")`) {
		t.Fatal("the page is there before its day")
	}
	eval[any](b, `shadow("[data-do=moment]").click()`)
	b.until("the control", `shown("#moment")`)
	eval[any](b, `(shadow("#moment").value = "2026-10-12T09:00", shadow(".panel form button").click())`)
	b.until("the page in the list", `location.search === "?at=2026-10-12T09%3A00" && [...document.querySelectorAll("main a")].some(a => a.textContent === "QR codes")`)
	b.until("the banner", `shadow(".told")?.textContent.includes("October 12, 2026, 9:00")`)
	eval[any](b, `[...document.querySelectorAll("main a")].find(a => a.textContent === "QR codes").click()`)
	b.until("the page itself", `document.querySelector("h1").textContent === "QR codes" && location.search.startsWith("?at=")`)
	b.until("the bar", `shown("[data-do=edition]")`)
	for _, label := range []string{"Canada, Français", "United States, English"} {
		if !strings.Contains(eval[string](b, `(shadow("[data-do=edition]").getAttribute("aria-expanded") === "true" || shadow("[data-do=edition]").click(), [...shadow(".panel").querySelectorAll("a")].map(a => a.textContent + " " + a.search).join("\n"))`), label+" ?at=2026-10-12T09%3A00") {
			t.Errorf("the edition switch does not take the moment along to %s", label)
		}
	}
	b.content()
	eval[any](b, `shadow(".told a").click()`)
	b.until("the nearest page that is there now, without a moment", `location.search === "" && document.querySelector("h1")`)
}

// TestBarByKeyboard does everything that the bar can do without a pointer.
func TestBarByKeyboard(t *testing.T) {
	dir := demo(t)
	site := serving(t, dir, preview.Options{Editor: "vscode://file/{file}:{line}", At: testMoment})
	b := openBrowser(t)
	b.visit(site + "/us/en/learn/cloned-voices/")
	at := func(name string) {
		t.Helper()
		b.until("the focus on "+name, `focused()?.dataset?.do === `+quote(name))
	}
	b.press("b", chromedp.KeyModifiers(kb.ModifierAlt, kb.ModifierShift))
	at("desk")
	b.press(kb.ArrowRight)
	at("edition")
	b.press(kb.Enter)
	b.until("the editions", `shown(".panel.is-edition") && shadow("[data-do=edition]").getAttribute("aria-expanded") === "true"`)
	if text := eval[string](b, `shadow(".panel").innerText`); !strings.Contains(text, "Missing") || !strings.Contains(text, "Held back") {
		t.Errorf("the editions do not say how the page stands:\n%s", text)
	}
	b.press(kb.Tab)
	b.until("the focus in the panel", `focused()?.closest(".panel")`)
	b.press(kb.Escape)
	b.until("the panel closed", `!shown(".panel")`)
	at("edition")
	b.press(kb.ArrowRight)
	at("moment")
	b.press(kb.ArrowRight)
	at("problems")
	b.press(" ")
	b.until("the problems", `shadow(".panel").innerText.includes("nowhere.md")`)
	b.press(kb.Escape)
	b.press(kb.ArrowRight)
	at("where")
	b.press(kb.Enter)
	b.until("the way through the page", `focused()?.dataset?.keep === "next" && shadow(".answer").textContent.includes("Point at a sentence")`)
	b.press(kb.Enter)
	b.until("the title's place", `shadow(".answer").textContent.includes("content/learn/cloned-voices.en.md, line 2")`)
	b.press(kb.Enter)
	b.press(kb.Enter)
	b.until("a heading's place", `shadow(".answer").textContent.includes("line 9") && shadow(".answer").textContent.includes("Hang up") && shown(".box")`)
	b.press(kb.Escape)
	b.until("the end of it", `!shown(".panel") && !shown(".box")`)
	at("where")
	b.press(kb.End)
	at("hide")
	b.press(kb.Enter)
	b.until("the bar put away", `!shown("[data-do=edition]") && focused()?.dataset?.do === "show"`)
	b.press(kb.Enter)
	b.until("the bar back", `shown("[data-do=edition]")`)
	b.press("b", chromedp.KeyModifiers(kb.ModifierAlt, kb.ModifierShift))
	b.until("the focus back on the page", `document.activeElement.localName !== "tocsin-review"`)
	b.content()
}

// TestWhere points at words of every kind and reads where they were written.
func TestWhere(t *testing.T) {
	site := serving(t, demo(t), preview.Options{Editor: "vscode://file/{file}:{line}", At: testMoment})
	b := openBrowser(t)
	for _, c := range []struct{ page, element, place, kind string }{
		{"/ca/en/learn/phishing/", "main h1", "content/learn/phishing.en.md, line 2", "the page’s own title"},
		{"/ca/en/learn/phishing/", ".content > p", "content/learn/phishing.en.md, line ", "the page’s own words"},
		{"/ca/en/learn/phishing/", ".said p", "content/messages/pause.en.md, line ", "the shared message “pause”"},
		{"/ca/en/learn/phishing/", ".fact", "content/facts/ca.yaml, line ", "the country’s fact “"},
		{"/us/en/learn/phishing/", ".content > p", "content/learn/phishing.en-US.md, line ", "words for this country alone"},
		{"/us/es/learn/phishing/", ".said p", "content/messages/pause.es.md, line ", "the shared message “pause”"},
	} {
		page := c.page
		if strings.Contains(page, "/us/es/") {
			b.visit(site + "/us/en/learn/phishing/")
			page = eval[string](b, `document.querySelector(".languages a").pathname`)
		}
		b.visit(site + page)
		if n := eval[int](b, `document.querySelectorAll("main [data-src]").length`); n != 0 {
			t.Errorf("%s is served with %d marks that nobody asked for", page, n)
		}
		eval[any](b, `shadow("[data-do=where]").click()`)
		b.until("the marks", `shadow(".answer").textContent.includes("Point at a sentence")`)
		b.do(chromedp.ScrollIntoView(chromedp.CSS(c.element)))
		box := eval[[2]float64](b, `(r => [r.left + 5, r.top + r.height / 2])(document.querySelector(`+quote(c.element)+`).getClientRects()[0])`)
		b.do(chromedp.MouseClickXY(box[0], box[1]))
		b.until("where "+c.element+" was written", `shadow(".answer").textContent.includes(`+quote(c.place)+`) && shadow(".answer").textContent.includes(`+quote(c.kind)+`)`)
		if got := eval[string](b, `shadow("[data-keep=editor]").href`); !strings.HasPrefix(got, "vscode://file/") {
			t.Errorf("%s of %s opens %q", c.element, page, got)
		}
		if got := eval[string](b, "location.pathname"); got != page {
			t.Errorf("a click while asking follows the link to %s", got)
		}
	}
	b.content()
}

// TestCompare shows two languages, scrolls them together and marks what only one has.
func TestCompare(t *testing.T) {
	dir := demo(t)
	site := serving(t, dir, preview.Options{At: testMoment})
	b := openBrowser(t)
	b.visit(site + "/_review/compare/learn/phishing?a=ca/en&b=ca/fr")
	frame := func(i int) string { return []string{`frames["tocsin-a"]`, `frames["tocsin-b"]`}[i] }
	b.until("English beside French", frame(0)+`.document.documentElement.lang === "en-CA" && `+frame(1)+`.document.documentElement.lang === "fr-CA" && `+frame(0)+`.reviewReady && `+frame(1)+`.reviewReady`)
	if eval[bool](b, frame(0)+`.document.querySelector("tocsin-review") !== null`) {
		t.Error("a compared page has a bar of its own")
	}
	eval[any](b, frame(0)+`.document.getElementById("report-it").scrollIntoView({behavior: "instant"})`)
	b.until("the same heading on the right", `Math.abs([...`+frame(1)+`.document.querySelectorAll("h2")].find(h => h.textContent.startsWith("Signalez")).getBoundingClientRect().top) < 40`)

	if got := eval[string](b, `document.querySelector(".differences summary").textContent`); got != "The structure is the same on both sides." {
		t.Errorf("the comparison says %q", got)
	}
	edit(t, dir, phishing, "## Report it", "## Report it\n\n> Only the English has this.")
	b.until("the difference", `document.querySelector(".differences summary").textContent === "1 difference in structure" && document.querySelector(".differences .jump").textContent.includes("Only the English")`)
	b.until("its mark", frame(0)+`.document.querySelector("[data-review-mark=alone]")?.textContent.includes("Only the English")`)

	b.visit(site + "/_review/compare/learn?a=ca/en&b=ca/en&bat=2026-10-12T09:00")
	b.until("today beside 12 October", frame(1)+`.document.body?.textContent.includes("QR codes") && !`+frame(0)+`.document.body.textContent.includes("QR codes")`)
	b.content()
}

// TestStreamIsOne counts the streams of a browser with several tabs.
func TestStreamIsOne(t *testing.T) {
	site := serving(t, demo(t), preview.Options{At: testMoment})
	b := openBrowser(t)
	b.visit(site + "/ca/en/")
	tabs := []*browser{b}
	for range 7 { // with a stream for each, HTTP/1.1 would leave no connection for the last
		tab := b.tab()
		tab.visit(site + "/ca/en/learn/")
		tabs = append(tabs, tab)
	}
	start := time.Now()
	tabs[7].visit(site + "/ca/fr/")
	if took := time.Since(start); took > 8*time.Second {
		t.Errorf("the eighth tab waits %s for a page", took)
	}
}

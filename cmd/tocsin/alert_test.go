package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// warned is a campaign of two countries and three languages with alerts in all of them.
var warned = map[string]string{
	"campaign.yaml": "title: Ring\nbase_url: https://ring.example/\ncountries:\n" +
		"  ca: {languages: [en, ar], timezone: America/Toronto, missing: notice}\n  us: {languages: [en], timezone: America/Los_Angeles}\n" +
		"audiences: {seniors: {en: Older people, ar: كبار السن}}\n",
	"content/index.en.md": homeEN, "content/index.ar.md": "---\ntitle: الرئيسية\n---\nأهلا\n",
	"content/learn/page.en.md": "---\ntitle: Page\n---\nWords.\n", "content/learn/page.ar.md": "---\ntitle: صفحة\n---\nكلمات.\n",
	"content/alerts/low.en.md":    alertPage("Low", "advisory", "2026-10-01", "2026-10-31", ""),
	"content/alerts/low.ar.md":    "---\ntitle: منخفض\n---\nكلمات.\n",
	"content/alerts/mid.en.md":    alertPage("Mid", "severe", "2026-10-05T09:00", "2026-10-20", "audiences: [seniors]\n"),
	"content/alerts/mid.ar.md":    "---\ntitle: متوسط\n---\nكلمات.\n",
	"content/alerts/top.en.md":    alertPage("Top", "extreme", "2026-10-06T09:00", "2026-10-08T12:00", "missing: notice\nreason: It is going on now.\n"),
	"content/alerts/more.en.md":   alertPage("More", "severe", "2026-10-06T10:00", "2026-10-07T10:00", "countries: [us]\n"),
	"content/alerts/yester.en.md": alertPage("Yester", "severe", "2026-09-01", "2026-09-30", "countries: [us]\n"),
}

func alertPage(title, severity, start, end, more string) string {
	return fmt.Sprintf("---\ntitle: %s\n%salert: {severity: %s, start: %s, end: %s}\n---\nWords of %s.\n\n## Do\n\nThis.\n", title, more, severity, start, end, title)
}

var (
	bannerOf = regexp.MustCompile(`(?s)<section class="alerts" aria-label=.*?</section>`)
	titleOf  = regexp.MustCompile(`<h2 id="_alert-\d"([^>]*)>([^<]*)</h2>`)
)

// TestBanner holds that every page of the editions that an alert concerns shows it while it holds: the loudest first, of
// two as loud the newer, three at most; and no page at any other time, nor a page that belongs to no edition.
func TestBanner(t *testing.T) {
	t.Parallel()
	dir := lay(t, warned)
	for at, want := range map[string]map[string]string{
		"2026-09-30T23:59-04:00": {"ca/en": "", "ca/ar": "", "us/en": "Yester"},                                                 // and midnight is later in the west
		"2026-10-01T00:00-04:00": {"ca/en": "Low", "ca/ar": "منخفض", "us/en": "Yester"},                                         // a day begins in each country by itself
		"2026-10-05T12:00-04:00": {"ca/en": "Mid, Low", "ca/ar": "متوسط, منخفض", "us/en": "Mid, Low"},                           // 9:00 in Los Angeles
		"2026-10-06T13:30-04:00": {"ca/en": "Top, Mid, Low", "ca/ar": "Top en ltr, متوسط, منخفض", "us/en": "Top, More, Mid +1"}, // a fourth is a link
		"2026-10-08T12:00-04:00": {"ca/en": "Mid, Low", "ca/ar": "متوسط, منخفض", "us/en": "Top, Mid, Low"},
		"2026-11-02T00:00-04:00": {"ca/en": "", "ca/ar": "", "us/en": ""},
	} {
		out := t.TempDir()
		tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", at, "--out", out)
		seen := map[string]int{}
		for name, data := range mustRead(t, out) {
			if filepath.Ext(name) != ".html" {
				continue
			}
			edition := strings.Join(strings.Split(name, "/")[:min(2, strings.Count(name, "/"))], "/")
			text, inEdition := want[edition]
			if own := strings.Contains(name, "/alerts/"); own || !inEdition {
				text = "" // the list, an alert's own page: looked at below; or no edition's
				if own {
					continue
				}
			}
			seen[edition]++
			if got := bannerIn(string(data)); got != text {
				t.Errorf("at %s, %s warns of %q, want %q", at, name, got, text)
			}
		}
		for edition := range want {
			if seen[edition] < 4 { // home, page, folder, search, 404
				t.Errorf("at %s only %d pages of %s were looked at", at, seen[edition], edition)
			}
		}
	}
}

// bannerIn reads a page's banner: its titles, each with its own language and direction, and how many more there are.
func bannerIn(page string) string {
	banner := bannerOf.FindString(page)
	if i := strings.Index(page, banner); banner != "" && (i < strings.Index(page, "</header>") || i > strings.Index(page, "<main ")) {
		return "in the wrong place"
	}
	var out []string
	for _, m := range titleOf.FindAllStringSubmatch(banner, -1) {
		attributes := strings.NewReplacer(` lang="`, " ", ` dir="`, " ", `"`, "").Replace(m[1])
		out = append(out, m[2]+attributes)
	}
	more := ""
	if strings.Contains(banner, "1 more alert") {
		more = " +1"
	}
	return strings.Join(out, ", ") + more
}

// TestEmbargoedAlertLeavesNoTrace looks for alerts that nobody may hear of yet in every byte of the output.
func TestEmbargoedAlertLeavesNoTrace(t *testing.T) { onSmallAndDemo(t, embargoedAlertLeavesNoTrace) }

func embargoedAlertLeavesNoTrace(t *testing.T, lay func(*testing.T, map[string]string) string, pages int) {
	change := map[string]string{}
	for word, front := range map[string]string{
		"zebrafinch": warnedOf("2026-10-08", ""), "jabberwock": warnedOf("2026-10-01", "") + "publish: 2026-10-08\n", "quagmire": warnedOf("2026-10-01", "") + "draft: true\n",
		"xylophone": warnedOf("2026-10-01", "") + "expires: 2026-10-06\n", "kumquat": warnedOf("2026-10-01", "") + "tlp: TLP:AMBER\n",
		"flibbertigibbet": warnedOf("2026-10-08", ", supersedes: known.en.md"),
	} {
		for lang, more := range map[string]string{"en": front + "topics: [" + word + "]\naliases: [" + word + "-before]\n", "fr": "", "es": ""} {
			change["content/alerts/"+word+"."+lang+".md"] = "---\ntitle: The " + word + "\nsummary: What " + word + " is.\nslug: " + word + "\n" + more + "---\nOf " + word + ".\n\n## " + word + "\n\nDo.\n"
		}
	}
	for _, lang := range []string{"en", "fr", "es"} {
		front := ""
		if lang == "en" {
			front = warnedOf("2026-10-02", "")
		}
		change["content/alerts/known."+lang+".md"] = "---\ntitle: A known one\n" + front + "---\nIt is known: [next](flibbertigibbet." + lang + ".md), [over](xylophone." + lang + ".md).\n"
	}
	dir := lay(t, change)
	tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", october)
	files := unpacked(t, mustRead(t, filepath.Join(dir, "public")))
	if len(traces(files, "A known one")) < pages {
		t.Fatal("the alert that is out is not on every page: this test would find nothing")
	}
	words := []string{"zebrafinch", "jabberwock", "quagmire", "xylophone", "kumquat", "flibbertigibbet"}
	for _, word := range words {
		if found := traces(files, word); len(found) > 0 {
			t.Errorf("%q is in %s", word, strings.Join(found, ", "))
		}
	}
	tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", "2026-10-08T12:00-04:00")
	files = unpacked(t, mustRead(t, filepath.Join(dir, "public")))
	index := ""
	for name := range files {
		if strings.HasPrefix(name, "assets/search-ca-en.") {
			index = name
		}
	}
	for _, name := range []string{"ca/en/index.html", "ca/en/404.html", "ca/en/feed.xml", "ca/en/alerts/feed.xml", "ca/en/alerts/zebrafinch/cap.xml", "sitemap.xml", index} {
		if len(traces(map[string][]byte{name: files[name]}, "zebrafinch")) == 0 {
			t.Errorf("%s does not speak of an alert that is out", name)
		}
	}
}

func warnedOf(start, more string) string {
	return "alert: {severity: severe, start: " + start + ", end: 2026-10-30" + more + "}\n"
}

// TestAlertFiles holds that a CAP file hangs on the words alone: every edition of a country has the same, and so has
// every build; a change of words is an update of the first message, and the chain names every message before it.
func TestAlertFiles(t *testing.T) {
	t.Parallel()
	files := maps.Clone(warned)
	files["content/alerts/mid.ar.md"] = "---\ntitle: متوسط\nupdated: 2026-10-06T08:30\n---\nكلمات.\n"
	files["content/alerts/later.en.md"] = strings.Replace(alertPage("Later", "extreme", "2026-10-07T09:00", "2026-10-20", "countries: [ca]\n"), "end: 2026-10-20", "end: 2026-10-20, supersedes: mid.en.md, urgency: immediate, category: [infra, security], onset: 2026-10-06, exercise: true", 1)
	files["content/alerts/later.ar.md"] = "---\ntitle: لاحق\n---\nكلمات.\n"
	dir := lay(t, files)
	build := func(at string) map[string][]byte {
		out := t.TempDir()
		tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", at, "--out", out)
		return mustRead(t, out)
	}
	first, second := build("2026-10-07T10:00-04:00"), build("2026-10-25T10:00-04:00")
	for _, name := range []string{"mid", "later", "top"} {
		path := "/alerts/" + name + "/cap.xml"
		if string(first["ca/en"+path]) != string(first["ca/ar"+path]) {
			t.Errorf("%s differs between the languages of a country", name)
		}
		if string(first["ca/en"+path]) != string(second["ca/en"+path]) {
			t.Errorf("%s hangs on the moment of the build", name)
		}
	}
	for path, wants := range map[string][]string{
		"ca/en/alerts/mid/cap.xml": {"<identifier>alerts.mid-ca-20261006T123000</identifier>", "<sent>2026-10-06T08:30:00-04:00</sent>", "<msgType>Update</msgType>",
			"<references>ring.example,alerts.mid-ca,2026-10-05T09:00:00-04:00</references>", "<language>en-CA</language>", "<language>ar-CA</language>", "<audience>Older people</audience>"},
		"us/en/alerts/mid/cap.xml": {"<identifier>alerts.mid-us</identifier>", "<sent>2026-10-05T09:00:00-07:00</sent>", "<msgType>Alert</msgType>"},
		"ca/en/alerts/later/cap.xml": {"<references>ring.example,alerts.mid-ca,2026-10-05T09:00:00-04:00 ring.example,alerts.mid-ca-20261006T123000,2026-10-06T08:30:00-04:00</references>",
			"<status>Exercise</status>", "<urgency>Immediate</urgency>", "<category>Infra</category>\n    <category>Security</category>", "<onset>2026-10-06T00:00:00-04:00</onset>", "<expires>2026-10-21T00:00:00-04:00</expires>"},
		"ca/en/alerts/top/cap.xml": {"<language>en-CA</language>", "<severity>Extreme</severity>"},
	} {
		for _, want := range wants {
			if !strings.Contains(string(first[path]), want) {
				t.Errorf("%s lacks %s:\n%s", path, want, first[path])
			}
		}
	}
	if strings.Contains(string(first["ca/en/alerts/top/cap.xml"]), "ar-CA") {
		t.Error("an alert without an Arabic rendition says that it speaks Arabic")
	}
	names := slices.Sorted(maps.Keys(first))
	if !slices.Contains(names, "ca/ar/alerts/top/cap.xml") {
		t.Error("the page under a notice has no file for machines")
	}
}

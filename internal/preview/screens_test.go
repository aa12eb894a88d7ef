package preview

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tocsin"
	"tocsin/internal/source"
)

// reviewed is a campaign with one of everything that the screens tell of.
var reviewed = map[string]string{
	"campaign.yaml": `title: {en: Ring, fr: Sonne}
base_url: https://ring.example/october/
security: {contact: "mailto:security@ring.example", expires: 2099-01-01}
countries:
  ca:
    name: {en: Canada, fr: Canada}
    timezone: America/Toronto
    missing: hold
    languages: [en, fr]
  us:
    name: {en: United States, fr: États-Unis}
    timezone: America/New_York
    missing: omit
    languages: [en]
topics: {scams: {en: Scams, fr: Arnaques}}
`,
	"content/index.en.md":             "---\ntitle: Home\n---\nHello.\n",
	"content/index.fr.md":             "---\ntitle: Accueil\n---\nBonjour.\n",
	"content/learn/lock.en.md":        "---\ntitle: Lock\nsummary: Shut the door.\ntopics: [scams]\nowner: maria\nreview_by: 2026-10-01\n---\n::message{id=pause}\n\nCall :fact[phone].\n\n## Why\n\nBecause.\n\n- one\n- two\n\n:::only{country=us}\nUS alone.\n:::\n\n[dead](nowhere.md)\n",
	"content/learn/lock.fr.md":        "---\ntitle: Serrure\nsummary: Fermez la porte.\nslug: serrure\n---\n::message{id=pause}\n\nAppelez le :fact[phone].\n\n## Pourquoi\n\nParce que.\n\n- un\n- deux\n- trois\n\n> Une citation.\n",
	"content/later.en.md":             "---\ntitle: Later\npublish: 2026-10-12T09:00\nexpires: 2026-11-30\n---\nSoon.\n",
	"content/later.fr.md":             "---\ntitle: Plus tard\n---\nBientôt.\n",
	"content/half.en.md":              "---\ntitle: Half\n---\nOnly English.\n",
	"content/messages/pause.en.md":    "---\ntitle: Pause\nowner: joint\n---\nStop and think.\n",
	"content/messages/pause.fr.md":    "Arrêtez-vous.\n",
	"content/messages/pause.en-US.md": "Stop, America.\n",
	"content/facts/ca.yaml":           "phone: {value: 1-888-495-8501, kind: tel, label: {en: Report by phone}, owner: cafc, review_by: 2026-09-01}\n",
	"content/facts/us.yaml":           "phone: {value: 1-800-555-0100, kind: tel}\n",
}

// look makes a server that serves nothing but the screens of a campaign in memory, at testTime.
func look(t *testing.T, more map[string]string, o Options) *Server {
	t.Helper()
	all := maps.Clone(reviewed)
	maps.Copy(all, more)
	fsys := fstest.MapFS{}
	for name, text := range all {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	o.Limits.fill()
	o.At = "2026-10-05T12:00"
	s := &Server{opts: o, hub: newHub(1), ui: uiFiles()}
	src, diags := source.Load(fsys, tocsin.Files)
	snap := s.resolve(src, diags, s.now(src.Campaign)).check()
	snap.Live, snap.Build = true, "1"
	s.live.Store(snap)
	return s
}

// screenOf asks for a screen, and fails the test unless it answers with the status.
func screenOf(t *testing.T, s *Server, status int, path string) string {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	snap := s.live.Load()
	if at := u.Query().Get("at"); at != "" {
		moment, ok := momentIn(snap.Web.Campaign, at)
		if !ok {
			t.Fatalf("%s is no moment", at)
		}
		snap = s.at(moment)
	}
	w := httptest.NewRecorder()
	s.review(w, httptest.NewRequest(http.MethodGet, "/_review/"+path, nil), snap, u.Path)
	if w.Code != status {
		t.Fatalf("%s answers %d, wanted %d:\n%s", path, w.Code, status, w.Body)
	}
	return w.Body.String()
}

func contains(t *testing.T, what, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not hold %q:\n%s", what, want, text)
		}
	}
}

// The bar's module has to be read by a browser: a table for each language, with the same keys in all.
func TestBarWords(t *testing.T) {
	text, ok := strings.CutPrefix(string(uiFiles()["words.js"].data), "export default ")
	if !ok {
		t.Fatal("words.js is no module")
	}
	var tables map[string]map[string]string
	if err := json.Unmarshal([]byte(text), &tables); err != nil {
		t.Fatal(err)
	}
	if got := tables["fr"]["desk"]; got != "Bureau" {
		t.Errorf("the desk is called %q in French", got)
	}
	for key := range tables["en"] {
		if tables["fr"][key] == "" {
			t.Errorf("French has no %q", key)
		}
	}
}

func TestWordsFor(t *testing.T) {
	for accept, want := range map[string]string{"": "en", "fr-CA,en;q=0.5": "fr", "de, FR;q=0.3": "fr", "de": "en", "en-GB,fr": "en"} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Accept-Language", accept)
		if got := wordsFor(r).Lang; got != want {
			t.Errorf("a browser that prefers %q gets %s, wanted %s", accept, got, want)
		}
	}
	if got := wordsFor(httptest.NewRequest(http.MethodGet, "/?ui=fr", nil)).Lang; got != "fr" {
		t.Errorf("?ui=fr gives %s", got)
	}
	fr := speeches()["fr"]
	if got := fr.N("n-pages", 0); got != "0 page" {
		t.Errorf("nought is plural in French: %q", got)
	}
}

func TestDesk(t *testing.T) {
	s := look(t, nil, Options{Editor: "vscode://file/{file}:{line}", Dir: "/campaign"})
	m := (&screen{speech: speeches()["en"], s: s, snap: s.live.Load(), query: url.Values{}}).matrix()
	got := map[string]string{}
	for _, row := range m.Rows {
		var cells []string
		for _, c := range row.Cells {
			cells = append(cells, strings.Join(slices.Concat([]string{c.Edition, c.Text}, c.Notes), " "))
		}
		got[row.Key] = strings.Join(cells, "; ")
	}
	for key, want := range map[string]string{
		"":           "ca/en Ready; ca/fr Ready; us/en Ready",
		"learn/lock": "ca/en Ready Review overdue; ca/fr Ready Review overdue; us/en Ready Review overdue",
		"half":       "ca/en Held back waits for the other language; ca/fr Missing; us/en Ready",
		"later":      "ca/en Embargoed until October 12, 2026, 9:00 a.m. Eastern Time; ca/fr Embargoed until October 12, 2026, 9:00 a.m. Eastern Time; us/en Embargoed until October 12, 2026, 9:00 a.m. Eastern Time",
	} {
		if got[key] != want {
			t.Errorf("%q stands\n%s, wanted\n%s", key, got[key], want)
		}
	}
	html := screenOf(t, s, 200, "")
	contains(t, "the desk", html, `href="/october/ca/fr/learn/serrure/"`, `vscode://file/campaign/content/learn/lock.fr.md:1`, `href="/_review/go/later?at=2026-10-12T09%3A00&amp;edition=ca%2Ffr"`)
	contains(t, "the desk in October's third week", screenOf(t, s, 200, "?at=2026-10-13"), "expires December 1, 2026", `href="/october/ca/en/later/?at=2026-10-13"`)
	shared := look(t, nil, Options{Editor: "vscode://file/{file}:{line}", Dir: "/campaign", Password: "p"})
	if html := screenOf(t, shared, 200, ""); strings.Contains(html, "/campaign") {
		t.Error("a desk that is shared says where the files lie")
	}
}

func TestDeskFilters(t *testing.T) {
	s := look(t, nil, Options{})
	for query, want := range map[string]string{
		"topic=scams":                "learn/lock",
		"owner=maria":                "learn/lock",
		"owner=-":                    " half later",
		"q=TARD":                     "later",
		"q=learn":                    "learn/lock",
		"state=missing":              "half",
		"state=missing&country=us":   "",
		"state=overdue&lang=fr":      "learn/lock",
		"state=embargoed&country=us": "later",
		"country=nowhere":            "",
		"from=999":                   " half later learn/lock",
		"from=-5":                    " half later learn/lock",
	} {
		q, _ := url.ParseQuery(query)
		m := (&screen{speech: speeches()["en"], s: s, snap: s.live.Load(), query: q}).matrix()
		var keys []string
		for _, row := range m.Rows {
			keys = append(keys, row.Key)
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("?%s shows %q, wanted %q", query, got, want)
		}
	}
}

func TestDeskOfManyPages(t *testing.T) {
	more := map[string]string{}
	for i := range 250 {
		more["content/p/n"+itoa(i)+".en.md"] = "---\ntitle: N\n---\n"
	}
	s := look(t, more, Options{})
	contains(t, "the first screen", screenOf(t, s, 200, ""), "1 to 100 of 254", `from=101`)
	last := screenOf(t, s, 200, "?from=201")
	contains(t, "the last screen", last, "201 to 254 of 254", `from=101`)
	if strings.Contains(last, "from=301") {
		t.Error("the last screen leads to one after it")
	}
}

func TestProblemsMessagesFactsTimeline(t *testing.T) {
	s := look(t, nil, Options{})
	contains(t, "the problems", screenOf(t, s, 200, "problems"), "content/learn/lock.en.md:23", "nowhere.md", `href="/october/us/en/learn/lock/"`, "missing-rendition")
	if html := screenOf(t, s, 200, "problems?key=half"); strings.Contains(html, "nowhere.md") || !strings.Contains(html, "content/half.en.md") {
		t.Errorf("the problems of one page are\n%s", html)
	}
	contains(t, "the messages", screenOf(t, s, 200, "messages"), "<b>3 pages in 3 editions</b>", "Owner: joint", "Stop and think.", "en-US")
	facts := screenOf(t, s, 200, "facts")
	contains(t, "the facts", facts, "1-888-495-8501", "cafc", "September 1, 2026", "is-overdue", "2 pages", "content/facts/us.yaml:1", "no date")
	timeline := screenOf(t, s, 200, "timeline")
	contains(t, "the timeline", timeline, "Monday, October 12, 2026", "9:00 a.m.", "goes live", "Tuesday, December 1, 2026", "goes away", "is due for review", `href="/_review/?at=2026-10-12T09%3A00"`)
	contains(t, "the timeline in French", screenOf(t, s, 200, "timeline?ui=fr"), "lundi 12 octobre 2026", "est publiée", `lang="fr"`)
	if strings.Index(timeline, "October 12") > strings.Index(timeline, "December 1") {
		t.Error("the timeline is not in order")
	}
}

func TestPageInfo(t *testing.T) {
	s := look(t, nil, Options{Editor: "vscode://file/{file}:{line}", Dir: "/campaign"})
	info := func(query string) (j pageJSON) {
		t.Helper()
		if err := json.Unmarshal([]byte(screenOf(t, s, 200, "page.json?"+query)), &j); err != nil {
			t.Fatal(err)
		}
		return j
	}
	j := info("path=/october/ca/fr/learn/serrure/")
	if j.Key != "learn/lock" || j.Edition != "ca/fr" || j.Title != "Serrure" || !j.Here || !j.Live {
		t.Errorf("the page is %+v", j)
	}
	if want := []string{"content/learn/lock.fr.md", "content/messages/pause.fr.md", "content/facts/ca.yaml"}; !slices.Equal(j.Files, want) {
		t.Errorf("the page is made of %q, wanted %q", j.Files, want)
	}
	if j.Head.Title != "content/learn/lock.fr.md:2" || j.Head.Summary != "content/learn/lock.fr.md:3" {
		t.Errorf("its title and summary were written at %+v", j.Head)
	}
	if len(j.Moments) == 0 || j.Moments[0].At != "2026-10-12T09:00" || !strings.Contains(j.Moments[0].What, "Later – goes live") {
		t.Errorf("the next moments are %+v", j.Moments)
	}
	if j.Editions[0].Href != "/october/ca/en/learn/lock/" || j.Editions[1].Href != "/october/ca/fr/learn/serrure/" || !j.Editions[1].Current {
		t.Errorf("its editions are %+v", j.Editions)
	}
	us := info("path=/october/us/en/learn/lock/")
	if !slices.ContainsFunc(us.Problems, func(p problem) bool { return strings.Contains(p.Message, "nowhere.md") && p.Line == 23 }) {
		t.Errorf("the page's problems are %+v", us.Problems)
	}
	then := info("path=/october/ca/en/later/&at=2026-10-13")
	if !then.Here || then.Live || then.Present.Href != "/october/ca/en/" || !then.Present.Missing || !strings.Contains(then.Editions[1].Href, "?at=2026-10-13") {
		t.Errorf("a page of next week is %+v", then)
	}
	for _, path := range []string{"/october/ca/en/later/", "/nowhere/", "/", "", "%zz", "/october/ca/en/../../secret", "/october/assets/site.css"} {
		if j := info("path=" + url.QueryEscape(path)); j.Here || j.Key != "" {
			t.Errorf("at %q there is a page: %+v", path, j)
		}
	}
}

func TestWhereMarks(t *testing.T) {
	s := look(t, nil, Options{})
	html := screenOf(t, s, 200, "where?path=/october/ca/fr/learn/serrure/")
	contains(t, "the marked page", html,
		`<p data-id="pause" data-kind="message" data-src="content/messages/pause.fr.md:1">`,
		`data-id="phone" data-kind="fact" data-src="content/facts/ca.yaml:1"`,
		`data-kind="own" data-src="content/learn/lock.fr.md:10">Pourquoi`,
		`<li data-kind="own" data-src="content/learn/lock.fr.md:15">deux`)
	contains(t, "the US page", screenOf(t, s, 200, "where?path=/october/us/en/learn/lock/"), `data-id="pause" data-kind="override" data-src="content/messages/pause.en-US.md:1"`)
	if strings.Contains(html, "data-line") {
		t.Error("a mark has no file")
	}
	screenOf(t, s, 404, "where?path=/october/ca/en/later/")
}

func TestCompareData(t *testing.T) {
	s := look(t, nil, Options{})
	html := screenOf(t, s, 200, "compare/learn/lock?a=ca/en&b=ca/fr")
	contains(t, "the comparison", html, "3 differences in structure", "2 items on the left, 3 items on the right", "Only on the left: paragraph “dead”", "Only on the right: quotation “Une citation.”",
		`src="/october/ca/fr/learn/serrure/"`, "after “Why”")
	contains(t, "the comparison with the US", screenOf(t, s, 200, "compare/learn/lock?a=ca/en&b=us/en"), "Only on the right: paragraph “US alone.”")
	contains(t, "today beside next week", screenOf(t, s, 200, "compare/later?a=ca/en&b=ca/en&bat=2026-10-12T09:00"), "This page is not in Canada, English at this moment.", `src="/october/ca/en/later/?at=2026-10-12T09%3A00"`)
	contains(t, "a page by itself", screenOf(t, s, 200, "compare/learn/lock?a=ca/en&b=ca/en"), "The structure is the same")
	contains(t, "a moment that is none", screenOf(t, s, 200, "compare/learn/lock?bat=soon"), "“soon” is no moment")
	contains(t, "the home page", screenOf(t, s, 200, "compare/"), `src="/october/ca/fr/"`)
	screenOf(t, s, 404, "compare/nobody")
}

func TestCopyData(t *testing.T) {
	s := look(t, nil, Options{})
	html := screenOf(t, s, 200, "copy/learn/lock?country=ca")
	snap := s.live.Load()
	target, _ := snap.target("ca/fr/learn/serrure/index.html")
	bytes, err := snap.Rend.Bytes(target)
	if err != nil {
		t.Fatal(err)
	}
	contains(t, "the copy", html, digest(bytes), "Monday, October 5, 2026, 12:00 p.m.", `shared message “pause”`, "content/messages/pause.fr.md", "[phone]", "Serrure", "Une citation.", "Nothing stands here in this language.",
		"nowhere.md", "I approve")
	if strings.Contains(html, "US alone") {
		t.Error("Canada's copy has words for the US")
	}
	if strings.Contains(html, `id="why"`) {
		t.Error("the copy repeats ids of the page")
	}
	contains(t, "the copy of a page that lacks a language", screenOf(t, s, 200, "copy/half?country=ca"), "Not shown in this language: Held back", "Not shown in this language: Missing")
	contains(t, "the copy in French", screenOf(t, s, 200, "copy/later?ui=fr&at=2026-10-13"), "Copie à approuver, Canada", "mardi 13 octobre", "Bientôt.")
	screenOf(t, s, 404, "copy/nobody")
}

func TestUnknownScreens(t *testing.T) {
	s := look(t, nil, Options{})
	for _, path := range []string{"nothing", "desk.html", "go/later?edition=ca/en", "go/learn/lock?edition=xx", "compare", "copy", "problems/x"} {
		screenOf(t, s, 404, path)
	}
	w := httptest.NewRecorder()
	s.review(w, httptest.NewRequest(http.MethodGet, "/_review/go/learn/lock?edition=ca/fr", nil), s.live.Load(), "go/learn/lock")
	if got := w.Header().Get("Location"); got != "/october/ca/fr/learn/serrure/" {
		t.Errorf("a page's key leads to %q", got)
	}
}

func TestScreensWithoutCampaign(t *testing.T) {
	s := look(t, map[string]string{"campaign.yaml": "title: [\n"}, Options{})
	contains(t, "the desk", screenOf(t, s, 200, ""), "campaign.yaml")
	for _, path := range []string{"messages", "facts", "timeline", "page.json?path=/"} {
		screenOf(t, s, 200, path)
	}
	screenOf(t, s, 404, "compare/learn/lock")
	screenOf(t, s, 404, "copy/learn/lock")
	screenOf(t, s, 404, "where?path=/")
}

func TestEditorLinks(t *testing.T) {
	for _, c := range []struct{ pattern, file, want string }{
		{"vscode://file/{file}:{line}:{column}", "/a b/ç.md", "vscode://file/a%20b/%C3%A7.md:3:7"},
		{"idea://open?file={file}&line={line}", "/x.md", "idea://open?file=/x.md&line=3"},
		{"javascript:alert('{file}')", "/x.md", ""},
		{"DATA:{file}", "/x.md", ""},
		{"", "/x.md", ""},
		{"vscode://file/{file}", "", ""},
	} {
		if got := string(editorLink(c.pattern, c.file, 3, 7)); got != c.want {
			t.Errorf("%s opens %q with %q, wanted %q", c.pattern, c.file, got, c.want)
		}
	}
}

package preview

import (
	"bytes"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"tocsin"
)

const barTag = `<script type="module" src="/_review/ui/bar.js"></script>`

// What is served is what build writes: every file of the starter campaign, with one tag more in each page.
func TestBytesAreThoseOfBuild(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, tocsin.Files); err != nil {
		t.Fatal(err)
	}
	r := serve(t, dir, Options{})
	want, _ := built(t, dir, nil)
	if len(want) < 100 {
		t.Fatalf("the starter campaign has only %d files", len(want))
	}
	for name, data := range want {
		a := r.get(t, "/"+name)
		got := a.body
		if strings.HasSuffix(name, ".html") {
			if strings.Count(got, barTag) != 1 || !strings.Contains(got, barTag+"</body>") {
				t.Errorf("%s has %d tags for the bar, and not one at the end of its body", name, strings.Count(got, barTag))
			}
			got = strings.Replace(got, barTag, "", 1)
			if a.header.Get("Content-Type") != "text/html; charset=utf-8" {
				t.Errorf("%s is %s", name, a.header.Get("Content-Type"))
			}
		}
		if a.status != http.StatusOK || got != string(data) {
			t.Errorf("%s: %d, and other bytes than build's", name, a.status)
		}
	}
}

// The same at another moment, which the request names.
func TestMomentIsThatOfBuild(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, campaign())
	r, late := serve(t, dir, Options{}), serve(t, dir, Options{At: "2026-10-12"})
	for _, path := range []string{"/ca/en/", "/ca/en/later/", "/us/en/", "/sitemap.xml", "/ca/en/feed.xml"} {
		a, b := r.get(t, path+"?at=2026-10-12"), late.get(t, path)
		if a.status != http.StatusOK || a.body != b.body {
			t.Errorf("%s at the moment (%d) is not what a server started for that moment gives (%d)", path, a.status, b.status)
		}
	}
	if a := r.get(t, "/ca/en/"); strings.Contains(a.body, "/ca/en/later/") {
		t.Error("a page names an embargoed one")
	}
	// The picture of the embargoed page, whose address says nothing of the moment.
	page := r.get(t, "/ca/en/later/?at=2026-10-12").body
	_, rest, _ := strings.Cut(page, `<img src="`)
	picture, _, _ := strings.Cut(rest, `"`)
	if a := r.get(t, picture); a.status != http.StatusOK || !strings.HasPrefix(a.body, "\x89PNG") {
		t.Errorf("the embargoed page's picture %q: %d", picture, a.status)
	}
}

func TestMomentsAreBounded(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	day := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	for i := range 40 {
		r.get(t, "/ca/en/?at="+day.AddDate(0, 0, i).Format(time.DateOnly))
	}
	if n := len(r.moments.kept); n != maxMoments {
		t.Errorf("%d moments are kept, not %d", n, maxMoments)
	}
	first := r.at(day)
	if r.at(day) != first {
		t.Error("a moment is made twice")
	}
}

func TestBasePathOfProxy(t *testing.T) {
	r := serveCampaign(t, Options{Base: "/preview/ring/"}, nil)
	for path, want := range map[string]int{
		"/": 307, "/preview/ring": 307, "/preview/ring/": 200, "/preview/ring/ca/en": 307, "/preview/ring/ca/en/": 200, "/preview/ring/_review/ui/bar.js": 200,
		"/ca/en/": 404, "/_review/": 404, "/_review/ui/bar.js": 404, "/preview/": 404, "/preview/ringca/en/": 404, "/preview/ring/../ring/": 404,
	} {
		if a := r.get(t, path); a.status != want {
			t.Errorf("%s: %d, not %d", path, a.status, want)
		}
	}
	if to := r.get(t, "/preview/ring/ca/en?x").header.Get("Location"); to != "/preview/ring/ca/en/?x" {
		t.Errorf("a folder leads to %q", to)
	}
	page := r.get(t, "/preview/ring/ca/en/").body
	for _, want := range []string{`src="/preview/ring/_review/ui/bar.js"`, `href="/preview/ring/ca/fr/"`, `href="/preview/ring/assets/site.`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s:\n%s", want, page)
		}
	}
	if strings.Contains(page, `="/ca/`) || strings.Contains(page, `="/assets/`) {
		t.Errorf("an address leaves the proxy's path:\n%s", page)
	}
	for _, bad := range []string{"..", "a/../b", "a//b", "a b", "a?b", "%2e", "a/./b", "<"} {
		if _, err := cleanBase(bad); err == nil {
			t.Errorf("the base path %q is taken", bad)
		}
	}
}

// A base URL with a path is where the pages lie, as on the published host.
func TestBaseURLWithPath(t *testing.T) {
	r := serveCampaign(t, Options{}, map[string]string{"campaign.yaml": strings.Replace(settings, "ring.example/", "ring.example/october/", 1)})
	if a := r.get(t, "/?at=2026-10-12"); a.status != 307 || a.header.Get("Location") != "/october/?at=2026-10-12" {
		t.Errorf("/: %d %s", a.status, a.header.Get("Location"))
	}
	if a := r.get(t, "/october/ca/en/"); a.status != 200 || !strings.Contains(a.body, `href="/october/ca/fr/"`) {
		t.Errorf("/october/ca/en/: %d\n%s", a.status, a.body)
	}
	if a := r.get(t, "/ca/en/"); a.status != 404 {
		t.Errorf("/ca/en/: %d", a.status)
	}
}

// An edition with a host of its own is shown beside the others: its links would lead away from the review.
func TestOwnHostIsShownHere(t *testing.T) {
	own := strings.Replace(settings, "    languages: [en, fr]\n", "    languages: [en, fr]\n    base_url: {en: https://www.one.example/, fr: https://www.un.example/}\n", 1)
	r := serveCampaign(t, Options{}, map[string]string{"campaign.yaml": own})
	page := r.get(t, "/ca/en/").body
	if strings.Contains(page, `href="https://www.un.example/"`) || !strings.Contains(page, `href="/ca/fr/"`) {
		t.Errorf("the toggle leads out:\n%s", page)
	}
}

func TestStartsWithErrors(t *testing.T) {
	r := serveCampaign(t, Options{}, map[string]string{
		"content/broken.en.md":     "---\ntitel: Broken\n---\nX\n",
		"content/unclosed.en.md":   "---\ntitle: Unclosed\n",
		"content/unknown.en.md":    "---\ntitle: Unknown\n---\n::message{id=nowhere}\n",
		"content/learn/lock.fr.md": "\xff\xfe",
	})
	for path, want := range map[string]int{"/ca/en/": 200, "/ca/fr/": 200, "/us/en/": 200, "/ca/en/learn/lock/": 200, "/ca/en/unknown/": 200, "/ca/en/unclosed/": 404, "/robots.txt": 200} {
		if a := r.get(t, path); a.status != want {
			t.Errorf("%s: %d, not %d", path, a.status, want)
		}
	}
	data := r.listen(t).want(t, "broken")
	for _, want := range []string{"content/broken.en.md", "content/unclosed.en.md", "content/unknown.en.md", "content/learn/lock.fr.md", `"text":"titel: Broken"`} {
		if !strings.Contains(data, want) {
			t.Errorf("the browsers are not told of %s: %s", want, data)
		}
	}
}

func TestStartsWithoutSettings(t *testing.T) {
	for name, text := range map[string]string{"none": "-", "broken": "title: [", "no countries": "title: {en: X}\nbase_url: https://x.example/\ncountries: {}\n", "hardly any": "countries: {}\n"} {
		t.Run(name, func(t *testing.T) {
			r := serveCampaign(t, Options{}, map[string]string{"campaign.yaml": text})
			for _, path := range []string{"/", "/ca/en/", "/ca/en/?at=2026-10-12"} {
				if a := r.get(t, path); a.status < 400 || !strings.Contains(a.body, barTag) {
					t.Errorf("%s: %d\n%s", path, a.status, a.body)
				}
			}
			write(t, r.dir, "campaign.yaml", settings)
			r.shows(t, "/ca/en/", "Hello.")
			r.settles(t)
		})
	}
}

func TestStartsWithBrokenTemplate(t *testing.T) {
	r := serveCampaign(t, Options{}, map[string]string{"templates/page.html": `{{define "main"}}{{.Nonsense}}{{end}}`})
	a := r.get(t, "/ca/en/learn/lock/")
	if a.status != 500 || !strings.Contains(a.body, "templates/page.html") || !strings.Contains(a.body, barTag) {
		t.Errorf("%d\n%s", a.status, a.body)
	}
	if a := r.get(t, "/ca/en/feed.xml"); a.status >= 500 && !strings.Contains(a.body, "templates") {
		t.Errorf("the feed: %d\n%s", a.status, a.body)
	}
	if err := os.Remove(r.dir + "/templates/page.html"); err != nil {
		t.Fatal(err)
	}
	r.shows(t, "/ca/en/learn/lock/", "Stop and think.")
	r.settles(t)
}

// A page that fails only when it is rendered does not end the server, and says where.
func TestTemplateThatFailsWhileRendering(t *testing.T) {
	r := serveCampaign(t, Options{}, map[string]string{"templates/404.html": `{{define "main"}}{{.Asset "nowhere.css"}}{{end}}`})
	if a := r.get(t, "/ca/en/404.html"); a.status != 500 || !strings.Contains(a.body, "nowhere.css") {
		t.Errorf("%d\n%s", a.status, a.body)
	}
	if a := r.get(t, "/ca/en/"); a.status != 200 {
		t.Errorf("another page: %d", a.status)
	}
}

func TestNeverWrites(t *testing.T) {
	files := campaign()
	files["public/index.html"] = "yesterday's site"
	dir := t.TempDir()
	lay(t, dir, files)
	before := tree(t, dir)
	t.Run("serve", func(t *testing.T) {
		r := serve(t, dir, Options{})
		for _, target := range r.at(time.Time{}).Plan.Targets {
			r.get(t, "/"+target.Path)
			r.get(t, "/"+target.Path+"?at=2026-10-12")
		}
		for _, path := range []string{"/_review/", "/_review/compare/learn/lock", "/_review/copy/learn/lock", "/_review/page.json?path=/ca/en/", "/_review/where?path=/ca/en/"} {
			r.get(t, path)
		}
	})
	if after := tree(t, dir); after != before {
		t.Errorf("the campaign's folder was\n%s\nand is\n%s", before, after)
	}
}

func TestEntityTags(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	for _, path := range []string{"/ca/en/", "/_review/ui/bar.js", "/robots.txt"} {
		tag := r.get(t, path).header.Get("ETag")
		if a := r.get(t, path, "If-None-Match", tag); tag == "" || a.status != http.StatusNotModified || a.body != "" {
			t.Errorf("%s again with %s: %d", path, tag, a.status)
		}
	}
	tag := r.get(t, "/ca/en/").header.Get("ETag")
	write(t, r.dir, "content/index.en.md", "---\ntitle: Home\n---\nHello again.\n")
	r.shows(t, "/ca/en/", "Hello again.")
	if a := r.get(t, "/ca/en/", "If-None-Match", tag); a.status != http.StatusOK {
		t.Errorf("a changed page with its old tag: %d", a.status)
	}
}

func TestPageWithoutEnd(t *testing.T) {
	var s Server
	for page, want := range map[string]string{
		"<body></body></html>":    "<body>" + barTag + "</body></html>",
		"no end":                  "no end" + barTag,
		"<p></body></p></body>\n": "<p></body></p>" + barTag + "</body>\n",
	} {
		if got := s.withBar([]byte(page)); !bytes.Equal(got, []byte(want)) {
			t.Errorf("%q became %q", page, got)
		}
	}
}

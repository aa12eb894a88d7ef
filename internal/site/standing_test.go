package site_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// A campaign with a page for each way in which a page can stand.
var standings = map[string]string{
	"campaign.yaml": `title: {en: T, fr: T, es: T}
base_url: https://t.example/
countries:
  ca: {languages: [en, fr], timezone: America/Toronto, missing: hold}
  us: {languages: [en, es], timezone: America/New_York, missing: omit}
`,
	"content/index.en.md":         "---\ntitle: Home\n---\n",
	"content/index.fr.md":         "---\ntitle: Accueil\n---\n",
	"content/index.es.md":         "---\ntitle: Inicio\n---\n",
	"content/lacks.en.md":         "---\ntitle: Lacks French\nowner: maria\nreview_by: 2026-09-30\n---\n",
	"content/later.en.md":         "---\ntitle: Later\npublish: 2026-10-12\nexpires: 2026-10-20\n---\n",
	"content/later.fr.md":         "---\ntitle: Plus tard\n---\n",
	"content/gone.en.md":          "---\ntitle: Gone\nexpires: 2026-09-01\n---\n",
	"content/gone.fr.md":          "---\ntitle: Parti\n---\n",
	"content/secret.en.md":        "---\ntitle: Secret\ntlp: TLP:AMBER\n---\n",
	"content/secret.fr.md":        "---\ntitle: Secret\n---\n",
	"content/half.en.md":          "---\ntitle: Half\n---\n",
	"content/half.fr.md":          "---\ntitle: Moitié\ndraft: true\n---\n",
	"content/ours.en.md":          "---\ntitle: Ours\ncountries: [us]\n---\n",
	"content/suya.es.md":          "---\ntitle: Suya\n---\n",
	"content/notice.en.md":        "---\ntitle: Notice\nmissing: notice\nreason: an incident\n---\n",
	"content/says.en.md":          "---\ntitle: Says\n---\n::message{id=m}\n",
	"content/says.fr.md":          "---\ntitle: Dit\n---\n::message{id=m}\n",
	"content/messages/m.en.md":    "Words.\n",
	"content/messages/m.en-US.md": "US words.\n",
}

func standingSite(t *testing.T, files map[string]string, at string) *site.Site {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, _ := source.Load(fsys, tocsin.Files)
	moment, err := time.Parse(time.RFC3339, at)
	if err != nil {
		t.Fatal(err)
	}
	web, _ := site.Resolve(src, moment)
	return web
}

func TestStandings(t *testing.T) {
	names := []string{"absent", "ready", "noticed", "missing", "drafted", "held", "embargoed", "expired", "withheld"}
	web := standingSite(t, standings, "2026-10-05T12:00:00Z")
	for key, want := range map[string]string{ // ca/en ca/fr us/en us/es
		"":       "ready ready ready ready",
		"lacks":  "held missing ready missing",
		"later":  "embargoed embargoed embargoed missing",
		"gone":   "expired expired expired missing",
		"secret": "withheld withheld withheld missing",
		"half":   "held drafted ready missing",
		"ours":   "absent absent ready missing",
		"notice": "ready noticed ready noticed",
		"suya":   "absent absent missing ready",
		"says":   "held missing ready missing",
	} {
		var got []string
		for _, st := range web.Standings(key) {
			got = append(got, names[st.State])
			if (st.Page != nil) != (st.State == site.Ready || st.State == site.Noticed) {
				t.Errorf("%q in %s is %s, but its page is %v", key, st.Edition.Code, names[st.State], st.Page)
			}
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q stands\n%s, wanted\n%s", key, s, want)
		}
	}
	if got := web.Standings("nobody"); got != nil {
		t.Errorf("a page that nobody wrote stands as %v", got)
	}
	if got, want := fmt.Sprint(web.Keys()), "[ gone half lacks later notice ours says secret suya]"; got != want {
		t.Errorf("the keys are %s, wanted %s", got, want)
	}
	fr := web.Standings("says")[1]
	if fr.Lacking != "m" {
		t.Errorf("ca/fr lacks the message %q, wanted m", fr.Lacking)
	}
	later := web.Standings("later")[1]
	if got, want := later.Publish.Format(time.RFC3339), "2026-10-12T00:00:00-04:00"; got != want {
		t.Errorf("the French page goes live at %s, wanted its source's %s", got, want)
	}
	if got, want := later.Expires.Format(time.RFC3339), "2026-10-21T00:00:00-04:00"; got != want {
		t.Errorf("the French page goes away at %s, wanted the end of its source's last day %s", got, want)
	}
	lacks := web.Standings("lacks")[1]
	if lacks.Front.Owner != "maria" || lacks.ReviewBy.Format(time.DateOnly) != "2026-10-01" {
		t.Errorf("a missing rendition's owner and review are %q and %s, wanted its source's", lacks.Front.Owner, lacks.ReviewBy)
	}
}

func TestMessageFiles(t *testing.T) {
	web := standingSite(t, standings, "2026-10-05T12:00:00Z")
	var got []string
	for _, f := range web.MessageFiles("m") {
		got = append(got, f.Tag)
	}
	if s := strings.Join(got, " "); s != "en en-US" {
		t.Errorf("the message's files are %s, wanted its source first: en en-US", s)
	}
}

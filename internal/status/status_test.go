package status

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

const config = `title: {en: "A & <B>", fr: A, es: A}
base_url: https://a.example/
source_language: en
countries:
  ca: {name: {en: Canada}, languages: [en, fr], timezone: America/Toronto, missing: hold}
  us: {name: {en: US}, languages: [en, es], timezone: America/New_York, missing: notice}
`

func report(t *testing.T, since time.Time) *Report {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte(config)}}
	for name, text := range map[string]string{
		"content/index.en.md":            "---\ntitle: Home\n---\n",
		"content/index.fr.md":            "---\ntitle: Accueil\n---\n",
		"content/index.es.md":            "---\ntitle: Inicio\n---\n",
		"content/both.en.md":             "---\ntitle: Two words\nsummary: One more.\nupdated: 2026-09-20\nreview_by: 2026-09-30\nowner: cafc\n---\nAnd three more.\n",
		"content/old.en.md":              "---\ntitle: Old\nexpires: 2026-09-01\nupdated: 2026-08-01\n---\n",
		"content/old.fr.md":              "---\ntitle: Vieux\n---\n",
		"content/secret.en.md":           "---\ntitle: Secret\ncountries: [us]\ntlp: TLP:RED\n---\n",
		"content/=formula.en.md":         "---\ntitle: =1+1\ncountries: [us]\n---\n",
		"content/messages/pause.en.md":   "Stop and think.\n",
		"content/messages/pause.fr.md":   "---\nupdated: 2026-09-21\n---\nArrêtez.\n",
		"content/facts/ca.yaml":          "phone: {value: 911, review_by: 2026-10-04, owner: x}\nlater: {value: x, review_by: 2026-10-05}\n",
		"content/messages/only.en-CA.md": "Here.\n",
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src, diags := source.Load(fsys, fstest.MapFS{})
	for _, d := range diags {
		t.Fatalf("%s:%d: %s", d.File, d.Line, d.Message())
	}
	web, _ := site.Resolve(src, time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC))
	return New(web, since)
}

func TestReport(t *testing.T) {
	r := report(t, time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC))
	want := map[string]string{
		"index":          "ready ready ready ready",
		"both":           "held missing 7 ready notice 7",
		"old":            "expired expired expired missing 1",
		"secret":         "– – withheld missing 1",
		"=formula":       "– – ready notice 2",
		"messages/pause": "ready ready ready missing 3",
		"messages/only":  "ready missing 1 – –",
	}
	for _, p := range r.Pages {
		var cells []string
		for _, c := range p.Cells {
			cells = append(cells, c.Word(words.In("en")))
		}
		if got := strings.Join(cells, " "); got != want[p.Key] {
			t.Errorf("%s: %s, want %s", p.Key, got, want[p.Key])
		}
		delete(want, p.Key)
	}
	if len(want) > 0 {
		t.Errorf("no row for %v", want)
	}
	var overdue, changed []string
	for _, o := range r.Overdue {
		overdue = append(overdue, fmt.Sprint(o.What, " ", o.Key, " ", o.File, ":", o.Line, " ", o.Owner, " ", o.Days))
	}
	for _, c := range r.Changed {
		changed = append(changed, c.File+" "+c.Updated)
	}
	if got, want := strings.Join(overdue, ", "), "page both content/both.en.md:5 cafc 5, fact phone content/facts/ca.yaml:1 x 1"; got != want {
		t.Errorf("overdue: %s\nwant %s", got, want)
	}
	if got, want := strings.Join(changed, ", "), "content/messages/pause.fr.md 2026-09-21, content/both.en.md 2026-09-20"; got != want {
		t.Errorf("changed: %s\nwant %s", got, want)
	}
	if len(r.Languages) != 2 || r.Languages[0].Tag != "es" || r.Languages[1] != (Language{"fr", 2, 8}) {
		t.Errorf("languages %+v", r.Languages)
	}
}

// Every form can be read again by what it is for, and holds no name that runs.
func TestWrite(t *testing.T) {
	r := report(t, time.Time{})
	for _, format := range Formats {
		var b bytes.Buffer
		if err := Write(&b, format, r, words.In("en"), nil); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		switch format {
		case "json":
			var v struct {
				Pages []struct {
					Page     string
					Editions []struct{ Edition, State string }
				}
			}
			if err := json.Unmarshal(b.Bytes(), &v); err != nil || len(v.Pages) != len(r.Pages) {
				t.Errorf("JSON: %v, %d pages", err, len(v.Pages))
			}
		case "csv":
			rows, err := csv.NewReader(&b).ReadAll()
			if err != nil || len(rows) < len(r.Pages) {
				t.Fatalf("CSV: %v, %d rows", err, len(rows))
			}
			for _, row := range rows {
				for _, cell := range row {
					if strings.HasPrefix(cell, "=") {
						t.Errorf("a spreadsheet would run %q", cell)
					}
				}
			}
		case "html":
			doc, err := html.Parse(&b)
			if err != nil {
				t.Fatal(err)
			}
			for n := range doc.Descendants() {
				if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "link" || n.Data == "img" || n.Data == "b") {
					t.Errorf("the report holds <%s>", n.Data)
				}
			}
		case "text":
			if !strings.Contains(b.String(), "There is no lock") {
				t.Error("a campaign without a lock is not told that nobody knows what is stale")
			}
		}
	}
}

func TestCount(t *testing.T) {
	for text, want := range map[string]int{"": 0, "One two-three, four.": 3, "L’école": 2, "你好世界": 4, "用 Face ID 登录": 5} {
		if got := Count(text); got != want {
			t.Errorf("Count(%q) = %d, want %d", text, got, want)
		}
	}
}

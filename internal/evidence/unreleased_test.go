package evidence

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

const settings = `title: {en: Ring, fr: Sonne}
base_url: https://ring.example/
countries:
  ca: {name: {en: Canada, fr: Canada}, timezone: America/Toronto, missing: hold, languages: [en, fr]}
`

// withheld resolves a campaign at noon of 2026-10-05 and gathers what it does not release.
func withheld(t *testing.T, files map[string]string) *Unreleased {
	t.Helper()
	fsys := fstest.MapFS{"campaign.yaml": {Data: []byte(settings)}}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	builtin := fstest.MapFS{"templates/page.html": {Data: []byte("<p>Words of the theme itself that every one of the sites may say")}, "i18n/en.yaml": {}, "assets/site.css": {}}
	src, _ := source.Load(fsys, builtin)
	web, _ := site.Resolve(src, time.Date(2026, 10, 5, 16, 0, 0, 0, time.UTC))
	p, _ := plan.New(web, render.Files(), plan.Options{})
	list, err := p.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	u, err := Withheld(p, list, builtin)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// found lists what is found in a file, and of which source.
func found(u *Unreleased, name string, data []byte) string {
	var out []string
	for _, p := range sorted(u.in(name, data)) {
		out = append(out, p.What+" < "+strings.TrimPrefix(p.From, "content/"))
	}
	return strings.Join(out, "\n")
}

const canary = "A whole canary says “über” eight words & more."

// zipped returns an archive with one file.
func zipped(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func deflated(text string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.Bytes()
}

// A sentence is found however it is written down.
func TestTraceIsDecoded(t *testing.T) {
	u := withheld(t, map[string]string{"index.en.md": "---\ntitle: Home\n---\nHello.\n", "index.fr.md": "---\ntitle: Accueil\n---\nBonjour.\n",
		"x.en.md": "---\ntitle: X\ndraft: true\n---\n" + canary + "\n"})
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte(canary))
	_ = z.Close()
	quoted, err := json.Marshal("<b>" + canary + "</b>")
	if err != nil {
		t.Fatal(err)
	}
	upper := strings.ToUpper(canary)
	for form, c := range map[string]struct {
		name string
		data []byte
	}{
		"as it is":            {"a.txt", []byte(canary)},
		"in capitals":         {"a.txt", []byte(upper)},
		"other quotes":        {"a.html", []byte("<p>A whole canary says « über » eight words &amp; more")},
		"entities":            {"a.html", []byte("<p>" + html.EscapeString(canary))},
		"numbers":             {"a.html", []byte("A&#32;whole canary says &#x201c;&uuml;ber&rdquo; eight&nbsp;words more")},
		"markup in words":     {"a.html", []byte("A wh<b>ole</b> canary<!-- x --> says <em>über</em><br>eight words & more.")},
		"an attribute":        {"a.html", []byte(`<img alt="` + html.EscapeString(canary) + `">`)},
		"a comment":           {"a.html", []byte("<!-- " + canary + " -->")},
		"HTML in XML":         {"a.xml", []byte("<content>" + html.EscapeString("<p>A <b>whole</b> canary says &uuml;ber eight words &amp; more") + "</content>")},
		"HTML in JSON":        {"a.json", quoted},
		"JSON's escapes":      {"a.json", []byte(`{"x": "A whole canary\nsays \u201c\u00fcber\u201d eight words & more."}`)},
		"percent":             {"a.html", []byte(`<a href="mailto:?body=` + url.PathEscape(canary) + `">`)},
		"a query":             {"a.html", []byte(`<a href="https://x.example/?text=` + url.QueryEscape(canary) + `">`)},
		"a folded calendar":   {"a.ics", []byte("DESCRIPTION:A whole can\r\n ary says “über” eight\\, words & more.\r\n")},
		"gzip":                {"a.html.gz", packed.Bytes()},
		"gzip without a name": {"a.bin", packed.Bytes()},
		"base64":              {"a.html", []byte(`<a href="data:text/plain;base64,` + base64.StdEncoding.EncodeToString([]byte(canary)) + `">`)},
		"a PDF's stream":      {"a.pdf", append([]byte("%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\r\n"), deflated(canary)...)},
		"a PDF's letters":     {"a.pdf", append([]byte("%PDF-1.7\nstream\n"), deflated("[(A wh)20(ole)-250(canary says “über”)-320.5(eight )12(words & more.)]TJ")...)},
		"zip in base64":       {"a.json", []byte(base64.URLEncoding.EncodeToString(zipped(t, "a.html", []byte(html.EscapeString(canary)))))},
		"zip":                 {"a.zip", zipped(t, "b/a.html", []byte("<p>"+html.EscapeString(canary)))},
		"in a picture":        {"a.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dtEXtComment\x00" + canary + "\x00\x00\xff\xd8")},
		"decomposed":          {"a.txt", []byte(strings.Replace(canary, "ü", "u\u0308", 1))},
		"with soft hyphens":   {"a.html", []byte(strings.Replace(canary, "canary", "ca&shy;na\u200bry", 1))},
		"without a file type": {"_headers", []byte("# " + canary)},
	} {
		if got, want := found(u, c.name, c.data), canary+" < x.en.md"; got != want {
			t.Errorf("%s: found %q, want %q", form, got, want)
		}
	}
	for form, text := range map[string]string{
		"a word less":    "A whole canary says über eight words",
		"another word":   "A whole canary says über eight words & less.",
		"another before": "A whole canary sayst über eight words & more.",
	} {
		if got := found(u, "a.html", []byte(text)); got != "" {
			t.Errorf("%s: found %q", form, got)
		}
	}
}

// What a page, a message, a translation or a picture keeps back is looked for, and what something released says is not.
func TestWithheld(t *testing.T) {
	both := func(name, text string) map[string]string {
		return map[string]string{"index.en.md": "---\ntitle: Home\n---\n::message{id=out}\n", "index.fr.md": "---\ntitle: Accueil\n---\n::message{id=out}\n",
			"messages/out.en.md": "Out.", "messages/out.fr.md": "Dehors.", name: text}
	}
	const held = "This sentence of eight words is held back."
	for _, tt := range []struct{ name, file, text, said, want string }{
		{"a page to come", "x.en.md", "---\ntitle: X\npublish: 2027-01-01\n---\n" + held, held, held + " < x.en.md"},
		{"for colleagues", "x.en.md", "---\ntitle: X\ntlp: TLP:AMBER\n---\n" + held, held, held + " < x.en.md"},
		{"held for want of French", "x.en.md", "---\ntitle: X\n---\n" + held, held, held + " < x.en.md"},
		{"over", "x.en.md", "---\ntitle: X\nexpires: 2026-10-01\n---\n" + held, held, held + " < x.en.md"},
		{"a message's draft", "messages/m.en.md", "---\ndraft: true\n---\n" + held, held, held + " < messages/m.en.md"},
		{"a summary", "x.en.md", "---\ntitle: X\ndraft: true\nsummary: " + held + "\n---\n", held, held + " < x.en.md"},
		{"what only colleagues see", "x.en.md", "---\ntitle: X\ndraft: true\nparams: {note: " + held + "}\n---\n", held, held + " < x.en.md"},
		{"on both sides of a fact", "x.en.md", "---\ntitle: X\ndraft: true\n---\nCall :fact[x] before the moon has risen over the nine towers today.", "Call 1 before the moon has risen over the nine towers today.",
			"before the moon has risen over the nine towers today. < x.en.md"},
		{"one of two sentences", "x.en.md", "---\ntitle: X\ndraft: true\n---\nShort. " + held + " Short again.", "x " + held, held + " < x.en.md"},
		{"signs without spaces", "x.en.md", "---\ntitle: X\ndraft: true\n---\n这句话还没有发布请不要看。", "<p>这句话还没有发布，请不要看。</p>", "这句话还没有发布请不要看。 < x.en.md"},
		{"the slug", "x.en.md", "---\ntitle: X\ndraft: true\nslug: secret-place\n---\n", `<a href="/ca/en/secret-place/">`, "secret-place < x.en.md"},
		{"the key", "under/secret-place.fr.md", "---\ntitle: X\ndraft: true\n---\n", `{"u":"\/ca\/fr\/Secret-Place"}`, "secret-place < under/secret-place.fr.md"},
		{"a folder's key", "secret-place/index.fr.md", "---\ntitle: X\ndraft: true\n---\n", "secret-place/", "secret-place < secret-place/index.fr.md"},
		{"a picture that no page shows", "x/floor-plan.png", "PNG", "assets/floor-plan.12345678.png", "floor-plan < x/floor-plan.png"},
		{"within another name", "x.en.md", "---\ntitle: X\ndraft: true\nslug: secret-place\n---\n", "no-secret-places secret-place-2", ""},
		{"a name that says nothing", "x.en.md", "---\ntitle: X\ndraft: true\nslug: q-4\n---\n", "q-4", ""},
		{"a sentence of seven words", "x.en.md", "---\ntitle: X\ndraft: true\n---\nThis one has but seven words, no.", "This one has but seven words, no.", ""},
		{"the theme says it too", "x.en.md", "---\ntitle: X\ndraft: true\n---\nWords of the theme itself that every one of the sites may say.", "Words of the theme itself that every one of the sites may say", ""},
	} {
		u := withheld(t, both(tt.file, tt.text))
		if got := found(u, "a.html", []byte(tt.said)); got != tt.want {
			t.Errorf("%s: found %q, want %q", tt.name, got, tt.want)
		}
	}
	for _, f := range []string{"index.en.md", "messages/out.en.md"} { // the same words, released
		files := both("secret-place.fr.md", "---\ntitle: X\ndraft: true\n---\nThis :fact[x] one. "+held)
		files[f] = strings.Replace(files[f], "Out.", "", 1) + "\n\nThis sentence of *eight* words is [held back](secret-place.md).\n"
		if got := found(withheld(t, files), "secret-place.html", []byte(held)); got != "" {
			t.Errorf("%s says it too: found %q", f, got)
		}
	}
	if got := found(withheld(t, both("x.en.md", "---\ntitle: X\ndraft: true\nslug: secret-place\n---\n")), "ca/en/secret-place/index.html", nil); got == "" {
		t.Error("a path's name is not found")
	}
	if !slices.ContainsFunc([]string{"index"}, telling) {
		t.Error("five letters say nothing")
	}
}

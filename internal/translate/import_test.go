package translate

import (
	"strings"
	"testing"

	"tocsin/internal/diag"
	"tocsin/internal/segment"
	"tocsin/internal/source"
)

const (
	enPath = "content/learn/page.en.md"
	frPath = "content/learn/page.fr.md"
	enText = "---\ntitle: Spot it\nsummary: \"How: to\"\nimage: {src: lock.png, alt: A lock}\n---\n\nRead **this** and [that](other.en.md), 1<sup>st</sup>.\n\n## Why\n\n- One thing,\n  on two lines.\n- Call :fact[phone].\n\n:::tip[Good to know]\nIt is *late*.\n:::\n\n| A | B |\n|---|---|\n| yes | `no` it is |\n"
	frText = "---\ntitle: Repérez-le\nsummary: 'Comment : faire'   # court\nimage: {alt: Un cadenas}\n---\n\nLisez **ceci** et [cela](other.fr.md), 1<sup>er</sup>.\n\n## Pourquoi ##\n\n* Une chose,\n  sur deux lignes.\n* Appelez :fact[phone].\n\n:::tip[Bon à savoir]\nIl est *tard*.\n:::\n\n| A | B |\n|---|---|\n| oui | `no` c’est |\n"
)

func pageCampaign(t *testing.T) *campaign {
	c := newCampaign(t, map[string]string{
		"content/index.en.md": "---\ntitle: Home\n---\n", "content/index.fr.md": "---\ntitle: Accueil\n---\n", "content/index.es.md": "---\ntitle: Inicio\n---\n",
		"content/learn/other.en.md": "---\ntitle: Other\n---\n", "content/learn/other.fr.md": "---\ntitle: Autre\n---\n",
		"content/facts/ca.yaml": "phone: {value: 1-888-495-8501, kind: tel}\n", "content/facts/us.yaml": "phone: {value: 1-888-495-8501, kind: tel}\n",
		enPath: enText, frPath: frText,
	})
	c.accept()
	return c
}

// edited exports a page, lets f change the text of the file, and returns it.
func (c *campaign) edited(version string, pairs ...string) string {
	c.t.Helper()
	text := c.export("fr", version, "learn/page")
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			c.t.Fatalf("the file does not hold %q:\n%s", pairs[i], text)
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// TestOneSegment changes one translation at a time: nothing but its own bytes may change.
func TestOneSegment(t *testing.T) {
	tests := []struct{ name, old, new, was, is string }{
		{"title", ">Repérez-le<", ">Repérez-la<", "title: Repérez-le", "title: Repérez-la"},
		{"a title that needs quotes", ">Repérez-le<", ">Attention : #1<", "title: Repérez-le", `title: "Attention : #1"`},
		{"in single quotes", ">Comment : faire<", ">L'art: de <", "'Comment : faire'   # court", "'L''art: de'   # court"},
		{"in braces", ">Un cadenas<", ">Un cadenas, fermé<", "{alt: Un cadenas}", `{alt: "Un cadenas, fermé"}`},
		{"paragraph", "Lisez ", "Relisez ", "Lisez **", "Relisez **"},
		{"heading with closing marks", ">Pourquoi<", ">Pourquoi #1<", "## Pourquoi ##", "## Pourquoi #1 ##"},
		{"item of two lines", "Une chose, sur deux lignes.", "Une chose.", "* Une chose,\n  sur deux lignes.", "* Une chose."},
		{"label", ">Bon à savoir<", ">À [ne pas] oublier<", "[Bon à savoir]", "[À \\[ne pas\\] oublier]"},
		{"tip", "Il est ", "Il se fait ", "Il est *tard*", "Il se fait *tard*"},
		{"cell", ">oui<", ">oui | non<", "| oui |", "| oui \\| non |"},
		{"words like markup", "Lisez ", "# *Lisez* [x](y) &amp;copy; &lt;b> ", "Lisez **", "\\# \\*Lisez\\* \\[x\\](y) \\&copy; \\<b\\> **"},
		{"like a list", ">Il est ", ">1. Il est ", "Il est *tard*", "1\\. Il est *tard*"},
	}
	for _, test := range tests {
		for _, version := range []string{"2.1", "1.2"} {
			t.Run(test.name+" "+version, func(t *testing.T) {
				c := pageCampaign(t)
				changed, _ := c.take(c.edited(version, test.old, test.new))
				if len(changed) != 1 || changed[0] != frPath {
					t.Errorf("changed %v, want the page alone", changed)
				}
				want := strings.Replace(frText, test.was, test.is, 1)
				if got := c.text(frPath); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// TestNothingTouched feeds in what must be refused, with a word that tells why.
func TestNothingTouched(t *testing.T) {
	c := pageCampaign(t)
	whole := c.edited("2.1")
	id := func(s string) string { return "." + segment.Digest(s) }
	tests := []struct{ name, text, want string }{
		{"tags that do not match", c.edited("2.1", `Lisez <pc id="1"`, `Lisez <ph id="2"`), "closed by </pc>"},
		{"a placeholder twice", c.edited("2.1", "Il est ", `<ph id="1"/>Il est `), "came back 2 times"},
		{"one that is gone", c.edited("1.2", `<g id="1" ctype="italic">tard</g>`, "tard"), "the placeholder 1 (emphasis *) is missing"},
		{"one of another unit", c.edited("1.2", "Il est ", `<x id="9"/>Il est `), `there is no placeholder "9"`},
		{"crossed", c.edited("2.1", "Lisez ", "Relisez ", `>ceci</pc>`, `>ceci<ec startRef="2"/></pc><sc id="2"/>`), "ends where it may not"},
		{"a fact that is gone", strings.Replace(c.edited("1.2", "Appelez ", "Téléphonez "), `<x id="1" ctype="x-fact" equiv-text=":fact[phone]"/>.</target>`, ".</target>", 1), "(fact :fact[phone]) is missing"},
		{"raw element", c.edited("2.1", "Il est ", "<b>Il</b> est "), `there is an element "b"`},
		{"source changed by hand", strings.Replace(whole, "<source>Why</source>", "<source>Why not</source>", 1), "its source says “Why not”"},
		{"a unit twice", strings.Replace(whole, "</file>", whole[strings.Index(whole, "  <unit"):strings.Index(whole, "</unit>")]+"</unit></file>", 1), "twice"},
		{"foreign id", strings.Replace(whole, "title"+id("Spot it"), "u1", 1), "id is none of tocsin's"},
		{"another page", strings.Replace(whole, enPath, "content/learn/gone.en.md", 1), "there is no page"},
		{"a way out", strings.Replace(whole, enPath, "../../etc/passwd", 1), "there is no page"},
		{"another language", strings.Replace(whole, `trgLang="fr"`, `trgLang="de"`, 1), `"de", which is no language`},
		{"another source", strings.Replace(whole, `srcLang="en"`, `srcLang="de"`, 1), "and " + enPath + ` is in "en"`},
		{"version 2.2", strings.Replace(strings.Replace(whole, `version="2.1"`, `version="2.2"`, 1), "document:2.0", "document:2.2", 1), `XLIFF "2.2"`},
		{"version 1.1", `<xliff version="1.1"><file/></xliff>`, `XLIFF "1.1"`},
		{"a web page", "<html><body>Hello</body></html>", "this is no XLIFF"},
		{"not XML", "title: Spot it\n", "holds no XML"},
		{"empty", "", "empty"},
		{"cut off", whole[:len(whole)/2], "cut off"},
		{"cut in a tag", whole[:strings.Index(whole, "<pc")+5], "cut off"},
		{"billion laughs", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>" + whole[40:], "document type"},
		{"external entity", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + whole[40:], "document type"},
		{"unknown entity", strings.Replace(whole, "Why", "Why&nbsp;", 1), "entity that XML does not have"},
		{"latin-1", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + whole[40:], `says that it is "ISO-8859-1"`},
		{"not UTF-8", strings.Replace(whole, "é", "\xe9", 1), "not UTF-8"},
		{"UTF-16", "\xff\xfe<\x00", "UTF-16"},
		{"deep", strings.Repeat("<a>", 1000), "nested more than 64 deep"},
		{"two roots", "<xliff/><xliff/>", "second root"},
		{"no units", `<xliff xmlns="` + space21 + `" version="2.1" srcLang="en" trgLang="fr"><file id="f1"/></xliff>`, "no units"},
	}
	good := strings.Replace(c.export("fr", "2.1", "learn/other"), ">Autre<", ">Une autre<", 1)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ch, done, diags := Import(c.site(), []File{{"good.xlf", []byte(good)}, {"broken.xlf", []byte(test.text)}})
			if ch != nil || done != nil {
				t.Errorf("there is something to write: %v", ch)
			}
			found := false
			for _, d := range diags {
				found = found || d.Severity == diag.Error && strings.Contains(d.Message(), test.want)
				if d.Hint() == "" || d.File != "broken.xlf" {
					t.Errorf("told %q without a hint, or of another file", d.Message())
				}
			}
			if !found {
				t.Errorf("told %v, want %q", diags, test.want)
			}
		})
	}
}

// TestUntranslated leaves units as they were sent: the rendition stays stale.
func TestUntranslated(t *testing.T) {
	for _, version := range []string{"2.1", "1.2"} {
		c := pageCampaign(t)
		c.edit(enPath, "## Why", "## Why now")
		c.edit(enPath, "It is *late*.", "It is *late* now.\n\nGo home.")
		if changed, _ := c.take(c.edited(version)); len(changed) > 0 {
			t.Errorf("%s: changed %v", version, changed)
		}
		if got := kinds(changesOf(c, frPath)); len(got) != 3 {
			t.Errorf("%s: there is %v, want two changed and one added", version, got)
		}
		// One of them is done: the others stay.
		changed, done := c.take(c.edited(version, ">Pourquoi<", ">Pourquoi maintenant<"))
		if len(changed) != 2 || done[0].Written != 1 || done[0].Open != 2 {
			t.Errorf("%s: changed %v, done %+v", version, changed, done)
		}
		if got := kinds(changesOf(c, frPath)); len(got) != 2 {
			t.Errorf("%s: there is %v, want one changed and one added", version, got)
		}
	}
}

// TestLate brings a file in after its source has changed once more: what is late is told, the rest is written.
func TestLate(t *testing.T) {
	c := pageCampaign(t)
	c.edit(enPath, "## Why", "## Why now")
	c.edit(enPath, "It is *late*.", "It is *late* now.")
	text := c.edited("2.1", ">Pourquoi<", ">Pourquoi maintenant<", "Il est ", "Voilà, il est ")
	c.edit(enPath, "## Why now", "## Why not")
	ch, done, diags := Import(c.site(), []File{{"late.xlf", []byte(text)}})
	if len(diags) != 1 || diags[0].Severity != diag.Warning || !strings.Contains(diags[0].Message(), "“Pourquoi maintenant”") {
		t.Fatalf("told %v", diags)
	}
	if len(done) != 1 || done[0].Written != 1 {
		t.Errorf("done %+v", done)
	}
	c.apply(ch)
	if got := changesOf(c, frPath); len(got) != 1 || got[0].New != "Why not" || got[0].Old != "Why" {
		t.Errorf("there is %+v", got)
	}
}

// TestOutOfShape sends out a rendition that never had its source's shape: what does not align is kept.
func TestOutOfShape(t *testing.T) {
	c := pageCampaign(t)
	delete(c.files, source.LockFile)
	extra := "Une phrase du traducteur.\n\n"
	c.edit(frPath, "* Une chose,", extra+"* Une chose,")
	text := c.export("fr", "2.1", "learn/page")
	if !strings.Contains(text, `<note category="not-aligned">Line 11 of the translation has no counterpart in the source and is kept: Une phrase du traducteur.</note>`) {
		t.Errorf("no note of what does not align:\n%s", text)
	}
	changed, _ := c.take(strings.Replace(text, ">Pourquoi<", ">Pourquoi donc<", 1))
	if len(changed) != 2 || !strings.Contains(c.text(frPath), "## Pourquoi donc ##\n\n"+extra+"* Une chose,") {
		t.Errorf("changed %v\n%s", changed, c.text(frPath))
	}
}

// TestAddresses follows a link whose target the source changes, and keeps one that the translation chose itself.
func TestAddresses(t *testing.T) {
	c := pageCampaign(t)
	c.edit(frPath, "[cela](other.fr.md)", "[cela](https://ailleurs.example/)")
	c.edit(enPath, "Read **this**", "Do read **this**")
	c.take(c.edited("2.1", "Lisez ", "Lisez donc "))
	if !strings.Contains(c.text(frPath), "[cela](https://ailleurs.example/)") {
		t.Errorf("the translation's own address is gone:\n%s", c.text(frPath))
	}
	c.edit(enPath, "[that](other.en.md)", "[that](../index.en.md#top)")
	c.take(c.edited("2.1", "Lisez donc ", "Lisez toujours "))
	if !strings.Contains(c.text(frPath), "[cela](../index.fr.md#top)") {
		t.Errorf("the source's new address did not come:\n%s", c.text(frPath))
	}
}

// TestLineEnds keeps a file's own line ends and byte-order mark.
func TestLineEnds(t *testing.T) {
	c := pageCampaign(t)
	c.set(frPath, "\ufeff"+strings.ReplaceAll(frText, "\n", "\r\n"))
	c.edit(enPath, "It is *late*.", "It is *late*.\n\nGo home.")
	text := translated(t, c.edited("2.1"))
	c.take(strings.Replace(text, ">Pourquoi<", ">Pourquoi donc<", 1))
	got := c.text(frPath)
	if !strings.HasPrefix(got, "\ufeff---\r\n") || strings.Count(got, "\n") != strings.Count(got, "\r\n") {
		t.Errorf("the line ends are mixed: %q", got)
	}
	if !strings.Contains(got, "## Pourquoi donc ##\r\n") || !strings.Contains(got, "Il est *tard*.\r\n\r\nGô hôme.\r\n:::") {
		t.Errorf("got %q", got)
	}
}

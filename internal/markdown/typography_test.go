package markdown

import "testing"

func TestTypeset(t *testing.T) {
	for _, c := range []struct{ in, canada, france string }{
		{"« mot »", "«\u00a0mot\u00a0»", "«\u00a0mot\u00a0»"},
		{"«mot»", "«\u00a0mot\u00a0»", "«\u00a0mot\u00a0»"},
		{"«\u202fmot\u2009»", "«\u00a0mot\u00a0»", "«\u00a0mot\u00a0»"},
		{"«»", "«\u00a0»", "«\u00a0»"},
		{"Attention : danger", "Attention\u00a0: danger", "Attention\u00a0: danger"},
		{"Attention: danger", "Attention\u00a0: danger", "Attention\u00a0: danger"},
		{"Attention:", "Attention\u00a0:", "Attention\u00a0:"},
		{"à 12:30, 3:1, https://x.ca, a::b, :x", "à 12:30, 3:1, https://x.ca, a::b, :x", "à 12:30, 3:1, https://x.ca, a::b, :x"},
		{"Le «mot»: oui (ici): non", "Le «\u00a0mot\u00a0»\u00a0: oui (ici)\u00a0: non", "Le «\u00a0mot\u00a0»\u00a0: oui (ici)\u00a0: non"},
		{"Quoi ? Non ! Si ; bon", "Quoi? Non! Si; bon", "Quoi\u202f? Non\u202f! Si\u202f; bon"},
		{"Quoi? Non! Si; bon", "Quoi? Non! Si; bon", "Quoi\u202f? Non\u202f! Si\u202f; bon"},
		{"Quoi ?! Non!!!", "Quoi?! Non!!!", "Quoi\u202f?! Non\u202f!!!"},
		{"« Non ! »", "«\u00a0Non!\u00a0»", "«\u00a0Non\u202f!\u00a0»"},
		{"« Non : »", "«\u00a0Non\u00a0:\u00a0»", "«\u00a0Non\u00a0:\u00a0»"},
		{"a !important, x?y=z, a != b", "a !important, x?y=z, a != b", "a !important, x?y=z, a != b"},
		{"(vraiment ?)", "(vraiment?)", "(vraiment\u202f?)"},
		{"R&amp; D", "R&amp; D", "R&amp; D"},
		{"!", "!", "!"}, {": a", ": a", ": a"}, {"»", "»", "»"}, {"«", "«", "«"}, {"« ", "«\u00a0", "«\u00a0"},
	} {
		for rule, want := range map[Typography]string{FrenchCanada: c.canada, FrenchFrance: c.france, Plain: c.in} {
			if got := Typeset(c.in, rule); got != want {
				t.Errorf("Typeset(%q, %d)\n got %q\nwant %q", c.in, rule, got, want)
			}
		}
	}
}

func TestTypographyInMarkup(t *testing.T) {
	const nb = "\u00a0"
	for _, c := range []struct{ in, want string }{
		{"« *mot* »", "<p>«" + nb + "<em>mot</em>" + nb + "»</p>\n"},
		{"«*mot*»", "<p>«" + nb + "<em>mot</em>" + nb + "»</p>\n"},
		{"« [x](y) » et « `c` »", "<p>«" + nb + "{{link:0}}x{{/link}}" + nb + "» et «" + nb + "<code>c</code>" + nb + "»</p>\n"},
		{":fact[a]: oui", "<p>{{fact:0}}" + nb + ": oui</p>\n"},
		{"[a : b](c): oui, [d](e) : non", "<p>{{link:0}}a : b{{/link}}" + nb + ": oui, {{link:1}}d{{/link}}" + nb + ": non</p>\n"},
		{"**Note**: oui **et :** non `x :` <http://x.ca/?a : b>", "<p><strong>Note</strong>" + nb +
			": oui <strong>et" + nb + ":</strong> non <code>x :</code> &lt;http://x.ca/?a" + nb + ": b&gt;</p>\n"},
		{"Appelez :fact[x] à 12:30 ::fact[y]", "<p>Appelez {{fact:0}} à 12:30 ::fact[y]</p>\n"},
		{"mot :\nsuite !\\\n! fin", "<p>mot" + nb + ":\nsuite!<br>\n! fin</p>\n"},
		{"mot \\: suite &amp; fin&nbsp;: x", "<p>mot" + nb + ": suite &amp; fin" + nb + ": x</p>\n"},
		{"\"oui !\" & non ?", "<p>&quot;oui!&quot; &amp; non?</p>\n"},
		{"mot :[^1]\n\n[^1]: x", "<p>mot" + nb + `:<sup class="fnref" id="fnref-1"><a role="doc-noteref" href="#fn-1">1</a></sup></p>` +
			"\n" + `<section class="footnotes" role="doc-endnotes" aria-label="{{footnotes}}">` + "\n<ol>\n<li id=\"fn-1\">\n<p>x " +
			`<a class="backref" role="doc-backlink" href="#fnref-1" aria-label="{{back-to-text}}">↩` + "\ufe0e</a></p>\n</li>\n</ol>\n</section>\n"},
	} {
		d, l := Parse([]byte(c.in), Options{Typography: FrenchCanada})
		if got := filled(d.Body); got != c.want || len(l) > 0 {
			t.Errorf("%q\n got %q\nwant %q\n%s", c.in, got, c.want, told(l))
		}
	}
}

func TestTypographyOfHeadings(t *testing.T) {
	d, _ := Parse([]byte("## Que faire ? [« Ceci »](x): :fact[a]\n"), Options{Typography: FrenchCanada})
	h := d.Headings[0]
	if want := "Que faire? « Ceci »\u00a0:"; h.Text != want {
		t.Errorf("text %q, want %q", h.Text, want)
	}
	if want := "Que faire? « Ceci »\u00a0: {{fact:0}}"; filled(h.Content) != want {
		t.Errorf("content %q, want %q", filled(h.Content), want)
	}
	if h.ID != "que-faire-ceci" {
		t.Errorf("id %q", h.ID)
	}
}

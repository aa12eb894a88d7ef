package markdown

import (
	"strings"
	"testing"
)

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
		for rule, want := range map[Typography]string{FrenchCanada: c.canada, FrenchFrance: c.france, Neutral: c.in} {
			if got := Typeset(c.in, rule); got != want {
				t.Errorf("Typeset(%q, %d)\n got %q\nwant %q", c.in, rule, got, want)
			}
		}
	}
}

// Where no line may end, in French of either country; thousands have a narrow space in France.
func TestNoBreak(t *testing.T) {
	for _, c := range []struct{ in, want string }{ // _ is a no-break space, ~ the country's between thousands
		{"10 $ et 12 %, 5 km, 3 Mo.", "10_$ et 12_%, 5_km, 3_Mo."},
		{"1 000 000 de gens, 12 500 €", "1~000~000 de gens, 12~500_€"},
		{"à 14 h 30, à 9 h", "à 14_h_30, à 9_h"},
		{"n° 5, M. Tremblay, Mme Roy, Dr Élie, MM. A et B", "n°_5, M._Tremblay, Mme_Roy, Dr_Élie, MM._A et B"},
		{"page 3, p. 4, art. 7 (art. 8)", "page_3, p._4, art._7 (art._8)"},
		{"1 800 555 1234, 1 800 555-1234, 514 555 1234, 01 23 45 67", "1 800 555 1234, 1 800 555-1234, 514 555 1234, 01 23 45 67"},
		{"en 2026 120 personnes, 2026 500", "en 2026 120 personnes, 2026 500"},
		{"3 l’autre, 5 m-x, IC3 km, A4 h, 5 kilos", "3 l’autre, 5 m-x, IC3 km, A4 h, 5 kilos"},
		{"L’été à Montréal. Monsieur Roy, m. Roy, Miami. Bon", "L’été à Montréal. Monsieur Roy, m. Roy, Miami. Bon"},
		{"10  $, 10\u00a0$, 10\u202f$", "10  $, 10_$, 10\u202f$"},
		{" 10 ", " 10 "}, {"$ 10", "$ 10"}, {"1 000", "1~000"}, {"1 0000", "1 0000"}, {"+1 000 000", "+1 000 000"},
	} {
		for rule, group := range map[Typography]string{FrenchCanada: "\u00a0", FrenchFrance: "\u202f"} {
			want := strings.NewReplacer("_", "\u00a0", "~", group).Replace(c.want)
			got := Typeset(c.in, rule)
			if got != want {
				t.Errorf("Typeset(%q, %d)\n got %q\nwant %q", c.in, rule, got, want)
			}
			if again := Typeset(got, rule); again != got {
				t.Errorf("%q becomes %q the second time", got, again)
			}
		}
		if got := Typeset(c.in, Neutral); got != c.in {
			t.Errorf("plain %q became %q", c.in, got)
		}
	}
}

func TestNoBreakInMarkup(t *testing.T) {
	const nb = "\u00a0"
	for _, c := range []struct{ in, want string }{
		{"`10 $` et 10 $ et [10 $](a?b=1 000)", "<p><code>10 $</code> et 10" + nb + "$ et [10" + nb + "$](a?b=1" + nb + "000)</p>\n"},
		{"[10 $](a) & **12 %** M. *Roy*", "<p>{{link:0}}10 ${{/link}} &amp; <strong>12" + nb + "%</strong> M. <em>Roy</em></p>\n"},
	} {
		d, _ := Parse([]byte(c.in), Options{Typography: FrenchCanada})
		if got := filled(d.Body); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.in, got, c.want)
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

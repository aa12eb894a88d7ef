package locale

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/signs.txt
var signTable string

// Signs in numbers are CLDR's, for every language and country that the library has.
func TestSigns(t *testing.T) {
	spaces := strings.NewReplacer("NNBSP", narrowNoBreak, "NBSP", nbsp)
	n := 0
	for line := range strings.Lines(signTable) {
		f := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		n++
		l := New(f[0])
		if got, want := [2]string{l.Decimal(), l.Group()}, [2]string{f[1], spaces.Replace(f[2])}; got != want {
			t.Errorf("%s: decimal and group signs are %q, want %q", f[0], got, want)
		}
	}
	if n < 600 {
		t.Errorf("%d locales were looked at: is the table whole?", n)
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ locale, thousands, lakhs, size string }{
		{"en-CA", "6,206", "1,234,567", "1.7"},
		{"en-IN", "6,206", "12,34,567", "1.7"},
		{"fr-CA", "6206", "1" + nbsp + "234" + nbsp + "567", "1,7"},
		{"fr-FR", "6206", "1" + narrowNoBreak + "234" + narrowNoBreak + "567", "1,7"},
		{"es-ES", "6206", "1.234.567", "1,7"},
		{"es-US", "6,206", "1,234,567", "1.7"},
		{"es-MX", "6,206", "1,234,567", "1.7"},
		{"de-DE", "6.206", "1.234.567", "1,7"},
		{"de-CH", "6’206", "1’234’567", "1.7"},
		{"pt-BR", "6.206", "1.234.567", "1,7"},
		{"pt-PT", "6206", "1" + nbsp + "234" + nbsp + "567", "1,7"},
		{"hi-IN", "6,206", "12,34,567", "1.7"},
		{"ar-EG", "6,206", "1,234,567", "1.7"}, // European digits have European signs
		{"af-ZA", "6206", "1" + nbsp + "234" + nbsp + "567", "1,7"},
		{"xx", "6206", "1234567", "1.7"},
		{"moh-CA", "6206", "1234567", "1.7"},
		{"", "6206", "1234567", "1.7"},
	} {
		l := New(c.locale)
		if got := [3]string{l.Integer(6206), l.Integer(1234567), l.Fixed(1.66, 1)}; got != [3]string{c.thousands, c.lakhs, c.size} {
			t.Errorf("%s: %q, want %q", c.locale, got, [3]string{c.thousands, c.lakhs, c.size})
		}
		if got := l.Integer(-12); got != "-12" {
			t.Errorf("%s: -12 is %q", c.locale, got)
		}
	}
}

// A language that has no file gets the neutral answer to everything.
func TestLanguageWithoutFile(t *testing.T) {
	for _, tag := range []string{"haw", "haw-US", "xx", "gsw-CH", ""} {
		l := New(tag)
		if l.known.typography != Neutral || TypographyOf(tag, "ca") != Neutral {
			t.Errorf("%q has a typography", tag)
		}
		p := ProseOf(tag)
		if p.FunctionWords != "" || p.Numbers != "" || p.Reading != nil || p.Inflected != nil || p.Unspaced {
			t.Errorf("%q is known: %+v", tag, p)
		}
		if got := l.Comma(); got != ", " {
			t.Errorf("%q: comma %q", tag, got)
		}
	}
}

// The table is searched by halves, and each of its languages can be made for any script and region.
func TestTable(t *testing.T) {
	for i, r := range table {
		if i > 0 && table[i-1].base >= r.base {
			t.Errorf("%s stands after %s", r.base, table[i-1].base)
		}
		for _, region := range []string{"", "CA", "FR", "US", "419"} {
			k := of(r.base, "", region)
			if k.date == "" || k.full == "" {
				t.Errorf("%s-%s has no dates", r.base, region)
			}
		}
	}
}

func TestTypographyOf(t *testing.T) {
	for _, c := range []struct {
		lang, country string
		want          Typography
	}{{"fr", "ca", FrenchCanada}, {"fr", "us", FrenchCanada}, {"fr", "fr", FrenchFrance}, {"fr", "be", FrenchFrance},
		{"fr-CA", "CA", FrenchCanada}, {"en", "ca", Neutral}, {"frr", "de", Neutral}} {
		if got := TypographyOf(c.lang, c.country); got != c.want {
			t.Errorf("%s in %s: %d, want %d", c.lang, c.country, got, c.want)
		}
	}
}

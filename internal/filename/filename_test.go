package filename

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCheck(t *testing.T) {
	for name, want := range map[string]Fault{
		"index.html": Fine, ".nojekyll": Fine, "com": Fine, "com10": Fine, "comet": Fine, "lpt": Fine, "console.css": Fine, "été.css": Fine, "a b": Fine, strings.Repeat("x", 255): Fine,
		"con": Device, "Con.css": Device, "PRN": Device, "aux.tar.gz": Device, "nul": Device, "NUL .txt": Device, "com1": Device, "COM¹": Device, "lpt³.x": Device, "conin$": Device, "CONOUT$": Device, " aux": Device,
		"a:b": Character, "a<b": Character, "a>b": Character, `a"b`: Character, "a|b": Character, "a?": Character, "*": Character, `a\b`: Character, "a/b": Character, "a\x00": Character, "a\x1f": Character, "a\x7f": Character, "a\xff": Character,
		"x.": Ending, "x ": Ending, "..": Ending, "con.": Ending,
		strings.Repeat("x", 256): Long, strings.Repeat("é", 128): Long,
	} {
		if got := Check(name); got != want {
			t.Errorf("%.20q has fault %d, want %d", name, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	family := "👩\u200d👩\u200d👧\u200d👦"
	for _, c := range []struct {
		in   string
		most int
		want string
	}{
		{"short", 20, "short"}, {"a few words here", 11, "a few words"}, {"a few words here", 9, "a few"}, {"a few words here", 4, "a fe"}, {"wonderful", 4, "wond"},
		{"e\u0301e\u0301", 4, "e\u0301"}, {"नमस्ते दुनिया", 18, "नमस्ते"}, {family + family, len(family) + 5, family}, {family, 5, ""}, {"ab" + family, 12, "ab"}, {"🇨🇦🇫🇷", 9, "🇨🇦"},
	} {
		if got := Cut(c.in, c.most); got != c.want || !utf8.ValidString(got) {
			t.Errorf("%q cut at %d is %q, want %q", c.in, c.most, got, c.want)
		}
	}
}

package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tocsin/internal/segment"
)

// sliced gives segments in a form that a person can check: kind, bytes and parts.
func sliced(body string, segments []segment.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		fmt.Fprintf(&b, "%s %q:", s.Kind, body[s.Start:s.End])
		for _, p := range s.Parts {
			switch p.Kind {
			case segment.Words:
				fmt.Fprintf(&b, " %q", p.Text)
			case segment.Open:
				fmt.Fprintf(&b, " %d<%s", p.ID, p.Type)
			case segment.Close:
				fmt.Fprintf(&b, " %d>%s", p.ID, p.Raw)
			case segment.Standalone:
				fmt.Fprintf(&b, " %d=%s%q", p.ID, p.Type, p.Raw)
			}
		}
		if s.Verbatim {
			b.WriteString(" verbatim")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestSegments(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"paragraph on two lines", "One\ntwo  three.\n", `paragraph "One\ntwo  three.": "One two three."` + "\n"},
		{"headings", "## A *b* ## {#x .y}\n\nC\n===\n", `heading "A *b*": "A " 1<emphasis "b" 1>*` + "\n" + `heading "C": "C"` + "\n"},
		{"nested emphasis", "***a** b*, __c__ ~~d~~\n",
			`paragraph "***a** b*, __c__ ~~d~~": 1<emphasis 2<strong "a" 2>** " b" 1>* ", " 3<strong "c" 3>__ " " 4<strike "d" 4>~~` + "\n"},
		{"links", "[a](b.md \"t\") [c][r] [r] <https://x.example/> ![d](e.png) f\n\n[r]: g.md\n",
			`paragraph "[a](b.md \"t\") [c][r] [r] <https://x.example/> ![d](e.png) f": 1<link "a" 1>](b.md "t") " " 2<link "c" 2>][r] " " 3<link "r" 3>] " " 4=address"<https://x.example/>" " " 5<image "d" 5>](e.png) " f"` + "\n"},
		{"a picture that is a link", "[![a](b.png)](c.md) d\n", `paragraph "[![a](b.png)](c.md) d": 1<link 2<image "a" 2>](b.png) 1>](c.md) " d"` + "\n"},
		{"a picture alone", "![A *lock*](b.png)\n", `alt "A *lock*": "A " 2<emphasis "lock" 2>*` + "\n"},
		{"addresses with brackets", "[a](b(c)d.md) [e](<f g.md>) [h](i.md 'j)k')\n",
			`paragraph "[a](b(c)d.md) [e](<f g.md>) [h](i.md 'j)k')": 1<link "a" 1>](b(c)d.md) " " 2<link "e" 2>](<f g.md>) " " 3<link "h" 3>](i.md 'j)k')` + "\n"},
		{"facts, code, raw tags", "Call :fact[x], ``a`b``, 1<sup>st</sup> <!-- no -->\n",
			`paragraph "Call :fact[x], ` + "``a`b``" + `, 1<sup>st</sup> <!-- no -->": "Call " 1=fact":fact[x]" ", " 2=code"` + "``a`b``" + `" ", 1" 3=html"<sup>" "st" 4=html"</sup>" " " 5=html"<!-- no -->"` + "\n"},
		{"escapes and entities", "A \\* b &amp; &copy; &#39;\n", `paragraph "A \\* b &amp; &copy; &#39;": "A * b & © '"` + "\n"},
		{"breaks in a quotation", "> a  \n> b\\\n> c\n> d\n", `paragraph "a  \n> b\\\n> c\n> d": "a" 1=break"  \n> " "b" 2=break"\\\n> " "c d"` + "\n"},
		{"lists", "- a\n- [ ] b\n\n  c\n  1. d\n", `item "a": "a"` + "\n" + `item "b": "b"` + "\n" + `paragraph "c": "c"` + "\n" + `item "d": "d"` + "\n"},
		{"table", "| a | *b* |\n|---|---|\n| c \\| d | |\n", `cell "a": "a"` + "\n" + `cell "*b*": 1<emphasis "b" 1>*` + "\n" + `cell "c \\| d": "c | d"` + "\n"},
		{"terms", "a\n: b\n", `term "a": "a"` + "\n" + `description "b": "b"` + "\n"},
		{"directives", ":::tip[Good \\[x\\]]\nA.\n:::\n\n::message{id=pause}\n\n:::only{country=ca}\nB.\n:::\n",
			`label "Good \\[x\\]": "Good [x]"` + "\n" + `paragraph "A.": "A."` + "\n" + `paragraph "B.": "B."` + "\n"},
		{"footnotes stand where they are written", "A.[^1]\n\n[^1]: B.\n\nC.\n", `paragraph "A.[^1]": "A." 1=footnote"[^1]"` + "\n" + `paragraph "B.": "B."` + "\n" + `paragraph "C.": "C."` + "\n"},
		{"code", "```\nDear  sir,\n\n  pay!\n```\n", `code "Dear  sir,\n\n  pay!": "Dear  sir," 1=break"\n\n  " "pay!"` + "\n"},
		{"raw HTML", "<div>\nA &amp; <b>b</b>\n</div>\n", `html "<div>\nA &amp; <b>b</b>\n</div>": 1=html"<div>" " A & " 2=html"<b>" "b" 3=html"</b>" " " 4=html"</div>"` + "\n"},
		{"nothing to say", "---\n\n:fact[x]\n\n![](a.png)\n\n<!-- a -->\n\n::message{id=x}\n", ""},
		{"line ends of Windows", "A\r\nb\r\n\r\n- c\r\n", "paragraph \"A\\r\\nb\": \"A b\"\nitem \"c\": \"c\"\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := sliced(test.body, LayOut([]byte(test.body), Options{}).Segments); got != test.want {
				t.Errorf("got\n%swant\n%s", got, test.want)
			}
		})
	}
}

// TestSegmentsWriteBack replaces each segment of every page of the demo, and of a real site if it is there, by what
// Write makes of it: the body must read the same.
func TestSegmentsWriteBack(t *testing.T) {
	for _, root := range []string{"../../content", "../../../shared/corpora/login-gov/content"} {
		if _, err := os.Stat(root); err != nil {
			t.Logf("%s is not there, so not tested: %v", root, err)
			continue
		}
		err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(p) != ".md" {
				return err
			}
			b, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			_, body, ok := strings.Cut(string(b), "\n---\n")
			if !ok {
				body = string(b)
			}
			writeBack(t, p, body)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func writeBack(t *testing.T, name, body string) {
	want := LayOut([]byte(body), Options{}).Segments
	for i, s := range want {
		if s.Verbatim {
			t.Errorf("%s: the markup of %q was not understood", name, body[s.Start:s.End])
		}
		for care := segment.Bare; ; care++ {
			if care > segment.Everything {
				t.Errorf("%s: %q cannot be written back: %q", name, body[s.Start:s.End], segment.Write(s.Parts, s.Kind, segment.Everything))
				break
			}
			got := LayOut([]byte(body[:s.Start]+segment.Write(s.Parts, s.Kind, care)+body[s.End:]), Options{}).Segments
			if len(got) == len(want) && got[i].Kind == s.Kind && segment.SameParts(got[i].Parts, s.Parts) {
				break
			}
		}
	}
}

// FuzzSegments cuts any body up: no panic, and the segments lie in order within it, none in another.
func FuzzSegments(f *testing.F) {
	f.Add("# a *b* [c](d) :fact[e]\n\n- f\n  > g\n\n| h |\n|---|\n| `i` |\n\n:::tip[j]\nk\n:::\n[^1]\n\n[^1]: l\r\n<b>\nm")
	f.Add("***a** b* ~~~c~~ ![d ![e](f)](g \"h\") <i@j.example>\\\n`` k ` ``")
	f.Fuzz(func(t *testing.T, body string) {
		l := LayOut([]byte(body), Options{})
		at := 0
		for _, s := range l.Segments {
			if s.Start < at || s.End < s.Start || s.End > len(body) {
				t.Fatalf("a segment [%d:%d] after %d of %d bytes", s.Start, s.End, at, len(body))
			}
			at = s.End
			open := 0
			for _, p := range s.Parts {
				if p.Kind == segment.Open {
					open++
				} else if p.Kind == segment.Close {
					open--
				}
			}
			if open != 0 {
				t.Fatalf("markup does not nest in %q", body[s.Start:s.End])
			}
		}
		for _, b := range l.Blocks {
			if b.Start < 0 || b.End < b.Start || b.End > len(body) || b.From < 0 || b.To > len(l.Segments) || b.From > b.To {
				t.Fatalf("a block that cannot be: %+v of %d bytes and %d segments", b, len(body), len(l.Segments))
			}
		}
	})
}

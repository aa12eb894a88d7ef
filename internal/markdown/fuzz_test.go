package markdown

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"tocsin/internal/address"
)

func FuzzTypeset(f *testing.F) {
	for _, s := range []string{"« mot » : oui ?! « » :", "a:»", "«\u202f!\u00a0»: ;", "&amp; ;!?", "«: «» ; : !»", "a :!: ?;»"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, rule := range []Typography{Neutral, FrenchCanada, FrenchFrance} {
			once := Typeset(s, rule)
			if twice := Typeset(once, rule); twice != once {
				t.Errorf("rule %d on %q is not idempotent\n once %q\ntwice %q", rule, s, once, twice)
			}
			drop := func(s string) string {
				return strings.Map(func(r rune) rune {
					if isSpace(r) {
						return -1
					}
					return r
				}, s)
			}
			if drop(once) != drop(s) {
				t.Errorf("rule %d on %q changes more than spaces: %q", rule, s, once)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		string(page("fr")), "# a\n# a {#b}\n## b\n\nx\n===\n",
		":::only{country=ca}\n- a[^1]\n\n  :::tip[x]\n> ```\n:::\n[^1]: b\n\n    - c\n:::\n",
		"« [*a*: ![b](c)](d) » : <b>x<sup>y</sup></i> <script>z</script>\n\n<div><svg>a</svg>b</p>\n",
		"a\n: b\n:::note\n| a | `b\\|` |\n|--|:-:|\n:fact[x]: ::message{#y}\n::message{#y}\n", "- [x] a\n  - [ ] b\n1) c\n\n***\n&#0;&nbsp;\\<",
		"[a]: javascript:x 'y'\n[a] [b](ja\tva&#x09;script:) ![^1] ![a](//b)\n", "*a **b `c` d** e* ~~f~~\\\ng  \nh<br/>i",
		":::quiz[a]\nb\n\n- [x] c :fact[d]\n\n  e\n\n- [ ] f [g](h)\n\n  i\n:::\n", ":::only{country=ca}\n## a\n:::notes\nb[^1]\n:::\n:::\n## c\n\n[^1]: d\n",
	} {
		f.Add(s, uint8(1))
		f.Add(s, uint8(6))
	}
	f.Fuzz(func(t *testing.T, s string, mode uint8) {
		o := Options{File: "x.md", FirstLine: 1, Typography: Typography(mode % 3), Prefixed: mode&4 != 0}
		d, l := Parse([]byte(s), o)
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
		for _, x := range l {
			if x.Line < 1 || x.Line > len(lines) || x.Column < 1 || x.Column > utf8.RuneCountInString(lines[x.Line-1])+1 {
				t.Errorf("%q: %v lies outside the text", s, x)
			}
		}
		for _, x := range d.Links {
			if address.Is(x.Dest) == x.Address.IsZero() {
				t.Errorf("%q: link to %q", s, x.Dest)
			}
		}
		if err := wellFormed(d.Body, d, o.Prefixed); err != nil {
			t.Errorf("%q: %v\n%s", s, err, filled(d.Body))
		}
		for _, h := range d.Headings {
			if err := wellFormed(h.Content, d, false); err != nil {
				t.Errorf("%q: heading %q: %v\n%s", s, h.Text, err, filled(h.Content))
			}
		}
	})
}

// wellFormed checks a fragment's holes, and that its elements nest and its ids are unique.
func wellFormed(f Fragment, d *Document, prefixed bool) error {
	lists := map[HoleKind]int{LinkOpen: len(d.Links), LinkClose: len(d.Links), ImageAt: len(d.Images), FactAt: len(d.Facts),
		MessageAt: len(d.Messages), GuardOpen: len(d.Guards), GuardClose: len(d.Guards), NotesOpen: len(d.Notes), NotesClose: len(d.Notes), Prefix: 1, Label: len(Labels)}
	var open []int
	at := int32(0)
	for i, h := range f.Holes {
		if h.At < at || int(h.At) > len(f.HTML) || h.Index < 0 || int(h.Index) >= lists[h.Kind] || h.Kind == Prefix && !prefixed {
			return fmt.Errorf("hole %d is %+v", i, h)
		}
		at = h.At
		switch h.Kind {
		case LinkOpen, GuardOpen, NotesOpen:
			open = append(open, i)
		case LinkClose, GuardClose, NotesClose:
			if len(open) == 0 {
				return fmt.Errorf("hole %d closes nothing", i)
			}
			o := f.Holes[open[len(open)-1]]
			open = open[:len(open)-1]
			if o.Kind != h.Kind-1 || o.Index != h.Index || h.Kind != LinkClose && int(o.Skip) != i {
				return fmt.Errorf("hole %d %+v closes %+v", i, h, o)
			}
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("hole %d stays open", open[0])
	}
	return nests(markers(f))
}

// markers fills a fragment with elements where it may hold elements, so that their nesting is checked too.
func markers(f Fragment) string {
	var b strings.Builder
	at := 0
	for _, h := range f.Holes {
		b.WriteString(f.HTML[at:h.At])
		at = int(h.At)
		switch h.Kind {
		case LinkOpen:
			b.WriteString("<a>")
		case LinkClose:
			b.WriteString("</a>")
		case GuardOpen, NotesOpen:
			b.WriteString("<ins>")
		case GuardClose, NotesClose:
			b.WriteString("</ins>")
		case MessageAt:
			b.WriteString("<div></div>")
		case Prefix:
			b.WriteString("p-")
		case ImageAt:
			b.WriteString("<img>")
		default:
			b.WriteString("w")
		}
	}
	return b.String() + f.HTML[at:]
}

func nests(s string) error {
	z := html.NewTokenizer(strings.NewReader(s))
	var open []string
	ids := map[string]bool{}
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if len(open) > 0 {
				return fmt.Errorf("<%s> stays open", open[len(open)-1])
			}
			return nil
		}
		t := z.Token()
		for _, a := range t.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				return fmt.Errorf("attribute %s", a.Key)
			}
			if a.Key == "id" && ids[a.Val] {
				return fmt.Errorf("id %q is there twice", a.Val)
			}
			if a.Key == "id" {
				ids[a.Val] = true
			}
		}
		if !strings.Contains(" a aside b blockquote br code dd del details div dl dt em h2 h3 h4 h5 h6 hr img ins li ol p pre section span "+
			"strong sub summary sup table tbody td th thead tr ul ", " "+t.Data+" ") && t.Type != html.TextToken {
			return fmt.Errorf("<%s>", t.Data)
		}
		switch {
		case kind == html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != t.Data {
				return fmt.Errorf("</%s> in %v", t.Data, open)
			}
			open = open[:len(open)-1]
		case kind == html.StartTagToken && !strings.Contains(" br hr img ", " "+t.Data+" "):
			if t.Data == "a" && strings.Contains(" "+strings.Join(open, " ")+" ", " a ") {
				return fmt.Errorf("a link in a link")
			}
			if t.Data == "p" && strings.Contains(" "+strings.Join(open, " ")+" ", " p ") {
				return fmt.Errorf("a paragraph in a paragraph")
			}
			open = append(open, t.Data)
		}
	}
}

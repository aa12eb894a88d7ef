package markdown

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"tocsin/internal/diag"
)

// fill repeats a text up to a length in bytes.
func fill(s string, n int) string { return strings.Repeat(s, max(1, n/len(s))) }

// numbered repeats a text with its number for %[1]d, up to a length in bytes.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// grow repeats a text with ever more of another in it, up to a length in bytes.
func grow(n int, f func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(f(i))
	}
	return b.String()
}

// shapes are bodies of about n bytes that cost a reader of Markdown more than their length, if it is not careful. Most
// are from what people reported of goldmark, cmark, md4c, comrak, pulldown-cmark and Python-Markdown.
var shapes = []struct {
	name string
	text func(n int) string
	want string // the rule of the first error in 100 KB of it, "" for none
}{
	{"open brackets", func(n int) string { return fill("[", n) }, ""},
	{"closed brackets", func(n int) string { return fill("[", n/2) + fill("]", n/2) }, "limit"},
	{"closing brackets", func(n int) string { return fill("]", n) }, "limit"},
	{"brackets with a definition", func(n int) string { return "[x]: /foo\n\n" + fill("[", n/2) + fill("]", n/2) }, "limit"},
	{"brackets of images", func(n int) string { return fill("![", n) }, ""},
	{"brackets and parentheses", func(n int) string { return fill("[](", n) }, "limit"},
	{"links that never end", func(n int) string { return fill("[a](b", n) }, "limit"},
	{"links with angles that never end", func(n int) string { return fill("[a](<b", n) }, "limit"},
	{"links with titles that never end", func(n int) string { return fill("[a](b \"", n) }, "limit"},
	{"links in links", func(n int) string { return fill("[", n/4) + "a" + fill("](b)", n/2) }, "limit"},
	{"links within parentheses", func(n int) string { return "[a](" + fill("(", n) }, ""},
	{"labels", func(n int) string { return fill("[a][b]", n) }, "limit"},
	{"lines of labels", func(n int) string { return fill("][\n", n) }, "limit"},
	{"labels without end", func(n int) string { return "[" + fill("a ", n) + "]: b\n" }, ""},
	{"definitions", func(n int) string { return numbered("[%d]: x\n", n) }, ""},
	{"a definition again and again", func(n int) string { return fill("[a]: b\n", n) }, "limit"},
	{"definitions apart", func(n int) string { return numbered("[%d]: x\n\n", n) }, ""},
	{"definitions with long titles", func(n int) string { return fill("[a]: b '\n", n) }, ""},
	{"a definition with a long address, used", func(n int) string { return "[x]: /" + fill("x", n/2) + "\n\n" + fill("[x] ", n/2) }, "limit"},
	{"emphasis that never ends", func(n int) string { return fill("*a ", n) }, "limit"},
	{"emphasis that never begins", func(n int) string { return fill("a* ", n) }, "limit"},
	{"emphasis of two kinds", func(n int) string { return fill("*a_ ", n) }, "limit"},
	{"emphasis of all kinds", func(n int) string { return fill("*a_b*c_d**e_f*g**h*i_j**", n) }, "limit"},
	{"runs of stars", func(n int) string { return grow(n, func(i int) string { return strings.Repeat("*", i%300) + "a " }) }, ""},
	{"a run of stars", func(n int) string { return fill("*", n/2) + "a" + fill("*", n/2) }, "limit"},
	{"strikes", func(n int) string { return fill("~~a ~b ", n) }, "limit"},
	{"underscores in a word", func(n int) string { return fill("a_", n) }, "limit"},
	{"emphasis in paragraphs", func(n int) string { return fill("**a *b _c_\n\n", n) }, ""},
	{"runs of backticks", func(n int) string {
		return grow(n, func(i int) string { return strings.Repeat("`", i%500) + "a " })
	}, ""},
	{"escaped backticks", func(n int) string { return fill("\\``", n) }, "limit"},
	{"backticks that never end", func(n int) string { return fill("`a``", n) }, "limit"},
	{"angles", func(n int) string { return fill("<", n) }, ""},
	{"empty angles", func(n int) string { return fill("<>", n) }, ""},
	{"tags that never end", func(n int) string { return "x " + fill("<a b=\"", n) }, ""},
	{"tags", func(n int) string { return fill("<a>", n) }, ""},
	{"closed tags", func(n int) string { return fill("<b>", n/2) + fill("</b>", n/2) }, ""},
	{"tags in paragraphs", func(n int) string { return fill("x <b>y\n\n", n) }, ""},
	{"remarks that never end", func(n int) string { return "x " + fill("<!--", n) }, ""},
	{"instructions that never end", func(n int) string { return "x " + fill("<?", n) }, ""},
	{"declarations that never end", func(n int) string { return "x " + fill("<!A ", n) }, ""},
	{"sections that never end", func(n int) string { return "x " + fill("<![CDATA[", n) }, ""},
	{"blocks of HTML", func(n int) string { return fill("<div>\n\n", n) }, ""},
	{"blocks of HTML in one", func(n int) string { return "<div>\n" + fill("<div>\n", n) }, ""},
	{"addresses", func(n int) string { return fill("<http://a>", n) }, ""},
	{"addresses without marks", func(n int) string { return fill("http://a.b ", n) }, ""},
	{"an address without end", func(n int) string { return "http://" + fill("a.", n) }, ""},
	{"entities", func(n int) string { return fill("&amp;", n) }, ""},
	{"entities that never end", func(n int) string { return fill("&", n) }, ""},
	{"a number without end", func(n int) string { return "&#" + fill("1", n) + ";" }, ""},
	{"numbers of no character", func(n int) string { return fill("&#0;", n) }, ""},
	{"quotations on a line", func(n int) string { return fill("> ", n) + "a" }, "limit"},
	{"quotations in steps", func(n int) string { return grow(n, func(i int) string { return strings.Repeat(">", i%90) + " a\n" }) }, ""},
	{"quotations of lines", func(n int) string { return fill("> a\n", n) }, ""},
	{"quotations that are lazy", func(n int) string { return fill("> a\nb\n", n) }, ""},
	{"lists on a line", func(n int) string { return fill("- ", n) + "a" }, "limit"},
	{"lists on a line, many", func(n int) string { return fill(strings.Repeat("- ", 90)+"a\n", n) }, "limit"},
	{"lists by indentation", func(n int) string { return grow(n, func(i int) string { return strings.Repeat("  ", i%99) + "- a\n" }) }, ""},
	{"lists with blank lines", func(n int) string { return fill("- a\n\n\n", n) }, ""},
	{"numbered lists", func(n int) string { return fill("1. a\n2) b\n", n) }, ""},
	{"empty items", func(n int) string { return fill("-\n", n) }, ""},
	{"items with blank lines within", func(n int) string { return "- a\n" + fill("\n  b\n", n) }, ""},
	{"items of all marks", func(n int) string { return fill("- a\n* b\n+ c\n", n) }, ""},
	{"rules that are lists", func(n int) string { return fill("* * * * a\n", n) }, ""},
	{"rules without end", func(n int) string { return fill("* ", n) + "\n" }, ""},
	{"headings", func(n int) string { return fill("# a\n", n) }, ""},
	{"headings that are alike", func(n int) string { return fill("## a\n", n) }, ""},
	{"headings under lines", func(n int) string { return fill("a\n=\n", n) }, ""},
	{"a heading of many lines", func(n int) string { return fill("a\n", n) + "===\n" }, ""},
	{"a heading with signs", func(n int) string { return "## " + fill("# ", n) }, ""},
	{"attributes of headings", func(n int) string { return fill("## a {#b .c}\n", n) }, ""},
	{"attributes that never end", func(n int) string { return "## a " + fill("{a=", n) }, ""},
	{"blank lines", func(n int) string { return fill("\n", n) }, ""},
	{"spaces", func(n int) string { return "a" + fill(" ", n) + "b" }, ""},
	{"lines of spaces", func(n int) string { return fill("   \n", n) }, ""},
	{"lines that end with spaces", func(n int) string { return fill("a  \n", n) }, ""},
	{"tabs", func(n int) string { return fill("\t", n) + "a" }, ""},
	{"lists with tabs", func(n int) string { return fill("-\t", n) + "a" }, "limit"},
	{"one line", func(n int) string { return fill("word ", n) }, ""},
	{"one word", func(n int) string { return fill("a", n) }, ""},
	{"one paragraph", func(n int) string { return fill("word\n", n) }, ""},
	{"code by indentation", func(n int) string { return fill("    a\n", n) }, ""},
	{"code with blank lines", func(n int) string { return fill("    a\n\n\n", n) }, ""},
	{"fences that never end", func(n int) string { return fill("```\n", n) + "~~~" }, ""},
	{"fences in steps", func(n int) string { return grow(n, func(i int) string { return strings.Repeat("`", 3+i%200) + "\n" }) }, ""},
	{"a table of rows", func(n int) string { return "|a|\n|-|\n" + fill("|b|\n", n) }, ""},
	{"a table of columns", func(n int) string { return fill("a|", n/2) + "\n" + fill("-|", n/2) + "\n" }, "limit"},
	{"a table that fills up", func(n int) string { return fill("a|", 300) + "\n" + fill("-|", 300) + "\n" + fill("b\n", n) }, "limit"},
	{"tables", func(n int) string { return fill("a|b\n-|-\nc|d\n\n", n) }, ""},
	{"pipes in code in a table", func(n int) string { return "|a|\n|-|\n" + fill("|`b\\|c`|\n", n) }, "limit"},
	{"rows that are no table", func(n int) string { return fill("|a|b|\n", n) }, ""},
	{"lines under no table", func(n int) string { return fill("|-|\n", n) }, ""},
	{"footnotes", func(n int) string { return numbered("[^%[1]d]: a\n\n", n) }, "limit"},
	{"footnotes that are used", func(n int) string { return "[^a]: b\n\n" + fill("c[^a] ", n) }, "limit"},
	{"footnotes that there are not", func(n int) string { return fill("[^a]", n) }, "limit"},
	{"footnotes in footnotes", func(n int) string { return "[^a]\n\n" + fill("[^a]: ", n) }, "limit"},
	{"descriptions", func(n int) string { return fill("a\n: b\n\n", n) }, ""},
	{"descriptions in descriptions", func(n int) string { return "a\n" + fill(": ", n) + "b" }, ""},
	{"terms", func(n int) string { return fill("a\n", n) + ": b\n" }, ""},
	{"boxes", func(n int) string { return fill(":::note\n", n) }, "limit"},
	{"boxes one after the other", func(n int) string { return fill(":::note\na\n:::\n", n) }, ""},
	{"boxes in boxes", func(n int) string { return fill(strings.Repeat(":::note\n", 40)+"a\n"+strings.Repeat(":::\n", 40), n) }, ""},
	{"boxes that end again and again", func(n int) string { return fill(":::\n", n) }, ""},
	{"colons", func(n int) string { return fill(":", n) }, ""},
	{"lines in boxes", func(n int) string { return strings.Repeat(":::note\n", 49) + fill("::\n", n) }, ""},
	{"boxes for countries", func(n int) string { return fill(":::only{country=ca}\na\n:::\n", n) }, ""},
	{"boxes with attributes", func(n int) string { return ":::only{" + fill("a=b ", n) + "}\na\n:::\n" }, "directive-attribute"},
	{"labels of boxes", func(n int) string { return ":::note[" + fill("[", n) + "]\n:::\n" }, "directive-attribute"},
	{"facts", func(n int) string { return fill(":fact[a] ", n) }, "limit"},
	{"facts that never end", func(n int) string { return fill(":fact[", n) }, ""},
	{"messages", func(n int) string { return fill("::message{id=a}\n", n) }, ""},
	{"messages with attributes", func(n int) string { return "::message{" + fill("id=a ", n) + "}\n" }, "directive-attribute"},
	{"quizzes", func(n int) string { return fill(":::quiz[a]\n- [x] b\n- [ ] c\n:::\n", n) }, "quiz"},
	{"a quiz of answers", func(n int) string { return ":::quiz[a]\n" + fill("- [x] b\n", n) + ":::\n" }, "quiz"},
	{"tasks", func(n int) string { return fill("- [x] a\n", n) }, ""},
	{"escapes", func(n int) string { return fill("\\*", n) }, "limit"},
	{"backslashes", func(n int) string { return fill("\\", n) }, ""},
	{"lines with backslashes", func(n int) string { return fill("a\\\n", n) }, ""},
	{"NULs", func(n int) string { return fill("\x00", n) }, ""},
	{"carriage returns", func(n int) string { return fill("a\r", n) }, ""},
	{"what is no UTF-8", func(n int) string { return fill("\xff", n) }, ""},
	{"accents without end", func(n int) string { return "e" + fill("\u0301", n) }, ""},
	{"joiners", func(n int) string { return fill("👩\u200d", n) }, ""},
	{"marks of direction", func(n int) string { return fill("\u202ea", n) }, ""},
	{"quotation marks", func(n int) string { return fill("« a » : ! ", n) }, ""},
	{"no-break spaces", func(n int) string { return fill("10 % 5 $ n° 5 ", n) }, ""},
	{"dashes", func(n int) string { return fill("a -- b --- ", n) }, ""},
	{"images", func(n int) string { return fill("![a](b.png) ", n) }, "limit"},
	{"links", func(n int) string { return fill("[a](b.en.md) ", n) }, "limit"},
	{"links with marks", func(n int) string { return fill("[a](b)*c*", n) }, "limit"},
}

// Twice the text costs twice as much, or is told. What is allocated says so, since the time says more of the machine; in
// the long run larger bodies are read, in which what costs the square of its length would take minutes.
func TestShapes(t *testing.T) {
	size, long := 1500, os.Getenv("TOCSIN_QUALITY") != ""
	if long {
		size = 50_000
	}
	used := func(f func()) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	dear := func(a, b uint64, twice []byte) bool { return b > 3*a+128<<10 || b > 6000*uint64(len(twice)) }
	for _, s := range shapes {
		once, twice := []byte(s.text(size)), []byte(s.text(2*size))
		var l diag.List
		for what, read := range map[string]func([]byte){
			"Parse":  func(b []byte) { _, l = Parse(b, Options{}) },
			"LayOut": func(b []byte) { LayOut(b, Options{}) },
		} {
			read(once) // what is made once and kept is not its cost
			a, b := used(func() { read(once) }), used(func() { read(twice) })
			for try := 0; try < 3 && dear(a, b, twice); try++ { // the collector empties what is kept for the next one
				read(twice)
				b = min(b, used(func() { read(twice) }))
			}
			if dear(a, b, twice) {
				t.Errorf("%s: %s allocates %d KB for %d bytes, and %d KB for %d", s.name, what, a>>10, len(once), b>>10, len(twice))
			}
		}
		if !long {
			continue // a limit may be above the length
		}
		got := ""
		for _, d := range l {
			if d.Severity == diag.Error && got == "" {
				got = d.Rule
			}
		}
		if got != s.want {
			t.Errorf("%s: %q is told, want %q", s.name, got, s.want)
		}
	}
}

package source

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"tocsin/internal/rule"
)

// repeat repeats a text up to a length in bytes.
func repeat(s string, n int) string { return strings.Repeat(s, n/len(s)) }

// count repeats a text with its number for %d, up to a length in bytes.
func count(format string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// bomb is YAML of about n bytes, a group of keys, that is to cost those who read it more than its length.
type bomb struct {
	name string
	text func(n int) string
	want string // the rule that is told first where any key may stand; "" where it is text like any other
}

// bombs are told, or are read as what they are, within the same bounds wherever a campaign has YAML.
var bombs = []bomb{
	{"one key again and again", func(n int) string { return repeat("title: a\n", n) }, "repeated-key"},
	{"keys without values again and again", func(n int) string { return repeat("a:\n", n) }, "repeated-key"},
	{"one key again and again in braces", func(n int) string { return "a: {" + repeat("b: c, ", n) + "}\n" }, "repeated-key"},
	{"items of a group in braces again and again", func(n int) string { return "a: {" + repeat("b,", n) + "}\n" }, "repeated-key"},
	{"a key again in quotes", func(n int) string { return "a: {" + repeat("'b': c, \"b\": c, ", n) + "}\n" }, "repeated-key"},
	{"complex keys", func(n int) string { return repeat("? [a]\n: b\n", n) }, "yaml"},
	{"different keys", func(n int) string { return count("k%d: a\n", n) }, ""},
	{"different keys in braces", func(n int) string { return "a: {" + count("%d,", n) + "}\n" }, ""},
	{"items of a list", func(n int) string { return "a:\n" + repeat("- \n", n) }, ""},
	{"items in brackets", func(n int) string { return "a: [" + repeat("b,", n) + "]\n" }, ""},
	{"empty lists in a list", func(n int) string { return "a: [" + repeat("[],", n) + "]\n" }, ""},
	{"pairs in a list", func(n int) string { return "a: [" + repeat("b: c,", n) + "]\n" }, ""},
	{"commas alone", func(n int) string { return "a: [" + repeat(",", n) + "]\n" }, "yaml"},
	{"open brackets", func(n int) string { return "a: " + repeat("[", n) + "\n" }, "yaml"},
	{"open braces", func(n int) string { return "a: " + repeat("{b: ", n) + "\n" }, "yaml"},
	{"closed brackets", func(n int) string { return "a: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "\n" }, "limit"},
	{"levels in lines", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String()
	}, "limit"},
	{"lists on one line", func(n int) string { return "a:\n" + strings.Repeat("- ", 9000) + "b\n" }, "limit"},
	{"aliases that multiply", func(int) string {
		var b strings.Builder
		b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
		for i := 1; i < 10; i++ {
			alias := fmt.Sprintf("*a%d, ", i-1)
			fmt.Fprintf(&b, "a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(alias, 9), i-1)
		}
		return b.String()
	}, "limit"},
	{"aliases that multiply keys", func(int) string {
		var b strings.Builder
		b.WriteString("a0: &a0 {x: 1, y: 2}\n")
		for i := 1; i < 24; i++ {
			fmt.Fprintf(&b, "a%d: &a%d {x: *a%d, y: *a%d}\n", i, i, i-1, i-1)
		}
		return b.String()
	}, "limit"},
	{"merges that multiply", func(n int) string {
		return "a: &a {" + count("k%d: 1, ", n/4) + "}\n" + count("b%d: {<<: *a}\n", n/2)
	}, "limit"},
	{"merges in a chain", func(n int) string {
		var b strings.Builder
		b.WriteString("a0: &a0 {x: 1}\n")
		for i := 1; b.Len() < n; i++ {
			fmt.Fprintf(&b, "a%d: &a%d {<<: *a%d, k%d: 1}\n", i, i, i-1, i)
		}
		return b.String()
	}, "limit"},
	{"a merge again and again", func(n int) string { return "a: &a {b: c}\n" + repeat("<<: *a\n", n) }, "limit"},
	{"a merge of many", func(n int) string { return "a: &a {b: c}\n<<: [" + repeat("*a,", n) + "]\n" }, "limit"},
	{"a large value in many places", func(n int) string {
		return "a: &a \"" + repeat("b", n/2) + "\"\nc: [" + repeat("*a,", n/2) + "]\n"
	}, "limit"},
	{"an alias within what it stands for", func(int) string { return "a: &a {b: *a}\n" }, "limit"},
	{"anchors without end", func(n int) string { return "a:\n" + count("- &a%d b\n", n) }, ""},
	{"tags without end", func(n int) string { return "a:\n" + repeat("- !a b\n", n) }, ""},
	{"a tag without end", func(n int) string { return "a: !" + repeat("b", n) + " c\n" }, ""},
	{"lines that begin with %", func(n int) string { return count("%%TAG !t%d! tag:x,2026:\n", n) + "---\na: b\n" }, "yaml"},
	{"a number without end", func(n int) string { return "a: 1" + repeat("0", n) + "\n" }, ""},
	{"a number of underscores", func(n int) string { return "a: 1" + repeat("_", n) + "\n" }, ""},
	{"a key without end", func(n int) string { return "a: {? " + repeat("b", n) + " : c}\n" }, ""},
	{"escapes", func(n int) string { return "a: \"" + repeat(`\u0041`, n) + "\"\n" }, ""},
	{"remarks", func(n int) string { return "a:\n" + repeat("# b\n- c\n", n) }, ""},
	{"remarks on the line", func(n int) string { return count("k%d: b # c\n", n) }, ""},
	{"documents", func(n int) string { return "a: b\n" + repeat("--- a\n", n) }, "yaml"},
	{"an address in base 64", func(n int) string { return "a: !!binary " + repeat("aaaa", n) + "\n" }, ""},
}

// A key that stands thousands of times is told a hundred times, and that there are more, at the line of the first that
// is not told.
func TestManyProblems(t *testing.T) {
	for name, text := range map[string]string{
		"params": "---\ntitle: X\nparams:\n" + strings.Repeat("  title: a\n", 5000) + "---\n",
		"keys":   "---\ntitle: X\na: a\n" + strings.Repeat("title: a\n", 5000) + "---\n",
	} {
		_, l := loadTexts(map[string]string{"content/x.en.md": text})
		if len(l) != maxProblems+1 {
			t.Fatalf("%s: %d problems are told", name, len(l))
		}
		if last := l.Sorted()[maxProblems]; last.ID != rule.LimitProblems || last.Line != 4+maxProblems && last.Line != 3+maxProblems {
			t.Errorf("%s: the last is %v", name, last)
		}
	}
}

// Each name of a list may become a page.
func TestManyNames(t *testing.T) {
	for n, want := range map[int][]string{maxNames: nil, maxNames + 1: {"content/x.en.md:1004:3 limit"}} {
		_, l := loadTexts(map[string]string{"content/x.en.md": "---\ntitle: X\ntopics:\n" + strings.Repeat("- a\n", n) + "---\n"})
		expect(t, fmt.Sprint(n), l, want...)
	}
}

// Where a campaign has YAML, each with what stands before a group of keys there.
var places = []struct {
	file, before, indent, after string
	free                        bool // any key may stand there
}{
	{"content/x.en.md", "---\n", "", "---\nWords\n", false},
	{"content/x.en.md", "---\ntitle: X\nparams:\n  z: z\n", "  ", "---\nWords\n", true},
	{ConfigFile, config, "", "", false},
	{"content/facts/ca.yaml", "", "", "", false},
	{"i18n/en.yaml", "", "", "", false},
	{GlossaryFile, "", "", "", false},
}

// Nothing that a campaign may hold as YAML costs more than 200 MB to read, or the square of its length in problems, and
// every problem lies in the file. What is allocated says so, since the time that it takes says more of the machine. In
// the short run each bomb is small and lies in one place; 1 MB of each in every place takes a minute.
func TestBombs(t *testing.T) {
	most, size, all := uint64(60<<20), 30<<10, os.Getenv("TOCSIN_QUALITY") != ""
	if all {
		most, size = 200<<20, 1<<20-200
	}
	for i, b := range bombs {
		for j, p := range places {
			if !all && j != i%len(places) && !p.free {
				continue
			}
			text := b.text(size)
			if p.indent != "" {
				text = p.indent + strings.TrimSuffix(strings.ReplaceAll(text, "\n", "\n"+p.indent), p.indent)
			}
			fsys := campaign(map[string]string{p.file: p.before + text + p.after})
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, l := Load(fsys, fstest.MapFS{})
			runtime.ReadMemStats(&after)
			name := fmt.Sprintf("%s in %s after %q", b.name, p.file, p.before)
			if used := after.TotalAlloc - before.TotalAlloc; used > most {
				t.Errorf("%s: %d KB of YAML cost %d MB", name, len(text)>>10, used>>20)
			}
			if len(l) > maxProblems+10 {
				t.Errorf("%s: %d problems are told", name, len(l))
			}
			lines := strings.Count(p.before+text+p.after, "\n") + 1
			for _, d := range l {
				if d.File != p.file || d.Line < 1 || d.Line > lines || d.Column < 1 {
					t.Errorf("%s: told outside of the file: %v", name, d)
				}
			}
			if all || !p.free { // longer ones may pass another limit first
				continue
			}
			got := ""
			if first := l.Sorted(); len(first) > 0 {
				got = first[0].Rule
			}
			if got != b.want {
				t.Errorf("%s: %q is told, want %q", name, got, b.want)
			}
		}
	}
}

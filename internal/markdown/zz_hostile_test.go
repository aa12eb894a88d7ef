package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func rep(s string, n int) string { return strings.Repeat(s, n/len(s)) }
func TestZZ(t *testing.T) {
	var ticks strings.Builder
	for i := 1; ticks.Len() < 2000000; i++ {
		ticks.WriteString(strings.Repeat("`", i) + "a ")
	}
	para := func(p string, n int) string {
		var b strings.Builder
		for b.Len() < n {
			b.WriteString(p[:len(p)])
			b.WriteString("\n\n")
		}
		return b.String()
	}
	cases := map[string]func(n int) string{
		"[":           func(n int) string { return rep("[", n) },
		"[a](":        func(n int) string { return rep("[a](", n) },
		"*a_":         func(n int) string { return rep("*a_", n) },
		"*a_ paras":   func(n int) string { return para(rep("*a_", 7000), n) },
		"*a_ paras2":  func(n int) string { return para(rep("*a_ ", 6500)+"x", n) },
		"[a]( paras":  func(n int) string { return para(rep("[a](", 11000), n) },
		"[a]x( paras": func(n int) string { return para(rep("[a](", 2000)+rep("x", 50000), n) },
		"[[]] paras":  func(n int) string { return para(rep("[", 4000)+rep("]", 4000), n) },
		"*a **a":      func(n int) string { return rep("*a **a ", n) },
		"`runs":       func(n int) string { return ticks.String()[:n] },
		"<":           func(n int) string { return rep("<", n) },
		"<a ":         func(n int) string { return rep("<a ", n) },
		"<a b='":      func(n int) string { return rep("<a b='x ", n) },
		"<a href=''":  func(n int) string { return rep("<a b='x' ", n) },
		"<!-- ":       func(n int) string { return rep("a <!-- ", n) },
		"![":          func(n int) string { return rep("![", n) },
		"[[]]":        func(n int) string { return rep("[", n/2) + rep("]", n/2) },
		"[a]]":        func(n int) string { return rep("[a](b)", n/2) + rep("]", n/2) },
		"nestedimg":   func(n int) string { return rep("![", n/3) + "x" + rep("](y)", n/2) },
		"[^1]":        func(n int) string { return "[^1]: x\n\n" + rep("[^1]", n) },
		"[^1]g":       func(n int) string { return "[^1]: x\n\n" + rep(":::only{country=a}\n[^1]\n:::\n", n) },
		"manyfn": func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				fmt.Fprintf(&b, "[^%d] ", i)
			}
			b.WriteString("\n\n")
			for i := 0; i < 999; i++ {
				fmt.Fprintf(&b, "[^%d]: x\n", i)
			}
			return b.String()[:min(b.Len(), 1<<20)]
		},
		"manyfn2": func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n; i++ {
				fmt.Fprintf(&b, "[^%d]\n\n", 999-i%999)
			}
			for i := 0; i < 999; i++ {
				fmt.Fprintf(&b, "[^%d]: x\n", i)
			}
			return b.String()[b.Len()-min(b.Len(), 1<<20):]
		},
		"refs": func(n int) string {
			var b strings.Builder
			for i := 0; b.Len() < n-20; i++ {
				fmt.Fprintf(&b, "[r%d]: x\n", i)
			}
			return b.String()
		},
		"reftitle":   func(n int) string { return rep("[a]: b 'c\n", n) },
		"reftitle2":  func(n int) string { return rep("[a]: b\n'c\n", n) },
		"refs many":  func(n int) string { return rep("[a]: b\n", n) },
		"pipes":      func(n int) string { return rep("a|", n/2) + "\n" + rep("-|", n/2) + "\n" },
		"rows":       func(n int) string { return rep("a|", 400) + "\n" + rep("-|", 400) + "\n" + rep("a\n", n) },
		"tables":     func(n int) string { return rep(rep("a|", 400)+"\n"+rep("-|", 400)+"\n"+rep("a\n", 480)+"\n", n) },
		"codes":      func(n int) string { return "|a|\n|-|\n" + rep("|`a\\|b`|\n", n) + "\n" },
		"codes3":     func(n int) string { return rep("|a|\n|-|\n"+rep("|`a\\|b`|\n", 9*900)+"\n"+rep("a\n", 2000), n) },
		"delims":     func(n int) string { return rep("|-|\n", n) },
		"delims2":    func(n int) string { return "a|b\n" + rep("-|-\n", n) },
		"nestem":     func(n int) string { return rep("*a **a ", n/2) + rep("b** b*", n/2) },
		"nestem2":    func(n int) string { return rep("*", n/2) + "a" + rep("*", n/2) },
		"&":          func(n int) string { return rep("&a", n) },
		"&amp":       func(n int) string { return rep("&amp;", n) },
		"lines":      func(n int) string { return rep("a\n", n) },
		"setext":     func(n int) string { return rep("a\n=\n", n) },
		"heads{":     func(n int) string { return "# " + rep("{a=", n-9) + "}" },
		"heads{2":    func(n int) string { return "# " + rep("{a=b ", n-9) + "}" },
		"heads{3":    func(n int) string { return "# " + rep("{a='{", n-9) + "}" },
		"heads{4":    func(n int) string { return "# " + rep("{a=b}", n-9) },
		"heads":      func(n int) string { return rep("# a\n", n) },
		"deflist":    func(n int) string { return rep("a\n: b\n", n) },
		"deflist2":   func(n int) string { return rep("a\n", n-10) + ": b\n" },
		"quote lazy": func(n int) string { return strings.Repeat("> ", 90) + "a\n" + rep("a\n", n-300) },
		"lists90": func(n int) string {
			var b strings.Builder
			for i := 0; i < 90; i++ {
				b.WriteString(strings.Repeat("  ", i) + "- a\n")
			}
			for b.Len() < n-300 {
				b.WriteString(strings.Repeat("  ", 90) + "b\n\n")
			}
			return b.String()
		},
		"lists99b": func(n int) string { return rep(strings.Repeat("- ", 99)+"a\n", n) },
		"lists99c": func(n int) string { return strings.Repeat("- ", 99) + rep("a\n", n-300) },
		"lists99d": func(n int) string { return strings.Repeat("- ", 99) + rep("\n", n-300) },
		"lists99e": func(n int) string {
			var b strings.Builder
			for b.Len() < n-40000 {
				for i := 0; i < 99; i++ {
					b.WriteString(strings.Repeat(" ", 2*i) + "-\n")
				}
			}
			return b.String()
		},
		"quotes99b":   func(n int) string { return rep(strings.Repeat("> ", 99)+"a\n", n) },
		"quotes99c":   func(n int) string { return rep(strings.Repeat(">", 99)+"a\n\n", n) },
		"quotes99d":   func(n int) string { return rep(strings.Repeat(">", 99)+"\n", n) },
		"items":       func(n int) string { return rep("- a\n", n) },
		"itemsloose":  func(n int) string { return rep("- a\n\n", n) },
		"](((":        func(n int) string { return rep("[a]("+"(", n) },
		"link title":  func(n int) string { return rep("[a](b \"", n) },
		"links":       func(n int) string { return rep("[a](b) ", n) },
		"autolinks":   func(n int) string { return rep("<http://a> ", n) },
		"script tags": func(n int) string { return rep("<b>x</b> ", n) },
		"sup":         func(n int) string { return rep("<sup>", n/2) + rep("</sub></sup>", n/2) },
		"sup2":        func(n int) string { return rep("*<sup>*", n) },
		"html":        func(n int) string { return rep("<div>\n\n", n) },
		"htmlbig":     func(n int) string { return "<div>\n" + rep("<p>a\n", n-20) },
		"html2":       func(n int) string { return "<div>\n" + rep("<script>\n", n-20) },
		"html3":       func(n int) string { return rep("<script>\n", n-20) },
		"html4":       func(n int) string { return rep("<svg>\n\n", n-20) },
		"cont":        func(n int) string { return rep(":::note\n", n) },
		"cont49":      func(n int) string { return rep(":::note\n", 49*8) + rep("::\n", n-500) },
		"cont49b":     func(n int) string { return rep("::::note\n", 49*9) + rep(":::\n", n-500) },
		"contmany":    func(n int) string { return rep(":::note\n:::\n", n) },
		"guards":      func(n int) string { return rep(":::only{country=ca}\n:::\n", n) },
		"guards2":     func(n int) string { return rep(":::only{country=ca}\n", 20*49) + rep("[a](b)\n\n", n-2000) },
		"label[":      func(n int) string { return ":::note" + rep("[", n-9) },
		"attr":        func(n int) string { return ":::note{" + rep("a=b ", n-9) + "}" },
		"fact":        func(n int) string { return rep(":fact[a]", n) },
		"fact{":       func(n int) string { return rep(":fact{", n) },
		"fact[":       func(n int) string { return rep(":fact[", n) },
		"fact[]":      func(n int) string { return rep(":fact[a]{b=c} ", n) },
		"colons":      func(n int) string { return rep(":", n) },
		"«»":          func(n int) string { return rep("« a » : ; ! ? ", n) },
		"««":          func(n int) string { return rep("«", n) },
		"«em":         func(n int) string { return rep("« *a* : ", 9000) },
		"head«":       func(n int) string { return "# " + rep("a: « b » ", n-3) },
		"alt":         func(n int) string { return rep("![a](b)", n) },
		"hardbreak":   func(n int) string { return rep("a\\\n", n) },
		"\\":          func(n int) string { return rep("\\", n) },
		"tabs":        func(n int) string { return rep("\t", n) },
		"tab list":    func(n int) string { return "- a\n" + rep("\t- \t", n) },
		"CR":          func(n int) string { return rep("\r", n) },
		"NUL":         func(n int) string { return rep("\x00", n/3) },
		"~":           func(n int) string { return rep("~a ~~b", n) },
	}
	for name, f := range cases {
		for _, n := range []int{100000, 1 << 20} {
			src := f(n)
			s := time.Now()
			d, l := Parse([]byte(src), Options{Typography: FrenchFrance})
			e := time.Since(s)
			if e > 400*time.Millisecond {
				lim := ""
				for _, x := range l {
					if x.Rule == "limit" {
						lim = x.Message
						break
					}
				}
				fmt.Printf("%-12s %8d %v %d diags %d html %s\n", name, len(src), e, len(l), len(d.Body.HTML), lim)
			}
		}
	}
}

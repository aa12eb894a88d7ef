package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// A hostile body must be refused, or read at about the cost of its length. Nothing here looks at a clock: before there
// were limits, most of these ran for minutes, and go test would end them.
func TestLimits(t *testing.T) {
	lines := func(n int, f func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	indented := func(mark string) string {
		return lines(300, func(i int) string { return strings.Repeat(" ", i*len(mark)) + mark + "a\n" })
	}
	for _, c := range []struct{ name, in, told string }{
		{"size", strings.Repeat("a\n", 600_000), "524289:1 limit\n"},
		{"list by indentation", indented("- "), "101:201 limit\n"},
		{"numbers by indentation", indented("1. "), "101:301 limit\n"},
		{"list on a line", "x\n\n" + strings.Repeat("- ", 5000) + "a", "3:201 limit\n"},
		{"quotes on a line", strings.Repeat("> ", 5000) + "a", "1:201 limit\n"},
		{"quotes without spaces", strings.Repeat(">", 5000), "1:101 limit\n"},
		{"footnotes on a line", "[^a]\n\n" + strings.Repeat("[^a]: ", 200) + "a", "3:601 limit\n"},
		{"a hundred levels", strings.Repeat("> ", 100) + "a", ""},
		{"fenced", "```\n" + strings.Repeat("> ", 5000) + "\n" + indented("- ") + "```\n", ""},
		{"containers", strings.Repeat(":::note\n", 51) + strings.Repeat(":::\n", 51), "51:1 limit\n"},
		{"fifty containers", strings.Repeat(":::note\n", 50) + strings.Repeat(":::\n", 50), ""},
		{"lines in containers", strings.Repeat(":::note\n", 49) + strings.Repeat("::\n", 300_000), "40842:1 limit\n"},
		{"brackets", strings.Repeat("[", 100_000), ""},
		{"images", strings.Repeat("![", 50_000), ""},
		{"angles", strings.Repeat("<", 100_000), ""},
		{"links", strings.Repeat("[a](", 25_000), "1:1 limit\n"},
		{"closing brackets", strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000), "1:1 limit\n"},
		{"emphasis", "x\n\n" + strings.Repeat("*a_", 30_000), "3:1 limit\n"},
		{"paragraphs of emphasis", strings.Repeat(strings.Repeat("*a_", 2000)+"\n\n", 100), "11:1 limit\n"},
		{"backticks", lines(400, func(i int) string { return strings.Repeat("`", i) + "a " }), ""},
		{"deep emphasis", strings.Repeat("*", 20_000) + "a" + strings.Repeat("*", 20_000), "1:1 limit\n"},
		{"heading", "# " + strings.Repeat("*a_", 30_000), "1:1 limit\n1:1 heading-level\n"},
		{"heading attributes", "## " + strings.Repeat("{a=", 30_000) + "}", ""},
		{"columns", strings.Repeat("a|", 4000) + "\n" + strings.Repeat("-|", 4000) + "\n", "1:1 limit\n"},
		{"cells", strings.Repeat("a|", 200) + "\n" + strings.Repeat("-|", 200) + "\n" + strings.Repeat("a\n", 2000), "1:1 limit\n"},
		{"pipes", "|a|\n|-|\n" + strings.Repeat("|`a\\|b`|\n", 2000), "1:1 limit\n"},
		{"a great table", "|a|b|\n|-|-|\n" + strings.Repeat("|[a](b) *c*|`d`|\n", 5000), ""},
		{"footnotes", lines(1200, func(i int) string { return fmt.Sprintf("[^%d]: x\n", i) }), "1001:1 limit\n"},
		{"definitions", lines(10_000, func(i int) string { return fmt.Sprintf("[%d]: x\n", i) }), ""},
		{"more definitions", strings.Repeat("[a]: b\n", 100_000), "1:1 limit\n"},
		{"facts", strings.Repeat(":fact[", 20_000), ""},
		{"same headings", strings.Repeat("## a\n", 20_000), ""},
	} {
		d, l := Parse([]byte(c.in), Options{})
		if got := told(l); got != c.told {
			t.Errorf("%s: told %.200q\nwant %q", c.name, got, c.told)
		}
		if d == nil {
			t.Errorf("%s: no document", c.name)
		}
	}
}

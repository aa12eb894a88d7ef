package source

import "testing"

// What turns the order of a line is found, written as itself or in an escape; what languages write with is not.
func TestDirections(t *testing.T) {
	for _, c := range []struct {
		line string
		at   int
		name string
	}{
		{"Report \u202egpj.exe", 8, "U+202E"},
		{"a\u202db\u202c", 2, "U+202D"},
		{"\u202aa\u202c", 1, "U+202A"},
		{"é\u202ba\u202c", 2, "U+202B"},
		{"one \u2067two", 5, "U+2067"},
		{"\u2066a\u2069 \u2068b", 5, "U+2068"},
		{`title: "a \u202E b"`, 11, `\u202E`},
		{`title: "a \U0000202d b"`, 11, `\U0000202d`},
		{"a &#x202e; b", 3, "&#x202e;"},
		{"a &#8238; b", 3, "&#8238;"},
		{"a \u2067b\u2069 c", 0, ""},
		{"\u2066a \u2067b\u2069 c\u2069", 0, ""},
		{"שלום\u200f, מה שלומך?\u200f", 0, ""},
		{"می\u200cخواهم \u061c(1)", 0, ""},
		{"“quotes” – and … ‘more’ € ", 0, ""},
		{"👩\u200d💻 क्\u200dष", 0, ""},
		{"October 5, 2026; 202-555-0199 &#233; \\u00e9", 0, ""},
	} {
		r := &reader{file: "a.md"}
		r.directions([]byte("first\n" + c.line + "\nlast\n"))
		switch {
		case c.at == 0 && len(r.diags) > 0, c.at > 0 && len(r.diags) != 1:
			t.Errorf("%q: told %v", c.line, r.diags)
		case c.at > 0 && (r.diags[0].Line != 2 || r.diags[0].Column != c.at || r.diags[0].Rule != "direction"):
			t.Errorf("%q: told %v, want column %d", c.line, r.diags[0], c.at)
		}
		if at, name := turned(c.line); c.at > 0 && at > 0 && name != c.name {
			t.Errorf("%q: %s, want %s", c.line, name, c.name)
		}
	}
}

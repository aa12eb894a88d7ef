package source

import (
	"bytes"
	"fmt"
	"regexp"
	"unicode/utf8"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// turning are the embeddings and overrides of Unicode's bidirectional algorithm in the escapes of YAML and of HTML.
var turning = regexp.MustCompile(`(?i)\\u(?:0000)?202[abde]|&#x0*202[abde];|&#0*(?:8234|8235|8237|8238);`)

// isolating are the openings of isolates in those escapes, and ending what ends one.
var (
	isolating = regexp.MustCompile(`(?i)\\u(?:0000)?206[678]|&#x0*206[678];|&#0*829[456];`)
	ending    = regexp.MustCompile(`(?i)\\u(?:0000)?2069|&#x0*2069;|&#0*8297;`)
)

// directions tells of the invisible characters that turn the order in which a text is seen: a file that ends in gpj.exe
// then seems to end in exe.jpg, and an address or a number says something else than it shows. Of isolates (U+2066 to
// U+2069) those that end within their line are right: they keep the order of what stands round them.
func (r *reader) directions(text []byte) {
	line := 0
	for raw := range bytes.Lines(text) {
		line++
		at, what := 0, ""
		if bytes.IndexByte(raw, 0xE2) >= 0 { // the first byte of all of them
			at, what = turned(string(raw))
		}
		if at == 0 && (bytes.Contains(raw, []byte("20")) || bytes.Contains(raw, []byte("&#"))) {
			m := turning.FindIndex(raw)
			if open := isolating.FindAllIndex(raw, -1); m == nil && len(open) > len(ending.FindAll(raw, -1)) {
				m = open[0]
			}
			if m != nil {
				at, what = utf8.RuneCount(raw[:m[0]])+1, string(raw[m[0]:m[1]])
			}
		}
		if at > 0 {
			r.diags.Add(diag.Pos{File: r.file, Line: line, Column: at}, rule.Direction, "char", what)
		}
	}
}

// turned returns the column and the name of the first character in a line that turns its order; 0 for none.
func turned(line string) (column int, name string) {
	var open []int // columns of isolates that have not ended
	var names []string
	n := 0
	for _, c := range line {
		n++
		switch c {
		case 0x202A, 0x202B, 0x202D, 0x202E: // embeddings and overrides
			return n, fmt.Sprintf("U+%04X", c)
		case 0x2066, 0x2067, 0x2068:
			open, names = append(open, n), append(names, fmt.Sprintf("U+%04X", c))
		case 0x2069:
			if len(open) > 0 {
				open, names = open[:len(open)-1], names[:len(names)-1]
			}
		}
	}
	if len(open) > 0 {
		return open[0], names[0]
	}
	return 0, ""
}

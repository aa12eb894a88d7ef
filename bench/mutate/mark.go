package main

import (
	"fmt"
	"strings"
)

// mark says of a mutant that it changes nothing which anybody could see. It names no line's number, so that it lives as
// long as the line does.
type mark struct {
	fn, text, change, why string
	used                  bool
}

type marks []mark

// readMarks reads blocks of four lines (in, line, change, why), with an empty line between them; a line that begins
// with # is a comment.
func readMarks(text string) (marks, error) {
	var out marks
	for block := range strings.SplitSeq(text, "\n\n") {
		var m mark
		fields := map[string]*string{"in": &m.fn, "line": &m.text, "change": &m.change, "why": &m.why}
		for line := range strings.Lines(block) {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' {
				continue
			}
			key, value, _ := strings.Cut(line, ": ")
			field := fields[key]
			if field == nil || *field != "" {
				return nil, fmt.Errorf("equivalent.txt: a block has in, line, change and why, once each: %s", line)
			}
			*field = value
		}
		if m == (mark{}) {
			continue
		}
		if m.fn == "" || m.text == "" || m.change == "" || m.why == "" {
			return nil, fmt.Errorf("equivalent.txt: a block has in, line, change and why, once each: %s", block)
		}
		out = append(out, m)
	}
	return out, nil
}

// covers reports whether the mutant is marked, and remembers that the mark was of use.
func (l marks) covers(m mutant) bool {
	for i := range l {
		if l[i].fn == m.fn && l[i].text == m.text && l[i].change == m.change {
			l[i].used = true
			return true
		}
	}
	return false
}

// unused lists the marks that no mutant answers to.
func (l marks) unused() []string {
	var out []string
	for _, m := range l {
		if !m.used {
			out = append(out, fmt.Sprintf("in %s: %s (%s)", m.fn, m.text, m.change))
		}
	}
	return out
}

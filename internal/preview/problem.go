package preview

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"tocsin/internal/diag"
	catalogue "tocsin/internal/words"
)

// problem is a diagnostic as the browser gets it.
type problem struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	Excerpt  []line `json:"excerpt,omitempty"` // the lines round it
}

// line is a line of a file with its number.
type line struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

func problemOf(d diag.Diagnostic) problem {
	message, hint := d.Apart(catalogue.In("en"))
	return problem{File: d.File, Line: d.Line, Column: d.Column, Severity: d.Severity.String(), Rule: d.Rule, Message: message, Hint: hint}
}

// maxProblems bounds what an overlay shows: nobody reads more, and a broken template may give thousands.
const maxProblems = 20

// problems returns the errors of a list with the lines that they stand on.
func (s *Server) problems(l diag.List) []problem {
	out := []problem{}
	for _, d := range l {
		if d.Severity != diag.Error {
			continue
		}
		if len(out) == maxProblems {
			break
		}
		p := problemOf(d)
		p.Excerpt = s.excerpt(d.Pos)
		out = append(out, p)
	}
	return out
}

// excerpt reads the lines round a place, as the file is now: it may be one that the newest state could not read.
func (s *Server) excerpt(at diag.Pos) []line {
	if at.Line == 0 {
		return nil
	}
	text, err := s.live.Load().Src.ReadFile(at.File)
	if err != nil {
		return nil
	}
	var out []line
	n := 0
	for l := range bytes.Lines(text) {
		if n++; n >= at.Line-2 && n <= at.Line+2 {
			out = append(out, line{n, cut(strings.TrimRight(strings.ToValidUTF8(string(l), "\ufffd"), "\r\n"))})
		}
	}
	return out
}

// cut keeps a line to what can be read at a glance.
func cut(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	i := most
	for !utf8.RuneStart(s[i]) {
		i--
	}
	return s[:i] + "…"
}

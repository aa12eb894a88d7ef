package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"tocsin/internal/diag"
)

// span returns the place from one offset to another.
func (r *reporter) span(start, stop int) diag.Pos {
	at := r.at(start)
	text := r.src[start:stop]
	n := bytes.Count(text, []byte("\n"))
	if n == 0 {
		return at.To(utf8.RuneCount(text))
	}
	at.EndLine, at.EndColumn = at.Line+n, utf8.RuneCount(text[bytes.LastIndexByte(text, '\n')+1:])+1
	return at
}

// lineFrom returns the place from an offset to the end of its line: what a directive or a heading fills.
func (r *reporter) lineFrom(offset int) diag.Pos {
	if offset < 0 || offset > len(r.src) {
		return r.at(offset)
	}
	line, _, _ := bytes.Cut(r.src[offset:], []byte("\n"))
	return r.span(offset, offset+len(bytes.TrimRight(line, " \t\r")))
}

// extent returns the place of a link or an image, with its end where that is sure: the parser keeps where one begins, and
// of its end nothing. So the text is read once more, and what does not lead to the same address has no end.
func (r *reporter) extent(n ast.Node) diag.Pos {
	start := n.Pos()
	if start < 0 || start >= len(r.src) {
		return r.at(start)
	}
	text, length := r.src[start:], 0
	switch n := n.(type) {
	case *ast.Link:
		length = inlineLink(text, n.Destination)
	case *ast.Image:
		if rest, ok := bytes.CutPrefix(text, []byte("!")); ok {
			if length = inlineLink(rest, n.Destination); length > 0 {
				length++
			}
		} else {
			length = inlineLink(text, n.Destination)
		}
	case *ast.AutoLink:
		label := n.Label(r.src)
		switch rest, angled := bytes.CutPrefix(text, []byte("<")); {
		case angled && bytes.HasPrefix(rest, label):
			length = len(label) + 2
		case bytes.HasPrefix(text, label):
			length = len(label)
		}
	}
	if length == 0 || length > len(text) {
		return r.at(start)
	}
	return r.span(start, start+length)
}

// maxExtent bounds what is read once more of a link, in bytes: a longer one has no end.
const maxExtent = 4096

// inlineLink returns the length of "[words](address)" at the beginning of a text, or 0 for a link of another form or to
// another address.
func inlineLink(text, address []byte) int {
	text = text[:min(len(text), maxExtent)]
	words := bracketed(text)
	if words == 0 || words == len(text) || text[words] != '(' {
		return 0
	}
	i := words + 1
	i += len(text[i:]) - len(bytes.TrimLeft(text[i:], " \t\r\n"))
	angled := i < len(text) && text[i] == '<'
	if angled {
		i++
	}
	if !bytes.HasPrefix(text[i:], address) {
		return 0
	}
	i += len(address)
	if angled {
		if i == len(text) || text[i] != '>' {
			return 0
		}
		i++
	}
	return afterTitle(text, i)
}

// afterTitle returns where a link ends of which the address ends at i: behind its bracket, after a title perhaps.
func afterTitle(text []byte, i int) int {
	i += len(text[i:]) - len(bytes.TrimLeft(text[i:], " \t\r\n"))
	if i < len(text) && strings.IndexByte(`"'(`, text[i]) >= 0 {
		closes := text[i]
		if closes == '(' {
			closes = ')'
		}
		for i++; i < len(text) && text[i] != closes; i++ {
			if text[i] == '\\' {
				i++
			}
		}
		i = min(i+1, len(text))
		i += len(text[i:]) - len(bytes.TrimLeft(text[i:], " \t\r\n"))
	}
	if i < len(text) && text[i] == ')' {
		return i + 1
	}
	return 0
}

// bracketed returns the length of what stands in brackets at the beginning of a text, with them: others within it are
// closed, and those in code or behind a backslash are none.
func bracketed(text []byte) int {
	deep := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '`':
			run := len(text[i:]) - len(bytes.TrimLeft(text[i:], "`"))
			if n := bytes.Index(text[i+run:], text[i:i+run]); n >= 0 {
				i += run + n + run - 1
			} else {
				i += run - 1
			}
		case '[':
			deep++
		case ']':
			if deep--; deep == 0 {
				return i + 1
			}
		}
		if deep == 0 {
			return 0
		}
	}
	return 0
}

// tagExtent returns the place of a raw tag: to its > outside of quotation marks.
func (r *reporter) tagExtent(offset int) diag.Pos {
	if offset < 0 || offset >= len(r.src) || r.src[offset] != '<' {
		return r.at(offset)
	}
	text := r.src[offset:min(len(r.src), offset+maxExtent)]
	var quote byte
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return r.span(offset, offset+i+1)
		}
	}
	return r.at(offset)
}

// factExtent returns the place of :fact[id], without attributes.
func (r *reporter) factExtent(offset int) diag.Pos {
	if offset < 0 || offset >= len(r.src) {
		return r.at(offset)
	}
	if n := bytes.IndexAny(r.src[offset:], "]\n"); n > 0 && r.src[offset+n] == ']' {
		return r.span(offset, offset+n+1)
	}
	return r.at(offset)
}

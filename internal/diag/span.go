package diag

import (
	"bytes"
	"unicode/utf8"
)

// Span is a place in the text of a file as editors and the Language Server Protocol count it. Bytes count from 0 in the
// whole file, a byte order mark included. Columns count UTF-16 units from 1 in their line, without a byte order mark: a
// tab is one, an emoji two. The end is the first place after it.
type Span struct {
	StartByte, EndByte               int
	StartUTF16Column, EndUTF16Column int
}

// Span turns a place into one in the file's text. A place without a column is that of its whole line; one without an end
// is empty and ends where it begins: see [Pos.ToWord]. Columns past a line's end mean its end, before CR LF. It is false where no line is
// meant, and where the text has no such line: the file is another by now.
func (p Pos) Span(text []byte) (Span, bool) {
	start, line, ok := lineOf(text, p.Line)
	if !ok {
		return Span{}, false
	}
	if p.Column == 0 {
		return Span{start, start + len(line), 1, 1 + utf16Length(line)}, true
	}
	n := bytesOf(line, p.Column)
	s := Span{StartByte: start + n, StartUTF16Column: 1 + utf16Length(line[:n])}
	s.EndByte, s.EndUTF16Column = s.StartByte, s.StartUTF16Column
	if p.EndLine == 0 || p.EndColumn == 0 {
		return s, true
	}
	if p.EndLine != p.Line {
		if start, line, ok = lineOf(text, p.EndLine); !ok {
			return Span{}, false
		}
	}
	n = bytesOf(line, p.EndColumn)
	s.EndByte, s.EndUTF16Column = start+n, 1+utf16Length(line[:n])
	return s, true
}

// ToWord returns the place with an end: its own, else that of the word which begins there in the file's text, or of the
// whole line where there is no column. It stays as it is where the text has no such line.
func (p Pos) ToWord(text []byte) Pos {
	if p.EndLine > 0 && p.EndColumn > 0 {
		return p
	}
	_, line, ok := lineOf(text, p.Line)
	if !ok {
		return p
	}
	rest := line
	if p.Column > 0 {
		rest = line[bytesOf(line, p.Column):]
		_, first := utf8.DecodeRune(rest)
		if n := bytes.IndexAny(rest[first:], " \t"); n >= 0 {
			rest = rest[:first+n]
		}
	}
	column := max(p.Column, 1)
	p.EndLine, p.EndColumn = p.Line, column+utf8.RuneCount(rest)
	return p
}

// lineOf returns a line of a text without its end, and the byte that it begins at; a byte order mark is in no line.
func lineOf(text []byte, number int) (start int, line []byte, ok bool) {
	if number < 1 {
		return 0, nil, false
	}
	for range number - 1 {
		n := bytes.IndexByte(text[start:], '\n')
		if n < 0 {
			return 0, nil, false
		}
		start += n + 1
	}
	line = text[start:]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = bytes.TrimSuffix(line[:n], []byte("\r"))
	}
	if rest, marked := bytes.CutPrefix(line, []byte("\ufeff")); marked && number == 1 {
		start, line = start+len(line)-len(rest), rest
	}
	return start, line, true
}

// bytesOf returns how many bytes of a line stand before a column.
func bytesOf(line []byte, column int) int {
	n := 0
	for range column - 1 {
		if n == len(line) {
			break
		}
		_, size := utf8.DecodeRune(line[n:])
		n += size
	}
	return n
}

// utf16Length returns the number of UTF-16 units of a text; a byte that is no UTF-8 counts as one.
func utf16Length(text []byte) int {
	n := 0
	for len(text) > 0 {
		c, size := utf8.DecodeRune(text)
		if n++; c > 0xffff {
			n++
		}
		text = text[size:]
	}
	return n
}

package source

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
)

// File is one Markdown file: a page's rendition, or a message's. It is frozen once loaded.
type File struct {
	Path    string // in the campaign: content/learn/phishing.fr.md
	Key     string // learn/phishing; a message's id
	Tag     string // the language (fr) or locale (en-US) that it serves
	Message bool
	Front   Front
	docs    [3]*markdown.Document // by markdown.Typography; nil where no edition reads it so
}

// Doc returns the body, parsed for a set of typographic rules that one of the file's editions uses.
func (f *File) Doc(t markdown.Typography) *markdown.Document {
	if d := f.docs[t]; d != nil {
		return d
	}
	return emptyDocument
}

var emptyDocument = &markdown.Document{}

// Pos returns where a front matter key was written, or the file's first line.
func (f *File) Pos(key string) diag.Pos {
	if line, col := f.Front.pos(key); line > 0 {
		return diag.Pos{File: f.Path, Line: line, Column: col}
	}
	return diag.Pos{File: f.Path, Line: 1, Column: 1}
}

// fence stands round the slice that is handed to the front matter reader. It cannot stand in a file, since a NUL
// is refused before; the library would take an indented --- inside a block scalar for the end.
const fence = "\x00---"

// parseFile splits a file and reads both halves. It returns nil where the file cannot be read at all.
func parseFile(f *File, text []byte, rules []markdown.Typography) (*File, diag.List) {
	r := reader{file: f.Path}
	if !r.readable(text) {
		return nil, r.diags
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	head, body, first, ok := r.split(text)
	if !ok {
		return nil, r.diags
	}
	if head != nil {
		r.line = 1
		format := frontmatter.NewFormat(fence, fence, func(data []byte, v any) error {
			*v.(*Front) = r.front(data)
			return nil
		})
		block := slices.Concat([]byte(fence+"\n"), head, []byte("\n"+fence+"\n"))
		if _, err := frontmatter.MustParse(bytes.NewReader(block), &f.Front, format); err != nil && !errors.Is(err, frontmatter.ErrNotFound) {
			r.diags.Errorf(diag.Pos{File: f.Path, Line: 1, Column: 1}, "yaml", "", "the front matter cannot be read: %v", err)
		}
	}
	if f.Front.Title == "" && !f.Message && len(r.diags) == 0 {
		r.diags.Errorf(f.Pos("title"), "missing-title", "add a line `title: …` between two lines of ---, the first being the file's first line", "the page has no title")
	}
	for _, t := range rules {
		doc, diags := markdown.Parse(body, markdown.Options{File: f.Path, FirstLine: first, Typography: t, Prefixed: f.Message})
		f.docs[t] = doc
		if t == rules[0] {
			r.diags = append(r.diags, diags...)
		}
	}
	f.Front.Title = markdown.Typeset(f.Front.Title, rules[0])
	f.Front.Summary = markdown.Typeset(f.Front.Summary, rules[0])
	return f, r.diags
}

// readable refuses what is not UTF-8 text, at the place where it goes wrong.
func (r *reader) readable(text []byte) bool {
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		r.diags.Errorf(diag.Pos{File: r.file, Line: 1, Column: 1}, "encoding", "save it as UTF-8", "the file is UTF-16")
		return false
	}
	bad, what := bytes.IndexByte(text, 0), "a NUL byte"
	if !utf8.Valid(text) {
		for i := 0; i < len(text); {
			c, n := utf8.DecodeRune(text[i:])
			if c == utf8.RuneError && n == 1 {
				if bad < 0 || i < bad {
					bad, what = i, "not UTF-8"
				}
				break
			}
			i += n
		}
	}
	if bad < 0 {
		return true
	}
	before := text[:bad]
	start := bytes.LastIndexByte(before, '\n') + 1
	at := diag.Pos{File: r.file, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1}
	r.diags.Errorf(at, "encoding", "save the file as UTF-8 text", "the file holds %s", what)
	return false
}

// split finds the front matter by its fences. It returns the text between them (nil without fences), the body, and
// the line on which the body starts. The fences are lines that are exactly ---, the first being the file's first.
func (r *reader) split(text []byte) (head, body []byte, first int, ok bool) {
	line, rest := cutLine(text)
	if string(line) != "---" {
		if strings.TrimRight(string(line), " \t-") == "" && bytes.HasPrefix(line, []byte("---")) {
			r.diags.Errorf(diag.Pos{File: r.file, Line: 1, Column: 1}, "front-matter", "write exactly ---, with nothing after it", "the first line looks like a front matter fence but is not one")
			return nil, nil, 0, false
		}
		return nil, text, 1, true
	}
	start := rest
	for n := 2; ; n++ {
		if len(rest) == 0 {
			r.diags.Errorf(diag.Pos{File: r.file, Line: 1, Column: 1}, "front-matter", "end it with a line that is exactly ---", "the front matter is never closed")
			return nil, nil, 0, false
		}
		at := len(start) - len(rest)
		if line, rest = cutLine(rest); string(line) == "---" {
			return start[:at:at], rest, n + 1, true
		}
	}
}

// cutLine cuts the first line off, without its line ending.
func cutLine(text []byte) (line, rest []byte) {
	i := bytes.IndexByte(text, '\n')
	if i < 0 {
		return bytes.TrimSuffix(text, []byte("\r")), nil
	}
	return bytes.TrimSuffix(text[:i], []byte("\r")), text[i+1:]
}

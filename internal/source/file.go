package source

import (
	"bufio"
	"bytes"
	"errors"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/adrg/frontmatter"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/memory"
	"tocsin/internal/rule"
)

// File is one Markdown file: a page's rendition, or a message's. It is frozen once loaded.
type File struct {
	Path    string // in the campaign: content/learn/phishing.fr.md
	Key     string // learn/phishing; a message's id
	Tag     string // the language (fr) or locale (en-US) that it serves
	Message bool
	Front   Front
	Sum     memory.Sum // of the file's bytes; zero where nobody wants to remember anything
	docs    documents

	once     sync.Once // passages are found when they are first asked for
	passages []Passage
}

// documents are a body as each set of typographic rules makes it: by markdown.Typography, nil where no edition reads it so.
type documents [locale.Typographies]*markdown.Document

// Doc returns the body, parsed for a set of typographic rules that one of the file's editions uses.
func (f *File) Doc(t markdown.Typography) *markdown.Document {
	if d := f.docs[t]; d != nil {
		return d
	}
	return emptyDocument
}

// AnyDoc returns the body as it was parsed for some edition, those with the rules t first: for what does not depend on
// the spaces round punctuation.
func (f *File) AnyDoc(t markdown.Typography) *markdown.Document {
	if d := f.docs[t]; d != nil {
		return d
	}
	for _, d := range f.docs {
		if d != nil {
			return d
		}
	}
	return emptyDocument
}

// Docs returns the body as it was parsed for each set of typographic rules that one of the file's editions uses.
func (f *File) Docs() []*markdown.Document {
	return slices.DeleteFunc(slices.Clone(f.docs[:]), func(d *markdown.Document) bool { return d == nil })
}

// Rules returns the sets of typographic rules that the body was parsed for.
func (f *File) Rules() []markdown.Typography {
	var out []markdown.Typography
	for t, d := range f.docs {
		if d != nil {
			out = append(out, markdown.Typography(t))
		}
	}
	return out
}

var emptyDocument = &markdown.Document{}

// Pos returns where a front matter key was written, or the file's first line.
func (f *File) Pos(key string) diag.Pos {
	if at := f.Front.pos(f.Path, key); at.Line > 0 {
		return at
	}
	return diag.Pos{File: f.Path, Line: 1, Column: 1}
}

// Package frontmatter is for what comes between the fences: it hands the text to the decoder of its format, and refuses
// what is not whole. It is not asked to find the fences, since it would do so too kindly for a campaign: it passes over
// blank lines before the first fence, takes an indented --- inside a block scalar for the last one, and gives a file whose
// front matter is never closed back as body, without an error, so that readers would see it. So [reader.split] finds the
// fences, tells of each mistake at its line, and keeps the number of the body's first line, which the library does not
// know; what lies between is handed over within fences of our own. Another format, such as TOML, is another
// frontmatter.NewFormat with fences of its own, which split must then know too.
//
// fence is that of ours: it cannot stand in a file, since a NUL is refused before.
const fence = "\x00---"

// readers saves the library a buffer for each of ten thousand files: it takes one that is buffered already as it is.
var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// parseFile splits a file and reads both halves. It returns nil where the file cannot be read at all.
func parseFile(f *File, text []byte, rules []markdown.Typography) (*File, diag.List) {
	r := reader{file: f.Path}
	text = trimBOM(text)
	if !r.readable(text) {
		return nil, r.diags
	}
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
		block := slices.Concat([]byte(fence+"\n"), bytes.TrimSuffix(head, []byte("\n")), []byte("\n"+fence+"\n"))
		in := readers.Get().(*bufio.Reader)
		in.Reset(bytes.NewReader(block))
		defer readers.Put(in)
		if _, err := frontmatter.MustParse(in, &f.Front, format); err != nil && !errors.Is(err, frontmatter.ErrNotFound) {
			r.diags.Add(diag.Pos{File: f.Path, Line: 1, Column: 1}, rule.YAMLFrontMatter, "problem", err)
		}
	}
	if f.Front.Title == "" && !f.Message && len(r.diags) == 0 {
		r.diags.Add(f.Pos("title"), rule.MissingTitle)
	}
	for _, t := range rules {
		doc, diags := markdown.Parse(body, markdown.Options{File: f.Path, FirstLine: first, Typography: t, Prefixed: f.Message})
		f.docs[t] = doc
		if t == rules[0] {
			r.diags = append(r.diags, diags...)
		}
	}
	return f, r.diags
}

// readable refuses what is not UTF-8 text, at the place where it goes wrong.
func (r *reader) readable(text []byte) bool {
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		r.diags.Add(diag.Pos{File: r.file, Line: 1, Column: 1}, rule.EncodingUTF16)
		return false
	}
	bad, what := bytes.IndexByte(text, 0), rule.EncodingNUL
	if !utf8.Valid(text) {
		for i := 0; i < len(text); {
			c, n := utf8.DecodeRune(text[i:])
			if c == utf8.RuneError && n == 1 {
				if bad < 0 || i < bad {
					bad, what = i, rule.EncodingBytes
				}
				break
			}
			i += n
		}
	}
	if bad < 0 {
		r.directions(text)
		r.lookalikes(text)
		return true
	}
	before := text[:bad]
	start := bytes.LastIndexByte(before, '\n') + 1
	at := diag.Pos{File: r.file, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1}
	r.diags.Add(at, what)
	return false
}

// split finds the front matter by its fences. It returns the text between them (nil without fences), the body, and
// the line on which the body starts. The fences are lines that are exactly ---, the first being the file's first; one
// that is nearly so is told and taken for the fence that it was meant to be, so that the rest of the file is read too.
func (r *reader) split(text []byte) (head, body []byte, first int, ok bool) {
	line, rest := cutLine(text)
	if !r.fence(line, 1) {
		r.lateFence(text)
		return nil, text, 1, true
	}
	start := rest
	for n := 2; ; n++ {
		if len(rest) == 0 {
			r.diags.Add(diag.Pos{File: r.file, Line: 1, Column: 1}, rule.FrontMatterNeverClosed)
			return nil, nil, 0, false
		}
		at := len(start) - len(rest)
		if line, rest = cutLine(rest); r.fence(line, n) {
			return start[:at:at], rest, n + 1, true
		}
	}
}

// fence reports whether a line is a fence, and tells of one that only looks like it. YAML would take --- with spaces
// after it for the start of another document, and nobody would ever see the text that follows.
func (r *reader) fence(line []byte, n int) bool {
	if !bytes.HasPrefix(line, []byte("---")) || len(bytes.Trim(line, "- \t")) > 0 {
		return false
	}
	if len(line) > 3 {
		r.diags.Add(diag.Pos{File: r.file, Line: n, Column: 1}, rule.FrontMatterNearFence)
	}
	return true
}

// lateFence tells of a front matter that does not begin on the file's first line: it would be shown as text.
func (r *reader) lateFence(text []byte) {
	rest := bytes.TrimLeft(text, " \t\r\n")
	n := bytes.Count(text[:len(text)-len(rest)], []byte("\n")) + 1
	line, rest := cutLine(rest)
	next, _ := cutLine(rest)
	key, _, ok := bytes.Cut(next, []byte(":"))
	if ok && string(bytes.TrimRight(line, " \t")) == "---" && slices.Contains(frontKeys, string(key)) {
		r.diags.Add(diag.Pos{File: r.file, Line: n, Column: 1}, rule.FrontMatterLate)
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

package check

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"tocsin/internal/diag"
	"tocsin/internal/prose"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// reading gathers what is found in the renditions of one page.
type reading struct {
	*words
	texts map[textKey]*countryText
	diags diag.List
	told  int // words of the glossary in the file at hand
	asked []question
}

type textKey struct {
	file    *source.File
	country string
}

// countryText is a rendition as one country's readers get it.
type countryText struct {
	*prose.Text
	file     *source.File
	front    []prose.Block // title, summary, the picture's alt text
	language string
	country  string
	read     *words
	raw      []byte // the file's bytes, and
	lines    []int  // the line of each block: only once something was found
}

func (r *reading) textOf(f *source.File, country, language string) *countryText {
	key := textKey{f, country}
	if v := r.texts[key]; v != nil {
		return v
	}
	v := &countryText{file: f, language: language, country: country, read: r.words}
	v.Text = prose.Read(f.AnyDoc(source.TypographyOf(language, country)), country)
	add := func(kind prose.Kind, text, key string) {
		if text != "" {
			v.front = append(v.front, prose.Block{Kind: kind, Text: text, Line: f.Pos(key).Line})
		}
	}
	add(prose.Title, f.Front.Title, "title")
	add(prose.Summary, f.Front.Summary, "summary")
	if f.Front.Image != nil {
		add(prose.Alt, f.Front.Image.Alt, "image")
	}
	r.texts[key] = v
	return v
}

// each calls f for every block of the front matter and of the body. A block of the front matter has a negative index.
func (v *countryText) each(f func(i int, b prose.Block)) {
	for i, b := range v.front {
		f(i-len(v.front), b)
	}
	for i, b := range v.Blocks {
		f(i, b)
	}
}

func (v *countryText) block(i int) prose.Block {
	if i < 0 {
		return v.front[len(v.front)+i]
	}
	return v.Blocks[i]
}

// locate reads the file once more, for the lines of its blocks.
func (v *countryText) locate() {
	if v.lines != nil {
		return
	}
	v.lines = make([]int, len(v.Blocks))
	src := v.read.site.Source
	d, err := src.Marked(v.file, source.TypographyOf(v.language, v.country))
	if err != nil {
		return
	}
	marked := prose.Read(d, v.country)
	if len(marked.Blocks) != len(v.Blocks) {
		return // saved a moment ago
	}
	for i, b := range marked.Blocks {
		v.lines[i] = b.Line
	}
	v.raw, _ = src.ReadFile(v.file.Path)
}

// at returns where some words of a block stand in the file, or where the block begins.
func (v *countryText) at(i int, words string) diag.Pos {
	v.locate()
	line, last := 0, 0
	if i < 0 {
		line = v.block(i).Line
		last = line + 8
	} else {
		line = v.lines[i]
		for _, l := range v.lines[i+1:] {
			if l > line {
				last = l - 1
				break
			}
		}
	}
	pos := diag.Pos{File: v.file.Path, Line: max(line, 1)}
	if line > 0 && words != "" {
		find(v.raw, words, line, last, &pos)
	}
	return pos
}

// find looks for words in the lines from first to last (0: to the end), and moves the position there.
func find(text []byte, words string, first, last int, pos *diag.Pos) {
	want := []byte(words)
	n := 0
	for line := range bytes.Lines(text) {
		if n++; n < first {
			continue
		}
		if last > 0 && n > last {
			return
		}
		if i := bytes.Index(line, want); i >= 0 {
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
				i = bytes.Index(line, want)
			}
			pos.Line, pos.Column = n, utf8.RuneCount(line[:i])+1
			*pos = pos.To(utf8.RuneCountInString(words))
			return
		}
	}
}

// section returns where a section begins: its heading, or the title.
func (v *countryText) section(n int) diag.Pos {
	if n > 0 && n <= len(v.Headings) {
		return v.at(v.Headings[n-1], "")
	}
	if len(v.front) > 0 {
		return v.at(-len(v.front), "")
	}
	return v.file.Pos("title")
}

// first returns where the first block of a kind stands in a section, or where the section begins.
func (v *countryText) first(section int, kind prose.Kind) diag.Pos {
	for i, b := range v.Blocks {
		if kind != 0 && b.Kind == kind && b.Section == section {
			return v.at(i, "")
		}
	}
	return v.section(section)
}

// under names a section by its heading.
func (v *countryText) under(n int) rule.Text {
	if n > 0 && n <= len(v.Headings) {
		return rule.PartUnder.With("heading", cite(v.Blocks[v.Headings[n-1]].Text))
	}
	if len(v.Headings) == 0 {
		return rule.PartHere.With()
	}
	return rule.PartBeforeFirst.With()
}

// cite returns words to be cited in a message: the beginning will do.
func cite(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, string(prose.Gap), "…"))
	const most = 60
	if utf8.RuneCountInString(s) > most {
		r := []rune(s)
		s = string(r[:most])
		if i := strings.LastIndexByte(s, ' '); i > most/2 {
			s = s[:i]
		}
		s += "…"
	}
	return s
}

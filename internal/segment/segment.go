// Package segment is a text as a translator sees it: cut into headings, paragraphs, cells and the like, each a row of
// words and of markup that stands for itself. It tells which words are the same whatever their typography, and writes a
// segment back as Markdown. Package markdown cuts a body into segments.
package segment

import "strings"

// Segment is a piece of a body as a translator sees it: the text of one heading, paragraph, list item or cell, the label
// of a directive, the description of a picture that stands alone.
type Segment struct {
	Kind       Kind
	Level      int // of a heading, as written
	Start, End int // the bytes of the body that the segment is written in, without the marks round it
	Parts      []Part
	// Verbatim says that the markup could not be told from the words: the one Part is the text as it was written.
	Verbatim bool
}

// Kind says what a segment is the text of.
type Kind string

// The kinds of segments.
const (
	HeadingText     Kind = "heading"
	ParagraphText   Kind = "paragraph"
	ItemText        Kind = "item" // the first text of a list item
	CellText        Kind = "cell"
	TermText        Kind = "term"
	DescriptionText Kind = "description" // of a term
	LabelText       Kind = "label"       // of a directive
	AltText         Kind = "alt"         // of a picture that stands alone
	CodeText        Kind = "code"        // a block of code: examples of messages are written so
	HTMLText        Kind = "html"        // the text between raw tags, which are dropped
)

// Part is words, or a piece of markup that stands for itself whatever the language.
type Part struct {
	Kind PartKind
	Type CodeType // of markup
	Text string   // of Words: as readers see it, white space squeezed
	Raw  string   // of markup: what is written for it
	Key  string   // of markup: what it leads to or shows, such as a link's address or a fact's id
	ID   int      // of markup: from 1 on, in order; what opens and what closes have the same
}

// PartKind tells words from markup.
type PartKind uint8

const (
	// Words is text.
	Words PartKind = iota
	// Open and Close stand round the words of emphasis, a link or a picture in running text. They nest.
	Open
	Close
	// Standalone is markup without words of its own: a fact, code, a line break.
	Standalone
)

// CodeType says what a piece of markup is.
type CodeType string

// The types of markup.
const (
	EmphasisCode CodeType = "emphasis"
	StrongCode   CodeType = "strong"
	StrikeCode   CodeType = "strike"
	LinkCode     CodeType = "link"
	ImageCode    CodeType = "image"
	AddressCode  CodeType = "address" // <https://…>
	SpanCode     CodeType = "code"
	FactCode     CodeType = "fact"
	BreakCode    CodeType = "break"
	NoteCode     CodeType = "footnote" // a reference to one
	HTMLCode     CodeType = "html"     // a raw tag
)

// Block is a block of a body, for what is done with whole lines. Blocks are in the order of the text; what a block
// holds follows it.
type Block struct {
	Kind       string // of Go's own making: paragraph, heading, list, item, table, row, container, message …
	Parent     int    // the index of the block that it lies in, or -1
	Start, End int    // the whole lines that it takes, without blank ones after it
	From, To   int    // the segments in it: Segments[From:To]
	ID         string // of a message
}

// Layout is what a body is made of, for translation.
type Layout struct {
	Segments []Segment
	Blocks   []Block
}

// Text returns the words of a segment on one line, with the markup that matters to a translator in its plainest form:
// **bold**, [words](address), :fact[id]. Line breaks, raw tags and references to footnotes are left out.
func (s Segment) Text() string { return TextOf(s.Parts) }

// TextOf is Segment.Text for parts alone.
func TextOf(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Kind == Words {
			b.WriteString(p.Text)
			continue
		}
		b.WriteString(plainMark(p))
	}
	return strings.Join(strings.FieldsFunc(b.String(), func(c rune) bool { return c == ' ' || c == '\n' || c == '\t' }), " ")
}

func plainMark(p Part) string {
	switch p.Type {
	case EmphasisCode:
		return "*"
	case StrongCode:
		return "**"
	case StrikeCode:
		return "~~"
	case LinkCode, ImageCode:
		switch {
		case p.Kind == Close:
			return "](" + p.Key + ")"
		case p.Type == ImageCode:
			return "!["
		}
		return "["
	case AddressCode:
		return "<" + p.Key + ">"
	case SpanCode:
		return "`" + p.Key + "`"
	case FactCode:
		return ":fact[" + p.Key + "]"
	case BreakCode:
		return " "
	}
	return ""
}

// Squeeze returns the parts of a segment with every run of white space as one space and none at the ends or beside a
// line break. No-break spaces stay.
func Squeeze(parts []Part) []Part {
	out := make([]Part, 0, len(parts))
	space, last := true, -1 // last: the words that end with a space
	for i := 0; i < len(parts); i++ {
		p := parts[i]
		if p.Kind != Words {
			if p.Type == BreakCode && last >= 0 && space {
				out[last].Text = strings.TrimSuffix(out[last].Text, " ")
			}
			if p.Type == BreakCode {
				space, last = true, -1
			} else if p.Kind == Standalone {
				space, last = false, -1
			}
			out = append(out, p)
			continue
		}
		var b strings.Builder
		space = squeezeInto(&b, p.Text, space)
		for i+1 < len(parts) && parts[i+1].Kind == Words { // a file may have each letter by itself
			i++
			space = squeezeInto(&b, parts[i].Text, space)
		}
		p.Text = b.String()
		if p.Text == "" {
			continue
		}
		out = append(out, p)
		if last = -1; space {
			last = len(out) - 1
		}
	}
	if last >= 0 && space {
		out[last].Text = strings.TrimSuffix(out[last].Text, " ")
	}
	kept := out[:0]
	for _, p := range out {
		if p.Kind != Words || p.Text != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

// squeezeInto writes words with one space for each run of them, none where the text before ended with one, and reports
// whether it ends with one now.
func squeezeInto(b *strings.Builder, words string, space bool) bool {
	for _, c := range words {
		if c == ' ' || c == '\n' || c == '\t' || c == '\r' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteRune(c)
	}
	return space
}

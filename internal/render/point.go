package render

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"tocsin/internal/prose"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Point is a level-2 heading of a page with the first words under it.
type Point struct{ Heading, Text string }

// What a poster has room for. Widths are in letters, of which a Chinese, Japanese or Korean one counts two.
const (
	maxPoints    = 6
	maxHeading   = 90
	maxText      = 170 // of a point's sentences together
	maxSentences = 2
	maxAlone     = 110 // a second sentence follows only a first that is no longer
)

// Points returns what a page says in short: its first level-2 headings, at most six, each with the first sentence
// under it, or the first two where they are short. Sentences are whole: a paragraph or item that begins with one that is too
// long is passed over, as are tables and code, the paragraph before a table, and a sentence that ends with a colon: they
// announce what the poster has no room for. Messages, facts and words for some countries are as the edition has them.
func (r *Renderer) Points(p *site.Page) ([]Point, error) {
	if p.File == nil {
		return nil, nil
	}
	f := &pageFiller{r: r, page: p, voice: r.editions[p.Voice()], b: &buffer{}, bare: true}
	d := f.doc(p.File, p.Doc(), source.TypographyOf(p.Language, p.Edition.Country.Code))
	f.fragment(p.File, d, d.Body, "")
	if f.err != nil {
		return nil, f.err
	}
	var out []Point
	for _, s := range sections(f.b.bytes) {
		if s.heading == "" || width(s.heading) > maxHeading {
			continue
		}
		if out = append(out, Point{s.heading, opening(s.blocks)}); len(out) == maxPoints {
			break
		}
	}
	return out, nil
}

// opening takes the first sentences that fit. A block that begins with one that does not is passed over: what follows
// in it leans on that one.
func opening(blocks []string) string {
	var text string
	n := 0
	for _, b := range blocks {
		sentences := quoted(prose.Sentences(b))
		for i, s := range sentences {
			if announces(s) {
				continue
			}
			if width(text)+width(s) > maxText || n > 0 && width(text) > maxAlone {
				if n > 0 {
					return text
				}
				break
			}
			text = join(text, s)
			if n++; n == maxSentences || i == len(sentences)-1 && !finished(s) {
				return text // an item of a list that is no sentence stands alone
			}
		}
	}
	return text
}

// quoted puts the sentences of one quotation together, so that none is cut within its marks.
func quoted(sentences []string) (out []string) {
	open, low := 0, false // low: in „German“ marks, whose end is the English beginning
	for _, s := range sentences {
		if open > 0 {
			out[len(out)-1] += " " + s
		} else {
			out = append(out, s)
		}
		for _, r := range s {
			switch {
			case r == '„':
				open, low = open+1, true
			case r == '“' && low:
				open, low = open-1, false
			case strings.ContainsRune("“«「『", r):
				open++
			case strings.ContainsRune("”»」』", r):
				open, low = max(0, open-1), false
			}
		}
	}
	return out
}

func announces(s string) bool { return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：") }

// finished reports whether a text ends as a sentence does.
func finished(s string) bool {
	return strings.ContainsAny(s[max(0, len(s)-9):], ".!?…。！？؟۔।")
}

// join puts two sentences together, without a space where the script has none.
func join(a, b string) string {
	if a == "" || strings.HasSuffix(a, "。") || strings.HasSuffix(a, "！") || strings.HasSuffix(a, "？") {
		return a + b
	}
	return a + " " + b
}

func width(s string) (n int) {
	for _, r := range s {
		if n++; r >= 0x2e80 {
			n++
		}
	}
	return n
}

// section is a heading of level 2 and the words of the blocks under it.
type section struct {
	heading string
	blocks  []string
}

// unsaid are elements whose words make no sentence on a poster.
var unsaid = []string{"table", "pre", "section", "h3", "h4", "h5", "h6", "dt", "details"}

// sections reads a page's HTML by its level-2 headings; what stands before the first is left out.
func sections(body []byte) []section {
	var out []section
	var text strings.Builder
	var within []string // unsaid elements that are open
	flush := func() {
		words := strings.Join(strings.Fields(strings.ReplaceAll(text.String(), "\u00a0", "\ue000")), " ")
		text.Reset()
		if words = strings.ReplaceAll(words, "\ue000", "\u00a0"); words != "" && len(out) > 0 {
			s := &out[len(out)-1]
			s.blocks = append(s.blocks, words)
		}
	}
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			flush()
			return out
		}
		switch kind {
		case html.TextToken:
			if len(within) == 0 {
				text.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken:
			tag, attributes := z.TagName()
			name := string(tag)
			switch {
			case len(within) > 0:
				if n := len(within) - 1; within[n] == name && kind == html.EndTagToken {
					within = within[:n]
				} else if within[n] == name {
					within = append(within, name)
				}
			case kind == html.StartTagToken && (name == "del" || name == "sup" && attributes): // within a sentence
				within = append(within, name)
			case kind == html.StartTagToken && slices.Contains(unsaid, name):
				flush()
				within = append(within, name)
				if n := len(out); name == "table" && n > 0 && len(out[n-1].blocks) > 0 {
					out[n-1].blocks = out[n-1].blocks[:len(out[n-1].blocks)-1]
				}
			case name == "h2" && kind == html.StartTagToken:
				flush()
				out = append(out, section{})
			case name == "h2":
				if n := len(out); n > 0 {
					flush()
					if s := &out[n-1]; len(s.blocks) > 0 {
						s.heading, s.blocks = s.blocks[0], nil
					}
				}
			case slices.Contains([]string{"p", "li", "ul", "ol", "dd", "div", "blockquote"}, name):
				flush()
			case name == "br":
				text.WriteByte(' ')
			}
		}
	}
}

package check

import (
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// How many words a slide may have: about what a window of 1280 × 720 shows without scrolling, and what people read while
// somebody speaks. Characters count where a script puts no spaces between words.
const (
	slideWords      = 60
	slideCharacters = 110
)

// briefing looks at a briefing's slides, and at the notes of a page that is none.
func (c *checker) briefing(p *site.Page) {
	d := p.Doc()
	if p.Kind != site.Briefing {
		if len(d.Notes) > 0 {
			c.diags.Add(d.Notes[0].At, rule.SpeakerNotesNoBriefing)
		}
		return
	}
	slides := d.Slides(p.Edition.Country.Code)
	if len(slides) == 1 {
		c.diags.Add(p.File.Pos("title"), rule.NoSlides)
		return
	}
	most, tooLong := slideWords, rule.SlideLengthWords
	if locale.ProseOf(p.Language).Unspaced {
		most, tooLong = slideCharacters, rule.SlideLengthCharacters
	}
	for _, s := range slides[1:] {
		h, n := d.Headings[s.Heading], s.Words
		for _, i := range s.Messages {
			if m := p.Voice().Message(d.Messages[i].ID); m != nil {
				n += m.AnyDoc(p.Voice().Typography).Words
			}
		}
		if n > most {
			c.diags.Add(diag.Pos{File: p.File.Path, Line: h.Line, Column: 1}, tooLong, "title", h.Text, "n", n, "most", most)
		}
	}
	c.inStep(p, slides)
}

// inStep holds a briefing's slides against those of its source, so that a room can be shown either.
func (c *checker) inStep(p *site.Page, mine []markdown.Slide) {
	from, country := c.counterpart(p), p.Edition.Country.Code
	if from == nil {
		return
	}
	doc := p.Doc()
	other := from.AnyDoc(source.TypographyOf(baseOf(from.Tag), country))
	theirs := other.Slides(country)
	at := func(i int) diag.Pos {
		if i == 0 {
			return p.File.Pos("title")
		}
		return diag.Pos{File: p.File.Path, Line: doc.Headings[mine[i].Heading].Line, Column: 1}
	}
	if len(mine) != len(theirs) {
		n := min(len(mine)-1, len(theirs)) // the first that is too many, else the last there is
		c.diags.Add(at(n), rule.SlidesDifferNumber, "here", slides.count(len(mine)-1), "file", from.Path, "there", len(theirs)-1)
		return
	}
	for i := range mine {
		if (mine[i].Notes < 0) == (theirs[i].Notes < 0) {
			continue
		}
		if mine[i].Notes >= 0 {
			c.diags.Add(doc.Notes[mine[i].Notes].At, rule.SlidesDifferNotesHere, "file", from.Path)
			continue
		}
		c.diags.Add(at(i), rule.SlidesDifferNotesThere, "file", from.Path, "line", other.Notes[theirs[i].Notes].At.Line)
	}
}

// counterpart returns what a country's readers of the source's language get for a page, or the source; nil for a page
// that is in that language itself.
func (c *checker) counterpart(p *site.Page) *source.File {
	from := c.site.SourceOf(p.Key)
	if from == nil || baseOf(from.Tag) == baseOf(p.Language) {
		return nil
	}
	for _, e := range p.Edition.Country.Editions {
		if q := e.Page(p.Key); e.Language == baseOf(from.Tag) && q != nil && q.File != nil {
			return q.File
		}
	}
	return from
}

// baseOf returns the language of a tag: en of en-US.
func baseOf(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return lang
}

// quizzes holds the quizzes of a rendition against those of its source: as many, with as many choices, and the same of
// them right.
func (p *pair) quizzes() {
	shown := func(v *countryText) []markdown.Quiz {
		d := v.doc()
		return slices.DeleteFunc(slices.Clone(d.Quizzes), func(q markdown.Quiz) bool {
			return slices.ContainsFunc(q.Guards, func(g int32) bool { return !d.Guards[g].Allows(v.country) })
		})
	}
	if len(p.source.doc().Quizzes) == 0 && len(p.mine.doc().Quizzes) == 0 {
		return
	}
	theirs, mine := shown(p.source), shown(p.mine)
	if len(theirs) != len(mine) {
		p.diags.Add(diag.Pos{File: p.mine.file.Path}, rule.SameQuizzesNumber, "here", quizzes.count(len(mine)), "file", p.source.file.Path, "there", len(theirs))
		return
	}
	for i, q := range mine {
		where := p.there(theirs[i].At.Line)
		switch {
		case len(q.Right) != len(theirs[i].Right):
			p.diags.Add(q.At, rule.SameQuizzesChoices, "here", choices.count(len(q.Right)), "where", where, "there", len(theirs[i].Right))
			return
		case !slices.Equal(q.Right, theirs[i].Right):
			p.diags.Add(q.At, rule.SameQuizzesRight, "where", where)
			return
		}
	}
}

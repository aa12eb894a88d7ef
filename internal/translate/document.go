package translate

import (
	"fmt"
	"slices"

	"tocsin/internal/site"
	"tocsin/internal/words"
)

// document is an XLIFF file, whatever its version.
type document struct {
	name    string // of the file it was read from
	version string
	from    string // the source's language
	to      string // the translation's language or locale
	files   []docFile
}

// docFile is what a document holds of one rendition.
type docFile struct {
	original string // the source's path
	notes    []note
	units    []unit
	line     int
}

type note struct{ category, text string }

// unit is one segment.
type unit struct {
	id, name, kind string
	source, target []piece
	has            bool // there is a target
	state, sub     string
	previous       string // the source's words before they were changed
	notes          []note
	line           int
}

// Scope says what is sent out.
type Scope struct {
	Choice
	From    string // only pages whose source is in this language; "" for the language that most are from
	Stale   bool   // only renditions whose source has changed since
	Missing bool   // only what nobody has written yet
}

// Export returns an XLIFF document of the chosen renditions, and what is to be told about what it leaves out.
// Version is "2.1" or "1.2". What people are told, in it and of it, is in the language of say.
func Export(web *site.Site, say *words.Catalogue, sc Scope, version string) (text []byte, told []string, err error) {
	if len(sc.To) != 1 {
		return nil, nil, words.Problem("export.one-language")
	}
	chosen, err := sc.choose(web)
	if err != nil {
		return nil, nil, err
	}
	chosen = slices.DeleteFunc(chosen, func(t site.Translation) bool { return !sc.wants(web, t) })
	from, others := sc.split(chosen)
	if len(others) > 0 {
		told = append(told, leftOut(say, len(chosen)-len(from), others))
	}
	if len(from) == 0 {
		return nil, told, errNothing
	}
	d := &document{version: version, from: from[0].From.Tag, to: sc.To[0]}
	for _, t := range from {
		p, err := pair(web, t)
		if err != nil {
			return nil, nil, err
		}
		if f := fileOf(p, say); len(f.units) > 0 {
			d.files = append(d.files, f)
		}
	}
	if len(d.files) == 0 {
		return nil, told, errNothing
	}
	if version == "1.2" {
		return write12(d), told, nil
	}
	return write21(d), told, nil
}

var errNothing = words.Problem("export.nothing-of-that")

// Nothing reports whether an export found nothing to send.
func Nothing(err error) bool { return err == errNothing }

// leftOut tells how many pages an export leaves out, whose sources are in other languages, two or more letters each.
func leftOut(say *words.Catalogue, n int, languages []string) string {
	list := languages[0]
	for _, l := range languages[1:] {
		list = say.T("export.and", "some", list, "one", l)
	}
	return say.N("export.left-out", n, "languages", list, "first", languages[0])
}

func (sc Scope) wants(web *site.Site, t site.Translation) bool {
	switch {
	case sc.Stale && sc.Missing:
		return t.File == nil || stale(web, t)
	case sc.Stale:
		return stale(web, t)
	case sc.Missing:
		return t.File == nil
	}
	return true
}

func stale(web *site.Site, t site.Translation) bool {
	if t.File == nil {
		return false
	}
	d := web.StaleOf(t.File)
	return d != nil && !d.Unlocked
}

// split keeps the translations from one language: a document has only one.
func (sc Scope) split(all []site.Translation) (kept []site.Translation, others []string) {
	want := sc.From
	if want == "" {
		n := map[string]int{}
		for _, t := range all {
			n[t.From.Tag]++
			if want == "" || n[t.From.Tag] > n[want] || n[t.From.Tag] == n[want] && t.From.Tag < want {
				want = t.From.Tag
			}
		}
	}
	for _, t := range all {
		if t.From.Tag == want {
			kept = append(kept, t)
		} else if !slices.Contains(others, t.From.Tag) && sc.From == "" {
			others = append(others, t.From.Tag)
		}
	}
	slices.Sort(others)
	return kept, others
}

// fileOf makes a document's part of a pairing, with notes to the translator.
func fileOf(p *pairing, say *words.Catalogue) docFile {
	f := docFile{original: p.From.Path}
	for k, j := range p.gone {
		text := say.T("note.removed", "text", p.old[j].Text)
		if at := p.goneAt[k]; at >= 0 {
			text += "\n" + say.T("note.still", "text", p.to.Segments[at].Text())
		}
		f.notes = append(f.notes, note{"removed", text})
	}
	for _, j := range p.loose {
		f.notes = append(f.notes, note{"not-aligned", say.T("note.loose", "line", p.to.Segments[j].Line, "text", p.to.Segments[j].Text())})
	}
	for i, s := range p.from.Segments {
		if p.status[i] == absent {
			f.notes = append(f.notes, note{"absent", say.T("note.absent", "line", s.Line, "text", s.Text())})
			continue
		}
		f.units = append(f.units, unitOf(p, i))
	}
	return f
}

// unitOf makes the unit of a source's segment.
func unitOf(p *pairing, i int) unit {
	s := p.from.Segments[i]
	u := unit{id: unitID(i, s), kind: string(s.Kind), source: sourcePieces(s.Parts), sub: string(p.status[i])}
	u.name = fmt.Sprintf("%s:%d", p.From.Path, s.Line)
	if s.Field != "" {
		u.kind = s.Field
	} else if s.Level > 0 {
		u.kind = fmt.Sprintf("heading-%d", s.Level)
	}
	if j := p.target[i]; j >= 0 {
		u.has = true
		u.target = targetPieces(s.Parts, p.to.Segments[j].Parts)
	}
	if j := p.match.Old[i]; p.status[i] == changed && j >= 0 {
		u.previous = p.old[j].Text
	}
	u.state = "initial"
	if u.sub == string(current) || u.sub == string(moved) {
		u.state = "translated"
	}
	return u
}

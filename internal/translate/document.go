package translate

import (
	"fmt"
	"slices"
	"strings"

	"tocsin/internal/site"
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
// Version is "2.1" or "1.2".
func Export(web *site.Site, sc Scope, version string) (text []byte, told []string, err error) {
	if len(sc.To) != 1 {
		return nil, nil, fmt.Errorf("a translators' file is for one language: say --to once")
	}
	chosen, err := sc.choose(web)
	if err != nil {
		return nil, nil, err
	}
	chosen = slices.DeleteFunc(chosen, func(t site.Translation) bool { return !sc.wants(web, t) })
	from, others := sc.split(chosen)
	if len(others) > 0 {
		told = append(told, fmt.Sprintf("%s left out, whose sources are in %s: export them with --from %s", count(len(chosen)-len(from), "page"), strings.Join(others, " and "), others[0]))
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
		if f := fileOf(p); len(f.units) > 0 {
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

var errNothing = fmt.Errorf("there is nothing of that to translate")

// Nothing reports whether an export found nothing to send.
func Nothing(err error) bool { return err == errNothing }

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what + " is"
	}
	return fmt.Sprintf("%d %ss are", n, what)
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
	d := web.DriftOf(t.File)
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

// fileOf makes a document's part of a pairing.
func fileOf(p *pairing) docFile {
	f := docFile{original: p.From.Path}
	for k, j := range p.gone {
		text := "The source no longer says: " + p.old[j].Text
		if at := p.goneAt[k]; at >= 0 {
			text += "\nThe translation still says: " + p.to.Segments[at].Text()
		}
		f.notes = append(f.notes, note{"removed", text})
	}
	for _, j := range p.loose {
		f.notes = append(f.notes, note{"not-aligned", fmt.Sprintf("Line %d of the translation has no counterpart in the source and is kept: %s", p.to.Segments[j].Line, p.to.Segments[j].Text())})
	}
	for i, s := range p.from.Segments {
		if p.status[i] == absent {
			f.notes = append(f.notes, note{"absent", fmt.Sprintf("Line %d of the source has no counterpart in the translation, which was accepted: %s", s.Line, s.Text())})
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

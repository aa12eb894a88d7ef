package translate

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/rule"
	"tocsin/internal/segment"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// File is a translators' file to take in.
type File struct {
	Name string // for diagnostics
	Text []byte
}

// Done is what an import does to one rendition.
type Done struct {
	Path    string
	New     bool // it was not there before
	Written int  // segments with new words
	Settled int  // segments that are vouched for now and were not
	Removed int  // blocks taken out, as the source has
	Open    int  // segments that are still to be translated
}

// Import composes what translators' files bring: every rendition and the lock. With an error among the diagnostics the
// changes are nil, and nothing is to be written; warnings tell what was left out.
func Import(web *site.Site, files []File) ([]edit.Change, []Done, diag.List) {
	im := &importer{web: web, all: web.Translations(), lock: pruned(web.Source), seen: map[string]string{}}
	for _, f := range files {
		d, err := read(f.Name, f.Text)
		if err != nil {
			im.fail(f.Name, err)
			continue
		}
		im.document(d)
	}
	if n, _ := im.diags.Count(); n > 0 {
		return nil, nil, im.diags
	}
	if im.relocked {
		change, err := relock(web.Source, im.lock)
		if err != nil {
			im.diags.Add(diag.Pos{File: source.LockFile}, rule.XLIFFLock, "problem", err)
			return nil, nil, im.diags
		}
		im.changes = append(im.changes, change)
	}
	return im.changes, im.done, im.diags
}

type importer struct {
	web     *site.Site
	all     []site.Translation
	lock    source.Lock
	changes []edit.Change
	done    []Done
	diags   diag.List
	seen    map[string]string // rendition → the file that brought it

	relocked bool // the lock is another one
}

func (im *importer) fail(name string, err error) {
	var w wrong
	if !errors.As(err, &w) {
		w = refuse(0, rule.XLIFFOther, "problem", err)
	}
	w.File = name
	im.diags = append(im.diags, w.Diagnostic)
}

// maxProblems is how many problems are told in all: who sends a file of another year has one in each of its units.
const maxProblems = 1000

// enough reports whether no more problems are to be told, and tells that once, as an error: nothing is written then.
func (im *importer) enough(name string, line int) bool {
	if len(im.diags) == maxProblems {
		im.fail(name, refuse(line, rule.XLIFFMany, "most", maxProblems))
	}
	return len(im.diags) > maxProblems
}

func (im *importer) document(d *document) {
	for _, f := range d.files {
		if im.enough(d.name, f.line) {
			return
		}
		t, err := im.translation(d, f)
		if err != nil {
			im.fail(d.name, err)
			continue
		}
		path := renditionPath(t)
		if other := im.seen[path]; other != "" {
			im.fail(d.name, refuse(f.line, rule.XLIFFTwice, "path", path, "other", other))
			continue
		}
		im.seen[path] = d.name
		p, err := pair(im.web, t)
		if err != nil {
			im.fail(d.name, err)
			continue
		}
		w := &work{pairing: p, name: d.name, importer: im, path: path}
		w.take(f)
	}
}

func renditionPath(t site.Translation) string { return "content/" + t.Key + "." + t.Tag + ".md" }

// translation finds the rendition that a document's file is for.
func (im *importer) translation(d *document, f docFile) (site.Translation, error) {
	tag := im.tag(d.to)
	if tag == "" {
		return site.Translation{}, refuse(f.line, rule.XLIFFOtherLanguage, "lang", d.to)
	}
	for _, t := range im.all {
		if t.From.Path != f.original || t.Tag != tag {
			continue
		}
		if !strings.EqualFold(d.from, t.From.Tag) {
			return t, refuse(f.line, rule.XLIFFFrom, "lang", d.from, "file", f.original, "other", t.From.Tag)
		}
		return t, nil
	}
	return site.Translation{}, refuse(f.line, rule.XLIFFNoPage, "page", f.original, "tag", tag)
}

// tag returns the campaign's own spelling of a language; tools change fr into FR, or fr-CA into fr-ca.
func (im *importer) tag(lang string) string {
	for _, t := range im.all {
		if t.Tag == lang {
			return lang
		}
	}
	for _, t := range im.all {
		if strings.EqualFold(t.Tag, strings.ReplaceAll(lang, "_", "-")) {
			return t.Tag
		}
	}
	return ""
}

// work is the import of one rendition.
type work struct {
	*pairing
	*importer
	name    string                 // of the translators' file
	path    string                 // of the rendition
	digests []string               // of the source's segments
	words   map[int][]segment.Part // the new words of a source's segment
	settled map[int]bool           // segments that are right now
	open    int
}

// wrong tells what is wrong with a unit.
func (w *work) wrong(u unit, d diag.Diagnostic) {
	d.Pos = diag.Pos{File: w.name, Line: u.line}
	w.diags = append(w.diags, d.In(rule.PartInUnit.With("unit", u.id)))
}

// take reads the units of a rendition and composes it.
func (w *work) take(f docFile) {
	w.words, w.settled = map[int][]segment.Part{}, map[int]bool{}
	before := len(w.diags)
	used := map[int]string{}
	for _, s := range w.from.Segments {
		w.digests = append(w.digests, segment.Digest(s.Text()))
	}
	for _, u := range f.units {
		if w.enough(w.name, u.line) {
			return
		}
		i, ok := w.segment(u, used)
		if !ok {
			continue
		}
		used[i] = u.id
		w.unit(i, u)
	}
	for _, d := range w.diags[before:] {
		if d.Severity == diag.Error {
			return
		}
	}
	w.finish()
}

// segment finds the source's segment that a unit is of.
func (w *work) segment(u unit, used map[int]string) (int, bool) {
	name, digest, ok := strings.Cut(u.id, ".")
	if ok && strings.Contains(digest, ".") { // image.alt.DIGEST
		at := strings.LastIndexByte(u.id, '.')
		name, digest = u.id[:at], u.id[at+1:]
	}
	if !ok || len(digest) != 12 {
		w.wrong(u, refuse(0, rule.XLIFFUnitID).Diagnostic)
		return 0, false
	}
	place := -1
	if n, err := strconv.Atoi(strings.TrimPrefix(name, "s")); err == nil {
		place = n - 1
	}
	best := -1
	for i, s := range w.from.Segments {
		if used[i] != "" && used[i] != u.id || w.digests[i] != digest || (s.Field != "") != (place < 0) || s.Field != "" && s.Field != name {
			continue
		}
		if used[i] == u.id {
			w.wrong(u, refuse(0, rule.XLIFFUnitTwice).Diagnostic)
			return 0, false
		}
		if best < 0 || abs(i-place) < abs(best-place) {
			best = i
		}
	}
	if best < 0 {
		w.diags.Add(diag.Pos{File: w.name, Line: u.line}, rule.XLIFFOutdated, "unit", u.id, "words", wordsOf(u.target))
		w.open++
		return 0, false
	}
	s := w.from.Segments[best]
	if want, got := wordsOf(squeeze(sourcePieces(s.Parts))), wordsOf(squeeze(known(u.source, sourcePieces(s.Parts)))); segment.Digest(want) != segment.Digest(got) {
		w.wrong(u, refuse(0, rule.XLIFFUnitChanged, "words", got, "file", w.From.Path, "own", want, "line", s.Line).Diagnostic)
		return 0, false
	}
	return best, true
}

func abs(n int) int { return max(n, -n) }

// unit takes the words of one unit.
func (w *work) unit(i int, u unit) {
	s := w.from.Segments[i]
	sent := unitOf(w.pairing, i)
	from, was := squeeze(sent.source), squeeze(sent.target)
	got := squeeze(known(u.target, sent.target, sent.source))
	same := u.has && sent.has && samePieces(got, was)
	right := u.state == "translated" || u.state == "reviewed" || u.state == "final"
	switch {
	case !u.has || wordsOf(got) == "":
		w.leave(i)
		return
	case same:
		if w.status[i] == current || w.status[i] == moved || right {
			w.settled[i] = true
			return
		}
		w.leave(i)
		return
	case !sent.has && !right && samePieces(got, from): // a tool has put the source's words in
		w.leave(i)
		return
	}
	if c := complaint(got, from, was, w.status[i] == current); c != nil {
		w.wrong(u, c.Diagnostic)
		return
	}
	w.words[i] = w.parts(i, s, got)
	w.settled[i] = true
}

func (w *work) leave(i int) {
	if w.status[i] != current && w.status[i] != moved && w.status[i] != absent {
		w.open++
		return
	}
	w.settled[i] = true
}

// parts turns pieces into what is written: a placeholder is written as the rendition wrote it, or as the source does.
func (w *work) parts(i int, s source.Segment, got []piece) []segment.Part {
	var have []piece
	if j := w.target[i]; j >= 0 {
		have = targetPieces(s.Parts, w.to.Segments[j].Parts)
	}
	before := ""
	if j := w.match.Old[i]; j >= 0 {
		before = w.old[j].Text
	}
	out := make([]segment.Part, 0, len(got))
	for n, c := range got {
		if c.kind == segment.Words {
			out = append(out, segment.Part{Text: c.text})
			continue
		}
		part := c.part
		if own := slices.IndexFunc(s.Parts, func(p segment.Part) bool { return p.Kind == c.kind && fmt.Sprint(p.ID) == c.id }); own >= 0 {
			mine := s.Parts[own]
			at := slices.IndexFunc(have, func(d piece) bool { return d.kind == c.kind && d.id == c.id })
			// The rendition's own address stands, unless the source leads somewhere else now.
			if at >= 0 && (plainKey(have[at].part) == plainKey(mine) || before == "" || strings.Contains(before, mine.Key)) {
				part = have[at].part
			} else {
				part = w.carry(mine)
			}
		}
		part.ID = n + 1
		out = append(out, part)
	}
	return segment.Hoist(out)
}

// carry makes of a source's markup what stands for it in the rendition: links lead to files of its language, and are
// written in full, since what a reference refers to stays behind.
func (w *work) carry(p segment.Part) segment.Part {
	if p.Type != segment.LinkCode && p.Type != segment.ImageCode || p.Kind != segment.Close {
		if p.Type == segment.LinkCode {
			p.Key = localize(p.Key, w.From.Tag, w.Tag)
		}
		return p
	}
	if p.Type == segment.ImageCode {
		if !strings.HasPrefix(p.Raw, "](") {
			p.Raw = "](" + address(p.Key) + ")"
		}
		return p
	}
	key := localize(p.Key, w.From.Tag, w.Tag)
	if key != p.Key && strings.Contains(p.Raw, p.Key) {
		p.Raw = strings.Replace(p.Raw, p.Key, key, 1)
	}
	if !strings.HasPrefix(p.Raw, "](") {
		p.Raw = "](" + address(key) + ")"
	}
	p.Key = key
	return p
}

// localize turns a link to another page's file into one to that page's file in another language.
func localize(dest, from, to string) string {
	file, fragment, _ := strings.Cut(dest, "#")
	stem, ok := strings.CutSuffix(file, "."+from+".md")
	if !ok || strings.Contains(file, ":") {
		return dest
	}
	if fragment != "" {
		fragment = "#" + fragment
	}
	if i := strings.LastIndexByte(to, '-'); i > 0 && len(to)-i == 3 && strings.ToUpper(to[i:]) == to[i:] {
		to = to[:i] // an edition's own file links to those of its language
	}
	return stem + "." + to + ".md" + fragment
}

func address(dest string) string {
	if strings.ContainsAny(dest, " ()<>") {
		return "<" + dest + ">"
	}
	return dest
}

package plan

import (
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tocsin/internal/diag"
	"tocsin/internal/filename"
	"tocsin/internal/rule"
)

// from is where what leads to the target was written: an alias, or what gave a page its address.
func (t Target) from() diag.Pos {
	if t.From.File == "" && t.Page != nil && t.Page.File != nil {
		return t.Page.File.Pos("slug")
	}
	return t.From
}

// collisions reports two targets with one path, also where only case or the composition of letters tells them apart:
// many file systems and hosts do not. A file cannot stand where another target needs a folder, either. Nearly every
// path is as plain as its folded form, and they are sorted: only the others need a map.
func (b *builder) collisions() {
	f := filename.NewFolder()
	odd := map[string]int{}   // targets whose path is not its folded form, by that
	files := map[string]int{} // all targets but pages, by folded path
	for i, t := range b.Targets {
		key := f.Fold(t.Path)
		if !isIndex(key) {
			if _, taken := files[key]; !taken {
				files[key] = i
			}
		}
		switch first, taken := odd[key]; {
		case taken:
			b.collide(t, b.Targets[first])
		case key != t.Path:
			odd[key] = i
		case i > 0 && b.Targets[i-1].Path == t.Path:
			b.collide(t, b.Targets[i-1])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(odd)) {
		if plain, taken := b.at(key); taken && plain < odd[key] { // the later ones are told
			b.collide(b.Targets[odd[key]], b.Targets[plain])
		}
	}
	above := "" // targets of one folder follow each other
	for _, t := range b.Targets {
		dir := path.Dir(t.Path)
		if dir == above {
			continue
		}
		for above = dir; dir != "."; dir = path.Dir(dir) {
			key := f.Fold(dir)
			file, taken := files[key]
			if isIndex(key) {
				if file, taken = odd[key]; !taken {
					file, taken = b.at(key)
				}
			}
			if taken {
				b.collide(t, b.Targets[file])
				break
			}
		}
	}
}

func isIndex(name string) bool { return name == "index.html" || strings.HasSuffix(name, "/index.html") }

func (b *builder) collide(t, first Target) {
	if t.Kind != Page && t.Kind != Redirect && first.Kind == t.Kind && t.Page != nil && first.Page != nil && t.Page != first.Page && strings.EqualFold(norm.NFC.String(t.Page.Output()), norm.NFC.String(first.Page.Output())) {
		return // their cards, or what else each page has: the pages' own collision is told
	}
	at, other := t.from(), first.from()
	if at.File == "" {
		at, other = other, at
	}
	what := rule.PartMadePage.With()
	if other.File != "" {
		what = rule.PartFile.With("file", other.File)
	}
	b.diags.Add(at, rule.CollisionAddress, "path", strings.TrimSuffix(t.Path, "index.html"), "what", what)
}

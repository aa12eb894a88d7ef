package plan

import (
	"path"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/filename"
	"tocsin/internal/rule"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// gz is what follows a text file's name where a build makes compressed files too: paths are fit for that beforehand, so
// that --precompress changes nothing but what is there.
const gz = ".gz"

// names tells of paths that not every disk and host takes. Slugs are safe whatever they are made of, so what is left is
// what is taken over as it is written, and what is deep or long. It is told once where it was written.
func (b *builder) names() {
	type place struct {
		at diag.Pos
		id rule.ID
	}
	said := map[place]bool{}
	told := b.editionNames()
	above, fault := "", rule.ID("")
	for i := range b.Targets {
		t := &b.Targets[i]
		if told[t.Edition] || t.Page != nil && t.Page.File == nil {
			continue // a folder without a page of its own is as deep as its pages at most
		}
		dir, name := path.Split(t.Path)
		if dir != above { // targets of one folder follow each other
			above, fault = dir, ""
			for part := range strings.SplitSeq(strings.TrimSuffix(dir, "/"), "/") {
				if id := faultOf(part); part != "" && id != "" {
					fault, name = id, part
					break
				}
			}
		}
		id := fault
		switch {
		case id != "":
		case len(t.Path)+len(gz) > filename.MaxPath:
			id = rule.PathLong
		case len(name)+len(gz) > filename.MaxName:
			id = rule.PathName
		default:
			id = faultOf(name)
		}
		if id == "" {
			continue
		}
		at := t.from()
		if at.File == "" {
			at = diag.Pos{File: t.Source}
		}
		if said[place{at, id}] {
			continue
		}
		said[place{at, id}] = true
		b.unfit(at, id, t.Path)
	}
}

// editionNames tells of editions in whose folder nothing could lie: a language may be called aux or con.
func (b *builder) editionNames() map[*site.Edition]bool {
	told := map[*site.Edition]bool{}
	for _, e := range b.Site.Editions {
		for part := range strings.SplitSeq(e.Folder, "/") {
			if id := faultOf(part); id != "" && !told[e] {
				told[e] = true
				b.unfit(diag.Pos{File: source.ConfigFile}, id, e.Folder+"/")
			}
		}
	}
	return told
}

// unfit tells of a path, shortened where it is too long to be read.
func (b *builder) unfit(at diag.Pos, id rule.ID, p string) {
	switch id {
	case rule.PathLong:
		b.diags.Add(at, id, "path", filename.Cut(p, 80)+"…", "bytes", len(p), "most", filename.MaxPath-len(gz))
	case rule.PathName:
		b.diags.Add(at, id, "path", filename.Cut(p, 80)+"…", "most", filename.MaxName-len(gz))
	default:
		b.diags.Add(at, id, "path", p)
	}
}

// faultOf returns what is wrong with one name of a path, "" for nothing that is not told of its length.
func faultOf(name string) rule.ID {
	switch filename.Check(name) {
	case filename.Device:
		return rule.PathDevice
	case filename.Character:
		return rule.PathCharacter
	case filename.Ending:
		return rule.PathEnding
	case filename.Long:
		return rule.PathName
	}
	return ""
}

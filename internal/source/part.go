package source

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/parallel"
)

// manyEditions is how many editions a site may have before pages stop naming them all: with more, what every page and
// every entry of a site map says of the others would outgrow what it says of itself.
const manyEditions = 12

// Many reports whether the campaign has so many editions that its pages name only those of their own country, and lead
// to a page of places for the rest.
func (c *Campaign) Many() bool {
	n := 0
	for _, country := range c.Countries {
		n += len(country.Languages)
	}
	return n > manyEditions
}

// Folder returns where the edition of a country in one of its languages lies in the output: "ca/fr".
func (c *Campaign) Folder(country *Country, language string) string {
	return strings.NewReplacer("{country}", country.Code, "{language}", strings.ToLower(language)).Replace(c.EditionPath)
}

// part returns the countries that a build of some editions, named by code or folder, has to do with: their own, since a
// country waits for its languages. Nil is all of them: where no edition is named, where a page names every edition, as
// on a site of few, and where one has a host of its own, whose site map names the others.
func (c *Campaign) part(editions []string) (out []*Country) {
	if len(editions) == 0 || !c.Many() {
		return nil
	}
	for _, name := range editions {
		found := false
		for _, country := range c.Countries {
			for _, lang := range country.Languages {
				if name != country.Code+"/"+lang && name != c.Folder(country, lang) {
					continue
				}
				if country.BaseURL.In(lang) != "" {
					return nil
				}
				out, found = append(out, country), true
			}
		}
		if !found {
			return nil
		}
	}
	return out
}

// LoadPart is [Load] for whoever makes some editions alone. It reads what these need: files in their countries' languages,
// and those that others are translated from, since they decide what is released.
func LoadPart(fsys, builtin fs.FS, editions []string) (*Source, diag.List) {
	return loadOver(fsys, builtin, &loader{}, editions)
}

// Has reports whether an edition of the country is to be made from what was read.
func (s *Source) Has(c *Country) bool { return s.part == nil || slices.Contains(s.part, c) }

// Unread reports whether a page, or a message, has renditions that were not read since no edition needs them. The key is
// as in a file's name.
func (s *Source) Unread(key string, message bool) bool { return s.unread[unread{key, message}] }

// unread is a page or a message with renditions that were not read.
type unread struct {
	key     string
	message bool
}

// needed leaves of the Markdown files those that the part needs, in their order.
func (l *loader) needed(files []*File) []*File {
	if l.src.part == nil {
		return files
	}
	tags := map[string]bool{}
	for _, c := range l.src.part {
		for _, lang := range c.Languages {
			tags[lang], tags[c.Tag(lang)] = true, true
		}
	}
	sources := l.sources(files)
	keep := make([]bool, len(files))
	parallel.Each(len(files), func(i int) {
		f := files[i]
		keep[i] = tags[f.Tag] || sources[f] || l.namesSource(f.Path)
	})
	l.src.unread = map[unread]bool{}
	var out []*File
	for i, f := range files {
		if keep[i] {
			out = append(out, f)
		} else {
			l.src.unread[unread{f.Key, f.Message}] = true
		}
	}
	return out
}

// sources finds the files that others are translated from where none of them says so itself: the one in the campaign's
// source language, else the first in a language by its tag, else the first. A page may be help.en.md and help/index.en.md.
func (l *loader) sources(files []*File) map[*File]bool {
	first := map[unread]*File{}
	before := func(f, g *File) bool {
		want := l.src.Campaign.SourceLanguage
		if f.Tag == want || g.Tag == want {
			return f.Tag == want
		}
		if a, b := strings.Contains(f.Tag, "-"), strings.Contains(g.Tag, "-"); a != b {
			return b
		}
		return f.Tag < g.Tag
	}
	for _, f := range files {
		key := unread{f.Key, f.Message}
		if !f.Message && path.Base(f.Key) == "index" {
			key.key = path.Dir(f.Key)
		}
		if g := first[key]; g == nil || before(f, g) {
			first[key] = f
		}
	}
	out := map[*File]bool{}
	for _, f := range first {
		out[f] = true
	}
	return out
}

// namesSource reports whether a file's front matter may say which rendition is the source. It looks at no more of the file
// than front matter usually takes; where that does not hold it, the file is read whole.
func (l *loader) namesSource(name string) bool {
	f, err := l.fsys.Open(name)
	if err != nil {
		return true // and is told by whoever reads it
	}
	defer f.Close()
	text := make([]byte, 4096)
	n, err := io.ReadFull(f, text)
	head := trimBOM(text[:n])
	whole := err != nil
	if i := bytes.Index(head, []byte("\n---")); i >= 0 {
		head, whole = head[:i], true
	}
	return !whole || bytes.Contains(head, []byte("source"))
}

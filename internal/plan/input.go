package plan

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Input is a file of the campaign of which something is released.
type Input struct {
	Name string // in the campaign: content/learn/phishing.fr.md
	Sum  [sha256.Size]byte
}

// Inputs lists the campaign's files of which the site shows something, sorted by name, each once: its settings and facts,
// its own words, templates and assets, and the pages, messages and pictures that are released. What the program brings
// along is not among them, nor is what waits. An error is the disk's, with the file's path.
func (p *Plan) Inputs() ([]Input, error) {
	l := inputs{source: p.Site.Source, sums: map[string][sha256.Size]byte{}}
	if p.Site.Campaign == nil {
		return nil, nil
	}
	l.read(source.ConfigFile)
	for _, facts := range l.source.Facts {
		for _, f := range facts {
			l.at(f.At)
		}
	}
	for _, table := range l.source.Strings {
		for _, s := range table {
			if !s.Builtin {
				l.at(s.At)
			}
		}
	}
	for _, t := range l.source.Templates {
		if !t.Builtin {
			l.read(t.Path)
		}
	}
	b := builder{Plan: p}
	for _, name := range l.source.Assets {
		if wanted, appended := b.appended(name); (wanted || !appended) && l.source.Owns(name) {
			l.read(name)
		}
	}
	for _, e := range p.Site.Editions {
		l.edition(e)
	}
	for _, t := range p.Targets {
		if strings.HasPrefix(t.Source, "content/") {
			l.picture(t.Source, p.Assets[t.Source].Sum)
		}
	}
	return l.sorted(), l.err
}

// inputs gathers files, each once.
type inputs struct {
	source *source.Source
	sums   map[string][sha256.Size]byte
	err    error // the first
}

func (l *inputs) edition(e *site.Edition) {
	for _, p := range e.Pages {
		if p.File != nil {
			l.sums[p.File.Path] = p.File.Digest
		}
	}
	for _, id := range e.Messages() {
		f := e.Message(id)
		l.sums[f.Path] = f.Digest
	}
}

func (l *inputs) at(p diag.Pos) {
	if p.File != "" {
		l.read(p.File)
	}
}

// picture takes a file beside the pages, whose sum is known.
func (l *inputs) picture(name, sum string) {
	var s [sha256.Size]byte
	if n, err := hex.Decode(s[:], []byte(sum)); err != nil || n != len(s) {
		l.read(name)
		return
	}
	l.sums[name] = s
}

func (l *inputs) read(name string) {
	if _, there := l.sums[name]; there {
		return
	}
	data, err := l.source.ReadFile(name)
	if err != nil && l.err == nil {
		l.err = fmt.Errorf("%s: %w", name, err)
	}
	l.sums[name] = sha256.Sum256(data)
}

func (l *inputs) sorted() []Input {
	out := make([]Input, 0, len(l.sums))
	for name, sum := range l.sums {
		out = append(out, Input{name, sum})
	}
	slices.SortFunc(out, func(a, b Input) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// Digest returns the SHA-256, in hexadecimal, of a list of files as `sha256sum` prints it: a line for each, with its own
// sum, two spaces and its name.
func Digest(list []Input) string {
	h := sha256.New()
	for _, in := range list {
		fmt.Fprintf(h, "%s  %s\n", hex.EncodeToString(in.Sum[:]), in.Name)
	}
	return hex.EncodeToString(h.Sum(nil))
}

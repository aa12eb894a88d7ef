package evidence

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"tocsin/internal/manifest"
	"tocsin/internal/parallel"
	"tocsin/internal/plaintext"
	"tocsin/internal/plan"
	"tocsin/internal/prose"
	"tocsin/internal/segment"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// Unreleased is what a campaign keeps back at a moment: the sentences of eight words and more, and the names, of pages,
// messages and pictures of which nothing is released. What something released says too is not among it.
type Unreleased struct{ find *finder }

// Withheld gathers what is not released of the campaign that a plan is for, whose inputs are given. Builtin is the built-in
// theme, whose words every site may say. An error is the disk's.
func Withheld(p *plan.Plan, list []plan.Input, builtin fs.FS) (*Unreleased, error) {
	released := map[string]bool{}
	for _, in := range list {
		released[in.Name] = true
	}
	u := &Unreleased{newFinder()}
	src := p.Site.Source
	var out []*source.File
	for _, files := range [][]*source.File{src.Pages, src.Messages} {
		for _, f := range files {
			if released[f.Path] {
				continue
			}
			a, err := src.Anatomy(f)
			if err != nil {
				return nil, err
			}
			u.file(f, a)
			out = append(out, f)
		}
	}
	for name := range src.Media {
		if !released[name] {
			u.names(name, strings.TrimSuffix(path.Base(name), path.Ext(name)), path.Base(name))
		}
	}
	if len(out) == 0 && len(u.find.names) == 0 {
		return u, nil
	}
	for _, t := range p.Targets {
		u.find.release(t.Path)
	}
	if err := u.releaseFiles(src, list); err != nil {
		return nil, err
	}
	return u, u.releaseTheme(builtin)
}

// file takes in what a file says, and what its page is called.
func (u *Unreleased) file(f *source.File, a source.Anatomy) {
	for _, text := range texts(a) {
		for _, said := range prose.Sentences(text) {
			for part := range strings.SplitSeq(said, string(prose.Gap)) {
				u.find.add(part, f.Path)
			}
		}
	}
	name := path.Base(f.Key)
	if name == "index" {
		name = path.Base(path.Dir(f.Key))
	}
	u.names(f.Path, name, f.Front.Slug, path.Base(f.Path))
}

func (u *Unreleased) names(from string, names ...string) {
	for _, n := range names {
		u.find.name(n, from)
	}
}

// texts returns what readers would get of a file, a text for each heading, paragraph and so on, with prose.Gap for what a
// page fills in; then every other text of its front matter.
func texts(a source.Anatomy) []string {
	var out []string
	for _, s := range a.Segments {
		var b strings.Builder
		for _, p := range s.Parts {
			switch {
			case p.Kind == segment.Words:
				b.WriteString(p.Text)
			case p.Type == segment.BreakCode || p.Type == segment.HTMLCode:
				b.WriteByte(' ')
			case p.Kind == segment.Standalone:
				b.WriteRune(prose.Gap)
			}
		}
		out = append(out, b.String())
	}
	return append(out, a.FrontTexts()...)
}

// releaseFiles takes out what the released files of the campaign say: as readers get it, and as it is written.
func (u *Unreleased) releaseFiles(src *source.Source, list []plan.Input) error {
	for _, in := range list {
		data, err := src.ReadFile(in.Name)
		if err != nil {
			return err
		}
		u.find.release(in.Name)
		u.find.release(string(data))
		if path.Ext(in.Name) == ".md" {
			u.find.release(strings.Join(texts(source.Dissect(in.Name, data)), "\n"))
		}
	}
	return nil
}

// releaseTheme takes out what the built-in theme says.
func (u *Unreleased) releaseTheme(builtin fs.FS) error {
	for _, dir := range []string{"templates", "i18n", "assets"} {
		err := fs.WalkDir(builtin, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(builtin, name)
			u.find.release(string(data))
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// maxShown is how many characters of a sentence are told.
const maxShown = 80

// Traces looks for what is not released in every file of the site and every path, whatever the manifest says of them. The
// problems are sorted by path; each sentence and name is told once for a file. An error is the disk's.
func (s *Site) Traces(u *Unreleased) ([]Problem, error) {
	var files []string
	err := filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(s.dir, name); err == nil && d.Type().IsRegular() {
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		return nil, words.Problem("evidence.system", "target", s.dir, "cause", err)
	}
	found := make([][]Problem, len(files))
	var first error
	var once sync.Once
	parallel.Each(len(files), func(i int) {
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(files[i])))
		if err != nil {
			once.Do(func() {
				first = words.Problem("evidence.reading", "target", s.dir, "file", files[i], "cause", words.Cause(err))
			})
			return
		}
		found[i] = u.in(files[i], data)
	})
	var out []Problem
	for _, list := range found {
		out = append(out, list...)
	}
	return sorted(out), first
}

// in finds what one file says that is not released. Of the manifest the paths are looked at with the files themselves.
func (u *Unreleased) in(name string, data []byte) []Problem {
	said, named := map[int]bool{}, map[string]bool{}
	look := func(text string) {
		u.find.each(text, func(i int) {
			if !u.find.sentences[i].gone {
				said[i] = true
			}
		}, func(n string) { named[n] = true })
	}
	look(name)
	if !manifest.IsAbout(name) {
		for _, text := range plaintext.Readings(data) {
			look(text)
		}
	}
	var out []Problem
	for i := range said {
		s := u.find.sentences[i]
		out = append(out, Problem{Kind: Trace, Path: name, What: shortened(s.said), From: s.from})
	}
	for n := range named {
		out = append(out, Problem{Kind: Trace, Path: name, What: n, From: u.find.names[n]})
	}
	return out
}

func shortened(s string) string {
	if r := []rune(s); len(r) > maxShown {
		return string(r[:maxShown]) + "…"
	}
	return s
}

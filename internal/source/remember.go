package source

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"sync"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/memory"
	"tocsin/internal/record"
)

// What is kept of a Markdown file is what [parseFile] makes of it, and all that it was made from beside the program: the
// file's bytes, by their digest and by what the system tells of the file, and what the campaign's settings say of files of
// that name.

// origin is what a document was made from.
type origin struct {
	Tag     string
	Message bool
	Rules   []markdown.Typography
	File    record.Entry
}

// parsed is what was made of it.
type parsed struct {
	Front Front
	Docs  documents
	Diags diag.List
}

var (
	originForm = sync.OnceValue(memory.FormOf[origin])
	parsedForm = sync.OnceValue(memory.FormOf[parsed])
)

// remembered returns a file as it was parsed by an earlier run, if it would be parsed to the same now.
func (l *loader) remembered(f *File) (reading, bool) {
	data, ok := l.memory.Get(f.Path)
	if !ok {
		return reading{}, false
	}
	var o origin
	data, err := originForm().Read(data, &o)
	if err != nil || o.File.Path != f.Path || o.Tag != f.Tag || o.Message != f.Message || !slices.Equal(o.Rules, l.rules[f.Tag]) {
		return reading{}, false
	}
	untouched := l.watch.Untouched(o.File)
	if !untouched {
		text, _, err := readFile(l.fsys, f.Path)
		if sum := sha256.Sum256(text); err != nil || !bytes.Equal(sum[:], o.File.Sum) {
			return reading{}, false
		}
	}
	var p parsed
	if rest, err := parsedForm().Read(data, &p); err != nil || rest != "" {
		return reading{}, false
	}
	f.Front, f.docs = p.Front, p.Docs
	copy(f.Sum[:], o.File.Sum)
	r := reading{path: f.Path, file: f, diags: p.Diags, size: o.File.Mark.Size, mod: time.Unix(0, o.File.Mark.Mod)}
	if !untouched {
		l.remember(r) // so that it need not be read again
	}
	return r, true
}

// remember keeps a file as it was parsed.
func (l *loader) remember(r reading) {
	if l.memory == nil || r.file == nil {
		return
	}
	entry, ok := l.watch.Entry(r.path)
	if !ok {
		return
	}
	f := r.file
	copy(f.Sum[:], entry.Sum)
	data, _ := originForm().Append(nil, &origin{f.Tag, f.Message, l.rules[f.Tag], entry})
	if data, ok = parsedForm().Append(data, &parsed{f.Front, f.docs, r.diags}); ok {
		l.memory.Put(r.path, data)
	}
}

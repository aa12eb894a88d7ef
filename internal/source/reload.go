package source

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
)

// reading is one Markdown file as it was read, kept so that the next load of the same campaign need not read it again.
type reading struct {
	path  string
	file  *File // nil where it could not be read
	diags diag.List
	size  int64
	mod   time.Time
}

// Reload reads the campaign again after some of its files have changed, and gives what Load would give. Changed names
// them, slash-separated, relative to the campaign; nil means that nobody knows, and every file's size and time of
// change are looked at. What has not changed is taken from prev, which stays as it is.
func Reload(prev *Source, changed []string) (*Source, diag.List) {
	if prev.Campaign == nil {
		return Load(prev.campaign, prev.builtin)
	}
	if changed != nil {
		if src, diags, ok := prev.reread(changed); ok {
			return src, diags
		}
	}
	return loadOver(prev.campaign, prev.builtin, &loader{prev: prev, changed: changed}, nil)
}

// reread handles what happens a hundred times a day: somebody saved a page that was there before.
func (s *Source) reread(changed []string) (*Source, diag.List, bool) {
	l := &loader{fsys: s.campaign, rules: typographies(s.Campaign)}
	next := *s
	next.readings = slices.Clone(s.readings)
	for _, name := range changed {
		i, known := s.index[name]
		if !known || next.readings[i].file == nil {
			return nil, nil, false
		}
		info, err := fs.Lstat(s.campaign, name)
		if err != nil || !info.Mode().IsRegular() {
			return nil, nil, false
		}
		old := next.readings[i].file
		next.readings[i] = l.read(&File{Path: old.Path, Key: old.Key, Tag: old.Tag, Message: old.Message})
	}
	next.sortOut()
	return &next, next.everything(), true
}

// kept returns prev's reading of a file that has not changed since, parsed for the same rules.
func (l *loader) kept(f *File) (reading, bool) {
	if l.prev == nil || slices.Contains(l.changed, f.Path) {
		return reading{}, false
	}
	i, known := l.prev.index[f.Path]
	if !known || l.prev.readings[i].file == nil {
		return reading{}, false
	}
	r := l.prev.readings[i]
	info, err := fs.Stat(l.fsys, f.Path)
	if err != nil || r.size != info.Size() || !r.mod.Equal(info.ModTime()) {
		return reading{}, false
	}
	for _, t := range l.rules[f.Tag] {
		if r.file.docs[t] == nil {
			return reading{}, false
		}
	}
	return r, true
}

// sortOut fills what is derived from the readings.
func (s *Source) sortOut() {
	s.Pages, s.Messages = nil, nil
	if s.index == nil || len(s.index) != len(s.readings) {
		s.index = make(map[string]int, len(s.readings))
		for i, r := range s.readings {
			s.index[r.path] = i
		}
	}
	s.Pages = make([]*File, 0, len(s.readings))
	for _, r := range s.readings {
		switch {
		case r.file == nil:
		case r.file.Message:
			s.Messages = append(s.Messages, r.file)
		default:
			s.Pages = append(s.Pages, r.file)
		}
	}
}

// everything gathers the diagnostics of all files.
func (s *Source) everything() diag.List {
	out := slices.Clone(s.rest)
	for i := range s.readings {
		out = append(out, s.readings[i].diags...)
	}
	return out
}

// Folders lists the folders in which a campaign's own files lie, beside campaign.yaml.
func Folders() []string { return []string{"content", "templates", "assets", "i18n"} }

// Concerns reports whether a path, relative to the campaign, is one that a load reads: so that a watcher need not wake
// for public/ or an editor's scratch files.
func Concerns(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	if !slices.Contains(Folders(), top) {
		return name == ConfigFile || name == edit.Journal
	}
	for part := range strings.SplitSeq(path.Clean(name), "/") {
		if skipped(part) {
			return false
		}
	}
	return true
}

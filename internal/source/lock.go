package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/rule"
)

// LockFile says what each translation was made from. Only `tocsin translate` writes it.
const LockFile = "i18n/translations.lock"

// maxLock bounds the lock, in bytes: a line for each segment of each translation is some 3 KB a page.
const maxLock = 512 << 20

// Lock is LockFile as it was read: for each rendition, by path, the segments of the source that it was made from, in
// the order of the text, fields of the front matter last.
type Lock map[string][]LockEntry

// LockEntry is one segment of a source as it was when somebody vouched for the rendition.
type LockEntry struct {
	Key      string // of a field its name; in the body digits that sort in the order of the text, see KeyBetween
	Digest   string
	Text     string // the source's words
	Doubtful bool   // it stands between git's conflict marks: nobody knows which side is right
}

// Field returns the name of the front matter's field that the entry is for, "" in the body.
func (e LockEntry) Field() string {
	if strings.Trim(e.Key, "0123456789") == "" {
		return ""
	}
	return e.Key
}

const lockHead = "# What each translation was made from: one line a segment of its source. Written by `tocsin translate`, never by hand.\n"

// ParseLock reads a lock. A line that cannot be read is told and left out, so that its segment counts as new.
func ParseLock(text []byte) (Lock, diag.List) {
	l, conflict, n := Lock{}, false, 0
	var diags diag.List
	if len(text) > maxLock {
		diags.Add(diag.Pos{File: LockFile}, rule.LimitLock, "most", maxLock>>20)
		return l, diags
	}
	for line := range bytes.Lines(trimBOM(text)) {
		n++
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0 || line[0] == '#':
			continue
		case mark(line, "<<<<<<<"):
			conflict = true
			continue
		case mark(line, ">>>>>>>"):
			conflict = false
			continue
		case mark(line, "=======") || mark(line, "|||||||"):
			continue
		}
		f := strings.Split(string(line), "\t")
		if len(f) != 4 || f[0] == "" || !validKey(f[1]) || len(f[2]) != 12 {
			diags.Add(diag.Pos{File: LockFile, Line: n, Column: 1}, rule.Lock)
			continue
		}
		path := unescapeLine(f[0])
		e := LockEntry{f[1], f[2], unescapeLine(f[3]), conflict}
		l[path] = append(l[path], e)
	}
	for path, entries := range l {
		slices.SortStableFunc(entries, func(a, b LockEntry) int { return cmp.Compare(a.Key, b.Key) })
		kept := entries[:1]
		for _, e := range entries[1:] {
			if last := &kept[len(kept)-1]; last.Key == e.Key {
				last.Doubtful = last.Doubtful || e.Digest != last.Digest
				continue
			}
			kept = append(kept, e)
		}
		l[path] = kept
	}
	return l, diags
}

// mark reports whether a line is one of git's conflict marks, this one.
func mark(line []byte, sign string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(sign))
	return ok && (len(rest) == 0 || rest[0] == ' ')
}

func validKey(k string) bool {
	if strings.Trim(k, "0123456789") == "" {
		return len(k) >= 4
	}
	return slices.ContainsFunc(fields, func(f [2]string) bool { return k == f[0] && f[1] == "" || k == f[0]+"."+f[1] })
}

// Bytes writes the lock. Doubtful entries are left out: what they stand for is stale, with the marks or without.
func (l Lock) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(lockHead)
	for _, path := range slices.Sorted(maps.Keys(l)) {
		entries := slices.Clone(l[path])
		slices.SortFunc(entries, func(a, b LockEntry) int { return cmp.Compare(a.Key, b.Key) })
		for _, e := range entries {
			if !e.Doubtful {
				b.WriteString(escapeLine(path) + "\t" + e.Key + "\t" + e.Digest + "\t" + escapeLine(e.Text) + "\n")
			}
		}
	}
	return b.Bytes()
}

var (
	escaping   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	unescaping = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

func escapeLine(s string) string { return escaping.Replace(s) }

func unescapeLine(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	return unescaping.Replace(s)
}

// lock reads the campaign's own lock; the built-in theme has none.
func (l *loader) lock() {
	text, err := fs.ReadFile(l.fsys, LockFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return
	case err != nil:
		l.unreadable(LockFile, err)
		return
	}
	lock, diags := ParseLock(text)
	l.src.Lock, l.src.lockSum = lock, crc32.Checksum(text, castagnoli)
	l.diags = append(l.diags, diags...)
}

// LockText returns the lock's bytes, nil where there is no lock: what a change of it must start from. It is an error if
// they are not those that were read any more.
func (s *Source) LockText() ([]byte, error) {
	text, err := fs.ReadFile(s.campaign, LockFile)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = nil, nil
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", LockFile, err)
	case (text == nil) != (s.Lock == nil) || crc32.Checksum(text, castagnoli) != s.lockSum:
		return nil, edit.ChangedError{Path: LockFile}
	}
	return text, nil
}

// Exists reports whether a Markdown file is there, readable or not.
func (s *Source) Exists(path string) bool {
	_, known := s.index[path]
	return known
}

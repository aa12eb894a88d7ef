package toolkit

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"crypto/sha256"
	"hash/crc32"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tocsin/internal/filename"
	"tocsin/internal/manifest"
)

// File is a file of an archive, ready to be written into any number of them.
type File struct {
	Name   string // slash-separated; SafeName has seen each of its parts
	Sum    [sha256.Size]byte
	size   int
	crc    uint32
	packed []byte
	method uint16
}

// Packer makes archives. It is safe for many goroutines; its zero value is ready.
type Packer struct{ writers sync.Pool }

// File packs a file once, however many archives it goes into. Pictures and PDFs are stored as they are; data must not
// change afterwards.
func (k *Packer) File(name string, data []byte) *File {
	f := &File{Name: name, Sum: sha256.Sum256(data), size: len(data), crc: crc32.ChecksumIEEE(data), packed: data, method: zip.Store}
	switch path.Ext(name) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf":
		return f
	}
	var b bytes.Buffer
	w, ok := k.writers.Get().(*flate.Writer)
	if !ok {
		w, _ = flate.NewWriter(nil, flate.BestCompression) // the level is one there is
	}
	defer k.writers.Put(w)
	w.Reset(&b)
	_, _ = w.Write(data) // to memory: it cannot fail
	_ = w.Close()
	if b.Len() < len(data) {
		f.packed, f.method = b.Bytes(), zip.Deflate
	}
	return f
}

// Manifest lists files with their SHA-256 in the form of a site's manifest.json, by which `tocsin verify` can hold an
// unpacked archive against what was packed.
func (k *Packer) Manifest(files []*File) *File {
	list := make([]manifest.File, len(files))
	for i, f := range files {
		list[i] = manifest.File{Path: f.Name, Size: int64(f.size), Sum: f.Sum}
	}
	return k.File(manifest.Name, manifest.Encode(manifest.Head{}, list))
}

func byName(a, b *File) int { return cmp.Compare(a.Name, b.Name) }

// utf8Name is the flag of names that are UTF-8; without it old programs read them in the code page of their machine.
const utf8Name = 0x800

// epoch is the first moment that an archive can tell.
var epoch = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// Archive appends a ZIP of the files to dst: sorted by name, all of the same time, so that the same files give the same
// bytes. An archive knows no time zones: what the clock of at shows is told. A time that it cannot tell is 1 January 1980.
func Archive(dst []byte, files []*File, at time.Time) ([]byte, error) {
	if at.Before(epoch) || at.Year() > 2107 {
		at = epoch
	}
	out := bytes.NewBuffer(dst)
	w := zip.NewWriter(out)
	for _, f := range slices.SortedFunc(slices.Values(files), byName) {
		h := &zip.FileHeader{Name: f.Name, Method: f.method, CRC32: f.crc, CreatorVersion: 20, ReaderVersion: 20, Flags: utf8Name,
			CompressedSize64: uint64(len(f.packed)), UncompressedSize64: uint64(f.size)}
		//lint:ignore SA1019 CreateRaw writes these, and not Modified
		h.ModifiedDate, h.ModifiedTime = dosDate(at), dosTime(at)
		h.SetMode(0o644)
		body, err := w.CreateRaw(h) // the sizes stand before the bytes, where every program finds them
		if err == nil {
			_, err = body.Write(f.packed)
		}
		if err != nil {
			return dst, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// Size is how long the archive of some files is, in bytes.
func Size(files []*File) int {
	const local, central, end = 30, 46, 22 // what stands before each file, in the list of all, and at the end
	n := end
	for _, f := range files {
		n += local + central + 2*len(f.Name) + len(f.packed)
	}
	return n
}

func dosDate(t time.Time) uint16 { return uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9) }

func dosTime(t time.Time) uint16 { return uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11) }

// maxName is how many bytes one part of a name in an archive may have. Windows has 260 characters for a whole path.
const maxName = 90

// SafeName makes one part of a path of words in any language: something that every system takes for the name of a file
// or folder within the one that it stands in, composed as Windows and Linux write it. It is never empty.
func SafeName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r >= ' ' && r != 0x7f && filename.Unfit(r):
			return '-'
		case !unicode.IsGraphic(r), unicode.Is(unicode.Cf, r): // marks of direction make a name read as another
			return -1
		}
		return r
	}, norm.NFC.String(s))
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Trim(filename.Cut(s, maxName), ". -")
	if s == "" {
		return "_"
	}
	if filename.Reserved(s) {
		return "_" + s
	}
	return s
}

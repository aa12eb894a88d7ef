// Package manifest is the form of manifest.json: which files a site has, and what it was made from. A site has one, and
// so has each archive for partners. It decides nothing and reads no disk.
package manifest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

const (
	// Name is the manifest's file, at the root of what it lists.
	Name = "manifest.json"
	// Signature is the file beside it that holds the manifest's signature in the form of OpenSSH.
	Signature = Name + ".sig"
	// Generator is the value of the manifest's first field, by which a folder is known to be ours.
	Generator = "tocsin"
)

// Limit is how many bytes a manifest may have: half a million files.
const Limit = 128 << 20

// IsAbout reports whether a path is the manifest or its signature, which the manifest does not list.
func IsAbout(path string) bool { return path == Name || path == Signature }

// Head is what a manifest says of the whole. A zero field is left out.
type Head struct {
	Version string    // of the program that made the site, as `tocsin version` tells it
	Input   string    // SHA-256, in hexadecimal, of the list of all that was released: see plan.Digest
	At      time.Time // the moment for which the site was built; in a signed site alone
}

// File is what a manifest says of one file.
type File struct {
	Path string // slash-separated, relative to the folder
	Size int64  // in bytes
	Sum  [sha256.Size]byte
}

// Encode returns manifest.json, a line for each file so that two can be compared by eye. It sorts files by path. The same
// head and files give the same bytes.
func Encode(h Head, files []File) []byte {
	slices.SortFunc(files, func(x, y File) int { return cmp.Compare(x.Path, y.Path) })
	var b bytes.Buffer
	b.Grow(200 + len(files)*160)
	b.WriteString(`{"generator": "` + Generator + `", `)
	field := func(name, value string) {
		if value != "" {
			b.WriteString(`"` + name + `": `)
			b.Write(quoted(value))
			b.WriteString(", ")
		}
	}
	field("version", h.Version)
	field("input", h.Input)
	if !h.At.IsZero() {
		field("at", h.At.UTC().Format(time.RFC3339))
	}
	b.WriteString(`"files": [`)
	for i, f := range files {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n{\"path\": ")
		b.Write(quoted(f.Path))
		b.WriteString(`, "size": `)
		b.Write(strconv.AppendInt(b.AvailableBuffer(), f.Size, 10))
		b.WriteString(`, "sha256": "`)
		b.Write(hex.AppendEncode(b.AvailableBuffer(), f.Sum[:]))
		b.WriteString(`"}`)
	}
	b.WriteString("\n]}\n")
	return b.Bytes()
}

func quoted(s string) []byte {
	out, _ := json.Marshal(s) // strings can always be written
	return out
}

package manifest

import (
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"tocsin/internal/words"
)

// Manifest is a manifest.json that was read.
type Manifest struct {
	Head
	Files []File // each path once
}

// form is manifest.json as it is written.
type form struct {
	Generator string    `json:"generator"`
	Version   string    `json:"version"`
	Input     string    `json:"input"`
	At        time.Time `json:"at"`
	Files     []struct {
		Path   string `json:"path"`
		Size   int64  `json:"size"`
		SHA256 string `json:"sha256"`
	} `json:"files"`
}

// Decode reads a manifest.json, which may come from anywhere: nothing in it is believed but paths that stay inside the
// folder, each once, sizes that can be, and whole digests. Name is what the file is called in an error.
func Decode(name string, data []byte) (*Manifest, error) {
	var f form
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, words.Problem("manifest.damaged", "file", name, "cause", err)
	}
	if f.Generator != Generator {
		return nil, words.Problem("manifest.foreign", "file", name)
	}
	m := &Manifest{Head: Head{f.Version, f.Input, f.At}, Files: make([]File, len(f.Files))}
	seen := make(map[string]struct{}, len(f.Files))
	for i, from := range f.Files {
		to := &m.Files[i]
		to.Path, to.Size = from.Path, from.Size
		if err := ValidPath(from.Path); err != nil {
			return nil, words.Problem("manifest.damaged", "file", name, "cause", err)
		}
		if n, err := hex.Decode(to.Sum[:], []byte(fit(from.SHA256, 2*len(to.Sum)))); err != nil || n != len(to.Sum) || from.Size < 0 {
			return nil, words.Problem("manifest.entry", "file", name, "path", strconv.Quote(from.Path))
		}
		if _, twice := seen[from.Path]; twice || IsAbout(from.Path) {
			return nil, words.Problem("manifest.twice", "file", name, "path", strconv.Quote(from.Path))
		}
		seen[from.Path] = struct{}{}
	}
	return m, nil
}

// fit returns a text of just that length, or nothing, so that a digest is never written over its end.
func fit(s string, n int) string {
	if len(s) != n {
		return ""
	}
	return s
}

// ValidPath returns an error, made by package words, for a path that leads out of the folder or that some system could
// not hold.
func ValidPath(rel string) error {
	if !fs.ValidPath(rel) || rel == "." || strings.ContainsAny(rel, "\\\x00") {
		return words.Problem("manifest.path", "path", strconv.Quote(rel))
	}
	if _, err := filepath.Localize(rel); err != nil {
		return words.Problem("manifest.name", "path", strconv.Quote(rel))
	}
	return nil
}

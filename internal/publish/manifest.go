package publish

import (
	"crypto/sha256"
	"io"
	"os"

	"tocsin/internal/manifest"
)

// entry is what manifest.json says of one file.
type entry = manifest.File

// sumFile reads a file for manifest.json.
func sumFile(name, rel string) (entry, error) {
	e := entry{Path: rel}
	f, err := os.Open(name)
	if err != nil {
		return e, err
	}
	defer f.Close()
	h := sha256.New()
	if e.Size, err = io.Copy(h, f); err != nil {
		return e, err
	}
	h.Sum(e.Sum[:0])
	return e, nil
}

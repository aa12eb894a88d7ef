package publish

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"tocsin/internal/words"
)

const (
	manifestName = "manifest.json"
	generator    = "tocsin" // the value of manifest.json's first field, by which a folder is known to be ours
)

// entry is what manifest.json says of one file.
type entry struct {
	path string
	size int64
	sum  [sha256.Size]byte
}

// manifest is the form of manifest.json: the files sorted by path, itself not among them.
type manifest struct {
	Generator string         `json:"generator"`
	Files     []manifestFile `json:"files"`
}

type manifestFile struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// encodeManifest appends manifest.json to b, a line for each file so that two can be compared by eye. It sorts files.
func encodeManifest(b *bytes.Buffer, files []entry) error {
	slices.SortFunc(files, func(x, y entry) int { return cmp.Compare(x.path, y.path) })
	b.WriteString(`{"generator": "` + generator + `", "files": [`)
	for i, e := range files {
		name, err := json.Marshal(e.path)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n{\"path\": ")
		b.Write(name)
		b.WriteString(`, "size": `)
		b.Write(strconv.AppendInt(b.AvailableBuffer(), e.size, 10))
		b.WriteString(`, "sha256": "`)
		b.Write(hex.AppendEncode(b.AvailableBuffer(), e.sum[:]))
		b.WriteString(`"}`)
	}
	b.WriteString("\n]}\n")
	return nil
}

// sumFile reads a file for manifest.json.
func sumFile(name, rel string) (entry, error) {
	e := entry{path: rel}
	f, err := os.Open(name)
	if err != nil {
		return e, err
	}
	defer f.Close()
	h := sha256.New()
	if e.size, err = io.Copy(h, f); err != nil {
		return e, err
	}
	h.Sum(e.sum[:0])
	return e, nil
}

// Kind says what is wrong with a file of a published site.
type Kind string

const (
	Missing Kind = "missing" // manifest.json lists it, the folder does not hold it
	Changed Kind = "changed" // it has not the bytes that manifest.json says, or is no regular file
	Extra   Kind = "extra"   // manifest.json does not list it
)

// Problem is one file that is not as manifest.json says.
type Problem struct {
	Kind Kind
	Path string // slash-separated, relative to the folder
}

// String returns "missing: ca/en/index.html".
func (p Problem) String() string { return string(p.Kind) + ": " + p.Path }

// Verify holds every file of a published site against its manifest.json. The problems are sorted by path, none for a
// site that is whole. An error means that it can't be told: no folder, no manifest.json, a damaged one, a failing disk.
// Symbolic links in the folder are not followed.
func Verify(dir string) ([]Problem, error) {
	list, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	t := &tree{root: dir}
	if err := t.scan(); err != nil {
		return nil, err
	}
	delete(t.entries, manifestName)
	var problems []Problem
	for _, want := range list.Files {
		regular, there := t.entries[want.Path]
		delete(t.entries, want.Path)
		if !there {
			problems = append(problems, Problem{Missing, want.Path})
			continue
		}
		same := false
		if regular {
			got, err := sumFile(t.path(want.Path), want.Path)
			if err != nil {
				return nil, words.Problem("publish.verify", "target", dir, "file", want.Path, "cause", bare(err))
			}
			same = got.size == want.Size && hex.EncodeToString(got.sum[:]) == want.SHA256
		}
		if !same {
			problems = append(problems, Problem{Changed, want.Path})
		}
	}
	for rel := range t.entries {
		problems = append(problems, Problem{Extra, rel})
	}
	slices.SortFunc(problems, func(x, y Problem) int { return cmp.Compare(x.Path, y.Path) })
	return problems, nil
}

// readManifest returns the folder's manifest.json, which may come from anywhere: nothing in it is believed but paths
// that stay inside the folder, each once.
func readManifest(dir string) (manifest, error) {
	var m manifest
	name := filepath.Join(dir, manifestName)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return m, words.Problem("publish.no-manifest", "target", dir, "manifest", manifestName)
	}
	if err != nil {
		return m, words.Problem("publish.system", "target", name, "cause", bare(err))
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return m, words.Problem("publish.damaged", "file", name, "cause", err)
	}
	if m.Generator != generator {
		return m, words.Problem("publish.foreign", "file", name)
	}
	seen := make(map[string]struct{}, len(m.Files))
	for _, f := range m.Files {
		if err := validPath(f.Path); err != nil {
			return m, words.Problem("publish.damaged", "file", name, "cause", err)
		}
		if _, twice := seen[f.Path]; twice {
			return m, words.Problem("publish.twice", "file", name, "path", strconv.Quote(f.Path))
		}
		seen[f.Path] = struct{}{}
	}
	return m, nil
}

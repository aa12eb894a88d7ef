package evidence

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"

	"tocsin/internal/manifest"
	"tocsin/internal/words"
)

// Site is a published site in a folder, with what its manifest says of it.
type Site struct {
	Manifest  *manifest.Manifest
	List      []byte // manifest.json as it is: what a signature is about
	Signature []byte // manifest.json.sig; nil for none
	dir       string
}

// Open reads the manifest of the site in a folder, and its signature. An error, made by package words, means that nothing
// can be told: no folder, no manifest.json, a damaged one.
func Open(dir string) (*Site, error) {
	name := filepath.Join(dir, manifest.Name)
	list, err := readUpTo(name, manifest.Limit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, words.Problem("evidence.no-manifest", "target", dir, "manifest", manifest.Name)
	}
	if err != nil {
		return nil, words.Problem("evidence.system", "target", name, "cause", words.Cause(err))
	}
	m, err := manifest.Decode(name, list)
	if err != nil {
		return nil, err
	}
	s := &Site{Manifest: m, List: list, dir: dir}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		s.dir = real
	}
	name = filepath.Join(dir, manifest.Signature)
	s.Signature, err = readUpTo(name, maxSignature)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, words.Problem("evidence.system", "target", name, "cause", words.Cause(err))
	}
	return s, nil
}

// maxSignature is more than the file of any signature has, in bytes.
const maxSignature = 64 << 10

// readUpTo reads a file that has no more bytes than a limit.
func readUpTo(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = words.Problem("evidence.large", "most", limit)
	}
	return data, err
}

// Check holds every file and folder of the site against its manifest. The problems are sorted by path, none for a site
// that is whole. An error, made by package words, means that it can't be told. Symbolic links are not followed.
func (s *Site) Check() ([]Problem, error) {
	t := tree{files: map[string]fs.FileMode{}, folders: map[string]fs.FileMode{}}
	if err := filepath.WalkDir(s.dir, t.visit(s.dir)); err != nil {
		return nil, words.Problem("evidence.system", "target", s.dir, "cause", err)
	}
	problems := t.empty()
	problems = append(problems, t.modes()...)
	for _, want := range s.Manifest.Files {
		mode, there := t.files[want.Path]
		delete(t.files, want.Path)
		if !there {
			problems = append(problems, Problem{Kind: Missing, Path: want.Path})
			continue
		}
		same := false
		if mode.IsRegular() {
			var err error
			same, err = s.holds(want)
			if errors.Is(err, fs.ErrPermission) {
				continue // what keeps it from being read is told already
			}
			if err != nil {
				return nil, words.Problem("evidence.reading", "target", s.dir, "file", want.Path, "cause", words.Cause(err))
			}
		}
		if !same {
			problems = append(problems, Problem{Kind: Changed, Path: want.Path})
		}
	}
	for rel, mode := range t.files {
		switch {
		case !manifest.IsAbout(rel):
			problems = append(problems, Problem{Kind: Extra, Path: rel})
		case !mode.IsRegular():
			problems = append(problems, Problem{Kind: Changed, Path: rel})
		}
	}
	return sorted(problems), nil
}

// holds reports whether a file has the bytes that the manifest says.
func (s *Site) holds(want manifest.File) (bool, error) {
	f, err := os.Open(filepath.Join(s.dir, filepath.FromSlash(want.Path)))
	if err != nil {
		return false, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return n == want.Size && [sha256.Size]byte(h.Sum(nil)) == want.Sum, err
}

// tree is what a folder holds, by slash-separated path; the folder itself is ".".
type tree struct{ files, folders map[string]fs.FileMode }

func (t tree) visit(root string) fs.WalkDirFunc {
	return func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		into := t.files
		if info.IsDir() {
			into = t.folders
		}
		into[filepath.ToSlash(rel)] = info.Mode()
		return nil
	}
}

// empty finds the folders in which no file lies, however deep: a build leaves none. Of one within another the upper is
// told.
func (t tree) empty() []Problem {
	full := map[string]bool{".": true}
	for rel := range t.files {
		for d := path.Dir(rel); !full[d]; d = path.Dir(d) {
			full[d] = true
		}
	}
	var out []Problem
	for rel := range t.folders {
		if !full[rel] && full[path.Dir(rel)] {
			out = append(out, Problem{Kind: Empty, Path: rel + "/"})
		}
	}
	return out
}

// modes finds what has other permissions than the rest. A build gives every folder what the umask leaves of 0755 and every
// file what it leaves of 0644, and copying a site may do so again; so the umask is read from what most folders have. What
// is executable, what everybody may write, and what runs as its owner is told in any case. A system without such
// permissions has none to tell.
func (t tree) modes() []Problem {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder := t.usual()
	if folder&0o002 != 0 {
		folder &^= 0o022
	}
	var out []Problem
	tell := func(rel string, mode, want fs.FileMode) {
		if mode != want {
			out = append(out, Problem{Kind: Mode, Path: rel, What: fmt.Sprintf("%s, not %s", octal(mode), octal(want))})
		}
	}
	for rel, mode := range t.folders {
		if rel == "." {
			rel = ""
		}
		tell(rel+"/", mode.Perm(), folder)
	}
	for rel, mode := range t.files {
		if mode.IsRegular() {
			tell(rel, mode.Perm()|mode&(fs.ModeSetuid|fs.ModeSetgid|fs.ModeSticky), folder&0o666)
		}
	}
	return out
}

// usual returns the permissions that most folders have; of two that as many have, the site's own folder's.
func (t tree) usual() fs.FileMode {
	count := map[fs.FileMode]int{}
	for _, mode := range t.folders {
		count[mode.Perm()]++
	}
	usual := t.folders["."].Perm()
	for _, mode := range slices.Sorted(maps.Keys(count)) {
		if count[mode] > count[usual] {
			usual = mode
		}
	}
	return usual
}

// octal writes permissions as chmod takes them: 0644, 04755.
func octal(mode fs.FileMode) string {
	n := uint32(mode.Perm())
	for bit, value := range map[fs.FileMode]uint32{fs.ModeSetuid: 0o4000, fs.ModeSetgid: 0o2000, fs.ModeSticky: 0o1000} {
		if mode&bit != 0 {
			n |= value
		}
	}
	return fmt.Sprintf("%#04o", n)
}

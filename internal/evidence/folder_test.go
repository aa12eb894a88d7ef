package evidence

import (
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tocsin/internal/manifest"
)

// lay writes files, and a manifest.json of them.
func lay(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	var list []manifest.File
	for name, text := range files {
		put(t, dir, name, text)
		list = append(list, manifest.File{Path: name, Size: int64(len(text)), Sum: sha256.Sum256([]byte(text))})
	}
	put(t, dir, manifest.Name, string(manifest.Encode(manifest.Head{}, list)))
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// told holds a site against its manifest, and returns what is wrong, a line each.
func told(t *testing.T, dir string) string {
	t.Helper()
	web, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	list, err := web.Check()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range list {
		out = append(out, p.String())
	}
	return strings.Join(out, "\n")
}

func TestCheck(t *testing.T) {
	must := func(errs ...error) {
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		name string
		do   func(dir, at string)
		want string
	}{
		{"nothing", func(dir, at string) {}, ""},
		{"a signature is not listed", func(dir, at string) { put(t, dir, manifest.Signature, "x") }, ""},
		{"bytes", func(dir, at string) { put(t, dir, "a/b/c", "2") }, "changed: a/b/c"},
		{"size", func(dir, at string) { put(t, dir, "a/b/c", "12") }, "changed: a/b/c"},
		{"gone", func(dir, at string) { must(os.Remove(at)) }, "empty: a/\nmissing: a/b/c"},
		{"a link", func(dir, at string) { must(os.Remove(at), os.Symlink("d", at)) }, "changed: a/b/c"},
		{"a folder instead", func(dir, at string) { must(os.Remove(at), os.Mkdir(at, 0o755)) }, "empty: a/\nmissing: a/b/c"},
		{"more", func(dir, at string) { put(t, dir, "more/extra", "") }, "extra: more/extra"},
		{"an empty folder", func(dir, at string) { must(os.MkdirAll(filepath.Join(dir, "x/y"), 0o755)) }, "empty: x/"},
		{"executable", func(dir, at string) { must(os.Chmod(at, 0o755)) }, "mode: a/b/c (0755, not 0644)"},
		{"for the owner alone", func(dir, at string) { must(os.Chmod(at, 0o600)) }, "mode: a/b/c (0600, not 0644)"},
		{"for all to write", func(dir, at string) { must(os.Chmod(at, 0o666)) }, "mode: a/b/c (0666, not 0644)"},
		{"the list itself", func(dir, at string) { must(os.Chmod(filepath.Join(dir, manifest.Name), 0o640)) }, "mode: manifest.json (0640, not 0644)"},
		{"as its owner", func(dir, at string) { must(os.Chmod(at, 0o644|os.ModeSetuid)) }, "mode: a/b/c (04644, not 0644)"},
		{"a folder", func(dir, at string) { must(os.Chmod(filepath.Join(dir, "a"), 0o700)) }, "mode: a/ (0700, not 0755)"},
		{"every folder, for all to write", func(dir, at string) {
			for _, d := range []string{"", "a", "a/b"} {
				must(os.Chmod(filepath.Join(dir, d), 0o777))
			}
		}, "mode: / (0777, not 0755)\nmode: a/ (0777, not 0755)\nmode: a/b/ (0777, not 0755)"},
		{"another umask", func(dir, at string) {
			for _, d := range []string{"", "a", "a/b"} {
				must(os.Chmod(filepath.Join(dir, d), 0o700))
			}
			for _, f := range []string{"a/b/c", "e", manifest.Name} {
				must(os.Chmod(filepath.Join(dir, f), 0o600))
			}
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			lay(t, dir, map[string]string{"a/b/c": "1", "e": "1"})
			must(os.Chmod(dir, 0o755))
			tt.do(dir, filepath.Join(dir, "a/b/c"))
			if d := cmp.Diff(tt.want, told(t, dir)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			link := filepath.Join(t.TempDir(), "link")
			if os.Symlink(dir, link) == nil && told(t, link) != told(t, dir) {
				t.Errorf("through a link: %s", told(t, link))
			}
		})
	}
}

// What is no manifest of ours is an error, not a site without files.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	sum := strings.Repeat("0", 64)
	for _, bad := range []string{"", "{}", "[]", `{"generator": "other", "files": []}`,
		`{"generator": "tocsin", "files": [{"path": "../../etc/passwd", "sha256": "` + sum + `"}]}`,
		`{"generator": "tocsin", "files": [{"path": "a", "sha256": "` + sum + `"}, {"path": "a", "sha256": "` + sum + `"}]}`,
		`{"generator": "tocsin", "files": [{"path": "manifest.json", "sha256": "` + sum + `"}]}`,
		`{"generator": "tocsin", "files": [{"path": "a"}]}`,
		`{"generator": "tocsin", "files": [{"path": "a", "sha256": "` + sum + `00"}]}`,
		`{"generator": "tocsin", "files": [{"path": "a", "size": -1, "sha256": "` + sum + `"}]}`,
		`{"generator": "tocsin", "at": "yesterday", "files": []}`,
	} {
		put(t, dir, manifest.Name, bad)
		if _, err := Open(dir); err == nil {
			t.Errorf("taken: %s", bad)
		}
	}
	if _, err := Open(t.TempDir()); err == nil || !strings.Contains(err.Error(), "build the site first") {
		t.Errorf("an empty folder: %v", err)
	}
}

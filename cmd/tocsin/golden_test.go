package main

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite testdata/golden/site.txtar; read the difference before you keep it")

// TestGolden builds a small campaign of two countries and three languages and holds every text file of the site
// against what somebody has read. A new look changes no more of it than the markup: hashes in names are left out.
func TestGolden(t *testing.T) {
	campaign, err := txtar.ParseFile("testdata/golden/campaign.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range campaign.Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), []string{"build", "--quiet", "--dir", dir, "--at", "2026-10-01T09:00"}, &stdout, &stderr); code != exitOK {
		t.Fatalf("exit %d\n%s", code, &stderr)
	}
	got := collect(t, os.DirFS(filepath.Join(dir, "public")))
	got.Comment = []byte("What `tocsin build --at 2026-10-01T09:00` makes of campaign.txtar. go test ./cmd/tocsin -run Golden -update writes it.\n\n" +
		"stderr:\n" + stderr.String() + "\n")
	const golden = "testdata/golden/site.txtar"
	if *update {
		if err := os.WriteFile(golden, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(txtar.Format(want)), string(txtar.Format(got))); d != "" {
		t.Errorf("the site is not what testdata/golden/site.txtar says (-want +got):\n%s", d)
	}
}

var hashedName = regexp.MustCompile(`\.[0-9a-f]{8}\.(css|js|svg|json|png|jpg|webp|gif)`)

// listed names what is in an archive.
func listed(t *testing.T, data []byte) []byte {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, f := range r.File {
		fmt.Fprintln(&b, f.Name)
	}
	return b.Bytes()
}

// collect reads a site's text files, but for the theme's own assets and the manifest, which is all hashes.
func collect(t *testing.T, fsys fs.FS) *txtar.Archive {
	a := &txtar.Archive{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if name == "manifest.json" || path.Dir(name) == "assets" || path.Ext(name) == ".png" {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if path.Ext(name) == ".zip" {
			data = listed(t, data)
		}
		// txtar has no carriage returns; TestICS and others hold them
		data = bytes.ReplaceAll(hashedName.ReplaceAll(data, []byte(".HASH.$1")), []byte("\r\n"), []byte("\n"))
		a.Files = append(a.Files, txtar.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(a.Files, func(x, y txtar.File) int { return strings.Compare(x.Name, y.Name) })
	return a
}

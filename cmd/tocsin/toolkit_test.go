package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

// unzipped adds to a site's files what is in its archives, each under "ARCHIVE!NAME".
func unzipped(files map[string][]byte) error {
	for name, data := range maps.Clone(files) {
		if path.Ext(name) != ".zip" {
			continue
		}
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, f := range r.File {
			body, err := f.Open()
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			text, err := io.ReadAll(body)
			if err = errors.Join(err, body.Close()); err != nil {
				return fmt.Errorf("%s: %s: %w", name, f.Name, err)
			}
			files[name+"!"+f.Name] = text
		}
	}
	return nil
}

func unpackCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: unpack ZIP DIR")
	}
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	files := map[string][]byte{".zip": data}
	ts.Check(unzipped(files))
	for name, data := range files {
		if rest, ok := strings.CutPrefix(name, ".zip!"); ok {
			ts.Check(writeFile(ts.MkAbs(filepath.Join(args[1], filepath.FromSlash(rest))), data))
		}
	}
}

// postOf returns the post of a source; its translations take it over.
func postOf(front string) string {
	if front == "" {
		return ""
	}
	return "post: {when: 2026-10-14T13:00, networks: [x]}\n"
}

// unfit is what some system does not take as a part of a path.
var unfit = regexp.MustCompile(`[<>:"\\|?*\x00-\x1f]|^\.|[. ]$|^(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)`)

// TestToolkits opens every archive of the demo as partners do.
func TestToolkits(t *testing.T) {
	slow(t)
	t.Parallel()
	dir, out := demo(t, nil), t.TempDir()
	tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", october, "--out", out+"/public")
	site := mustRead(t, out+"/public")
	inside := maps.Clone(site)
	if err := unzipped(inside); err != nil {
		t.Fatal(err)
	}
	whole := 0
	for name := range site {
		if path.Ext(name) != ".zip" {
			continue
		}
		var files []string
		for in := range inside {
			if rest, ok := strings.CutPrefix(in, name+"!"); ok {
				files = append(files, rest)
			}
		}
		slices.Sort(files)
		folded := map[string]string{}
		for _, f := range files {
			for part := range strings.SplitSeq(f, "/") {
				if unfit.MatchString(part) || part == "" || !utf8.ValidString(part) || len(part) > 120 {
					t.Errorf("%s: the name %q is not safe", name, f)
				}
			}
			if other, taken := folded[strings.ToLower(f)]; taken {
				t.Errorf("%s: %s and %s are one on some systems", name, f, other)
			}
			folded[strings.ToLower(f)] = f
		}
		if strings.Count(name, "-") == strings.Count("october-online-2026-ca-fr", "-") && strings.Contains(name, "-2026-") {
			whole++
			verified(t, site[name], name)
			wholeToolkit(t, name, files, func(f string) []byte { return inside[name+"!"+f] })
		}
	}
	if whole != 4 {
		t.Errorf("%d whole toolkits of 2026, want one for each edition", whole)
	}
}

// verified unpacks an archive with this machine's own programs, and holds what comes out against the manifest.
func verified(t *testing.T, data []byte, name string) {
	t.Helper()
	dir := t.TempDir()
	archive := filepath.Join(dir, "kit.zip")
	if err := os.WriteFile(archive, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for tool, args := range map[string][]string{"unzip": {"-q", archive, "-d"}, "python3": {"-m", "zipfile", "-e", archive}} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Logf("%s is not here: it does not unpack", tool)
			continue
		}
		to := filepath.Join(dir, tool)
		cmd := exec.Command(tool, append(args, to)...)
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %s: %v\n%s", name, tool, err, out)
			continue
		}
		tocsinRun(t, 0, "verify", "--out", to)
	}
}

// wholeToolkit looks at what a whole toolkit of the demo must have.
func wholeToolkit(t *testing.T, name string, files []string, read func(string) []byte) {
	t.Helper()
	count := map[string]int{}
	for _, f := range files {
		count[path.Ext(f)]++
		text := string(read(f))
		switch path.Ext(f) {
		case ".csv":
			table(t, name, files, text)
		case ".html":
			for _, want := range []string{"<!doctype html>", " lang=\"", " dir=\"", "<title>"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s: %s lacks %s", name, f, want)
				}
			}
			for _, m := range attributes.FindAllStringSubmatch(text, -1) {
				to := path.Join(path.Dir(f), m[1])
				if !strings.Contains(m[1], ":") && !strings.HasPrefix(m[1], "#") && !slices.Contains(files, to) {
					t.Errorf("%s: %s leads to %q, which is not in the archive", name, f, m[1])
				}
			}
		case ".txt":
			if strings.Contains(text, "</") || strings.Contains(text, "&amp;") || strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is no plain text:\n%.200s", name, f, text)
			}
		}
		if strings.Contains(text, "{organisation}") || strings.Contains(text, "<no value>") {
			t.Errorf("%s: %s has a hole that was not filled", name, f)
		}
	}
	if count[".png"] < 40 || count[".csv"] != 1 || count[".ics"] != 1 || count[".css"] < 3 || count[".html"] < 25 || count[".txt"] < 40 {
		t.Errorf("%s holds %v", name, count)
	}
}

var attributes = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// table reads the table of posts back: every row is whole, every file that it names is there, nothing is a formula.
func table(t *testing.T, name string, files []string, text string) {
	t.Helper()
	body, ok := strings.CutPrefix(text, "\ufeff")
	if !ok {
		t.Errorf("%s: the table has no byte-order mark: spreadsheet programs would misread accents", name)
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if len(rows) < 20 {
		t.Errorf("%s: %d posts", name, len(rows)-1)
	}
	texts := 0
	for _, row := range rows[1:] {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("%s: the cell %q is a formula", name, cell)
			}
		}
		for _, file := range row[6:8] {
			if file != "" && !slices.Contains(files, file) {
				t.Errorf("%s: the table names %s, which is not there", name, file)
			}
		}
		if row[4] != "" {
			texts++
		}
	}
	if texts != len(rows)-1 {
		t.Errorf("%s: %d of %d posts have words", name, texts, len(rows)-1)
	}
}

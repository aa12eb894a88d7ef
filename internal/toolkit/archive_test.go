package toolkit

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"testing"

	"time"
	"tocsin/internal/manifest"
)

func TestArchive(t *testing.T) {
	var k Packer
	texts := map[string]string{"À lire.txt": "Bonjour à tous.\n", "图片/一.png": "not really a picture", "a/b.html": "<p>" + string(bytes.Repeat([]byte("words "), 500)), "empty.txt": ""}
	at := time.Date(2026, 9, 24, 13, 30, 4, 0, time.UTC)
	var files []*File
	for name, text := range texts {
		files = append(files, k.File(name, []byte(text)))
	}
	files = append(files, k.Manifest(files))
	data, err := Archive(nil, files, at)
	if err != nil {
		t.Fatal(err)
	}
	if Size(files) != len(data) {
		t.Errorf("Size says %d, the archive has %d bytes", Size(files), len(data))
	}
	slices.Reverse(files)
	if again, _ := Archive(nil, files, at); !bytes.Equal(data, again) {
		t.Error("the same files in another order give other bytes")
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.File) != len(texts)+1 {
		t.Errorf("%d files, want %d", len(r.File), len(texts)+1)
	}
	var listed struct {
		Files []struct {
			Path   string
			Size   int
			SHA256 string
		}
	}
	for _, f := range r.File {
		got := contents(t, f)
		if f.NonUTF8 || f.Flags&utf8Name == 0 {
			t.Errorf("%s is not told to be UTF-8", f.Name)
		}
		if f.Mode().Perm() != 0o644 || f.Mode().IsDir() {
			t.Errorf("%s has the mode %v", f.Name, f.Mode())
		}
		if y, m, d := f.Modified.Date(); y != 2026 || m != 9 || d != 24 || f.Modified.Minute() != 30 {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
		if f.Name == manifest.Name {
			if err := json.Unmarshal(got, &listed); err != nil {
				t.Fatal(err)
			}
		} else if string(got) != texts[f.Name] {
			t.Errorf("%s holds %q", f.Name, got)
		}
		if stored := f.Method == zip.Store; f.Name == "图片/一.png" && !stored || f.Name == "a/b.html" && stored {
			t.Errorf("%s is packed by method %d", f.Name, f.Method)
		}
	}
	if len(listed.Files) != len(texts) {
		t.Errorf("the manifest lists %d files, want %d", len(listed.Files), len(texts))
	}
	for _, f := range listed.Files {
		if sum := sha256.Sum256([]byte(texts[f.Path])); hex.EncodeToString(sum[:]) != f.SHA256 || f.Size != len(texts[f.Path]) {
			t.Errorf("the manifest is wrong about %s", f.Path)
		}
	}
}

func contents(t *testing.T, f *zip.File) []byte {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r) // the checksum is held against the bytes
	if err != nil {
		t.Errorf("%s: %v", f.Name, err)
	}
	return data
}

// A time that an archive cannot tell, such as that of a campaign without dates.
func TestArchiveWithoutTime(t *testing.T) {
	var k Packer
	for _, at := range []time.Time{{}, time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)} {
		data, err := Archive(nil, []*File{k.File("a.txt", []byte("a"))}, at)
		if err != nil {
			t.Fatal(err)
		}
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if got := r.File[0].Modified; got.Year() != 1980 || got.Month() != 1 || got.Day() != 1 {
			t.Errorf("%v became %v", at, got)
		}
	}
}

func TestSafeName(t *testing.T) {
	long := string(bytes.Repeat([]byte("安"), 200))
	for in, want := range map[string]string{
		"Posts": "Posts", "Communiqué": "Communiqué", "Communique\u0301": "Communiqué", "À lire en premier": "À lire en premier", "请先阅读": "请先阅读",
		"../../etc/passwd": "etc-passwd", `C:\Windows`: "C--Windows", "a/b": "a-b", "..": "_", "": "_", " . ": "_", "CON": "_CON", "nul.txt": "_nul.txt", "Com1": "_Com1",
		"LPT9.html": "_LPT9.html", "COMMUNIQUE": "COMMUNIQUE", "ends with dots...": "ends with dots", "tab\tand\u00a0space": "tab and space", "what?": "what",
		"exe.\u202egpj": "exe.gpj", "nul\x00l": "null", "bad\xffbytes": "bad-bytes", "a|b<c>d\"e*f": "a-b-c-d-e-f", long: long[:90],
	} {
		if got := SafeName(in); got != want {
			t.Errorf("%.40q became %q, want %q", in, got, want)
		}
	}
}

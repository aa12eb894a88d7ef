package manifest

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What is written is read as it was, and a manifest of files alone is as it always was.
func TestEncode(t *testing.T) {
	files := []File{{"b", 2, sha256.Sum256([]byte("b"))}, {`a "ü"/x`, 0, sha256.Sum256(nil)}}
	h := Head{Version: "devel go1.26", Input: "00", At: time.Date(2026, 10, 5, 4, 0, 0, 999, time.FixedZone("", 3600))}
	text := Encode(h, files)
	want := `{"generator": "tocsin", "version": "devel go1.26", "input": "00", "at": "2026-10-05T03:00:00Z", "files": [
{"path": "a \"ü\"/x", "size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
{"path": "b", "size": 2, "sha256": "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"}
]}
`
	if d := cmp.Diff(want, string(text)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	m, err := Decode("m", text)
	if err != nil {
		t.Fatal(err)
	}
	h.At = h.At.Truncate(time.Second).UTC()
	if d := cmp.Diff(&Manifest{h, files}, m); d != "" {
		t.Errorf("read again (-want +got):\n%s", d)
	}
	if got, want := string(Encode(Head{}, nil)), "{\"generator\": \"tocsin\", \"files\": [\n]}\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Whatever is read, no path of it leads out of the folder, and it can be written again.
func FuzzDecode(f *testing.F) {
	f.Add(Encode(Head{Version: "v", At: time.Unix(0, 0)}, []File{{Path: "a/b", Size: 1}}))
	f.Add([]byte(`{"generator": "tocsin", "files": [{"path": "../x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode("m", data)
		if err != nil {
			return
		}
		for _, file := range m.Files {
			if ValidPath(file.Path) != nil || IsAbout(file.Path) || file.Size < 0 {
				t.Errorf("%q is taken", file.Path)
			}
		}
		if y := m.At.UTC().Year(); y >= 1 && y <= 9999 {
			if _, err := Decode("m", Encode(m.Head, m.Files)); err != nil {
				t.Errorf("what is written of it cannot be read: %v", err)
			}
		}
	})
}

package plaintext_test

import (
	"strings"
	"testing"

	"tocsin/internal/plaintext"
)

// Whatever bytes a file has, it is read, as the text that it is among others.
func FuzzReadings(f *testing.F) {
	for _, seed := range []string{"<p>a&amp;b", "PK\x03\x04", "\x1f\x8b\x08\x00", "\x89PNG\r\n\x1a\n\x00\x00\x00\x04tEXta\x00bc\x00\x00\x00\x00", "%PDF-1.7\nstream\nx\x9c", "a\x00b\x00c\x00", "QSB3aG9sZSBjYW5hcnkgc2F5cw==", `{"a": "\u0041"}`, "%41%2542"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		texts := plaintext.Readings(data)
		if s := string(data); len(data) > 0 && !strings.ContainsRune(s, 0) && strings.ToValidUTF8(s, "") == s && !strings.HasPrefix(s, "PK") && (len(texts) == 0 || texts[0] != s) {
			t.Errorf("%q is not among its own readings: %q", s, texts)
		}
	})
}

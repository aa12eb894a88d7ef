package card

import (
	"bytes"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

// A damaged font ends no build: it is read, or it is none.
func FuzzFont(f *testing.F) {
	f.Add(goregular.TTF[:2000])
	f.Add([]byte("ttcf\x00\x01\x00\x00\x00\x00\x00\x01\x00\x00\x00\x10"))
	f.Add([]byte("OTTO\x00\x01\x00\x10\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, face := range open(bytes.NewReader(data)) {
			face.hasAll("Aé中")
		}
	})
}

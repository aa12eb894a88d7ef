package pdf

import (
	"regexp"
	"time"
)

// stamps are where a PDF says when it was made. Skia, which writes Chromium's, puts them into the document's
// information as they are here, uncompressed, and says so nowhere else.
var stamps = regexp.MustCompile(`(/(?:CreationDate|ModDate) \(D:)\d{14}[+-]\d\d'\d\d'\)`)

// normalise makes a PDF say that it was made when its words were, so that the same page gives the same bytes. No byte
// moves, since a PDF knows its parts by their offsets.
func normalise(data []byte, at time.Time) []byte {
	if at.IsZero() || at.Year() < 1970 || at.Year() > 9999 {
		at = time.Unix(0, 0)
	}
	return stamps.ReplaceAll(data, []byte("${1}"+at.UTC().Format("20060102150405")+"+00'00')"))
}

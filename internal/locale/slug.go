package locale

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"tocsin/internal/filename"
)

// maxSlug keeps a transliterated title within the 255 bytes that file systems allow a name, with room for an ending.
const maxSlug = 200

// Slug returns a file name or title as one segment of an address: only a to z, 0 to 9 and single hyphens between them.
// Letters of other scripts are transliterated ("hameçonnage" to "hameconnage", "安全" to "an-quan"), everything else
// parts two words. Composed and decomposed forms of a letter come out alike. Only the empty string gives the empty
// string: what has no sound at all, an emoji say, is named by its code points ("u1f514"). Past 200 bytes a slug that
// had to be changed is cut, at a hyphen if there is one, and never within what readers see as one letter. Two strings can have one slug; whoever makes paths of them
// must look for that. A name that Windows keeps for itself gets a word more ("aux" to "aux-name").
func Slug(s string) string {
	if !isSlug(s) {
		s = slugOf(s)
	}
	if filename.Reserved(s) {
		return s + "-name"
	}
	return s
}

func slugOf(s string) string {
	b := make([]byte, 0, min(len(s)+8, 2*maxSlug))
	end := 0 // of the last whole letter that fits
	state := -1
	for rest := norm.NFKC.String(s); rest != "" && len(b) <= maxSlug; {
		var letter string
		letter, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		for _, r := range letter {
			b = appendSlug(b, r)
		}
		if len(b) <= maxSlug {
			end = len(b)
		}
	}
	b = bytes.TrimSuffix(b, []byte("-"))
	switch {
	case len(b) == 0:
		return ShortSlug(codePoints(s), maxSlug)
	case len(b) <= maxSlug:
		return string(b)
	case end == 0: // one letter of hundreds of characters
		return ShortSlug(string(b), maxSlug)
	}
	if cut := bytes.LastIndexByte(b[:maxSlug], '-'); cut > maxSlug/2 {
		end = cut
	}
	return strings.TrimSuffix(string(b[:end]), "-")
}

func isSlug(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case c == '-' && i > 0 && i < len(s)-1 && s[i-1] != '-':
		default:
			return false
		}
	}
	return true
}

// appendSlug adds one character; b never begins with a hyphen nor has two together.
func appendSlug(b []byte, r rune) []byte {
	switch {
	case r < unicode.MaxASCII:
		if !isAlphanumeric(byte(r)) {
			return appendHyphen(b)
		}
		return append(b, lower(byte(r)))
	case unicode.Is(unicode.Cf, r): // joiners and soft hyphens lie within a word
		return b
	case !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r):
		return appendHyphen(b)
	}
	sound := transliterate(r)
	word := strings.HasSuffix(sound, " ") // a character that is a word by itself, as in Chinese
	if word {
		b = appendHyphen(b)
	}
	for i := range len(sound) {
		if isAlphanumeric(sound[i]) { // not the marks for soft signs, stops and the like, which would part the word
			b = append(b, lower(sound[i]))
		}
	}
	if word {
		b = appendHyphen(b)
	}
	return b
}

// transliterate leaves a letter to unidecode, but for those that a language has a better sound for.
func transliterate(r rune) string {
	if sound, ok := sounds()[r]; ok {
		return sound
	}
	return unidecode.Unidecode(string(r))
}

func appendHyphen(b []byte) []byte {
	if len(b) == 0 || b[len(b)-1] == '-' {
		return b
	}
	return append(b, '-')
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}

// codePoints names characters by their numbers: "u1f514-u1f4e2".
func codePoints(s string) string {
	var parts []string
	for _, r := range s {
		parts = append(parts, "u"+strconv.FormatInt(int64(r), 16))
	}
	return strings.Join(parts, "-")
}

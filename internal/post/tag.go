package post

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tag is a hashtag in a text.
type Tag struct {
	Text  string // with its #, as far as a network reads it
	After string // what is written together with it, but is not part of it: -mois, ’hameçonnage
}

// Tags returns the hashtags of a text in order. A tag is a # that follows no letter or digit, and letters, digits and
// low lines after it; one of digits alone is none.
func Tags(text string) (out []Tag) {
	for at := 0; ; {
		i := strings.IndexAny(text[at:], "#＃")
		if i < 0 {
			return out
		}
		i += at
		_, size := utf8.DecodeRuneInString(text[i:])
		n := span(text[i+size:], tagged)
		at = i + size + n
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		if i > 0 && (tagged(before) || before == '&' || before == '/') || !strings.ContainsFunc(text[i+size:at], unicode.IsLetter) {
			continue
		}
		out = append(out, Tag{text[i:at], glue(text[at:])})
	}
}

func tagged(c rune) bool {
	return c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c)
}

// glue is a hyphen or an apostrophe and the letters after it, which a writer may think is still the tag; "" for none, and
// for the English genitive.
func glue(rest string) string {
	c, size := utf8.DecodeRuneInString(rest)
	if size == 0 || !strings.ContainsRune("-‐‑'’ʼ", c) {
		return ""
	}
	word := rest[size : size+span(rest[size:], tagged)]
	if word == "" || word == "s" && !strings.ContainsRune("-‐‑", c) {
		return ""
	}
	return rest[:size+len(word)]
}

// maxPlain is how many letters a tag in small letters may have: a longer one is mostly several words.
const maxPlain = 7

// Plain reports whether a tag is long and all in small letters, so that a screen reader reads its words as one. Scripts
// without capitals have none.
func (t Tag) Plain() bool {
	letters := 0
	for _, c := range t.Text {
		switch {
		case unicode.IsUpper(c) || c == '_':
			return false
		case unicode.IsLower(c):
			letters++
		}
	}
	return letters > maxPlain
}

package prose

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/locale"
)

// Sentences cuts a block's text into sentences. It would rather leave two together than cut one in half: a full stop
// ends a sentence only where the next word begins with a capital, a digit or a mark, and none that follows an
// abbreviation or a single letter.
func Sentences(text string) []string {
	var out []string
	from := 0
	for i, r := range text {
		if i < from || !ends(r) {
			continue
		}
		to := i + utf8.RuneLen(r)
		wide := r == '。' || r == '！' || r == '？' || r == '｡'
		for to < len(text) { // closing marks belong to the sentence
			c, n := utf8.DecodeRuneInString(text[to:])
			spaced := (c == ' ' || c == '\u00a0' || c == '\u202f') && strings.HasPrefix(text[to+n:], "»")
			if !ends(c) && !spaced && !strings.ContainsRune("”’\"')]»」』）", c) {
				break
			}
			to += n
		}
		if !wide && to < len(text) && (!blank(text[to:]) || r == '.' && !fullStop(text[from:i], text[to:])) {
			continue
		}
		if s := strings.TrimSpace(text[from:to]); s != "" {
			out = append(out, s)
		}
		from = to
	}
	if s := strings.TrimSpace(text[from:]); s != "" {
		out = append(out, s)
	}
	return out
}

func ends(r rune) bool { return strings.ContainsRune(".!?…。！？｡؟۔।", r) }

// blank reports whether a text begins with white space.
func blank(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// fullStop reports whether a full stop between two texts ends a sentence.
func fullStop(before, after string) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after, unicode.IsSpace))
	if unicode.IsLower(next) {
		return false
	}
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == '’' || r == '\'' })+1:]
	if n := utf8.RuneCountInString(word); n == 1 && !unicode.IsDigit(rune(word[0])) || strings.Contains(word, ".") && n <= 5 {
		return false
	}
	return !abbreviations()[strings.ToLower(word)]
}

// abbreviations are those of every language: a name or a quotation may have another's.
var abbreviations = sync.OnceValue(func() map[string]bool {
	return setOf(locale.Everywhere(func(p locale.Prose) string { return p.Abbreviations }, " "))
})

// Words cuts a text into words in lower case: letters and digits with the hyphens and dots between them. A French or
// Italian article that is elided is a word of its own, without its apostrophe.
func Words(text string) []string {
	var out []string
	EachWord(text, func(word string, _, _ int) { out = append(out, strings.ToLower(word)) })
	return out
}

// EachWord calls f for every word as it is written, with where it stands.
func EachWord(text string, f func(word string, from, to int)) {
	from := -1
	for i, r := range text {
		if wordRune(r) {
			if from < 0 {
				from = i
			}
			continue
		}
		if from < 0 {
			continue
		}
		if joins(r) { // within a word only: between two of its letters
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			if wordRune(next) {
				continue
			}
		}
		f(text[from:i], from, i)
		from = -1
	}
	if from >= 0 {
		f(text[from:], from, len(text))
	}
}

func wordRune(r rune) bool {
	return r != Gap && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

func joins(r rune) bool {
	return r == '-' || r == '\u2011' || r == '\u2010' || r == '.' || r == '\u00ad'
}

// Unquoted returns a text without what stands in quotation marks, which may be in any language.
func Unquoted(text string) string {
	if !strings.ContainsAny(text, "“”«»„\"「『‘") {
		return text
	}
	var b strings.Builder
	var until rune
	last := map[rune]int{} // where each closing mark stands last: there may be thousands that nothing closes
	for i, r := range text {
		end := closing(r)
		if _, known := last[end]; end != 0 && !known {
			last[end] = strings.LastIndex(text, string(end))
		}
		switch {
		case until != 0:
			if r == until || until == '”' && r == '“' {
				until = 0
			}
			continue
		case end != 0 && last[end] > i:
			until = end
			b.WriteRune(Gap)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// closing returns the mark that ends what a mark begins, or 0. In a language whose quotation marks are another's the
// wrong way round, the worst is that a quotation is not seen.
func closing(r rune) rune {
	switch r {
	case '“', '„':
		return '”'
	case '«':
		return '»'
	case '"':
		return '"'
	case '「':
		return '」'
	case '『':
		return '』'
	case '‘':
		return '’'
	}
	return 0
}

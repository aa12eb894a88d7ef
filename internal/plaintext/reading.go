package plaintext

import (
	"strconv"
	"strings"

	"tocsin/internal/address"

	"golang.org/x/net/html"
)

// Readings returns the texts that somebody may read in a file, whatever its name says it is: the bytes as they are, then
// without the escapes of JSON, scripts and calendars, then without markup and entities, then without percent-escapes, and
// so on while something comes off. Attributes and comments of markup follow its text. What is packed is unpacked first:
// gzip, the files of a ZIP and their names, the words beside a PNG's pixels, the streams of a PDF; what is written as
// base64 or UTF-16 is read, and each of them within another. It is for finding words: line breaks and spaces are where
// they fall. What is in a picture's pixels, or drawn with a font's own numbers, is no text here.
func Readings(data []byte) []string {
	u := unpacker{left: maxUnpacked}
	u.read(data, 0)
	return u.texts
}

// layers is how often the escapes of one kind may stand within those of another.
const layers = 4

// decoded returns a text and what is left of it as each layer comes off.
func decoded(text string) []string {
	out := []string{text}
	last := text
	take := func(s string) {
		if s != last {
			out, last = append(out, s), s
		}
	}
	take(strings.ReplaceAll(strings.ReplaceAll(last, "\r\n ", ""), "\r\n\t", "")) // folded lines of calendars
	for range layers {
		before := last
		take(unescaped(last))
		if strings.ContainsAny(last, "<&") {
			take(unmarked(last))
		}
		take(address.Unescape(last))
		if last == before {
			break
		}
	}
	return out
}

// unescaped takes out the backslashes of JSON, scripts and calendars.
func unescaped(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'r', 't', 'N':
			b.WriteByte('\n')
		case 'u':
			if n, err := strconv.ParseUint(s[i+1:min(i+5, len(s))], 16, 16); err == nil && i+5 <= len(s) {
				b.WriteRune(rune(n))
				i += 4
				continue
			}
			b.WriteByte('u')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// within are the elements that stand inside a word or a line of text without parting it.
func within(name string) bool {
	switch name {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "u", "wbr":
		return true
	}
	return false
}

// unmarked returns the text of markup, entities resolved, then its attributes and comments, each on a line.
func unmarked(s string) string {
	var text, rest strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return text.String() + "\n" + rest.String()
		}
		t := z.Token()
		switch kind {
		case html.TextToken:
			text.WriteString(html.UnescapeString(t.Data)) // the tokenizer leaves those in scripts and titles
		case html.CommentToken, html.DoctypeToken:
			rest.WriteString(html.UnescapeString(t.Data) + "\n")
		default:
			if !within(t.Data) {
				text.WriteByte('\n')
			}
			for _, a := range t.Attr {
				rest.WriteString(a.Val + "\n")
			}
		}
	}
}

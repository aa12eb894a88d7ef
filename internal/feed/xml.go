// Package feed encodes what other programs read: feeds as Atom and as JSON Feed, sitemaps, iCalendar files and alerts in
// the Common Alerting Protocol.
//
// It knows nothing of sites: plain structs go in, bytes are appended to a slice that the caller owns. The same values
// give the same bytes, and nothing is ever taken from the clock. What is XML is written without reflection, because a
// sitemap of 20,000 pages in four editions is written on every build.
package feed

import (
	"time"
	"unicode/utf8"
)

const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// appendXML adds s as the content of an element. Characters that XML 1.0 cannot carry are dropped; broken UTF-8
// becomes U+FFFD.
func appendXML(b []byte, s string) []byte { return appendEscaped(b, s, false) }

// appendAttribute adds a space, the name and s as a double-quoted value, with the same care.
func appendAttribute(b []byte, name, s string) []byte {
	b = append(append(append(b, ' '), name...), `="`...)
	return append(appendEscaped(b, s, true), '"')
}

func appendEscaped(b []byte, s string, attribute bool) []byte {
	start := 0 // of the part that passes as it is
	for i := 0; i < len(s); {
		if plain(s[i]) {
			i++
			continue
		}
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		if by, changed := xmlEscape(r, n, attribute); changed {
			b = append(append(b, s[start:i]...), by...)
			start = i + n
		}
		i += n
	}
	return append(b, s[start:]...)
}

// plain tells that a byte is a character that is never escaped, as nearly all bytes of an address are.
func plain(c byte) bool {
	return c >= ' ' && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '"'
}

// xmlEscape tells what to write for a character of n bytes, if not the character itself.
func xmlEscape(r rune, n int, attribute bool) (by string, changed bool) {
	switch {
	case r == '&':
		return "&amp;", true
	case r == '<':
		return "&lt;", true
	case r == '>':
		return "&gt;", true
	case r == '"':
		return "&#34;", attribute
	case r == '\t':
		return "&#x9;", attribute // as they are, an attribute would turn these two into spaces
	case r == '\n':
		return "&#xA;", attribute
	case r == '\r':
		return "&#xD;", true
	case r < ' ', r == 0xFFFE, r == 0xFFFF:
		return "", true
	case r == utf8.RuneError && n == 1:
		return "\uFFFD", true
	}
	return "", false
}

// appendElement adds <name>text</name> on a line of its own, indented.
func appendElement(b []byte, indent, name, text string) []byte {
	b = append(append(append(append(b, indent...), '<'), name...), '>')
	b = appendXML(b, text)
	return append(append(append(b, "</"...), name...), ">\n"...)
}

// appendMoment adds an element with a time in UTC, as RFC 3339 and the W3C have it.
func appendMoment(b []byte, indent, name string, t time.Time) []byte {
	b = append(append(append(append(b, indent...), '<'), name...), '>')
	b = t.UTC().AppendFormat(b, time.RFC3339)
	return append(append(append(b, "</"...), name...), ">\n"...)
}

package plaintext

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strconv"
	"strings"

	"tocsin/internal/address"

	"golang.org/x/net/html"
)

// maxUnpacked bounds what one file may hold when it is unpacked, in bytes: more is no text of a site.
const maxUnpacked = 256 << 20

// Readings returns the texts that somebody may read in a file's bytes: the bytes as they are, then without the escapes of
// JSON, scripts and calendars, then without markup and entities, then without percent-escapes. Attributes and comments of
// markup follow its text. What is packed (.gz, .zip) is unpacked first, the names in an archive being text too. It is for
// finding words: line breaks and spaces are where they fall.
func Readings(name string, data []byte) []string {
	switch path.Ext(name) {
	case ".gz":
		if r, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			inner, _ := io.ReadAll(io.LimitReader(r, maxUnpacked)) // a file that is cut short is read as far as it goes
			return Readings(strings.TrimSuffix(name, ".gz"), inner)
		}
	case ".zip":
		if r, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
			return inArchive(r)
		}
	}
	if bytes.IndexByte(data, 0) >= 0 { // a picture, a PDF
		return []string{printable(data), printable(bytes.ReplaceAll(data, []byte{0}, nil))} // Latin letters in UTF-16, as PDFs have them
	}
	return decoded(string(data))
}

// printable returns the runs of text in bytes that are something else, a run a line.
func printable(data []byte) string {
	const shortest = 6
	var out, run []byte
	for _, c := range data {
		switch {
		case c >= ' ' && c != 0x7f && c < 0xf8 || c == '\n' || c == '\t':
			run = append(run, c)
		default:
			if len(run) >= shortest {
				out = append(append(out, run...), '\n')
			}
			run = run[:0]
		}
	}
	return string(append(out, run...))
}

func inArchive(r *zip.Reader) []string {
	var out []string
	left := int64(maxUnpacked)
	for _, f := range r.File {
		out = append(out, f.Name)
		open, err := f.Open()
		if err != nil {
			continue
		}
		inner, _ := io.ReadAll(io.LimitReader(open, left))
		open.Close()
		left -= int64(len(inner))
		if path.Ext(f.Name) != ".zip" {
			out = append(out, Readings(f.Name, inner)...)
		}
	}
	return out
}

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
	take(unescaped(last))
	for range 2 { // HTML may stand in XML or JSON
		if strings.ContainsAny(last, "<&") {
			take(unmarked(last))
		}
	}
	take(address.Unescape(last))
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
			rest.WriteString(t.Data + "\n")
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

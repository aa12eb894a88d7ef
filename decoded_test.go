package tocsin_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"
	"path"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"tocsin/internal/plaintext"
)

// secretsIn calls found for every word in a text that secretWord may have made, in whatever case.
func secretsIn(text string, found func(string)) {
	for at := 0; ; {
		i := strings.IndexAny(text[at:], "qQ")
		if i < 0 {
			return
		}
		from, end := at+i-1, at+i+1
		at = end
		if from < 0 || text[from]|0x20 != 'z' {
			continue
		}
		for end < len(text) && 'a' <= text[end]|0x20 && text[end]|0x20 <= 'z' {
			end++
		}
		if end-from >= secretLength {
			found(strings.ToLower(text[from : from+secretLength]))
		}
	}
}

// canaries finds every canary in a site, in whatever form a file holds it, by "file: canary".
func canaries(site published) map[string]string {
	out := map[string]string{}
	for name, data := range site {
		if strings.HasPrefix(name, released) {
			name, data = strings.TrimPrefix(name, released), nil
		}
		look(name, data, func(word string) { out[name+": "+word] = word })
	}
	return out
}

// look calls found for every canary in a file's name and bytes, read in every way in which tocsin verify reads them.
func look(name string, data []byte, found func(word string)) {
	secretsIn(name, found)
	for _, text := range plaintext.Readings(data) {
		secretsIn(text, found)
	}
	if terms, ok := searchTerms(path.Base(name), data); ok {
		secretsIn(terms, found)
	}
}

// searchTerms writes out the words of a search index, where each is told by how much it shares with the one before.
func searchTerms(name string, data []byte) (string, bool) {
	var index struct{ Terms string }
	if !strings.HasPrefix(name, "search-") || json.Unmarshal(data, &index) != nil {
		return "", false
	}
	var all, last []rune
	for term := range strings.FieldsSeq(index.Terms) {
		keep, err := strconv.ParseInt(term[:1], 36, 0)
		if err != nil || int(keep) > len(last) {
			return "", false
		}
		last = append(last[:keep:keep], []rune(term[1:])...)
		all = append(append(all, last...), '\n')
	}
	return string(all), true
}

// What hides a word from a plain search does not hide it from this one.
func TestCanaryInEveryForm(t *testing.T) {
	const word = "zqabcdefghij"
	var zipped, gzipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	f, _ := z.Create("a.html")
	io.WriteString(f, "&#122;qabcdefghij")
	z.Close()
	g := gzip.NewWriter(&gzipped)
	g.Write(zipped.Bytes())
	g.Close()
	utf := func(order binary.AppendByteOrder) (out []byte) {
		for _, u := range utf16.Encode([]rune(word)) {
			out = order.AppendUint16(out, u)
		}
		return out
	}
	chunk := func(kind string, body ...byte) []byte {
		out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, byte(len(body)))
		return append(append(append(out, kind...), body...), 0, 0, 0, 0)
	}
	deflated := func(s string) []byte {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		io.WriteString(w, s)
		w.Close()
		return b.Bytes()
	}
	lines := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("words ", 9) + word + " and more words"))
	for form, data := range map[string][]byte{
		"plain":                []byte("<p>ZQabcdefghij</p>"),
		"entities":             []byte("z&#113;abcdefghi&#x6a;"),
		"percent":              []byte("100% of /%7Aqabcdefghi%6A/%"),
		"escapes":              []byte(`{"a": "z\u0071abcdefghij"}`),
		"UTF-16, little":       append([]byte{'x'}, utf(binary.LittleEndian)...),
		"UTF-16, big":          append([]byte{0xfe, 0xff}, utf(binary.BigEndian)...),
		"base64":               []byte("src=\"data:text/plain;base64," + base64.StdEncoding.EncodeToString([]byte("??>"+word)) + "\""),
		"base64 for addresses": []byte("id=" + base64.RawURLEncoding.EncodeToString([]byte("??>>"+word))),
		"a ZIP in gzip":        gzipped.Bytes(),
		"a ZIP in base64":      []byte(base64.StdEncoding.EncodeToString(zipped.Bytes())),
		"lines of base64":      []byte("\r\n" + lines[:76] + "\r\n" + lines[76:]),
		"entities in percent":  []byte("/%26%23122%3Bqabcdefghij/"),
		"percent in entities":  []byte("&#37;7Aqabcdefghij"),
		"UTF-16 in base64":     []byte(base64.StdEncoding.EncodeToString(utf(binary.LittleEndian))),
		"tEXt":                 chunk("tEXt", []byte("a\x00"+word)...),
		"zTXt":                 chunk("zTXt", append([]byte("a\x00\x00"), deflated(word)...)...),
		"iTXt":                 chunk("iTXt", append([]byte("a\x00\x01\x00en\x00a\x00"), deflated(word)...)...),
		"a stream of a PDF":    append([]byte("%PDF-1.7\n1 0 obj\n<</Filter/FlateDecode>>\nstream\r\n"), deflated(word)...),
		"terms":                []byte(`{"terms": "0zqabcdzz 6efghij"}`),
	} {
		name, found := "file", false
		if form == "terms" {
			name = "search-ca-en.json"
		}
		look(name, data, func(w string) { found = found || w == word })
		if !found {
			t.Errorf("%s: the word is not found in %q", form, data)
		}
	}
}

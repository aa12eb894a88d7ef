// Package attachment looks into files that pages offer to readers as they are, for what they tell about the people who
// made them: authors, companies, folders, tracked changes, the place of a photograph. It changes nothing. Files come from
// anywhere, so it reads no more of one than its limits allow, and says so where that was not all.
//
// It knows PDF, the formats of Word, Excel and PowerPoint old and new, OpenDocument, RTF, films, photographs, and archives
// of these (ZIP, tar, gzip). What it cannot know: words that were only covered with a black shape, what is under a password, comments
// in the old binary formats, and how many changes those track: of a Word document it tells who made them.
package attachment

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

// Report is what a file tells about its makers.
type Report struct {
	Tells []words.Text // each once, in the order in which it was found; of a long list the beginning
	Hint  words.Text   // what to do in the program that made the file
}

// The limits of what is read of one file.
const (
	maxUnpacked = 64 << 20 // bytes, of all that is packed in it
	maxPart     = 16 << 20 // bytes, of one part
	maxEntries  = 2000     // of archives, in all
	maxDeep     = 3        // archives within archives
	maxTold     = 8        // things that are told
	maxLetters  = 80       // of a name or a path
)

// Read looks into a file. Nothing is found in one of a kind that it does not know.
func Read(data []byte) Report {
	r := &reader{left: maxUnpacked, entries: maxEntries}
	kind := r.file(data, 0)
	if r.cut {
		r.tell(rule.PartTellLimit.With())
	}
	if more := len(r.tells) - maxTold; more > 0 {
		r.tells = append(r.tells[:maxTold:maxTold], rule.PartAndMore.With("more", more))
	}
	return Report{r.tells, kind.hint()}
}

// kind is what a file is, as far as advice depends on it.
type kind uint8

const (
	other kind = iota
	office
	openDocument
	portable
	archive
	photograph
)

func (k kind) hint() words.Text {
	hints := [...]rule.Phrase{rule.HintCleanFile, rule.HintCleanOffice, rule.HintCleanOpenDocument, rule.HintCleanPDF, rule.HintCleanArchive, rule.HintCleanFile}
	return hints[k].With()
}

// reader gathers what a file tells.
type reader struct {
	tells   []words.Text
	seen    []string
	left    int64 // bytes that may still be unpacked
	entries int   // of archives that may still be looked into
	cut     bool  // a limit was reached
}

// file looks into a file by its bytes. One may be several things at once: an archive may begin as a PDF.
func (r *reader) file(data []byte, deep int) kind {
	is := other
	if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		r.pdf(data)
		is = portable
	}
	switch {
	case bytes.HasPrefix(data, []byte(oleSignature)):
		r.ole(data)
		is = office
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		r.rtf(data)
		is = office
	case len(data) > 12 && string(data[4:8]) == "ftyp", bytes.HasPrefix(data, []byte("\xff\xd8\xff")), bytes.HasPrefix(data, []byte("\x89PNG")),
		bytes.HasPrefix(data, []byte("RIFF")), bytes.HasPrefix(data, []byte("II*\x00")), bytes.HasPrefix(data, []byte("MM\x00*")):
		r.photograph(data)
		is = photograph
	case bytes.HasPrefix(data, []byte("\x1f\x8b")), len(data) > 262 && string(data[257:262]) == "ustar":
		r.tarball(data, deep)
		is = archive
	case bytes.HasPrefix(data, []byte("7z\xbc\xaf\x27\x1c")), bytes.HasPrefix(data, []byte("Rar!\x1a\x07")):
		r.tell(rule.PartTellArchive.With())
		is = archive
	case isFlat(data):
		r.openXML(data)
		is = openDocument
	}
	if k, ok := r.zip(data, deep); ok && is == other {
		is = k
	}
	return is
}

// tell notes something once.
func (r *reader) tell(t words.Text) {
	key := words.In("en").Say(t)
	if !slices.Contains(r.seen, key) {
		r.seen, r.tells = append(r.seen, key), append(r.tells, t)
	}
}

// name tells a name or a path, if there is one.
func (r *reader) name(what rule.Phrase, value string) {
	value = strings.Join(strings.FieldsFunc(value, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }), " ")
	if value == "" {
		return
	}
	if letters := []rune(value); len(letters) > maxLetters {
		value = string(letters[:maxLetters]) + " …"
	}
	r.tell(what.With("name", value))
}

// count tells how many there are of something, if there is any.
func (r *reader) count(what rule.Phrase, n int) {
	if n > 0 {
		r.tell(what.With("n", n))
	}
}

// take allows for bytes to unpack; it returns how many may be.
func (r *reader) take(n int64) int64 {
	got := min(n, r.left, maxPart)
	if got < n {
		r.cut = true
	}
	r.left -= got
	return got
}

// path tells a value if it is a place on somebody's machine.
func (r *reader) path(value string) {
	if isPath(value) {
		r.name(rule.PartTellPath, value)
	}
}

// isPath reports whether a text names a place on a machine or a network of an office: C:\…, \\server\…, file:///…, or a
// home folder.
func isPath(s string) bool {
	s = strings.TrimSpace(s)
	lower := strings.ToLower(s)
	switch {
	case len(s) > 3 && s[1] == ':' && (s[2] == '\\' || s[2] == '/') && unicode.IsLetter(rune(s[0])):
		return true
	case strings.HasPrefix(s, `\\`) && len(s) > 4, strings.HasPrefix(lower, "file:"):
		return true
	}
	return strings.HasPrefix(s, "/Users/") || strings.HasPrefix(s, "/home/")
}

package attachment

import (
	"bytes"
	"encoding/binary"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/richardlehane/mscfb"

	"tocsin/internal/rule"
)

// oleSignature begins a compound file (MS-CFB): Word, Excel and PowerPoint before 2007, and Outlook's messages.
const oleSignature = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// ole reads the property sets of a compound file (MS-OLEPS), and Word's list of who saved it where (MS-DOC).
func (r *reader) ole(data []byte) {
	file, err := mscfb.New(bytes.NewReader(data))
	if err != nil {
		return
	}
	var document []byte
	tables := map[string][]byte{}
	for n := 0; n < maxEntries; n++ {
		part, err := file.Next()
		if err != nil {
			break
		}
		switch part.Name { // of property sets without the sign that begins their names
		case "SummaryInformation":
			r.summary(r.stream(part), summaryNames)
		case "DocumentSummaryInformation":
			r.summary(r.stream(part), companyNames)
		case "WordDocument":
			document = r.stream(part)
		case "Workbook", "Book":
			r.name(rule.PartTellEditor, workbookUser(r.stream(part)))
		case "Current User":
			r.name(rule.PartTellEditor, slidesUser(r.stream(part)))
		case "0Table", "1Table":
			tables[part.Name] = r.stream(part)
		}
	}
	r.savedBy(document, tables)
}

func (r *reader) stream(f *mscfb.File) []byte {
	data, _ := io.ReadAll(io.LimitReader(f, r.take(f.Size)))
	return data
}

// summaryNames and companyNames are the properties that name somebody.
var (
	summaryNames = map[uint32]rule.Phrase{4: rule.PartTellAuthor, 8: rule.PartTellEditor, 7: rule.PartTellPath, 2: rule.PartTellPath}
	companyNames = map[uint32]rule.Phrase{14: rule.PartTellManager, 15: rule.PartTellCompany}
)

// summary reads the first section of a property set.
func (r *reader) summary(data []byte, names map[uint32]rule.Phrase) {
	if len(data) < 48 {
		return
	}
	start := int64(binary.LittleEndian.Uint32(data[44:]))
	if start+8 > int64(len(data)) {
		return
	}
	section := data[start:]
	count := min(binary.LittleEndian.Uint32(section[4:]), 200)
	for i := range int(count) {
		at := 8 + 8*i
		if at+8 > len(section) {
			return
		}
		what, ok := names[binary.LittleEndian.Uint32(section[at:])]
		value := int64(binary.LittleEndian.Uint32(section[at+4:]))
		if !ok || value+8 > int64(len(section)) {
			continue
		}
		text := propertyText(section[value:])
		if what == rule.PartTellPath {
			r.path(text)
		} else {
			r.name(what, text)
		}
	}
}

// propertyText returns a property's value if it is text: VT_LPSTR or VT_LPWSTR.
func propertyText(value []byte) string {
	n := int64(binary.LittleEndian.Uint32(value[4:]))
	switch binary.LittleEndian.Uint32(value) {
	case 30:
		return latin(bytes.TrimRight(value[8:min(8+n, int64(len(value)))], "\x00"))
	case 31:
		return wide(value[8:min(8+2*n, int64(len(value)))])
	}
	return ""
}

// latin reads bytes as UTF-8 if they are, else as Latin-1.
func latin(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return string(runes)
}

// wide reads UTF-16, least byte first, up to a zero.
func wide(b []byte) string {
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		u := binary.LittleEndian.Uint16(b[i:])
		if u == 0 {
			break
		}
		units = append(units, u)
	}
	return string(utf16.Decode(units))
}

// workbookUser returns who saved an old workbook last: its record WriteAccess (MS-XLS, 2.4.349), padded with spaces.
func workbookUser(stream []byte) string {
	for at, n := 0, 0; at+4 <= len(stream) && n < 100; n++ {
		kind, end := binary.LittleEndian.Uint16(stream[at:]), at+4+int(binary.LittleEndian.Uint16(stream[at+2:]))
		if end > len(stream) {
			return ""
		}
		if body := stream[at+4 : end]; kind == 0x5c && len(body) > 3 {
			letters := int(binary.LittleEndian.Uint16(body))
			if body[2]&1 == 1 {
				return wide(body[3:min(3+2*letters, len(body))])
			}
			return latin(body[3:min(3+letters, len(body))])
		}
		at = end
	}
	return ""
}

// slidesUser returns who saved an old presentation last (MS-PPT, 2.3.2).
func slidesUser(stream []byte) string {
	const length, name = 20, 28
	if len(stream) < name {
		return ""
	}
	return latin(stream[name:min(name+int(binary.LittleEndian.Uint16(stream[length:])), len(stream))])
}

// Where the file information block of a Word document says which table stream it uses, and where in that two lists begin:
// who changed something (SttbfRMark), and the last ten who saved it, each with a path (SttbSavedBy).
const (
	fibFlags     = 0x0a
	fibTable     = 0x0200
	fibReviewers = 0x0232
	fibSavedBy   = 0x02d2
)

// savedBy tells who changed and who saved a Word document, and under which path.
func (r *reader) savedBy(document []byte, tables map[string][]byte) {
	if len(document) < fibSavedBy+8 {
		return
	}
	table := tables["0Table"]
	if binary.LittleEndian.Uint16(document[fibFlags:])&fibTable != 0 {
		table = tables["1Table"]
	}
	for _, name := range stringTable(table, document[fibReviewers:]) {
		if name != "Unknown" {
			r.name(rule.PartTellReviewer, name)
		}
	}
	for i, text := range stringTable(table, document[fibSavedBy:]) {
		if i%2 == 0 {
			r.name(rule.PartTellEditor, text)
		} else {
			r.path(text)
		}
	}
}

// stringTable reads a list of texts (STTB) in UTF-16; where says where it begins and how long it is.
func stringTable(table, where []byte) (out []string) {
	at, n := int64(binary.LittleEndian.Uint32(where)), int64(binary.LittleEndian.Uint32(where[4:]))
	if n < 6 || at+n > int64(len(table)) || binary.LittleEndian.Uint16(table[at:]) != 0xffff {
		return nil
	}
	list := table[at : at+n]
	extra := int(binary.LittleEndian.Uint16(list[4:])) // bytes behind each text
	for at := 6; at+2 <= len(list) && len(out) < 100; {
		end := at + 2 + 2*int(binary.LittleEndian.Uint16(list[at:]))
		if end > len(list) {
			break
		}
		out = append(out, wide(list[at+2:end]))
		at = end + extra
	}
	return out
}

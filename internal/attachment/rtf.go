package attachment

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"tocsin/internal/rule"
)

var (
	rtfField   = regexp.MustCompile(`\{\\(?:\*\\)?(author|operator|company|manager|template|hlinkbase)\s+((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|\\\\)*)\}`)
	rtfChange  = regexp.MustCompile(`\\(?:revised|deleted)\b`)
	rtfEscaped = regexp.MustCompile(`\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|\\\\`)
)

// rtf reads the information group of a Rich Text document, and counts its tracked changes.
func (r *reader) rtf(data []byte) {
	for _, m := range rtfField.FindAllSubmatch(data, -1) {
		value := rtfEscaped.ReplaceAllStringFunc(string(m[2]), func(s string) string {
			switch {
			case s == `\\`:
				return `\`
			case s[1] == '\'':
				n, _ := strconv.ParseUint(s[2:], 16, 8)
				return string(rune(n)) // Windows-1252 and Latin-1 agree on letters
			}
			n, _ := strconv.Atoi(strings.TrimRight(s[2:], " ?"))
			return string(rune(uint16(n)))
		})
		switch string(m[1]) {
		case "author":
			r.name(rule.PartTellAuthor, value)
		case "operator":
			r.name(rule.PartTellEditor, value)
		case "company":
			r.name(rule.PartTellCompany, value)
		case "manager":
			r.name(rule.PartTellManager, value)
		default:
			r.path(value)
		}
	}
	r.count(rule.PartTellChanges, len(rtfChange.FindAll(data, -1)))
	r.count(rule.PartTellComments, bytes.Count(data, []byte(`{\*\annotation`)))
}

package attachment

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"tocsin/internal/rule"
)

var (
	rtfField   = regexp.MustCompile(`\{\\(?:\*\\)?(author|operator|company|manager|template|hlinkbase)\s+((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d+ ?(?:\?|\\'[0-9a-fA-F]{2})?|\\\\)*)\}`)
	rtfChange  = regexp.MustCompile(`\\(?:revised|deleted)\b`)
	rtfEscaped = regexp.MustCompile(`\\'[0-9a-fA-F]{2}|\\u(-?\d+) ?(?:\?|\\'[0-9a-fA-F]{2})?|\\\\`)
	rtfChanger = regexp.MustCompile(`\{\\\*\\revtbl((?:\s*\{[^{};]*;\})+)\}`)
)

// rtf reads the information group of a Rich Text document, and counts its tracked changes.
func (r *reader) rtf(data []byte) {
	for _, m := range rtfField.FindAllSubmatch(data, -1) {
		value := rtfText(string(m[2]))
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
	var changers []string
	if m := rtfChanger.FindSubmatch(data); m != nil {
		for name := range strings.SplitSeq(string(m[1]), ";}") {
			name = rtfText(strings.TrimLeft(name, " \r\n{"))
			if name != "" && name != "Unknown" && len(changers) < 3 {
				changers = append(changers, name)
			}
		}
	}
	r.changes(len(rtfChange.FindAll(data, -1)), changers)
	r.count(rule.PartTellComments, bytes.Count(data, []byte(`{\*\annotation`)))
}

// rtfText reads escapes: \'e9 is a letter, \u233 one of Unicode, with what older programs show in its place behind it.
func rtfText(s string) string {
	return rtfEscaped.ReplaceAllStringFunc(s, func(s string) string {
		switch {
		case s == `\\`:
			return `\`
		case s[1] == '\'':
			n, _ := strconv.ParseUint(s[2:], 16, 8)
			return string(rune(n)) // Windows-1252 and Latin-1 agree on letters
		}
		n, _ := strconv.Atoi(rtfEscaped.FindStringSubmatch(s)[1])
		return string(rune(uint16(n)))
	})
}

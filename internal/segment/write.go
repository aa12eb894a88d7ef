package segment

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Care is how much of a text is escaped when it is written as Markdown. Most words need nothing, and people read the
// files: so one begins with Bare, looks whether the result reads back as it should, and takes more care if not.
type Care uint8

const (
	// Bare escapes nothing but what would always end the segment, such as a | in a table's cell.
	Bare Care = iota
	// Marked escapes the characters that Markdown gives a meaning.
	Marked
	// Everything escapes all ASCII punctuation.
	Everything
)

// Write returns the Markdown of a segment's parts, on one line but for the breaks that are among them. It is the other
// way round of markdown.LayOut: parts should be squeezed.
func Write(parts []Part, kind Kind, care Care) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Kind != Words {
			b.WriteString(p.Raw)
			continue
		}
		switch kind {
		case CodeText:
			b.WriteString(p.Text)
		case HTMLText:
			b.WriteString(html.EscapeString(p.Text))
		case LabelText:
			b.WriteString(escape(p.Text, `[]\`, care == Everything))
		case CellText:
			b.WriteString(prose(p.Text, care, b.Len() == 0, "|"))
		default:
			atStart := b.Len() == 0 || strings.HasSuffix(b.String(), "\n")
			b.WriteString(prose(p.Text, care, atStart, ""))
		}
	}
	return b.String()
}

func prose(s string, care Care, first bool, always string) string {
	switch care {
	case Bare:
		return escape(s, always, false)
	case Everything:
		return escape(s, "", true)
	}
	s = escape(s, "\\`*_[]<>&~"+always, false)
	s = strings.ReplaceAll(s, ":fact\\[", "\\:fact\\[")
	if !first || s == "" {
		return s
	}
	if strings.ContainsRune("#+-=:|!", rune(s[0])) {
		return `\` + s
	}
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n > 0 && n < len(s) && (s[n] == '.' || s[n] == ')') {
		return s[:n] + `\` + s[n:]
	}
	return s
}

func escape(s, chars string, all bool) string {
	if !all && !strings.ContainsAny(s, chars) {
		return s
	}
	out := make([]byte, 0, len(s)+8)
	for i := range len(s) {
		if c := s[i]; all && isPunct(c) || strings.IndexByte(chars, c) >= 0 {
			out = append(out, '\\')
		}
		out = append(out, s[i])
	}
	return string(out)
}

// isPunct tells ASCII punctuation, all of which Markdown lets one escape.
func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// Hoist returns squeezed parts with the spaces that stand directly inside of emphasis moved out of it, since Markdown
// knows no emphasis that begins or ends with a space.
func Hoist(parts []Part) []Part {
	parts = slices.Clone(parts)
	emphasis := func(p Part) bool {
		return p.Type == EmphasisCode || p.Type == StrongCode || p.Type == StrikeCode
	}
	var out []Part
	for i := 0; i < len(parts); i++ {
		p := parts[i]
		switch {
		case p.Kind == Open && emphasis(p) && i+1 < len(parts) && parts[i+1].Kind == Words:
			rest := strings.TrimLeftFunc(parts[i+1].Text, unicode.IsSpace)
			if rest != parts[i+1].Text {
				out = append(out, Part{Text: parts[i+1].Text[:len(parts[i+1].Text)-len(rest)]})
				parts[i+1].Text = rest
			}
		case p.Kind == Close && emphasis(p) && len(out) > 0 && out[len(out)-1].Kind == Words:
			last := &out[len(out)-1]
			rest := strings.TrimRightFunc(last.Text, unicode.IsSpace)
			space := last.Text[len(rest):]
			last.Text = rest
			if space != "" {
				out = append(out, p, Part{Text: space})
				continue
			}
		}
		out = append(out, p)
	}
	return Squeeze(out)
}

// SameParts reports whether two lists of parts say the same: the same words, with the same markup in the same places.
// How the markup is written may differ.
func SameParts(a, b []Part) bool {
	return slices.EqualFunc(a, b, func(p, q Part) bool {
		return p.Kind == q.Kind && p.Type == q.Type && p.Text == q.Text && p.Key == q.Key
	})
}

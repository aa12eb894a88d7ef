package words

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Text is something to be said later, in whichever language is asked for: the key of a text and what fills its holes.
// It is plain data, so it can be kept on disk. The zero Text says nothing.
type Text struct {
	Key   string
	Holes []Hole
}

// Hole is what fills one hole: words, or further texts that are said in the same language.
type Hole struct {
	Name  string
	Words []string
	Texts []Text
}

// Make returns a text. Pairs of a hole's name and its value fill it; a value is a string, a list of them, a number,
// another Text, a list of them, or whatever fmt prints.
func Make(key string, pairs ...any) Text { return Text{Key: key, Holes: Holes(pairs...)} }

// Holes returns pairs of a hole's name and its value as plain data.
func Holes(pairs ...any) []Hole {
	if len(pairs) == 0 {
		return nil
	}
	out := make([]Hole, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		h := Hole{Name: fmt.Sprint(pairs[i])}
		switch v := pairs[i+1].(type) {
		case string:
			h.Words = []string{v}
		case []string:
			h.Words = v
		case int:
			h.Words = []string{strconv.Itoa(v)}
		case float64:
			h.Words = []string{strconv.FormatFloat(v, 'f', -1, 64)}
		case Text:
			h.Texts = []Text{v}
		case []Text:
			h.Texts = v
		default:
			h.Words = []string{fmt.Sprint(v)}
		}
		out = append(out, h)
	}
	return out
}

// Say says a text. A hole is {name}: a list is joined with commas, texts with semicolons. {name:quoted} is the value in
// quotation marks, {name:1} a number with one decimal, {name:or} a list that ends in "or", {name:language} the name of
// the language whose tag it is. A text with a | lists its plural forms, as for [Catalogue.N], and hole n picks one.
func (c *Catalogue) Say(t Text) string {
	if t.Key == "" {
		return ""
	}
	pattern, ok := c.Pattern(t.Key)
	if !ok {
		return t.Key
	}
	if strings.Contains(pattern, "|") {
		pattern = c.form(pattern, t.Holes)
	}
	return scan(pattern, func(name, how string) (string, bool) {
		for _, h := range t.Holes {
			if h.Name == name {
				return c.fill(h, how), true
			}
		}
		return "", false
	})
}

// Sketch says what a text is about: an ellipsis stands in each hole, and of plural forms the first is taken.
func (c *Catalogue) Sketch(key string) string {
	pattern, _ := c.Pattern(key)
	if one, _, ok := strings.Cut(pattern, "|"); ok && strings.Contains(one, "{") {
		pattern = one
	}
	return scan(pattern, func(_, how string) (string, bool) {
		if how == "quoted" {
			return `"…"`, true
		}
		return "…", true
	})
}

// form picks the plural form for hole n; a text without that hole has a | of its own.
func (c *Catalogue) form(pattern string, holes []Hole) string {
	for _, h := range holes {
		if h.Name != "n" || len(h.Words) == 0 {
			continue
		}
		if n, err := strconv.Atoi(h.Words[0]); err == nil {
			return c.plural(pattern, n)
		}
	}
	return pattern
}

func (c *Catalogue) fill(h Hole, how string) string {
	if len(h.Texts) > 0 {
		said := make([]string, len(h.Texts))
		for i, t := range h.Texts {
			said[i] = c.Say(t)
		}
		return strings.Join(said, c.T(ListOfTexts))
	}
	first := ""
	if len(h.Words) > 0 {
		first = h.Words[0]
	}
	switch how {
	case "quoted":
		quoted := make([]string, len(h.Words))
		for i, w := range h.Words {
			quoted[i] = strconv.Quote(w)
		}
		return strings.Join(quoted, c.T(ListOfWords))
	case "or":
		return strings.Join(h.Words, c.T(ListOr))
	case "1":
		f, err := strconv.ParseFloat(first, 64)
		if err != nil {
			return first
		}
		return strings.Replace(strconv.FormatFloat(f, 'f', 1, 64), ".", c.T(DecimalSign), 1)
	case "language":
		return languageName(first, c.lang)
	}
	if len(h.Words) == 1 {
		return first
	}
	return strings.Join(h.Words, c.T(ListOfWords))
}

// languageName names a language in another; one that CLDR does not name is named by its tag.
func languageName(tag, in string) string {
	t, err := language.Parse(tag)
	names := display.Languages(language.Make(in))
	if err != nil || names == nil || names.Name(t) == "" {
		return tag
	}
	return names.Name(t)
}

// scan replaces each hole of a pattern, {name} or {name:how}, by its value. What only looks like a hole, and a hole
// without a value, stays as it is written.
func scan(pattern string, value func(name, how string) (string, bool)) string {
	next := strings.IndexByte(pattern, '{')
	if next < 0 {
		return pattern
	}
	var b strings.Builder
	for next >= 0 {
		b.WriteString(pattern[:next])
		pattern = pattern[next:]
		name, how, n := holeAt(pattern)
		said, ok := "", false
		if n > 0 {
			said, ok = value(name, how)
		}
		if ok {
			b.WriteString(said)
			pattern = pattern[n:]
		} else {
			b.WriteByte('{')
			pattern = pattern[1:]
		}
		next = strings.IndexByte(pattern, '{')
	}
	b.WriteString(pattern)
	return b.String()
}

// holeAt reads the hole that a pattern begins with; n is its length, 0 where there is none.
func holeAt(pattern string) (name, how string, n int) {
	end := strings.IndexByte(pattern, '}')
	if end < 2 {
		return "", "", 0
	}
	name, how, _ = strings.Cut(pattern[1:end], ":")
	for i, c := range []byte(name) {
		letter := c >= 'a' && c <= 'z'
		if !letter && (i == 0 || c != '-' && c != '_' && (c < '0' || c > '9')) {
			return "", "", 0
		}
	}
	if name == "" || strings.ContainsAny(how, " {") {
		return "", "", 0
	}
	return name, how, end + 1
}

// HolesIn lists the names of the holes in a pattern, in order, each once.
func HolesIn(pattern string) []string {
	var out []string
	seen := map[string]bool{}
	scan(pattern, func(name, _ string) (string, bool) {
		if !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
		return "", false
	})
	return out
}

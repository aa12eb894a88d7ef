// Package words is the catalogue of all that the tool itself says: diagnostics, help, summaries, the review server.
// What a campaign says to its readers is not here but in i18n/.
//
// A text has a key ("command.build.short") and holes with names ("{file} was written"). A language is a file for each
// subject, such as english_command.go, whose function returns the texts of that subject; so adding a language adds files
// to this folder and touches nothing else. English has every text; a text that another language lacks is said in English.
//
// The texts are Go maps and not files to parse, since every start of the program needs some of them: making the maps
// takes microseconds.
package words

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"tocsin/internal/locale"
)

// Catalogue says things in one language. It is read-only, safe for concurrent use, and made by [In] only.
type Catalogue struct {
	lang  string
	table map[string]string
	tell  *locale.Locale
}

// In returns the catalogue of a language: its BCP 47 tag's first part, "fr" for "fr-CA". A language that the tool does not
// speak gets English.
func In(lang string) *Catalogue {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	all := catalogues()
	if c, ok := all[base]; ok {
		return c
	}
	return all["en"]
}

// Languages returns the languages that the tool speaks, sorted.
func Languages() []string { return slices.Sorted(maps.Keys(catalogues())) }

var catalogues = sync.OnceValue(func() map[string]*Catalogue {
	return map[string]*Catalogue{
		"en": newCatalogue("en", english()),
		"fr": newCatalogue("fr", french()),
	}
})

func newCatalogue(lang string, subjects []map[string]string) *Catalogue {
	c := &Catalogue{lang: lang, table: map[string]string{}, tell: locale.New(lang)}
	for _, s := range subjects {
		maps.Copy(c.table, s)
	}
	return c
}

// Lang returns the language that the catalogue speaks, "en".
func (c *Catalogue) Lang() string { return c.lang }

// Keys returns the keys of all texts that the language has, sorted.
func (c *Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.table)) }

// Pattern returns the text of a key with its holes unfilled, and whether there is one in this language or in English.
func (c *Catalogue) Pattern(key string) (string, bool) {
	if text, ok := c.table[key]; ok {
		return text, true
	}
	text, ok := catalogues()["en"].table[key]
	return text, ok
}

// T returns the text of a key. Pairs of a hole's name and its value fill {name} in it; a value is never looked into for
// holes of its own. A key that no language has is returned as it is, so that nothing that must be told is lost.
func (c *Catalogue) T(key string, pairs ...any) string {
	text, ok := c.Pattern(key)
	if !ok {
		return key
	}
	return Fill(text, pairs...)
}

// N returns the text for a number of things, {n}, in the plural form that the language has for it: a text lists its
// forms, one and other, as "{n} page|{n} pages".
func (c *Catalogue) N(key string, n int, pairs ...any) string {
	text, ok := c.Pattern(key)
	if !ok {
		return key
	}
	return Fill(c.plural(text, n), append(pairs, "n", n)...)
}

// plural picks the form for a number from a text that lists them; a text that lists none is its only form.
func (c *Catalogue) plural(text string, n int) string {
	one, other, ok := strings.Cut(text, "|")
	if ok && c.tell.Plural(n) != "one" {
		return other
	}
	return one
}

// WeekdayDate writes a day for people: "Monday, October 5".
func (c *Catalogue) WeekdayDate(t time.Time) string { return c.tell.WeekdayDate(t) }

// Weekday returns the name of the day of the week.
func (c *Catalogue) Weekday(t time.Time) string { return c.tell.Weekday(t) }

// Number writes a whole number that is not negative for people, its digits in groups: 12,345.
func (c *Catalogue) Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + c.T("number.group") + s[i:]
	}
	return s
}

// The keys of what joins words and texts, which every language has.
const (
	ListOfWords = "list.words"   // between the words of a list
	ListOfTexts = "list.texts"   // between sentences that stand in one
	ListOr      = "list.or"      // between the words of a list of which one is meant
	DecimalSign = "decimal.sign" // between a number's units and tenths
)

// Fill fills the holes of a text: pairs of a hole's name and its value. A hole that has no value stays as it is written.
func Fill(text string, pairs ...any) string {
	return scan(text, func(name, _ string) (string, bool) {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return fmt.Sprint(pairs[i+1]), true
			}
		}
		return "", false
	})
}

// Package locale knows what differs between languages and is not a translated string: how a date, a time or a span
// is said, which way the script runs, the language's own name, the order of words in a list, which plural form goes
// with a number, and how a title becomes an address.
//
// Names of months and days and most plural rules come from CLDR through github.com/go-playground/locales. The phrases
// are ours (see grammar), because CLDR stops short of what readers expect: "1er octobre", "du 5 au 9 octobre",
// "13 h 30", and a month that stands alone in the nominative. Numbers are written with European digits throughout.
//
// A time is said in the location it carries: call t.In(zone) first.
package locale

import (
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	locales "github.com/go-playground/locales"
)

// Locale says things as the readers of one edition do. It is safe for concurrent use, and made by [New] only.
type Locale struct {
	tag    language.Tag
	valid  bool   // tag is a language that x/text knows
	base   string // "en", "zh"
	region string // "CA", or the likeliest one for the language
	known  knowledge
	names  func() *names
	self   func() string
	signs  func() signs
	orders sync.Pool // of *collate.Collator, which must not be shared between goroutines
}

// names holds what a [locales.Translator] and a grammar's own lists give together. It is read-only once made.
type names struct {
	translator    locales.Translator // nil for a language without one
	months        []string           // alone: "октябрь"
	monthsInDate  []string           // beside a day: "октября"
	monthsShort   []string
	weekdays      []string
	weekdayInDate []string
	weekdaysShort []string
}

// New returns the Locale of a BCP 47 tag such as "en-CA" or "zh-Hant-CA". It never fails: an unknown region is
// ignored, a language without month names gets ISO dates, and one that nobody knows is sorted by code point.
// It does next to nothing itself; names, collation and the like are made when first asked for, then kept.
func New(locale string) *Locale {
	tag, valid := parse(locale)
	base, _ := tag.Base()
	script, _ := tag.Script()
	region, _ := tag.Region()
	l := &Locale{tag: tag, valid: valid, base: base.String(), region: region.String()}
	if !valid {
		l.base, l.region = "", ""
	}
	l.known = of(l.base, script.String(), l.region)
	l.names = sync.OnceValue(func() *names { return l.known.load() })
	l.signs = sync.OnceValue(l.findSigns)
	l.self = sync.OnceValue(func() string { return l.selfName(locale) })
	l.orders.New = func() any { return l.newCollator() }
	return l
}

// parse drops subtags from the end until the rest is a tag that x/text knows.
func parse(locale string) (language.Tag, bool) {
	for rest := locale; rest != ""; {
		if tag, err := language.Parse(rest); err == nil && tag != language.Und {
			return tag, true
		}
		cut := strings.LastIndexAny(rest, "-_")
		if cut < 0 {
			break
		}
		rest = rest[:cut]
	}
	return language.Und, false
}

// Dir returns "rtl" for a script that runs from right to left, else "ltr".
func (l *Locale) Dir() string {
	script, _ := l.tag.Script()
	switch script.String() {
	case "Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi":
		return "rtl"
	}
	return "ltr"
}

// Name returns the language's own name without its region, capitalised as a label: "English", "Français", "繁體中文".
// A language whose own name is not known gets its English name, and one that has neither its tag.
func (l *Locale) Name() string { return l.self() }

func (l *Locale) selfName(locale string) string {
	if !l.valid {
		return locale
	}
	base, _ := l.tag.Base()
	script, confidence := l.tag.Script()
	parts := []any{base}
	if confidence == language.Exact && strings.Contains(l.tag.String(), script.String()) {
		parts = append(parts, script)
	}
	bare, err := language.Compose(parts...)
	if err != nil {
		return locale
	}
	for _, name := range []string{l.known.own, display.Self.Name(bare), display.English.Languages().Name(bare)} {
		if name != "" {
			return capitalise(name)
		}
	}
	return locale
}

// capitalise raises the first letter, unless the word has capitals of its own ("isiZulu").
// Title case, not upper: Georgian has no capitals at the start of a word though Unicode has upper-case forms.
func capitalise(s string) string {
	if strings.ContainsFunc(s, unicode.IsUpper) {
		return s
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToTitle(r)) + s[n:]
}

// Compare orders two strings as the language does: negative when a comes before b, 0 only when they are the same string.
func (l *Locale) Compare(a, b string) int {
	if l.valid && a != b {
		c := l.orders.Get().(*collate.Collator)
		order := c.CompareString(a, b)
		l.orders.Put(c)
		if order != 0 {
			return order
		}
	}
	return strings.Compare(a, b)
}

// newCollator compares accents from the end of the word where the language does ("cote, côte, coté, côté").
func (l *Locale) newCollator() *collate.Collator {
	tag := l.tag
	if l.known.accentsFromEnd {
		if t, err := tag.SetTypeForKey("kb", "true"); err == nil {
			tag = t
		}
	}
	return collate.New(tag)
}

// Plural returns the CLDR category of a count: "zero", "one", "two", "few", "many" or "other".
// A negative n counts as its absolute value.
func (l *Locale) Plural(n int) string {
	if n < 0 {
		n = -n
	}
	category := l.cardinal(n)
	if l.known.plural != nil {
		return l.known.plural(n, category)
	}
	return category
}

func (l *Locale) cardinal(n int) string {
	if tr := l.names().translator; tr != nil {
		return category(tr.CardinalPluralRule(float64(n), 0))
	}
	switch plural.Cardinal.MatchPlural(l.tag, n%10_000_000, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

func category(rule locales.PluralRule) string {
	switch rule {
	case locales.PluralRuleZero:
		return "zero"
	case locales.PluralRuleOne:
		return "one"
	case locales.PluralRuleTwo:
		return "two"
	case locales.PluralRuleFew:
		return "few"
	case locales.PluralRuleMany:
		return "many"
	}
	return "other"
}

// FirstWeekday returns the day with which the region's calendars begin, by CLDR; Monday where it says nothing.
func (l *Locale) FirstWeekday() time.Weekday {
	switch l.region {
	case "AG", "AS", "BD", "BR", "BS", "BT", "BW", "BZ", "CA", "CO", "DM", "DO", "ET", "GT", "GU", "HK", "HN", "HT", "ID",
		"IL", "IN", "JM", "JP", "KE", "KH", "KR", "LA", "MH", "MM", "MO", "MT", "MX", "MZ", "NI", "NP", "PA", "PE", "PH",
		"PK", "PR", "PT", "PY", "SA", "SG", "SV", "TH", "TT", "TW", "UM", "US", "VE", "VI", "WS", "YE", "ZA", "ZW":
		return time.Sunday
	case "AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY":
		return time.Saturday
	case "MV":
		return time.Friday
	}
	return time.Monday
}

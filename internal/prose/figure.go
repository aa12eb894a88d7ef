package prose

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/locale"
)

// FigureKind says what a figure is.
type FigureKind uint8

// The kinds of figures.
const (
	Number FigureKind = iota
	Date              // a day of a month, perhaps with its year
	Clock
	Phone
	Email
)

// Figure is a number, a date, a time of day, a telephone number or an e-mail address in a text. Two figures that share
// a value say the same: "1.000" may be a thousand or one, and so has two.
type Figure struct {
	Kind   FigureKind
	Text   string   // as written
	Values []string // what it may mean, in a form that is no language's
	At     int      // offset in the text
}

// Same reports whether two figures of one kind may mean the same.
func (f Figure) Same(g Figure) bool {
	return slices.ContainsFunc(f.Values, func(v string) bool { return slices.Contains(g.Values, v) })
}

var (
	emailPattern = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	urlPattern   = regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>«»“”]+|\b(?:[a-z0-9-]+\.)+(?:gov|com|org|net|ca|us|uk|eu|int|edu|example|fr|gc|io|info|es|de)\b(?:/[^\s<>«»“”]*)?`)
	isoDate      = regexp.MustCompile(`\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:T[\d:]+)?\b`)
	slashDate    = regexp.MustCompile(`\b(\d{1,4})([/.])(\d{1,2})[/.](\d{2,4})\b`)
	phonePattern = regexp.MustCompile(`(?:\+|\b00)?\(?\d[\d()\-.\x{00a0}\x{202f}\x{2011}\x{2013}\x{2010} ]{5,}\d`)
	thousandForm = regexp.MustCompile(`^\d{1,3}(?:[ .,\x{00a0}\x{202f}\x{2009}'’]\d{3})+(?:[.,]\d+)?$`)
	spaced       = regexp.MustCompile(`\b\d[-\x{2011}]\d[-\x{2011}]\d\b`) // 9-1-1
	yearSpan     = regexp.MustCompile(`^(?:19|20)\d\d ?[-–] ?(?:19|20)?\d\d$`)
	always       = regexp.MustCompile(`\b(?:24[^\d.!?]{1,40}?(?:24|7)(?:[^\d.!?]{1,25}?7){0,2}|7[^\d.!?]{1,40}?(?:24|7)(?:[^\d.!?]{1,25}?24){0,2})([^\d]|$)`)
)

// Figures finds what counts in a text of the language. What says "day and night" (24/7, 24 heures sur 24 et 7 jours sur
// 7) is none, nor are the numbers in names such as IC3 and 2FA.
func (l *Language) Figures(text string) []Figure {
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) || r == '@' }) {
		return nil
	}
	f := finder{Language: l}
	f.text = []byte(latinDigits(text))
	nothing := func(string, []string) ([]string, FigureKind, bool) { return nil, 0, true }
	if strings.Contains(text, "@") {
		f.take(emailPattern, func(m string, _ []string) ([]string, FigureKind, bool) { return []string{example(m)}, Email, true })
	}
	if strings.ContainsAny(text, "./") {
		f.take(urlPattern, nothing)
		f.take(slashDate, numericDate)
	}
	if bytes.Contains(f.text, []byte("24")) {
		f.take(always, nothing)
	}
	if strings.Contains(text, "-") {
		f.take(isoDate, func(_ string, g []string) ([]string, FigureKind, bool) {
			return []string{date(atoi(g[2]), atoi(g[3]))}, Date, true
		})
	}
	f.take(spaced, func(m string, _ []string) ([]string, FigureKind, bool) { return []string{onlyDigits(m)}, Number, true })
	if len(onlyDigits(string(f.text))) >= 7 {
		f.take(phonePattern, phone)
	}
	f.dates()
	f.clocks()
	f.numbers()
	slices.SortFunc(f.found, func(a, b Figure) int { return a.At - b.At })
	return f.found
}

// finder takes figures out of a text one kind after the other: what one kind has taken is blanked for the next.
type finder struct {
	*Language
	text  []byte
	found []Figure
}

func (f *finder) take(p *regexp.Regexp, read func(match string, groups []string) (values []string, k FigureKind, ok bool)) {
	for _, m := range p.FindAllSubmatchIndex(f.text, -1) {
		groups := make([]string, len(m)/2)
		for i := range groups {
			if m[2*i] >= 0 {
				groups[i] = string(f.text[m[2*i]:m[2*i+1]])
			}
		}
		values, kind, ok := read(groups[0], groups)
		if !ok {
			continue
		}
		if len(values) > 0 {
			f.add(kind, m[0], m[1], values)
		}
		f.blank(m[0], m[1])
	}
}

func (f *finder) add(kind FigureKind, from, to int, values []string) {
	f.found = append(f.found, Figure{kind, strings.TrimSpace(string(f.text[from:to])), values, from})
}

func (f *finder) blank(from, to int) {
	for i := from; i < to; i++ {
		f.text[i] = 1 // no digit, no letter and no space
	}
}

// latinDigits returns a text with the digits of every script as 0 to 9, and its full-width forms as usual ones.
func latinDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x660:
			return r
		case r == '٫' || r == '．':
			return '.'
		case r == '٬' || r == '，':
			return ','
		case r == '：':
			return ':'
		case unicode.IsDigit(r):
			zero := r // the digits of a script stand together, its nought first
			for n := range rune(10) {
				if !unicode.IsDigit(r-n-1) || r-n-1 < '0' {
					zero = r - n
					break
				}
			}
			return '0' + (r-zero)%10
		}
		return r
	}, s)
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func atoi(s string) int { return digits(s) }

// example returns an e-mail address in lower case; those that only show what one looks like are all the same.
func example(address string) string {
	address = strings.ToLower(address)
	if local, _, _ := strings.Cut(address, "@"); mailboxes()[local] {
		return "name@example"
	}
	return address
}

var mailboxes = sync.OnceValue(func() map[string]bool {
	return setOf(locale.Everywhere(func(p locale.Prose) string { return p.Mailboxes }, " "))
})

// phone reads a telephone number: seven digits or more in groups, and no thousands, years or amounts. Its value is its
// last ten digits, since a number is as often written without what stands before them.
func phone(m string, _ []string) ([]string, FigureKind, bool) {
	m = strings.TrimSpace(m)
	d := onlyDigits(m)
	grouped := strings.ContainsAny(m, "-.()\u2011\u2010") || strings.HasPrefix(m, "+") || strings.ContainsAny(m, " \u00a0")
	if len(d) < 7 || len(d) > 15 || !grouped || thousandForm.MatchString(m) || yearSpan.MatchString(m) {
		return nil, 0, false
	}
	if strings.Count(m, "-") == 0 && strings.Contains(m, "–") && len(d) < 10 {
		return nil, 0, false // a span of numbers
	}
	return []string{d[max(0, len(d)-10):]}, Phone, true
}

// numericDate reads 10/12/2026, whose first two may be either, and 10.12.2026.
func numericDate(_ string, g []string) ([]string, FigureKind, bool) {
	a, b, c := atoi(g[1]), atoi(g[3]), atoi(g[4])
	if len(g[1]) == 4 { // 2026/10/12
		if b >= 1 && b <= 12 && c >= 1 && c <= 31 && len(g[4]) <= 2 {
			return []string{date(b, c)}, Date, true
		}
		return nil, 0, false
	}
	if len(g[1]) > 2 || a < 1 || b < 1 || a > 31 || b > 31 || len(g[4]) == 3 {
		return nil, 0, false
	}
	var out []string
	if b <= 12 {
		out = append(out, date(b, a))
	}
	if a <= 12 && g[2] == "/" {
		out = append(out, date(a, b))
	}
	return out, Date, len(out) > 0
}

// numbers finds the numbers that are left.
func (f *finder) numbers() {
	t := string(f.text)
	for i := 0; i < len(t); {
		if t[i] < '0' || t[i] > '9' {
			i++
			continue
		}
		end := numberEnd(t, i)
		n := t[i:end]
		before, _ := utf8.DecodeLastRuneInString(t[:i])
		after := t[end:]
		if named(before) || before == '#' || ordinal(after) || unit(after) {
			i = end
			for i < len(t) && t[i] >= '0' && t[i] <= '9' {
				i++
			}
			continue
		}
		f.found = append(f.found, Figure{Number, n, values(n, after), i})
		i = end
	}
}

// numberEnd returns where a number ends that begins at i: with the groups of its thousands and its fraction.
func numberEnd(t string, i int) int {
	j := i
	for j < len(t) && t[j] >= '0' && t[j] <= '9' {
		j++
	}
	for {
		k, sep := j, 0
		r, n := utf8.DecodeRuneInString(t[j:])
		if strings.ContainsRune(".,\u00a0\u202f\u2009'’ ", r) {
			k, sep = j+n, n
		}
		d := 0
		for k+d < len(t) && t[k+d] >= '0' && t[k+d] <= '9' {
			d++
		}
		space := r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' || r == '\'' || r == '’'
		first := j - i
		if sep == 0 || d == 0 || first > 60 || space && (d != 3 || first > 3 && !strings.ContainsAny(t[i:j], ".,\u00a0\u202f\u2009'’ ")) {
			return j
		}
		j = k + d
	}
}

// values returns what a number may mean.
func values(n, after string) []string {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \u00a0\u202f\u2009'’", r) {
			return -1
		}
		return r
	}, n)
	var out []string
	last := strings.LastIndexAny(plain, ".,")
	switch {
	case last < 0:
		out = append(out, plain)
	default:
		whole, fraction := onlyDigits(plain[:last]), plain[last+1:]
		if f := strings.TrimRight(fraction, "0"); f != "" {
			out = append(out, whole+"."+f)
		} else {
			out = append(out, whole)
		}
		mark := plain[last]
		if len(fraction) == 3 && !strings.ContainsRune(plain[:last], otherMark(mark)) {
			out = append(out, whole+fraction)
		}
		if strings.Count(plain, string(mark)) > 1 {
			out = []string{whole + fraction}
			if len(fraction) != 3 { // a version, 2.0.1
				out = []string{plain}
			}
		}
	}
	for i, v := range out {
		v = strings.TrimLeft(v, "0")
		if v == "" || v[0] == '.' {
			v = "0" + v
		}
		out[i] = v
		if k := scale(after); k > 0 {
			out = append(out, shifted(v, k))
		}
	}
	return out
}

func otherMark(c byte) rune {
	if c == '.' {
		return ','
	}
	return '.'
}

// shifted multiplies a decimal by ten to the k.
func shifted(v string, k int) string {
	whole, fraction, _ := strings.Cut(v, ".")
	fraction += strings.Repeat("0", max(0, k-len(fraction)))
	v = strings.TrimLeft(whole+fraction[:k], "0")
	if rest := strings.TrimRight(fraction[k:], "0"); rest != "" {
		v += "." + rest
	}
	if v == "" {
		return "0"
	}
	return v
}

// scale reads the word that multiplies a number, as a power of ten; 0 for none.
func scale(after string) int {
	after = strings.TrimLeft(after[:min(len(after), 32)], " \u00a0\u202f") // the longest word here is half of that
	after = strings.ToLower(after)
	for _, s := range powers() {
		if strings.HasPrefix(after, s.word) {
			return s.power
		}
	}
	return 0
}

// power is the beginning of a word that multiplies, and by which power of ten.
type power struct {
	word  string
	power int
}

// powers are those of every language, the longest first: a text may take a neighbour's word.
var powers = sync.OnceValue(func() []power {
	var out []power
	for _, pair := range locale.Everywhere(func(p locale.Prose) string { return p.Powers }, "|") {
		for word, k := range locale.Pairs(pair) {
			out = append(out, power{word, k})
		}
	}
	slices.SortStableFunc(out, func(a, b power) int { return len(b.word) - len(a.word) })
	return out
})

// named reports whether what stands before a number makes it part of a name: IC3, H2O, Windows‑11.
func named(r rune) bool {
	return r == '_' || unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek) // other scripts put particles there
}

// ordinal reports whether a number is followed by what makes it "first", which another language may say in a word.
func ordinal(after string) bool {
	word := strings.ToLower(firstWord(after))
	if ordinals()[word] {
		return true
	}
	return strings.HasPrefix(after, "º") || strings.HasPrefix(after, "ª") || strings.HasPrefix(after, ".º") || strings.HasPrefix(after, ".ª")
}

var ordinals = sync.OnceValue(func() map[string]bool {
	return setOf(locale.Everywhere(func(p locale.Prose) string { return p.Ordinals }, " "))
})

// unit reports whether letters follow a number at once that are no unit of measure, so that it is a name: 2FA, 5G.
func unit(after string) bool {
	word := firstWord(after)
	if word == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(word)
	if !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek) {
		return false
	}
	switch strings.ToLower(word) {
	case "km", "m", "cm", "mm", "kg", "g", "mg", "lb", "lbs", "kb", "mb", "gb", "tb", "ko", "mo", "go", "to", "h", "min", "s", "ms", "px", "k", "c", "f":
		return false
	}
	return true
}

// firstWord returns the letters that follow at once.
func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return s
	}
	return s[:end]
}

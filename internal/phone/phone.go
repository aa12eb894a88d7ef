// Package phone reads a telephone number as people write it, for the country whose readers will call it, and says what
// a telephone must dial: RFC 3966. It knows extensions, letters on the keys, the zero that only callers within the
// country dial, prefixes for calls abroad, and short codes.
//
// The rules of the world's numbering plans are Google's (libphonenumber). They are taken out of
// github.com/nyaruka/phonenumbers into regions.tsv by a test, and the reader is held against that library for every
// region's own examples. The program does not link the library, which unpacks all of its data each time that any
// program with it starts: that costs more than a build in which nothing changed. Here one line is read, for the country
// that is asked for.
package phone

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Number is what to dial.
type Number struct {
	Digits    string // "+18008573384"; what only works within the country without a plus: "711", "*4141"
	Extension string // digits to dial once somebody answers, or ""
}

// URI returns the number as an address, by RFC 3966.
func (n Number) URI() string { return "tel:" + n.uri() }

// SMS returns the address that opens a text message to the number, by RFC 5724. An extension has no place in it.
func (n Number) SMS() string { return "sms:" + Number{Digits: n.Digits}.uri() }

func (n Number) uri() string {
	s := strings.ReplaceAll(n.Digits, "#", "%23")
	if n.Extension != "" {
		s += ";ext=" + n.Extension
	}
	return s
}

// Fault says why a text is not one number. Its name is the end of a message's name in the catalogue.
type Fault string

// The faults.
const (
	None  Fault = ""
	Words Fault = "words" // there is something else beside the digits, or no digits at all
	Two   Fault = "two"   // there is more than one number
	Short Fault = "short" // digits are missing
	Long  Fault = "long"  // there are too many
	Local Fault = "local" // the area code is missing
)

// maxText is how long a text may be, in bytes: no number with its extension comes near.
const maxText = 120

// Read reads one number, as the country's readers would dial it. The country is an ISO 3166 code in any case. One that
// is Local comes back too, to be dialled as it is written.
func Read(text, country string) (Number, Fault) {
	if len(text) > maxText {
		return Number{}, Words
	}
	s := plain(text)
	r := regionOf(strings.ToUpper(country))
	head, extension := cutExtension(s)
	n, fault := r.read(head)
	if fault == None {
		n.Extension = extension
		return n, None
	}
	if extension != "" { // it may have been none
		if whole, f := r.read(s); f == None {
			return whole, None
		}
	}
	if same, ok := r.repeated(s); ok {
		return same, None
	}
	return n, fault
}

// plain writes a text with the digits, dashes, spaces and brackets of ASCII, and without what cannot be seen.
func plain(s string) string {
	var b strings.Builder
	for _, c := range norm.NFKC.String(s) {
		switch d := digit(c); {
		case d >= 0:
			b.WriteByte(byte('0' + d))
		case unicode.Is(unicode.Pd, c) || c == '\u2212':
			b.WriteByte('-')
		case unicode.IsSpace(c):
			b.WriteByte(' ')
		case unicode.Is(unicode.Cf, c):
		default:
			b.WriteRune(c)
		}
	}
	return strings.TrimSpace(b.String())
}

// digit returns the value of a decimal digit of any script, or -1. Unicode keeps each script's ten digits together,
// from its nought on.
func digit(c rune) int {
	if c < 0x80 {
		if c >= '0' && c <= '9' {
			return int(c - '0')
		}
		return -1
	}
	if !unicode.IsDigit(c) {
		return -1
	}
	n := 0
	for unicode.IsDigit(c-1) && n < 9 {
		c--
		n++
	}
	return n
}

// repeated reads a number that is written twice, once with letters: 1-800-HHS-TIPS (1-800-447-8477).
func (r *region) repeated(s string) (Number, bool) {
	head, rest, ok := strings.Cut(s, " (")
	tail, closed := strings.CutSuffix(rest, ")")
	if !ok || !closed {
		return Number{}, false
	}
	n, fault := r.read(head)
	digits := keep(tail, isDigit)
	return n, fault == None && len(digits) >= 3 && keep(tail, isLetter) == "" && strings.HasSuffix(n.Digits, trunkless(digits))
}

// trunkless leaves the digit out that only callers within the country dial.
func trunkless(digits string) string {
	if len(digits) > 10 {
		return digits[len(digits)-10:]
	}
	return strings.TrimLeft(digits, "0")
}

func isDigit(c rune) bool  { return c >= '0' && c <= '9' }
func isLetter(c rune) bool { return unicode.IsLetter(c) }

// keep returns the characters of a text that are wanted.
func keep(s string, want func(rune) bool) string {
	return strings.Map(func(c rune) rune {
		if want(c) {
			return c
		}
		return -1
	}, s)
}

// key returns the key of a telephone on which a letter stands (ITU-T E.161), or the character itself.
func key(c rune) rune {
	c = unicode.ToUpper(c)
	if c >= 'A' && c <= 'Z' {
		return rune("22233344455566677778889999"[c-'A'])
	}
	return c
}

package locale

import (
	"cmp"
	"strconv"
	"strings"

	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// signs are what stands in a number.
type signs struct {
	decimal, group string
	together       int  // a number of so many digits has no group sign yet
	lakhs          bool // groups of two digits before the last three: 12,34,567
}

// Decimal returns the sign before a number's fraction: "." or ",".
func (l *Locale) Decimal() string { return l.signs().decimal }

// Group returns the sign between thousands: ",", ".", a space that does not break; "" where nobody knows.
func (l *Locale) Group() string { return l.signs().group }

// Integer returns a whole number with its thousands apart: "63,206", "63 206", "6.206" in German and "6206" in Spanish.
func (l *Locale) Integer(n int) string {
	s, digits := l.signs(), strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	if s.group == "" || len(digits) <= max(s.together, 3) {
		return sign + digits
	}
	rest, last := digits[:len(digits)-3], digits[len(digits)-3:]
	step := 3
	if s.lakhs {
		step = 2
	}
	for len(rest) > step {
		rest, last = rest[:len(rest)-step], rest[len(rest)-step:]+s.group+last
	}
	return sign + rest + s.group + last
}

// Fixed returns a number with so many digits after the decimal sign, and no group signs: "1.7", "1,7".
func (l *Locale) Fixed(f float64, digits int) string {
	return strings.Replace(strconv.FormatFloat(f, 'f', digits, 64), ".", l.Decimal(), 1)
}

// findSigns asks CLDR, as x/text has it, how a number is written with European digits, and puts right what is newer.
// A language that CLDR has no data for gets a point and no groups, for half of the world takes a comma for a fraction's.
func (l *Locale) findSigns() signs {
	s := signs{decimal: ".", together: l.known.together}
	if l.valid {
		tag, err := l.tag.SetTypeForKey("nu", "latn")
		if err != nil {
			tag = l.tag
		}
		sample := message.NewPrinter(tag).Sprint(number.Decimal(1234567.8))
		millions, rest, _ := strings.Cut(sample, "567")
		s.decimal = strings.TrimSuffix(rest, "8")
		if at := strings.LastIndexByte(millions, '4'); at >= 0 {
			s.group = millions[at+1:]
		}
		s.lakhs = strings.HasPrefix(millions, "12")
		if s.decimal == "." && display.Self.Name(l.tag) == "" {
			s.group = "" // x/text has nothing of the language: these are the signs that it gives to all such
		}
	}
	s.decimal, s.group = cmp.Or(l.known.decimal, s.decimal), cmp.Or(l.known.group, s.group)
	if s.together == 0 && (s.group == nbsp || s.group == narrowNoBreak) {
		s.together = 4 // a space would part what the eye takes in at once
	}
	return s
}

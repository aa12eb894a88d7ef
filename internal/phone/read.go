package phone

import (
	"regexp"
	"strings"
	"sync"
)

// extensionWords come before an extension, in the languages of many countries.
const extensionWords = `;ext=|e?xt(?:ensi(?:o|ó)n?|n)?|extensão|poste|post|toestel|durchwahl|dw|nst|nebenstelle|ramal|interno|int|anexo|wew|linia|klapka|kl|mellék|` +
	`доб|внутр|вн|дод|вътр|εσωτ|שלוחה|تحويلة|داخلي|داخلی|內線|内線|内线|分機|分机|轉|转|내선|ต่อ|số máy lẻ|x|#|~|,{2,}|;`

var extensionPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(.*\d[^\p{L}]*?)[\s,(\[-]*(?:` + extensionWords + `)[\s.:-]*(\d{1,9})#?[)\]]?$`)
})

// cutExtension parts a number from its extension.
func cutExtension(s string) (head, extension string) {
	m := extensionPattern().FindStringSubmatch(s)
	if m == nil || len(keep(m[1], isDigit)) < 3 {
		return s, ""
	}
	return strings.TrimRight(m[1], " ,;(["), m[2]
}

// read reads a number without an extension.
func (r *region) read(s string) (Number, Fault) {
	if code := keep(s, func(c rune) bool { return c != ' ' && c != '-' }); isCode(code) {
		return Number{Digits: code}, None
	}
	if first := strings.TrimLeft(s, "([ "); first == "" || first[0] != '+' && !isDigit(rune(first[0])) {
		return Number{}, Words
	}
	if strings.Trim(strings.Map(lettersAside, s), "0123456789 -./()[]~+,;|") != "" || strings.LastIndexByte(s, '+') > strings.IndexAny(s, "0123456789") {
		return Number{}, Words
	}
	if r.several(s) {
		return Number{}, Two
	}
	if strings.ContainsAny(s, ",;|") {
		return Number{}, Words
	}
	letters := keep(s, isLetter)
	if letters != "" && (len(letters) < 3 || r.complete(s)) {
		return Number{}, Words
	}
	digits := keep(strings.Map(key, s), isDigit)
	if strings.Contains(s, "+") {
		return r.international(digits, letters != "")
	}
	return r.within(digits, letters != "")
}

// lettersAside makes a digit of each letter that stands on a telephone's keys.
func lettersAside(c rune) rune {
	if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
		return '0'
	}
	return c
}

// isCode reports whether digits with stars or hashes, such as *4141 and #9110, are dialled just as they are written.
func isCode(s string) bool {
	return s != "" && (s[0] == '*' || s[0] == '#') && len(s) <= 12 && len(keep(s, isDigit)) > 0 && strings.Trim(s, "0123456789*#") == ""
}

// several reports whether a text holds more than one number, each whole, with a sign between them that lists things.
func (r *region) several(s string) bool {
	whole := 0
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(strings.ToLower(s), " or ", "/"), func(c rune) bool { return strings.ContainsRune("/,;|", c) }) {
		digits := keep(part, isDigit)
		if keep(part, isLetter) == "" && (matches(r.short, digits) || len(digits) > 6 && r.complete(part)) {
			whole++
		}
	}
	return whole > 1
}

// complete reports whether the digits of a text are a whole number without its letters.
func (r *region) complete(s string) bool {
	digits := keep(s, isDigit)
	if strings.Contains(s, "+") {
		_, fault := r.international(digits, false)
		return fault == None
	}
	return matches(r.short, digits) || len(r.lengths) > 0 && r.length(r.withoutTrunk(digits)) == None
}

// international reads the digits that came after a plus.
func (r *region) international(digits string, letters bool) (Number, Fault) {
	to, national := r.callingRegion(digits)
	if to == nil {
		return Number{}, Words
	}
	n, fault := to.whole(to.withoutTrunk(national), letters)
	if !strings.HasPrefix(n.Digits, "+") && len(n.Digits) > 7 {
		n.Digits = "+" + digits // as it is written: the plan does not know of it
	}
	return n, fault
}

// within reads digits as a caller in the country dials them.
func (r *region) within(digits string, letters bool) (Number, Fault) {
	if !letters && matches(r.short, digits) {
		return Number{Digits: digits}, None
	}
	if r.abroad != "" {
		if m := regexp.MustCompile("^(?:" + r.abroad + ")").FindString(digits); m != "" && !strings.HasPrefix(digits[len(m):], "0") {
			if n, fault := r.international(digits[len(m):], letters); fault == None {
				return n, None
			}
		}
	}
	// The country's own code without its plus: 49 30 123456 in Germany.
	if rest, ok := strings.CutPrefix(digits, r.calling); ok && r.calling != "" && !matches(r.national, digits) {
		if rest = r.withoutTrunk(rest); matches(r.national, rest) || r.length(digits) == Long && r.length(rest) == None {
			return r.whole(rest, letters)
		}
	}
	n, fault := r.whole(r.withoutTrunk(digits), letters)
	if fault != None && !letters && len(digits) >= 3 && len(digits) <= 6 {
		return Number{Digits: digits}, None // a code that the plan does not list, such as 7726 for text messages in Canada
	}
	if !strings.HasPrefix(n.Digits, "+") {
		n.Digits = digits // as it is written: the plan does not know of it
	}
	return n, fault
}

// america is the calling code of North America, where a number with its area code has ten digits.
const america = "1"

// whole makes the number of the digits that all callers dial. Of letters, telephones ignore those that are too many.
func (r *region) whole(national string, letters bool) (Number, Fault) {
	fault := r.length(national)
	if fault == Long && letters {
		for n := len(national) - 1; n > 6 && fault == Long; n-- {
			if matches(r.national, national[:n]) {
				national, fault = national[:n], None
			}
		}
	}
	american, known := r.calling == america && len(national) < 10, matches(r.national, national)
	switch {
	case american && known:
		return Number{Digits: national}, None // 310-1234 in Canada is the same everywhere, and has no area code
	case american && len(national) == 7 && national[0] >= '2':
		return Number{Digits: national}, Local
	case fault != None && fault != Local, fault == Local && !american:
		return Number{Digits: national}, fault
	case r.calling == "", !known:
		return Number{Digits: national}, None
	}
	return Number{Digits: "+" + r.calling + national}, None
}

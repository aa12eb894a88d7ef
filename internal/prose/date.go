package prose

import (
	"bytes"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/locale"
)

// Language reads figures as the writers of one language write them. It is safe for concurrent use.
type Language struct {
	Tag     string
	prose   locale.Prose
	months  map[string]int // in lower case; nil where the names are not known
	spelled map[string]int // the numbers in words that a text may hold instead of digits
}

// NewLanguage returns the reader of a language (BCP 47).
func NewLanguage(tag string) *Language {
	p := locale.ProseOf(tag)
	return &Language{Tag: tag, prose: p, months: monthsOf(tag, p), spelled: spelledNumbers(p)}
}

// monthsOf asks the language's own dates for the names of its months, in every form that a date may hold.
func monthsOf(tag string, p locale.Prose) map[string]int {
	words := locale.New(tag)
	out := map[string]int{}
	for m := time.January; m <= time.December; m++ {
		t := time.Date(2026, m, 22, 0, 0, 0, 0, time.UTC)
		for _, s := range []string{words.Month(t), words.DateNoYear(t), words.ShortRange(t, t), words.MonthYear(t)} {
			if name := longestWord(s); name != "" {
				out[name] = int(m)
			}
		}
	}
	maps.Copy(out, locale.Pairs(p.Months))
	if len(out) < 12 {
		return nil
	}
	return out
}

// longestWord returns the longest run of letters, in lower case: what is left of a date without its numbers.
func longestWord(s string) string {
	best := ""
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if utf8.RuneCountInString(w) > utf8.RuneCountInString(best) {
			best = w
		}
	}
	if utf8.RuneCountInString(best) < 3 {
		return "" // 月, or no word at all
	}
	return strings.ToLower(best)
}

func date(month, day int) string {
	return strconv.Itoa(month) + "/" + strconv.Itoa(day)
}

// KnowsDates reports whether a date in words would be seen.
func (l *Language) KnowsDates() bool {
	return l.months != nil || l.prose.EastDates
}

var eastDate = regexp.MustCompile(`(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号號일]?(?: ?(?:至|到|から|부터|–|-|~|、|和|及|与) ?(\d{1,2}) ?[日号號일])?`)

// dates finds days of months. Days that stand together before a month, or after it, all belong to it: du 5 au
// 9 octobre, October 5–9.
func (f *finder) dates() {
	if f.prose.EastDates {
		for _, m := range eastDate.FindAllSubmatchIndex(f.text, -1) {
			month := atoi(string(f.text[m[2]:m[3]]))
			for _, g := range [][]int{m[4:6], m[6:8]} {
				if g[0] >= 0 && month <= 12 {
					f.add(Date, m[0], m[1], []string{date(month, atoi(string(f.text[g[0]:g[1]])))})
				}
			}
			f.blank(m[0], m[1])
		}
		return
	}
	if f.months == nil {
		return
	}
	tokens := f.tokens()
	for i, t := range tokens {
		month := f.months[strings.ToLower(t.text)]
		if month == 0 || f.prose.CapitalMonths && !unicode.IsUpper(rune(t.text[0])) {
			continue
		}
		from, to := i, i
		days := f.days(tokens, i, -1, &from)
		if len(days) == 0 {
			days = f.days(tokens, i, 1, &to)
		}
		for _, d := range days {
			f.add(Date, tokens[from].from, tokens[to].to, []string{date(month, d)})
		}
		for k := from; k <= to; k++ {
			if tokens[k].number {
				f.blank(tokens[k].from, tokens[k].to)
				tokens[k].number = false
			}
		}
	}
}

type token struct {
	text     string
	from, to int
	number   bool // one or two digits, perhaps with what makes them an ordinal
	day      int
	stop     bool // a mark that ends a phrase stands before it
}

// tokens cuts the text into words and numbers.
func (f *finder) tokens() []token {
	var out []token
	t := string(f.text)
	last := 0
	for i := 0; i < len(t); {
		r, n := utf8.DecodeRuneInString(t[i:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
			i += n
			continue
		}
		j := i
		isDigit := unicode.IsDigit(r)
		for j < len(t) {
			r, n := utf8.DecodeRuneInString(t[j:])
			if unicode.IsDigit(r) != isDigit || !isDigit && !unicode.IsLetter(r) && !unicode.IsMark(r) {
				break
			}
			j += n
		}
		tok := token{text: t[i:j], from: i, to: j, stop: strings.ContainsAny(t[last:i], ";:!?()[]\x01")}
		if isDigit && j-i <= 2 {
			if d := atoi(t[i:j]); d >= 1 && d <= 31 {
				tok.number, tok.day = true, d
			}
		}
		out = append(out, tok)
		last, i = j, j
	}
	return out
}

// days gathers the days beside a month in one direction, over the words that may stand between, and moves end to the
// last of them.
func (f *finder) days(tokens []token, i, step int, end *int) []int {
	var out []int
	for k := i + step; k >= 0 && k < len(tokens) && k-i <= 8 && i-k <= 8; k += step {
		t := tokens[k]
		if step > 0 && t.stop || step < 0 && tokens[k+1].stop {
			break
		}
		if t.number {
			out = append(out, t.day)
			*end = k
			continue
		}
		if !dayWords()[strings.ToLower(t.text)] {
			break
		}
	}
	return out
}

// dayWords are what may stand between a day and its month, or between two days, in whatever language.
var dayWords = sync.OnceValue(func() map[string]bool {
	return setOf(locale.Everywhere(func(p locale.Prose) string { return p.DayWords }, " "))
})

func setOf(words []string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[w] = true
	}
	return out
}

var (
	clockColon = regexp.MustCompile(`\b(\d{1,2}):(\d\d)(?::\d\d)?(?:[ \x{00a0}\x{202f}]?([AaPp])\.?[ \x{00a0}\x{202f}]?[Mm]\b\.?)?`)
	clockHalf  = regexp.MustCompile(`\b(\d{1,2})(?:\.(\d\d))?[ \x{00a0}\x{202f}]?([AaPp])\.?[ \x{00a0}\x{202f}]?[Mm]\b\.?`)
	clockH     = regexp.MustCompile(`\b(\d{1,2})[ \x{00a0}\x{202f}]?[hH](?:[ \x{00a0}\x{202f}]?(\d\d))?\b`)
	clockUhr   = regexp.MustCompile(`\b(\d{1,2})(?:[.:](\d\d))? Uhr`)
	clockEast  = regexp.MustCompile(`(上午|下午|午前|午後|오전|오후|晚上|早上)? ?(\d{1,2}) ?[点點時时시](?: ?(\d{1,2}) ?[分분])?`)
)

// clocks finds times of day. A time is known by its minutes after midnight or noon, since a language may tell the two
// halves of the day apart in words of its own.
func (f *finder) clocks() {
	read := func(hour, minute int) func(string, []string) ([]string, FigureKind, bool) {
		return func(_ string, g []string) ([]string, FigureKind, bool) {
			h, m := atoi(g[hour]), atoi(g[minute])
			if h > 24 || m > 59 {
				return nil, 0, false
			}
			return []string{strconv.Itoa(h%12*60 + m)}, Clock, true
		}
	}
	if bytes.IndexByte(f.text, ':') >= 0 {
		f.take(clockColon, read(1, 2))
	}
	f.take(clockHalf, read(1, 2))
	switch f.prose.Hours {
	case locale.HoursH:
		f.take(clockH, func(m string, g []string) ([]string, FigureKind, bool) {
			if g[2] == "" && atoi(g[1]) > 24 {
				return nil, 0, false
			}
			return read(1, 2)(m, g)
		})
	case locale.HoursUhr:
		f.take(clockUhr, read(1, 2))
	case locale.HoursEast:
		f.take(clockEast, read(2, 3))
	}
}

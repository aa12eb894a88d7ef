package prose

import (
	"strconv"
	"strings"
	"unicode"
)

// spelledNumbers returns a language's small numbers in words; nil where they are not known, or bend too much.
func spelledNumbers(base string) map[string]int {
	var list string
	switch base {
	case "en":
		list = `one once first|two twice both second pair couple|three third|four fourth|five fifth|six sixth|seven seventh|eight eighth|
			nine ninth|ten tenth|eleven eleventh|twelve twelfth dozen|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty`
	case "fr":
		list = `un une premier première|deux deuxième second seconde paire|trois troisième|quatre quatrième|cinq cinquième|six sixième|sept septième|
			huit huitième|neuf neuvième|dix dixième dizaine|onze|douze douzaine|treize|quatorze|quinze quinzaine|seize|dix-sept|dix-huit|dix-neuf|vingt vingtaine`
	case "es":
		list = `un uno una primero primera primer|dos ambos ambas segundo segunda par|tres tercero tercera tercer|cuatro cuarto cuarta|cinco quinto quinta|
			seis sexto sexta|siete|ocho|nueve|diez decena|once|doce docena|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte`
	case "pt":
		list = `um uma primeiro primeira|dois duas ambos ambas segundo segunda par|três terceiro terceira|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|
			treze|catorze quatorze|quinze|dezesseis|dezessete|dezoito|dezenove|vinte`
	case "it":
		list = `un uno una primo prima|due entrambi entrambe secondo seconda|tre terzo terza|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|
			tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|venti`
	case "de":
		list = `ein eine einen einem einer eins erste ersten|zwei beide beiden zweite zweiten paar|drei dritte dritten|vier|fünf|sechs|sieben|acht|neun|zehn|elf|
			zwölf|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn|zwanzig`
	case "nl":
		list = `een één eerste|twee beide tweede paar|drie derde|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|
			zeventien|achttien|negentien|twintig`
	default:
		return nil
	}
	out := map[string]int{}
	n := 0
	for group := range strings.SplitSeq(list, "|") {
		n++
		for w := range strings.FieldsSeq(group) {
			out[w] = n
		}
	}
	for i, w := range strings.Fields(tens(base)) {
		out[w] = 30 + 10*i
	}
	for w, k := range large(base) {
		out[w] = k
	}
	return out
}

// tens are thirty, forty and so on.
func tens(base string) string {
	switch base {
	case "en":
		return "thirty forty fifty sixty seventy eighty ninety"
	case "fr":
		return "trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix"
	case "es":
		return "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
	case "pt":
		return "trinta quarenta cinquenta sessenta setenta oitenta noventa"
	case "it":
		return "trenta quaranta cinquanta sessanta settanta ottanta novanta"
	case "de":
		return "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
	case "nl":
		return "dertig veertig vijftig zestig zeventig tachtig negentig"
	}
	return ""
}

func large(base string) map[string]int {
	switch base {
	case "en":
		return map[string]int{"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "million": 1_000_000}
	case "fr":
		return map[string]int{"cent": 100, "cents": 100, "centaine": 100, "centaines": 100, "mille": 1000, "millier": 1000, "milliers": 1000}
	case "es":
		return map[string]int{"cien": 100, "ciento": 100, "cientos": 100, "mil": 1000, "miles": 1000}
	}
	return nil
}

// Spells reports whether the language's small numbers in words are known.
func (l *Language) Spells() bool { return l.spelled != nil || l.base == "zh" || l.base == "ja" }

// Spelled returns the numbers that a text says in words, as [Figure.Values] would have them.
func (l *Language) Spelled(text string, out map[string]bool) {
	if l.base == "zh" || l.base == "ja" {
		spelledHan(text, out)
		return
	}
	if l.spelled == nil {
		return
	}
	tensBefore := 0
	for _, w := range Words(text) {
		n, known := l.spelled[w]
		if known {
			out[strconv.Itoa(n)] = true
			if tensBefore > 0 && n < 10 {
				out[strconv.Itoa(tensBefore+n)] = true
			}
		}
		tensBefore = 0
		if known && n >= 20 && n < 100 && n%10 == 0 {
			tensBefore = n
		}
		if !known && strings.Contains(w, "-") { // twenty-four, vingt-quatre
			sum := 0
			for part := range strings.SplitSeq(w, "-") {
				sum += l.spelled[part]
			}
			if sum > 0 {
				out[strconv.Itoa(sum)] = true
			}
		}
	}
}

// spelledHan reads numbers in Chinese characters up to ninety-nine.
func spelledHan(text string, out map[string]bool) {
	const units = "〇一二三四五六七八九"
	value, seen := 0, false
	flush := func() {
		if seen {
			out[strconv.Itoa(value)] = true
		}
		value, seen = 0, false
	}
	for _, r := range text {
		if !unicode.Is(unicode.Han, r) {
			flush()
			continue
		}
		switch i := strings.IndexRune(units, r); {
		case i >= 0:
			value += i / 3 // each is three bytes
			seen = true
		case r == '两' || r == '兩' || r == '双' || r == '雙':
			value += 2
			seen = true
		case r == '十':
			value = max(value, 1) * 10
			seen = true
		case r == '百' && seen:
			value *= 100
		default:
			flush()
		}
	}
	flush()
}

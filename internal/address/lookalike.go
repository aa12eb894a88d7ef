package address

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// lookalike tells of each way in which a host, decoded, can be taken for another, and reports whether there is one: the
// "highly restrictive" level of UTS #39, letters of one script that look like Latin ones, and what turns the order in
// which a host is seen.
func lookalike(decoded, ascii string, p *diag.List) bool {
	labels := strings.Split(decoded, ".")
	before := len(*p)
	for _, label := range labels {
		mistaken(host{ascii: ascii, letters: short(decoded)}, short(label), labels[len(labels)-1], p)
	}
	if swapped(labels) {
		p.Add(nowhere, rule.DoubtfulAddressOrder, "host", short(decoded), "ascii", ascii)
	}
	return len(*p) > before
}

// mistaken tells of a label that can be taken for another. top is the host's last label.
func mistaken(h host, label, top string, p *diag.List) {
	scripts := scriptsOf(label)
	switch {
	case len(scripts) > 1 && !together(scripts):
		p.Add(nowhere, rule.DoubtfulAddressScripts, "host", h.letters, "ascii", h.ascii, "label", label, "scripts", scripts)
		return
	case len(scripts) == 1 && looksLatin(label, scripts[0]) && !sameScript(top, scripts[0]):
		p.Add(nowhere, rule.DoubtfulAddressLatin, "host", h.letters, "ascii", h.ascii, "label", label, "script", scripts[0])
		return
	case digitSystems(label) > 1:
		p.Add(nowhere, rule.DoubtfulAddressDigits, "host", h.letters, "ascii", h.ascii, "label", label)
		return
	}
	for i, c := range []rune(label) {
		var what rule.ID
		switch {
		case unicode.Is(rareLatin, c):
			what = rule.DoubtfulAddressRare
		case unicode.Is(strikes, c):
			what = rule.DoubtfulAddressStrike
		case strings.ContainsRune("ノンソゾ丶丿一ー", c) && besideLatin([]rune(label), i):
			what = rule.DoubtfulAddressStroke
		default:
			continue
		}
		p.Add(nowhere, what, "host", h.letters, "ascii", h.ascii, "char", name(c))
		return
	}
}

// scriptNames are the scripts that hosts are written in, those in most use first. The rest are told as "other".
var scriptNames = []string{"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Han", "Hiragana", "Katakana", "Hangul", "Bopomofo",
	"Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Oriya", "Thai", "Lao",
	"Khmer", "Myanmar", "Tibetan", "Georgian", "Armenian", "Ethiopic", "Cherokee", "Canadian_Aboriginal", "Mongolian", "Thaana", "Tifinagh"}

// scriptsOf returns the scripts of a label's letters, each once, in the order in which they come.
func scriptsOf(label string) []string {
	var out []string
	for _, c := range label {
		if s := scriptOf(c); s != "" && (len(out) == 0 || !slices.Contains(out, s)) {
			out = append(out, s)
		}
	}
	return out
}

// scriptOf returns the script of a letter; "" for what all scripts share, such as digits, hyphens and accents.
func scriptOf(c rune) string {
	if c <= unicode.MaxASCII {
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			return "Latin"
		}
		return ""
	}
	if unicode.In(c, unicode.Common, unicode.Inherited) || !unicode.In(c, unicode.L, unicode.M) {
		return ""
	}
	for _, s := range scriptNames {
		if unicode.Is(unicode.Scripts[s], c) {
			return s
		}
	}
	return "other"
}

// together reports whether scripts are written in one word: Chinese, Japanese and Korean with Latin.
func together(scripts []string) bool {
	for _, allowed := range [][]string{{"Latin", "Han", "Hiragana", "Katakana"}, {"Latin", "Han", "Bopomofo"}, {"Latin", "Han", "Hangul"}} {
		all := true
		for _, s := range scripts {
			all = all && slices.Contains(allowed, s)
		}
		if all {
			return true
		}
	}
	return false
}

// latinShaped are the letters of other scripts that look like Latin ones, in small letters. They are those by which
// Chromium decides whether to show a host in its ASCII form.
var latinShaped = map[string]string{
	"Cyrillic": "аысԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡ",
	"Greek":    "αικνρυωηοτϲϳ",
	"Armenian": "ագզէլհյոսւօ",
}

// looksLatin reports whether every letter of a label is shaped like a Latin one.
func looksLatin(label, script string) bool {
	shaped := latinShaped[script]
	for _, c := range label {
		if c > unicode.MaxASCII && !strings.ContainsRune(shaped, c) && unicode.IsLetter(c) {
			return false
		}
	}
	return shaped != ""
}

// homes are the ends of hosts, countries' codes, under which readers expect a script.
var homes = map[string][]string{
	"Cyrillic": {"bg", "by", "kz", "kg", "mk", "mn", "me", "ru", "rs", "su", "tj", "ua", "uz"},
	"Greek":    {"gr", "cy"},
	"Armenian": {"am"},
}

// sameScript reports whether a host ends in a script's own letters, or where readers expect it.
func sameScript(top, script string) bool {
	return slices.Contains(homes[script], top) || slices.Contains(scriptsOf(top), script)
}

// digitSystems counts the scripts that a label's digits are of.
func digitSystems(label string) int {
	zeros := map[rune]bool{}
	for _, c := range label {
		if unicode.Is(unicode.Nd, c) {
			zero := c
			for unicode.Is(unicode.Nd, zero-1) && c-zero < 9 {
				zero--
			}
			zeros[zero] = true
		}
	}
	return len(zeros)
}

// rareLatin are Latin letters that no language's spelling has today, or a few have and all others take for another:
// phonetics, small capitals, clicks, what was used in the Middle Ages.
var rareLatin = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x017F, Hi: 0x017F, Stride: 1}, // long s
	{Lo: 0x0185, Hi: 0x0185, Stride: 1},
	{Lo: 0x018D, Hi: 0x018D, Stride: 1},
	{Lo: 0x019A, Hi: 0x019B, Stride: 1},
	{Lo: 0x01A8, Hi: 0x01A8, Stride: 1},
	{Lo: 0x01AA, Hi: 0x01AB, Stride: 1},
	{Lo: 0x01BB, Hi: 0x01C3, Stride: 1},
	{Lo: 0x0250, Hi: 0x0252, Stride: 1},
	{Lo: 0x0255, Hi: 0x0255, Stride: 1},
	{Lo: 0x0258, Hi: 0x0258, Stride: 1},
	{Lo: 0x025A, Hi: 0x025A, Stride: 1},
	{Lo: 0x025C, Hi: 0x0262, Stride: 1},
	{Lo: 0x0264, Hi: 0x0267, Stride: 1},
	{Lo: 0x026A, Hi: 0x0271, Stride: 1},
	{Lo: 0x0273, Hi: 0x0274, Stride: 1},
	{Lo: 0x0276, Hi: 0x0287, Stride: 1},
	{Lo: 0x028C, Hi: 0x02AF, Stride: 1},
	{Lo: 0x1D00, Hi: 0x1DBF, Stride: 1}, // phonetic extensions
	{Lo: 0x2C60, Hi: 0x2C7F, Stride: 1}, // Latin Extended-C
	{Lo: 0xA722, Hi: 0xA7FF, Stride: 1}, // Latin Extended-D
	{Lo: 0xAB30, Hi: 0xAB6F, Stride: 1}, // Latin Extended-E
}, R32: []unicode.Range32{
	{Lo: 0x1DF00, Hi: 0x1DFFF, Stride: 1}, // Latin Extended-G
}}

// strikes are the marks that lie over a letter and make another of it.
var strikes = &unicode.RangeTable{R16: []unicode.Range16{
	{Lo: 0x0334, Hi: 0x0338, Stride: 1},
	{Lo: 0x20D2, Hi: 0x20D3, Stride: 1},
	{Lo: 0x20D8, Hi: 0x20DA, Stride: 1},
	{Lo: 0x20E5, Hi: 0x20E6, Stride: 1},
}}

// besideLatin reports whether a Latin letter or an ASCII digit stands before or after a character.
func besideLatin(label []rune, i int) bool {
	latin := func(j int) bool {
		return j >= 0 && j < len(label) && (scriptOf(label[j]) == "Latin" || label[j] >= '0' && label[j] <= '9')
	}
	return latin(i-1) || latin(i+1)
}

// swapped reports whether a host's labels are seen in another order than they are read in. One that runs from right to
// left among others keeps its place; two side by side change theirs, unless the whole host runs so.
func swapped(labels []string) bool {
	side, others := false, false
	for i, label := range labels {
		if !rightToLeft(label) {
			others = true
		} else if i > 0 && rightToLeft(labels[i-1]) {
			side = true
		}
	}
	return side && others
}

func rightToLeft(label string) bool {
	for _, c := range label {
		if prop, _ := bidi.LookupRune(c); prop.Class() == bidi.R || prop.Class() == bidi.AL {
			return true
		}
	}
	return false
}

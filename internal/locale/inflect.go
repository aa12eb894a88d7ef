package locale

import "strings"

// ending reports whether a word is another with one of the endings.
func ending(word, want string, endings ...string) bool {
	rest, ok := strings.CutPrefix(word, want)
	if !ok {
		return false
	}
	for _, e := range endings {
		if rest == e {
			return true
		}
	}
	return false
}

// changed reports whether a word is another with one ending in the place of that which it has.
func changed(word, want, from string, to ...string) bool {
	stem, ok := strings.CutSuffix(want, from)
	return ok && ending(word, stem, to...)
}

// never is the answer of a language that bends no word.
func never(string, string) bool { return false }

// wholeMillions: the Romance languages count whole millions as "many", newer than the data of either library.
func wholeMillions(n int, cldr string) string {
	if n != 0 && n%1_000_000 == 0 {
		return "many"
	}
	return cldr
}

// vowelRuns counts the runs of vowels in a word.
func vowelRuns(w, vowels string) int {
	n, in := 0, false
	for _, r := range w {
		v := strings.ContainsRune(vowels, r)
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

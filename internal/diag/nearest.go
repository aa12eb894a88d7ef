package diag

import "fmt"

// Nearest returns the word among known that is closest to word by edit distance, or "" where none is close
// enough to be a likely slip of the pen: a third of its letters, one at least, and none in a word of two, where
// another letter makes another word ("es" is no slip for "en").
func Nearest(word string, known []string) string {
	letters := []rune(word)
	best, dist := "", 1
	if n := len(letters); n > 2 {
		dist = max(1, n/3) + 1
	}
	for _, k := range known {
		other := []rune(k)
		if d := len(letters) - len(other); d >= dist || -d >= dist {
			continue // they differ in that many letters at least; a word may be a megabyte
		}
		if d := distance(letters, other); d < dist {
			best, dist = k, d
		}
	}
	return best
}

// Suggest returns `, did you mean "x"?` for the nearest known word, or "".
func Suggest(word string, known []string) string {
	if n := Nearest(word, known); n != "" {
		return fmt.Sprintf(", did you mean %q?", n)
	}
	return ""
}

// distance is the optimal string alignment distance: insert, delete, replace, or swap two neighbours.
func distance(a, b []rune) int {
	before, prev := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev = prev, cur
	}
	return prev[len(b)]
}

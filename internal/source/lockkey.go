package source

import (
	"fmt"
	"slices"
	"strings"
)

// OrderKeys returns keys for a list of the lock's entries: digits that sort in the list's order. Keys that are in order
// already stay, as many of them as can; those that are empty, or stand in the wrong place, get one between their
// neighbours. So a new paragraph adds one line to the lock, wherever it stands.
func OrderKeys(keys []string) []string {
	out := slices.Clone(keys)
	keep := longestRising(out)
	if len(keep) == 0 {
		return freshKeys(len(out))
	}
	last := ""
	for i := 0; i < len(out); {
		j := i
		for j < len(out) && !slices.Contains(keep, j) {
			j++
		}
		next := ""
		if j < len(out) {
			next = out[j]
		}
		for k := i; k < j; k++ {
			if last = keyBetween(last, next, j-k); last == "" {
				return freshKeys(len(out)) // hundreds of insertions into one place
			}
			out[k] = last
		}
		last, i = next, j+1
	}
	return out
}

// freshKeys numbers n entries in tens.
func freshKeys(n int) []string {
	width := max(4, len(fmt.Sprint(n*10)))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%0*d", width, (i+1)*10)
	}
	return out
}

// longestRising returns the indices of the longest rising run of the keys that are there.
func longestRising(keys []string) []int {
	var best []int
	runs := make([][]int, len(keys)) // the longest that ends in a key; none in one that is not there
	for i, k := range keys {
		if k == "" {
			continue
		}
		for j := range i {
			if keys[j] < k && len(runs[j]) > len(runs[i]) {
				runs[i] = runs[j]
			}
		}
		runs[i] = append(slices.Clip(runs[i]), i)
		if len(runs[i]) > len(best) {
			best = runs[i]
		}
	}
	return best
}

// keyBetween returns a key after a and before b ("" for no bound) with room for n-1 more behind it, or "" if there is none. Keys are the
// digits of a fraction: 0010 is followed by 00105, which is followed by 0011.
func keyBetween(a, b string, n int) string {
	if b == "" { // at the end: ten further, as long as there are four digits
		v := fraction(a, 4)
		if next := fmt.Sprintf("%04d", v-v%10+10); len(next) == 4 {
			return next
		}
		b = "99999999"
	}
	for digits := max(len(a), len(b)); ; digits++ {
		x, y := fraction(a, digits), fraction(b, digits)
		if digits > 17 {
			return ""
		}
		if y-x > int64(n) {
			k := fmt.Sprintf("%0*d", digits, x+(y-x)/int64(n+1))
			for len(k) > 4 && strings.HasSuffix(k, "0") {
				k = k[:len(k)-1]
			}
			return k
		}
	}
}

func fraction(k string, digits int) int64 {
	var v int64
	for i := range digits {
		v *= 10
		if i < len(k) {
			v += int64(k[i] - '0')
		}
	}
	return v
}

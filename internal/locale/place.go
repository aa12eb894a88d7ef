package locale

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
)

// subdivisions has a line for each country: its ISO 3166-1 code, then those of its places by ISO 3166-2 without the
// country ("ca ab bc mb …"), by CLDR's supplemental data, subdivisionContainment, version 48.
//
//go:embed subdivisions.txt
var subdivisions string

// CountryOf returns the country in which a place lies, both by their codes: "ca" for "ca-bc" (ISO 3166-2), and for "ca".
func CountryOf(place string) string {
	country, _, _ := strings.Cut(place, "-")
	return country
}

// Holds reports whether what is said of one place holds in another: what is said of ca holds in ca and in ca-bc, what
// is said of ca-bc in ca-bc alone.
func Holds(said, in string) bool { return said == in || said == CountryOf(in) }

// Among reports whether one of several places, as somebody lists them, holds in a place.
func Among(said []string, in string) bool {
	return slices.ContainsFunc(said, func(s string) bool { return Holds(s, in) })
}

// Subdivisions returns the places of a country, such as "ca-bc", sorted; none for a country that has none, or that
// nobody knows.
func Subdivisions(country string) []string {
	for code, parts := range countries() {
		if code == country {
			return withCountry(code, parts)
		}
	}
	return nil
}

// SubdivisionsCalled returns the places whose code is part after the country's: "ca-qc" for "qc".
func SubdivisionsCalled(part string) (out []string) {
	for code, parts := range countries() {
		if slices.Contains(parts, part) {
			out = append(out, code+"-"+part)
		}
	}
	return out
}

// countries runs over the lines of the table.
func countries() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for line := range strings.Lines(subdivisions) {
			if fields := strings.Fields(line); !yield(fields[0], fields[1:]) {
				return
			}
		}
	}
}

func withCountry(code string, parts []string) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = code + "-" + p
	}
	return out
}

package locale

// The papers that people print on.
const (
	A4     = "a4"     // 210 × 297 mm
	Letter = "letter" // 8½ × 11 inches
)

// Paper returns what a country or a place within one, by its code, prints on: Letter where CLDR says so (supplemental data,
// measurementData, paperSize "US-Letter", the same since CLDR 28), elsewhere A4.
func Paper(country string) string {
	switch CountryOf(country) {
	case "bz", "ca", "cl", "co", "cr", "gt", "mx", "ni", "pa", "ph", "pr", "sv", "us", "ve":
		return Letter
	}
	return A4
}

// OtherPaper returns the one of the two that a paper is not.
func OtherPaper(paper string) string {
	if paper == A4 {
		return Letter
	}
	return A4
}

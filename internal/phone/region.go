package phone

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// table has a line for each region, with the fields of [region] in their order between tabs. The first line of those
// with one calling code is the one that speaks for it.
//
//go:embed regions.tsv
var table string

// region is what the numbering plan of a country says. The zero value is a country that nothing is known of.
type region struct {
	code     string // ISO 3166, or 001 for numbers of no country
	calling  string // what comes after the plus: "1", "44"
	abroad   string // a pattern: what is dialled before a number in another country
	trunk    string // a pattern: what is dialled before a number within the country
	rewrite  string // what the trunk becomes, with $1 for its first group, or ""
	national string // a pattern of all its numbers
	lengths  []int  // how long they may be
	local    []int  // how long they may be within a town alone
	short    string // a pattern of the short codes
}

// regionOf returns a country's plan. One that is in the table of no plan has a zero value with its code.
func regionOf(code string) *region {
	at := strings.Index(table, "\n"+code+"\t")
	if at < 0 || code == "" {
		return &region{code: code}
	}
	return parseRegion(lineAt(at + 1))
}

// callingRegion returns the plan that speaks for the calling code with which digits begin, and what comes after it.
func (r *region) callingRegion(digits string) (*region, string) {
	if r.calling != "" && strings.HasPrefix(digits, r.calling) {
		return r, digits[len(r.calling):]
	}
	for line := range strings.Lines(table) {
		_, rest, _ := strings.Cut(line, "\t")
		code, _, _ := strings.Cut(rest, "\t")
		if code != "" && strings.HasPrefix(digits, code) { // no code is the beginning of another
			return parseRegion(strings.TrimSuffix(line, "\n")), digits[len(code):]
		}
	}
	return nil, ""
}

func lineAt(at int) string {
	line, _, _ := strings.Cut(table[at:], "\n")
	return line
}

func parseRegion(line string) *region {
	f := strings.Split(line, "\t")
	return &region{code: f[0], calling: f[1], abroad: f[2], trunk: f[3], rewrite: f[4], national: f[5], lengths: numbers(f[6]),
		local: numbers(f[7]), short: f[8]}
}

func numbers(s string) (out []int) {
	for f := range strings.FieldsSeq(s) {
		if n, err := strconv.Atoi(f); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// matches reports whether a pattern of the table is all of a text. A pattern that is not there matches nothing.
func matches(pattern, s string) bool {
	return pattern != "" && regexp.MustCompile("^(?:"+pattern+")$").MatchString(s)
}

// withoutTrunk takes off what is only dialled within the country, where the rest is a number.
func (r *region) withoutTrunk(digits string) string {
	if r.trunk == "" {
		return digits
	}
	prefix := regexp.MustCompile("^(?:" + r.trunk + ")")
	groups := prefix.FindStringSubmatchIndex(digits)
	if groups == nil {
		return digits
	}
	rest := digits[groups[1]:]
	if r.rewrite != "" && groups[len(groups)-1] >= 0 {
		rest = prefix.ReplaceAllString(digits, r.rewrite)
	}
	if matches(r.national, digits) && !matches(r.national, rest) || r.length(rest) == Short || r.length(rest) == Local {
		return digits
	}
	return rest
}

// length says whether a national number may be so long.
func (r *region) length(national string) Fault {
	n := len(national)
	switch {
	case slices.Contains(r.lengths, n), len(r.lengths) == 0 && n >= 4 && n <= 15:
		return None
	case slices.Contains(r.local, n):
		return Local
	case len(r.lengths) > 0 && n > slices.Max(r.lengths), n > 15:
		return Long
	}
	return Short
}

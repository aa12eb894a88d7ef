package address

import (
	"slices"
	"strings"
)

// Meant reports whether a value that may be anything, such as one that a campaign's own template prints, is an address in
// a browser's eyes: one of the kinds that a site may hold, one of any other scheme with two slashes, or one whose scheme
// runs or shows what stands in it. "Note: read this", "10:30" and "urn:isbn:1" are words.
func Meant(value string) bool {
	value = asBrowser(value)
	if len(value) > 2 && isSlash(value[0]) && isSlash(value[1]) {
		return value[2] != ' '
	}
	scheme, rest, ok := cutScheme(value)
	if !ok || rest == "" || rest[0] == ' ' {
		return false
	}
	return Link.take(scheme) || strings.HasPrefix(rest, "//") ||
		slices.Contains([]string{"javascript", "vbscript", "data", "blob", "filesystem", "file", "view-source"}, scheme)
}

package post

import (
	"slices"
	"testing"
)

// What networks make links of is what a post's words are checked for.
func TestAddresses(t *testing.T) {
	got := Addresses("Read https://canada.ca/a?b=c. Or (HTTP://evil.example/x), example.com, mailto:a@b.ca and https://québec.ca!")
	want := []string{"https://canada.ca/a?b=c", "HTTP://evil.example/x", "https://québec.ca"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

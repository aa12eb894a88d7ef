package source

import (
	"slices"
	"testing"
)

// TestPlacesMeant holds what the ways mean in which people write a place within a country.
func TestPlacesMeant(t *testing.T) {
	for _, c := range []struct {
		written string
		others  []string
		want    []string
	}{
		{"US-CA", nil, []string{"us-ca"}},
		{"us_ca", nil, []string{"us-ca"}},
		{"us.ca", nil, []string{"us-ca"}},
		{"us ca", nil, []string{"us-ca"}},
		{"us--ca", nil, []string{"us-ca"}},
		{"usca", nil, []string{"us-ca"}},
		{"CA", nil, []string{"ca"}},
		{"qc", []string{"ca", "us"}, []string{"ca-qc"}},
		{"QC", []string{"ca"}, []string{"ca-qc"}},
		{"tx", []string{"us"}, []string{"us-tx"}},
		{"us-zz", nil, nil},
		{"", nil, nil},
		{"-", nil, nil},
		{"--", nil, nil},
		{"canada", nil, nil},
	} {
		if got := placesMeant(c.written, c.others); !slices.Equal(got, c.want) {
			t.Errorf("%q with %q: %q, want %q", c.written, c.others, got, c.want)
		}
	}
}

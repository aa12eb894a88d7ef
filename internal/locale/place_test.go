package locale

import (
	"slices"
	"testing"
)

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		said, in string
		want     bool
	}{{"ca", "ca", true}, {"ca", "ca-bc", true}, {"ca-bc", "ca-bc", true}, {"ca-bc", "ca", false}, {"ca-bc", "ca-ab", false}, {"c", "ca", false}, {"us", "ca-us", false}} {
		if got := Holds(c.said, c.in); got != c.want {
			t.Errorf("what is said of %s holds in %s: %t", c.said, c.in, got)
		}
	}
}

func TestSubdivisions(t *testing.T) {
	ca := Subdivisions("ca")
	if len(ca) != 13 || !slices.Contains(ca, "ca-nu") || !slices.IsSorted(ca) {
		t.Errorf("Canada has the places %q", ca)
	}
	if len(Subdivisions("us")) < 51 || Subdivisions("xx") != nil || Subdivisions("") != nil {
		t.Error("the table of places lacks the United States, or has what is no country")
	}
	if got := SubdivisionsCalled("qc"); !slices.Contains(got, "ca-qc") {
		t.Errorf("qc is %q", got)
	}
	if Paper("us-ca") != Letter || TypographyOf("fr", "ca-qc") != FrenchCanada {
		t.Error("a place does not print or set as its country does")
	}
}

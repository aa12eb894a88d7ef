package phone

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

var update = flag.Bool("update", false, "write regions.tsv from github.com/nyaruka/phonenumbers")

// regions.tsv is what the reader needs of Google's data. `go test -run TestTable -update ./internal/phone` writes it
// after the library has been brought up to date.
func TestTable(t *testing.T) {
	want := libraryTable(t)
	if *update {
		if err := os.WriteFile("regions.tsv", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != want {
		t.Error("regions.tsv is not as the library has it: go test -run TestTable -update ./internal/phone")
	}
}

func libraryTable(t *testing.T) string {
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	codes, err := phonenumbers.ShortNumberMetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	short := map[string]*phonenumbers.PhoneMetadata{}
	for _, m := range codes.GetMetadata() {
		short[m.GetId()] = m
	}
	rows := slices.Clone(all.GetMetadata())
	speaks := func(m *phonenumbers.PhoneMetadata) int {
		if m.GetId() == phonenumbers.GetRegionCodeForCountryCode(int(m.GetCountryCode())) {
			return 0
		}
		return 1
	}
	slices.SortFunc(rows, func(a, b *phonenumbers.PhoneMetadata) int {
		return cmp.Or(cmp.Compare(a.GetCountryCode(), b.GetCountryCode()), speaks(a)-speaks(b), cmp.Compare(a.GetId(), b.GetId()))
	})
	var b strings.Builder
	b.WriteString("\n")
	for _, m := range rows {
		g := m.GetGeneralDesc()
		fmt.Fprintf(&b, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", m.GetId(), m.GetCountryCode(), m.GetInternationalPrefix(),
			m.GetNationalPrefixForParsing(), m.GetNationalPrefixTransformRule(), g.GetNationalNumberPattern(),
			lengths(g.GetPossibleLength()), lengths(g.GetPossibleLengthLocalOnly()), short[m.GetId()].GetShortCode().GetNationalNumberPattern())
	}
	return b.String()
}

func lengths(all []int32) string {
	if len(all) == 1 && all[0] == -1 {
		return ""
	}
	return strings.Trim(fmt.Sprint(all), "[]")
}

// TestAgainstLibrary holds the reader against the library: every region's example of every kind of number, in the two
// forms in which people write it, with and without an extension.
func TestAgainstLibrary(t *testing.T) {
	all, err := phonenumbers.MetadataCollection()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all.GetMetadata() {
		kinds := []*phonenumbers.PhoneNumberDesc{m.GetFixedLine(), m.GetTollFree()}
		if os.Getenv("TOCSIN_QUALITY") != "" {
			kinds = append(kinds, m.GetMobile(), m.GetPremiumRate(), m.GetSharedCost(), m.GetUan(), m.GetVoip())
		}
		for _, desc := range kinds {
			if desc.GetExampleNumber() == "" {
				continue
			}
			number, err := phonenumbers.Parse(fmt.Sprintf("+%d%s", m.GetCountryCode(), desc.GetExampleNumber()), m.GetId())
			if err != nil {
				t.Fatal(err)
			}
			for _, form := range []phonenumbers.PhoneNumberFormat{phonenumbers.NATIONAL, phonenumbers.INTERNATIONAL} {
				written := phonenumbers.Format(number, form)
				if m.GetId() == "001" && form == phonenumbers.NATIONAL {
					continue
				}
				again, err := phonenumbers.Parse(written, m.GetId())
				if err != nil {
					t.Fatal(err)
				}
				want := phonenumbers.Format(again, phonenumbers.E164)
				got, fault := Read(written, m.GetId())
				if strings.Contains(written, "310-1234") {
					continue // not to be dialled with a plus, as the library has it: Canada's 310 has no area code
				}
				if digits := keep(written, isDigit); fault == None && got.Digits == digits && matches(regionOf(m.GetId()).short, digits) {
					continue // a short code, which the library's Parse does not know of
				}
				if fault != None || got.Digits != want {
					t.Errorf("%s in %s: %v %q, the library has %s", written, m.GetId(), got, fault, want)
				}
				if got, fault := Read(written+" ext. 12", m.GetId()); form != phonenumbers.NATIONAL && (got.URI() != "tel:"+want+";ext=12") {
					t.Errorf("%s ext. 12 in %s: %v %q", written, m.GetId(), got, fault)
				}
			}
		}
	}
}

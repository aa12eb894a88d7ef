package locale

import "testing"

func TestPaper(t *testing.T) {
	for country, want := range map[string]string{"us": Letter, "ca": Letter, "mx": Letter, "fr": A4, "gb": A4, "br": A4, "": A4} {
		if got := Paper(country); got != want {
			t.Errorf("%s prints on %s, not %s", country, got, want)
		}
		if OtherPaper(Paper(country)) == want {
			t.Errorf("%s: the other paper is the same", country)
		}
	}
}

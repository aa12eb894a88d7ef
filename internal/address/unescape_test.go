package address

import "testing"

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "a", "%41b%C3%a9": "Abé", "%": "%", "%4": "%4", "%zz%41": "%zzA", "%%41": "%A"} {
		if got := Unescape(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

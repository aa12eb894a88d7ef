package locale

import (
	"strings"
	"testing"
)

func TestShortSlug(t *testing.T) {
	long := strings.Repeat("a", 20)
	for in, want := range map[string]string{
		"": "", "a-b": "a-b", long: long, long + "-b": long, "aaaaaaaaaaaaaa-bbbbbbbbbb": "aaaaaaaaaaaaaa", "aaa-" + long: "aaa-" + long[:16], "aaaaaaaaaa-" + long: "aaaaaaaaaa-aaaaaaaaa",
	} {
		if got := ShortSlug(in, 20); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

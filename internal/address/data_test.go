package address

import "testing"

func TestData(t *testing.T) {
	for text, want := range map[string][2]string{
		"data:,a%20b":                              {"", "a b"},
		"DATA:image/SVG+xml;utf8,<svg/>":           {"image/svg+xml", "<svg/>"},
		"data:image/png;base64,aGV s%62G8=":        {"image/png", "hello"},
		" data:text/plain;charset=utf-8;BASE64,aA": {"text/plain", "h"},
	} {
		if kind, data, ok := Data(text); !ok || kind != want[0] || string(data) != want[1] {
			t.Errorf("%q: %q, %q, %v", text, kind, data, ok)
		}
	}
	for _, text := range []string{"", "data:", "data:image/png;base64", "data:;base64,???", "https://a.example/,x"} {
		if _, _, ok := Data(text); ok {
			t.Errorf("%q is read", text)
		}
	}
}

// Whatever a value says, it is read, and what is meant as an address is one in a browser's eyes.
func FuzzData(f *testing.F) {
	for _, seed := range []string{"data:image/png;base64,aGVsbG8=", "data:,a%20b", " jAvA\tscript:x", "Note: a", "//a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, _, ok := Data(text)
		if ok && !Is(text) || Meant(text) && !Is(text) {
			t.Errorf("%q is read, and is no address", text)
		}
	})
}

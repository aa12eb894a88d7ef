package markdown

import (
	"strings"
	"testing"

	"tocsin/internal/locale"
)

// TestIsolated holds which digits of a text from right to left are kept as they were written: [ and ] stand for the
// isolate's two ends.
func TestIsolated(t *testing.T) {
	for in, want := range map[string]string{
		"اتصل بالرقم (855) 411-2372 واضغط 8.": "اتصل بالرقم [(855) 411-2372] واضغط 8.",
		"الهاتف: +49 (555) 123 4567 (مجاني)":  "الهاتف: [+49 (555) 123 4567] (مجاني)",
		"الرقم +18884958501":                  "الرقم [+18884958501]",
		"في 2026-10-05":                       "في [2026-10-05]",
		"بين 10-15 و2025-2026":                "بين 10-15 و2025-2026",
		"12:30–14:00 و1234567":                "12:30–14:00 و1234567",
		"٨٠٠ ١٢٣ ٤٥٦٧":                        "[٨٠٠ ١٢٣ ٤٥٦٧]",
		"report/855-411-2372":                 "report/855-411-2372",
	} {
		marked := strings.NewReplacer(isolateOpen, "[", isolateClose, "]")
		got := Typeset(in, locale.RightToLeft)
		if marked.Replace(got) != want {
			t.Errorf("%s: %s, want %s", in, marked.Replace(got), want)
		}
		if again := Typeset(got, locale.RightToLeft); again != got {
			t.Errorf("twice: %q, once: %q", again, got)
		}
	}
	doc, _ := Parse([]byte("اتصل (855) 411-2372 أو [(855) 411-2372](tel:1) `855-411-2372`.\n"), Options{Typography: locale.RightToLeft})
	if html := doc.Body.HTML; strings.Count(html, isolateOpen) != 1 || !strings.Contains(html, isolateOpen+"(855) 411-2372"+isolateClose) {
		t.Error(html)
	}
}

package search

import (
	"slices"
	"testing"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Hameçonnage": "hameconnage", "hame\u0327con": "hamecon", "ÉTÉ": "ete", "Œuvre": "oeuvre", "Straße": "strasse", "İstanbul": "istanbul",
		"ΟΔΟΣ": "οδοσ", "Ёлка": "елка", "й": "и", "ﬁn": "fin", "ｗｉ": "wi", "co\u00adop": "coop", "ñandú": "nandu",
		"كَلِمَة": "كلمه", "أمان": "امان", "إلى": "الي", "آمن": "امن", "کی": "كي", "ســــر": "سر", "٢٠٢٦": "2026", "۲۰۲۶": "2026",
		"שָׁלוֹם": "שלום", "がん": "がん", "한글": "한글", "हिन्दी": "हिन्दी", "網路釣魚": "網路釣魚",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
		if again := Fold(Fold(in)); again != want {
			t.Errorf("folding %q twice gives %q, not %q", in, again, want)
		}
	}
}

func TestTerms(t *testing.T) {
	for in, want := range map[string][]string{
		"L’hameçonnage, c'est quoi?": {"hameconnage", "est", "quoi"},
		"Wi-Fi & multi-factor 2FA 7": {"wi", "fi", "multi", "factor", "2fa"},
		"保护密码":                       {"保护", "护密", "密码"},
		"第3周":                        {"第", "周"},
		"用Wi-Fi上网":                   {"用", "wi", "fi", "上网"},
		"パスワード":                      {"パス", "スワ", "ワー", "ード"},
		"كلمة المرور والأمان لها": {"كلمه", "مرور", "امان", "لها"},
		"ฟิชชิง":                  {"ฟิ", "ิช", "ชช", "ชิ", "ิง"},
		"":                        nil, "…": nil,
	} {
		var got []string
		v := newVocabulary()
		v.text(in, func(n int32) { got = append(got, v.terms[n]) })
		if !slices.Equal(got, want) {
			t.Errorf("terms of %q: %q, want %q", in, got, want)
		}
	}
}

package locale

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"phishing", "phishing"},
		{"week-1", "week-1"},
		{"Phishing", "phishing"},
		{"two words", "two-words"},
		{"snake_case.name", "snake-case-name"},
		{"--a--b--", "a-b"},
		{" Don’t panic! ", "don-t-panic"},
		{"l’hameçonnage", "l-hameconnage"},
		{"Été à Montréal : œuvre", "ete-a-montreal-oeuvre"},
		{"Straße søk Ångström þing", "strasse-sok-angstrom-thing"},
		{"İstanbul Łódź ệ", "istanbul-lodz-e"},
		{"ﬁle Ａ½", "file-a1-2"},
		{"网络钓鱼", "wang-luo-diao-yu"},
		{"IT安全2026", "it-an-quan-2026"},
		{"피싱 사기", "pising-sagi"},
		{"Фишинг: пользователь", "fishing-polzovatel"},
		{"التصيد الاحتيالي", "altsyd-alahtyaly"},
		{"ᐃᓄᒃᑎᑐᑦ", "inoktitot"},
		{"می\u200cخواهم", "mykhwahm"},
		{"soft\u00adhyphen", "softhyphen"},
		{"🔔", "u1f514"},
		{"🔔 bell", "bell"},
		{"...", "u2e-u2e-u2e"},
		{"aux", "aux-name"},
		{"Con.", "con-name"},
		{"LPT¹", "lpt1-name"},
		{"con-tact", "con-tact"},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSlugForms(t *testing.T) {
	for _, s := range []string{"Évaluez l’été", "फ़िशिंग", "한국어", "がぎぐ", "Ệ"} {
		if c, d := Slug(norm.NFC.String(s)), Slug(norm.NFD.String(s)); c != d {
			t.Errorf("Slug(%q) is %q composed and %q decomposed", s, c, d)
		}
	}
}

func TestSlugLength(t *testing.T) {
	if got := Slug(strings.Repeat("安全", 100)); len(got) > maxSlug || strings.HasSuffix(got, "-") {
		t.Errorf("a long title gives %d bytes: %q", len(got), got)
	}
	if got, want := Slug(strings.Repeat("щ", 60)), strings.Repeat("shch", 50); got != want {
		t.Errorf("a letter is cut apart: %q", got)
	}
	if got := Slug(strings.Repeat("ᄀ", 300)); len(got) > maxSlug || got == "" {
		t.Errorf("a letter of hundreds of characters gives %q", got)
	}
	if safe := strings.Repeat("a", 250); Slug(safe) != safe {
		t.Error("a safe name must pass unchanged, whatever its length")
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("a_b")
	f.Add("安 é\xff")
	f.Add("-")
	slug := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	f.Fuzz(func(t *testing.T, s string) {
		got := Slug(s)
		if s == "" && got != "" || s != "" && !slug.MatchString(got) {
			t.Errorf("Slug(%q) = %q", s, got)
		}
		if again := Slug(got); again != got {
			t.Errorf("Slug is not stable: %q, then %q", got, again)
		}
	})
}

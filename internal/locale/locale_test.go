package locale

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"
)

// tags are one for each language with a grammar, and some without.
func tags() []string {
	return strings.Fields("en-CA en-US en-GB en-AU fr-CA fr es-US es ca cy da de et fi fil tl ga ht hu id is it lt lv ms nb no nn nl " +
		"pt ro so sv sw tr bg cs el hr pl ru sk sl sr sr-Latn uk am ar-CA fa he hy ka ps ur bn gu hi ja km ko lo ne pa pa-Arab " +
		"ta th vi yue zh zh-Hant-CA iu iu-Latn cr xx en-ZZ")
}

func TestDirAndName(t *testing.T) {
	for _, c := range []struct{ tag, dir, name string }{
		{"en-CA", "ltr", "English"},
		{"fr-CA", "ltr", "Français"},
		{"es-US", "ltr", "Español"},
		{"zh-CA", "ltr", "中文"},
		{"zh-Hant-CA", "ltr", "繁體中文"},
		{"zh-Hans", "ltr", "简体中文"},
		{"ar-CA", "rtl", "العربية"},
		{"fa", "rtl", "فارسی"},
		{"he", "rtl", "עברית"},
		{"iw", "rtl", "עברית"},
		{"yi", "rtl", "ייִדיש"},
		{"dv", "rtl", "ދިވެހި"},
		{"ur-CA", "rtl", "اردو"},
		{"pa-CA", "ltr", "ਪੰਜਾਬੀ"},
		{"pa-Arab", "rtl", ""},
		{"az-Arab", "rtl", ""},
		{"ff-Adlm", "rtl", ""},
		{"tl-CA", "ltr", "Filipino"},
		{"ht-US", "ltr", "Kreyòl ayisyen"},
		{"iu-CA", "ltr", "ᐃᓄᒃᑎᑐᑦ"},
		{"iu-Latn-CA", "ltr", "Inuktitut"},
		{"zu", "ltr", "isiZulu"}, // capitals of its own,
		{"ka", "ltr", "ქართული"},
		{"xx", "ltr", "xx"},
		{"", "ltr", ""},
		{"no such thing", "ltr", "no such thing"},
	} {
		l := New(c.tag)
		if got := l.Dir(); got != c.dir {
			t.Errorf("New(%q).Dir() = %q, want %q", c.tag, got, c.dir)
		}
		if got := l.Name(); c.name != "" && got != c.name {
			t.Errorf("New(%q).Name() = %q, want %q", c.tag, got, c.name)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct{ tag, want string }{
		{"fr-CA", "cote côte coté côté eau Élan œuf ogre zèbre"},
		{"fr-FR", "cote coté côte côté eau Élan œuf ogre zèbre"},
		{"en-CA", "cote coté côte côté eau Élan œuf ogre zèbre"},
		{"sv", "zebra ångest ärta öl"},
		{"de", "ångest ärta öl zebra"},
		{"es", "nube ñandú oso"},
		{"xx", "Zoo cote zèbre Élan"}, // by code point
	} {
		want := strings.Fields(c.want)
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, New(c.tag).Compare)
		if !slices.Equal(got, want) {
			t.Errorf("%s sorts %v, want %v", c.tag, got, want)
		}
	}
	l := New("en")
	if l.Compare("a", "a") != 0 || l.Compare("e\u0301", "é") == 0 {
		t.Error("Compare must be 0 for the same string only, so that every order is the same on every run")
	}
}

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		tag  string
		want map[int]string
	}{
		{"en-CA", map[int]string{0: "other", 1: "one", 2: "other", -1: "one", 1000000: "other"}},
		{"fr-CA", map[int]string{0: "one", 1: "one", 2: "other", 1000000: "many", 2000000: "many", 1000001: "other"}},
		{"es-US", map[int]string{0: "other", 1: "one", 2: "other", 1000000: "many"}},
		{"pt", map[int]string{0: "one", 1: "one", 2: "other", 3000000: "many"}},
		{"ar", map[int]string{0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other", 103: "few", 111: "many"}},
		{"ru", map[int]string{0: "many", 1: "one", 2: "few", 5: "many", 11: "many", 12: "many", 21: "one", 22: "few", 111: "many", 121: "one"}},
		{"pl", map[int]string{1: "one", 2: "few", 5: "many", 12: "many", 21: "many", 22: "few"}},
		{"cs", map[int]string{1: "one", 3: "few", 5: "other"}},
		{"he", map[int]string{1: "one", 2: "two", 3: "other", 20: "other"}},
		{"lv", map[int]string{0: "zero", 1: "one", 2: "other", 11: "zero", 21: "one"}},
		{"zh-Hant", map[int]string{0: "other", 1: "other", 2: "other"}},
		{"iu", map[int]string{1: "one", 2: "two", 3: "other"}}, // no names, but x/text has the rule
		{"ht", map[int]string{1: "other", 2: "other"}},
		{"xx", map[int]string{1: "other", 2: "other"}},
	} {
		l := New(c.tag)
		for n, want := range c.want {
			if got := l.Plural(n); got != want {
				t.Errorf("New(%q).Plural(%d) = %q, want %q", c.tag, n, got, want)
			}
		}
	}
}

func TestFirstWeekday(t *testing.T) {
	for tag, want := range map[string]time.Weekday{
		"en-CA": time.Sunday, "fr-CA": time.Sunday, "zh-Hant-CA": time.Sunday, "es-US": time.Sunday, "en": time.Sunday,
		"fr-FR": time.Monday, "fr": time.Monday, "en-GB": time.Monday, "de": time.Monday, "ar-EG": time.Saturday,
		"pt-BR": time.Sunday, "xx": time.Monday,
	} {
		if got := New(tag).FirstWeekday(); got != want {
			t.Errorf("New(%q).FirstWeekday() = %v, want %v", tag, got, want)
		}
	}
}

// TestEveryLanguage looks in every language for what no reader should ever see.
func TestEveryLanguage(t *testing.T) {
	toronto := load(t, "America/Toronto")
	for _, tag := range tags() {
		l := New(tag)
		for m := time.January; m <= time.December; m++ {
			day := time.Date(2026, m, 1+int(m), 13, 5, 0, 0, toronto)
			for name, got := range map[string]string{
				"Date": l.Date(day), "DateNoYear": l.DateNoYear(day), "FullDate": l.FullDate(day),
				"Month": l.Month(day), "MonthTitle": l.MonthTitle(day), "MonthYear": l.MonthYear(day),
				"Weekday": l.Weekday(day), "WeekdayShort": l.WeekdayShort(day), "Time": l.Time(day), "Zone": l.Zone(day),
				"Range": l.Range(day, day.AddDate(0, 0, 3)), "Range over months": l.Range(day, day.AddDate(0, 0, 40)),
				"ShortRange": l.ShortRange(day, day.AddDate(0, 0, 3)), "TimeRange": l.TimeRange(day, day.Add(time.Hour)),
				"Range over years": l.Range(day, day.AddDate(1, 0, 0)), "Plural": l.Plural(int(m)), "Name": l.Name(),
			} {
				if got == "" || got != strings.TrimSpace(got) || strings.ContainsAny(got, "%\ufffd") || strings.Contains(got, "  ") {
					t.Errorf("%s: %s of month %d is %q", tag, name, m, got)
				}
			}
			if !strings.Contains(l.Date(day), "2026") || strings.Contains(l.DateNoYear(day), "2026") {
				t.Errorf("%s: year of %q and %q", tag, l.Date(day), l.DateNoYear(day))
			}
		}
	}
}

// TestConcurrent is for the race detector.
func TestConcurrent(t *testing.T) {
	l := New("fr-CA")
	day := time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if l.Compare("côte", "coté") >= 0 || l.Date(day) != "1er octobre 2026" || l.Plural(2) != "other" || l.Name() == "" {
					t.Error("a shared Locale gave another answer")
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New("fr-CA")
	}
}

func load(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

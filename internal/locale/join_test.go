package locale

import (
	"testing"
	"time"
)

func TestJoin(t *testing.T) {
	for tag, want := range map[string]string{
		"en-CA": "a, b, c", "fr-CA": "a, b, c", "ar": "a، b، c", "fa-IR": "a، b، c", "ur": "a، b، c", "pa-Arab": "a، b، c", "he": "a, b, c",
		"zh-Hans-CA": "a，b，c", "zh-Hant": "a，b，c", "yue": "a，b，c", "ja": "a、b、c", "am": "a፣ b፣ c", "xx-nobody": "a, b, c", "": "a, b, c",
	} {
		if got := New(tag).Join("a", "", "b", "c", ""); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	if got := New("en").Join("", ""); got != "" {
		t.Errorf("nothing joined is %q", got)
	}
}

func TestWeekdayDate(t *testing.T) {
	first := time.Date(2026, 10, 1, 13, 0, 0, 0, time.UTC)
	for tag, want := range map[string]string{
		"en-CA": "Thursday, October 1", "en-GB": "Thursday 1 October", "fr-CA": "le jeudi 1er octobre", "es-US": "jueves, 1 de octubre", "ru": "четверг, 1 октября",
		"zh-Hans": "10月1日星期四", "zh-Hant": "10月1日 星期四", "ar": "الخميس، 1 أكتوبر", "de": "Donnerstag, 1. Oktober", "hy": "հոկտեմբերի 1, հինգշաբթի", "xx": "10-01",
	} {
		if got := New(tag).WeekdayDate(first); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	for in, want := range map[string]string{"le jeudi 1er octobre 2026": "Le jeudi 1er octobre 2026", "10月1日": "10月1日", "": "", "Thursday": "Thursday"} {
		if got := Sentence(in); got != want {
			t.Errorf("Sentence(%q) is %q, want %q", in, got, want)
		}
	}
}

package words

import (
	"errors"
	"io/fs"
	"testing"
)

// Two subjects that have a text under one key would say one of the two at random.
func TestKeysStandOnce(t *testing.T) {
	for lang, subjects := range map[string][]map[string]string{"en": english(), "fr": french()} {
		seen := map[string]bool{}
		for _, subject := range subjects {
			for key := range subject {
				if seen[key] {
					t.Errorf("%s: %q has two texts", lang, key)
				}
				seen[key] = true
			}
		}
	}
}

func TestSay(t *testing.T) {
	c := newCatalogue("en", []map[string]string{{
		"plain": "Nothing to fill.", "one": "the file {file} is gone", "quoted": "{name:quoted} is none of {all}",
		"or": "write {all:or}", "count": "{n} page in {where}|{n} pages in {where}", "part": "line {line}", "whole": "see {parts}",
		"grade": "grade {grade:1}", "brace": "write {country}/{language} or {", ListOfWords: ", ", ListOfTexts: "; ", ListOr: " or ", DecimalSign: ".",
	}})
	for _, test := range []struct {
		text Text
		want string
	}{
		{Text{}, ""},
		{Make("plain"), "Nothing to fill."},
		{Make("one", "file", "a.md"), "the file a.md is gone"},
		{Make("one", "file", "{file} {line}"), "the file {file} {line} is gone"}, // a value is not looked into
		{Make("one", "other", "a.md"), "the file {file} is gone"},
		{Make("quoted", "name", `a"b`, "all", []string{"x", "y"}), `"a\"b" is none of x, y`},
		{Make("or", "all", []string{"x", "y"}), "write x or y"},
		{Make("count", "n", 1, "where", "ca"), "1 page in ca"},
		{Make("count", "n", 0, "where", "ca"), "0 pages in ca"},
		{Make("whole", "parts", []Text{Make("part", "line", 3), Make("part", "line", 5)}), "see line 3; line 5"},
		{Make("grade", "grade", 9.96), "grade 10.0"},
		{Make("brace"), "write {country}/{language} or {"},
		{Make("nowhere", "x", 1), "nowhere"},
	} {
		if got := c.Say(test.text); got != test.want {
			t.Errorf("%+v is said as %q, want %q", test.text, got, test.want)
		}
	}
	if got := c.T("one", "file", 7); got != "the file 7 is gone" {
		t.Errorf("T says %q", got)
	}
	if got := c.N("count", 1, "where", "{n}"); got != "1 page in {n}" {
		t.Errorf("N says %q", got)
	}
}

// A problem is told in the language that is asked for, and still says what it was caused by.
func TestProblem(t *testing.T) {
	err := Problem("misuse.dir", "dir", "october", "cause", fs.ErrNotExist)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
	want := "there is no folder october; say where the campaign is with --dir"
	if err.Error() != want || In("en").SayError(errors.Join(err, fs.ErrPermission)) != want+"\n"+fs.ErrPermission.Error() {
		t.Errorf("said as %q and %q", err, In("en").SayError(errors.Join(err, fs.ErrPermission)))
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := In("en").Number(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
}

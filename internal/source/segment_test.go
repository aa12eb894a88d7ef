package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestDissectFront(t *testing.T) {
	tests := []struct{ name, front, want string }{
		{"plain", "title: A title # with a remark\nsummary: Two\n  lines\ndate: 2026-01-01\n", `title "A title" = "A title"; summary "Two\n  lines" = "Two lines"`},
		{"quoted", "title: \"A \\\"b\\\": c\" # d\nsummary: 'It''s'\n", `title "\"A \\\"b\\\": c\"" = "A \"b\": c"; summary "'It''s'" = "It's"`},
		{"block", "title: >-\n  A\n\n  b\nsummary: |\n  C\n  d\n# e\nweight: 1\n", `title ">-\n  A\n\n  b" = "A b"; summary "|\n  C\n  d" = "C d"`},
		{"in braces", "title: A\nimage: {src: a.png, alt: A lock}\nevent: {place: \"B, c\", start: 2026-01-01}\n", `title "A" = "A"; image.alt "A lock" = "A lock"; event.place "\"B, c\"" = "B, c"`},
		{"below", "title: A\nimage:\n  alt: A lock\n  src: a.png\n", `title "A" = "A"; image.alt "A lock" = "A lock"`},
		{"an alias", "title: &t A\nsummary: *t\n", `title - = "A"; summary - = "A"`},
		{"accents", "weight: 1\ntitle: Été à la plage\n", `title "Été à la plage" = "Été à la plage"`},
		{"nothing", "title:\nsummary: \"\"\n", ``},
		{"broken", "title: [\n", ``},
	}
	for _, test := range tests {
		for _, before := range []string{"", "\ufeff"} {
			for _, end := range []string{"\n", "\r\n"} {
				text := before + strings.ReplaceAll("---\n"+test.front+"---\n\nBody.\n", "\n", end)
				a := Dissect("content/a.en.md", []byte(text))
				var got []string
				for _, s := range a.Segments {
					if s.Field == "" {
						if text[s.Start:s.End] != "Body." {
							t.Errorf("%s: the body is %q", test.name, text[s.Start:s.End])
						}
						continue
					}
					raw := "-"
					if s.Start >= 0 {
						raw = fmt.Sprintf("%q", strings.ReplaceAll(text[s.Start:s.End], "\r\n", "\n"))
					}
					got = append(got, fmt.Sprintf("%s %s = %q", s.Field, raw, s.Text()))
				}
				if strings.Join(got, "; ") != test.want {
					t.Errorf("%s: got\n%s\nwant\n%s", test.name, strings.Join(got, "; "), test.want)
				}
			}
		}
	}
}

func TestDissectLines(t *testing.T) {
	a := Dissect("content/a.en.md", []byte("---\ntitle: A\n---\n\nB\n\n## C\n\n- D\n- E\n"))
	var lines []int
	for _, s := range a.Segments {
		lines = append(lines, s.Line)
	}
	if want := []int{2, 5, 7, 9, 10}; !slices.Equal(lines, want) {
		t.Errorf("the segments are on lines %v, want %v", lines, want)
	}
}

func TestLock(t *testing.T) {
	lock := Lock{
		"content/a.fr.md": {{Key: "0010", Digest: "0123456789ab", Text: "One\ttwo \\ three\nfour"}, {Key: "title", Digest: "ba9876543210", Text: "A"}},
		"content/b.fr.md": {{Key: "0010", Digest: "0123456789ab", Text: "<<<<<<< not a mark"}},
	}
	text := lock.Bytes()
	if n := strings.Count(string(text), "\n"); n != 4 {
		t.Errorf("the lock has %d lines, want a head and a line an entry:\n%s", n, text)
	}
	got, diags := ParseLock(text)
	if len(diags) > 0 {
		t.Errorf("told %v", diags)
	}
	for path, list := range lock {
		if !slices.Equal(got[path], list) {
			t.Errorf("%s: got %v, want %v", path, got[path], list)
		}
	}
}

func TestLockConflict(t *testing.T) {
	line := func(key, digest, words string) string {
		return "content/a.fr.md\t" + key + "\t" + digest + "\t" + words + "\n"
	}
	text := lockHead + line("0010", "000000000001", "same") +
		"<<<<<<< HEAD\n" + line("0020", "000000000002", "ours") + "||||||| base\n" + line("0020", "000000000004", "base") + "=======\n" + line("0020", "000000000003", "theirs") + ">>>>>>> branch\n" +
		line("title", "000000000005", "T") + "nonsense\n" + line("00x", "000000000006", "bad key") + line("0030", "06", "bad digest")
	lock, diags := ParseLock([]byte(text))
	var doubtful []string
	for _, e := range lock["content/a.fr.md"] {
		if e.Doubtful {
			doubtful = append(doubtful, e.Key)
		}
	}
	if !slices.Equal(doubtful, []string{"0020"}) || len(lock["content/a.fr.md"]) != 3 {
		t.Errorf("got %+v", lock)
	}
	if len(diags) != 3 || diags[0].Line != 11 || diags[0].Rule != "lock" {
		t.Errorf("told %v", diags)
	}
	if strings.Contains(string(lock.Bytes()), "ours") {
		t.Errorf("a doubtful entry was written back:\n%s", lock.Bytes())
	}
}

func TestOrderKeys(t *testing.T) {
	tests := []struct{ in, want string }{
		{", ,", "0010 0020 0030"},
		{"0010, ,0020", "0010 0015 0020"},
		{"0010, , , , , , , , , , ,0011", "0010 001009 001018 001027 001036 001045 001054 001063 001072 001081 00109 0011"},
		{" ,0010", "0005 0010"},
		{"0010,0020, ", "0010 0020 0030"},
		{"0030,0010,0020", "0005 0010 0020"},
		{"0010,0010", "0010 0020"},
		{"0020,0010", "0020 0030"}, // of two runs as long, the first
		{"0010,0005,0020", "0010 0015 0020"},
		{"0010,0040,0020,0030", "0010 0015 0020 0030"},
		{"0040,0010,0050,0020,0030", "0005 0010 0015 0020 0030"},
		{"0010, , , ", "0010 0020 0030 0040"},
		{"0010, ,0011", "0010 00105 0011"},
		{"0010, ,0012", "0010 0011 0012"},
		{"0010, ,0013", "0010 0011 0013"},
		{"00105, ,00115", "00105 0011 00115"}, // 00110, which is written without its last zero
		{"0010, ,0030", "0010 0020 0030"},     // but never with less than four digits
		{" , ,0001", "00003 00006 0001"},
		{"00105, ", "00105 0020"},
		// At the end there are tens as far as four digits go, then fractions of what is left.
		{"9980, ", "9980 9990"}, {"9989, ", "9989 9990"}, {"9990, ", "9990 99949999"}, {"9991, ", "9991 99954999"},
		{"99949999, ", "99949999 99974999"},
		// Seventeen digits are told apart, and no more: then all keys are new.
		{"0010, ,0010000000000001", "0010 00100000000000005 0010000000000001"},
		{"0010, ,00100000000000001", "0010 0020 0030"},
	}
	for _, test := range tests {
		var in []string
		for s := range strings.SplitSeq(test.in, ",") {
			in = append(in, strings.TrimSpace(s))
		}
		got := OrderKeys(in)
		if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Errorf("%q: %v is not in order", test.in, got)
		}
		for _, k := range got {
			if !validKey(k) {
				t.Errorf("%q: %q is no key", test.in, k)
			}
		}
		if test.want != "" && strings.Join(got, " ") != test.want {
			t.Errorf("%q: got %v, want %s", test.in, got, test.want)
		}
	}
}

// New keys are tens, as wide as the last of them.
func TestOrderKeysOfMany(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "0010 0010", 999: "0010 9990", 1000: "00010 10000"} {
		got := OrderKeys(make([]string, n))
		if len(got) != n || n > 0 && got[0]+" "+got[n-1] != want {
			t.Errorf("%d keys are %v, want the first and the last to be %s", n, got, want)
		}
	}
}

// TestOrderKeysAnywhere puts keys into one place over and over, as a page that grows in its middle does.
func TestOrderKeysAnywhere(t *testing.T) {
	for _, at := range []int{0, 1, -1} {
		keys := OrderKeys([]string{"", ""})
		for n := range 400 {
			i := at
			if i < 0 {
				i = len(keys)
			}
			next := OrderKeys(slices.Insert(slices.Clone(keys), i, ""))
			if !slices.IsSorted(next) || len(slices.Compact(slices.Clone(next))) != len(next) {
				t.Fatalf("at %d, after %d: %v is not in order", at, n, next)
			}
			keys = next
		}
	}
}

package diag

import "testing"

// What an end covers is cut out of texts with every kind of line end, a byte order mark, tabs, and letters of one to four
// bytes.
func TestSpan(t *testing.T) {
	tests := []struct {
		name, text string
		at         Pos
		want       Span
		cut        string
		ok         bool
	}{
		{"ASCII", "one\ntwo three\n", Pos{Line: 2, Column: 5, EndLine: 2, EndColumn: 10}, Span{8, 13, 5, 10}, "three", true},
		{"CR LF", "one\r\ntwo\r\n", Pos{Line: 2, Column: 1, EndLine: 2, EndColumn: 4}, Span{5, 8, 1, 4}, "two", true},
		{"past CR LF", "one\r\ntwo\r\n", Pos{Line: 1, Column: 3, EndLine: 1, EndColumn: 9}, Span{2, 3, 3, 4}, "e", true},
		{"byte order mark", "\ufeffone\n", Pos{Line: 1, Column: 2, EndLine: 1, EndColumn: 4}, Span{4, 6, 2, 4}, "ne", true},
		{"byte order mark, second line", "\ufeffone\ntwo", Pos{Line: 2, Column: 1, EndLine: 2, EndColumn: 2}, Span{7, 8, 1, 2}, "t", true},
		{"emoji", "a 😀 b", Pos{Line: 1, Column: 5, EndLine: 1, EndColumn: 6}, Span{7, 8, 6, 7}, "b", true},
		{"on an emoji", "a 😀 b", Pos{Line: 1, Column: 3, EndLine: 1, EndColumn: 4}, Span{2, 6, 3, 5}, "😀", true},
		{"accents and a tab", "\té: là", Pos{Line: 1, Column: 2, EndLine: 1, EndColumn: 7}, Span{1, 8, 2, 7}, "é: là", true},
		{"over lines", "é(\r\nb)\n", Pos{Line: 1, Column: 2, EndLine: 2, EndColumn: 3}, Span{2, 7, 2, 3}, "(\r\nb)", true},
		{"no end", "😀x", Pos{Line: 1, Column: 2}, Span{4, 4, 3, 3}, "", true},
		{"no column", "one\r\ntwo😀\r\n", Pos{Line: 2}, Span{5, 12, 1, 6}, "two😀", true},
		{"no line", "one", Pos{}, Span{}, "", false},
		{"not there any more", "one\n", Pos{Line: 3, Column: 1}, Span{}, "", false},
		{"end not there any more", "one\n", Pos{Line: 1, Column: 1, EndLine: 9, EndColumn: 1}, Span{}, "", false},
		{"no UTF-8", "a\xffb", Pos{Line: 1, Column: 2, EndLine: 1, EndColumn: 3}, Span{1, 2, 2, 3}, "\xff", true},
		{"empty", "", Pos{Line: 1, Column: 1}, Span{0, 0, 1, 1}, "", true},
	}
	for _, test := range tests {
		got, ok := test.at.Span([]byte(test.text))
		if got != test.want || ok != test.ok {
			t.Errorf("%s: %+v, %t; want %+v, %t", test.name, got, ok, test.want, test.ok)
			continue
		}
		if cut := test.text[got.StartByte:got.EndByte]; cut != test.cut {
			t.Errorf("%s: %q is cut out, want %q", test.name, cut, test.cut)
		}
	}
}

// A place whose end its finder does not know ends with its word, so that editors have something to underline.
func TestToWord(t *testing.T) {
	text := []byte("\ufeffsee [the page][one] now\n\n  é😀x\r\n")
	for _, tt := range []struct {
		at   Pos
		want string
	}{
		{Pos{Line: 1, Column: 5}, "[the"},
		{Pos{Line: 1, Column: 5, EndLine: 1, EndColumn: 15}, "[the page]"},
		{Pos{Line: 1, Column: 21}, "now"},
		{Pos{Line: 1, Column: 20}, " now"},
		{Pos{Line: 1, Column: 24}, ""},
		{Pos{Line: 1}, "see [the page][one] now"},
		{Pos{Line: 2, Column: 1}, ""},
		{Pos{Line: 3, Column: 3}, "é😀x"},
	} {
		at := tt.at.ToWord(text)
		s, ok := at.Span(text)
		if got := string(text[s.StartByte:s.EndByte]); !ok || got != tt.want || at.EndLine != at.Line {
			t.Errorf("%v ends at %v: %q, want %q", tt.at, at, got, tt.want)
		}
	}
	if at := (Pos{Line: 9, Column: 1}); at.ToWord(text) != at {
		t.Error("a place that is not in the text got an end")
	}
}

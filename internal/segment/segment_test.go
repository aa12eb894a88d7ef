package segment

import "testing"

func TestDigest(t *testing.T) {
	same := [][2]string{
		{"Don't  wait", "Don’t wait"}, {`Say "yes"`, "Say “yes”"}, {`dites "oui"`, "dites « oui »"}, {"a - b", "a — b"}, {"a--b", "a – b"},
		{"wait...", "wait…"}, {"Pourquoi ?", "Pourquoi\u202f?"}, {"Pourquoi?", "Pourquoi ?"}, {"10-12 h", "10–12 h"}, {"co\u00adopérer", "coopérer"},
		{"cafe\u0301", "café"}, {"暂停 一下", "暂停一下"}, {"non\u2011stop", "non-stop"},
	}
	for _, p := range same {
		if Digest(p[0]) != Digest(p[1]) {
			t.Errorf("%q and %q are told apart: %q, %q", p[0], p[1], wordsOnly(p[0]), wordsOnly(p[1]))
		}
	}
	other := [][2]string{
		{"wait", "Wait"}, {"any one", "anyone"}, {"re-sign", "resign"}, {"well-known", "well known"}, {"Wait!", "Wait."}, {"1.5", "15"},
		{"[a](b)", "[a](c)"}, {"**a**", "a"}, {":fact[x]", ":fact[y]"}, {"its", "it's"}, {"a b", "a, b"},
	}
	for _, p := range other {
		if Digest(p[0]) == Digest(p[1]) {
			t.Errorf("%q and %q are not told apart: %q", p[0], p[1], wordsOnly(p[0]))
		}
	}
}

// TestHoist moves spaces out of emphasis, which Markdown could not read.
func TestHoist(t *testing.T) {
	strong := func(kind PartKind) Part { return Part{Kind: kind, Type: StrongCode, Raw: "**", ID: 1} }
	got := Hoist([]Part{{Text: "a"}, strong(Open), {Text: " b "}, strong(Close), {Text: "c"}})
	if s := Write(got, ParagraphText, Bare); s != "a **b** c" {
		t.Errorf("got %q", s)
	}
}

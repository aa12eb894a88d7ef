package main

import (
	"slices"
	"strings"
	"testing"
)

// TestMutate says what is broken, and how, in small functions.
func TestMutate(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       []string
	}{
		{"a comparison", "if a < 3 {\n\tf()\n}", []string{"a < 3 → <=", "a < 3 → >=", "3 → 2", "dropped: f()"}},
		{"equality", "if a == b {\n\tf()\n}", []string{"a == b → !=", "dropped: f()"}},
		{"a chain", "x := p && q && !r; use(x)", []string{"left out: p", "left out: q", "left out: !r", "!r → r", "dropped: use(x)"}},
		{"a condition", "if ok {\n\treturn\n}", []string{"ok → !(ok)", "dropped: return"}},
		{"a switch", "switch {\ncase ok:\n\tf()\n}", []string{"ok → !(ok)", "dropped: f()"}},
		{"values of a switch", "switch a {\ncase b, c:\n}", []string{"left out: b", "left out: c"}},
		{"an assignment", "a = b", []string{"dropped: a = b"}},
		{"constants", "f(true, 7)", []string{"dropped: f(true, 7)", "true → false", "7 → 8", "7 → 6"}},
		{"bounds", "a = min(b, c)", []string{"dropped: a = min(b, c)", "min → max"}},
		{"nothing to tell", "f.Close(); defer f.Close(); b.Grow(9); _ = make([]int, 0, 9); _ = 0o644", nil},
		{"text", `a = "x" + b`, []string{`dropped: a = "x" + b`}},
		{"a loop", "for {\n\tbreak\n}", []string{"dropped: break"}},
	} {
		src := "package p\n\nfunc one() {\n" + tt.body + "\n}\n\nfunc two() { g() }\n"
		list, found, err := mutate("p.go", []byte(src), []string{"one"})
		if err != nil || !slices.Equal(found, []string{"one"}) {
			t.Fatalf("%s: %v, %v", tt.name, found, err)
		}
		var got []string
		for _, m := range list {
			if m.fn != "one" || string(m.apply([]byte(src))) == src {
				t.Errorf("%s: %v changes nothing, or too much", tt.name, m)
			}
			if m.change != "returns zeros at once" {
				got = append(got, m.change)
			}
		}
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(tt.want))) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// What a mutant's file holds.
func TestApply(t *testing.T) {
	src := "package p\n\nfunc (t *T) f(a int) (n int, err error) {\n\tif a > 1 || t.g() {\n\t\tn, err = h()\n\t\treturn n, err\n\t}\n\treturn 0, nil\n}\n"
	list, _, err := mutate("p.go", []byte(src), []string{"T.f"})
	if err != nil {
		t.Fatal(err)
	}
	for change, want := range map[string]string{
		"returns zeros at once":              "{return *new(int), *new(error); \n",
		"left out: a > 1":                    "if t.g() {",
		"left out: t.g()":                    "if a > 1 {",
		"dropped: n, err = h()":              "\t_, _ = h()\n",
		"dropped: return n, err":             "\t\t\n\t}",
		"err → nil":                          "return n, nil",
		"a > 1 || t.g() → !(a > 1 || t.g())": "if !(a > 1 || t.g()) {",
	} {
		i := slices.IndexFunc(list, func(m mutant) bool { return m.change == change })
		if i < 0 {
			t.Errorf("there is no %q in %v", change, list)
		} else if got := string(list[i].apply([]byte(src))); !strings.Contains(got, want) {
			t.Errorf("%s: the file is\n%s\nwithout %q", change, got, want)
		}
	}
}

// The table of areas names what is there, and each mark of equivalent.txt a mutant.
func TestAreas(t *testing.T) {
	marks, err := readMarks(equivalents)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range areas {
		list, err := a.mutants("../..")
		if err != nil {
			t.Fatal(err)
		}
		if len(list) < 50 {
			t.Errorf("%s has only %d mutants", a.name, len(list))
		}
		for _, m := range list {
			marks.covers(m)
		}
	}
	for _, m := range marks.unused() {
		t.Errorf("equivalent.txt: no mutant is as this says: %s", m)
	}
}

// A sample has some of every area, is the same for a seed, and leaves nothing out in the end.
func TestShuffled(t *testing.T) {
	plan := func() []task {
		var out []task
		for i, a := range areas {
			for n := range 10 * (i + 1) {
				out = append(out, task{area: a, mutant: mutant{line: n}})
			}
		}
		return out
	}
	a, b, c := shuffled(plan(), 1), shuffled(plan(), 1), shuffled(plan(), 2)
	same := func(x, y task) bool { return x.area.name == y.area.name && x.mutant.line == y.mutant.line }
	if !slices.EqualFunc(a, b, same) || slices.EqualFunc(a, c, same) || len(a) != len(plan()) {
		t.Error("the order does not hang on the seed alone")
	}
	for i, area := range areas {
		if a[i].area.name != area.name {
			t.Errorf("the sample begins with %s, not %s", a[i].area.name, area.name)
		}
	}
}

// The floor is for each area of a whole run, and for all of a sample, which has too few of one.
func TestJudge(t *testing.T) {
	var w strings.Builder
	counts := map[string]*tally{"lock": {mutants: 30, killed: 19, survived: 1, broken: 2}, "release": {mutants: 200, killed: 200}}
	for _, tt := range []struct {
		floor, minutes float64
		well           bool
	}{{95, 0, true}, {95.5, 0, false}, {95.5, 6, true}, {99.6, 6, false}} {
		if err := (options{floor: tt.floor, minutes: tt.minutes}).judge(&w, counts); (err == nil) != tt.well {
			t.Errorf("a floor of %g in %g minutes: %v", tt.floor, tt.minutes, err)
		}
	}
	if err := (options{}).judge(&w, nil); err == nil {
		t.Error("nothing was tried, and that is well")
	}
}

func TestMarks(t *testing.T) {
	good := "# why\n\nin: f\nline: if a {\nchange: a → !(a)\nwhy: b\n"
	l, err := readMarks(good)
	if err != nil || len(l) != 1 || len(l.unused()) != 1 {
		t.Fatalf("%v %v", l, err)
	}
	if l.covers(mutant{fn: "g", text: "if a {", change: "a → !(a)"}) || !l.covers(mutant{fn: "f", text: "if a {", change: "a → !(a)"}) || len(l.unused()) > 0 {
		t.Errorf("%v", l)
	}
	for _, bad := range []string{"in: f\n", "in: f\nin: g\nline: x\nchange: y\nwhy: z\n", "nonsense\n"} {
		if _, err := readMarks(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

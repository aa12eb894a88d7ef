package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A woven program asks which mutant is meant, and does what that one does.
func TestWeave(t *testing.T) {
	src := `package main

import "fmt"

type pair[T any] struct{ a, b T }

func (p *pair[T]) swap(_ bool, rest ...T) (n int) {
	p.a, p.b = p.b, p.a
	return len(rest)
}

func both[T, U any](t T, u U) string { return fmt.Sprint(t, u, true) }

func silent(int, string) {
	fmt.Print("silent ")
}

func unused() bool {
	x := 1
	return x == 1
}

func main() {
	p := &pair[int]{1, 2}
	n := p.swap(false, 7, 8, 9)
	silent(1, "")
	fmt.Print(n, p.a, p.b, both(1, "x"), unused())
}
`
	list, _, err := mutate("p/main.go", []byte(src), nil)
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[int]mutant{}
	for i, m := range list {
		if m.fn != "main" {
			numbers[i+1] = m
		}
	}
	numbers[100] = mutant{file: "p/main.go", fn: "unused", from: strings.Index(src, "x == 1"), to: strings.Index(src, "x == 1") + 6, with: "true", change: "does not compile"}
	numbers[101] = mutant{file: "p/main.go", fn: "unused", from: strings.Index(src, "x == 1"), to: strings.Index(src, "x == 1") + 6, with: "}", change: "cannot be parsed"}
	dir := t.TempDir()
	write := func() (spans []span) {
		woven, spans, err := weave("p/main.go", []byte(src), numbers)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"main.go": string(woven), "mutanton.go": fmt.Sprintf(asking, "main"), "go.mod": "module p\n\ngo 1.25\n"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return spans
	}
	run := func(args ...string) (string, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	spans := write()
	out, err := run("build", "-gcflags=-e", "-o", "p.exe")
	bad := refused([]byte(out), map[string][]span{"main.go": spans})
	if err == nil || !slices.Equal(bad, []int{100}) {
		t.Fatalf("%v is refused, want 100: %v\n%s", bad, err, out)
	}
	delete(numbers, 100)
	write()
	if out, err := run("build", "-o", "p.exe"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for change, want := range map[string]string{
		"":                                "silent 3 2 11xtruetrue",
		"dropped: p.a, p.b = p.b, p.a":    "silent 3 1 21xtruetrue",
		"true → false":                    "silent 3 2 11xfalsetrue",
		"dropped: fmt.Print(\"silent \")": "3 2 11xtruetrue",
		"x == 1 → !=":                     "silent 3 2 11xtruefalse",
	} {
		n := slices.IndexFunc(list, func(m mutant) bool { return m.change == change }) + 1
		cmd := exec.Command(filepath.Join(dir, "p.exe"))
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", meantVariable, n))
		if out, err := cmd.CombinedOutput(); err != nil || string(out) != want {
			t.Errorf("%q: the program says %q and %v, want %q", change, out, err, want)
		}
	}
}

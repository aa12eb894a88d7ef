package edit_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tocsin/internal/edit"
	"tocsin/internal/edit/edittest"
)

const command = "tocsin new year 2027"

// before is a campaign, after the same with every kind of change made.
var (
	before = map[string]string{"campaign.yaml": "title: T\n", "content/a.md": "old a", "content/b.md": "b", "content/gone.md": "gone", "i18n/lock": "old lock"}
	after  = map[string]string{"campaign.yaml": "title: T\n", "content/a.md": "new a", "content/b.md": "b", "i18n/lock": "new lock", "content/c.md": "",
		"content/2027/x.md": "x", "content/2027/deep/er/y.md": "y", "assets/p.svg": "<svg/>"}
	changes = difference(before, after)
)

func difference(from, to map[string]string) []edit.Change {
	var out []edit.Change
	for name, text := range to {
		c := edit.Change{Path: name, Text: []byte(text)}
		if old, ok := from[name]; ok {
			c.Was = edit.Digest([]byte(old))
		}
		out = append(out, c)
	}
	for name, text := range from {
		if _, ok := to[name]; !ok {
			out = append(out, edit.Change{Path: name, Was: edit.Digest([]byte(text))})
		}
	}
	return out
}

// apply is what a command does.
func apply(d edit.Disk, changes []edit.Change) error {
	e, err := edit.Begin(d, "content", "assets", "i18n")
	if err != nil {
		return err
	}
	return errors.Join(e.Apply(command, changes), e.Close())
}

// repair is what the next command does. It returns what is on the disk then.
func repair(t *testing.T, m *memory) map[string]string {
	t.Helper()
	m.locked = false // the process is dead
	e, err := edit.Begin(m, "content", "assets", "i18n")
	if err != nil {
		t.Fatalf("the next command: %v", err)
	}
	_ = e.Close()
	files := m.files()
	if f := e.Found; f.Command != "" && (f.Command != command || len(f.Files) != 6 || f.Forward != maps.Equal(files, after)) {
		t.Errorf("found %+v", f)
	}
	return files
}

// whole fails where a disk holds neither the old files nor the new ones.
func whole(t *testing.T, what string, files map[string]string) {
	t.Helper()
	if !maps.Equal(files, before) && !maps.Equal(files, after) {
		t.Fatalf("%s: a mixture is left: %v", what, files)
	}
}

// ours are the files beside their places.
var ours = regexp.MustCompile(`(^|/)\.[^/]*tocsin-`)

func withoutOurs(files map[string]string) map[string]string {
	out := maps.Clone(files)
	maps.DeleteFunc(out, func(name, _ string) bool { return ours.MatchString(name) })
	return out
}

func stepsOf(t *testing.T) int {
	f := &edittest.Faults{}
	m := newMemory(before)
	if err := apply(f.Over(m), changes); err != nil {
		t.Fatal(err)
	}
	if files := m.files(); !maps.Equal(files, after) {
		t.Fatalf("without a fault: %v", files)
	}
	return len(f.Steps())
}

// told holds an edit's error against what is on the disk.
func told(t *testing.T, what string, err error, m *memory) {
	t.Helper()
	files := m.files()
	switch clean := withoutOurs(files); {
	case err == nil && !maps.Equal(clean, after):
		t.Fatalf("%s: no error, and not all is written: %v", what, files)
	case err != nil && !errors.As(err, new(edit.UnfinishedError)) && !maps.Equal(clean, before):
		t.Fatalf("%s: %v, and something is written: %v", what, err, files)
	}
	if _, list, unread := edit.Unfinished(mapFS(files)); unread != nil || len(list) == 0 && !maps.Equal(withoutOurs(files), before) && !maps.Equal(withoutOurs(files), after) {
		t.Fatalf("%s: a mixture, and nobody is told: %v, %v", what, unread, files)
	}
}

func mapFS(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		if !strings.HasSuffix(name, "/") {
			out[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return out
}

// At every step each fault: all or nothing, and the next command repairs it.
func TestOneFault(t *testing.T) {
	steps := stepsOf(t)
	for n := 1; n <= steps; n++ {
		for fault := edittest.Fail; fault <= edittest.HalfStop; fault++ {
			f := &edittest.Faults{At: map[int]edittest.Fault{n: fault}}
			m := newMemory(before)
			err := apply(f.Over(m), changes)
			what := fmt.Sprintf("%s at step %d, %s", fault, n, f.Steps()[n-1])
			if fault < edittest.Stop {
				told(t, what, err, m)
			}
			whole(t, what, repair(t, m))
		}
	}
}

// A second fault, at any step of what follows the first.
func TestTwoFaults(t *testing.T) {
	steps := stepsOf(t)
	for n := 1; n <= steps; n++ {
		for _, pair := range [][2]edittest.Fault{{edittest.Fail, edittest.Fail}, {edittest.Fail, edittest.Stop}, {edittest.Late, edittest.Fail}} {
			for k, last := n+1, steps+1; k <= last; k++ {
				f := &edittest.Faults{At: map[int]edittest.Fault{n: pair[0], k: pair[1]}}
				m := newMemory(before)
				err := apply(f.Over(m), changes)
				last = len(f.Steps())
				what := fmt.Sprintf("%s at step %d, %s at step %d", pair[0], n, pair[1], k)
				if pair[1] != edittest.Stop {
					told(t, what, err, m)
				}
				whole(t, what, repair(t, m))
			}
		}
	}
}

// The repair is stopped too, at any step, and so is the one after it.
func TestRepairStopped(t *testing.T) {
	steps := stepsOf(t)
	for n := 1; n <= steps; n++ {
		m := newMemory(before)
		_ = apply((&edittest.Faults{At: map[int]edittest.Fault{n: edittest.Stop}}).Over(m), changes)
		for k := 1; ; k++ {
			m.locked = false
			f := &edittest.Faults{At: map[int]edittest.Fault{k: edittest.Stop}}
			if e, err := edit.Begin(f.Over(m), "content", "assets", "i18n"); err == nil {
				_ = e.Close()
				if len(f.Steps()) < k {
					break
				}
			}
		}
		whole(t, fmt.Sprint("stopped at step ", n), repair(t, m))
	}
}

// The power fails at any step, and what was not brought to the disk is lost, wholly or in part. What was told to be
// written is there for good.
func TestPowerCut(t *testing.T) {
	steps := stepsOf(t)
	for n := 1; n <= steps+1; n++ {
		for seed := range uint64(40) {
			m := newMemory(before)
			err := apply((&edittest.Faults{At: map[int]edittest.Fault{n: edittest.Stop}}).Over(m), changes)
			m = m.cut(rand.New(rand.NewPCG(seed, 0)))
			files := repair(t, m)
			whole(t, fmt.Sprintf("power cut %d at step %d", seed, n), files)
			if err == nil && !maps.Equal(files, after) {
				t.Fatalf("seed %d: what was written is lost", seed)
			}
		}
	}
}

// What somebody else has done meanwhile is refused, and stays.
func TestExpectations(t *testing.T) {
	for _, c := range []struct {
		name   string
		change edit.Change
		want   error
	}{
		{"a file that is there", edit.Change{Path: "content/b.md", Text: []byte("x")}, edit.TakenError{Path: "content/b.md"}},
		{"a folder's name", edit.Change{Path: "content", Text: []byte("x")}, edit.TakenError{Path: "content"}},
		{"a folder that is a file", edit.Change{Path: "content/b.md/c.md", Text: []byte("x")}, edit.TakenError{Path: "content/b.md"}},
		{"a file that has changed", edit.Change{Path: "content/b.md", Was: edit.Digest([]byte("was")), Text: []byte("x")}, edit.ChangedError{Path: "content/b.md"}},
		{"a file that is gone", edit.Change{Path: "content/z.md", Was: edit.Digest(nil)}, edit.ChangedError{Path: "content/z.md"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMemory(before)
			if err := apply(m, append(slices.Clone(changes), c.change)); err != c.want && !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if files := m.files(); !maps.Equal(files, before) {
				t.Errorf("something is written: %v", files)
			}
		})
	}
	for _, name := range []string{"", ".", "../x", "/x", "content/../x", "content//x"} {
		if err := apply(newMemory(before), []edit.Change{{Path: name, Text: []byte("x")}}); err == nil {
			t.Errorf("%q is taken for a path of the campaign", name)
		}
	}
	if err := apply(newMemory(before), []edit.Change{{Path: "x", Text: []byte("x")}, {Path: "x", Text: []byte("y")}}); err == nil {
		t.Error("two changes of one file are taken")
	}
}

// A change that changes nothing asks nothing of the disk.
func TestNothingToDo(t *testing.T) {
	m := newMemory(before)
	f := &edittest.Faults{}
	if err := apply(f.Over(m), []edit.Change{{Path: "content/b.md", Was: edit.Digest([]byte("b")), Text: []byte("b")}}); err != nil {
		t.Fatal(err)
	}
	for _, s := range f.Steps() {
		if verb, _, _ := strings.Cut(s, " "); slices.Contains([]string{"create", "rename", "mkdir", "syncdir"}, verb) {
			t.Errorf("it does %s", s)
		}
	}
}

// A stopped edit, and what a person did to the files before the next command.
func TestHandsOn(t *testing.T) {
	// stopped returns the disk of an edit that has made n of its moves.
	stopped := func(t *testing.T, n int) *memory {
		f := &edittest.Faults{}
		if err := apply(f.Over(newMemory(before)), changes); err != nil {
			t.Fatal(err)
		}
		at := 0
		for i, s := range f.Steps() {
			if strings.HasPrefix(s, "rename .journal") {
				n++ // that one is none of the moves
			}
			if strings.HasPrefix(s, "rename ") {
				if n--; n == -1 {
					at = i + 1
				}
			}
		}
		m := newMemory(before)
		_ = apply((&edittest.Faults{At: map[int]edittest.Fault{at: edittest.Stop}}).Over(m), changes)
		m.locked = false
		return m
	}
	set := func(m *memory, name, text string) {
		n, err := m.find(name)
		if err != nil {
			panic(err)
		}
		dir, base, _ := m.parent(name)
		dir.change(func(e map[string]*node) { e[base] = &node{mode: n.mode, text: []byte(text), safe: []byte(text)} }) // as editors save
	}
	with := func(files map[string]string, name, text string) map[string]string {
		out := maps.Clone(files)
		out[name] = text
		return out
	}
	// The moves are, in this order: assets, content/2027, content/a.md, content/c.md, content/gone.md, i18n/lock.
	t.Run("what is moved was edited since: it stays, and the rest is written", func(t *testing.T) {
		m := stopped(t, 3)
		set(m, "content/a.md", "mine")
		if files := repairOnly(t, m); !maps.Equal(files, with(after, "content/a.md", "mine")) {
			t.Errorf("got %v", files)
		}
	})
	t.Run("what is not moved yet was edited: it stays, and the rest is taken back", func(t *testing.T) {
		m := stopped(t, 3)
		set(m, "i18n/lock", "mine")
		if files := repairOnly(t, m); !maps.Equal(files, with(before, "i18n/lock", "mine")) {
			t.Errorf("got %v", files)
		}
	})
	t.Run("both: nothing is done, and the file is named", func(t *testing.T) {
		m := stopped(t, 3)
		set(m, "content/a.md", "mine")
		set(m, "i18n/lock", "mine")
		was := m.files()
		_, err := edit.Begin(m, "content")
		var stuck edit.StuckError
		if !errors.As(err, &stuck) || stuck.Path != "i18n/lock" {
			t.Errorf("got %v", err)
		}
		if files := m.files(); !maps.Equal(files, was) {
			t.Errorf("something is done: %v", files)
		}
	})
	t.Run("a file was put into a new folder: it stays", func(t *testing.T) {
		m := stopped(t, 3)
		set(m, "content/2027/x.md", "mine")
		if files := repairOnly(t, m); !maps.Equal(files, with(after, "content/2027/x.md", "mine")) {
			t.Errorf("got %v", files)
		}
	})
	// beside finds the files of ours in a folder.
	beside := func(t *testing.T, m *memory, dir, what string) string {
		for name := range m.files() {
			if path.Dir(name) == dir && strings.Contains(name, "-"+what+"-") {
				return name
			}
		}
		t.Fatalf("%s holds no %s file of ours: %v", dir, what, m.files())
		return ""
	}
	t.Run("a new file is not whole: the rest is taken back", func(t *testing.T) {
		m := stopped(t, 3)
		set(m, beside(t, m, "i18n", "new"), "half")
		if files := repairOnly(t, m); !maps.Equal(files, before) {
			t.Errorf("got %v", files)
		}
	})
	t.Run("a new file is gone, and an old one too: nothing is done", func(t *testing.T) {
		m := stopped(t, 3)
		if err := errors.Join(m.Remove(beside(t, m, "i18n", "new")), m.Remove(beside(t, m, "content", "old"))); err != nil {
			t.Fatal(err)
		}
		was := m.files()
		if _, err := edit.Begin(m, "content"); !errors.As(err, new(edit.StuckError)) {
			t.Errorf("got %v", err)
		}
		if files := m.files(); !maps.Equal(files, was) {
			t.Errorf("something is done: %v", files)
		}
	})
	t.Run("a new file is gone: the rest is taken back", func(t *testing.T) {
		m := stopped(t, 3)
		if err := m.Remove(beside(t, m, "i18n", "new")); err != nil {
			t.Fatal(err)
		}
		if files := repairOnly(t, m); !maps.Equal(files, before) {
			t.Errorf("got %v", files)
		}
	})
}

// The order of the steps: every new file and its folder is on the disk before the journal is written, the journal before
// the first rename, and the renames before the journal goes.
func TestOrder(t *testing.T) {
	f := &edittest.Faults{}
	if err := apply(f.Over(newMemory(before)), changes); err != nil {
		t.Fatal(err)
	}
	steps := f.Steps()
	written := slices.IndexFunc(steps, func(s string) bool { return strings.HasPrefix(s, "create .journal.") })
	begun := slices.IndexFunc(steps, func(s string) bool { return strings.HasPrefix(s, "rename .journal.") })
	ended := slices.Index(steps, "remove "+edit.Journal)
	if written < 0 || begun < written || ended < begun || !slices.Contains(steps[begun:], "syncdir .") {
		t.Fatalf("no journal is written, brought to the disk and removed: %q", steps)
	}
	unsynced := map[string]bool{}
	for i, s := range steps[:ended] {
		verb, rest, _ := strings.Cut(s, " ")
		from, to, _ := strings.Cut(rest, " ")
		switch verb {
		case "create", "mkdir", "link":
			unsynced[path.Dir(rest)] = true
			unsynced[rest] = verb != "link"
		case "rename":
			if to != edit.Journal && i < slices.Index(steps[begun:], "syncdir .")+begun {
				t.Errorf("%s, before the journal is on the disk", s)
			}
			unsynced[path.Dir(from)] = true
		case "sync", "syncdir":
			delete(unsynced, rest)
		}
		if i == written-1 || i == ended-1 {
			for name, open := range unsynced {
				if open && (name != "." || i == ended-1) {
					t.Errorf("before step %d, %s, %s is not brought to the disk", i+2, steps[i+1], name)
				}
			}
		}
	}
}

func repairOnly(t *testing.T, m *memory) map[string]string {
	t.Helper()
	e, err := edit.Begin(m, "content", "assets", "i18n")
	if err != nil {
		t.Fatal(err)
	}
	_ = e.Close()
	return m.files()
}

// A journal that somebody else wrote moves nothing, or nothing but files with our names beside their places.
func TestForeignJournal(t *testing.T) {
	for _, text := range []string{"", "{", "[]", "null", `{"tocsin_edit": 2, "command": "x", "id": "01234567", "moves": [{"path": "a", "sum": "b"}]}`,
		`{"tocsin_edit": 1, "command": "x", "id": "../../..", "moves": [{"path": "a", "sum": "b"}]}`,
		`{"tocsin_edit": 1, "command": "x", "id": "01234567", "moves": []}`,
		`{"tocsin_edit": 1, "command": "x", "id": "01234567", "moves": [{"path": "../a", "sum": "b"}]}`,
		`{"tocsin_edit": 1, "command": "x", "id": "01234567", "moves": [{"path": "a"}]}`} {
		files := maps.Clone(before)
		files[edit.Journal] = text
		m := newMemory(files)
		var stuck edit.StuckError
		if _, err := edit.Begin(m); !errors.As(err, &stuck) || stuck.Path != edit.Journal {
			t.Errorf("%s: %v", text, err)
		}
		if got := m.files(); !maps.Equal(got, files) {
			t.Errorf("%s: got %v", text, got)
		}
		if _, _, err := edit.Unfinished(mapFS(files)); err == nil {
			t.Errorf("%s: nobody is told", text)
		}
	}
}

// Two at once: the second is told so, and its attempt harms nothing.
func TestBusy(t *testing.T) {
	m := newMemory(before)
	e, err := edit.Begin(m)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := edit.Begin(m); !errors.Is(err, edit.ErrBusy) {
		t.Errorf("the second: %v", err)
	}
	if err := errors.Join(e.Apply(command, changes), e.Close()); err != nil {
		t.Error(err)
	}
	if files := m.files(); !maps.Equal(files, after) {
		t.Errorf("got %v", files)
	}
}

// What a stopped command left goes; what only looks like it stays.
func TestSweep(t *testing.T) {
	files := maps.Clone(before)
	for _, name := range []string{".0.tocsin-new-0123abcd/x/y.md", "content/.12.tocsin-old-0123abcd", "content/deep/.3.tocsin-new-ffffffff", ".journal.tocsin-new-0123abcd"} {
		files[name] = "left"
	}
	others := map[string]string{"other/.0.tocsin-new-0123abcd": "", "content/.x.tocsin-new-0123abcd": "", "content/0.tocsin-new-0123abcd": "",
		".public.tocsin-0123abcd/x": "", "content/.0.tocsin-new-0123ABCD": "", "content/.git/.0.tocsin-new-0123abcd": "", "content/deep/z.md": ""}
	maps.Copy(files, others)
	m := newMemory(files)
	e, err := edit.Begin(m, "content")
	if err != nil {
		t.Fatal(err)
	}
	if e.Found.Leftover != 4 || e.Found.Command != "" {
		t.Errorf("found %+v", e.Found)
	}
	maps.Copy(others, before)
	if got := m.files(); !maps.Equal(got, others) {
		t.Errorf("left %v", got)
	}
}

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tocsin/internal/edit"
	"tocsin/internal/edit/edittest"
)

// writingCommand is a command that writes into a campaign, and the campaign before and after it.
type writingCommand struct {
	name          string
	dir           string   // of the campaign as it was; a copy of it takes its place in args
	args          []string // DIR is the copy
	before, after map[string][32]byte
	steps         int
}

// on returns the command's arguments for a copy of the campaign.
func (c *writingCommand) on(dir string) []string {
	out := slices.Clone(c.args)
	for i, a := range out {
		out[i] = strings.Replace(a, "DIR", dir, 1)
	}
	return out
}

// copy makes a copy of the campaign as it was. Files are linked where they can be: an edit writes into none.
func (c *writingCommand) copy(t *testing.T) string {
	t.Helper()
	to, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(c.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(c.dir, name)
		if err != nil || rel == "." {
			return err
		}
		if d.IsDir() {
			return os.Mkdir(filepath.Join(to, rel), 0o755)
		}
		if os.Link(name, filepath.Join(to, rel)) == nil {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// sums returns every file under a folder with its hash, empty folders with a slash.
func sums(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	out := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if list, err := os.ReadDir(name); err != nil || len(list) > 0 || rel == "." {
				return err
			}
			out[rel+"/"] = [32]byte{}
			return nil
		}
		text, err := os.ReadFile(name)
		out[rel] = sha256.Sum256(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var beside = regexp.MustCompile(`(^|/)\.[^/]*tocsin-`)

func withoutBeside(files map[string][32]byte) map[string][32]byte {
	out := maps.Clone(files)
	maps.DeleteFunc(out, func(name string, _ [32]byte) bool { return beside.MatchString(filepath.ToSlash(name)) })
	return out
}

// writingCommands are the commands that write, on a small campaign or on the demo. A year that is rolled over has all
// that the demo's has.
func writingCommands(t *testing.T, demo bool) []*writingCommand {
	t.Helper()
	say := func(args ...string) {
		t.Helper()
		var out, talk bytes.Buffer
		if code := run(context.Background(), args, &out, &talk); code != exitOK {
			t.Fatalf("tocsin %q: %s", args, talk.String())
		}
	}
	top := t.TempDir()
	base := filepath.Join(top, "base")
	if demo {
		say("init", base)
	} else {
		smallYear(t, base)
	}
	// A lock that is to be replaced, and an import that brings new words for several renditions.
	accepted := filepath.Join(top, "accepted")
	if err := os.CopyFS(accepted, os.DirFS(base)); err != nil {
		t.Fatal(err)
	}
	say("translate", "accept", "--all", "--quiet", "--dir", accepted)
	out := filepath.Join(top, "fr.xlf")
	keys := []string{"calendar/**", "messages/**"}
	say(append([]string{"translate", "export", "--to", "fr", "--quiet", "--dir", accepted, "-o", out}, keys...)...)
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`<target([^>/]*)>([A-ZÀ-Ý])`).ReplaceAll(text, []byte("<target$1>Oui. $2"))
	if err := os.WriteFile(out, text, 0o644); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(top, "empty")
	here := filepath.Join(top, "here")
	for _, dir := range []string{empty, filepath.Join(here, "content")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(here, "content", "mine.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	list := []*writingCommand{
		{name: "init in a new folder", dir: empty, args: []string{"init", "DIR/october"}},
		{name: "init here", dir: here, args: []string{"init", "--dir", "DIR"}},
		{name: "new year", dir: base, args: []string{"new", "year", "2027", "--from", "2026", "--at", "2026-11-22", "--dir", "DIR"}},
		{name: "import", dir: accepted, args: []string{"translate", "import", out, "--dir", "DIR"}},
		{name: "accept, the first", dir: base, args: []string{"translate", "accept", "--all", "--dir", "DIR"}},
	}
	for _, c := range list {
		dir := c.copy(t)
		c.before = sums(t, dir)
		faults := &edittest.Faults{}
		if _, talk, code := c.run(t, faults, dir); code != exitOK {
			t.Fatalf("%s: %s", c.name, talk)
		}
		c.after, c.steps = sums(t, dir), len(faults.Steps())
		if maps.Equal(c.before, c.after) || !maps.Equal(c.after, withoutBeside(c.after)) {
			t.Fatalf("%s changes nothing, or leaves something", c.name)
		}
	}
	return list
}

// smallYear writes a campaign of three languages with a year.
func smallYear(t *testing.T, dir string) {
	t.Helper()
	files := maps.Clone(small["two"])
	files["campaign.yaml"] = smallHead + files["campaign.yaml"]
	for tag, word := range map[string]string{"en": "Hello", "fr": "Bonjour", "es": "Hola"} {
		files["content/calendar/2026/index."+tag+".md"] = "---\ntitle: " + word + " 2026\n---\n" + word + ".\n"
		files["content/calendar/2026/talk."+tag+".md"] = "---\ntitle: " + word + "\nevent: {start: 2026-10-08T13:00}\n---\n" + word + ".\n"
		files["content/posts/2026/first."+tag+".md"] = "---\ntitle: " + word + "\npost: {when: 2026-10-05T09:00, networks: [x]}\n---\n" + word + "!\n"
		files["content/messages/pause."+tag+".md"] = "---\ntitle: " + word + "\n---\n" + word + ".\n"
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// run runs the command on a copy of the campaign, on a disk with faults.
func (c *writingCommand) run(t *testing.T, faults *edittest.Faults, dir string) (out, talk string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = runOn(context.Background(), faults.Open, c.on(dir), &stdout, &stderr)
	return stdout.String(), stderr.String(), code
}

// settled holds what a run has left to the promise: with the journal everybody is told, without it the files are those
// of before or of after; and the next command makes all of it right. Every other time that is the same command again.
func (c *writingCommand) settled(t *testing.T, what, dir string, again bool) {
	t.Helper()
	left := sums(t, dir)
	clean := withoutBeside(left)
	_, begun := left[edit.Journal]
	switch {
	case begun:
		var talk bytes.Buffer
		if code := run(context.Background(), []string{"next", "--dir", dir}, &talk, &talk); code != exitProblem || !strings.Contains(talk.String(), "[unfinished-edit]") {
			t.Fatalf("%s: a command that reads ends with %d and says %s", what, code, talk.String())
		}
	case !maps.Equal(clean, c.before) && !maps.Equal(clean, c.after):
		t.Fatalf("%s: a mixture without a journal", what)
	}
	var talk bytes.Buffer
	args, want := []string{"repair", "--dir", dir}, exitOK
	if again {
		args = c.on(dir)
		if !begun && maps.Equal(clean, c.after) && !strings.HasPrefix(c.name, "accept") && c.name != "import" {
			want = exitProblem // its files are there
		}
	}
	if code := run(context.Background(), args, &talk, &talk); code != want {
		t.Fatalf("%s: the next command, %q, ends with %d: %s", what, args, code, talk.String())
	}
	now := sums(t, dir)
	if !maps.Equal(now, c.after) && (again || !maps.Equal(now, c.before)) {
		t.Fatalf("%s: after %q there is a mixture, or something is left", what, args)
	}
}

// faulted runs the command with faults, holds what it says against what it did, and sees it repaired.
func (c *writingCommand) faulted(t *testing.T, at map[int]edittest.Fault, again bool) {
	t.Helper()
	dir := c.copy(t)
	faults := &edittest.Faults{At: at}
	_, talk, code := c.run(t, faults, dir)
	steps := faults.Steps()
	what := fmt.Sprintf("%s, %v", c.name, at)
	for n := range at {
		if n <= len(steps) {
			what += ", " + steps[n-1]
		}
	}
	clean := withoutBeside(sums(t, dir))
	switch {
	case code == exitOK && !maps.Equal(clean, c.after):
		t.Fatalf("%s: all is well, it says, and not all is written", what)
	case code != exitOK && strings.Contains(talk, "nothing was written") && !maps.Equal(clean, c.before):
		t.Fatalf("%s: something is written, and it says %s", what, talk)
	case code != exitOK && !strings.Contains(talk, "nothing was written") && !strings.Contains(talk, "run `tocsin repair`") && !strings.Contains(talk, "stopped"):
		t.Fatalf("%s: it does not say what it did: %s", what, talk)
	}
	c.settled(t, what, dir, again)
	os.RemoveAll(dir)
}

// killed runs the command in a process of its own, which the system kills at a step.
func (c *writingCommand) killed(t *testing.T, step int, half, again bool) {
	t.Helper()
	dir := c.copy(t)
	cmd := exec.Command("tocsin-stopped", c.on(dir)...)
	cmd.Env = append(os.Environ(), "TOCSIN_STOP_AT="+strconv.Itoa(step))
	if half {
		cmd.Env = append(cmd.Env, "TOCSIN_STOP_HALF=1")
	}
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("%s: it was not killed at step %d of %d: %s", c.name, step, c.steps, out)
	}
	if cmd.ProcessState.Exited() {
		t.Fatalf("%s: it ended by itself before step %d: %s", c.name, step, out)
	}
	c.settled(t, fmt.Sprintf("%s, killed at step %d of %d", c.name, step, c.steps), dir, again)
	os.RemoveAll(dir)
}

// spread picks n steps of a command: half of them the last, where the renames are, the others over all of it.
func (c *writingCommand) spread(n int) []int {
	var out []int
	for i := range n / 2 {
		out = append(out, c.steps-i)
	}
	for i := range n - n/2 {
		out = append(out, 1+i*c.steps/(n-n/2))
	}
	out = slices.DeleteFunc(out, func(s int) bool { return s < 1 })
	slices.Sort(out)
	return slices.Compact(out)
}

// TestWritersAreWhole kills the commands that write and lets their disk fail, at chosen steps: each time all or nothing,
// and the next command repairs it. With TOCSIN_QUALITY=full that is at every step of a small campaign, and more than 300
// kills and 300 faults, one and two at once, on the demo; with another value it is a sample of both.
func TestWritersAreWhole(t *testing.T) {
	long, full := os.Getenv("TOCSIN_QUALITY") != "", os.Getenv("TOCSIN_QUALITY") == "full"
	kill, fail := 8, 5
	if full {
		kill, fail = 70, 40
	}
	t.Run("small", func(t *testing.T) {
		for _, c := range writingCommands(t, false) {
			t.Run(c.name, func(t *testing.T) { c.everywhere(t, long && (full || c.steps <= 300)) })
		}
	})
	if !long {
		return
	}
	t.Run("demo", func(t *testing.T) {
		kills, faults := 0, 0
		for _, c := range writingCommands(t, true) {
			t.Run(c.name, func(t *testing.T) {
				for i, n := range c.spread(kill) {
					c.killed(t, n, i%2 == 1, i%3 == 0)
					kills++
				}
				for i, n := range c.spread(fail) {
					c.faulted(t, map[int]edittest.Fault{n: edittest.Fault(1 + i%3)}, i%3 == 0)
					c.faulted(t, map[int]edittest.Fault{n: edittest.Fault(1 + i%3), n + 1 + i%7: edittest.Fault(1 + i%5)}, i%3 == 1)
					faults += 2
				}
			})
		}
		t.Logf("%d kills and %d faults of the demo", kills, faults)
	})
}

// everywhere is for small campaigns: at every step each fault, or at some steps one.
func (c *writingCommand) everywhere(t *testing.T, long bool) {
	runs := 0
	if !long {
		few := 6
		if c.steps > 300 { // init brings every file to the disk, which takes its time
			few = 2
		}
		for i, n := range c.spread(few) {
			c.faulted(t, map[int]edittest.Fault{n: edittest.Fault(1 + i%5)}, i%2 == 0)
			c.faulted(t, map[int]edittest.Fault{n: edittest.Fail, n + 1 + i%4: edittest.Fault(1 + i%5)}, i%2 == 1)
		}
		c.killed(t, c.steps-5, false, true)
		return
	}
	first := max(1, c.steps-300) // of init, whose files are many, the end
	for n := first; n <= c.steps; n++ {
		for fault := edittest.Fail; fault <= edittest.HalfStop; fault++ {
			c.faulted(t, map[int]edittest.Fault{n: fault}, n%2 == 0)
			runs++
		}
		c.faulted(t, map[int]edittest.Fault{n: edittest.Fail, n + 1 + n%6: edittest.Fault(1 + n%5)}, n%2 == 1)
		runs++
	}
	t.Logf("%d runs with faults, from step %d to %d", runs, first, c.steps)
}

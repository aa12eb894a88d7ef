package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/edit"
)

// One unfinished file holds up nothing but itself.
func TestBrokenFileHoldsUpNoOther(t *testing.T) {
	for name, c := range map[string]struct {
		file, good, broken string // good and broken contents; "-" is no file
		path, words        string // what shows the good one
	}{
		"a page's front matter": {"content/learn/lock.en.md", "---\ntitle: Lock\n---\nGood.\n", "---\ntitel: Lock\n---\nBad.\n", "/ca/en/learn/lock/", "Good."},
		"a page's words":        {"content/learn/lock.en.md", "---\ntitle: Lock\n---\nGood.\n", "---\ntitle: Lock\n---\nBad.\n\n::message{id=nowhere}\n", "/ca/en/learn/lock/", "Good."},
		"not text":              {"content/learn/lock.en.md", "---\ntitle: Lock\n---\nGood.\n", "\xff\xfe\x00", "/ca/en/learn/lock/", "Good."},
		"a message":             {"content/messages/pause.en.md", "Good.\n", "Bad ::message{id=x}\n\n:::oops\n:::\n", "/ca/en/learn/lock/", "Good."},
		"a message in a circle": {"content/messages/pause.en.md", "Good.\n", "::message{id=pause}\n", "/ca/en/learn/lock/", "Good."},
		"facts":                 {"content/facts/ca.yaml", "tel: {value: 1-800-555-0100, kind: tel}\n", "tel: {valeu: x}\n", "/ca/en/call/", "1-800-555-0100"},
		"words of the theme":    {"i18n/en.yaml", "home: Good\n", "home: [\n", "/ca/en/learn/", "Good"},
		"a template":            {"templates/404.html", `{{define "main"}}Good{{end}}`, `{{define "main"}}{{.Nonsense}}{{end}}`, "/ca/en/404.html", "Good"},
		"settings":              {"campaign.yaml", strings.Replace(settings, "Ring", "Good", 1), "title: [\n", "/ca/en/", "Good"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serveCampaign(t, Options{}, map[string]string{
				"content/facts/ca.yaml": "tel: {value: 1-800-555-0100, kind: tel}\n",
				"content/call.en.md":    "---\ntitle: Call\ncountries: [ca]\n---\n:fact[tel]\n",
				c.file:                  c.good,
			})
			r.shows(t, c.path, c.words)
			st := r.listen(t)
			st.want(t, "hello")
			write(t, r.dir, c.file, c.broken)
			if told := st.want(t, "broken", "change"); !strings.Contains(told, c.file) {
				t.Errorf("told of %s", told)
			}
			r.shows(t, c.path, c.words)
			if n, _ := r.at(time.Time{}).Diags.Count(); n == 0 {
				t.Error("the shown state says that nothing is wrong")
			}
			if name != "settings" { // without which nothing can be decided
				write(t, r.dir, "content/index.en.md", "---\ntitle: Home\n---\nMeanwhile.\n")
				r.shows(t, "/ca/en/", "Meanwhile.")
				r.shows(t, c.path, c.words)
			}
			write(t, r.dir, c.file, c.good)
			st.want(t, "mended")
			r.settles(t)
		})
	}
}

// A new page with a mistake is not shown, and others are.
func TestBrokenNewFile(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	st := r.listen(t)
	write(t, r.dir, "content/new.en.md", "---\ntitel: New\n---\n")
	st.want(t, "broken", "change")
	write(t, r.dir, "content/index.en.md", "---\ntitle: Home\n---\nMeanwhile.\n")
	r.shows(t, "/ca/en/", "Meanwhile.")
	must(t, os.Remove(r.dir+"/content/new.en.md"))
	st.want(t, "mended")
	r.settles(t)
}

// What is wrong from the start keeps nobody from seeing what is right.
func TestWrongFromTheStart(t *testing.T) {
	r := serveCampaign(t, Options{}, map[string]string{"content/bad.en.md": "---\ntitle: Bad\n---\n::message{id=nowhere}\n"})
	write(t, r.dir, "content/index.en.md", "---\ntitle: Home\n---\nMeanwhile.\n")
	r.shows(t, "/ca/en/", "Meanwhile.")
	write(t, r.dir, "content/bad.en.md", "---\ntitle: Bad\n---\nBetter.\n\n::message{id=nowhere}\n")
	r.shows(t, "/ca/en/bad/", "Better.")
	r.checked(t)
	r.shows(t, "/ca/en/bad/", "Better.")
	write(t, r.dir, "content/bad.en.md", "---\ntitle: Bad\n---\nGood.\n")
	r.settles(t)
}

// A message that pages need is taken away: what stood there stays, until it is mended.
func TestMessageTakenAway(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	st := r.listen(t)
	must(t, os.Rename(r.dir+"/content/messages", r.dir+"/messages")) // both renditions at once: without one of them nothing is broken
	st.want(t, "broken", "change")
	r.shows(t, "/ca/en/learn/lock/", "Stop and think.")
	write(t, r.dir, "content/messages/pause.en.md", "Breathe.\n")
	write(t, r.dir, "content/messages/pause.fr.md", "Respirez.\n")
	st.want(t, "mended")
	r.shows(t, "/ca/en/learn/lock/", "Breathe.")
	r.settles(t)
}

// Time alone changes the site: an embargo ends while the server runs.
func TestEmbargoEndsWhileServing(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, campaign())
	clock := time.Date(2026, 10, 11, 12, 0, 0, 0, time.UTC)
	s, err := New(Options{Dir: dir, Builtin: tocsin.Files, clock: func() time.Time { return clock }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.finish(s.live.Load(), batch{all: true})
	end := time.Date(2026, 10, 12, 4, 0, 0, 0, time.UTC) // midnight in Toronto
	if !s.due().Equal(end) {
		t.Fatalf("the next change is due at %v, not %v", s.due(), end)
	}
	shown := func() bool {
		_, ok := s.at(time.Time{}).target("ca/en/later/index.html")
		return ok
	}
	if shown() {
		t.Fatal("shown before its time")
	}
	clock = end.Add(time.Second)
	s.rebuild(batch{time: true})
	if !shown() {
		t.Error("not shown after its time")
	}
	if s.due().Before(clock) {
		t.Errorf("still due at %v", s.due())
	}
}

// Many rebuilds leave nothing behind: fifty, or two hundred where there is time, as in .ci/run.
func TestRebuildsLeaveNothingBehind(t *testing.T) {
	files := map[string]string{}
	for i := range 200 {
		files[fmt.Sprintf("content/p%d.en.md", i)] = fmt.Sprintf("---\ntitle: Page %d\n---\n%s\n", i, strings.Repeat("Words and words. ", 200))
	}
	r := serveCampaign(t, Options{}, files)
	for range 5 {
		st := r.listen(t)
		go func() {
			for range st.events {
			}
		}()
	}
	n := 0
	again := func() {
		n++
		words := fmt.Sprintf("Round %d of many.", n)
		write(t, r.dir, fmt.Sprintf("content/p%d.en.md", n%10), "---\ntitle: Page\n---\n"+words+"\n")
		r.shows(t, fmt.Sprintf("/ca/en/p%d/", n%10), words)
		r.at(time.Date(2026, 10, 1+n%20, 0, 0, 0, 0, time.UTC))
	}
	measure := func() (goroutines int, heap uint64) {
		for range 20 {
			again() // caches fill, moments come and go
		}
		r.checked(t)
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return runtime.NumGoroutine(), m.HeapAlloc
	}
	goroutines, heap := measure()
	rebuilds := 50
	if os.Getenv("TOCSIN_QUALITY") != "" {
		rebuilds = 200
	}
	for range rebuilds {
		again()
	}
	goroutines2, heap2 := measure()
	if goroutines2 > goroutines {
		t.Errorf("%d goroutines became %d", goroutines, goroutines2)
	}
	if float64(heap2) > 1.2*float64(heap) {
		t.Errorf("%d KB of heap became %d", heap>>10, heap2>>10)
	}
	t.Logf("%d → %d goroutines, %d → %d KB of heap", goroutines, goroutines2, heap>>10, heap2>>10)
}

// A change of the campaign that a command left unfinished keeps nobody from seeing what is there, and is told until it
// is ended.
func TestUnfinishedEdit(t *testing.T) {
	journal := `{"tocsin_edit": 1, "command": "tocsin new page x", "id": "01234567", "moves": [{"path": "content/x.en.md", "sum": "1"}, {"path": "content/x.fr.md", "sum": "2"}]}`
	tells := func(r *running) bool {
		return slices.ContainsFunc(r.at(time.Time{}).Diags, func(d diag.Diagnostic) bool {
			return d.Rule == "unfinished-edit" && strings.Contains(d.Message(), "`tocsin new page x`")
		})
	}
	t.Run("from the start", func(t *testing.T) {
		r := serveCampaign(t, Options{}, map[string]string{edit.Journal: journal})
		write(t, r.dir, "content/index.en.md", "---\ntitle: Home\n---\nMeanwhile.\n")
		r.shows(t, "/ca/en/", "Meanwhile.")
		if !tells(r) {
			t.Error("the shown state does not tell of it")
		}
	})
	t.Run("meanwhile", func(t *testing.T) {
		r := serveCampaign(t, Options{}, nil)
		st := r.listen(t)
		st.want(t, "hello")
		write(t, r.dir, edit.Journal, journal)
		if told := st.want(t, "broken", "change"); !strings.Contains(told, "unfinished-edit") {
			t.Errorf("told %s", told)
		}
		if !tells(r) {
			t.Error("the shown state does not tell of it")
		}
		must(t, os.Remove(filepath.Join(r.dir, edit.Journal)))
		st.want(t, "mended")
		r.settles(t)
	})
}

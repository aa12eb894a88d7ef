package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// step makes a change and waits until the server has taken it in.
type step func(change func())

// saves are the ways in which editors save, and people and tools move files about. Each begins with the campaign and
// ends in one that a clean build takes. What they do in steps goes on when the server has taken in the step before.
var saves = map[string]func(t *testing.T, dir string, step step){
	"write in place": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nNew.\n")
	},
	"truncate, then write slowly": func(t *testing.T, dir string, step step) {
		f, err := os.Create(dir + "/content/index.en.md")
		must(t, err)
		for _, part := range []string{"---\ntit", "le: Home\n", "---\nNe", "w.\n"} {
			step(func() {
				_, err := f.WriteString(part)
				must(t, err, f.Sync())
			})
		}
		must(t, f.Close())
	},
	"temporary file, renamed over (gedit, sed -i)": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/.goutputstream-X", "---\ntitle: Home\n---\nNew.\n")
		must(t, os.Rename(dir+"/content/.goutputstream-X", dir+"/content/index.en.md"))
	},
	"visible temporary file, renamed over (VS Code on shares)": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/index.en.md.tmp-1", "---\ntitle: Home\n---\nNew.\n")
		must(t, os.Rename(dir+"/content/index.en.md.tmp-1", dir+"/content/index.en.md"))
	},
	"temporary file from another folder": func(t *testing.T, dir string, step step) {
		write(t, dir, "scratch/x", "---\ntitle: Home\n---\nNew.\n")
		must(t, os.Rename(dir+"/scratch/x", dir+"/content/index.en.md"))
	},
	"backup, new file, backup removed (vim)": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/4913", "")
		must(t, os.Remove(dir+"/content/4913"))
		must(t, os.Rename(dir+"/content/index.en.md", dir+"/content/index.en.md~"))
		write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nNew.\n")
		must(t, os.Remove(dir+"/content/index.en.md~"))
	},
	"backup kept by link (emacs)": func(t *testing.T, dir string, step step) {
		must(t, os.Symlink("user@host.1", dir+"/content/.#index.en.md"), os.Link(dir+"/content/index.en.md", dir+"/content/index.en.md~"))
		write(t, dir, "content/#index.en.md#", "half")
		must(t, os.Remove(dir+"/content/index.en.md"))
		write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nNew.\n")
		must(t, os.Remove(dir+"/content/.#index.en.md"), os.Remove(dir+"/content/#index.en.md#"))
	},
	"removed, then written": func(t *testing.T, dir string, step step) {
		step(func() {
			must(t, os.Remove(dir+"/content/index.en.md"))
		})
		write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nNew.\n")
	},
	"two files swapped": func(t *testing.T, dir string, step step) {
		must(t, os.Rename(dir+"/content/learn/lock.en.md", dir+"/x"), os.Rename(dir+"/content/learn/index.en.md", dir+"/content/learn/lock.en.md"),
			os.Rename(dir+"/x", dir+"/content/learn/index.en.md"))
	},
	"same size and time": func(t *testing.T, dir string, step step) {
		name := dir + "/content/index.en.md"
		info, err := os.Stat(name)
		must(t, err)
		write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nWorld.\n"[:info.Size()-1]+"\n")
		must(t, os.Chtimes(name, info.ModTime(), info.ModTime()))
	},
	"a new page": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/learn/key.en.md", "---\ntitle: Key\n---\nNew.\n")
	},
	"a new page in new folders": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/a/b/c/d.en.md", "---\ntitle: Deep\n---\nNew.\n")
		write(t, dir, "content/a/b/e.en.md", "---\ntitle: Less deep\n---\nNew.\n")
	},
	"a new folder, filled later": func(t *testing.T, dir string, step step) {
		step(func() {
			must(t, os.MkdirAll(dir+"/content/a/b", 0o755))
			write(t, dir, "content/beside.en.md", "---\ntitle: Beside\n---\nNew.\n") // an empty folder alone is no change
		})
		step(func() {
			write(t, dir, "content/a/b/c.en.md", "---\ntitle: Deep\n---\nNew.\n")
		})
		write(t, dir, "content/a/b/c.en.md", "---\ntitle: Deep\n---\nNewer.\n")
	},
	"a folder moved in, then edited": func(t *testing.T, dir string, step step) {
		step(func() {
			write(t, dir, "scratch/a/b.en.md", "---\ntitle: B\n---\nOld.\n")
			must(t, os.Rename(dir+"/scratch/a", dir+"/content/a"))
		})
		write(t, dir, "content/a/b.en.md", "---\ntitle: B\n---\nNew.\n")
	},
	"a folder moved out, then edited there": func(t *testing.T, dir string, step step) {
		step(func() {
			must(t, os.Rename(dir+"/content/learn", dir+"/scratch"))
		})
		write(t, dir, "scratch/lock.en.md", "---\ntitel: Not ours\n---\n")
	},
	"a folder renamed, then edited": func(t *testing.T, dir string, step step) {
		step(func() {
			must(t, os.Rename(dir+"/content/learn", dir+"/content/read"))
		})
		write(t, dir, "content/read/lock.en.md", "---\ntitle: Lock\n---\nNew.\n")
	},
	"two folders swapped, then both edited": func(t *testing.T, dir string, step step) {
		step(func() {
			write(t, dir, "content/more/lock.en.md", "---\ntitle: More\n---\nOld.\n")
		})
		step(func() {
			must(t, os.Rename(dir+"/content/learn", dir+"/x"), os.Rename(dir+"/content/more", dir+"/content/learn"), os.Rename(dir+"/x", dir+"/content/more"))
		})
		write(t, dir, "content/learn/lock.en.md", "---\ntitle: Was more\n---\nNew.\n")
		write(t, dir, "content/more/lock.en.md", "---\ntitle: Was learn\n---\nNew.\n")
	},
	"a folder replaced by one with files of the same size and time": func(t *testing.T, dir string, step step) {
		info, err := os.Stat(dir + "/content/learn/index.en.md")
		must(t, err)
		must(t, os.CopyFS(dir+"/next", os.DirFS(dir+"/content/learn")))
		write(t, dir, "next/index.en.md", "---\ntitle: Learn\n---\nGo on..\n")
		must(t, os.Chtimes(dir+"/next/index.en.md", info.ModTime(), info.ModTime()))
		must(t, os.RemoveAll(dir+"/content/learn"), os.Rename(dir+"/next", dir+"/content/learn"))
	},
	"a page removed":   func(t *testing.T, dir string, step step) { must(t, os.Remove(dir+"/content/later.en.md")) },
	"a folder removed": func(t *testing.T, dir string, step step) { must(t, os.RemoveAll(dir+"/content/learn")) },
	"a folder removed and made again": func(t *testing.T, dir string, step step) {
		step(func() {
			must(t, os.RemoveAll(dir+"/content/learn"))
			write(t, dir, "content/learn/index.en.md", "---\ntitle: Learn\n---\nAgain.\n")
		})
		write(t, dir, "content/learn/lock.en.md", "---\ntitle: Lock\n---\nAgain.\n")
	},
	"content/ itself swapped": func(t *testing.T, dir string, step step) {
		step(func() {
			must(t, os.CopyFS(dir+"/next", os.DirFS(dir+"/content")))
			write(t, dir, "next/index.en.md", "---\ntitle: Home\n---\nNext.\n")
			must(t, os.Rename(dir+"/content", dir+"/last"), os.Rename(dir+"/next", dir+"/content"))
		})
		write(t, dir, "content/index.fr.md", "---\ntitle: Accueil\n---\nEnsuite.\n")
	},
	"a message": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/messages/pause.en.md", "Take a breath.\n")
	},
	"a picture":         func(t *testing.T, dir string, step step) { write(t, dir, "content/learn/lock.png", dot(2)) },
	"a picture removed": func(t *testing.T, dir string, step step) { must(t, os.Remove(dir+"/content/learn/lock.png")) },
	"the first facts": func(t *testing.T, dir string, step step) {
		write(t, dir, "content/facts/ca.yaml", "phone: {value: 1-800-555-0100, kind: tel}\n")
		write(t, dir, "content/call.en.md", "---\ntitle: Call\ncountries: [ca]\n---\n:fact[phone]\n")
	},
	"the first template": func(t *testing.T, dir string, step step) {
		step(func() {
			write(t, dir, "templates/404.html", `{{define "main"}}<p>Gone</p>{{end}}`)
		})
		write(t, dir, "templates/404.html", `{{define "main"}}<p>Gone for good</p>{{end}}`)
	},
	"the first words":       func(t *testing.T, dir string, step step) { write(t, dir, "i18n/en.yaml", "home: Start\n") },
	"the first style sheet": func(t *testing.T, dir string, step step) { write(t, dir, "assets/site.css", "p { color: red }\n") },
	"settings": func(t *testing.T, dir string, step step) {
		write(t, dir, "campaign.yaml", strings.Replace(settings, "languages: [en]", "languages: [en, fr]", 1))
	},
	"settings renamed over": func(t *testing.T, dir string, step step) {
		write(t, dir, ".campaign.yaml.swp", strings.Replace(settings, "Ring", "Bell", 1))
		must(t, os.Rename(dir+"/.campaign.yaml.swp", dir+"/campaign.yaml"))
	},
	"a symlink, its file edited": func(t *testing.T, dir string, step step) {
		step(func() {
			write(t, dir, "shared/page.en.md", "---\ntitle: Shared\n---\nOld.\n")
			must(t, os.Symlink("../shared/page.en.md", dir+"/content/shared.en.md"))
		})
		step(func() {
			write(t, dir, "shared/page.en.md", "---\ntitle: Shared\n---\nNew.\n")
		})
		write(t, dir, "shared/new", "---\ntitle: Shared\n---\nNewer.\n")
		must(t, os.Rename(dir+"/shared/new", dir+"/shared/page.en.md"))
	},
	"a burst": func(t *testing.T, dir string, step step) {
		for i := range 300 {
			write(t, dir, fmt.Sprintf("content/burst/%d/page.en.md", i%30), fmt.Sprintf("---\ntitle: Page %d\n---\nRound %d.\n", i%30, i))
		}
		for i := range 10 {
			must(t, os.RemoveAll(fmt.Sprintf("%s/content/burst/%d", dir, i)))
		}
	},
	"broken, then mended": func(t *testing.T, dir string, step step) {
		step(func() {
			write(t, dir, "content/index.en.md", "---\ntitel: Home\n---\nNew.\n")
		})
		step(func() {
			write(t, dir, "content/later.en.md", "---\ntitle: Later\n---\nNow.\n")
		})
		write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nNew.\n")
	},
}

func TestEveryWayToSaveEndsInACleanBuild(t *testing.T) {
	for name, save := range saves {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serveCampaign(t, Options{}, nil)
			save(t, r.dir, func(change func()) { r.step(t, change) })
			r.settles(t)
		})
	}
}

// looked are the saves that matter most to one who looks again and again: what such a one can miss, and each kind of file.
// Where there is time it is all of them.
var looked = []string{"write in place", "same size and time", "two files swapped", "a folder renamed, then edited",
	"a folder replaced by one with files of the same size and time", "a folder removed and made again", "content/ itself swapped",
	"a page removed", "settings renamed over", "a symlink, its file edited", "broken, then mended"}

func TestPollingEndsInACleanBuild(t *testing.T) {
	for _, name := range looked {
		if saves[name] == nil {
			t.Errorf("there is no way to save called %q", name)
		}
	}
	for name, save := range saves {
		if os.Getenv("TOCSIN_QUALITY") == "" && !slices.Contains(looked, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := serveCampaign(t, Options{Poll: true, Limits: Limits{Poll: 15 * time.Millisecond}}, nil)
			save(t, r.dir, func(change func()) { r.step(t, change) })
			r.settles(t)
		})
	}
}

// When the system has dropped events, nobody knows what has changed: everything is read again and watched again.
func TestOverflow(t *testing.T) {
	dir := t.TempDir()
	lay(t, dir, campaign())
	r := serve(t, dir, Options{})
	n := r.watch.(*notifier)
	// What the system does not tell: the folders' watches are taken away first.
	for _, name := range n.fs.WatchList() {
		must(t, n.fs.Remove(name))
	}
	write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nUnseen.\n")
	write(t, dir, "content/new/page.en.md", "---\ntitle: New\n---\nUnseen.\n")
	must(t, os.RemoveAll(dir+"/content/learn"))
	n.fs.Errors <- fsnotify.ErrEventOverflow
	r.settles(t)
	write(t, dir, "content/new/page.en.md", "---\ntitle: New\n---\nSeen again.\n")
	r.settles(t)
}

// The campaign's own folder may be replaced, as by a sync tool or a forge.
func TestCampaignReplaced(t *testing.T) {
	above := t.TempDir()
	dir := filepath.Join(above, "campaign")
	lay(t, dir, campaign())
	r := serve(t, dir, Options{Limits: Limits{Poll: 20 * time.Millisecond}})
	lay(t, dir+".next", campaign())
	write(t, dir+".next", "content/index.en.md", "---\ntitle: Home\n---\nThe other one.\n")
	must(t, os.Rename(dir, dir+".last"), os.Rename(dir+".next", dir))
	r.settles(t)
	write(t, dir, "content/index.en.md", "---\ntitle: Home\n---\nEdited there.\n")
	r.settles(t)
}

func TestWhatDoesNotConcernUs(t *testing.T) {
	r := serveCampaign(t, Options{}, nil)
	st := r.listen(t)
	st.want(t, "hello")
	for _, name := range []string{"public/index.html", ".git/index", "notes.md", "content/.x.swp", "content/x.en.md~", "content/#x#", "content/.git/x.en.md", "assets/.DS_Store", "public.new/index.html"} {
		write(t, r.dir, name, "x")
	}
	now := time.Now()
	must(t, os.Chtimes(r.dir+"/content/index.en.md", now, now)) // its first change: it counts
	st.want(t, "change")
	must(t, os.Chtimes(r.dir+"/content/index.en.md", now.Add(-time.Hour), now)) // a touch, which is none
	write(t, r.dir, "content/scratch.md.tmp", "x")
	must(t, os.Remove(r.dir+"/content/scratch.md.tmp"))
	write(t, r.dir, "content/index.en.md", "---\ntitle: Home\n---\nNew.\n")
	st.want(t, "change")
	r.shows(t, "/ca/en/", "New.")
	if got := r.live.Load().Build; !strings.HasSuffix(got, "-3") {
		t.Errorf("this is build %s, not the third", got)
	}
}

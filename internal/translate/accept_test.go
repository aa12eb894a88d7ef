package translate

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tocsin"
	"tocsin/internal/segment"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// accepting is a campaign of two languages, of which one page was vouched for as it was before.
func accepting(t *testing.T) *campaign {
	t.Helper()
	c := &campaign{t: t, files: fstest.MapFS{}}
	c.set("campaign.yaml", "title: {en: Ring, fr: Sonne}\nbase_url: https://ring.example/\ncountries:\n  ca: {languages: [en, fr], timezone: America/Toronto, missing: omit}\n")
	for name, text := range map[string]string{
		"index.en.md": "---\ntitle: Home\n---\nHello.\n", "index.fr.md": "---\ntitle: Accueil\n---\nBonjour.\n",
		"learn/a.en.md": "---\ntitle: A\n---\nOne.\n\nTwo.\n\nThree.\n", "learn/a.fr.md": "---\ntitle: A\n---\nUn.\n\nDeux.\n\nTrois.\n",
		"learn/b.en.md": "---\ntitle: B\n---\nAlone.\n", "messages/m.en.md": "Pause.\n", "messages/m.fr.md": "Faites une pause.\n",
	} {
		c.set("content/"+name, text)
	}
	return c
}

// accepted runs Accept and puts what it writes into the campaign.
func accepted(c *campaign, choice Choice) (n int, err error) {
	changes, n, err := Accept(c.site(), choice)
	if err == nil {
		c.apply(changes)
	}
	return n, err
}

// lockLines are the lock's entries of a file: key and words.
func lockLines(c *campaign, file string) []string {
	lock, _ := source.ParseLock([]byte(c.text(source.LockFile)))
	var out []string
	for _, e := range lock[file] {
		out = append(out, e.Key+" "+e.Text)
	}
	return out
}

// TestAcceptChoice says which renditions are vouched for, and what is told where nothing is meant.
func TestAcceptChoice(t *testing.T) {
	for _, tt := range []struct {
		name   string
		choice Choice
		n      int
		files  string // that the lock then holds
		err    string
	}{
		{"all", Choice{}, 3, "content/index.fr.md content/learn/a.fr.md content/messages/m.fr.md", ""},
		{"a language", Choice{To: []string{"fr"}}, 3, "content/index.fr.md content/learn/a.fr.md content/messages/m.fr.md", ""},
		{"the source's language", Choice{To: []string{"en"}}, 0, "", ""},
		{"a key", Choice{Keys: []string{"learn/a"}}, 1, "content/learn/a.fr.md", ""},
		{"a key as a path", Choice{Keys: []string{"content/learn/a"}}, 1, "content/learn/a.fr.md", ""},
		{"a folder, of which a page is not there", Choice{Keys: []string{"learn/"}, To: []string{"fr"}}, 1, "content/learn/a.fr.md", ""},
		{"a pattern", Choice{Keys: []string{"messages/*", "index"}}, 2, "content/index.fr.md content/messages/m.fr.md", ""},
		{"everything under", Choice{Keys: []string{"messages/**"}}, 1, "content/messages/m.fr.md", ""},
		{"a page that is not there, in no language by name", Choice{Keys: []string{"learn/b"}}, 0, "", ""},
		{"a page that is not there", Choice{Keys: []string{"learn/b"}, To: []string{"fr"}}, 0, "", "learn/b has no rendition in fr yet, so there is nothing to accept"},
		{"a slip", Choice{Keys: []string{"learn/aa"}}, 0, "", `"learn/aa" means no page and no message that is to be translated, did you mean learn/a?`},
		{"one of two", Choice{Keys: []string{"learn/a", "nothing/like/it"}}, 0, "", `"nothing/like/it" means no page and no message that is to be translated`},
		{"a language of nobody", Choice{To: []string{"de"}}, 0, "", `--to "de" is no language or locale of the campaign; there are en, en-CA, fr, fr-CA`},
		{"no pattern", Choice{Keys: []string{"learn/["}}, 0, "", `the pattern "learn/[" cannot be read`},
	} {
		c := accepting(t)
		n, err := accepted(c, tt.choice)
		if said := ""; err != nil || tt.err != "" {
			if err != nil {
				said = err.Error()
			}
			if said != tt.err || n != 0 {
				t.Errorf("%s: it says %q of %d, want %q", tt.name, said, n, tt.err)
			}
			continue
		}
		lock, _ := source.ParseLock([]byte(c.text(source.LockFile)))
		var files []string
		for name := range lock {
			files = append(files, name)
		}
		slices.Sort(files)
		if got := strings.Join(files, " "); got != tt.files || n != tt.n {
			t.Errorf("%s: %d, the lock holds %q; want %d, %q", tt.name, n, got, tt.n, tt.files)
		}
	}
}

// TestAcceptAgain holds that an entry whose words did not change keeps its key and its words, what is new gets a key
// between its neighbours', and what is gone or in a conflict leaves nothing.
func TestAcceptAgain(t *testing.T) {
	const fr = "content/learn/a.fr.md"
	c := accepting(t)
	if _, err := accepted(c, Choice{}); err != nil {
		t.Fatal(err)
	}
	first := lockLines(c, fr)
	if len(first) != 4 || first[3] != "title A" || !strings.HasSuffix(first[0], " One.") || !strings.HasSuffix(first[2], " Three.") {
		t.Fatalf("the lock holds %q", first)
	}
	c.edit("content/learn/a.en.md", "One.\n\nTwo.\n", "One.\n\nBetween.\n\nTwo  \n.\n")
	c.edit("content/learn/a.en.md", "Two  \n.", "Two.")
	// The home page's rendition goes, and a message's entry stands in a conflict.
	delete(c.files, "content/index.fr.md")
	var lock strings.Builder
	for line := range strings.Lines(c.text(source.LockFile)) {
		if strings.HasPrefix(line, "content/messages/m.fr.md\t") {
			line = "<<<<<<< HEAD\n" + line + "=======\n>>>>>>> theirs\n"
		}
		lock.WriteString(line)
	}
	c.set(source.LockFile, lock.String())
	if n, err := accepted(c, Choice{Keys: []string{"learn/a"}}); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	second := lockLines(c, fr)
	if len(second) != 5 || second[0] != first[0] || !strings.HasSuffix(second[1], " Between.") || second[2] != first[1] || second[3] != first[2] || second[4] != first[3] {
		t.Errorf("the lock holds %q, and held %q", second, first)
	}
	if !slices.IsSorted(second[:4]) {
		t.Errorf("the keys are in no order: %q", second)
	}
	if text := c.text(source.LockFile); strings.Contains(text, "index.fr.md") || strings.Contains(text, "m.fr.md") || strings.Contains(text, "<<<<") {
		t.Errorf("what is gone, or in a conflict, is kept:\n%s", text)
	}
	if d := c.site().StaleRenditions(); len(d) != 1 || d[0].File.Path != "content/messages/m.fr.md" || !d[0].Unlocked {
		t.Errorf("%v", d)
	}
}

// TestAcceptKeeps holds which words and keys of a lock stay when a rendition is vouched for again: those of what did not
// change but in its typography, by an older program's digest too; none of what stood in a conflict.
func TestAcceptKeeps(t *testing.T) {
	const fr, older = "content/learn/a.fr.md", "000000000000"
	line := func(key, digest, text string) string { return fr + "\t" + key + "\t" + digest + "\t" + text + "\n" }
	for _, tt := range []struct{ name, lock, want string }{
		{"as they are", line("0011", segment.Digest("It’s one."), "It’s one.") + line("0015", segment.Digest("Two."), "Two."), "0011 It’s one., 0015 Two., 0020 Three., title A"},
		{"an older digest", line("0011", older, "It’s one.") + line("0015", segment.Digest("Two."), "Two."), "0011 It’s one., 0015 Two., 0020 Three., title A"},
		{"other words", line("0011", segment.Digest("It’s a one."), "It’s a one.") + line("0015", segment.Digest("Two."), "Two."), "0011 It's one., 0015 Two., 0020 Three., title A"},
		{"a conflict", line("0011", segment.Digest("It’s one."), "It’s one.") + "<<<<<<< HEAD\n" + line("0012", segment.Digest("Two."), "Two.") + "=======\n>>>>>>> x\n" + line("0015", segment.Digest("Three."), "Three."),
			"0011 It’s one., 0013 Two., 0015 Three., title A"},
	} {
		c := accepting(t)
		c.edit("content/learn/a.en.md", "One.", "It's one.")
		c.set(source.LockFile, tt.lock)
		if n, err := accepted(c, Choice{Keys: []string{"learn/a"}}); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		if got := strings.Join(lockLines(c, fr), ", "); got != tt.want {
			t.Errorf("%s: the lock holds\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// unreadable is a campaign in which a file can be read no more once it was loaded.
type unreadable struct {
	fs.FS
	name *string
}

var errGone = errors.New("the disk is gone")

func (u unreadable) Open(name string) (fs.File, error) {
	if name == *u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errGone}
	}
	return u.FS.Open(name)
}

// TestAcceptUnreadable holds that nothing is vouched for that cannot be read.
func TestAcceptUnreadable(t *testing.T) {
	for _, name := range []string{"content/learn/a.en.md", source.LockFile} {
		c := accepting(t)
		c.accept()
		broken := ""
		src, _ := source.Load(unreadable{c.files, &broken}, tocsin.Files)
		web, _ := site.Resolve(src, c.site().At)
		broken = name
		if changes, n, err := Accept(web, Choice{}); !errors.Is(err, errGone) || n != 0 || changes != nil {
			t.Errorf("%s cannot be read: %d are vouched for, %v", name, n, err)
		}
	}
}

package site

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"tocsin/internal/segment"
	"tocsin/internal/source"
)

// locked writes the lock of renditions that were made from bodies, given as path, title and body.
func locked(of ...string) string {
	lock := source.Lock{}
	for i := 0; i < len(of); i += 3 {
		a := source.Dissect(of[i], []byte(page(of[i+1])+of[i+2]))
		for n, s := range a.Segments {
			key := fmt.Sprintf("%04d", n*10)
			if s.Field != "" {
				key = s.Field
			}
			lock[of[i]] = append(lock[of[i]], source.LockEntry{Key: key, Digest: segment.Digest(s.Text()), Text: s.Text()})
		}
	}
	return string(lock.Bytes())
}

func staleOnes(s *Site) string {
	var out []string
	for _, d := range s.StaleRenditions() {
		line := d.File.Path
		if d.Fatal {
			line += " fatal"
		}
		if d.Unlocked {
			line += " unlocked"
		}
		for _, c := range d.Changes {
			line += fmt.Sprintf(" %s:%d(%s|%s)", c.Kind, c.Line, c.Old, c.New)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestStaleRenditions(t *testing.T) {
	const fr = "content/x.fr.md"
	body := "\nOne is here.\n\n## Two\n\n- Three it is.\n- Four it is.\n"
	tests := []struct{ name, now, want string }{
		{"nothing", body, ""},
		{"white space and typography", "\nOne   is\nhere.\n\nTwo\n---\n* Three it is.\n\n* Four it is.\n", ""},
		{"a slip", strings.Replace(body, "Three", "Thre", 1), fr + " changed:11(Three it is.|Thre it is.)"},
		{"a slip in a title of one word", strings.Replace(body, "Two", "Too", 1), fr + " changed:9(Two|Too)"},
		{"a heading that became a paragraph", strings.Replace(body, "## ", "", 1), ""},
		{"added", body + "\nFive.\n", fr + " added:14(|Five.)"},
		{"removed", strings.Replace(body, "- Three it is.\n", "", 1), fr + " removed:0(Three it is.|)"},
		{"moved", "\n## Two\n\n- Three it is.\n- Four it is.\n\nOne is here.\n", fr + " moved:12(One is here.|One is here.)"},
		{"moved and changed", "\n## Two\n\n- Three it is.\n- Four it is.\n\nOne is here now.\n", fr + " changed:12(One is here.|One is here now.)"},
		{"something else in its place", strings.Replace(body, "Three it is.", "Whatever", 1), fr + " changed:11(Three it is.|Whatever)"},
		{"all of it", "\nNew.\n", fr + " added:7(|New.) removed:0(One is here.|) removed:0(Two|) removed:0(Three it is.|) removed:0(Four it is.|)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s, _ := resolve(t, noon, map[string]string{
				"content/x.en.md": page("X", "countries: [ca]") + test.now, fr: page("Ecs") + body,
				source.LockFile: locked("content/index.fr.md", "Home", "", "content/index.es.md", "Home", "", fr, "X", body),
			})
			got := staleOnes(s)
			var own []string
			for line := range strings.Lines(got) {
				if strings.HasPrefix(line, fr) {
					own = append(own, strings.TrimSpace(line))
				}
			}
			if strings.Join(own, "\n") != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestStaleOf says which renditions are asked about, and how bad it is.
func TestStaleOf(t *testing.T) {
	files := func(front string) map[string]string {
		return map[string]string{
			"content/x.en.md": page("X", "countries: [ca, us]") + "\nNew.\n", "content/x.en-US.md": page("X") + "\nOld.\n",
			"content/x.fr.md": page("Ecs", front) + "\nVieux.\n", "content/messages/m.en.md": "New.\n", "content/messages/m.fr.md": "Vieux.\n",
			source.LockFile: locked("content/x.fr.md", "X", "\nOld.\n", "content/messages/m.fr.md", "M", "\nOld.\n"),
		}
	}
	paths := func(files map[string]string) string {
		s, _ := resolve(t, noon, files)
		var out []string
		for _, d := range s.StaleRenditions() {
			if strings.Contains(d.File.Path, "index") {
				continue
			}
			what := "stale"
			if d.Unlocked {
				what = "unlocked"
			}
			if s.StaleOf(d.File) != d {
				t.Errorf("StaleOf does not find %s", d.File.Path)
			}
			out = append(out, what+" "+strings.TrimPrefix(d.File.Path, "content/"))
		}
		return strings.Join(out, ", ")
	}
	for _, test := range []struct{ front, want string }{
		{"weight: 1", "stale messages/m.fr.md, unlocked x.en-US.md, stale x.fr.md"},
		{"draft: true", "stale messages/m.fr.md, unlocked x.en-US.md"},
		{"publish: 2099-01-01", "stale messages/m.fr.md, unlocked x.en-US.md, stale x.fr.md"},
		{"expires: 2001-01-01", "stale messages/m.fr.md, unlocked x.en-US.md"},
		{"tlp: TLP:RED", "stale messages/m.fr.md, unlocked x.en-US.md"},
	} {
		if got := paths(files(test.front)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.front, got, test.want)
		}
	}
	none := files("weight: 1")
	delete(none, source.LockFile)
	if s, _ := resolve(t, noon, none); s.Locked() || len(s.StaleRenditions()) > 0 {
		t.Errorf("without a lock there is %s", staleOnes(s))
	}
}

// A country's stale: error is about what that country shows: it makes no error of what another one shows, and one of
// what two of them show.
func TestStaleIsFatal(t *testing.T) {
	strict := func(code string) string {
		return strings.Replace(config, "  "+code+": {", "  "+code+": {stale: error, ", 1)
	}
	files := func(campaign string) map[string]string {
		return map[string]string{
			"campaign.yaml": campaign, "content/x.en.md": page("X") + "\nNew.\n",
			"content/x.fr.md": page("Ecs") + "\nVieux.\n", "content/x.es.md": page("Equis") + "\nViejo.\n", "content/x.fr-CA.md": page("Ecs") + "\nVieux.\n",
			source.LockFile: locked("content/index.fr.md", "Home", "", "content/index.es.md", "Home", "",
				"content/x.fr.md", "X", "\nOld.\n", "content/x.fr-CA.md", "X", "\nOld.\n", "content/x.es.md", "X", "\nOld.\n"),
		}
	}
	for code, want := range map[string][]string{
		"ca": {"content/x.fr-CA.md"},
		"us": {"content/x.es.md"},
		"fr": {"content/x.fr.md"},
	} {
		s, _ := resolve(t, noon, files(strict(code)))
		var fatal []string
		for _, d := range s.StaleRenditions() {
			if d.Fatal {
				fatal = append(fatal, d.File.Path)
			}
		}
		if !slices.Equal(fatal, want) || len(s.StaleRenditions()) != 3 {
			t.Errorf("stale: error in %s: %d are stale, and an error is %q, want %q", code, len(s.StaleRenditions()), fatal, want)
		}
	}
	shared := files(strict("ca"))
	delete(shared, "content/x.fr-CA.md") // now France shows what Canada does
	s, _ := resolve(t, noon, shared)
	if d := s.StaleOf(fileAt(t, s, "content/x.fr.md")); d == nil || !d.Fatal {
		t.Errorf("what Canada shows, too, is no error: %+v", d)
	}
}

// fileAt returns a rendition by its path.
func fileAt(t *testing.T, s *Site, path string) *source.File {
	t.Helper()
	for _, f := range s.Source.Pages {
		if f.Path == path {
			return f
		}
	}
	t.Fatalf("there is no %s", path)
	return nil
}

// An entry between git's conflict marks never counts as settled, though its words be those of the source: nobody knows
// which side is right until somebody accepts the rendition again.
func TestStaleInConflict(t *testing.T) {
	const fr = "content/x.fr.md"
	body := "\nOne is here.\n\nTwo is here.\n"
	lock := locked("content/index.fr.md", "Home", "", "content/index.es.md", "Home", "", fr, "X", body)
	between := func(holds string) string {
		var out strings.Builder
		for line := range strings.Lines(lock) {
			if strings.HasPrefix(line, fr+"\t") && strings.Contains(line, holds) {
				line = "<<<<<<< HEAD\n" + line + "=======\n>>>>>>> theirs\n"
			}
			out.WriteString(line)
		}
		return out.String()
	}
	for _, tt := range []struct{ name, lock, want string }{
		{"no conflict", lock, ""},
		{"a paragraph", between("Two is here."), fr + " doubtful:9(Two is here.|Two is here.)"},
		{"the first paragraph", between("One is here."), fr + " doubtful:7(One is here.|One is here.)"},
		{"the title", between("\ttitle\t"), fr + " doubtful:2(X|X)"},
	} {
		s, _ := resolve(t, noon, map[string]string{
			"content/x.en.md": page("X", "countries: [ca]") + body, fr: page("Ecs") + body, source.LockFile: tt.lock,
		})
		if got := staleOnes(s); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// counted is a campaign on a disk that counts how often each file is read.
type counted struct {
	fstest.MapFS
	lock  *sync.Mutex
	reads map[string]int
}

func (c counted) Open(name string) (fs.File, error) {
	c.lock.Lock()
	c.reads[name]++
	c.lock.Unlock()
	return c.MapFS.Open(name)
}

func (c counted) ReadFile(name string) ([]byte, error) {
	c.lock.Lock()
	c.reads[name]++
	c.lock.Unlock()
	return c.MapFS.ReadFile(name)
}

// lockedCampaign is a campaign of one page whose French was made from the English that its lock has.
func lockedCampaign(english, lock string) counted {
	disk := counted{fstest.MapFS{}, new(sync.Mutex), map[string]int{}}
	for name, text := range map[string]string{
		"campaign.yaml":   "title: {en: Ring, fr: Cloche}\nbase_url: https://ring.example/\ncountries:\n  ca: {languages: [en, fr], timezone: America/Toronto}\n",
		"content/x.en.md": english, "content/x.fr.md": page("Ecs"),
		"content/y.en.md": page("Y") + "\nY.\n", "content/y.fr.md": page("Y"),
		source.LockFile: lock,
	} {
		disk.MapFS[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return disk
}

// What did not change since it was locked is read as often as a page without a lock, but for its digests: a campaign of
// ten thousand pages is not taken apart again for nothing. One that changed is taken apart once.
func TestSettledIsNotReadAgain(t *testing.T) {
	const english = "---\ntitle: X\nsummary: Short.\nimage: {src: a.png, alt: A lock}\nevent: {start: 2026-10-08, place: Here}\n---\nOne.\n\nTwo.\n\n- Three\n- Four\n"
	entries := func(text string) []source.LockEntry {
		var out []source.LockEntry
		for n, s := range source.Dissect("x", []byte(text)).Segments {
			key := fmt.Sprintf("%04d", n*10)
			if s.Field != "" {
				key = s.Field
			}
			out = append(out, source.LockEntry{Key: key, Digest: segment.Digest(s.Text()), Text: s.Text()})
		}
		return out
	}
	changed := func(f func([]source.LockEntry) []source.LockEntry) []source.LockEntry { return f(entries(english)) }
	const fieldsAlone, bodyAlone = "---\ntitle: X\nsummary: Short.\n---\n", "One.\n\nTwo.\n"
	const alt, place = "---\ntitle: X\nimage: {src: a.png, alt: Here}\n---\n", "---\ntitle: X\nevent: {start: 2026-10-08, place: Here}\n---\n"
	for _, tt := range []struct {
		name    string
		now     string
		entries []source.LockEntry
		again   int
	}{
		{"settled", english, entries(english), 0},
		{"fields alone", fieldsAlone, entries(fieldsAlone), 0},
		{"a body alone", bodyAlone, entries(bodyAlone), 0},
		{"the same words in another field", alt, entries(place), 1},
		{"a word", english, entries(strings.Replace(english, "Two.", "Too.", 1)), 1},
		{"a field", english, entries(strings.Replace(english, "A lock", "A key", 1)), 1},
		{"a paragraph more", english, entries(english + "\nFive.\n"), 1},
		{"a paragraph less", english, entries(strings.Replace(english, "One.\n\n", "", 1)), 1},
		{"a field less", english, changed(func(l []source.LockEntry) []source.LockEntry { return l[1:] }), 1},
		{"a field for a paragraph", english, changed(func(l []source.LockEntry) []source.LockEntry {
			l[len(l)-1].Key = "event.place"
			return slices.Delete(l, 3, 4)
		}), 1},
	} {
		disk := lockedCampaign(tt.now, string(source.Lock{"content/x.fr.md": tt.entries}.Bytes()))
		src, _ := source.Load(disk, fstest.MapFS{})
		before := disk.reads["content/x.en.md"]
		Resolve(src, noon)
		if got := disk.reads["content/x.en.md"] - before; got != 1+tt.again {
			t.Errorf("%s: the source is read %d times, want %d", tt.name, got, 1+tt.again)
		}
	}
}

// A source that is gone, or another one, by the time its changes are asked for cannot be compared, and is said so.
func TestCompareWhatIsGone(t *testing.T) {
	lock := locked("content/x.fr.md", "X", "\nOld.\n")
	for name, now := range map[string]string{"gone": "", "longer": page("X") + "\nNew.\n\nMore.\n\nAnd more.\n", "shorter": "---\ntitle: X\n---\n"} {
		disk := lockedCampaign(page("X")+"\nNew.\n", lock)
		src, _ := source.Load(disk, fstest.MapFS{})
		s, _ := Resolve(src, noon)
		from := fileAt(t, s, "content/x.en.md")
		if got := Compare(src.Lock["content/x.fr.md"], src, from); len(got) != 1 || got[0].Kind != Changed || got[0].Index != 2 {
			t.Errorf("before it changes: %+v", got)
		}
		disk.MapFS["content/x.en.md"] = &fstest.MapFile{Data: []byte(now)}
		if now == "" {
			delete(disk.MapFS, "content/x.en.md")
		}
		if got := Compare(src.Lock["content/x.fr.md"], src, from); !slices.Equal(got, []Change{{Kind: Doubtful, Index: -1}}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// What is gone has no place in the source's text. A digest that an older program wrote is found again by its words; one
// that the source has counts as it is.
func TestCompareByWords(t *testing.T) {
	src, _ := source.Load(lockedCampaign("---\ntitle: X\n---\nOne.\n\nTwo.\n", ""), fstest.MapFS{})
	s, _ := Resolve(src, noon)
	entry := func(key, digest, text string) source.LockEntry {
		return source.LockEntry{Key: key, Digest: digest, Text: text}
	}
	title, one, two := entry("title", segment.Digest("X"), "X"), entry("0010", segment.Digest("One."), "One."), entry("0020", segment.Digest("Two."), "Two.")
	const older = "000000000000"
	for _, tt := range []struct {
		name string
		old  []source.LockEntry
		want []Change
	}{
		{"settled", []source.LockEntry{one, two, title}, nil},
		{"gone", []source.LockEntry{one, two, entry("0030", segment.Digest("Nowhere else"), "Nowhere else"), title}, []Change{{Kind: Removed, Old: "Nowhere else", Key: "0030", Index: -1}}},
		{"an older digest", []source.LockEntry{one, entry("0020", older, "Two."), title}, nil},
		{"an older digest of other words", []source.LockEntry{one, entry("0020", older, "To."), title}, []Change{{Kind: Changed, Old: "To.", New: "Two.", Line: 6, Key: "0020", Index: 2}}},
		{"words that somebody touched", []source.LockEntry{entry("0010", one.Digest, "Un."), entry("0020", older, "Two."), title}, nil},
	} {
		if got := Compare(tt.old, src, fileAt(t, s, "content/x.en.md")); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// Every rendition that is made from another one, and every one that is wanted and not written, in order.
func TestTranslations(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"content/x.en.md": page("X"), "content/x.fr.md": page("X"), "content/x.en-US.md": page("X"), // Spanish is missing
		"content/learn/y.es.md":    page("Y"),                    // the US's alone, which lacks English
		"content/z.fr.md":          page("Z", "countries: [ca]"), // Canada's alone
		"content/n.en.md":          page("N", "countries: []"),   // nobody's
		"content/messages/m.fr.md": "M",
		"content/messages/n.en.md": "N", "content/messages/n.fr.md": "N", "content/messages/n.es.md": "N",
	})
	var got []string
	for _, tr := range s.Translations() {
		line := tr.Key + "." + tr.Tag + " of " + tr.From.Tag
		if tr.File == nil {
			line += ", missing"
		} else if tr.File.Tag != tr.Tag {
			t.Errorf("%s has the file %s", line, tr.File.Path)
		}
		if !strings.HasPrefix(line, "index.") {
			got = append(got, line)
		}
	}
	want := []string{
		"learn/y.en of es, missing", "messages/m.en of fr, missing", "messages/n.es of en", "messages/n.fr of en",
		"x.en-US of en", "x.es of en, missing", "x.fr of en", "z.en of fr, missing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the translations are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Nothing is known of a file that is in order, wherever it stands among those that are not.
func TestStaleOfNothing(t *testing.T) {
	s, _ := resolve(t, noon, map[string]string{
		"content/a.en.md": page("A", "countries: [ca]"), "content/a.fr.md": page("A"), "content/y.en.md": page("Y", "countries: [ca]"), "content/y.fr.md": page("Y"),
		source.LockFile: locked("content/index.fr.md", "Home", "", "content/index.es.md", "Home", ""),
	})
	if got := staleOnes(s); got != "content/a.fr.md unlocked\ncontent/y.fr.md unlocked" {
		t.Fatalf("stale are %s", got)
	}
	for _, path := range []string{"content/a.en.md", "content/index.fr.md", "content/y.en.md", "content/index.en.md"} {
		if d := s.StaleOf(fileAt(t, s, path)); d != nil {
			t.Errorf("%s: %+v", path, d)
		}
	}
}

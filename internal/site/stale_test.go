package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

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

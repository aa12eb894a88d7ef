package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tocsin"
)

const october = "2026-10-07T09:00-04:00"

// tocsinRun runs the program in this process and fails the test unless it ends with the code.
func tocsinRun(t *testing.T, code int, args ...string) {
	t.Helper()
	var out, talk bytes.Buffer
	if got := run(context.Background(), args, &out, &talk); got != code {
		t.Fatalf("tocsin %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, code, &out, &talk)
	}
}

// demo lays the built-in campaign down in a new folder, with other files over it; a text with " => " in it replaces
// the words before it by those after it.
func demo(t *testing.T, change map[string]string) string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(tocsin.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name != "campaign.yaml" && !strings.HasPrefix(name, "content/") {
			return err
		}
		data, err := tocsin.Files.ReadFile(name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range change {
		if from, to, ok := strings.Cut(text, " => "); ok {
			if !strings.Contains(files[name], from) {
				t.Fatalf("the demo's %s holds no %q to replace", name, from)
			}
			text = strings.Replace(files[name], from, to, 1)
		}
		files[name] = text
	}
	return lay(t, files)
}

// lay writes a campaign into a new folder.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

func mustRead(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files, err := readTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestPartsAreTheWhole builds a site whole, part by part into one folder, and part by part each into a folder of its
// own that are then laid together, as machines that share a build do.
func TestPartsAreTheWhole(t *testing.T) {
	tests := []struct {
		name, dir string
		parts     []string
	}{
		{"demo", demo(t, nil), []string{"us/es", "ca/fr", "us/en", "ca/en"}},
		{"edition on a host of its own", lay(t, ownHost), []string{"ca/fr", "ca/en"}},
		{"one country without a folder", lay(t, noFolder), []string{"fr", "ca/en"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.name == "demo" {
				slow(t)
			}
			top := t.TempDir()
			whole, shared, together := filepath.Join(top, "whole"), filepath.Join(top, "shared"), filepath.Join(top, "together")
			build := func(out string, more ...string) {
				t.Helper()
				if len(tt.parts) == 2 { // compressed files fall to the parts as what is in them does; the demo's would take long
					more = append(more, "--precompress")
				}
				tocsinRun(t, 0, append([]string{"build", "--quiet", "--dir", tt.dir, "--at", october, "--out", out}, more...)...)
			}
			build(whole)
			for _, part := range tt.parts {
				build(shared, "--edition", part)
				apart := filepath.Join(top, "apart", filepath.FromSlash(part))
				build(apart, "--edition", part)
				if err := copyTree(together, apart); err != nil {
					t.Fatal(err)
				}
			}
			build(shared, "--edition", "root")
			build(together, "--edition", "root")
			want := mustRead(t, whole)
			if d := difference(want, mustRead(t, shared)); d != "" {
				t.Errorf("the parts, built into one folder, are not the whole:\n%s", d)
			}
			if d := difference(want, mustRead(t, together)); d != "" {
				t.Errorf("the parts, laid together from folders of their own, are not the whole:\n%s", d)
			}
			tocsinRun(t, 0, "verify", "--out", together)
			if len(tt.parts) > 2 {
				return // the demo is large, and says no more about what follows
			}
			again := filepath.Join(top, "again")
			build(again, "--edition", tt.parts[0])
			build(again, "--edition", "root", "--edition", tt.parts[1])
			if d := difference(want, mustRead(t, again)); d != "" {
				t.Errorf("several --edition at once do not give the whole:\n%s", d)
			}
		})
	}
}

const oneCountry = "title: Ring\nbase_url: https://ring.example/october/\ncountries:\n  ca:\n    languages: [en, fr]\n    timezone: America/Toronto\n"

// pair is the content of a campaign of one country, ownHost and noFolder whole ones.
var (
	pair = map[string]string{
		"content/index.en.md": homeEN, "content/index.fr.md": homeFR,
		"content/learn/page.en.md": "---\ntitle: Page\naliases: [old]\n---\n![A hook](hook.svg)\n",
		"content/learn/page.fr.md": "---\ntitle: Page\n---\n![Un hameçon](hook.svg)\n",
		"content/learn/hook.svg":   `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`,
	}
	ownHost  = with(pair, "campaign.yaml", oneCountry+"    base_url: {fr: https://octobre.example/}\n")
	noFolder = with(pair, "campaign.yaml", oneCountry+"edition_path: \"{language}\"\n")
)

func with(files map[string]string, name, text string) map[string]string {
	files = maps.Clone(files)
	files[name] = text
	return files
}

// copyTree copies every file under from into to.
func copyTree(to, from string) error {
	files, err := readTree(from)
	if err != nil {
		return err
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(to, filepath.FromSlash(name)), data); err != nil {
			return err
		}
	}
	return nil
}

// TestSameInputSameBytes builds the demo twice, in two folders and with other dates on its files.
func TestSameInputSameBytes(t *testing.T) {
	slow(t)
	t.Parallel()
	first, second := demo(t, nil), demo(t, nil)
	for _, dir := range []string{first, second} {
		tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", october)
	}
	a, b := mustRead(t, filepath.Join(first, "public")), mustRead(t, filepath.Join(second, "public"))
	if d := difference(a, b); d != "" {
		t.Errorf("the same campaign at the same moment gave other bytes:\n%s", d)
	}
	if found := traces(a, first); len(found) > 0 {
		t.Errorf("the campaign's folder shows in %s", strings.Join(found, ", "))
	}
	for _, moment := range []string{"2026-10-07T09:00", "2026-10-07T13:00:00Z"} {
		if found := traces(a, moment); len(found) > 0 {
			t.Errorf("the moment of the build shows in %s", strings.Join(found, ", "))
		}
	}
}

// unreleased are pages and messages that no reader may hear of on 7 October, each with words, a slug, a picture and an
// old address that stand nowhere else.
var unreleased = map[string]struct{ word, front string }{
	"embargoed":   {"zebrafinch", "publish: 2026-10-08"},
	"draft":       {"quagmire", "draft: true"},
	"expired":     {"xylophone", "expires: 2026-10-06"},
	"amber":       {"kumquat", "tlp: TLP:AMBER"},
	"strict":      {"yggdrasil", "tlp: TLP:AMBER+STRICT"},
	"later-today": {"jabberwock", "publish: 2026-10-07T09:01-04:00"},
}

// held is a page without its French rendition, in a country that holds such pages back.
const held = "flibbertigibbet"

// october2026 is the smallest campaign with a year of everything, under the names of the demo.
func october2026() map[string]string {
	files := map[string]string{
		"campaign.yaml": strings.Replace(smallHead, "{en: Ring, fr: Sonne, es: Suena}", "{en: October Online, fr: Octobre en ligne, es: Octubre en línea}", 1) +
			small["two"]["campaign.yaml"] + "audiences: {seniors: {en: Older adults, fr: Personnes aînées, es: Personas mayores}}\n",
	}
	for _, folder := range []string{"", "alerts/", "briefings/", "briefings/2026/", "calendar/", "calendar/2026/", "learn/", "posts/", "posts/2026/", "toolkit/", "toolkit/2026/"} {
		for _, lang := range []string{"en", "fr", "es"} {
			files["content/"+folder+"index."+lang+".md"] = "---\ntitle: Of " + cmp.Or(folder, "home") + "\n---\nHello.\n"
		}
	}
	return files
}

// onSmallAndDemo runs a test on the smallest campaign with something of everything, and on the demo where there is time.
// lay lays the campaign down with files over it; pages is how many its editions have at least.
func onSmallAndDemo(t *testing.T, test func(t *testing.T, lay func(*testing.T, map[string]string) string, pages int)) {
	t.Run("small", func(t *testing.T) {
		t.Parallel()
		test(t, func(t *testing.T, change map[string]string) string {
			files := october2026()
			maps.Copy(files, change)
			return lay(t, files)
		}, 40)
	})
	t.Run("demo", func(t *testing.T) {
		slow(t)
		t.Parallel()
		test(t, demo, 100)
	})
}

// TestUnreleasedLeavesNoTrace looks for every unreleased page and message in every byte of the output.
func TestUnreleasedLeavesNoTrace(t *testing.T) {
	onSmallAndDemo(t, func(t *testing.T, lay func(*testing.T, map[string]string) string, _ int) {
		unreleasedLeavesNoTrace(t, lay)
	})
}

func unreleasedLeavesNoTrace(t *testing.T, lay func(*testing.T, map[string]string) string) {
	change := map[string]string{}
	var links, messages strings.Builder
	for _, key := range slices.Sorted(maps.Keys(unreleased)) {
		u := unreleased[key]
		front := "topics: [" + u.word + "]\naliases: [" + u.word + "-before]\nimage: {src: " + u.word + ".svg, alt: " + u.word + "}\n" + u.front + "\n"
		for lang, more := range map[string]string{"en": front, "fr": "", "es": ""} {
			body := "\n## About " + u.word + "\n\n![" + u.word + "](" + u.word + ".svg)\n\nAll about " + u.word + ".\n"
			sheet := ""
			if more != "" {
				sheet = "sheet: true\naudiences: [seniors]\n"
			}
			change["content/learn/"+key+"."+lang+".md"] = "---\ntitle: The " + u.word + "\nsummary: What " + u.word + " is.\nslug: " + u.word + "\n" + sheet + more + "---\n" + body
			change["content/calendar/2026/"+key+"."+lang+".md"] = "---\ntitle: Day of " + u.word + "\nslug: day-" + u.word + "\n" + strings.Replace(more, "[", "[day-", 2) + eventOf(more) + "---\n" + body
			change["content/briefings/"+key+"."+lang+".md"] = "---\ntitle: Slides on " + u.word + "\nslug: slides-" + u.word + "\n" + strings.Replace(more, "[", "[slides-", 2) + "---\n" + body + "\n:::notes\nSay " + u.word + ".\n:::\n"
			change["content/posts/2026/"+key+"."+lang+".md"] = "---\ntitle: Post of " + u.word + "\nslug: post-" + u.word + "\n" + strings.Replace(more, "[", "[post-", 2) + postOf(more) + "---\nAll about " + u.word + ".\n"
			change["content/messages/"+key+"."+lang+".md"] = "---\ntitle: Say " + u.word + "\n" + u.front + "\n---\nSay " + u.word + ".\n"
		}
		change["content/learn/"+u.word+".svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>` + u.word + `</title></svg>`
		change["content/briefings/"+u.word+".svg"] = change["content/learn/"+u.word+".svg"]
		change["content/calendar/2026/"+u.word+".svg"] = change["content/learn/"+u.word+".svg"]
		change["content/posts/2026/"+u.word+".svg"] = change["content/learn/"+u.word+".svg"]
		links.WriteString("\n[a link](" + key + ".en.md) and [one more](" + key + ".en.md#about-" + u.word + ")\n")
		messages.WriteString("\n::message{id=" + key + "}\n")
	}
	change["content/learn/held.en.md"] = "---\ntitle: The " + held + "\nslug: " + held + "\ncountries: [ca]\naliases: [" + held + "-before]\n---\n![" + held + "](" + held + ".svg)\n"
	change["content/learn/"+held+".svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>`
	links.WriteString("\n[held back](held.en.md)\n")
	for _, lang := range []string{"en", "fr", "es"} {
		change["content/learn/teller."+lang+".md"] = "---\ntitle: The teller\n---\nA released page." + links.String() + messages.String()
	}
	dir := lay(t, change)
	tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", october)
	files := unpacked(t, mustRead(t, filepath.Join(dir, "public")))
	if len(traces(files, "A released page.")) == 0 {
		t.Fatal("the page that links to the others is not there: this test would find nothing")
	}
	if found := traces(files, held); len(found) > 0 {
		t.Errorf("held: %q is in %s", held, strings.Join(found, ", "))
	}
	for key, u := range unreleased {
		if found := traces(files, u.word); len(found) > 0 {
			t.Errorf("%s: %q is in %s", key, u.word, strings.Join(found, ", "))
		}
	}
	// And once they are due, they are there: the words are looked for in the right way.
	tocsinRun(t, 0, "build", "--quiet", "--dir", dir, "--at", "2026-10-08")
	files = unpacked(t, mustRead(t, filepath.Join(dir, "public")))
	for _, name := range []string{"learn/zebrafinch/index.html", "briefings/slides-zebrafinch/deck/index.html", "briefings/slides-zebrafinch/handout/index.html", "calendar/2026/day-zebrafinch.ics"} {
		if files["ca/en/"+name] == nil {
			t.Errorf("ca/en/%s is not there on its day", name)
		}
	}
	for _, name := range []string{"feed.xml", "messages.json", "learn/teller/index.html", "calendar/2026/calendar.ics"} {
		if !bytes.Contains(files["ca/en/"+name], []byte("zebrafinch")) {
			t.Errorf("ca/en/%s does not speak of a page that is out", name)
		}
	}
	const kit = "ca/en/toolkit/2026/october-online-2026-ca-en"
	for _, name := range []string{".zip!Posts/Posts.csv", ".zip!Posts/2026-10-14-post-zebrafinch.txt", ".zip!Sheets to print/zebrafinch-a4.html",
		"-older-adults.zip!Sheets to print/zebrafinch-letter.html", ".zip!Calendar/october-online-2026-ca-en.ics", ".zip!Messages/embargoed.txt"} {
		if !bytes.Contains(files[kit+name], []byte("zebrafinch")) {
			t.Errorf("%s does not speak of a page that is out", kit+name)
		}
	}
	if index := files["the terms of ca-en"]; !bytes.Contains(index, []byte("\nzebrafinch\n")) {
		t.Errorf("a message that is out cannot be searched for; the index of ca/en holds %.200s", index)
	}
}

// unpacked adds the words of the search indexes, written out: in the files a word is told by how much it shares with
// the one before.
func unpacked(t *testing.T, files map[string][]byte) map[string][]byte {
	t.Helper()
	if err := unzipped(files); err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`^assets/search-(.*)\.[0-9a-f]{8}\.json$`)
	for name, data := range maps.Clone(files) {
		edition := names.FindStringSubmatch(name)
		if edition == nil {
			continue
		}
		var index struct{ Terms string }
		if err := json.Unmarshal(data, &index); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var all, last []rune
		for term := range strings.FieldsSeq(index.Terms) {
			keep, err := strconv.ParseInt(term[:1], 36, 0)
			if err != nil || int(keep) > len(last) {
				t.Fatalf("%s: the term %q after %q cannot be read", name, term, string(last))
			}
			last = append(slices.Clone(last[:keep]), []rune(term[1:])...)
			all = append(append(all, last...), '\n')
		}
		files["the terms of "+edition[1]] = []byte("\n" + string(all))
	}
	return files
}

// eventOf returns the event of a source; its translations take it over.
func eventOf(front string) string {
	if front == "" {
		return ""
	}
	return "event: {start: 2026-10-14T13:00, end: 2026-10-14T14:00, place: Ottawa}\n"
}

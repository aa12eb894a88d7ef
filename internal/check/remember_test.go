package check

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"tocsin/internal/memory"
	"tocsin/internal/record"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// Whatever changes in a campaign, what is told of its words with a memory is what is told without one: also where a page
// is judged by the words of others.
func TestRecall(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	one := func(words ...string) string { return words[random.IntN(len(words))] }
	dir := t.TempDir()
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(0, 0)} }
	put("campaign.yaml", "title: {en: T, fr: T}\nbase_url: https://a.example/\nsource_language: en\ncountries:\n  ca: {languages: [en, fr], timezone: America/Toronto}\n")
	texts := map[string][]string{
		"en": {"Meeting with neighbours.", "Every meeting counts 12 times.", "Read the page [here](p1.en.md).", "See [that](/p2).", "Call :fact[phone].", "::message{id=m}", "## What to do"},
		"fr": {"Meeting with neighbours.", "Chaque réunion compte 12 fois.", "Lisez la page [ici](p1.fr.md).", "Voyez [cela](/p3).", "Appelez :fact[phone].", "::message{id=m}", "## Que faire"},
	}
	page := func(key string) {
		for _, lang := range []string{"en", "fr"} {
			var b strings.Builder
			fmt.Fprintf(&b, "---\ntitle: %s\n---\n", one("Meeting", "Neighbours", "Page "+key))
			for range 1 + random.IntN(4) {
				b.WriteString(one(texts[lang]...) + "\n\n")
			}
			put("content/"+key+"."+lang+".md", b.String())
		}
	}
	for _, key := range []string{"index", "p1", "p2", "p3", "p4", "messages/m"} {
		page(key)
	}
	recalled, questions := 0, 0
	for step := range 60 {
		switch random.IntN(8) {
		case 0:
			delete(files, one("content/p2.en.md", "content/p3.fr.md", "content/p4.fr.md"))
		case 1:
			put("content/facts/ca.yaml", one("phone: {value: 1, kind: text}\n", "fax: {value: 1, kind: text}\n"))
		case 2:
			put("i18n/glossary.yaml", "meeting:\n  en: {approved: [gathering], banned: [meeting]}\n  fr: {approved: ["+one("réunion", "rencontre")+"], banned: [meeting]}\n")
		case 3:
			name := filepath.Join(dir, filepath.FromSlash(memory.Dir), memory.Words)
			if data, err := os.ReadFile(name); err == nil {
				data[random.IntN(len(data))] ^= 8
				_ = os.WriteFile(name, data, 0o644)
			}
		case 4:
		default:
			page(one("p1", "p2", "p3", "p4", "messages/m"))
		}
		documents := memory.Open(dir, memory.Documents, "program")
		src, _ := source.Recall(record.WatchDir("", files), fstest.MapFS{}, documents, nil)
		_ = documents.Close()
		web, _ := site.Resolve(src, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC))
		want := Words(web)
		kept := memory.Open(dir, memory.Words, "program")
		got := Recall(web, kept)
		kept.Save()
		_ = kept.Close()
		if !reflect.DeepEqual(got, want) && !got.Sorted().Equal(want.Sorted()) {
			t.Fatalf("step %d: with a memory\n%v\nwithout\n%v", step, got.Sorted(), want.Sorted())
		}
		kept = memory.Open(dir, memory.Words, "program")
		all := newRecollection(newWords(web), kept)
		for i := range all.sets {
			if all.same[i] {
				recalled++
			}
			questions += len(all.now[i].Asked)
		}
		// The count that is kept is that of the texts as they are.
		anew := newRecollection(newWords(web), nil)
		if got, want := all.learned(), anew.learned(); !reflect.DeepEqual(got, want) {
			t.Fatalf("step %d: the words counted are\n%v, want\n%v", step, got, want)
		}
		_ = kept.Close()
	}
	if recalled < 150 || questions < 20 {
		t.Errorf("only %d of the sets were remembered, and %d questions asked: the dice are loaded", recalled, questions)
	}
}

package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// corpus lays a campaign of n pages in each of two languages, with shared messages and links, as the bench's corpus
// has them. With TOCSIN_BENCH_SITE a copy of that folder is taken in its place.
func corpus(b *testing.B, n int) string {
	dir := b.TempDir()
	if site := os.Getenv("TOCSIN_BENCH_SITE"); site != "" {
		if err := os.CopyFS(dir, os.DirFS(site)); err != nil {
			b.Fatal(err)
		}
		return dir
	}
	write(b, dir, "campaign.yaml", strings.Replace(settings, settings[strings.Index(settings, "  us:"):], "", 1))
	words := strings.Repeat("Somebody who asks for a code, a password or money in a hurry is not who they say they are. ", 8)
	for lang, title := range map[string]string{"en": "Page", "fr": "Feuille"} {
		write(b, dir, "content/index."+lang+".md", "---\ntitle: "+title+"\n---\nX.\n")
		for m := range 40 {
			write(b, dir, fmt.Sprintf("content/messages/m%02d.%s.md", m, lang), words[:200]+"\n")
		}
		for i := range n {
			text := fmt.Sprintf("---\ntitle: %s %d\nsummary: %s\n---\n%s\n\n## First\n\n%s\n\n::message{id=m%02d}\n\n## Second\n\n- [next](p%04d.md)\n- **%s**\n\n%s\n",
				title, i, words[:90], words, words, i%40, (i+1)%50+i/50*50, words[:60], words)
			write(b, dir, fmt.Sprintf("content/s%d/p%04d.%s.md", i/50, i, lang), text)
		}
	}
	return dir
}

// BenchmarkSaveToServed measures, on 10,000 pages in two languages, how long a saved page takes to be served.
func BenchmarkSaveToServed(b *testing.B) {
	dir := corpus(b, 5000)
	start := time.Now()
	r := serve(b, dir, Options{})
	r.get(b, "/ca/en/")
	first := time.Since(start)
	files, err := filepath.Glob(dir + "/content/*/p*.en.md")
	if err != nil || len(files) == 0 {
		files, _ = filepath.Glob(dir + "/content/*/*-*.en.md")
	}
	files = slices.DeleteFunc(files, func(name string) bool { return strings.Contains(name, "/messages/") })
	var all []time.Duration
	i := 0
	for b.Loop() {
		name := files[i*7919%len(files)]
		rel, _ := filepath.Rel(dir+"/content", strings.TrimSuffix(name, ".en.md"))
		old, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		token := fmt.Sprintf("token %d", i)
		i++
		saved := time.Now()
		if err := os.WriteFile(name, append(old, "\n"+token+"\n"...), 0o644); err != nil {
			b.Fatal(err)
		}
		r.shows(b, "/ca/en/"+filepath.ToSlash(rel)+"/", token)
		all = append(all, time.Since(saved))
		r.checked(b) // so that this round's checks are not in the next one
	}
	slices.Sort(all)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(all[len(all)/2]), "median-ms")
	b.ReportMetric(ms(all[len(all)-1]), "max-ms")
	b.ReportMetric(first.Seconds(), "first-page-s")
}

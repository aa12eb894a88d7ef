package quality_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// queries has, by edition, what people type and the pages that may come first: ["hacked", ["learn/after-an-incident"]].
type queries map[string][][2]json.RawMessage

// TestSearchQueries asks the published script of the published index what people ask: of a hundred queries ninety find
// the right page first, ninety-eight among the first three, and none finds nothing.
func TestSearchQueries(t *testing.T) {
	slow(t, "Debian's chromium")
	w := named(t, "october")
	tab := serve(t, w)
	for _, file := range []string{"testdata/queries.json", "../../../shared/cases/search-queries.json"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Logf("%s is not there, and is not tried", file)
			continue
		}
		var all queries
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		tab.queries(t, w, file, all)
	}
}

func (b *tab) queries(t *testing.T, w *web, file string, all queries) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Minute)
	defer cancel()
	asked, first, three := 0, 0, 0
	for _, f := range w.finders() {
		if len(all[f.edition]) == 0 {
			continue
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(b.host.String()+"/"+strings.TrimSuffix(f.path, "index.html")), chromedp.WaitVisible("#_q")); err != nil {
			t.Fatalf("%s: %v", f.path, err)
		}
		given, err := json.Marshal(all[f.edition])
		if err != nil {
			t.Fatal(err)
		}
		got := ask[[][]string](t, ctx, `import(document.querySelector("script[type=module]").src).then(async m => {
  const index = m.read(await (await fetch(document.querySelector("[data-index]").dataset.index)).json())
  return `+string(given)+`.map(([words]) => m.search(index, words).slice(0, 3).map(r => r.page.path))
})`)
		for i, q := range all[f.edition] {
			var right []string
			if err := json.Unmarshal(q[1], &right); err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(got[i], func(path string) bool { return slices.Contains(right, strings.TrimSuffix(path, "/")) })
			asked++
			if at == 0 {
				first++
			} else {
				t.Logf("%s: %s finds %q, want one of %q", f.edition, q[0], got[i], right)
			}
			if at >= 0 {
				three++
			}
			if len(got[i]) == 0 {
				t.Errorf("%s: %s finds nothing", f.edition, q[0])
			}
		}
	}
	t.Logf("%s: of %d queries %d find the right page first, %d among the first three", file, asked, first, three)
	if first*100 < asked*90 || three*100 < asked*98 {
		t.Errorf("%s: of %d queries %d find the right page first, %d among the first three; want 90 and 98 of 100", file, asked, first, three)
	}
}

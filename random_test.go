package tocsin_test

import (
	"fmt"
	"maps"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"tocsin"
	"tocsin/internal/check"
	"tocsin/internal/diag"
	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// now is the moment for which random campaigns are built; what they schedule lies around it.
var now = time.Date(2026, 10, 7, 16, 0, 0, 0, time.UTC)

// built is a random campaign, taken as far as it goes.
type built struct {
	src   *source.Source
	web   *site.Site
	plan  *plan.Plan
	diags diag.List
}

func build(r *random, at time.Time) built {
	var b built
	b.src, b.diags = source.Load(r.files, tocsin.Files)
	web, d := site.Resolve(b.src, at)
	b.web, b.diags = web, append(b.diags, d...)
	b.plan, d = plan.New(web, render.Files(), plan.Options{})
	b.diags = append(b.diags, d...)
	b.diags = append(b.diags, check.Silence(check.Run(web, b.plan), web)...)
	return b
}

// rendered says that one random campaign in so many is rendered too, which costs ten times as much.
const rendered = 4

// campaigns is how many random campaigns are made: more where TOCSIN_QUALITY says that there is time, as .ci/run does.
func campaigns() int {
	if os.Getenv("TOCSIN_QUALITY") == "" {
		return 40
	}
	return 200
}

// Whatever a campaign holds: nothing panics, what is not released leaves no trace in any file of the site, no two files
// have one path without a word, every address within the site leads to a file of it, and the same input gives the same
// diagnostics.
func TestRandomCampaigns(t *testing.T) {
	n := campaigns()
	if testing.Short() {
		n /= 10
	}
	clean, released := 0, 0
	for seed := range uint64(n) {
		if n < 200 {
			seed += 100 // from there on more are without errors, so that their sites are looked at
		}
		r := makeCampaign(seed)
		b := build(r, now)
		if b.web.Campaign == nil {
			t.Fatalf("seed %d: %v", seed, b.diags)
		}
		errors, _ := b.diags.Count()
		if errors == 0 {
			clean++
		}
		released += unique(t, seed, b)
		decided(t, seed, r, b)
		if seed%rendered == 0 {
			inspect(t, seed, r, b, errors == 0)
		}
		if seed%10 == 0 {
			if again := build(r, now); !b.diags.Sorted().Equal(again.diags.Sorted()) || len(again.plan.Targets) != len(b.plan.Targets) {
				t.Errorf("seed %d: another run tells something else", seed)
			}
		}
		if t.Failed() {
			t.Logf("seed %d:", seed)
			for _, name := range slices.Sorted(maps.Keys(r.files)) {
				if strings.HasSuffix(name, ".md") || name == "campaign.yaml" {
					t.Logf("== %s\n%s", name, r.files[name].Data)
				}
			}
			t.Fatalf("told %v", b.diags.Sorted())
		}
	}
	if clean < n/10 || released < n {
		t.Errorf("only %d campaigns of %d are without errors, with %d pages: the dice are loaded", clean, n, released)
	}
}

// unique holds the paths of pages and of all targets against each other, and counts the pages that somebody wrote.
func unique(t *testing.T, seed uint64, b built) (written int) {
	t.Helper()
	told := slices.ContainsFunc(b.diags, func(d diag.Diagnostic) bool { return d.Rule == "collision" && d.Severity == diag.Error })
	seen := map[string]bool{}
	for _, target := range b.plan.Targets {
		p := strings.ToLower(target.Path)
		if seen[p] && !told {
			t.Errorf("seed %d: %s is there twice, and no collision is told", seed, target.Path)
		}
		seen[p] = true
		if path.Clean(target.Path) != target.Path || strings.HasPrefix(target.Path, "/") || strings.HasPrefix(target.Path, "../") {
			t.Errorf("seed %d: the path %q leaves the output folder", seed, target.Path)
		}
		if target.Kind == plan.Page && target.Page.File != nil {
			written++
		}
	}
	return written
}

// decided looks at the files of which an edition's pages and messages are made.
func decided(t *testing.T, seed uint64, r *random, b built) {
	t.Helper()
	for _, e := range b.web.Editions {
		for _, p := range e.Pages {
			switch {
			case p.File == nil:
			case p.Language != e.Language && !p.Notice:
				t.Errorf("seed %d: %s shows %s in %s", seed, e.Code, p.Key, p.Language)
			case !speaks(r, p.File.Path, r.secrets[p.File.Path], e):
				t.Errorf("seed %d: %s shows %s, which is not released there", seed, e.Code, p.File.Path)
			}
		}
		for _, id := range e.Messages() {
			if f := e.Message(id); f.Tag != e.Locale && f.Tag != e.Language || !speaks(r, f.Path, r.secrets[f.Path], e) {
				t.Errorf("seed %d: %s speaks %s, which is not released there", seed, e.Code, f.Path)
			}
		}
	}
}

var address = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// inspect renders everything and looks for what must not be there.
func inspect(t *testing.T, seed uint64, r *random, b built, whole bool) {
	t.Helper()
	rend, d := render.New(b.plan, nil, render.Options{})
	if len(d) > 0 {
		t.Fatalf("seed %d: the theme: %v", seed, d)
	}
	there := map[string]bool{}
	for _, target := range b.plan.Targets {
		there[target.Path] = true
	}
	for _, target := range b.plan.Targets {
		if target.Kind == plan.Picture || target.Kind == plan.Asset && target.Source != "" && !strings.HasPrefix(target.Source, "content/") {
			continue // slow, and no campaign's words in them
		}
		data, err := rend.Bytes(target)
		if err != nil {
			if whole {
				t.Errorf("seed %d: %s: %v", seed, target.Path, err)
			}
			continue
		}
		text := target.Path + "\n" + string(data)
		for name, s := range r.secrets {
			if strings.Contains(text, s.mark) && !mayShow(r, b, name, s, target.Edition) {
				i := strings.Index(text, s.mark)
				t.Errorf("seed %d: %s shows %s of %s, which is not released there: …%s…", seed, target.Path, s.mark, name, text[max(0, i-120):min(len(text), i+60)])
			}
		}
		if whole && path.Ext(target.Path) == ".html" {
			leads(t, seed, b, target, data, there)
		}
	}
}

// mayShow reports whether something of a file may stand in an edition: its words, or its title and address where the
// toggles of a page lead to the same page in another edition, or to one above it. A nil edition is the root, which
// shows what any edition does.
func mayShow(r *random, b built, name string, s *secret, e *site.Edition) bool {
	if e == nil {
		return slices.ContainsFunc(b.web.Editions, func(e *site.Edition) bool { return speaks(r, name, s, e) })
	}
	if speaks(r, name, s, e) {
		return true
	}
	for _, other := range b.web.Editions {
		for _, q := range other.Pages {
			if q.File != nil && q.File.Path == name && speaks(r, name, s, other) && slices.ContainsFunc(e.Pages, func(p *site.Page) bool {
				return q.Key == "" || p.Key == q.Key || strings.HasPrefix(p.Key, q.Key+"/")
			}) {
				return true
			}
		}
	}
	return false
}

// speaks says by the file's own words, and its source's, whether an edition may show it. It knows nothing of how
// package site decides.
func speaks(r *random, name string, s *secret, e *site.Edition) bool {
	if s.hidden || s.countries != nil && !slices.Contains(s.countries, e.Country.Code) {
		return false
	}
	stem := strings.TrimSuffix(name, "."+s.tag+".md")
	if src := r.secrets[stem+".en.md"]; src != nil && (src.hidden || src.countries != nil && !slices.Contains(src.countries, e.Country.Code)) {
		return false
	}
	lang, region, _ := strings.Cut(s.tag, "-")
	if region != "" && region != strings.ToUpper(e.Country.Code) {
		return false
	}
	// Another language's words are there under a notice only.
	return lang == e.Language || slices.ContainsFunc(e.Pages, func(p *site.Page) bool { return p.Notice && p.Language == lang })
}

// leads checks that every address within the site is a file of it.
func leads(t *testing.T, seed uint64, b built, target plan.Target, data []byte, there map[string]bool) {
	t.Helper()
	hosts := []struct{ base, folder string }{{b.web.Campaign.BaseURL, ""}}
	own := b.web.Campaign.BaseURL
	for _, e := range b.web.Editions {
		if e.OwnHost {
			hosts = append(hosts, struct{ base, folder string }{e.Base, e.Folder + "/"})
			if target.Edition == e {
				own = e.Base
			}
		}
	}
	base, err := url.Parse(own)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range address.FindAllSubmatch(data, -1) {
		ref, err := url.Parse(strings.ReplaceAll(string(m[1]), "&amp;", "&"))
		if err != nil {
			t.Errorf("seed %d: %s holds the address %s: %v", seed, target.Path, m[1], err)
			continue
		}
		if ref.Path == "" && ref.Host == "" {
			continue
		}
		whole := base.ResolveReference(ref)
		whole.Fragment = ""
		for _, h := range hosts {
			rest, ok := strings.CutPrefix(whole.String(), h.base)
			if !ok {
				continue
			}
			file, err := url.PathUnescape(rest)
			if err != nil {
				t.Errorf("seed %d: %s: %v", seed, target.Path, err)
			}
			file = h.folder + file
			if file == "" || strings.HasSuffix(file, "/") {
				file += "index.html"
			}
			if !there[file] {
				t.Errorf("seed %d: %s leads to %s, which is no file of the site (%s)", seed, target.Path, m[1], file)
			}
		}
	}
}

// Between now and the first moment that `tocsin next` tells, nothing that readers see changes; pages and messages
// alike. At that moment something may.
func TestNothingChangesBetweenMoments(t *testing.T) {
	for seed := range uint64(campaigns() / 6) {
		r := makeCampaign(seed)
		src, _ := source.Load(r.files, tocsin.Files)
		web, _ := site.Resolve(src, now)
		moments := append(web.Moments, site.Moment{At: now.AddDate(0, 2, 0)})
		last := standing(web)
		for i := 0; i+1 < len(moments) && i < 6; i++ {
			if i == 0 {
				before, _ := site.Resolve(src, moments[0].At.Add(-time.Second))
				if got := standing(before); got != last {
					t.Fatalf("seed %d: the site changes before %v, and next does not tell:\n%s\n%s", seed, moments[0].At, last, got)
				}
			}
			at, _ := site.Resolve(src, moments[i].At)
			before, _ := site.Resolve(src, moments[i+1].At.Add(-time.Second))
			if moments[i+1].At.After(moments[i].At) && standing(at) != standing(before) {
				t.Fatalf("seed %d: the site changes between %v and %v, and next does not tell", seed, moments[i].At, moments[i+1].At)
			}
		}
	}
}

// standing says what every edition shows.
func standing(s *site.Site) string {
	var b strings.Builder
	for _, e := range s.Editions {
		fmt.Fprintf(&b, "%s:", e.Code)
		for _, p := range e.Pages {
			fmt.Fprintf(&b, " %s=%s(%s)", p.Key, p.Path, p.Language)
		}
		fmt.Fprintf(&b, " %v\n", e.Messages())
	}
	return b.String()
}

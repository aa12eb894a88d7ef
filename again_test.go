package tocsin_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"tocsin"
	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// What the review server keeps from one state to the next never shows: after any edit, deciding with the help of the
// site as it was gives what deciding from nothing gives.
func TestAgainIsResolve(t *testing.T) {
	kept := 0
	for seed := range uint64(campaigns() / 12) {
		r := makeCampaign(seed)
		src, _ := source.Load(r.files, tocsin.Files)
		web, _ := site.Resolve(src, now)
		before, _ := plan.New(web, render.Files(), plan.Options{})
		for range 6 {
			name := edit(r)
			campaign := src.Campaign
			src, _ = source.Reload(src, []string{name})
			if src.Campaign == campaign {
				kept++
			}
			again, told := site.Again(src, now, web)
			fresh, wanted := site.Resolve(src, now)
			if got, want := everything(again, before), everything(fresh, nil); got != want {
				t.Fatalf("seed %d: after an edit of %s the site is\n%s\nand not\n%s", seed, name, got, want)
			}
			if got, want := fmt.Sprint(told.Sorted()), fmt.Sprint(wanted.Sorted()); got != want {
				t.Fatalf("seed %d: after an edit of %s it tells\n%s\nand not\n%s", seed, name, got, want)
			}
			web = again
			before, _ = plan.New(web, render.Files(), plan.Options{Before: before})
		}
	}
	if kept < campaigns()/12 {
		t.Errorf("only %d edits let anything be kept: the dice are loaded", kept)
	}
}

// edit changes a Markdown file of a campaign, or takes one away, or brings a copy of it, and returns its name.
func edit(r *random) string {
	var names []string
	for name := range r.files {
		if strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	name := names[r.IntN(len(names))]
	text := string(r.files[name].Data)
	switch r.IntN(10) {
	case 0:
		delete(r.files, name)
		return name
	case 1:
		text = strings.Replace(text, "title:", "weight: 3\ntitle:", 1)
	case 2, 3:
		text = strings.Replace(text, "title: ", "title: "+string(rune('A'+r.IntN(26)))+" ", 1)
	case 4:
		text = strings.Replace(text, "title:", "topics: [x, y]\ntitle:", 1)
	case 5:
		text = strings.Replace(text, "title:", "updated: 2026-10-05\ntitle:", 1)
	case 6:
		text += "\n::message{id=" + r.one("m", "n", "o") + "}\n"
	default:
		text += "\nMore words.\n"
	}
	r.files[name] = &fstest.MapFile{Data: []byte(text)}
	return name
}

// everything says what a site has decided, page by page.
func everything(s *site.Site, before *plan.Plan) string {
	var b strings.Builder
	keys := func(pages []*site.Page) (out []string) {
		for _, p := range pages {
			out = append(out, p.Edition.Code+":"+p.Key)
		}
		return out
	}
	for _, e := range s.Editions {
		fmt.Fprintf(&b, "%s: messages %v, held %d, omitted %d, waiting %v, by title %v\n", e.Code, e.Messages(), e.Held, e.Omitted, keys(e.Waiting), keys(e.ByTitle()))
		for _, p := range e.Pages {
			fmt.Fprintf(&b, "  %s %d %q %q in %s, %v, week %d, children %v, topics %v, equals %v\n", p.Output(), p.Kind, p.Title, p.Summary, p.Language, p.Modified, p.Week,
				keys(p.Children), keys(p.Topics), keys(p.Equals()))
		}
	}
	p, d := plan.New(s, render.Files(), plan.Options{Before: before})
	for _, t := range p.Targets {
		fmt.Fprintf(&b, "%s %d\n", t.Path, t.Kind)
	}
	fmt.Fprintf(&b, "%v, %v", d.Sorted(), s.Moments)
	return b.String()
}

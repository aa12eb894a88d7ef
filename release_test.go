package tocsin_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"testing/fstest"

	"tocsin"
	"tocsin/internal/check"
	"tocsin/internal/diag"
	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// published is every file of a site, by path, and the sums of what it was made of, under released.
type published map[string][]byte

const released = "released input: "

// builder makes sites of campaigns that share templates, one after the other.
type builder struct {
	plan *plan.Plan
	rend *render.Renderer
}

// publish makes every file of a campaign's site at the moment of the tests, as build does, and fails where build would.
// Cards that stand in no archive are left out where time is short.
func (b *builder) publish(t *testing.T, files fstest.MapFS) published {
	t.Helper()
	src, diags := source.Load(files, tocsin.Files)
	web, d := site.Resolve(src, now)
	diags = append(diags, d...)
	p, d := plan.New(web, render.Files(), plan.Options{Before: b.plan})
	diags = append(diags, d...)
	rend, d := render.New(p, b.rend, render.Options{})
	diags = append(append(diags, d...), check.Run(web, p)...)
	if n, _ := diags.Count(); n > 0 {
		t.Fatalf("the campaign has errors: %v", slices.DeleteFunc(diags, func(d diag.Diagnostic) bool { return d.Severity != diag.Error }))
	}
	b.plan, b.rend = p, rend
	out := published{}
	for o, err := range rend.Each(context.Background(), func(t plan.Target) bool { return quality() != "" || t.Kind != plan.Picture }) {
		if err != nil {
			t.Fatal(err)
		}
		out[o.Path] = bytes.Clone(o.Data)
	}
	inputs, err := p.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range inputs {
		out[released+in.Name] = in.Sum[:]
	}
	return out
}

// quality says how much time there is: nothing for little, "full" for as much as it takes.
func quality() string { return os.Getenv("TOCSIN_QUALITY") }

// differences lists the files of two sites that are not the same byte for byte, each with where it begins to differ.
func differences(without, with published) (out []string) {
	names := maps.Clone(without)
	maps.Copy(names, with)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		a, was := without[name]
		b, is := with[name]
		switch {
		case !was:
			out = append(out, name+" is there only with it")
		case !is:
			out = append(out, name+" is there only without it")
		case !bytes.Equal(a, b):
			i := 0
			for i < min(len(a), len(b)) && a[i] == b[i] {
				i++
			}
			from := max(0, i-60)
			out = append(out, fmt.Sprintf("%s differs at byte %d: %.120q, without it %.120q", name, i, b[from:], a[from:]))
		}
	}
	return out
}

// pair is a thing and why it is not released.
type pair struct {
	reason
	kind
}

// pairs are all that there can be, but for those that a promise speaks against.
func pairs() (out []pair) {
	for _, r := range reasons {
		for _, k := range kinds {
			if k.never[r.name] == "" {
				out = append(out, pair{r, k})
			}
		}
	}
	return out
}

// A campaign with things that are not released gives the same bytes in every file as the campaign without them: all of
// them at once, and, where there is time, each by itself.
func TestUnreleasedChangesNoByte(t *testing.T) {
	b := &builder{}
	without := b.publish(t, releasedCampaign())
	t.Run("all at once", func(t *testing.T) {
		files := releasedCampaign()
		layAll(files)
		layRemarks(files)
		with := b.publish(t, files)
		for _, d := range differences(without, with) {
			t.Error(d)
		}
	})
	if quality() == "" {
		t.Log("SKIPPED: each by itself, and what is found once it is released. To run it: TOCSIN_QUALITY=1 go test -run Unreleased .")
		return
	}
	t.Run("remarks", func(t *testing.T) {
		files := releasedCampaign()
		layRemarks(files)
		for _, d := range differences(without, b.publish(t, files)) {
			t.Error(d)
		}
	})
	t.Run("passages for another country", func(t *testing.T) {
		files := releasedCampaign()
		layPassages(files)
		ca := reason{editions: []string{"ca/en", "ca/fr"}}
		with := ca.only(b.publish(t, files))
		for _, d := range differences(ca.only(without), with) {
			t.Error(d)
		}
		for name, text := range canaries(with) {
			t.Errorf("%s tells %s", name, text)
		}
	})
	t.Run("once released", func(t *testing.T) { releasedIsFound(t, b) })
	all := pairs()
	if quality() != "full" {
		all = pick(all, rand.New(rand.NewPCG(11, 2026)).Perm(len(all))[:24])
		t.Logf("a sample: %d of %d pairs of a reason and a kind by itself; all of them with TOCSIN_QUALITY=full", len(all), len(pairs()))
	}
	for _, x := range all {
		t.Run(x.reason.name+"/"+x.kind.name, func(t *testing.T) {
			files := releasedCampaign()
			x.lay(files, x.reason)
			with := x.only(b.publish(t, files))
			for _, d := range differences(x.only(without), with) {
				t.Error(d)
			}
			for name, text := range canaries(with) {
				t.Errorf("%s tells %s", name, text)
			}
		})
	}
}

func pick(all []pair, at []int) (out []pair) {
	for _, i := range at {
		out = append(out, all[i])
	}
	return out
}

// layAll lays every kind over a campaign under every reason that keeps it out of the whole site. A kind whose names mean
// something has one reason, each the next.
func layAll(files fstest.MapFS) {
	turn := 0
	for _, k := range kinds {
		first := true
		for i := range reasons {
			r := reasons[(i+turn)%len(reasons)]
			if r.editions != nil || k.never[r.name] != "" || k.fixed && !first {
				continue
			}
			k.copied(fmt.Sprint(i)).lay(files, r)
			first = false
		}
		turn++
	}
}

// What the tests look for is there once it is released, so that they would find it; and what is never for readers is not.
func releasedIsFound(t *testing.T, b *builder) {
	files, book := releasedCampaign(), canaryBook{}
	for _, k := range kinds {
		maps.Copy(book, k.lay(files, reason{}))
	}
	found := map[string]bool{}
	for _, word := range canaries(b.publish(t, files)) {
		found[book[word]] = true
	}
	for _, place := range []string{"aside", "owner", "param", "reason", "remark", "tip"} {
		if found[place] {
			t.Errorf("what is written as @%s is for those who write alone, and readers get it", place)
		}
		found[place] = true
	}
	for _, place := range slices.Sorted(maps.Values(book)) {
		if !found[place] {
			t.Errorf("nothing that is written as @%s is found in the site", place)
		}
		found[place] = true
	}
}

// In the case that was reported, Canada waits for French, which is TLP:RED; the United States do not.
func TestHeldMessageCase(t *testing.T) {
	const dir = "../shared/cases/messages-hold"
	files := fstest.MapFS{}
	for _, name := range []string{"campaign.yaml", "content/index.en.md", "content/index.fr.md", "content/index.es.md", "content/messages/m.en.md", "content/messages/m.fr.md"} {
		data, err := os.ReadFile(dir + "/" + name)
		if err != nil {
			t.Skip("SKIPPED: the reported cases are not beside this repository: ", err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	told := ""
	for name, data := range (&builder{}).publish(t, files) {
		if bytes.Contains(data, []byte("MOTS")) {
			t.Errorf("%s shows words that are TLP:RED", name)
		}
		if bytes.Contains(data, []byte("SECRET-WORDS")) {
			told += name
		}
	}
	if told != "us/en/messages.json" {
		t.Errorf("the message is in %q, want us/en/messages.json alone", told)
	}
}

package tocsin_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
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

// publish makes every file of a campaign's site at the moment of the tests, as build does, and fails where build would.
// A plan of the same campaign with other pages may be given, which saves time.
func publish(t *testing.T, files fstest.MapFS, before *plan.Plan) (published, *plan.Plan) {
	t.Helper()
	src, diags := source.Load(files, tocsin.Files)
	web, d := site.Resolve(src, now)
	diags = append(diags, d...)
	p, d := plan.New(web, render.Files(), plan.Options{Before: before})
	diags = append(diags, d...)
	rend, d := render.New(p, nil, render.Options{})
	diags = append(append(diags, d...), check.Run(web, p)...)
	if n, _ := diags.Count(); n > 0 {
		t.Fatalf("the campaign has errors: %v", slices.DeleteFunc(diags, func(d diag.Diagnostic) bool { return d.Severity != diag.Error }))
	}
	out := published{}
	for o, err := range rend.Each(context.Background(), nil) {
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
	return out, p
}

// differences lists the files of two sites that are not the same byte for byte, each with where it begins to differ.
func differences(without, with published) (out []string) {
	names := map[string]bool{}
	for name := range without {
		names[name] = true
	}
	for name := range with {
		names[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		a, b := without[name], with[name]
		_, was := without[name]
		_, is := with[name]
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

// A campaign with things that are not released gives the same bytes in every file as the campaign without them.
func TestUnreleasedChangesNoByte(t *testing.T) {
	without, before := publish(t, releasedCampaign(), nil)
	for _, r := range reasons {
		for _, k := range kinds {
			t.Run(r.name+"/"+k.name, func(t *testing.T) {
				files := releasedCampaign()
				k.lay(files, r)
				if why := k.never[r.name]; why != "" {
					t.Skip(why)
				}
				with, _ := publish(t, files, before)
				for _, d := range differences(r.only(without), r.only(with)) {
					t.Error(d)
				}
			})
		}
	}
}

var _ = cmp.Or[string]
var _ = strings.Cut

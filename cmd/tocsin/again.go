package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"tocsin/internal/card"
	"tocsin/internal/memory"
	"tocsin/internal/publish"
	"tocsin/internal/record"
	"tocsin/internal/render"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// again answers a build that would make the site that is there, from the record of the one that made it. It reports
// false where nothing proves that, or where something is wrong: the build will say what.
func (a *app) again() (bool, error) {
	start := time.Now()
	if a.checkFormat() != nil {
		return false, nil
	}
	r := record.Load(a.dir)
	a.last = r
	if r == nil || r.Key != a.key() || !a.covered(r) || !a.proved(r) {
		return false, nil
	}
	_ = a.report(r.Told) // as after a build: the site is there, told or not
	a.tell(r.Summary)
	a.say("build.done", "out", a.output(), "time", time.Since(start).Round(time.Millisecond), "result", a.told(publish.Result{Same: r.Files}))
	return true, nil
}

// covered reports whether the record holds for the moment of this build.
func (a *app) covered(r *record.Record) bool {
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		return false
	}
	at, err := a.momentIn(zone)
	return err == nil && r.Covers(at)
}

// dear is how many files may be read again for each build before it is cheaper to write the record anew.
const dear = 500

// proved reports whether everything that the record names is as it was: what is cheap to look at first.
func (a *app) proved(r *record.Record) bool {
	if r.Fonts {
		names := card.SystemFonts()
		if len(names) > len(r.Outside) || !slices.EqualFunc(r.Outside[:len(names)], names, func(e record.Entry, name string) bool { return e.Path == name }) {
			return false
		}
	}
	root, err := os.OpenRoot(a.dir)
	if err != nil {
		return false
	}
	defer root.Close()
	if !record.Untouched(r.Outside) {
		return false
	}
	same, read := record.Same(a.dir, root.FS(), r.Inputs)
	if !same {
		return false
	}
	whole, more := publish.Unchanged(a.output(), r.Outputs)
	if whole && read+more > dear {
		r.Save(a.dir)
	}
	return whole
}

// key names the program and every option that can change a byte of the site; "" where the program can't be told.
func (a *app) key() string {
	name, self := record.Self()
	out, err := filepath.Abs(a.output())
	if err != nil || self == (record.Mark{}) {
		return ""
	}
	if real, err := filepath.EvalSymlinks(out); err == nil {
		out = real
	}
	return fmt.Sprintf("%q %v %q sign=%q %v strict=%t precompress=%t pdf=%t %q %v zones=%q %s", name, self, out, a.sign, record.Follow(a.sign), a.strict, a.precompress, a.printer != nil,
		a.browserPath, record.Follow(a.browserPath), os.Getenv("ZONEINFO"), a.words.Lang())
}

// record keeps what the next build needs in order to see that nothing has changed.
func (a *app) record(c *chain, result publish.Result) {
	key := a.key()
	inputs, known := c.read.Entries()
	if key == "" || !known || result.Seal == nil {
		return
	}
	r := &record.Record{Key: key, Zone: c.web.Countries[0].Zone.String(), From: c.web.At, Until: until(c.web), Inputs: inputs, Outputs: result.Seal,
		Made: madeBytes(result.Made), Told: c.diags, Summary: c.summary(a.words, c.diags), Files: result.Added + result.Changed + result.Same,
		Fonts: a.printer != nil || c.rend.AskedSystemFonts()}
	if r.Fonts {
		r.Outside = outside(r.Outside, card.SystemFonts()...)
	}
	for _, zone := range zones(c.web) {
		for _, dir := range []string{"/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"} { // as package time does
			r.Outside = outside(r.Outside, filepath.Join(dir, zone))
		}
	}
	r.Save(a.dir)
}

// remember opens a share of the campaign's memory; with --force, one of which nothing is taken.
func (a *app) remember(name string) *memory.Share {
	if a.force {
		return memory.Anew(a.dir, name, memory.Program())
	}
	return memory.Open(a.dir, name, memory.Program())
}

var madeForm = sync.OnceValue(memory.FormOf[[]publish.Made])

func madeBytes(list []publish.Made) []byte {
	b, _ := madeForm().Append(nil, &list)
	return b
}

// before returns the outputs of the last build that made all of this site, by path, with what the system told of each
// when that was done; none where another program made
// them, for other options, or with --force.
func (a *app) before() map[string]*render.Made {
	out := map[string]*render.Made{}
	r := a.last
	if r == nil || r.Key != a.key() || !record.Untouched(r.Outside) {
		return out
	}
	var list []publish.Made
	if rest, err := madeForm().Read(string(r.Made), &list); err != nil || rest != "" {
		return out
	}
	marks := make(map[string]record.Mark, len(r.Outputs))
	for _, e := range r.Outputs {
		if !e.Doubt {
			marks[e.Path] = e.Mark
		}
	}
	for _, m := range list {
		if mark, ok := marks[m.Path]; ok {
			out[m.Path] = &render.Made{Key: m.Key, Sum: m.Sum, Size: m.Size, Mark: mark}
		}
	}
	return out
}

func outside(list []record.Entry, names ...string) []record.Entry {
	for _, name := range names {
		now := time.Now()
		m := record.Follow(name)
		list = append(list, record.Entry{Path: name, Mark: m, Doubt: m.Recent(now)})
	}
	return list
}

// zones lists the time zones that the site's days and hours are told in.
func zones(web *site.Site) []string {
	var out []string
	for _, c := range web.Countries {
		out = append(out, c.Zone.String())
	}
	for _, f := range web.Source.Pages {
		if f.Front.Event != nil && f.Front.Event.Timezone != "" {
			out = append(out, f.Front.Event.Timezone)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// until is the first moment after the build's at which the site or what is told of it may be another: when a page
// comes or goes, when a review is overdue, and every midnight, since what is past is told by days.
func until(web *site.Site) time.Time {
	next := web.At.Add(24 * time.Hour)
	add := func(at time.Time) {
		if at.After(web.At) && at.Before(next) {
			next = at
		}
	}
	for _, m := range web.Moments {
		add(m.At)
	}
	midnight := func(zone *time.Location) {
		y, m, d := web.At.In(zone).Date()
		add(time.Date(y, m, d+1, 0, 0, 0, 0, zone))
	}
	midnight(time.UTC)
	if s := web.Campaign.Security; s != nil {
		add(s.Expires.EndIn(time.UTC))
	}
	for _, c := range web.Countries {
		midnight(c.Zone)
		for _, files := range [][]*source.File{web.Source.Pages, web.Source.Messages} {
			for _, f := range files {
				add(f.Front.ReviewBy.EndIn(c.Zone))
			}
		}
		for _, facts := range web.Source.Facts {
			for _, f := range facts {
				add(f.ReviewBy.EndIn(c.Zone))
			}
		}
	}
	return next
}

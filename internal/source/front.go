package source

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/filename"
	"tocsin/internal/locale"
	"tocsin/internal/rule"
)

// Front is the front matter of one Markdown file, as written: nothing is inherited yet.
type Front struct {
	Title, Summary, Slug, Source, Owner, TLP string
	Date, Publish, Expires, Updated          Date
	ReviewBy                                 Date
	Draft                                    bool
	Sheet                                    bool // it also comes as a poster
	Weight                                   int
	Audiences, Topics, Countries, Aliases    []string
	Keywords                                 []string // by which readers search for it, though it does not say them
	Image                                    *Image
	Missing                                  *Missing
	Allow                                    []Allow
	Params                                   map[string]any
	ParamAddresses                           []ParamAddress // those among Params
	Week                                     *Week
	Event                                    *Event
	Alert                                    *Alert
	Post                                     *Post
	Help                                     *Help
	Own                                      Digest // of what readers get from this rendition alone, its words apart
	Shared                                   Digest // of what its translations inherit and readers get
	keys                                     []keyAt
}

// Image is a page's picture for sharing.
type Image struct{ Src, Alt string }

// Missing is a page's own rule for a rendition that is not there yet.
type Missing struct {
	Mode   Mode
	Reason string
}

// Allow silences one rule on one page, with a reason.
type Allow struct{ Rule, Reason string }

// Week is a week of the campaign; its days differ by country.
type Week struct {
	Number int
	Days   map[string][2]Date // first and last day, by country code
}

// Event is something that happens at a time.
type Event struct {
	Start, End Date
	Timezone   string
	Place      string
	URL        address.Address // the zero value for none
	Status     string          // confirmed, tentative or cancelled
	Sequence   int
	Was        Date // when it was to start before it was moved
}

type keyAt struct {
	key    string
	line   int32
	column int32
	length int32 // in characters; 0 where it is not known
}

// Has reports whether the key was written in this file.
func (f *Front) Has(key string) bool {
	return slices.ContainsFunc(f.keys, func(k keyAt) bool { return k.key == key })
}

// pos returns where the key was written in a file, with line 0 where it was not.
func (f *Front) pos(file, key string) diag.Pos {
	for _, k := range f.keys {
		if k.key != key {
			continue
		}
		at := diag.Pos{File: file, Line: int(k.line), Column: int(k.column)}
		if k.length > 0 {
			at = at.To(int(k.length))
		}
		return at
	}
	return diag.Pos{File: file}
}

var frontKeys = []string{"title", "summary", "slug", "source", "date", "publish", "expires", "updated", "draft", "weight",
	"audiences", "topics", "countries", "image", "aliases", "owner", "review_by", "tlp", "missing", "reason", "allow", "params",
	"week", "event", "sheet", "post", "alert", "keywords", "help"}

// front decodes the mapping of a front matter.
func (r *reader) front(text []byte) Front {
	var f Front
	root := r.parse(text)
	if root == nil {
		return f
	}
	own, shared := newDigester(), newDigester()
	r.each(root, frontKeys, func(key string, k, v *yaml.Node) {
		f.keys = append(f.keys, keyAt{key, int32(k.Line + r.line), int32(k.Column), int32(r.length(k))})
		r.frontKey(&f, key, k, v)
		if ownKeys[key] {
			own.add(key, v)
		}
		if sharedKeys[key] {
			shared.add(key, v)
		}
	})
	f.Own, f.Shared = own.sum(), shared.sum()
	return f
}

func (r *reader) frontKey(f *Front, key string, k, v *yaml.Node) {
	switch key {
	case "title":
		f.Title = r.str(v)
	case "summary":
		f.Summary = r.str(v)
	case "slug":
		f.Slug = r.slug(v)
	case "source":
		f.Source = r.str(v)
	case "owner":
		f.Owner = r.str(v)
	case "tlp":
		f.TLP = r.tlp(v)
	case "date":
		f.Date = r.date(v)
	case "publish":
		f.Publish = r.date(v)
	case "expires":
		f.Expires = r.date(v)
	case "updated":
		f.Updated = r.date(v)
	case "review_by":
		f.ReviewBy = r.date(v)
	case "draft":
		f.Draft = r.boolean(v)
	case "weight":
		f.Weight = r.integer(v)
	case "audiences":
		f.Audiences = r.list(v)
	case "topics":
		f.Topics = r.list(v)
	case "countries":
		f.Countries = r.list(v)
	case "keywords":
		f.Keywords = r.list(v)
	case "aliases":
		f.Aliases = r.list(v)
	case "image":
		f.Image = r.image(v)
	case "missing":
		r.missing(f, k, v)
	case "reason":
		if f.Missing == nil {
			f.Missing = &Missing{}
		}
		f.Missing.Reason = r.str(v)
	case "allow":
		f.Allow = r.allow(v)
	case "params":
		f.Params, f.ParamAddresses = r.params(v)
	case "week":
		f.Week = r.week(v)
	case "event":
		f.Event = r.event(v)
	case "alert":
		f.Alert = r.alert(k, v)
	case "help":
		f.Help = r.help(k, v)
	case "post":
		f.Post = r.post(v)
	case "sheet":
		f.Sheet = r.boolean(v)
	}
}

// slug reads one path element. What is unsafe in it is put right later; what would leave its folder is refused here.
func (r *reader) slug(n *yaml.Node) string {
	s := r.str(n)
	if strings.ContainsAny(s, "/\\") || s == "." || s == ".." {
		r.diags.Add(r.at(n), rule.Slug, "slug", s)
		return ""
	}
	if made := locale.Slug(s); filename.Reserved(s) {
		r.diags.Add(r.at(n), rule.SlugReserved, "slug", s, "made", made)
	}
	return s
}

// The labels of TLP 2.0, https://www.first.org/tlp/
var tlpLabels = []string{"TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"}

// Clear is the only label of the Traffic Light Protocol that may be published.
const Clear = "TLP:CLEAR"

// tlp reads a label. An unreadable label withholds the page like the strictest one: a typing error must never publish.
func (r *reader) tlp(n *yaml.Node) string {
	s := r.str(n)
	if slices.Contains(tlpLabels, s) {
		return s
	}
	var hint rule.Text
	switch up := strings.ToUpper(s); {
	case up == "TLP:WHITE" || up == "WHITE":
		hint = rule.HintTLPWhite.With()
	case slices.Contains(tlpLabels, up):
		hint = rule.HintWrite.With("what", up)
	case slices.Contains(tlpLabels, "TLP:"+up):
		hint = rule.HintWrite.With("what", "TLP:"+up)
	}
	r.diags.Add(r.at(n), rule.TLP, "label", s, "labels", tlpLabels, "hint", hint)
	return "TLP:RED"
}

func (r *reader) image(n *yaml.Node) *Image {
	var im Image
	r.each(n, []string{"src", "alt"}, func(key string, _, v *yaml.Node) {
		if key == "src" {
			im.Src = r.str(v)
		} else {
			im.Alt = r.str(v)
		}
	})
	return &im
}

func (r *reader) mode(n *yaml.Node) Mode {
	m := Mode(r.str(n))
	if m != Hold && m != Omit && m != Notice {
		r.diags.Add(r.at(n), rule.MissingWord, "word", string(m), "near", diag.Nearest(string(m), []string{"hold", "omit", "notice"}))
		return ""
	}
	return m
}

func (r *reader) missing(f *Front, k, v *yaml.Node) {
	if f.Missing == nil {
		f.Missing = &Missing{}
	}
	if v.Kind == yaml.ScalarNode {
		f.Missing.Mode = r.mode(v)
		return
	}
	r.each(v, []string{"rule", "reason"}, func(key string, _, v *yaml.Node) {
		if key == "rule" {
			f.Missing.Mode = r.mode(v)
		} else {
			f.Missing.Reason = r.str(v)
		}
	})
	if f.Missing.Mode == "" {
		r.diags.Add(r.at(k), rule.MissingNoRule)
	}
}

func (r *reader) allow(n *yaml.Node) []Allow {
	if n.Kind != yaml.SequenceNode {
		r.wrongType(n, rule.PartList, rule.HintAllow.With())
		return nil
	}
	var out []Allow
	for c := range r.items(n) {
		var a Allow
		r.each(c, []string{"rule", "reason"}, func(key string, _, v *yaml.Node) {
			if key == "rule" {
				a.Rule = r.ruleName(v)
			} else {
				a.Reason = r.str(v)
			}
		})
		if a.Rule == "" || a.Reason == "" {
			r.diags.Add(r.at(c), rule.Allow)
			continue
		}
		out = append(out, a)
	}
	return out
}

// ruleName reads the name of a rule: a name that it had before is taken for the one that it has now, with a warning.
func (r *reader) ruleName(n *yaml.Node) string {
	name := r.str(n)
	rules := r.rules
	if rules == nil {
		rules = rule.Registry()
	}
	found, now, ok := rules.Find(name)
	switch {
	case name == "": // told with what else is missing
	case !ok:
		r.diags.Add(r.at(n), rule.UnknownRuleName, "name", name, "near", diag.Nearest(strings.ToLower(name), rules.Names()))
	case !now:
		r.diags.Add(r.at(n), rule.UnknownRuleFormer, "name", name, "now", found.Name)
		return found.Name
	}
	return name
}

func (r *reader) week(n *yaml.Node) *Week {
	w := Week{Days: map[string][2]Date{}}
	r.each(n, nil, func(key string, k, v *yaml.Node) {
		if key == "number" {
			if w.Number = r.integer(v); w.Number < 1 || w.Number > 5 {
				r.diags.Add(r.at(v), rule.WeekNumber, "number", v.Value)
			}
			return
		}
		if len(key) != 2 {
			r.diags.Add(r.at(k), rule.UnknownKeyWeek, "key", key)
			return
		}
		if v.Kind != yaml.SequenceNode || len(v.Content) != 2 {
			r.wrongType(v, rule.PartDays, rule.HintDays.With())
			return
		}
		from, to := r.date(v.Content[0]), r.date(v.Content[1])
		if !from.IsZero() && !to.IsZero() && to.t.Before(from.t) {
			r.diags.Add(r.at(v), rule.WeekOrder, "to", to, "from", from)
		}
		w.Days[key] = [2]Date{from, to}
	})
	return &w
}

var (
	eventKeys = []string{"start", "end", "timezone", "place", "url", "status", "sequence", "was"}
	statuses  = []string{"confirmed", "tentative", "cancelled"}
)

func (r *reader) event(n *yaml.Node) *Event {
	e := Event{Status: "confirmed"}
	r.each(n, eventKeys, func(key string, _, v *yaml.Node) {
		switch key {
		case "start":
			e.Start = r.date(v)
		case "end":
			e.End = r.date(v)
		case "timezone":
			e.Timezone = r.timezone(v)
		case "place":
			e.Place = r.str(v)
		case "url":
			e.URL = r.address(v, address.Web)
		case "status":
			if e.Status = r.str(v); !slices.Contains(statuses, e.Status) {
				r.diags.Add(r.at(v), rule.EventStatus, "word", e.Status)
			}
		case "sequence":
			e.Sequence = r.sequence(v)
		case "was":
			e.Was = r.date(v)
		}
	})
	r.changed(n, &e)
	if !e.Start.IsZero() && !e.End.IsZero() && e.End.t.Before(e.Start.t) && e.Start.fixed == e.End.fixed {
		r.diags.Add(r.at(n), rule.EventEarly, "until", e.End, "start", e.Start)
		e.End = Date{} // told once
	}
	if !e.Start.IsZero() && !e.End.IsZero() && e.Start.HasTime != e.End.HasTime {
		r.diags.Add(r.at(n), rule.EventHalf, "start", e.Start, "until", e.End)
		e.End = Date{}
	}
	return &e
}

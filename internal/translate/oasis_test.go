package translate

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The rules of OASIS's schema and constraints for XLIFF 2.1 that a writer can break
// (https://docs.oasis-open.org/xliff/xliff-core/v2.1/): what an element may hold and in which order, which attributes
// it must and may have, and what ids refer to.
var rules21 = map[string]struct {
	children string   // a regular expression over the children's names, each with a space after it
	must     []string // attributes
	may      []string
	mixed    bool // text may stand in it
}{
	"xliff":        {children: `(file )+`, must: []string{"version", "srcLang"}, may: []string{"trgLang"}},
	"file":         {children: `(skeleton )?(notes )?((unit|group) )+`, must: []string{"id"}, may: []string{"canResegment", "original", "space"}},
	"notes":        {children: `(note )+`},
	"note":         {mixed: true, may: []string{"id", "appliesTo", "category", "priority"}},
	"unit":         {children: `(notes )?(originalData )?((segment|ignorable) )+`, must: []string{"id"}, may: []string{"name", "type", "canResegment", "space"}},
	"originalData": {children: `(data )+`},
	"data":         {children: `(cp )*`, mixed: true, must: []string{"id"}, may: []string{"dir", "space"}},
	"segment":      {children: `source (target )?`, may: []string{"id", "canResegment", "state", "subState"}},
	"source":       {children: `((cp|ph|pc|sc|ec|mrk|sm|em) )*`, mixed: true, may: []string{"lang", "space"}},
	"target":       {children: `((cp|ph|pc|sc|ec|mrk|sm|em) )*`, mixed: true, may: []string{"lang", "space", "order"}},
	"ph":           {must: []string{"id"}, may: []string{"canCopy", "canDelete", "canReorder", "disp", "equiv", "dataRef", "subType", "type"}},
	"pc":           {children: `((cp|ph|pc|sc|ec|mrk|sm|em) )*`, mixed: true, must: []string{"id"}, may: []string{"canCopy", "canDelete", "canOverlap", "canReorder", "dispStart", "dispEnd", "equivStart", "equivEnd", "dataRefStart", "dataRefEnd", "subType", "type"}},
}

var rules12 = map[string]struct {
	children string
	must     []string
	may      []string
	mixed    bool
}{
	"xliff":      {children: `(file )+`, must: []string{"version"}},
	"file":       {children: `(header )?body `, must: []string{"original", "source-language", "datatype"}, may: []string{"target-language", "space"}},
	"header":     {children: `(note )*`},
	"body":       {children: `((group|trans-unit|bin-unit) )*`},
	"note":       {mixed: true, may: []string{"from", "lang", "priority", "annotates"}},
	"trans-unit": {children: `source (seg-source )?(target )?((note|alt-trans) )*`, must: []string{"id"}, may: []string{"approved", "resname", "restype", "space", "translate"}},
	"alt-trans":  {children: `(source )?(target )+`, may: []string{"alttranstype", "match-quality", "origin"}},
	"source":     {children: `((g|x) )*`, mixed: true, may: []string{"lang"}},
	"target":     {children: `((g|x) )*`, mixed: true, may: []string{"lang", "state"}},
	"g":          {children: `((g|x) )*`, mixed: true, must: []string{"id"}, may: []string{"ctype", "equiv-text"}},
	"x":          {must: []string{"id"}, may: []string{"ctype", "equiv-text"}},
}

var (
	nmtoken  = regexp.MustCompile(`^[\pL\pN._:-]+$`)
	prefixed = regexp.MustCompile(`^[^\s:]+:[^\s:]+$`)
	values   = map[string]*regexp.Regexp{
		"id": nmtoken, "dataRef": nmtoken, "dataRefStart": nmtoken, "dataRefEnd": nmtoken, "subType": prefixed, "subState": prefixed,
		"canCopy": regexp.MustCompile(`^(yes|no)$`), "canDelete": regexp.MustCompile(`^(yes|no)$`), "canResegment": regexp.MustCompile(`^(yes|no)$`),
		"srcLang": regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`), "trgLang": regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`),
		"approved": regexp.MustCompile(`^(yes|no)$`), "restype": regexp.MustCompile(`^x-[^\s]+$`), "datatype": regexp.MustCompile(`^x-[^\s]+$`),
		"ctype":        regexp.MustCompile(`^(bold|italic|link|lb|x-[^\s]+)$`),
		"alttranstype": regexp.MustCompile(`^(proposal|previous-version|rejected|reference|accepted)$`),
		"space":        regexp.MustCompile(`^(default|preserve)$`),
	}
	states21 = regexp.MustCompile(`^(initial|translated|reviewed|final)$`)
	states12 = regexp.MustCompile(`^(final|needs-adaptation|needs-l10n|needs-review-adaptation|needs-review-l10n|needs-review-translation|needs-translation|new|signed-off|translated)$`)
	types    = regexp.MustCompile(`^(fmt|ui|quote|link|image|other)$`)
)

// breaks returns the rules that an XLIFF file breaks.
func breaks(text string) []string {
	root, err := parseXML([]byte(text))
	if err != nil {
		return []string{err.Error()}
	}
	v := &validator{}
	v.is12 = root.attr("version") == "1.2"
	v.element(root)
	if v.is12 {
		v.unique(root, "trans-unit", "file")
		return v.found
	}
	v.unique(root, "file", "xliff")
	v.unique(root, "unit", "file")
	v.each(root, "unit", v.unit21)
	v.each(root, "target", func(*element) {
		if root.attr("trgLang") == "" {
			v.say("there is a target and no trgLang")
		}
	})
	return v.found
}

type validator struct {
	is12  bool
	found []string
}

func (v *validator) say(format string, args ...any) {
	if len(v.found) < 20 {
		v.found = append(v.found, fmt.Sprintf(format, args...))
	}
}

func (v *validator) element(e *element) {
	rules := rules21
	if v.is12 {
		rules = rules12
	}
	r, known := rules[e.name]
	if !known {
		v.say("line %d: unknown element %s", e.line, e.name)
		return
	}
	names := ""
	for _, c := range e.children {
		if c.element != nil {
			names += c.name + " "
			v.element(c.element)
		} else if !r.mixed && strings.TrimSpace(c.text) != "" {
			v.say("line %d: there is text in %s", e.line, e.name)
		}
	}
	if !regexp.MustCompile(`^(` + r.children + `)$`).MatchString(names) {
		v.say("line %d: %s holds %q", e.line, e.name, names)
	}
	for _, must := range r.must {
		if e.attr(must) == "" {
			v.say("line %d: %s has no %s", e.line, e.name, must)
		}
	}
	for _, a := range e.attrs {
		name := a.Name.Local
		if name == "xmlns" {
			continue
		}
		if !slices.Contains(r.must, name) && !slices.Contains(r.may, name) {
			v.say("line %d: %s may not have %s", e.line, e.name, name)
		}
		v.value(e, name, a.Value)
	}
}

func (v *validator) value(e *element, name, value string) {
	want := values[name]
	switch {
	case name == "state" && v.is12:
		want = states12
	case name == "state":
		want = states21
	case name == "type" && (e.name == "ph" || e.name == "pc"):
		want = types
	case name == "type":
		want = prefixed
	}
	if want != nil && !want.MatchString(value) {
		v.say("line %d: %s of %s is %q", e.line, name, e.name, value)
	}
	if name == "subState" && e.attr("state") == "" {
		v.say("line %d: there is a subState and no state", e.line)
	}
	if name == "subType" && e.attr("type") == "" {
		v.say("line %d: there is a subType and no type", e.line)
	}
	if name == "subType" && strings.HasPrefix(value, "xlf:") {
		fits := map[string]string{"xlf:b": "fmt", "xlf:i": "fmt", "xlf:u": "fmt", "xlf:lb": "fmt", "xlf:pb": "fmt", "xlf:var": "ui"}
		if fits[value] != e.attr("type") {
			v.say("line %d: the subType %s does not go with the type %s", e.line, value, e.attr("type"))
		}
	}
}

func (v *validator) each(e *element, name string, f func(*element)) {
	if e.name == name {
		f(e)
	}
	for _, c := range e.children {
		if c.element != nil {
			v.each(c.element, name, f)
		}
	}
}

// unique holds that an id of an element is there once within another.
func (v *validator) unique(root *element, name, within string) {
	v.each(root, within, func(e *element) {
		seen := map[string]bool{}
		v.each(e, name, func(e *element) {
			if seen[e.attr("id")] {
				v.say("line %d: the id %q of %s is there twice", e.line, e.attr("id"), name)
			}
			seen[e.attr("id")] = true
		})
	})
}

// unit21 holds the rules about ids and references within a unit.
func (v *validator) unit21(u *element) {
	data, ids, from := map[string]bool{}, map[string]bool{}, map[string]string{}
	v.each(u, "data", func(e *element) {
		if data[e.attr("id")] {
			v.say("line %d: the id %q of data is there twice", e.line, e.attr("id"))
		}
		data[e.attr("id")] = true
	})
	take := func(e *element) {
		if id := e.attr("id"); id != "" {
			if ids[id] {
				v.say("line %d: the id %q is there twice in its unit", e.line, id)
			}
			ids[id] = true
		}
	}
	v.each(u, "segment", take)
	refs := func(e *element) {
		for _, a := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
			if ref := e.attr(a); ref != "" && !data[ref] {
				v.say("line %d: %s %q refers to nothing", e.line, a, ref)
			}
		}
	}
	inline := func(root *element, f func(*element)) {
		for _, name := range []string{"pc", "ph"} {
			v.each(root, name, f)
		}
	}
	v.each(u, "source", func(s *element) {
		inline(s, func(e *element) { take(e); refs(e); from[e.attr("id")] = e.name })
	})
	v.each(u, "target", func(t *element) {
		seen := map[string]bool{}
		inline(t, func(e *element) {
			id := e.attr("id")
			refs(e)
			if seen[id] {
				v.say("line %d: the id %q is there twice in a target", e.line, id)
			}
			seen[id] = true
			if name, ok := from[id]; ok && name != e.name || !ok && ids[id] {
				v.say("line %d: the id %q in the target is that of another element", e.line, id)
			}
		})
	})
}

// TestStructure holds what is exported against OASIS's rules: every page of the demo, and what is out of date.
func TestStructure(t *testing.T) {
	demo := campaignOf(t, "../..")
	small := pageCampaign(t)
	small.edit(enPath, "## Why", "## Why now & <then>")
	small.edit(enPath, "- One thing,\n  on two lines.\n", "")
	small.edit(enPath, "It is *late*.", "It is *late*.\n\nSay ***that*** `a<b` <https://a.example/?a=1&b=2>  \nand ![a lock](lock.png \"A title\") ~~gone~~.[^1]\n\n[^1]: A note.")
	small.edit(frPath, "## Pourquoi ##", "Une phrase *de plus* & <br> une autre.\n\n## Pourquoi ##")
	for name, c := range map[string]*campaign{"demo": demo, "small": small} {
		tags := map[string]bool{}
		for _, tr := range c.site().Translations() {
			tags[tr.Tag] = true
		}
		for _, tag := range slices.Sorted(maps.Keys(tags)) {
			for _, version := range []string{"2.1", "1.2"} {
				if found := breaks(c.export(tag, version)); len(found) > 0 {
					t.Errorf("%s, %s, %s:\n%s\n%s", name, tag, version, strings.Join(found, "\n"), c.export(tag, version)[:2000])
				}
			}
		}
	}
}

// TestValidator makes sure that the rules can be broken.
func TestValidator(t *testing.T) {
	text := pageCampaign(t).export("fr", "2.1", "learn/page")
	for _, pair := range [][2]string{
		{`id="f1"`, ``}, {` trgLang="fr"`, ``}, {`id="d1"`, `id="d9"`}, {`state="translated"`, `state="done"`},
		{`subState="tocsin:current"`, `subState="current"`}, {`type="fmt"`, `type="bold"`}, {`<target>`, `<target><b/>`},
		{`<pc id="2"`, `<pc id="1"`}, {`</source>`, `</source><source/>`}, {`canCopy="no"`, `canCopy="never"`}, {`segment id="s1"`, `segment id="1"`},
	} {
		broken := strings.ReplaceAll(text, pair[0], pair[1])
		if broken == text {
			t.Errorf("the export does not hold %q", pair[0])
			continue
		}
		if len(breaks(broken)) == 0 {
			t.Errorf("%q for %q breaks no rule", pair[1], pair[0])
		}
	}
}

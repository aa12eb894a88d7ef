// Package rule is the registry of everything that Tocsin may find wrong: which rules there are, which messages each of
// them has, and how bad each is. Their words are in package words, by the same names; so is what explains a rule and
// shows how to mend it.
//
// A new rule is a constant for each of its messages and a line in the table of its family here, its words in
// internal/words, and the place that finds the problem. The tests say what is missing.
package rule

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"tocsin/internal/words"
)

// Severity says what a problem does to a build.
type Severity uint8

const (
	// Warning marks what is mended in the output and told.
	Warning Severity = iota
	// Error marks what would publish something wrong with no safe mending: nothing is written.
	Error
)

// String returns "warning" or "error".
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// ID is a message of a rule: the rule's name, and where the rule has several messages a dot and which one it is. It is
// also the key of the sentence in the catalogue; the key of the hint is the ID and ".hint". The constants of this
// package are all there are.
type ID string

// Rule returns the name of the rule that the message belongs to.
func (id ID) Rule() string {
	name, _, _ := strings.Cut(string(id), ".")
	return name
}

// Severity returns how bad the message is, unless a campaign's settings say otherwise. A message that is not in the
// registry is an error; the tests let none through.
func (id ID) Severity() Severity {
	if s, ok := registry().severities[id]; ok {
		return s
	}
	return Error
}

// Phrase is a part of a sentence or a hint that stands in for others: the key of its words in the catalogue.
type Phrase string

// Text is a phrase with its holes filled. The zero Text says nothing.
type Text = words.Text

// With returns the phrase with its holes filled, as [words.Make] does.
func (p Phrase) With(pairs ...any) Text { return words.Make(string(p), pairs...) }

// Message is one of the things that a rule says.
type Message struct {
	ID       ID
	Severity Severity
}

// Family groups the rules for those who read about them.
type Family string

// The families, in the order of the documentation.
const (
	Writing   Family = "writing"   // the words of a page, its links and pictures
	Directive Family = "directive" // directives, messages and facts
	Language  Family = "language"  // languages, dates, places and what stands on a calendar
	Rendition Family = "rendition" // a page beside its translations
	Setting   Family = "setting"   // campaign.yaml, templates and files
)

// Families lists the families in the order of the documentation.
var Families = [...]Family{Writing, Directive, Language, Rendition, Setting}

// Rule is one kind of problem.
type Rule struct {
	Name     string // kebab-case, for good
	Family   Family
	Messages []Message
	Former   []string // names that the rule had before; `allow` goes on taking them
}

// Severities returns whether the rule has warnings, and whether it has errors.
func (r Rule) Severities() (warnings, errors bool) {
	for _, m := range r.Messages {
		warnings, errors = warnings || m.Severity == Warning, errors || m.Severity == Error
	}
	return warnings, errors
}

// Means says in one line what it is that the rule finds.
func (r Rule) Means(c *words.Catalogue) string { return plain(c.T("rule." + r.Name + ".means")) }

// Do says in one line what to do about it.
func (r Rule) Do(c *words.Catalogue) string { return plain(c.T("rule." + r.Name + ".do")) }

// Explain tells in a paragraph why the rule is there: what readers would meet, and when it is told.
func (r Rule) Explain(c *words.Catalogue) string { return plain(c.T("rule." + r.Name + ".explain")) }

// Example shows the mending: lines that the rule finds fault with, and the same lines mended. They are plain text of a
// campaign's files, one line or several, without a line's end after the last.
func (r Rule) Example(c *words.Catalogue) (wrong, mended string) {
	wrong, mended, _ = strings.Cut(c.T("rule."+r.Name+".example"), "\n=>\n")
	return wrong, mended
}

// links are those of the documentation: the words of one are [words](address) there.
var links = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[([^]]+)\]\([^)]+\)`) })

func plain(text string) string { return links().ReplaceAllString(text, "$1") }

// All returns every rule, by family and in the order of the documentation.
func All() []Rule { return slices.Clone(Registry().rules) }

func family(f Family) []Rule {
	var out []Rule
	switch f {
	case Writing:
		out = writing()
	case Directive:
		out = directive()
	case Language:
		out = language()
	case Rendition:
		out = rendition()
	case Setting:
		out = setting()
	}
	for i := range out {
		out[i].Family = f
	}
	return out
}

// Find returns the rule of a name, or of a name that it had before; now is false for the latter.
func (x *Index) Find(name string) (r Rule, now, ok bool) {
	if i, ok := x.byName[name]; ok {
		r = x.rules[i]
		return r, r.Name == name, true
	}
	return Rule{}, false, false
}

// Find returns the rule of a name in the registry, as [Index.Find] does.
func Find(name string) (r Rule, now, ok bool) { return Registry().Find(name) }

// Names lists the names that the rules have now, sorted.
func (x *Index) Names() []string { return slices.Clone(x.names) }

// Names lists the names that the rules of the registry have now, sorted.
func Names() []string { return Registry().Names() }

// Index is rules for those who look something up. It is read-only and safe for concurrent use.
type Index struct {
	rules      []Rule
	names      []string
	byName     map[string]int // former names too
	severities map[ID]Severity
}

// Registry returns the rules that the program has. It is made when the first problem is told: most starts of the program
// need none of it.
func Registry() *Index { return registry() }

var registry = sync.OnceValue(func() *Index {
	var rules []Rule
	for _, f := range Families {
		rules = append(rules, family(f)...)
	}
	return NewIndex(rules)
})

// NewIndex returns an index of rules: a name that one of them had before leads to it too.
func NewIndex(rules []Rule) *Index {
	x := &Index{rules: rules, byName: map[string]int{}, severities: map[ID]Severity{}}
	for i, r := range rules {
		x.names = append(x.names, r.Name)
		for _, name := range append([]string{r.Name}, r.Former...) {
			x.byName[name] = i
		}
		for _, m := range r.Messages {
			x.severities[m.ID] = m.Severity
		}
	}
	slices.Sort(x.names)
	return x
}

// rule makes a rule of its warnings and its errors.
func rule(name string, messages ...[]Message) Rule {
	return Rule{Name: name, Messages: slices.Concat(messages...)}
}

func warnings(ids ...ID) []Message { return messages(Warning, ids) }

func errors(ids ...ID) []Message { return messages(Error, ids) }

func messages(s Severity, ids []ID) []Message {
	out := make([]Message, len(ids))
	for i, id := range ids {
		out[i] = Message{id, s}
	}
	return out
}

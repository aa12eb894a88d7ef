package check

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// strings holds the campaign's own words of the interface against the theme's and against each other: those of its
// files that nothing uses, that lack a language, that name a wrong placeholder, or that lack a plural form.
func (w *words) strings() diag.List {
	s := stringRules{words: w, used: w.used()}
	for _, tag := range slices.Sorted(maps.Keys(w.site.Source.Strings)) {
		table := w.site.Source.Strings[tag]
		for _, key := range slices.Sorted(maps.Keys(table)) {
			if str := table[key]; !str.Builtin {
				s.one(tag, key, str)
			}
		}
	}
	s.lacking()
	return s.diags
}

type stringRules struct {
	*words
	used  func(key string) bool
	diags diag.List
}

// constant is a key in a template: {{.T "home"}}, {{.Count "pages-count" 3}}, (printf "week-%d" …) and the like.
var constant = regexp.MustCompile("[\"`]([^\"`]+)[\"`]")

// computed is a template's word whose key is not written there, so that nobody can tell what is unused.
var computed = regexp.MustCompile(`\.T\s+[^"\x60\s]`)

// used returns whether the program, the theme or a template of the campaign uses a key.
func (w *words) used() func(string) bool {
	known, unknowable := map[string]bool{}, false
	for _, table := range w.site.Source.Strings {
		for key, s := range table {
			known[key] = known[key] || s.Known
		}
	}
	for _, t := range w.site.Source.Templates {
		for _, m := range constant.FindAllStringSubmatch(t.Text, -1) {
			known[m[1]] = true
		}
		unknowable = unknowable || !t.Builtin && computed.MatchString(t.Text)
	}
	for _, c := range w.site.Countries {
		for _, l := range c.Links {
			known[l.ID] = true
		}
	}
	return func(key string) bool { return known[key] || unknowable }
}

func (s *stringRules) one(tag, key string, str source.String) {
	if !s.used(key) {
		var known []string
		for _, table := range s.site.Source.Strings {
			for k, other := range table {
				if other.Known {
					known = append(known, k)
				}
			}
		}
		slices.Sort(known)
		var hint rule.Text
		if near := diag.Nearest(key, slices.Compact(known)); near != "" {
			hint = rule.HintStringNear.With("near", near)
		}
		s.diags.Add(str.At, rule.UnusedString, "key", key, "hint", hint)
		return
	}
	s.placeholders(tag, key, str)
	s.plurals(tag, key, str)
}

var placeholder = regexp.MustCompile(`\{[a-zA-Z][a-zA-Z0-9_-]*\}`)

// placeholders holds a string's {names} against those of the same string elsewhere: a wrong one would be shown to
// readers as it stands, and one that is left out leaves a hole in the sentence.
func (s *stringRules) placeholders(tag, key string, str source.String) {
	model, ok := s.model(tag, key)
	if !ok {
		return
	}
	want := namesIn(model)
	for _, form := range slices.Sorted(maps.Keys(str.Forms)) {
		got := placeholder.FindAllString(str.Forms[form], -1)
		for _, name := range got {
			if slices.Contains(want, name) {
				continue
			}
			var hint rule.Text
			if near := diag.Nearest(name, want); near != "" {
				hint = rule.HintPlaceholderNear.With("near", near)
			} else if len(want) > 0 {
				hint = rule.HintPlaceholderNames.With("names", want)
			}
			s.diags.Add(str.At, rule.PlaceholderUnknown, "key", key, "name", name, "hint", hint)
		}
		for _, name := range want {
			if slices.Contains(got, name) || form != "other" && name == "{n}" {
				continue // "one page" needs no number
			}
			s.diags.Add(str.At, rule.PlaceholderLacks, "key", key, "name", name)
		}
	}
}

func namesIn(s source.String) []string {
	var out []string
	for _, form := range s.Forms {
		out = append(out, placeholder.FindAllString(form, -1)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// model is the string that the others of its key must be like: the theme's, else that of the campaign's own source
// language.
func (s *stringRules) model(tag, key string) (source.String, bool) {
	for _, lang := range slices.Sorted(maps.Keys(s.site.Source.Strings)) {
		if str, ok := s.site.Source.Strings[lang][key]; ok && str.Builtin {
			return str, true
		}
	}
	for _, lang := range []string{source.ThemeLanguage, s.site.Campaign.SourceLanguage} {
		if str, ok := s.site.Source.Strings[lang][key]; ok && lang != tag {
			return str, true
		}
	}
	return source.String{}, false
}

// plurals holds a plural's forms against the categories that CLDR gives the language.
func (s *stringRules) plurals(tag, key string, str source.String) {
	model, ok := s.model(tag, key)
	if len(str.Forms) < 2 && (!ok || len(model.Forms) < 2) {
		return
	}
	want := categories(tag)
	var missing, extra []string
	for _, c := range want {
		if _, ok := str.Forms[c]; !ok && c != "other" { // which is an error, told already
			missing = append(missing, c)
		}
	}
	for _, c := range slices.Sorted(maps.Keys(str.Forms)) {
		if c != "other" && !slices.Contains(want, c) {
			extra = append(extra, c)
		}
	}
	name := locale.New(tag).Name()
	if len(missing) > 0 && len(str.Forms)+len(missing) > 1 {
		s.diags.Add(str.At, rule.PluralFormMissing, "key", key, "forms", strings.Join(missing, ", "), "lang", name, "want", strings.Join(want, ", "))
	}
	if len(extra) > 0 {
		s.diags.Add(str.At, rule.PluralFormExtra, "key", key, "forms", strings.Join(extra, ", "), "lang", name, "want", strings.Join(want, ", "))
	}
}

// categories are the plural categories of whole numbers in a language, in CLDR's order.
func categories(tag string) []string {
	l := locale.New(tag)
	seen := map[string]bool{"other": true}
	for n := range 201 {
		seen[l.Plural(n)] = true
	}
	seen[l.Plural(1_000_000)] = true
	var out []string
	for _, c := range []string{"zero", "one", "two", "few", "many", "other"} {
		if seen[c] {
			out = append(out, c)
		}
	}
	return out
}

// lacking reports the campaign's own strings that one of its editions has no words for. Those of the theme's keys are
// told with the site.
func (s *stringRules) lacking() {
	own := map[string]diag.Pos{}
	for _, table := range s.site.Source.Strings {
		for key, str := range table {
			if _, common := s.site.Source.Strings[source.ThemeLanguage][key]; common || str.Builtin || str.Known || !s.used(key) {
				continue
			}
			if at, ok := own[key]; !ok || str.At.File < at.File {
				own[key] = str.At
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(own)) {
		for _, e := range s.site.Editions {
			if _, ok := e.Text(key, "other"); !ok {
				s.diags.Add(own[key], rule.MissingStringOwn, "key", key, "lang", e.Language)
			}
		}
	}
}

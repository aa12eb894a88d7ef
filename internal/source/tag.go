package source

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// unknownTag tells a writer why a file's name says no language of the campaign, and what was probably meant:
// phishing.ca.md is Catalan, not Canada.
func (l *loader) unknownTag(f *File) {
	at := diag.Pos{File: f.Path}
	tags := l.tags()
	stem := path.Base(f.Key)
	if f.Tag == "" || !strings.Contains(path.Base(f.Path), "."+f.Tag+".md") {
		l.diags.Add(at, rule.UnknownLanguageNoName, "stem", stem, "lang", l.src.Campaign.SourceLanguage)
		return
	}
	if c := l.country(f.Tag); c != nil {
		what := rule.UnknownLanguageCountry
		if t, err := language.Parse(f.Tag); err == nil && display.English.Languages().Name(t) != "" {
			what = rule.UnknownLanguageCountryTag
		}
		var names []string
		for _, lang := range c.Languages {
			names = append(names, stem+"."+c.Tag(lang)+".md")
		}
		l.diags.Add(at, what, "tag", f.Tag, "code", strings.ToUpper(f.Tag), "names", names)
		return
	}
	plain := strings.ReplaceAll(f.Tag, "_", "-")
	if i := slices.IndexFunc(tags, func(t string) bool { return strings.EqualFold(t, plain) }); i >= 0 {
		l.diags.Add(at, rule.UnknownLanguageLocale, "tag", f.Tag, "tags", tags, "near", "", "hint", rule.HintWrite.With("what", stem+"."+tags[i]+".md"))
		return
	}
	tag, err := language.Parse(f.Tag)
	if err != nil {
		l.diags.Add(at, rule.UnknownLanguageFileTag, "tag", f.Tag, "tags", tags, "near", diag.Nearest(f.Tag, tags))
		return
	}
	near, hint := diag.Nearest(f.Tag, tags), rule.HintAddLanguage.With("tags", tags)
	if slices.Contains(tags, tag.String()) {
		near, hint = "", rule.HintWrite.With("what", stem+"."+tag.String()+".md")
	}
	l.diags.Add(at, rule.UnknownLanguageLocale, "tag", f.Tag, "tags", tags, "near", near, "hint", hint)
}

func (l *loader) country(code string) *Country {
	for _, c := range l.src.Campaign.Countries {
		if c.Code == strings.ToLower(code) {
			return c
		}
	}
	return nil
}

// tags lists the languages and locales that a file's name may say.
func (l *loader) tags() []string {
	out := make([]string, 0, len(l.rules))
	for t := range l.rules {
		out = append(out, t)
	}
	slices.Sort(out)
	return out
}

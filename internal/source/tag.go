package source

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tocsin/internal/diag"
)

// unknownTag tells a writer why a file's name says no language of the campaign, and what was probably meant:
// phishing.ca.md is Catalan, not Canada.
func (l *loader) unknownTag(f *File) {
	at := diag.Pos{File: f.Path}
	tags := l.tags()
	stem := path.Base(f.Key)
	if f.Tag == "" || !strings.Contains(path.Base(f.Path), "."+f.Tag+".md") {
		l.diags.Errorf(at, "unknown-language", "name it "+stem+"."+l.src.Campaign.SourceLanguage+".md", "the file's name says no language")
		return
	}
	if c := l.country(f.Tag); c != nil {
		what := fmt.Sprintf("%q is a country, and a file's name says a language", f.Tag)
		if t, err := language.Parse(f.Tag); err == nil {
			if name := display.English.Languages().Name(t); name != "" {
				what = fmt.Sprintf("%q is %s here, which is no language of the campaign", f.Tag, name)
			}
		}
		var names []string
		for _, lang := range c.Languages {
			names = append(names, stem+"."+c.Locale(lang)+".md")
		}
		l.diags.Errorf(at, "unknown-language", "for one edition of "+strings.ToUpper(f.Tag)+" name it "+strings.Join(names, " or "), "%s", what)
		return
	}
	tag, err := language.Parse(f.Tag)
	hint := "the campaign has " + strings.Join(tags, ", ")
	switch {
	case err == nil && slices.Contains(tags, tag.String()):
		hint = "write " + stem + "." + tag.String() + ".md"
	case diag.Nearest(f.Tag, tags) != "":
		hint = diag.Suggest(f.Tag, tags)
	case err == nil:
		hint += "; add it under `languages` in campaign.yaml, or remove the file"
	}
	if err != nil {
		l.diags.Errorf(at, "unknown-language", hint, "%q is not a language", f.Tag)
		return
	}
	l.diags.Errorf(at, "unknown-language", hint, "%q is no language or locale of the campaign", f.Tag)
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

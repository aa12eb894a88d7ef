package render

import (
	"html/template"
	"strings"

	"tocsin/internal/locale"
	"tocsin/internal/source"
)

// fact returns a fact's value as HTML, with its link where it may have one. It is isolated from the direction of the
// words round it: else an Arabic sentence shows 1-888-495-8501 as 8501-495-888-1.
func (f *pageFiller) fact(id string, link bool) string {
	fact, _, ok := f.voice.Fact(id)
	if !ok {
		return ""
	}
	return f.factHTML(fact, link)
}

func (f *pageFiller) factHTML(fact *source.Fact, link bool) string {
	text, href := template.HTMLEscapeString(fact.Read(f.voice.Language)), fact.Href(f.voice.Language)
	switch {
	case fact.Kind == source.FactText:
		return `<bdi class="fact">` + text + `</bdi>`
	case !link || href == "":
		return `<bdi class="fact" dir="ltr">` + text + `</bdi>`
	}
	text = `<bdi dir="ltr">` + text + `</bdi>`
	class := "fact"
	switch {
	case fact.Kind == source.FactSMS:
		text = f.voice.textTo(text)
	case fact.Kind == source.FactEmergency:
		class = "fact emergency"
	case f.external(fact.Address.In(f.voice.Language)):
		class = `fact external" rel="external`
		text += `<span class="hidden"> (` + template.HTMLEscapeString(f.voice.text("external-link", "other", nil)) + `)</span>`
	}
	return `<a class="` + class + `" href="` + template.HTMLEscapeString(href) + `">` + text + `</a>` + f.voice.beside(fact)
}

// textTo puts the words that a text message is written, not a call made, round a number: they are for who hears the
// page, since a sentence says it already.
func (s *edition) textTo(number string) string {
	before, after, _ := strings.Cut(template.HTMLEscapeString(s.text("text-number", "other", nil)), "{number}")
	hide := func(words string) string {
		if words == "" {
			return ""
		}
		return `<span class="hidden">` + words + `</span>`
	}
	return hide(before) + number + hide(after)
}

// beside is what stands after a fact: when somebody answers, and in which languages, each by its own name.
func (s *edition) beside(fact *source.Fact) string {
	var parts []string
	if hours := fact.Hours.In(s.Language); hours != "" {
		parts = append(parts, template.HTMLEscapeString(s.Typeset(hours)))
	}
	var names []string
	for _, tag := range fact.Languages {
		names = append(names, `<span lang="`+template.HTMLEscapeString(tag)+`">`+template.HTMLEscapeString(locale.New(tag).Name())+`</span>`)
	}
	if len(names) > 0 {
		parts = append(parts, strings.Join(names, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return ` <span class="beside">(` + strings.Join(parts, "; ") + `)</span>`
}

// factText is a fact as words alone, for a table of contents.
func factText(fact *source.Fact, language string) string {
	text := template.HTMLEscapeString(fact.Read(language))
	if fact.Kind == source.FactText {
		return `<bdi>` + text + `</bdi>`
	}
	return `<bdi dir="ltr">` + text + `</bdi>`
}

// readFact is a fact as it is read by itself, beside its label: a number for text messages says so.
func (s *edition) readFact(fact *source.Fact) string {
	text := fact.Read(s.Language)
	if fact.Kind == source.FactSMS {
		return s.text("text-number", "other", []any{"number", text})
	}
	return text
}

package render

import (
	"tocsin/internal/feed"
	"tocsin/internal/host"
	"tocsin/internal/mediatype"
	"tocsin/internal/plan"
	"tocsin/internal/search"
)

// output is a row of the table of all that a site is made of.
type output struct {
	plan.File        // where it lies, of what every edition or every host has once; the plan knows how to place the rest
	media     string // its media type; empty where the ending of its name says it
	render    func(*Renderer, plan.Target, *buffer) error
}

const atomType = "application/atom+xml"

// once lists what every edition or every host has once. To add an output, write a row here, and what renders it in a
// file of its own.
func once() []output {
	return []output{
		{plan.File{Name: "404.html"}, "", (*Renderer).notFound},
		{plan.File{Name: atomName}, atomType + "; charset=utf-8", (*Renderer).atom},
		{plan.File{Name: jsonFeedName}, feed.JSONType, (*Renderer).jsonFeed},
		{plan.File{Name: messagesName}, "", (*Renderer).messagesJSON},
		{plan.File{Name: "robots.txt", Host: true}, "", (*Renderer).robots},
		{plan.File{Name: host.HeadersName, Host: true}, "", (*Renderer).headers},
		{plan.File{Name: host.RedirectsName, Host: true}, "", (*Renderer).redirects},
		{plan.File{Name: host.AzureName, Host: true, Machine: true}, "", (*Renderer).azure},
		{plan.File{Name: host.NoJekyllName, Host: true}, "", (*Renderer).nothing}, // GitHub Pages must not leave out what begins with an underscore
		{plan.File{Name: ".well-known/security.txt", Host: true, Wanted: secured}, "", (*Renderer).securityTxt},
	}
}

// placed lists, by kind, what the plan places by itself: a file for each page, card, alias and so on.
func placed() []output {
	page := func(render func(*Renderer, plan.Target, *buffer) error) output {
		return output{media: mediatype.HTML, render: render}
	}
	file := func(render func(*Renderer, plan.Target, *buffer) error) output { return output{render: render} }
	return []output{
		plan.Page:         page((*Renderer).article),
		plan.PosterPage:   page((*Renderer).posterPage),
		plan.Deck:         page((*Renderer).deck),
		plan.Handout:      page((*Renderer).handout),
		plan.Redirect:     page((*Renderer).redirect),
		plan.RootChooser:  page((*Renderer).rootChooser),
		plan.CountryPage:  page((*Renderer).countryChooser),
		plan.RootNotFound: page((*Renderer).notFound),
		plan.AlertFeed:    {media: atomType + "; charset=utf-8", render: (*Renderer).alertFeed},
		plan.AlertFile:    file((*Renderer).alertFile),
		plan.CalendarFile: file((*Renderer).calendarFile),
		plan.EventFile:    file((*Renderer).eventFile),
		plan.SearchIndex:  file((*Renderer).searchIndex),
		plan.Picture:      file((*Renderer).picture),
		plan.PosterPDF:    file((*Renderer).posterPDF),
		plan.Kit:          file((*Renderer).archive),
		plan.Asset:        file((*Renderer).asset),
		plan.Media:        file((*Renderer).photo),
		plan.Sitemap:      file((*Renderer).sitemap),
		plan.Compressed:   file((*Renderer).compressed),
	}
}

// outputs is the whole table: a row for each kind that a target may have.
func outputs() []output { return append(placed(), once()...) }

// Files lists what every edition or every host has once, for plan.New.
func Files() []plan.File {
	var out []plan.File
	for _, o := range once() {
		out = append(out, o.File)
	}
	return out
}

// MediaType returns the media type of a file of the site, with its charset where it has one.
func (r *Renderer) MediaType(t plan.Target) string {
	if kind := r.outputs[t.Kind].media; kind != "" {
		return kind
	}
	return mediatype.Of(t.Path)
}

// IsPage reports whether a file of the site is a page that the templates made.
func (r *Renderer) IsPage(t plan.Target) bool {
	return t.Kind != plan.Asset && t.Kind != plan.Media && r.MediaType(t) == mediatype.HTML
}

func (r *Renderer) searchIndex(t plan.Target, b *buffer) error {
	b.bytes = search.Append(b.bytes, t.Edition)
	return nil
}

// nothing renders a file that only has to be there.
func (r *Renderer) nothing(plan.Target, *buffer) error { return nil }

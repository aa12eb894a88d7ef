package plan

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/media"
	"tocsin/internal/picture"
	"tocsin/internal/rule"
	"tocsin/internal/site"
)

type mdDocument = markdown.Document

// engines are browsers of four years ago: what CSS is lowered to.
var engines = []api.Engine{
	{Name: api.EngineChrome, Version: "107"}, {Name: api.EngineFirefox, Version: "106"}, {Name: api.EngineSafari, Version: "16"},
}

// What ends up at the end of the main style sheet, in this order: a campaign's own values of the sheet's tokens, then
// those of each of its countries. They are a few bytes, and a page makes one request instead of three.
const (
	mainSheet   = "assets/site.css"
	tokenSheet  = "assets/tokens.css"
	countryHead = "assets/country-" // country-ca.css
)

// appended reports whether a file belongs at the end of the main style sheet, and whether this campaign wants it.
func (b *builder) appended(name string) (wanted, is bool) {
	if name == tokenSheet {
		return true, true
	}
	code, ok := strings.CutPrefix(strings.TrimSuffix(name, ".css"), countryHead)
	if !ok || path.Ext(name) != ".css" {
		return false, false
	}
	return slices.ContainsFunc(b.Site.Countries, func(c *site.Country) bool { return c.Code == code }), true
}

// assets reads everything under assets/ and names it by its hash.
func (b *builder) assets() {
	var tokens, countries []byte
	for _, name := range b.Site.Source.Assets {
		wanted, appended := b.appended(name)
		if appended && !wanted {
			continue // a country that this campaign does not have
		}
		data, err := b.Site.Source.ReadFile(name)
		if err != nil {
			b.diags.Add(diag.Pos{File: name}, rule.UnreadableFile, "problem", err)
			continue
		}
		a := AssetFile{}
		if path.Ext(name) == ".css" || path.Ext(name) == ".js" {
			data = b.transform(name, data)
			a.Data = data
		} else if verdict, clean, ok := b.themed(name, data); !ok {
			continue
		} else if clean != nil {
			a.Verdict, a.Data, data = verdict, clean, clean
		}
		switch {
		case name == tokenSheet:
			tokens = data
			continue
		case appended:
			countries = append(countries, data...)
			continue
		}
		a.Name = hashed(name, data)
		a.Width, a.Height = a.Picture.Width, a.Picture.Height
		b.Assets[name] = a
	}
	if main, ok := b.Assets[mainSheet]; ok {
		main.Data = slices.Concat(main.Data, tokens, countries)
		main.Name = hashed(mainSheet, main.Data)
		b.Assets[mainSheet] = main
	}
}

// themed cleans a picture of the theme, pixel by pixel as it is; it returns no bytes for another file. It reports whether
// the file may be published.
func (b *builder) themed(name string, data []byte) (v media.Verdict, clean []byte, ok bool) {
	v, bad := media.Decide(name, data)
	if bad == nil && v.IsPicture() {
		var err error
		if clean, err = picture.Strip(data, v.Picture); err != nil {
			b.diags.Add(diag.Pos{File: name}, rule.PictureBroken, "file", name, "problem", err)
			return v, nil, false
		}
	}
	if bad != nil {
		bad.Pos = diag.Pos{File: name, Line: bad.Line, Column: bad.Column}
		b.diags = append(b.diags, bad.Diagnostic)
	}
	b.told(name, v, diag.Pos{File: name})
	return v, clean, bad == nil
}

// transformed is a style sheet or a script before and after, with what was told of it.
type transformed struct {
	from, code []byte
	told       diag.List
}

// transform minifies a style sheet or a script and lowers what older browsers cannot read.
func (b *builder) transform(name string, data []byte) []byte {
	loader := api.LoaderCSS
	if path.Ext(name) == ".js" {
		loader = api.LoaderJS
	}
	if b.before != nil {
		if was, ok := b.before.made[name]; ok && bytes.Equal(was.from, data) {
			b.made[name] = was
			b.diags = append(b.diags, was.told...)
			return was.code
		}
	}
	before := len(b.diags)
	out := api.Transform(string(data), api.TransformOptions{Loader: loader, Engines: engines, MinifyWhitespace: true, MinifySyntax: true,
		MinifyIdentifiers: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone, Sourcefile: name})
	tell := func(id rule.ID, list []api.Message) {
		for _, m := range list {
			at := diag.Pos{File: name}
			if m.Location != nil {
				at.Line, at.Column = m.Location.Line, m.Location.Column+1
			}
			b.diags.Add(at, id, "problem", m.Text)
		}
	}
	tell(rule.AssetError, out.Errors)
	tell(rule.AssetWarning, out.Warnings)
	b.made[name] = transformed{data, out.Code, slices.Clone(b.diags[before:])}
	return out.Code
}

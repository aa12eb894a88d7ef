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
	return b.Site.Campaign.Knows(code), true
}

// assets reads everything under assets/ and names it by its hash: style sheets and scripts after the files that sheets may
// name.
func (b *builder) assets() {
	var tokens, countries []byte
	var code []string
	for _, name := range b.Site.Source.Assets {
		if path.Ext(name) == ".css" || path.Ext(name) == ".js" {
			code = append(code, name)
		} else if data, ok := b.read(name); ok {
			b.file(name, data)
		}
	}
	for _, name := range code {
		wanted, appended := b.appended(name)
		if appended && !wanted {
			continue // a country that this campaign does not have
		}
		data, ok := b.read(name)
		if !ok {
			continue
		}
		switch data = b.transform(name, data); {
		case name == tokenSheet:
			tokens = data
		case appended:
			countries = append(countries, data...)
		default:
			b.Assets[name] = AssetFile{Name: hashed(name, data), Data: data}
		}
	}
	if main, ok := b.Assets[mainSheet]; ok {
		main.Data = slices.Concat(main.Data, tokens, countries)
		main.Name = hashed(mainSheet, main.Data)
		b.Assets[mainSheet] = main
	}
}

// read reads a file of assets/; it tells where it cannot.
func (b *builder) read(name string) (data []byte, ok bool) {
	data, err := b.Site.Source.ReadFile(name)
	if err != nil {
		b.diags.Add(diag.Pos{File: name}, rule.UnreadableFile, "problem", err)
	}
	return data, err == nil
}

// file takes a file of assets/ in that is neither a style sheet nor a script.
func (b *builder) file(name string, data []byte) {
	verdict, clean, ok := b.themed(name, data)
	if !ok {
		return
	}
	a := AssetFile{}
	if clean != nil {
		a.Verdict, a.Data, data = verdict, clean, clean
	}
	a.Name = hashed(name, data)
	a.Width, a.Height = a.Picture.Width, a.Picture.Height
	b.Assets[name] = a
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
	names      map[string]string // what a sheet asked for; see fetcher
}

// transform minifies a style sheet or a script and lowers what older browsers cannot read.
func (b *builder) transform(name string, data []byte) []byte {
	if b.before != nil {
		if was, ok := b.before.made[name]; ok && bytes.Equal(was.from, data) && b.answers(was.names) {
			b.made[name] = was
			b.diags = append(b.diags, was.told...)
			return was.code
		}
	}
	out := transformed{from: data}
	if path.Ext(name) == ".js" {
		r := api.Transform(string(data), api.TransformOptions{Loader: api.LoaderJS, Engines: engines, MinifyWhitespace: true, MinifySyntax: true,
			MinifyIdentifiers: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone, Sourcefile: name})
		out.code, out.told = r.Code, toldBy(name, r.Errors, r.Warnings)
	} else {
		out.code, out.told, out.names = b.sheet(name, data)
	}
	b.made[name] = out
	b.diags = append(b.diags, out.told...)
	return out.code
}

// answers reports whether files of assets/ are published under the names that a sheet was given.
func (b *builder) answers(names map[string]string) bool {
	for file, name := range names {
		if b.Assets[file].Name != name {
			return false
		}
	}
	return true
}

// sheet transforms a style sheet, with what it fetches.
func (b *builder) sheet(name string, data []byte) ([]byte, diag.List, map[string]string) {
	f := &fetcher{builder: b, sheet: name, text: data, names: map[string]string{}}
	r := api.Build(api.BuildOptions{Stdin: &api.StdinOptions{Contents: string(data), Loader: api.LoaderCSS, Sourcefile: name}, Bundle: true,
		Plugins: []api.Plugin{f.plugin()}, Engines: engines, MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true,
		Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone, LogLevel: api.LogLevelSilent})
	told := toldBy(name, r.Errors, r.Warnings)
	if len(r.OutputFiles) == 0 {
		return nil, told, f.names
	}
	code := r.OutputFiles[0].Contents
	return code, append(told, f.strings(code)...), f.names
}

// toldBy is what esbuild told of a file: its own words, or ours that it carries.
func toldBy(name string, errors, warnings []api.Message) (out diag.List) {
	tell := func(id rule.ID, list []api.Message) {
		for _, m := range list {
			at := diag.Pos{File: name}
			if m.Location != nil {
				at.Line, at.Column = m.Location.Line, m.Location.Column+1
			}
			if d, ok := m.Detail.(diag.Diagnostic); ok {
				d.Pos = at
				out = append(out, d)
				continue
			}
			out.Add(at, id, "problem", m.Text)
		}
	}
	tell(rule.AssetError, errors)
	tell(rule.AssetWarning, warnings)
	return out
}

package plan

import (
	"bytes"
	"encoding/base64"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/media"
	"tocsin/internal/picture"
	"tocsin/internal/rule"
)

// fetcher follows what a style sheet fetches. Pages ask no other host for anything, so a sheet may name files of assets/,
// which it then gets under their published names, and nothing of another host. A picture that is written into the sheet
// goes out cleaned, as one in a file does.
type fetcher struct {
	*builder
	sheet string
	text  []byte

	mu    sync.Mutex
	names map[string]string // the published name of each file of assets/ that it asks for, "" for none
}

// plugin hears from esbuild of every url() and @import, whatever way it is written. What is wrong comes back as esbuild's
// own messages, which know the place; their Detail is our diagnostic.
func (f *fetcher) plugin() api.Plugin {
	return api.Plugin{Name: "fetch", Setup: func(p api.PluginBuild) {
		p.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(args api.OnResolveArgs) (api.OnResolveResult, error) {
			if args.Kind == api.ResolveEntryPoint {
				return api.OnResolveResult{}, nil
			}
			to, bad := f.follow(args.Path)
			out := api.OnResolveResult{Path: to, External: true}
			for _, d := range bad {
				m := api.Message{Text: d.Message(), Detail: d}
				if d.Severity == diag.Error {
					out.Errors = append(out.Errors, m)
				} else {
					out.Warnings = append(out.Warnings, m)
				}
			}
			return out, nil
		})
	}}
}

// follow returns what stands in the published sheet for what a sheet names, and what is wrong with it.
func (f *fetcher) follow(to string) (string, diag.List) {
	var bad diag.List
	if kind, data, ok := address.Data(to); ok {
		return f.written(to, kind, data)
	}
	if address.Is(to) {
		if a, _ := address.Parse(to, address.Web); a.IsZero() || !f.Site.Own(a) {
			bad.Add(diag.Pos{}, rule.AssetForeign, "address", brief(to))
		}
		return to, bad
	}
	file, more := to, ""
	if i := strings.IndexAny(to, "?#"); i >= 0 {
		file, more = to[:i], to[i:]
	}
	file = path.Join(path.Dir(f.sheet), address.Unescape(file))
	if to == "" || strings.HasPrefix(to, "#") || strings.HasPrefix(to, "/") || !strings.HasPrefix(file, "assets/") {
		return to, nil // a part of the page, or another path of the site
	}
	name := f.Assets[file].Name
	f.mu.Lock()
	f.names[file] = name
	f.mu.Unlock()
	if name == "" {
		bad.Add(diag.Pos{}, rule.AssetAbsent, "name", brief(to))
		return to, bad
	}
	up := strings.Repeat("../", strings.Count(f.sheet, "/")-1)
	return up + strings.TrimPrefix(name, "assets/") + more, nil
}

// endings are those of pictures that can be written into a style sheet, by their media type.
var endings = map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg",
	"image/x-icon": ".ico", "image/vnd.microsoft.icon": ".ico"}

// written cleans a picture that is written into a style sheet.
func (f *fetcher) written(to, kind string, data []byte) (string, diag.List) {
	var out diag.List
	out.Add(diag.Pos{}, rule.AssetWritten)
	if !strings.HasPrefix(kind, "image/") {
		return to, out
	}
	v, bad := media.Decide("picture"+endings[kind], data)
	if bad != nil {
		return to, append(out, bad.Diagnostic)
	}
	if !v.IsPicture() {
		out.Add(diag.Pos{}, rule.AssetNoPicture, "kind", brief(kind))
		return to, out
	}
	clean, err := picture.Strip(data, v.Picture)
	if err != nil {
		out.Add(diag.Pos{}, rule.PictureBroken, "file", f.sheet, "problem", err)
		return to, out
	}
	if bytes.Equal(clean, data) {
		return to, out
	}
	return "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(clean), out
}

// stringTakers are the functions in which a string is an address. Esbuild does not take it for one.
var stringTakers = regexp.MustCompile(`(?i)(?:image-set|src|image)\(`)

// strings tells of addresses that are strings within a function. Code is the minified sheet, which has no comments.
func (f *fetcher) strings(code []byte) (out diag.List) {
	for _, at := range stringTakers.FindAllIndex(code, -1) {
		for _, s := range stringsUntilClosed(code[at[1]:]) {
			if !address.Is(s) {
				continue
			}
			if a, _ := address.Parse(s, address.Web); a.IsZero() || !f.Site.Own(a) {
				out.Add(f.place(s), rule.AssetForeign, "address", brief(s))
			}
		}
	}
	return out
}

// stringsUntilClosed returns the strings of a function's arguments, from after its parenthesis on.
func stringsUntilClosed(css []byte) (out []string) {
	for depth, i := 1, 0; i < len(css) && depth > 0; i++ {
		switch c := css[i]; c {
		case '(':
			depth++
		case ')':
			depth--
		case '"', '\'':
			end := bytes.IndexByte(css[i+1:], c)
			if end < 0 {
				return out
			}
			out = append(out, string(css[i+1:i+1+end]))
			i += 1 + end
		}
	}
	return out
}

// place is where words stand in the sheet as it is written; the sheet itself where they are written otherwise.
func (f *fetcher) place(words string) diag.Pos {
	i := bytes.Index(f.text, []byte(words))
	if i < 0 {
		return diag.Pos{File: f.sheet}
	}
	line := bytes.LastIndexByte(f.text[:i], '\n') + 1
	return diag.Pos{File: f.sheet, Line: bytes.Count(f.text[:i], []byte("\n")) + 1, Column: i - line + 1}
}

// brief is an address as a message shows it.
func brief(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

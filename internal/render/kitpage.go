package render

import (
	"net/url"
	"path"
	"strings"

	"tocsin/internal/toolkit"
)

// loose makes a page of the edition work from any folder: what it needs lies in toolkit.StyleFolder, pages in names lie beside
// it, and every other address of this site is absolute. It returns the assets that it needs, by their paths in the
// campaign.
func (s *edition) loose(page []byte, names map[string]string) (out []byte, used []string) {
	out = toolkit.Loose(page, func(address string) string {
		if name, ok := names[address]; ok {
			return name
		}
		if src := s.assetAt(address); src != "" {
			used = append(used, src)
			return toolkit.StyleFolder + path.Base(src)
		}
		return s.absolute(address)
	})
	return out, used
}

// assetAt returns the theme's asset at an address of this edition's host, or "".
func (s *edition) assetAt(address string) string {
	name, ok := strings.CutPrefix(address, s.assetRoot)
	if !ok {
		return ""
	}
	for src, a := range s.r.plan.Assets {
		if a.Name == name && strings.HasPrefix(src, "assets/") {
			return src
		}
	}
	return ""
}

// absolute makes a path on this edition's host an absolute address.
func (s *edition) absolute(path string) string {
	base, err := url.Parse(s.Base)
	if err != nil {
		return path
	}
	return base.Scheme + "://" + base.Host + path
}

// style returns an asset for an archive: what a style sheet fetches comes from the site.
func (s *edition) style(src string) ([]byte, error) {
	a := s.r.plan.Assets[src]
	data := a.Data
	if data == nil {
		var err error
		if data, err = s.r.plan.Site.Source.ReadFile(src); err != nil {
			return nil, err
		}
	}
	base, err := url.Parse(s.assetBase() + a.Name)
	if path.Ext(src) != ".css" || err != nil {
		return data, nil
	}
	return toolkit.Absolute(data, base), nil
}

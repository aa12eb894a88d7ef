package render

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"tocsin/internal/feed"
	"tocsin/internal/host"
	"tocsin/internal/plan"
	"tocsin/internal/site"
)

func (r *Renderer) hostBase(e *site.Edition) string {
	if e != nil {
		return e.Base
	}
	return r.plan.Site.Campaign.BaseURL
}

// sitemap lists every page that a search engine should know, with its equivalents; or the parts, where there are any.
func (r *Renderer) sitemap(t plan.Target, b *buffer) error {
	if len(t.Parts) > 0 {
		parts := make([]string, len(t.Parts))
		for i, name := range t.Parts {
			parts[i] = r.hostBase(t.Edition) + name
		}
		b.bytes = feed.AppendSitemapIndex(b.bytes, parts)
		return nil
	}
	urls := make([]feed.URL, 0, len(t.Pages))
	for _, p := range t.Pages {
		u := feed.URL{Loc: p.URL(), LastMod: utc(p.Modified)}
		for _, a := range p.Alternates() {
			u.Alternates = append(u.Alternates, feed.Alternate{Lang: a.Locale, Href: a.URL(r.plan.Site)})
		}
		urls = append(urls, u)
	}
	b.bytes = feed.AppendSitemap(b.bytes, urls)
	return nil
}

func (r *Renderer) robots(t plan.Target, b *buffer) error {
	_, err := fmt.Fprintf(b, "User-agent: *\nAllow: /\n\nSitemap: %ssitemap.xml\n", r.hostBase(t.Edition))
	return err
}

// secured reports whether a campaign says whom to tell of a fault of its site.
func secured(s *site.Site) bool { return s.Campaign.Security != nil }

// securityTxt is RFC 9116: Contact and Expires are required.
func (r *Renderer) securityTxt(t plan.Target, b *buffer) error {
	sec := r.plan.Site.Campaign.Security
	fmt.Fprintf(b, "Contact: %s\nExpires: %s\n", sec.Contact, sec.Expires.EndIn(time.UTC).UTC().Format(time.RFC3339))
	if langs := r.plan.Site.Campaign.Languages(); len(langs) > 0 {
		fmt.Fprintf(b, "Preferred-Languages: %s\n", strings.Join(langs, ", "))
	}
	fmt.Fprintf(b, "Canonical: %s.well-known/security.txt\n", r.hostBase(t.Edition))
	if !sec.Policy.IsZero() {
		fmt.Fprintf(b, "Policy: %s\n", sec.Policy)
	}
	return nil
}

func (r *Renderer) headers(t plan.Target, b *buffer) error {
	b.str(HostOf(r.plan, t.Edition).HeadersFile())
	return nil
}

func (r *Renderer) redirects(t plan.Target, b *buffer) error {
	b.str(HostOf(r.plan, t.Edition).RedirectsFile())
	return nil
}

func (r *Renderer) azure(t plan.Target, b *buffer) error {
	data, err := HostOf(r.plan, t.Edition).AzureConfig()
	b.Write(data)
	return err
}

// HostOf returns what a server must do for the site of one host: that of an edition with a host of its own, or, for nil,
// the campaign's.
func HostOf(p *plan.Plan, e *site.Edition) host.Site {
	s := host.Site{Root: "/", Named: []host.Type{{End: jsonFeedName, Media: feed.JSONType}}}
	base := p.Site.Campaign.BaseURL
	if e != nil {
		base = e.Base
	}
	if u, err := url.Parse(base); err == nil && u.Path != "" {
		s.Root = u.Path
	}
	on := p.OnHost(e)
	for _, t := range p.Targets {
		if t.Kind != plan.Redirect || !slices.Contains(on, t.Edition) {
			continue
		}
		from := strings.TrimSuffix(t.Path, "index.html")
		if e != nil {
			from = strings.TrimPrefix(from, e.Folder+"/")
		}
		s.Redirects = append(s.Redirects, host.Redirect{From: s.Root + from, To: t.Page.Href(t.Edition)})
	}
	for _, other := range on {
		under := s.Root
		if e == nil {
			under += other.Folder + "/"
		}
		s.NotFound = append(s.NotFound, host.NotFound{Under: under, Page: under + "404.html"})
	}
	if e == nil {
		s.NotFound = append(s.NotFound, host.NotFound{Under: s.Root, Page: s.Root + "404.html"})
	}
	return s
}

var redirectPage = template.Must(template.New("redirect").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{.Dir}}">
<head>
<meta charset="utf-8">
<title>{{.Title}}</title>
<link rel="canonical" href="{{.Canonical}}">
{{with .Image}}<meta property="og:image" content="{{.}}">
<meta property="og:image:alt" content="{{$.ImageAlt}}">
{{end}}<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={{.Href}}">
</head>
<body>
<main>
<h1>{{.Title}}</h1>
<p><a href="{{.Href}}">{{.Canonical}}</a></p>
</main>
</body>
</html>
`))

// redirect renders the page at an alias for hosts that read no _redirects.
func (r *Renderer) redirect(t plan.Target, b *buffer) error {
	p := t.Page
	im := r.editions[p.Edition].pictureOf(p)
	return redirectPage.Execute(b, struct{ Lang, Dir, Title, Canonical, Href, Image, ImageAlt string }{
		p.Edition.Locale, p.Edition.Words.Dir(), p.Title, p.URL(), p.Href(p.Edition), im.address, im.alt})
}

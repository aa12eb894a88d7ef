package render

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"tocsin/internal/feed"
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
func (r *Renderer) sitemap(t plan.Target, b *buffer) {
	pages := r.plan.Listed(t.Edition)
	switch {
	case t.Part > 0:
		first := (t.Part - 1) * plan.SitemapPart
		pages = pages[first:min(first+plan.SitemapPart, len(pages))]
	case len(pages) > plan.SitemapPart:
		var parts []string
		for part := 1; (part-1)*plan.SitemapPart < len(pages); part++ {
			parts = append(parts, fmt.Sprintf("%ssitemap-%d.xml", r.hostBase(t.Edition), part))
		}
		b.bytes = feed.AppendSitemapIndex(b.bytes, parts)
		return
	}
	urls := make([]feed.URL, 0, len(pages))
	for _, p := range pages {
		u := feed.URL{Loc: p.URL(), LastMod: utc(p.Modified)}
		if len(p.Equals) > 0 {
			u.Alternates = append(u.Alternates, feed.Alternate{Lang: p.Edition.Locale, Href: p.URL()})
			for _, q := range p.Equals {
				u.Alternates = append(u.Alternates, feed.Alternate{Lang: q.Edition.Locale, Href: q.URL()})
			}
		}
		urls = append(urls, u)
	}
	b.bytes = feed.AppendSitemap(b.bytes, urls)
}

func (r *Renderer) robots(host *site.Edition, b *buffer) {
	fmt.Fprintf(b, "User-agent: *\nAllow: /\n\nSitemap: %ssitemap.xml\n", r.hostBase(host))
}

// securityTxt is RFC 9116: Contact and Expires are required.
func (r *Renderer) securityTxt(host *site.Edition, b *buffer) {
	sec := r.plan.Site.Campaign.Security
	fmt.Fprintf(b, "Contact: %s\nExpires: %s\n", sec.Contact, sec.Expires.EndIn(time.UTC).UTC().Format(time.RFC3339))
	if langs := r.plan.Site.Campaign.Languages(); len(langs) > 0 {
		fmt.Fprintf(b, "Preferred-Languages: %s\n", strings.Join(langs, ", "))
	}
	fmt.Fprintf(b, "Canonical: %s.well-known/security.txt\n", r.hostBase(host))
	if sec.Policy != "" {
		fmt.Fprintf(b, "Policy: %s\n", sec.Policy)
	}
}

// policy is the Content-Security-Policy of every page: nothing from elsewhere, nothing inline.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// headers is the _headers file that Netlify, Cloudflare Pages and others read.
func (r *Renderer) headers(b *buffer) {
	fmt.Fprintf(b, `/*
  Content-Security-Policy: %s
  Strict-Transport-Security: max-age=31536000; includeSubDomains
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin
/assets/*
  Cache-Control: public, max-age=31536000, immutable
/*.ics
  Content-Type: text/calendar; charset=utf-8
`, policy)
}

// redirects is the _redirects file: every alias, and the page for what is not found in each edition.
func (r *Renderer) redirects(host *site.Edition, b *buffer) {
	var lines []string
	for _, t := range r.plan.Targets {
		if t.Kind != plan.Redirect || !slices.Contains(r.plan.OnHost(host), t.Edition) {
			continue
		}
		root := rootOf(t.Edition)
		from := strings.TrimSuffix(t.Path, "index.html")
		if t.Edition.OwnHost {
			from = strings.TrimPrefix(from, t.Edition.Folder+"/")
		}
		lines = append(lines, fmt.Sprintf("%s%s %s 301", root, from, t.Page.Href(t.Edition)))
	}
	for _, e := range r.plan.OnHost(host) {
		lines = append(lines, fmt.Sprintf("%s* %s404.html 404", e.Root, e.Root))
	}
	b.str(strings.Join(lines, "\n") + "\n")
}

var redirectPage = template.Must(template.New("redirect").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{.Dir}}">
<head>
<meta charset="utf-8">
<title>{{.Title}}</title>
<link rel="canonical" href="{{.Canonical}}">
<meta name="robots" content="noindex">
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
	return redirectPage.Execute(b, struct{ Lang, Dir, Title, Canonical, Href string }{
		p.Edition.Locale, p.Edition.Words.Dir(), p.Title, p.URL(), p.Href(p.Edition)})
}

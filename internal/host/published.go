package host

import (
	"encoding/json"
	"fmt"
	"strings"
)

// HeadersFile is _headers, which Netlify, Cloudflare Pages and others read. It does not say what pages' Cache-Control
// is: [Fresh] is those hosts' own default, and a second value for assets would be added to the first on some.
func (s Site) HeadersFile() string {
	var b strings.Builder
	b.WriteString("/*\n")
	for _, h := range s.Headers() {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
	}
	fmt.Fprintf(&b, "%s*\n  Cache-Control: %s\n", s.assets(), Immutable)
	for _, t := range s.Types() {
		fmt.Fprintf(&b, "/*%s\n  Content-Type: %s; charset=utf-8\n", t.End, t.Media)
	}
	return b.String()
}

// RedirectsFile is _redirects: every old address, then the page for what is not found in each edition. The site's own
// 404.html needs no line.
func (s Site) RedirectsFile() string {
	var b strings.Builder
	for _, r := range s.Redirects {
		fmt.Fprintf(&b, "%s %s 301\n", r.From, r.To)
	}
	for _, n := range s.NotFound {
		if n.Under != s.Root || len(s.NotFound) == 1 {
			fmt.Fprintf(&b, "%s* %s 404\n", n.Under, n.Page)
		}
	}
	return b.String()
}

// azureLimit is how large Azure lets its file be: 20 KB, with a little room.
const azureLimit = 19_000

type azure struct {
	GlobalHeaders     map[string]string     `json:"globalHeaders"`
	MimeTypes         map[string]string     `json:"mimeTypes"`
	ResponseOverrides map[string]azureRoute `json:"responseOverrides"`
	Routes            []azureRoute          `json:"routes"`
}

type azureRoute struct {
	Route      string            `json:"route,omitempty"`
	Redirect   string            `json:"redirect,omitempty"`
	Rewrite    string            `json:"rewrite,omitempty"`
	StatusCode int               `json:"statusCode,omitempty"`
	Headers    map[string]string `json:"headers,omitempty"`
}

// AzureConfig is staticwebapp.config.json for Azure Static Web Apps. It knows one page for what is not found: the
// site's own, which speaks every language. Redirects for which it has no room are left to the pages that stand there.
func (s Site) AzureConfig() ([]byte, error) {
	c := azure{GlobalHeaders: map[string]string{"Cache-Control": Fresh}, MimeTypes: map[string]string{}, ResponseOverrides: map[string]azureRoute{}}
	for _, h := range s.Headers() {
		c.GlobalHeaders[h.Name] = h.Value
	}
	for _, t := range s.Endings() { // Azure knows no others
		c.MimeTypes[t.End] = t.Media + "; charset=utf-8"
	}
	if n := len(s.NotFound); n > 0 {
		c.ResponseOverrides["404"] = azureRoute{Rewrite: s.NotFound[n-1].Page}
	}
	c.Routes = []azureRoute{{Route: s.assets() + "*", Headers: map[string]string{"Cache-Control": Immutable}}}
	size := 2000 // of what stands above, at most
	for _, r := range s.plain() {
		if size += len(r.From) + len(r.To) + 100; size > azureLimit {
			break
		}
		c.Routes = append(c.Routes, azureRoute{Route: r.From, Redirect: r.To, StatusCode: 301})
	}
	data, err := json.MarshalIndent(c, "", "  ")
	return append(data, '\n'), err
}

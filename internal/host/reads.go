package host

import (
	"path"
	"strings"
)

// The files of a site that are for its host, which reads them and may keep them to itself. Readers lose nothing without
// them.
const (
	HeadersName   = "_headers"                 // Netlify, Cloudflare Pages
	RedirectsName = "_redirects"               // the same, and GitLab Pages
	AzureName     = "staticwebapp.config.json" // Azure Static Web Apps
	NoJekyllName  = ".nojekyll"                // GitHub Pages
)

// Reads reports whether a file of a site is for its host alone.
func Reads(name string) bool {
	switch path.Base(name) {
	case HeadersName, RedirectsName, AzureName, NoJekyllName:
		return true
	}
	return false
}

// GivesAll reports whether a server, as it calls itself in its answers, is one that people set up and that gives readers
// whatever lies in the site's folder.
func GivesAll(server string) bool {
	name, _, _ := strings.Cut(strings.ToLower(server), "/")
	switch strings.TrimSpace(name) {
	case "nginx", "apache", "caddy", "lighttpd", "microsoft-iis", "simplehttp":
		return true
	}
	return false
}

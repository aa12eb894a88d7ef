// Package host says what a web server must do for a site, once, and writes it down for each server that Tocsin knows.
//
// A static site is only as good as its answers: the right headers, a 404 in the reader's language, old addresses that
// still lead somewhere. Written by hand for each server these drift apart; so a [Site] holds all of it, and every form
// (the files that hosts read from the site itself, and the snippets for servers that are set up by hand) comes from it.
//
// Cache times follow from how a site is published. Files under assets/ have their content's hash in their name and may
// be kept for ever. Everything else is asked for again each time, which costs a small 304: a page that was kept would
// name a style sheet that the next build has removed, and show an alert that is over.
package host

import (
	"slices"
	"strings"
	"unicode"
)

// Site is what one host serves. Paths begin with a slash and are as a server sees them: not escaped.
type Site struct {
	Root      string     // where the site stands on its host: "/", or "/campaigns/2026/"
	Redirects []Redirect // exact addresses, each once
	NotFound  []NotFound // the site's own last
	Gzip      bool       // a .gz lies beside every text file
	Named     []Type     // of files that servers would have to know by their whole name: feed.json
}

// Redirect is an old address, for ever answered with another. To may be a whole URL; it is escaped.
type Redirect struct{ From, To string }

// NotFound is the page for what is not found under a path, which ends in a slash.
type NotFound struct{ Under, Page string }

// Header is a line of an answer.
type Header struct{ Name, Value string }

// Policy is the Content-Security-Policy of every page: nothing from elsewhere, nothing inline.
const Policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// What caches are told.
const (
	Fresh     = "public, max-age=0, must-revalidate"
	Immutable = "public, max-age=31536000, immutable"
)

// Headers returns what every answer carries, Cache-Control apart. Only a site that has its host to itself binds the
// hosts under it to HTTPS.
func (s Site) Headers() []Header {
	transport := "max-age=31536000"
	if s.Root == "/" {
		transport += "; includeSubDomains"
	}
	return []Header{
		{"Content-Security-Policy", Policy},
		{"Strict-Transport-Security", transport},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
	}
}

// Type is what the end of a file's name means, where servers do not know it or do not agree.
type Type struct{ End, Media string }

// Endings returns those types that an ending tells; all are UTF-8.
func (s Site) Endings() []Type {
	return []Type{{".ics", "text/calendar"}, {".xml", "application/xml"}}
}

// Types returns those of endings and those of whole names.
func (s Site) Types() []Type { return append(s.Endings(), s.Named...) }

// assets is the folder whose files never change.
func (s Site) assets() string { return s.Root + "assets/" }

// Plain reports whether an address is made of letters of any script, digits and - . _ ~ / alone. Others are kept out of
// servers' languages, in most of which a quote, a dollar or a brace is a word; the page that stands at such an old
// address sends the reader on.
func Plain(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.ContainsFunc(path, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune("-._~/", r)
	})
}

// plain returns the redirects that can stand in any server's language. A target is an escaped address of this site or
// of another of the campaign's hosts.
func (s Site) plain() []Redirect {
	return slices.DeleteFunc(slices.Clone(s.Redirects), func(r Redirect) bool {
		return !Plain(r.From) || r.To == "" || strings.ContainsFunc(r.To, func(c rune) bool {
			return c > unicode.MaxASCII || !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("-._~/:%", c)
		})
	})
}

// Writable reports whether the site's own addresses can stand in any server's language.
func (s Site) Writable() bool {
	return Plain(s.Root) && !slices.ContainsFunc(s.NotFound, func(n NotFound) bool { return !Plain(n.Under) || !Plain(n.Page) })
}

package host

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Server is a web server that is set up by hand.
type Server struct {
	Name  string
	Write func(Site) string
}

// Servers returns those for which there is a snippet, by name. A snippet is whole for the site's own addresses and
// leaves what else the server serves alone; the name, the certificate and the folder are the owner's to say.
func Servers() []Server {
	return []Server{{"apache", Site.Apache}, {"caddy", Site.Caddy}, {"nginx", Site.Nginx}}
}

// lines writes a snippet.
type lines struct{ strings.Builder }

func (l *lines) add(format string, args ...any) { fmt.Fprintf(l, format+"\n", args...) }

const made = "# Made by `tocsin hosting %s`; make it again when old addresses or editions change.\n"

// Nginx is for a server block, whose root is the folder that holds the site at the site's path.
//
// Everything stands within one location, so that other parts of the server stay as they are. A location that sets a
// header of its own would lose all those from above: so the one that differs is a variable. A folder without a page
// would be "forbidden"; to readers it is not there.
func (s Site) Nginx() string {
	l := &lines{}
	l.add(made+"# Include it in a server block. Its root must be the folder in which the site lies at %s", "nginx", s.Root)
	l.add("location %s {", s.Root)
	l.add("    index index.html;\n    absolute_redirect off;")
	l.add("    charset utf-8;\n    charset_types text/calendar text/css text/javascript text/plain text/xml application/javascript application/feed+json application/json application/xml image/svg+xml;")
	if s.Gzip {
		l.add("    gzip_static on;\n    gzip_vary on;")
	}
	cache := func(indent, value string) { l.add("%sset $tocsin_cache %q;", indent, value) }
	types := func(indent string) {
		for _, t := range s.Types() {
			l.add(`%slocation ~ %s$ { types { } default_type %s; set $tocsin_cache %q; }`, indent, regexp.QuoteMeta(t.End), t.Media, Fresh)
		}
	}
	cache("    ", Fresh)
	l.add("    add_header Cache-Control $tocsin_cache always;")
	for _, h := range s.Headers() {
		l.add("    add_header %s %q always;", h.Name, h.Value)
	}
	for _, n := range s.NotFound {
		if n.Under == s.Root {
			l.add("    error_page 403 404 =404 %s;", n.Page)
			continue
		}
		l.add("    location %s {\n        error_page 403 404 =404 %s;", n.Under, n.Page)
		cache("        ", Fresh)
		types("        ")
		for _, r := range s.plain() {
			if s.page(r.From) == n.Under {
				l.add("        location = %s { return 301 %s; }", r.From, r.To)
			}
		}
		l.add("    }")
	}
	l.add("    location ^~ %s {", s.assets())
	cache("        ", Immutable)
	l.add("    }")
	types("    ")
	for _, r := range s.plain() {
		if s.page(r.From) == s.Root {
			l.add("    location = %s { return 301 %s; }", r.From, r.To)
		}
	}
	l.add("}")
	return l.String()
}

// page returns the part of the site that an address lies in: what its NotFound speaks for.
func (s Site) page(from string) string {
	for _, n := range s.NotFound {
		if n.Under != s.Root && strings.HasPrefix(from, n.Under) {
			return n.Under
		}
	}
	return s.Root
}

// Apache is for a virtual host, or for an .htaccess file at the root of the site's host: all that it says is allowed in
// both. It needs mod_headers, and says nothing of files that are compressed beforehand: mod_deflate does without them.
func (s Site) Apache() string {
	l := &lines{}
	l.add(made+"# For a virtual host, or as .htaccess in its DocumentRoot. The site must lie there at %s", "apache", s.Root)
	inside := func(path string) string {
		return fmt.Sprintf(`<If "%%{REQUEST_URI} =~ m#^%s#">`, regexp.QuoteMeta(path))
	}
	for _, r := range s.plain() {
		l.add(`RedirectMatch 301 "^%s$" "%s"`, regexp.QuoteMeta(r.From), unescaped(r.To))
	}
	l.add("%s", inside(s.Root))
	l.add("    DirectoryIndex index.html\n    AddDefaultCharset utf-8\n    AddCharset utf-8 .css .js .json .svg")
	for _, t := range s.Endings() {
		l.add("    AddType %s %s\n    AddCharset utf-8 %s", t.Media, t.End, t.End)
	}
	l.add("    Header always set Cache-Control %q", Fresh)
	for _, h := range s.Headers() {
		l.add("    Header always set %s %q", h.Name, h.Value)
	}
	l.add("</If>\n%s\n    Header always set Cache-Control %q\n</If>", inside(s.assets()), Immutable)
	for _, t := range s.Named {
		l.add("<If \"%%{REQUEST_URI} =~ m#^%s(.*/)?%s$#\">\n    ForceType \"%s; charset=utf-8\"\n</If>", regexp.QuoteMeta(s.Root), regexp.QuoteMeta(t.End), t.Media)
	}
	for i := len(s.NotFound) - 1; i >= 0; i-- { // the last that fits counts
		l.add("%s\n    ErrorDocument 404 %s\n</If>", inside(s.NotFound[i].Under), s.NotFound[i].Page)
	}
	return l.String()
}

// unescaped returns an address as mod_alias wants it: it escapes what it sends.
func unescaped(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" {
		return address
	}
	return u.Path
}

// Caddy is for a site block, whose root is the folder that holds the site at the site's path.
func (s Site) Caddy() string {
	l := &lines{}
	l.add(made+"# Import it into a site block. Its root must be the folder in which the site lies at %s", "caddy", s.Root)
	headers := func(indent string) {
		for _, h := range s.Headers() {
			l.add("%sheader %s* %s %q", indent, s.Root, h.Name, h.Value)
		}
	}
	headers("")
	l.add("header %s* ?Cache-Control %q", s.Root, Fresh)
	l.add("header %s* Cache-Control %q", s.assets(), Immutable)
	for _, t := range s.Types() {
		name := "@tocsin_" + strings.ReplaceAll(strings.TrimPrefix(t.End, "."), ".", "_")
		l.add("%s path_regexp `^%s.*%s$`\nheader %[1]s Content-Type \"%[4]s; charset=utf-8\"", name, regexp.QuoteMeta(s.Root), regexp.QuoteMeta(t.End), t.Media)
	}
	for _, r := range s.plain() {
		l.add("redir %s %s 301", r.From, r.To)
	}
	if s.Gzip {
		l.add("file_server %s* {\n\tprecompressed gzip\n}", s.Root)
	} else {
		l.add("file_server %s*", s.Root)
	}
	l.add("handle_errors {\n\t@missing expression `{http.error.status_code} == 404`\n\thandle @missing {")
	headers("\t\t")
	l.add("\t\theader Cache-Control %q", Fresh)
	for _, n := range s.NotFound {
		l.add("\t\thandle %s* {\n\t\t\trewrite * %s\n\t\t\tfile_server\n\t\t}", n.Under, n.Page)
	}
	l.add("\t}\n}")
	return l.String()
}

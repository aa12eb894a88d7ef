// Package address is the one type for every address that a campaign takes in and a reader follows: links, facts, events,
// contacts. It reads an address as browsers do (the URL Standard, https://url.spec.whatwg.org/) and holds it in the form
// in which browsers write it, so that what is checked is what is published.
//
// It is stricter than browsers on purpose. They mend what they are given: they take backslashes for slashes, drop tabs,
// read 0x7f.1 as 127.0.0.1 and everything before an @ as a user's name. Each is a way to write one host and lead to
// another, and none is ever needed. So whatever a person would read otherwise than a browser is told, and an
// address that is refused has no text to publish.
//
// A path to a file beside the page is no address: [Is] tells one from the other.
package address

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/nlnwa/whatwg-url/url"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Kinds is a set of kinds of addresses, by scheme.
type Kinds uint8

// The kinds of addresses that a site may hold. Every other scheme is refused.
const (
	Web       Kinds = 1 << iota // https:, http:
	SecureWeb                   // https: alone
	Mail                        // mailto: (RFC 6068)
	Phone                       // tel: (RFC 3966)
	Message                     // sms: (RFC 5724)

	Link = Web | Mail | Phone | Message // what a link in a text may hold
)

// Address is an address that browsers, people and the campaign's rules read alike. Only [Parse] makes one; the zero value
// holds nothing and prints as "".
type Address struct{ of *parts } // one word: every link of every page holds one

// parts are what an address is made of. They do not change once they are read.
type parts struct {
	text     string // the normal form
	scheme   string
	host     string // ASCII
	port     string
	path     string
	query    string
	fragment string
	letters  string // the host in its own letters
	doubtful bool   // the host can be taken for another
	reach    Reach
}

// get returns the parts of an address; those of the zero value say nothing.
func (a Address) get() *parts {
	if a.of == nil {
		return &parts{}
	}
	return a.of
}

// Is reports whether a link's destination is an address and not a path to a file: it has a scheme, or begins with two
// slashes of either sort, in the eyes of a browser, which drops tabs, line breaks and what stands before.
func Is(dest string) bool {
	dest = asBrowser(dest)
	if len(dest) >= 2 && isSlash(dest[0]) && isSlash(dest[1]) {
		return true
	}
	_, _, ok := cutScheme(dest)
	return ok
}

// asBrowser is a text as browsers look at it: without what they drop.
func asBrowser(dest string) string {
	dest = strings.TrimLeftFunc(dest, func(r rune) bool { return r <= ' ' })
	if strings.ContainsAny(dest, "\t\r\n") {
		dest = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(dest)
	}
	return dest
}

func isSlash(c byte) bool { return c == '/' || c == '\\' }

// cutScheme splits an address after its scheme, which comes in small letters: a letter, then letters, digits, + - . up
// to the first colon.
func cutScheme(s string) (scheme, rest string, ok bool) {
	for i := range len(s) {
		c := s[i]
		switch letter := c|0x20 >= 'a' && c|0x20 <= 'z'; {
		case letter:
		case i == 0:
			return "", s, false
		case c >= '0' && c <= '9', c == '+', c == '-', c == '.':
		case c == ':':
			return strings.ToLower(s[:i]), s[i+1:], true
		default:
			return "", s, false
		}
	}
	return "", s, false
}

// Parse reads an address of one of the kinds. What is wrong with it comes back as problems; if one of them refuses the
// address, the address is the zero value. Spaces round it are not part of it; one that begins with two slashes, as the
// page that it stands in would be opened, is an address with https:.
func Parse(text string, kinds Kinds) (Address, diag.List) {
	if a, ok := plain(text, kinds); ok {
		return Address{&a}, nil
	}
	var p diag.List
	a := parse(strings.Trim(text, " "), kinds, &p)
	if refused(p) || a.text == "" {
		return Address{}, p
	}
	return Address{&a}, p
}

func parse(text string, kinds Kinds, p *diag.List) parts {
	if scheme, other := Other(text, kinds); other {
		p.Add(nowhere, rule.URLScheme, "scheme", scheme+":", "hint", kinds.advice())
		return parts{}
	}
	if !readable(text, p) {
		return parts{}
	}
	if strings.HasPrefix(text, "//") {
		text = "https:" + text
	}
	scheme, rest, ok := cutScheme(text)
	if !ok {
		hint := Lacks(text, kinds)
		if hint.Key == "" {
			hint = kinds.advice()
		}
		what := rule.URLNone
		if kinds&^(Web|SecureWeb) == 0 {
			what = rule.URLWeb
		}
		p.Add(nowhere, what, "address", short(text), "hint", hint)
		return parts{}
	}
	switch scheme {
	case "https", "http":
		return parseWeb(text, scheme, rest, p)
	case "mailto":
		return parseMail(rest, p)
	}
	return parsePhone(scheme, rest, p)
}

// take reports whether a scheme, in small letters, is of one of the kinds.
func (k Kinds) take(scheme string) bool {
	switch scheme {
	case "https":
		return k&(Web|SecureWeb) != 0
	case "http":
		return k&Web != 0
	case "mailto":
		return k&Mail != 0
	case "tel":
		return k&Phone != 0
	case "sms":
		return k&Message != 0
	}
	return false
}

// Schemes lists the schemes of the kinds.
func (k Kinds) Schemes() []string {
	return slices.DeleteFunc([]string{"http", "https", "mailto", "tel", "sms"}, func(scheme string) bool { return !k.take(scheme) })
}

// Other returns the scheme of an address, as browsers see it, where it is of none of the kinds.
func Other(text string, kinds Kinds) (scheme string, ok bool) {
	scheme, _, ok = cutScheme(asBrowser(text))
	return scheme, ok && !kinds.take(scheme)
}

// parseWeb reads what stands after "https:" or "http:".
func parseWeb(text, scheme, rest string, p *diag.List) parts {
	if !strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "///") {
		p.Add(nowhere, rule.URLSlashes, "address", short(text), "scheme", scheme, "rest", short(strings.TrimLeft(rest, "/")))
		return parts{}
	}
	authority := rest[2:]
	if i := strings.IndexAny(authority, "/?#"); i >= 0 {
		authority = authority[:i]
	}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		p.Add(nowhere, rule.URLUser, "at", short(authority[i:]), "user", short(authority[:i]), "host", short(authority[i+1:]))
		return parts{}
	}
	name, ok := cutPort(authority)
	if !ok {
		p.Add(nowhere, rule.URLPort, "host", short(authority))
		return parts{}
	}
	path := rest[2+len(authority):]
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	if i := strings.IndexAny(path, "^|"); i >= 0 { // browsers do not agree on them, nor with our parser
		p.Add(nowhere, rule.URLPath, "sign", path[i:i+1], "escape", map[byte]string{'^': "%5E", '|': "%7C"}[path[i]])
		return parts{}
	}
	u, err := url.Parse(text)
	h, fine := readHost(name, p)
	if !fine {
		return parts{}
	}
	if err != nil || u.Hostname() != h.ascii || u.Scheme() != scheme || u.Username() != "" || u.Password() != "" {
		p.Add(nowhere, rule.URLUnknown, "address", short(text))
		return parts{}
	}
	return parts{text: u.Href(false), scheme: scheme, host: h.ascii, letters: h.letters, doubtful: h.doubtful, reach: h.reach, port: u.Port(),
		path: u.Pathname(), query: u.Query(), fragment: u.Fragment()}
}

// cutPort takes the port off a host, and reports whether it is one.
func cutPort(authority string) (host string, ok bool) {
	i := strings.LastIndexByte(authority, ':')
	if i < 0 || strings.HasSuffix(authority, "]") {
		return authority, true
	}
	for _, c := range []byte(authority[i+1:]) {
		if c < '0' || c > '9' {
			return authority, false
		}
	}
	return authority[:i], true
}

// parseMail reads what stands after "mailto:": addresses with commas between, and headers.
func parseMail(rest string, p *diag.List) parts {
	boxes, headers, more := strings.Cut(rest, "?")
	a := parts{scheme: "mailto"}
	var out []string
	for i, box := range strings.Split(boxes, ",") {
		if boxes == "" && more {
			break // mailto:?subject=… leaves it to the reader
		}
		local, domain, ok := strings.Cut(box, "@")
		if !ok || local == "" || strings.ContainsAny(box, "/#[]\"<>") || strings.Contains(domain, "@") || hidesBox(local) {
			p.Add(nowhere, rule.URLMailbox, "mailbox", short(box))
			return parts{}
		}
		h, ok := readHost(domain, p)
		if !ok {
			return parts{}
		}
		if i == 0 {
			a.host, a.letters, a.doubtful, a.reach = h.ascii, h.letters, h.doubtful, h.reach
		}
		out = append(out, local+"@"+h.ascii)
	}
	text := "mailto:" + strings.Join(out, ",")
	if more {
		text += "?" + strings.ReplaceAll(headers, "'", "%27") // some browsers write it so, and some do not
	}
	return a.opaque(text, p)
}

// hidesBox reports whether the part before an @ holds, in escapes, what would make two mailboxes of one.
func hidesBox(local string) bool {
	local = strings.ToLower(local)
	for _, s := range []string{"%40", "%2c", "%3b", "%3c", "%3e", "%0", "%1"} {
		if strings.Contains(local, s) {
			return true
		}
	}
	return false
}

// parsePhone reads what stands after "tel:" or "sms:".
func parsePhone(scheme, rest string, p *diag.List) parts {
	number, _, _ := strings.Cut(rest, "?")
	number, _, _ = strings.Cut(number, ";")
	digits := 0
	for _, c := range strings.ReplaceAll(number, "%20", " ") {
		if c >= '0' && c <= '9' {
			digits++
		} else if !strings.ContainsRune("+-.()* ,", c) {
			digits = -1
			break
		}
	}
	if digits < 1 {
		p.Add(nowhere, rule.URLPhone, "number", short(number), "scheme", scheme)
		return parts{}
	}
	return parts{scheme: scheme}.opaque(scheme+":"+strings.ReplaceAll(rest, "'", "%27"), p)
}

// opaque completes an address that has no host of the web.
func (a parts) opaque(text string, p *diag.List) parts {
	u, err := url.Parse(text)
	if err != nil || u.Scheme() != a.scheme {
		p.Add(nowhere, rule.URLUnknown, "address", short(text))
		return parts{}
	}
	a.text, a.path, a.query, a.fragment = u.Href(false), u.Pathname(), u.Query(), u.Fragment()
	return a
}

// plain reads at a glance what most addresses are: https, a host in small letters, and characters that browsers keep as
// they are. It is there because parse takes twenty times as long, and a campaign may have a hundred thousand links. It
// knows no problem; what it is not sure of is left to parse, and a fuzz test holds the two together.
func plain(text string, kinds Kinds) (parts, bool) {
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok || kinds&(Web|SecureWeb) == 0 {
		return parts{}, false
	}
	slash := strings.IndexByte(rest, '/')
	if slash < 1 {
		return parts{}, false
	}
	host, path := rest[:slash], rest[slash:]
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || !plainHost(host) || !plainLabel(host[dot+1:]) {
		return parts{}, false
	}
	for _, c := range []byte(path) {
		if !isPlain(c) && strings.IndexByte("/_~?#=&+,;:!$()*", c) < 0 {
			return parts{}, false
		}
	}
	path, fragment, _ := strings.Cut(path, "#")
	path, query, _ := strings.Cut(path, "?")
	if strings.Contains(path, "/.") || strings.Contains(fragment, "#") {
		return parts{}, false
	}
	return parts{text: text, scheme: "https", host: host, letters: host, path: path, query: query, fragment: fragment, reach: reachOfName(host)}, true
}

// plainHost reports whether a host is dots between labels of small letters, digits and hyphens, none of them encoded
// or too long.
func plainHost(host string) bool {
	if len(host) > maxHost {
		return false
	}
	run := 0
	for i := range len(host) {
		c := host[i]
		if c == '.' {
			if run == 0 {
				return false
			}
			run = 0
			continue
		}
		if !isPlain(c) || c >= 'A' && c <= 'Z' || c == '-' && run == 0 {
			return false
		}
		if run++; run > maxLabel {
			return false
		}
	}
	return run > 0 && !strings.Contains(host, "--") && !strings.Contains(host, "-.")
}

// plainLabel reports whether a label is of letters alone: such a host is no number.
func plainLabel(label string) bool {
	for _, c := range []byte(label) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return label != ""
}

func isPlain(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.'
}

// String returns the address as browsers write it: the form to publish. "" for the zero value.
func (a Address) String() string { return a.get().text }

// IsZero reports whether there is no address.
func (a Address) IsZero() bool { return a.get().text == "" }

// IsWeb reports whether the address is one of the web: https: or http:.
func (a Address) IsWeb() bool { return a.get().scheme == "https" || a.get().scheme == "http" }

// Scheme returns the scheme in small letters, without its colon.
func (a Address) Scheme() string { return a.get().scheme }

// Host returns the host in ASCII, without a port, as browsers ask for it: "xn--qubec-csa.ca", "127.0.0.1", "[::1]". Of
// mailto: it is the first mailbox's; other kinds have none.
func (a Address) Host() string { return a.get().host }

// HostPort returns the host with its port, where that is not the scheme's own: what RFC 3986 calls an authority.
func (a Address) HostPort() string {
	if a.get().port == "" {
		return a.get().host
	}
	return a.get().host + ":" + a.get().port
}

// DisplayHost returns the host as people read it, "québec.ca"; of a host that could be taken for another, the ASCII form
// too.
func (a Address) DisplayHost() string {
	if a.get().doubtful {
		return a.get().host + " (" + a.get().letters + ")"
	}
	return a.get().letters
}

// Path returns the path in its encoded form; of mailto:, tel: and sms: what stands before a question mark.
func (a Address) Path() string { return a.get().path }

// Query returns what stands after the question mark, encoded.
func (a Address) Query() string { return a.get().query }

// Fragment returns what stands after the hash, encoded.
func (a Address) Fragment() string { return a.get().fragment }

// Reach tells who can open the address.
func (a Address) Reach() Reach { return a.get().reach }

// Within reports whether the host is one of some hosts or lies under one. The hosts are in ASCII, as [Host] returns
// them; a number has nothing under it.
func (a Address) Within(hosts []string) bool {
	for _, h := range hosts {
		if a.get().host == h {
			return true
		}
		if strings.HasSuffix(a.get().host, "."+h) && !isNumber(a.get().host) {
			return true
		}
	}
	return false
}

func isNumber(host string) bool {
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil
}

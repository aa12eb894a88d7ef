package source

import (
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Addresses are an address by language, or one for every language under "".
type Addresses map[string]address.Address

// In returns the address for a language, or the one that serves every language, or the zero value.
func (a Addresses) In(language string) address.Address {
	if x, ok := a[language]; ok {
		return x
	}
	return a[""]
}

// address reads an address of one of the kinds. It is the zero value, and told, where it cannot be published.
func (r *reader) address(n *yaml.Node, kinds address.Kinds) address.Address {
	return r.parsed(r.str(n), kinds, r.at(n))
}

func (r *reader) parsed(text string, kinds address.Kinds, at diag.Pos) address.Address {
	a, problems := address.Parse(text, kinds)
	address.Tell(&r.diags, at, problems)
	return a
}

// addresses reads addresses by language.
func (r *reader) addresses(n *yaml.Node, kinds address.Kinds) Addresses {
	out := Addresses{}
	for lang, s := range r.text(n) {
		if a := r.parsed(s, kinds, r.at(n)); !a.IsZero() {
			out[lang] = a
		}
	}
	return out
}

// baseURL reads an address that others are put together from: it ends with a slash. "" where it will not do.
func (r *reader) baseURL(n *yaml.Node) string {
	a := r.address(n, address.Web)
	if a.IsZero() {
		return ""
	}
	if strings.ContainsAny(a.String(), "?#") {
		r.diags.Add(r.at(n), rule.URLBase, "more", a)
		return ""
	}
	return strings.TrimSuffix(a.String(), "/") + "/"
}

// host reads the name of a host, with which its subdomains are meant too.
func (r *reader) host(name string, at diag.Pos) string {
	ascii, problems := address.Host(name)
	if ascii == "" {
		r.diags.Add(at, rule.URLHost, "host", name)
		return ""
	}
	address.Tell(&r.diags, at, problems)
	return ascii
}

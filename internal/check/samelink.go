package check

import (
	"regexp"
	"slices"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/markdown"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// doc is the document that the text's indices are into.
func (v *countryText) doc() *markdown.Document {
	return v.file.AnyDoc(source.TypographyOf(v.language, v.country))
}

// led is where a link of one of the two leads.
type led struct {
	to      string
	neutral string // to, without what names a language in another site's address
	domain  string // to, or another site's domain
	out     bool   // to another site
	link    markdown.Link
}

func (p *pair) led(v *countryText) []led {
	d := v.doc()
	var out []led
	for _, i := range v.Links {
		l := d.Links[i]
		if to, outward := p.target(v.file, l); to != "" || l.Address.IsZero() && !strings.Contains(l.Dest, ":") && !strings.HasPrefix(l.Dest, "#") {
			x := led{to: to, neutral: to, domain: to, out: outward, link: l}
			if outward {
				x.neutral, x.domain = neutral(to), domain(l.Address.Host())
			}
			out = append(out, x)
		}
	}
	return out
}

// links holds where the links of the two lead against each other. Another site's address often has the language in it,
// so two addresses there are the same if they are on the same domain; a campaign's own pages must be the same.
func (p *pair) links() {
	a, b := p.led(p.source), p.led(p.mine)
	missing, extra := leftover(a, b, func(l led) string { return l.to })
	missing, extra = leftover(missing, extra, func(l led) string { return l.neutral })
	missing, extra = leftover(missing, extra, func(l led) string { return l.domain })
	absent := without(missing, b)
	only := without(extra, a)
	switch {
	case len(absent) > 0 && len(only) > 0:
		p.diags.Add(only[0].link.At, rule.SameLinksOther, "here", shown(only[0]), "file", p.source.file.Path,
			"there", shown(absent[0]), "line", absent[0].link.At.Line, "more", thenMore(len(only)+len(absent)-2))
	case len(absent) > 0:
		p.diags.Add(p.near(absent[0].link.At.Line), rule.SameLinksMissing, "there", shown(absent[0]), "where", p.there(absent[0].link.At.Line), "more", thenMore(len(absent)-1))
	case len(only) > 0:
		p.diags.Add(only[0].link.At, rule.SameLinksExtra, "here", shown(only[0]), "file", p.source.file.Path, "more", thenMore(len(only)-1))
	case len(missing) > 0:
		p.fewer(missing[0], a, b)
	case len(extra) > 0:
		p.fewer(extra[0], a, b)
	}
}

// fewer tells that both link to a page, but not as often.
func (p *pair) fewer(l led, a, b []led) {
	times := func(list []led) (n int, first led) {
		for _, x := range list {
			if x.domain == l.domain {
				if n++; n == 1 {
					first = x
				}
			}
		}
		return n, first
	}
	there, _ := times(a)
	here, first := times(b)
	to := destination(l)
	if l.out {
		to = rule.PartFile.With("file", l.domain)
	}
	p.diags.Add(first.link.At, rule.SameLinksFewer, "here", links.count(here), "to", to, "file", p.source.file.Path, "there", there)
}

// without drops the links that lead where one of the others leads too.
func without(list, others []led) (out []led) {
	there := map[string]bool{}
	for _, y := range others {
		there[y.domain] = true
	}
	for _, x := range list {
		if !there[x.domain] {
			out = append(out, x)
		}
	}
	return out
}

// thenMore says how many more there are, or nothing.
func thenMore(n int) rule.Text {
	if n <= 0 {
		return rule.Text{}
	}
	return rule.PartThenMore.With("more", n)
}

// near is where the rendition would have what its source has on a line: the same block, or the same section.
func (p *pair) near(line int) diag.Pos {
	if p.parted {
		return p.mine.section(0)
	}
	p.source.locate()
	section, block := 0, 0
	for i, b := range p.source.Blocks {
		if p.source.lines[i] <= line {
			section, block = b.Section, i
		}
	}
	if len(p.source.Blocks) == len(p.mine.Blocks) && len(p.mine.Blocks) > 0 {
		return p.mine.at(block, "")
	}
	return p.mine.section(section)
}

// shown says what a link leads to.
func shown(l led) rule.Text {
	return rule.PartLink.With("text", cite(l.link.Text), "to", destination(l))
}

func destination(l led) rule.Text {
	switch l.to {
	case "":
		return rule.PartHome.With()
	case nowhere:
		return rule.PartFile.With("file", l.link.Dest)
	}
	return rule.PartFile.With("file", l.to)
}

// leftover pairs the links that have the same key, each once, and returns what is left of both.
func leftover(a, b []led, key func(led) string) (restA, restB []led) {
	n := map[string]int{}
	for _, y := range b {
		n[key(y)]++
	}
	for _, x := range a {
		if n[key(x)] > 0 {
			n[key(x)]--
		} else {
			restA = append(restA, x)
		}
	}
	for i := len(b) - 1; i >= 0; i-- { // what is left over are the last ones
		if k := key(b[i]); n[k] > 0 {
			n[k]--
			restB = append(restB, b[i])
		}
	}
	slices.Reverse(restB)
	return restA, restB
}

var languagePart = regexp.MustCompile(`(?i)(^|[/._=-])(?:en|fr|es|eng|fra|fre|spa|zh|zh-hans|zh-hant|chi|vi|ko|ru|ar|ht|tl|pt|de|it|ja|[a-z]{2}-[a-z]{2})($|[/._&?#-])`)

// neutral is an address without the parts that name a language.
func neutral(address string) string {
	for {
		s := languagePart.ReplaceAllString(address, "$1$2")
		if s == address {
			return strings.TrimSuffix(s, "/")
		}
		address = s
	}
}

// domain is the end of a host that one owner has: its last two labels, or three under a second level such as
// co.uk. A government's is one owner's: getcybersafe.gc.ca and pensezcybersecurite.gc.ca.
func domain(host string) string {
	labels := strings.Split(strings.ToLower(host), ".")
	n := 2
	if len(labels) > 2 && len(labels[len(labels)-1]) == 2 && slices.Contains([]string{"co", "com", "org", "ac", "net", "gob", "gov", "gouv"}, labels[len(labels)-2]) {
		n = 3
	}
	return strings.Join(labels[max(0, len(labels)-n):], ".")
}

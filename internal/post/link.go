package post

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"
)

// link is where an address stands in a text, in bytes.
type link struct{ from, to int }

// The parts of an address, after twitter-text's: what may stand in a host, and in what follows it. A path ends neither in
// a full stop nor in a comma, and holds parentheses in pairs.
var (
	scheme = regexp.MustCompile(`(?i)https?://`)
	host   = regexp.MustCompile(`^[\pL\pM\pN_-]+(?:\.[\pL\pM\pN_-]+)+`)
	bare   = regexp.MustCompile(`[-a-zA-Z0-9\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}]+(?:\.[-a-zA-Z0-9\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}]+)+`)
	after  = regexp.MustCompile(`^(?::[0-9]+)?` +
		`(?:/(?:` + general + `*(?:` + paired + general + `*)*(?:` + ending + `|` + paired + `))*)?` +
		`(?:\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-zA-Z0-9\-_&=#/])?`)
)

const (
	general = `[a-zA-Z0-9\x{400}-\x{4ff}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}!*';:=+,.$/%#\[\]\-–_~@|&]`
	ending  = `[a-zA-Z0-9\x{400}-\x{4ff}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{24f}=_#/+\-]`
	paired  = `\(` + general + `+\)`
)

// links finds the addresses that a network makes links of: those with a scheme, and, where bareToo says so, hosts by
// themselves, such as example.com, whose last part is a top-level domain. With a scheme any host with a dot in it will
// do: one with a domain that does not exist leads nowhere, and .example and .test stand for one that does.
func links(text string, bareToo bool) (out []link) {
	if !strings.Contains(text, ".") {
		return nil
	}
	for at := 0; at < len(text); {
		with := scheme.FindStringIndex(text[at:])
		end := len(text)
		if with != nil {
			end = at + with[0]
		}
		if bareToo {
			out = hosts(out, text, at, end)
		}
		if with == nil {
			break
		}
		from := end
		at += with[1]
		if len(out) > 0 && out[len(out)-1].to > from || glued(text[:from], "@＠$#＃") {
			continue
		}
		n := 0
		if m := bare.FindStringIndex(text[at:]); m != nil && m[0] == 0 {
			n = domain(text[at:at+m[1]], text[at+m[1]:]) // what follows may be Chinese, without a space
		}
		if n == 0 {
			n = len(host.FindString(text[at:]))
		}
		if n > 0 {
			at += n
			at += len(after.FindString(text[at:]))
			out = append(out, link{from, at})
		}
	}
	return out
}

// Linked is what a network makes a link of in a text.
type Linked struct {
	Words   string // as it stands in the text
	Address string // with its scheme, which a host by itself does not have
}

// Linked returns what one of the networks makes links of in a text, in its order: addresses with https:// or http://, and,
// where one of them links those too, hosts by themselves, such as example.com.
func (n Networks) Linked(text string) (out []Linked) {
	bare := slices.ContainsFunc(n, func(n Network) bool { return n.linksHosts })
	for _, l := range links(text, bare) {
		words := text[l.from:l.to]
		switch at := scheme.FindStringIndex(words); {
		case at != nil && at[0] == 0:
			out = append(out, Linked{words, words})
		case !namesFile(words):
			out = append(out, Linked{words, "https://" + words})
		}
	}
	return out
}

// namesFile reports whether a host by itself is meant for a file: one name, and an ending that is a top-level domain by
// accident. Networks link it all the same, but nobody who writes "open page.md" can be told that Moldova is no host of
// theirs.
func namesFile(host string) bool {
	name, ending, _ := strings.Cut(strings.ToLower(host), ".")
	return name != "www" && slices.Contains([]string{"md", "mov", "pl", "ps", "py", "rs", "sh", "zip"}, ending)
}

// glued reports whether what stands before an address makes it none: a letter of the Latin alphabet, a digit or one of
// the signs.
func glued(before, signs string) bool {
	c, size := utf8.DecodeLastRuneInString(before)
	return size > 0 && (strings.ContainsRune(signs, c) || c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)))
}

// hosts adds the hosts without a scheme in part of a text.
func hosts(out []link, text string, at, end int) []link {
	for at < end {
		m := bare.FindStringIndex(text[at:end])
		if m == nil {
			break
		}
		from, to := at+m[0], at+m[1]
		at = to
		if glued(text[:from], "@＠$#＃-_./") {
			continue
		}
		n := domain(text[from:to], text[to:])
		if n == 0 {
			continue
		}
		to = from + n
		if more := after.FindString(text[to:]); strings.Contains(strings.SplitN(more, "?", 2)[0], "/") {
			to += len(more) // a port or a question alone is not part of a link without a scheme
		}
		out = append(out, link{from, to})
		at = to
	}
	return out
}

// domain returns how much of a run of labels is a host with a top-level domain; 0 for none. What follows the run tells
// an address to write to from a host.
func domain(run, next string) int {
	for end := len(run); end > 0; {
		dot := strings.LastIndexByte(run[:end], '.')
		if dot < 0 {
			return 0
		}
		following := run[end:] + next
		c, _ := utf8.DecodeRuneInString(following)
		if following == "" || !strings.ContainsRune("@+-", c) && (c >= 0x80 || !unicode.IsLetter(c) && !unicode.IsDigit(c)) {
			if topLevel(run[dot+1:end]) && !strings.HasPrefix(run, "-") && !strings.Contains(run[:end], "-.") && !strings.Contains(run[:end], ".-") {
				return end
			}
		}
		end = dot
	}
	return 0
}

// topLevel reports whether a label is a top-level domain, by the public suffix list.
func topLevel(label string) bool {
	if label == "" {
		return false
	}
	_, icann := publicsuffix.PublicSuffix("x." + strings.ToLower(label))
	return icann
}

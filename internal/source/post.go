package source

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Post is what a post for social networks says of itself; its words are the file's body. Nothing is inherited yet.
type Post struct {
	When     Date            // when it is to go out; zero if not given
	Networks []string        // of Networks, each once, in the order in which they were written
	Link     string          // where it leads, as written: a file, as a link in the body names it, or a web address; empty for none
	Address  address.Address // that of Link; the zero value where it names a file
	At       map[string]diag.Pos
}

// Networks are the names of the social networks that a post may be for, in the order in which they are told.
var Networks = []string{"x", "facebook", "instagram", "linkedin", "mastodon", "bluesky", "threads"}

// networkNames are what people write instead.
var networkNames = map[string]string{"twitter": "x", "ig": "instagram", "insta": "instagram", "fb": "facebook", "meta": "facebook",
	"in": "linkedin", "linked-in": "linkedin", "bsky": "bluesky", "x.com": "x", "toot": "mastodon"}

func (r *reader) post(n *yaml.Node) *Post {
	p := &Post{At: map[string]diag.Pos{}}
	r.each(n, []string{"when", "networks", "link"}, func(key string, k, v *yaml.Node) {
		p.At[key] = r.at(k)
		switch key {
		case "when":
			p.When = r.date(v)
		case "networks":
			p.Networks = r.networks(v)
		case "link":
			p.Link = r.str(v)
			if address.Is(p.Link) {
				p.Address = r.parsed(p.Link, address.Web, r.at(v))
			}
		}
	})
	return p
}

// networks reads a list of networks. One that does not exist is an error, with the nearest name as the hint.
func (r *reader) networks(n *yaml.Node) []string {
	if n.Kind != yaml.SequenceNode {
		r.wrongType(n, rule.PartList, rule.HintNetworks.With("networks", Networks))
		return nil
	}
	if len(n.Content) == 0 {
		r.diags.Add(r.at(n), rule.NetworkNone, "networks", strings.Join(Networks, ", "))
	}
	var out []string
	for c := range r.items(n) {
		name := r.str(c)
		switch {
		case !slices.Contains(Networks, name):
			near, hint := networkHint(name)
			r.diags.Add(r.at(c), rule.NetworkUnknown, "name", name, "networks", Networks, "near", near, "hint", hint)
		case slices.Contains(out, name):
			r.diags.Add(r.at(c), rule.NetworkTwice, "name", name)
		default:
			out = append(out, name)
		}
	}
	return out
}

// networkHint returns the name that was probably meant, or what to write instead.
func networkHint(name string) (near string, hint rule.Text) {
	low := strings.ToLower(name)
	if known, ok := networkNames[low]; ok {
		low = known
	}
	if slices.Contains(Networks, low) {
		return "", rule.HintWrite.With("what", low)
	}
	return diag.Nearest(low, Networks), rule.Text{}
}

package source

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"

	yaml "go.yaml.in/yaml/v4"
)

// Digest is a SHA-256 of what YAML means: keys and values in their order, without layout, quotes and remarks.
type Digest [sha256.Size]byte

// What of a front matter its readers get, by key. Other keys are for those who write: they decide who sees the page and
// when, or are remarks.
var (
	ownKeys    = map[string]bool{"title": true, "summary": true, "slug": true, "aliases": true, "image": true, "keywords": true, "help": true}
	sharedKeys = map[string]bool{"date": true, "publish": true, "updated": true, "weight": true, "audiences": true, "topics": true, "image": true,
		"params": true, "week": true, "event": true, "alert": true, "post": true, "sheet": true}
)

// digester gathers the values of some keys.
type digester struct{ hash.Hash }

func newDigester() digester { return digester{sha256.New()} }

// add adds a key with its value.
func (d digester) add(key string, n *yaml.Node) {
	d.put(key)
	d.node(n)
}

// node adds a value. An alias of more than a word is its name alone: following it could take for ever.
func (d digester) node(n *yaml.Node) {
	if to := resolve(n); to.Kind == yaml.ScalarNode {
		n = to
	}
	d.Write([]byte{byte(n.Kind)})
	switch n.Kind {
	case yaml.AliasNode:
		d.put(n.Value)
		return
	case yaml.ScalarNode:
		d.put(n.ShortTag())
		d.put(n.Value)
		return
	}
	d.count(len(n.Content))
	for _, c := range n.Content {
		d.node(c)
	}
}

func (d digester) put(s string) {
	d.count(len(s))
	d.Write([]byte(s))
}

func (d digester) count(n int) { d.Write(binary.AppendUvarint(nil, uint64(n))) }

func (d digester) sum() (out Digest) {
	d.Sum(out[:0])
	return out
}

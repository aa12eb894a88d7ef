package source

import (
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// ParamAddress is an address among a page's params, and where it is written.
type ParamAddress struct {
	Address address.Address
	At      diag.Pos
}

// params hands a campaign's own values to its own templates. Those that are addresses are read as any other address is,
// and handed on in the form in which browsers write them.
func (r *reader) params(n *yaml.Node) (map[string]any, []ParamAddress) {
	if n.Kind != yaml.MappingNode {
		r.wrongType(n, rule.PartKeyGroup, rule.HintParams.With())
		return nil, nil
	}
	if !r.distinct(n) {
		return nil, nil
	}
	found := r.paramAddresses(n, nil)
	var m map[string]any
	if err := n.Load(&m, yaml.WithV3Defaults(), yaml.WithUniqueKeys(false)); err != nil { // it compares each key with each
		r.diags.Add(r.at(n), rule.YAMLParams)
	}
	return m, found
}

// paramAddresses adds the addresses among a node's values.
func (r *reader) paramAddresses(n *yaml.Node, found []ParamAddress) []ParamAddress {
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			continue
		}
		value := resolve(c)
		if value.Kind != yaml.ScalarNode {
			found = r.paramAddresses(value, found)
			continue
		}
		if !address.Meant(value.Value) {
			continue
		}
		text := strings.TrimSpace(value.Value)
		rest := "" // words that follow it
		if end := strings.IndexByte(text, ' '); end > 0 {
			text, rest = text[:end], text[end:]
		}
		a := r.parsed(text, address.Link, r.at(c))
		if a.IsZero() {
			rest = ""
		} else {
			found = append(found, ParamAddress{a, r.at(c)})
		}
		n.Content[i] = &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: a.String() + rest, Line: c.Line, Column: c.Column}
	}
	return found
}

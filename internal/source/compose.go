package source

import (
	"bytes"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// What the library makes of YAML can cost far more than its length: 2 KB for an item of two bytes, the square of the
// keys of one group, the square of the lines that begin with %, and whatever aliases multiply. So the text is looked
// over before the library sees it, and the nodes before anything is made of them. The limits are some ten times what
// the largest campaign has; within them 1 MB costs well under 200 MB and a second.
const (
	maxYAML       = 1 << 20 // bytes of one text
	maxItems      = 50_000  // what parts keys and items, or says more of them: see countItems
	maxDirectives = 8       // lines that begin with %, before the text
	maxLevels     = 100     // groups and lists within each other, those that aliases bring in too
	maxAliased    = 10_000  // values that all aliases bring in together, see weight
)

// excess is a text of YAML that passes a limit, and where.
type excess struct {
	diag.Diagnostic // its place is one of the text, without a file
}

// Error returns the limit's name: what is told to people is made of the rule.
func (e *excess) Error() string { return string(e.ID) }

func refuse(at diag.Pos, id rule.ID, pairs ...any) *excess {
	return &excess{diag.New(at, id, pairs...)}
}

// compose is the only door to the YAML library: it reads one document into nodes, nil where there is none. The error is
// an *excess, or what the library says.
func compose(text []byte) (*yaml.Node, error) {
	if len(text) > maxYAML {
		return nil, refuse(diag.Pos{Line: 1, Column: 1}, rule.LimitYAML)
	}
	if err := countItems(text); err != nil {
		return nil, err
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return nil, nil
	}
	w := weigher{known: map[*yaml.Node]weight{}}
	if w.weigh(doc.Content[0], 1); w.err != nil {
		return nil, w.err
	}
	return doc.Content[0], nil
}

// countItems looks for what may begin or end a key or an item, without knowing where YAML takes it for text: that would
// need a reader of YAML. Prose has one such sign in twenty characters at most.
func countItems(text []byte) error {
	items, directives, line, start := 0, 0, 1, 0
	for i, c := range text {
		switch c {
		case '\n':
			line, start = line+1, i+1
			continue
		case ':', ',', '[', ']', '{', '}', '#', '&', '*', '!':
			items++
		case '-', '?':
			if i+1 == len(text) || text[i+1] <= ' ' {
				items++
			}
		case '%':
			if i == start {
				directives++
			}
		default:
			continue
		}
		switch {
		case items > maxItems:
			return refuse(diag.Pos{Line: line, Column: utf8.RuneCount(text[start:i]) + 1}, rule.LimitYAMLItems, "most", maxItems)
		case directives > maxDirectives:
			return refuse(diag.Pos{Line: line, Column: 1}, rule.LimitYAMLDirectives, "most", maxDirectives)
		}
	}
	return nil
}

// weigher finds out what nodes come to with all that their aliases bring in, without following an alias twice.
type weigher struct {
	known   map[*yaml.Node]weight // of what has an anchor; one that is not there yet is being weighed
	aliased int
	err     error
}

// weight is how many values a node holds, itself among them, and how many levels. A long text is as many as it has
// hundreds of bytes: who copies what an alias stands for pays for those.
type weight struct{ values, levels int }

// weigh weighs a node that stands at a level. It stops at the first that is too much.
func (w *weigher) weigh(n *yaml.Node, level int) weight {
	if w.err != nil {
		return weight{}
	}
	if level > maxLevels {
		w.refuse(n, rule.LimitYAMLLevels, "most", maxLevels)
		return weight{}
	}
	if n.Kind == yaml.AliasNode {
		return w.alias(n, level)
	}
	sum := weight{1 + len(n.Value)/100, 1}
	for _, c := range n.Content {
		part := w.weigh(c, level+1)
		sum.values += part.values
		sum.levels = max(sum.levels, part.levels+1)
	}
	if n.Anchor != "" {
		w.known[n] = sum
	}
	return sum
}

func (w *weigher) alias(n *yaml.Node, level int) weight {
	sum, known := w.known[n.Alias]
	w.aliased += sum.values
	switch {
	case !known:
		w.refuse(n, rule.LimitYAMLCircle, "alias", n.Value)
	case w.aliased > maxAliased:
		w.refuse(n, rule.LimitYAMLAliases, "most", maxAliased)
	case level+sum.levels-1 > maxLevels:
		w.refuse(n, rule.LimitYAMLLevels, "most", maxLevels)
	}
	return sum
}

func (w *weigher) refuse(n *yaml.Node, id rule.ID, pairs ...any) {
	if w.err == nil {
		w.err = refuse(diag.Pos{Line: n.Line, Column: n.Column}, id, pairs...)
	}
}

// trimmed returns where a text ends, without the blanks after it.
func trimmed(text []byte) (line, column int) {
	whole := bytes.TrimRight(text, " \t\r\n")
	return bytes.Count(whole, []byte("\n")) + 1, utf8.RuneCount(whole[bytes.LastIndexByte(whole, '\n')+1:]) + 1
}

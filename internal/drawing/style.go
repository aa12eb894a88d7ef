package drawing

import (
	"regexp"
	"slices"
	"strings"
)

// sheet is what the <style> elements of a drawing say, as far as it draws.
type sheet struct {
	blocks []*block
	rules  []*block            // of all blocks, those that style elements
	byKey  map[string][]*block // those that apply on every screen, by the last part of a selector: #id, .class, tag or *
	unsure map[string]bool     // properties that some rule sets for elements that cannot be told here
}

// block is a rule, or an @-rule that holds rules or properties.
type block struct {
	prelude    string
	decls      []declaration
	kids       []*block
	selectors  []selector
	understood bool // each of its selectors is
	plain      bool // it is understood, and applies on every screen
	keyframes  bool
	order      int
	used       bool // an element that draws has it
}

type declaration struct {
	name, value string
	important   bool
}

// stays reports whether a rule may style something that draws.
func (b *block) stays() bool {
	return b.used || strings.HasPrefix(b.prelude, "@") || !b.understood
}

// selector is a chain of simple parts, the element itself last.
type selector struct {
	parts []part
	tight []bool // whether a part is the child of the one before; else it is somewhere within
}

type part struct {
	tag, id string
	classes []string
}

const (
	maxNested = 4 // @-rules within each other
	maxParts  = 3 // of a selector that is understood: each is looked for among all elements around
)

// add reads a <style>. Media is its attribute.
func (s *sheet) add(css, media string) {
	css = strings.NewReplacer("<!--", " ", "-->", " ").Replace(uncommented(css))
	blocks := parse(css, 0)
	plain := media == "" || strings.EqualFold(media, "all") || strings.EqualFold(media, "screen")
	if !plain {
		blocks = []*block{{prelude: "@media " + media, kids: blocks}}
	}
	s.blocks = append(s.blocks, blocks...)
}

// index prepares the sheet for elements.
func (s *sheet) index() {
	s.byKey, s.unsure = map[string][]*block{}, map[string]bool{}
	s.gather(s.blocks, true)
}

func (s *sheet) gather(blocks []*block, always bool) {
	for _, b := range blocks {
		if strings.HasPrefix(b.prelude, "@") {
			s.gather(b.kids, false)
			continue
		}
		b.order = len(s.rules)
		s.rules = append(s.rules, b)
		b.selectors, b.understood = selectors(b.prelude)
		b.plain = b.understood && always
		if !b.plain {
			for _, d := range b.decls {
				s.unsure[d.name] = true
			}
		}
		for _, sel := range b.selectors {
			last := sel.parts[len(sel.parts)-1]
			key := "*"
			switch {
			case last.id != "":
				key = "#" + last.id
			case len(last.classes) > 0:
				key = "." + last.classes[0]
			case last.tag != "":
				key = last.tag
			}
			if list := s.byKey[key]; len(list) == 0 || list[len(list)-1] != b {
				s.byKey[key] = append(list, b)
			}
		}
	}
}

// uncommented takes the comments out of CSS; those within quotation marks are none.
func uncommented(css string) string {
	var out strings.Builder
	for i, quote := 0, byte(0); i < len(css); i++ {
		c := css[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case strings.HasPrefix(css[i:], "/*"):
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return out.String()
			}
			i += end + 3
			c = ' '
		}
		out.WriteByte(c)
	}
	return out.String()
}

// until returns what stands before the first of some characters that is in no bracket and no quotation marks, and where
// that is; len(css) where there is none.
func until(css, stops string) int {
	depth, quote := 0, byte(0)
	for i := range len(css) {
		c := css[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case depth == 0 && strings.IndexByte(stops, c) >= 0:
			return i
		case c == '(' || c == '[':
			depth++
		case (c == ')' || c == ']') && depth > 0:
			depth--
		}
	}
	return len(css)
}

// closing returns where the brace ends that is open at the beginning.
func closing(css string) int {
	depth := 1
	for i := 0; i < len(css); i++ {
		i += until(css[i:], "{}")
		if i >= len(css) {
			break
		}
		if css[i] == '{' {
			depth++
		} else if depth--; depth == 0 {
			return i
		}
	}
	return len(css)
}

// parse reads rules. @-rules without a block, such as @charset, are left out: what they do is refused or draws nothing.
func parse(css string, depth int) (out []*block) {
	for css = strings.TrimSpace(css); css != ""; css = strings.TrimSpace(css) {
		i := until(css, "{;")
		if i >= len(css) {
			return out
		}
		prelude := strings.Join(strings.Fields(css[:i]), " ")
		stop := css[i]
		css = css[i+1:]
		if stop == ';' {
			continue
		}
		end := closing(css)
		body := css[:end]
		css = css[min(end+1, len(css)):]
		b := &block{prelude: prelude}
		name, _, _ := strings.Cut(strings.ToLower(prelude), " ")
		switch {
		case name == "@media" && depth < maxNested:
			b.kids = parse(body, depth+1)
		case name == "@keyframes" || name == "@-webkit-keyframes":
			b.keyframes = true
			for _, k := range parse(body, depth+1) {
				k.prelude = strings.ToLower(k.prelude)
				b.kids = append(b.kids, k)
			}
		case name == "@font-face":
			b.decls = declarations(body, descriptors)
		case strings.HasPrefix(name, "@"):
			continue
		default:
			b.decls = declarations(body, properties)
		}
		if len(b.decls) > 0 || len(b.kids) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// declarations reads what a block or a style attribute sets, of the properties that are allowed, and custom ones.
func declarations(css string, allowed map[string]bool) (out []declaration) {
	for css != "" {
		i := until(css, ";")
		name, value, ok := strings.Cut(css[:i], ":")
		css = css[min(i+1, len(css)):]
		if !ok {
			continue
		}
		d := declaration{name: strings.TrimSpace(name), value: strings.Join(strings.Fields(value), " ")}
		if !strings.HasPrefix(d.name, "--") {
			d.name = strings.ToLower(d.name)
		}
		if at := strings.LastIndexByte(d.value, '!'); at >= 0 && strings.EqualFold(strings.TrimSpace(d.value[at+1:]), "important") {
			d.value, d.important = strings.TrimSpace(d.value[:at]), true
		}
		if (allowed[d.name] || strings.HasPrefix(d.name, "--")) && d.value != "" && harmless(d.value) {
			out = append(out, d)
		}
	}
	return out
}

func (d declaration) String() string {
	if d.important {
		return d.name + ":" + d.value + "!important"
	}
	return d.name + ":" + d.value
}

var called = regexp.MustCompile(`([A-Za-z_-][\w-]*)\s*\(`)

// harmless reports whether a value calls no function but those that draw, and holds no file.
func harmless(value string) bool {
	lower := strings.ToLower(value)
	if strings.Contains(lower, "data:") || strings.ContainsAny(value, "{}<\\") {
		return false
	}
	for _, m := range called.FindAllStringSubmatch(lower, -1) {
		if !functions[m[1]] {
			return false
		}
	}
	return true
}

var simple = regexp.MustCompile(`^(\*|[A-Za-z_][\w-]*)?((?:[.#][A-Za-z_-][\w-]*)*)$`)
var named = regexp.MustCompile(`[.#][\w-]+`)

// selectors reads a list of selectors. It reports whether all of it is understood: tags, classes, ids, and elements
// within others.
func selectors(prelude string) (out []selector, all bool) {
	all = true
	for one := range strings.SplitSeq(prelude, ",") {
		sel, ok := chain(one)
		if all = all && ok; ok {
			out = append(out, sel)
		}
	}
	return out, all
}

func chain(text string) (sel selector, ok bool) {
	child := false
	for _, word := range strings.Fields(strings.ReplaceAll(text, ">", " > ")) {
		if word == ">" {
			child = true
			continue
		}
		m := simple.FindStringSubmatch(word)
		if m == nil {
			return sel, false
		}
		p := part{tag: strings.TrimPrefix(m[1], "*")}
		for _, n := range named.FindAllString(m[2], -1) {
			if n[0] == '#' {
				p.id = n[1:]
			} else {
				p.classes = append(p.classes, n[1:])
			}
		}
		sel.parts, sel.tight = append(sel.parts, p), append(sel.tight, child)
		child = false
	}
	return sel, len(sel.parts) > 0 && len(sel.parts) <= maxParts && !child
}

// weight is a selector's specificity, as one number.
func (s selector) weight() (n int) {
	for _, p := range s.parts {
		n += 100 * len(p.classes)
		if p.id != "" {
			n += 10_000
		}
		if p.tag != "" {
			n++
		}
	}
	return n
}

func (s selector) matches(n *node) bool { return s.upTo(len(s.parts)-1, n) }

func (s selector) upTo(i int, n *node) bool {
	if !s.parts[i].matches(n) {
		return false
	}
	if i == 0 {
		return true
	}
	for up := n.parent; up != nil; up = up.parent {
		if s.upTo(i-1, up) {
			return true
		}
		if s.tight[i] {
			return false
		}
	}
	return false
}

func (p part) matches(n *node) bool {
	if p.tag != "" && p.tag != n.name || p.id != "" && p.id != n.get("id") {
		return false
	}
	if len(p.classes) == 0 {
		return true
	}
	has := strings.Fields(n.get("class"))
	for _, c := range p.classes {
		if !slices.Contains(has, c) {
			return false
		}
	}
	return true
}

// styling is a rule that an element has, and how much it weighs.
type styling struct {
	*block
	weight int
}

// of returns the rules that an element has, the strongest last.
func (s *sheet) of(n *node) (out []styling) {
	if len(s.byKey) == 0 {
		return nil
	}
	keys := []string{"*", n.name}
	for _, c := range strings.Fields(n.get("class")) {
		keys = append(keys, "."+c)
	}
	if id := n.get("id"); id != "" {
		keys = append(keys, "#"+id)
	}
	found := map[*block]int{}
	for _, key := range keys {
		for _, b := range s.byKey[key] {
			for _, sel := range b.selectors {
				if w, seen := found[b]; sel.matches(n) && (!seen || w < sel.weight()) {
					found[b] = sel.weight()
				}
			}
		}
	}
	for b, w := range found {
		out = append(out, styling{b, w})
	}
	slices.SortFunc(out, func(a, b styling) int {
		if a.weight != b.weight {
			return a.weight - b.weight
		}
		return a.order - b.order
	})
	return out
}

var refersTo = regexp.MustCompile(`(?i)url\(\s*['"]?#([^'")]+?)['"]?\s*\)`)

// references returns the ids to which a value refers.
func references(value string) (ids []string) {
	for _, m := range refersTo.FindAllStringSubmatch(value, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

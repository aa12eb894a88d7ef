package source

import (
	"bytes"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
	"unique"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// maxProblems is how many problems of one YAML text are told: whoever generates keys wrongly generates thousands.
const maxProblems = 100

// maxNames is how many names one list may have: topics, countries, old addresses.
const maxNames = 1000

// reader decodes YAML strictly and tells every problem at its own line and column.
// It walks nodes instead of filling structs, because the position of each value is kept for later checks.
type reader struct {
	file  string
	line  int // lines of the file before the YAML's first line
	diags diag.List
	rules *rule.Index // that `allow` may name; nil for the registry

	source []byte // the YAML, for the ends of its values
	seen   cursor // nodes are asked for in order
	full   bool   // it has more problems than are told
}

// cursor is a place in YAML by line and column, which counts characters, and by byte; the zero value is none.
type cursor struct{ line, column, at int }

// at returns the place of a node; a word or a text that is written on one line, as it is read, has an end.
func (r *reader) at(n *yaml.Node) diag.Pos {
	at := diag.Pos{File: r.file, Line: n.Line + r.line, Column: n.Column}
	if n.Value == "" && len(r.source) > 0 && r.rest(n.Line, 1) == nil { // nothing, after the end of a text without a last line's end
		at.Line, at.Column = trimmed(r.source)
		at.Line += r.line
		return at
	}
	if length := r.length(n); length > 0 {
		return at.To(length)
	}
	return at
}

// length returns how many characters of its line a scalar fills, or 0 where that is not plain to see: in a block, over
// several lines, with escapes.
func (r *reader) length(n *yaml.Node) int {
	if n.Kind != yaml.ScalarNode || n.Value == "" || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return 0
	}
	written := n.Value
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		written = `"` + written + `"`
	case n.Style&yaml.SingleQuotedStyle != 0:
		written = "'" + written + "'"
	}
	if !bytes.HasPrefix(r.rest(n.Line, n.Column), []byte(written)) {
		return 0
	}
	return utf8.RuneCountInString(written)
}

// rest returns the YAML from a place on.
func (r *reader) rest(line, column int) []byte {
	if c := r.seen; c.line == 0 || line < c.line || line == c.line && column < c.column {
		r.seen = cursor{1, 1, 0}
	}
	for ; r.seen.line < line; r.seen.line++ {
		n := bytes.IndexByte(r.source[r.seen.at:], '\n')
		if n < 0 {
			return nil
		}
		r.seen.at, r.seen.column = r.seen.at+n+1, 1
	}
	for ; r.seen.column < column; r.seen.column++ {
		_, size := utf8.DecodeRune(r.source[r.seen.at:])
		r.seen.at += size
	}
	return r.source[r.seen.at:]
}

// enough reports whether no more problems are to be told, and tells that once.
func (r *reader) enough(n *yaml.Node) bool {
	if len(r.diags) < maxProblems || r.full {
		return r.full
	}
	r.full = true
	r.diags.Add(r.at(n), rule.LimitProblems, "most", maxProblems)
	return true
}

// parse returns the root mapping, or nil where the text is empty or broken.
func (r *reader) parse(text []byte) *yaml.Node {
	if !r.oneDocument(text) {
		return nil
	}
	r.source, r.seen = text, cursor{}
	root, err := compose(text)
	var over *excess
	switch {
	case errors.As(err, &over):
		over.File, over.Line = r.file, r.line+over.Line
		r.diags = append(r.diags, over.Diagnostic)
		return nil
	case err != nil:
		r.syntax(text, err)
		return nil
	case root == nil || root.Kind == yaml.ScalarNode && root.Tag == "!!null":
		return nil
	}
	if root.Kind != yaml.MappingNode {
		r.wrongType(root, rule.PartKeysValues, rule.HintKeyValues.With())
		return nil
	}
	return root
}

// oneDocument refuses a second YAML document, which would be skipped without a word.
func (r *reader) oneDocument(text []byte) bool {
	begun, ended, n := false, false, r.line
	for line := range bytes.Lines(text) {
		n++
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) == 0 || line[0] == '#' || line[0] == '%' && !begun {
			continue
		}
		starts := bytes.Equal(line, []byte("---")) || bytes.HasPrefix(line, []byte("--- "))
		if begun && starts || ended {
			r.diags.Add(diag.Pos{File: r.file, Line: n, Column: 1}, rule.YAMLSecond)
			return false
		}
		begun, ended = true, bytes.Equal(line, []byte("..."))
	}
	return true
}

func (r *reader) syntax(text []byte, err error) {
	at, msg := diag.Pos{File: r.file, Line: r.line + 1, Column: 1}, strings.TrimPrefix(err.Error(), "yaml: ")
	var le *yaml.LoadError
	if errors.As(err, &le) {
		msg = le.Message
		if le.Mark.Line > 0 {
			at.Line, at.Column = r.line+le.Mark.Line, max(1, le.Mark.Column)
			if line, column := trimmed(text); le.Mark.Line > line { // it misses something at the end
				at.Line, at.Column = r.line+line, column
			}
		}
	}
	var hint rule.Text
	if strings.Contains(msg, "cannot start any token") {
		hint = rule.HintYAMLTab.With()
	}
	if strings.Contains(msg, "max depth") {
		hint = rule.HintYAMLDeep.With()
	}
	if strings.HasPrefix(msg, "control characters") {
		hint = rule.HintYAMLInvisible.With()
		if i := bytes.IndexFunc(text, invisible); i >= 0 && at.Line == r.line+1 {
			start := bytes.LastIndexByte(text[:i], '\n') + 1
			at.Line, at.Column = r.line+1+bytes.Count(text[:i], []byte("\n")), utf8.RuneCount(text[start:i])+1
		}
	}
	r.diags.Add(at, rule.YAMLSyntax, "problem", msg, "hint", hint)
}

// invisible reports whether YAML forbids a character.
func invisible(c rune) bool {
	return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f && c < 0xa0 && c != 0x85 || c == 0xfffe || c == 0xffff
}

func (r *reader) wrongType(n *yaml.Node, want rule.Phrase, hint rule.Text) {
	r.diags.Add(r.at(n), rule.WrongType, "want", want.With(), "found", kindName(n), "hint", hint)
}

func kindName(n *yaml.Node) rule.Text {
	switch {
	case n.Kind == yaml.MappingNode:
		return rule.PartKeyGroup.With()
	case n.Kind == yaml.SequenceNode:
		return rule.PartList.With()
	case isNothing(n):
		return rule.PartNothing.With()
	case n.Kind == yaml.ScalarNode:
		return rule.PartQuoted.With("word", n.Value)
	}
	return rule.PartAlias.With()
}

func isNothing(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || n.Value == "")
}

// resolve follows an alias once; an alias of an alias cannot be written in YAML.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// items runs through a list, until it has more problems than are told.
func (r *reader) items(n *yaml.Node) iter.Seq[*yaml.Node] {
	return func(yield func(*yaml.Node) bool) {
		for _, c := range n.Content {
			if r.enough(c) || !yield(c) {
				return
			}
		}
	}
}

// each calls f for every key of a mapping, once; a repeated key is an error. Known, if not nil, lists the allowed keys.
func (r *reader) each(n *yaml.Node, known []string, f func(key string, k, v *yaml.Node)) {
	n = resolve(n)
	if n.Kind != yaml.MappingNode {
		r.wrongType(n, rule.PartKeyGroup, rule.HintKeyValuesUnder.With())
		return
	}
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], resolve(n.Content[i+1])
		if r.enough(k) {
			return
		}
		if k.Kind != yaml.ScalarNode {
			r.wrongType(k, rule.PartKey, rule.HintKey.With())
			continue
		}
		if r.repeated(first, k) {
			continue
		}
		if known != nil && !slices.Contains(known, k.Value) {
			r.diags.Add(r.at(k), rule.UnknownKey, "key", k.Value, "keys", slices.Sorted(slices.Values(known)), "near", diag.Nearest(strings.ToLower(k.Value), known))
			continue
		}
		f(k.Value, k, v)
	}
}

// repeated tells of a key that a group has had before, and notes the line of one that is new.
func (r *reader) repeated(first map[string]int, k *yaml.Node) bool {
	line, again := first[k.Value]
	if again {
		r.diags.Add(r.at(k), rule.RepeatedKey, "key", k.Value, "line", line)
		return true
	}
	first[k.Value] = k.Line + r.line
	return false
}

// distinct tells of every repeated key at any depth: of what is handed on as it is, since the library takes a group's
// keys for distinct there. It reports whether there was none.
func (r *reader) distinct(n *yaml.Node) bool {
	ok := true
	first := map[string]int{}
	for i, c := range n.Content {
		if r.enough(c) {
			return false
		}
		if n.Kind == yaml.MappingNode && i%2 == 0 && c.Kind == yaml.ScalarNode && r.repeated(first, c) {
			ok = false
		}
		ok = r.distinct(c) && ok
	}
	return ok
}

// str reads a scalar as it is written: 0017726 keeps its noughts, yes stays yes.
func (r *reader) str(n *yaml.Node) string {
	n = resolve(n)
	if n.Kind != yaml.ScalarNode {
		r.wrongType(n, rule.PartText, rule.HintText.With())
		return ""
	}
	if n.Tag == "!!null" {
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// list reads a list of names, each of which may become a page, or be looked for on each.
func (r *reader) list(n *yaml.Node) []string {
	n = resolve(n)
	if n.Kind != yaml.SequenceNode {
		r.wrongType(n, rule.PartList, rule.HintList.With())
		return nil
	}
	if len(n.Content) > maxNames {
		r.diags.Add(r.at(n.Content[maxNames]), rule.LimitList, "most", maxNames)
		return nil
	}
	out := make([]string, 0, len(n.Content))
	for c := range r.items(n) {
		if s := r.str(c); s != "" {
			out = append(out, unique.Make(s).Value()) // thousands of pages name the same few topics
		}
	}
	return out
}

func (r *reader) boolean(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		switch strings.ToLower(n.Value) {
		case "true", "yes", "on":
			return true
		case "false", "no", "off":
			return false
		}
	}
	r.wrongType(n, rule.PartBoolean, rule.HintBoolean.With())
	return false
}

func (r *reader) integer(n *yaml.Node) int {
	if n.Kind == yaml.ScalarNode {
		if i, err := strconv.Atoi(n.Value); err == nil {
			return i
		}
	}
	r.wrongType(n, rule.PartNumber, rule.HintNumber.With())
	return 0
}

// text reads {en: …, fr: …}, or one scalar for every language under the key "".
func (r *reader) text(n *yaml.Node) Text {
	n = resolve(n)
	if n.Kind == yaml.ScalarNode {
		if s := r.str(n); s != "" {
			return Text{"": s}
		}
		return nil
	}
	t := Text{}
	r.each(n, nil, func(key string, _, v *yaml.Node) { t[key] = r.str(v) })
	return t
}

// Text is a text in several languages, by language tag; the key "" serves every language.
type Text map[string]string

// In returns the text for a language, or the one that serves every language, or "".
func (t Text) In(language string) string {
	if s, ok := t[language]; ok {
		return s
	}
	return t[""]
}

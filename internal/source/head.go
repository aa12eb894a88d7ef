package source

import (
	"bytes"
	"slices"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Head is the front matter of one file as text, to be edited where it stands: every line, comment and space that is not
// edited stays as a person wrote it. What cannot be edited where it stands is told by [Head.Write].
type Head struct {
	reader  *reader
	bom     []byte
	text    []byte // the whole file, without its byte-order mark
	head    []byte // between the fences; nil where there are none
	body    []byte
	newline string // what the file's lines end with
	root    *yaml.Node
	lines   []int // where each line of the head starts
	patches []patch
}

// patch is one edit of the head's bytes.
type patch struct {
	from, to int
	with     string
}

// Key is one key of the front matter, or of a group in it, with its value.
type Key struct {
	head  *Head
	group *yaml.Node
	at    int // of the key in the group's content
}

// Value is the value of a key, or an item of a list.
type Value struct {
	head *Head
	node *yaml.Node
}

// OpenHead finds the front matter of a Markdown file. It returns nil, with errors, where the file cannot be read.
func OpenHead(file string, text []byte) (*Head, diag.List) {
	h := &Head{reader: &reader{file: file, line: 1}, text: trimBOM(text), newline: "\n"}
	h.bom = text[:len(text)-len(h.text)]
	if !h.reader.readable(h.text) {
		return nil, h.reader.diags
	}
	var ok bool
	if h.head, h.body, _, ok = h.reader.split(h.text); !ok {
		return nil, h.reader.diags
	}
	if i := bytes.IndexByte(h.text, '\n'); i > 0 && h.text[i-1] == '\r' {
		h.newline = "\r\n"
	}
	h.lines = []int{0}
	for i, c := range h.head {
		if c == '\n' {
			h.lines = append(h.lines, i+1)
		}
	}
	if h.head != nil {
		h.root = h.reader.parse(h.head)
	}
	if n, _ := h.reader.diags.Count(); n > 0 {
		return nil, h.reader.diags
	}
	return h, nil
}

// Body is the file's text after the front matter.
func (h *Head) Body() []byte { return h.body }

// Keys lists the front matter's keys as they stand.
func (h *Head) Keys() []Key { return h.keys(h.root) }

// Inline returns where a front matter begins that is one group in braces: it has no lines to edit.
func (h *Head) Inline() (at diag.Pos, inline bool) {
	if h.root == nil || h.root.Style&yaml.FlowStyle == 0 {
		return diag.Pos{}, false
	}
	return h.reader.at(h.root), true
}

// Add adds a line at the end of the front matter, or makes one for it.
func (h *Head) Add(line string) {
	h.patches = append(h.patches, patch{len(h.head), len(h.head), line + h.newline})
}

// Write returns the file with the edits made and another body. What is not the YAML that was meant is never returned:
// the front matter is read once more, and with an error the text is nil.
func (h *Head) Write(body []byte) ([]byte, diag.List) {
	head := h.apply()
	if n, _ := h.reader.diags.Count(); n > 0 {
		return nil, h.reader.diags
	}
	if h.head == nil {
		fence := []byte("---" + h.newline)
		return slices.Concat(h.bom, fence, head, fence, body), h.reader.diags
	}
	start := bytes.IndexByte(h.text, '\n') + 1
	closing := h.text[start+len(h.head) : len(h.text)-len(h.body)]
	return slices.Concat(h.bom, h.text[:start], head, closing, body), h.reader.diags
}

// apply makes the edits of the head.
func (h *Head) apply() []byte {
	slices.SortStableFunc(h.patches, func(a, b patch) int { return a.from - b.from })
	var out []byte
	at := 0
	for _, p := range h.patches {
		if p.from < at {
			h.reader.diags.Add(diag.Pos{File: h.reader.file, Line: 1, Column: 1}, rule.FrontMatterLines)
			return nil
		}
		out = append(append(out, h.head[at:p.from]...), p.with...)
		at = p.to
	}
	out = append(out, h.head[at:]...)
	again := &reader{file: h.reader.file, line: 1}
	again.front(out)
	h.reader.diags = append(h.reader.diags, again.diags...)
	return out
}

func (h *Head) keys(group *yaml.Node) []Key {
	var out []Key
	if group != nil && group.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(group.Content); i += 2 {
			out = append(out, Key{h, group, i})
		}
	}
	return out
}

// Name is the key's own name.
func (k Key) Name() string { return k.group.Content[k.at].Value }

// Value is the key's value.
func (k Key) Value() Value { return Value{k.head, k.group.Content[k.at+1]} }

// Rename writes another name for the key.
func (k Key) Rename(to string) { Value{k.head, k.group.Content[k.at]}.Replace(to) }

// Remove takes a key and its value out: whole lines in a block, one part between braces.
func (k Key) Remove() {
	h, name, value := k.head, k.group.Content[k.at], k.group.Content[k.at+1]
	from := h.offset(name)
	if k.group.Style&yaml.FlowStyle == 0 {
		end := len(h.head)
		if last := h.lastLine(value); last < len(h.lines) {
			end = h.lines[last]
		}
		h.patches = append(h.patches, patch{h.lines[name.Line-1], end, ""})
		return
	}
	if k.at+2 < len(k.group.Content) {
		h.patches = append(h.patches, patch{from, h.offset(k.group.Content[k.at+2]), ""})
		return
	}
	_, end, ok := h.token(value, value.Value)
	if !ok {
		return
	}
	if end < len(h.head) && (h.head[end] == '"' || h.head[end] == '\'') {
		end++
	}
	if comma := bytes.LastIndexByte(h.head[:from], ','); k.at > 0 && comma >= 0 {
		from = comma
	}
	h.patches = append(h.patches, patch{from, end, ""})
}

// Text is a plain value as YAML reads it, "" for a group, a list or an alias.
func (v Value) Text() string {
	if v.node.Kind != yaml.ScalarNode {
		return ""
	}
	return v.node.Value
}

// Keys lists the keys of a value that is a group.
func (v Value) Keys() []Key { return v.head.keys(v.node) }

// List lists the items of a value that is a list.
func (v Value) List() []Value {
	var out []Value
	if v.node.Kind == yaml.SequenceNode {
		for _, n := range v.node.Content {
			out = append(out, Value{v.head, n})
		}
	}
	return out
}

// Alias reports whether the value stands somewhere else and is only referred to here.
func (v Value) Alias() bool { return v.node.Kind == yaml.AliasNode }

// Replace writes another value in the place of a plain one, within its quotes.
func (v Value) Replace(with string) {
	if from, to, ok := v.head.token(v.node, v.node.Value); ok && v.node.Value != with {
		v.head.patches = append(v.head.patches, patch{from, to, with})
	}
}

// offset is where a node's line and column, which counts characters, lie in the head.
func (h *Head) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(h.lines) {
		return -1
	}
	at := h.lines[n.Line-1]
	for range n.Column - 1 {
		if at >= len(h.head) {
			return -1
		}
		_, size := utf8.DecodeRune(h.head[at:])
		at += size
	}
	return at
}

// token returns where a scalar's own characters stand, within its quotes, and tells where they do not.
func (h *Head) token(n *yaml.Node, value string) (from, to int, ok bool) {
	from = h.offset(n)
	if from >= 0 && from < len(h.head) && (h.head[from] == '"' || h.head[from] == '\'') {
		from++
	}
	if n.Kind != yaml.ScalarNode || from < 0 || !bytes.HasPrefix(h.head[from:], []byte(value)) {
		h.reader.diags.Add(h.reader.at(n), rule.FrontMatterValue)
		return 0, 0, false
	}
	return from, from + len(value), true
}

// lastLine is the number of a value's last line, its closing bracket's where it has one.
func (h *Head) lastLine(n *yaml.Node) int {
	last := n.Line
	for _, c := range n.Content {
		last = max(last, h.lastLine(c))
	}
	if n.Style&yaml.FlowStyle == 0 {
		return last
	}
	for last <= len(h.lines) {
		end := len(h.head)
		if last < len(h.lines) {
			end = h.lines[last]
		}
		line := h.head[h.lines[last-1]:end]
		if i := bytes.IndexByte(line, '#'); i > 0 {
			line = line[:i]
		}
		if bytes.ContainsAny(line, "]}") {
			return last
		}
		last++
	}
	return len(h.lines)
}

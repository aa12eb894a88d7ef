package source

import (
	"bytes"
	"io/fs"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/markdown"
	"tocsin/internal/segment"
)

// Segment is a piece of a file as a translator sees it, front matter and body alike.
type Segment struct {
	segment.Segment        // Start and End are bytes of the file; both -1 for a value that stands elsewhere (a YAML alias)
	Field           string // title, summary, image.alt or event.place; "" in the body
	Line            int    // of the file, from 1
}

// Anatomy is a file's text with what a translator sees of it.
type Anatomy struct {
	Text     []byte
	Front    [2]int // the bytes between the fences; both 0 where there are none
	Body     int    // where the body begins
	Segments []Segment
	Blocks   []segment.Block // of the body; Start and End are bytes of the file, From and To count in Segments
}

// Dissect takes the text of a Markdown file apart. It is total: of a file that cannot be read it gives what it can.
func Dissect(path string, text []byte) Anatomy {
	a := Anatomy{Text: text}
	bom := len(text) - len(trimBOM(text))
	r := reader{file: path}
	rest := text[bom:]
	if !utf8.Valid(rest) {
		return a
	}
	head, body, first, ok := r.split(rest)
	if !ok {
		return a
	}
	a.Body = len(text) - len(body)
	if head != nil {
		start := bom + bytes.IndexByte(rest, '\n') + 1
		a.Front = [2]int{start, start + len(head)}
		a.front(head, start)
	}
	l := markdown.LayOut(body, markdown.Options{File: path, FirstLine: first})
	fields := len(a.Segments)
	line, at := first, 0
	for _, s := range l.Segments {
		line += bytes.Count(body[at:s.Start], []byte("\n"))
		at = s.Start
		s.Start += a.Body
		s.End += a.Body
		a.Segments = append(a.Segments, Segment{s, "", line})
	}
	a.Blocks = l.Blocks
	for i := range a.Blocks {
		b := &a.Blocks[i]
		b.Start += a.Body
		b.End += a.Body
		b.From += fields
		b.To += fields
	}
	return a
}

// fields are the front matter's values that are text for readers: the key, and the key within it.
var fields = [][2]string{{"title", ""}, {"summary", ""}, {"image", "alt"}, {"event", "place"}}

// front adds the segments of a front matter that begins at an offset of the file.
func (a *Anatomy) front(head []byte, start int) {
	root, err := compose(head)
	if err != nil || root == nil || root.Kind != yaml.MappingNode {
		return
	}
	for _, f := range fields {
		key, value := pairOf(root, f[0])
		name, flow := f[0], false
		if f[1] != "" && value != nil {
			flow = value.Style&yaml.FlowStyle != 0
			key, value = pairOf(resolve(value), f[1])
			name += "." + f[1]
		}
		if value == nil {
			continue
		}
		v := resolve(value)
		words := strings.Join(strings.Fields(v.Value), " ")
		if v.Kind != yaml.ScalarNode || v.Tag == "!!null" || words == "" {
			continue
		}
		s := Segment{Field: name, Line: value.Line + 1}
		s.Kind = segment.ParagraphText
		s.Parts = []segment.Part{{Text: words}}
		s.Start, s.End = -1, -1
		if v == value {
			if from, to := scalar(head, value, key, flow); to > from {
				s.Start, s.End = start+from, start+to
			}
		}
		a.Segments = append(a.Segments, s)
	}
}

// FrontTexts returns every text of the front matter, keys too, whether readers see it or not.
func (a Anatomy) FrontTexts() []string {
	root, err := compose(a.Text[a.Front[0]:a.Front[1]])
	if err != nil || root == nil {
		return nil
	}
	return scalars(root, nil)
}

// scalars appends every text of a tree. It follows no alias: what that stands for is a text of its own.
func scalars(n *yaml.Node, out []string) []string {
	if n.Kind == yaml.ScalarNode {
		return append(out, n.Value)
	}
	for _, c := range n.Content {
		out = scalars(c, out)
	}
	return out
}

func pairOf(n *yaml.Node, key string) (k, v *yaml.Node) {
	for i := 0; i+1 < len(n.Content) && n.Kind == yaml.MappingNode; i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// scalar returns the bytes that a value is written in.
func scalar(head []byte, v, key *yaml.Node, flow bool) (from, to int) {
	from = offset(head, v.Line, v.Column)
	if from >= len(head) {
		return 0, 0
	}
	if from > 0 && (v.Anchor != "" || head[from] == '&' || head[from] == '!') { // an anchor or a tag: leave it alone
		return 0, 0
	}
	switch c := head[from]; {
	case c == '"':
		for to = from + 1; to < len(head) && head[to] != '"'; to++ {
			if head[to] == '\\' {
				to++
			}
		}
		return from, min(to+1, len(head))
	case c == '\'':
		for to = from + 1; to < len(head); to++ {
			if head[to] != '\'' {
				continue
			}
			if to+1 == len(head) || head[to+1] != '\'' {
				return from, to + 1
			}
			to++
		}
		return 0, 0
	case flow:
		to = from
		for to < len(head) && strings.IndexByte(",}\n", head[to]) < 0 && !bytes.HasPrefix(head[to:], []byte(" #")) {
			to++
		}
		return from, from + len(bytes.TrimRight(head[from:to], " \t\r"))
	}
	block := head[from] == '|' || head[from] == '>'
	to = lineEnd(head, from)
	for next := to; next < len(head); {
		next++
		end := lineEnd(head, next)
		line := head[min(next, len(head)):end]
		text := bytes.TrimLeft(line, " ")
		if indent := len(line) - len(text); len(bytes.TrimSpace(text)) > 0 {
			if indent < key.Column || !block && text[0] == '#' {
				break
			}
			to = end
		}
		next = end
	}
	value := head[from:to]
	if !block {
		if i := bytes.LastIndex(value, []byte(" #")); i >= 0 && !bytes.Contains(value[i:], []byte("\n")) {
			value = value[:i]
		}
	}
	return from, from + len(bytes.TrimRight(value, " \t\r\n"))
}

func lineEnd(b []byte, at int) int {
	if at >= len(b) {
		return len(b)
	}
	if i := bytes.IndexByte(b[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(b)
}

// offset turns a line and a column in characters, both from 1, into an offset.
func offset(b []byte, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(b[at:], '\n')
		if i < 0 {
			return len(b)
		}
		at += i + 1
	}
	for ; column > 1 && at < len(b); column-- {
		_, n := utf8.DecodeRune(b[at:])
		at += n
	}
	return at
}

// Anatomy reads a file of the campaign once more and takes it apart.
func (s *Source) Anatomy(f *File) (Anatomy, error) {
	text, err := fs.ReadFile(s.campaign, f.Path)
	if err != nil {
		return Anatomy{}, err
	}
	return Dissect(f.Path, text), nil
}

// Passage is a segment as the lock knows it.
type Passage struct {
	Field  string // title, summary, image.alt, event.place; "" in the body
	Digest string // of its words, see segment.Digest
	Line   int    // of the file
}

// Passages returns a file's segments by their digests. They are found when they are first asked for: only a campaign
// with a lock needs them.
func (s *Source) Passages(f *File) []Passage {
	f.once.Do(func() {
		a, err := s.Anatomy(f)
		if err != nil {
			return // the file was there a moment ago; whoever reads it next will tell
		}
		f.passages = make([]Passage, 0, len(a.Segments))
		for _, seg := range a.Segments {
			f.passages = append(f.passages, Passage{seg.Field, segment.Digest(seg.Text()), seg.Line})
		}
	})
	return f.passages
}

// PlainScalar reports whether text can be written in a front matter without quotes, within braces if flow is set.
func PlainScalar(s string, flow bool) bool {
	if s == "" || flow && strings.ContainsAny(s, ",{}[]") || strings.ContainsAny(s, "\n\r\t") {
		return false
	}
	root, err := compose([]byte("k: " + s + "\nl: 1\n"))
	if err != nil || root == nil || len(root.Content) != 4 {
		return false
	}
	v := root.Content[1]
	return v.Kind == yaml.ScalarNode && v.Style == 0 && v.Value == s && v.Tag == "!!str"
}

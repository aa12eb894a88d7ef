package template

import (
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// Why this file is here: html/template spends as long on a page as Markdown does, and a sixth of that goes into words
// that are the same on every page of an edition: {{.T "on-this-page"}}, {{.Asset "site.css"}}. So each edition has its
// own program, in which those actions are replaced by their escaped text, once.
//
// It is done after html/template has worked out the escaping, and only where its verdict is plain text, a quoted
// attribute or an address in one, so that the bytes are those that the action itself would give.

// Precomputed is a template for many executions, of which some calls were made beforehand. It is safe for many goroutines.
type Precomputed struct {
	set  *template.Template
	fast *program // nil where html/template must do it
}

// FoldConstants makes the calls of the named methods, where their arguments are literals, on a value of the template's type, and
// compiles the rest. The methods must say the same for every value that the result will be given, return a
// string and perhaps an error, and exist on no other type that the template sees.
func (t *Template) FoldConstants(like any, methods ...string) *Precomputed {
	f := constantFolding{reflect.ValueOf(like), methods}
	fast, err := compile(t.set, reflect.TypeOf(like), t.lib.Funcs, f.foldConstants)
	if err != nil {
		fast = nil
	}
	return &Precomputed{t.set, fast}
}

// Compiled reports whether no part of the template is left to html/template, which takes several times as long.
func (t *Precomputed) Compiled() bool { return t.fast != nil }

// Append appends what the template makes of data, which must be of the type that it was parsed with, to dst.
func (t *Precomputed) Append(dst []byte, data any) ([]byte, error) {
	b := &buffer{dst}
	if t.fast != nil && t.fast.run(b, data) == nil {
		return b.bytes, nil
	}
	err := t.set.Execute(b, data) // which also says where an error is
	return b.bytes, err
}

// constantFolding replaces calls of methods of a value.
type constantFolding struct {
	like    reflect.Value
	methods []string
}

func (f *constantFolding) foldConstants(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if text, ok := f.constant(n.Pipe); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			f.foldConstants(n.List)
			f.foldConstants(n.ElseList)
		case *parse.WithNode:
			f.foldConstants(n.List)
			f.foldConstants(n.ElseList)
		case *parse.RangeNode:
			f.foldConstants(n.List)
			f.foldConstants(n.ElseList)
		}
	}
}

// constant evaluates a pipeline `.T "key" | escaper`.
func (f *constantFolding) constant(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) < 2 || len(p.Cmds[0].Args) < 2 {
		return "", false
	}
	escapers := identifiers(p.Cmds[1:])
	text, ok := f.call(p.Cmds[0].Args)
	switch {
	case !ok:
		return "", false
	case writesWords(escapers):
		return escapeText(text), true
	case writesAddress(escapers):
		return text, isPlain(text)
	}
	return "", false
}

// call calls a method with literal arguments.
func (f *constantFolding) call(args []parse.Node) (text string, ok bool) {
	name := methodOf(args[0])
	method := f.like.MethodByName(name)
	if !slices.Contains(f.methods, name) || !method.IsValid() {
		return "", false
	}
	var in []reflect.Value
	for _, a := range args[1:] {
		lit, ok := a.(*parse.StringNode)
		if !ok {
			return "", false
		}
		in = append(in, reflect.ValueOf(lit.Text))
	}
	out, err := results(method.Call(in))
	return out.String(), err == nil
}

// methodOf returns the name in .Name or $.Name.
func methodOf(n parse.Node) string {
	switch n := n.(type) {
	case *parse.FieldNode:
		if len(n.Ident) == 1 {
			return n.Ident[0]
		}
	case *parse.VariableNode:
		if len(n.Ident) == 2 && n.Ident[0] == "$" {
			return n.Ident[1]
		}
	}
	return ""
}

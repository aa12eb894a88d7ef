package render

import (
	"html/template"
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
)

// Why this file is here: html/template spends as long on a page as Markdown does, and a sixth of that goes into words
// that are the same on every page of an edition: {{.T "on-this-page"}}, {{.Asset "site.css"}}. So each edition has its
// own copy of the templates, in which those actions are replaced by their escaped text, once.
//
// It is done after html/template has worked out the escaping, and only where its verdict is plain text or a quoted
// attribute, so that the bytes are those that the action itself would give. Only T and Asset with nothing but literal
// arguments are replaced; both exist on the page's View alone.

// sheet is a kind's template, folded for an edition, and compiled where compile understands it.
type sheet struct {
	*template.Template
	fast *program // nil where html/template must do it
}

// execute runs the template with a view, which must be of the type that it was checked with.
func (t *sheet) execute(b *buffer, v *View) error {
	if t.fast != nil && t.fast.run(b, v) == nil {
		return nil
	}
	return t.Execute(b, v) // which also says where an error is
}

// folded returns a kind's template for an edition.
func (s *edition) folded(file string) (*sheet, error) {
	once, _ := s.pages.LoadOrStore(file, sync.OnceValues(func() (*sheet, error) {
		names := s.r.set.names[file]
		if names == nil {
			return nil, errNotLoaded(file)
		}
		t, diags := parseSet(s.r.plan.Site.Source.Templates, nil, names)
		if len(diags) > 0 {
			return nil, errNotLoaded(file)
		}
		escape(t, &View{shared: s})
		for _, part := range t.Templates() {
			if part.Tree != nil && part.Tree.Root != nil {
				s.fold(part.Tree.Root)
			}
		}
		fast, err := compile(t, reflect.TypeFor[*View]())
		if err != nil {
			fast = nil
		}
		return &sheet{t, fast}, nil
	}))
	return once.(func() (*sheet, error))()
}

func (s *edition) fold(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if text, ok := s.constant(n.Pipe); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			s.fold(n.List)
			s.fold(n.ElseList)
		case *parse.WithNode:
			s.fold(n.List)
			s.fold(n.ElseList)
		case *parse.RangeNode:
			s.fold(n.List)
			s.fold(n.ElseList)
		}
	}
}

// constant evaluates a pipeline `.T "key" | escaper`.
func (s *edition) constant(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) < 2 {
		return "", false
	}
	last := p.Cmds[len(p.Cmds)-1]
	escaper, ok := last.Args[0].(*parse.IdentifierNode)
	if !ok || len(last.Args) != 1 {
		return "", false
	}
	args := p.Cmds[0].Args
	method := methodOf(args[0])
	var literals []any
	for _, a := range args[1:] {
		lit, ok := a.(*parse.StringNode)
		if !ok {
			return "", false
		}
		literals = append(literals, lit.Text)
	}
	if len(literals) == 0 {
		return "", false
	}
	switch {
	case method == "T" && len(p.Cmds) == 2 && (escaper.Ident == "_html_template_htmlescaper" || escaper.Ident == "_html_template_attrescaper"):
		return escapeText(s.text(literals[0].(string), "other", literals[1:])), true
	case method == "Asset" && len(literals) == 1 && escaper.Ident == "_html_template_attrescaper":
		// In an address html/template filters and normalises too, which leaves a plain path as it is.
		address, err := s.asset(literals[0].(string))
		return address, err == nil && strings.Trim(address, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.-_") == ""
	}
	return "", false
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

// escapeText escapes as html/template does in text and quoted attributes.
func escapeText(s string) string {
	return strings.ReplaceAll(template.HTMLEscapeString(s), "+", "&#43;")
}

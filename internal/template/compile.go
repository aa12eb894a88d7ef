package template

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// Why this file is here: text/template looks up every field by name and calls every escaper by reflection, for each
// page anew. That was 40 % of a build's processor time, more than Markdown. The types that a template sees are known
// when it loads, so an edition's templates, constants folded, are compiled once into steps that know their fields.
//
// html/template stays the judge of escaping: what is compiled is its own tree, after it has put its escapers in, and
// escape.go does for plain strings what those escapers do, byte for byte (a test holds every page of the demo and of a
// gallery against it). Whatever is not understood here, in a template or at run time, is left to html/template.

// program is a compiled template.
type program struct{ steps []step }

// step writes its part of the page.
type step func(b *buffer, f frame) error

// buffer is what a program appends to.
type buffer struct{ bytes []byte }

// Write appends; it never fails.
func (b *buffer) Write(p []byte) (int, error) {
	b.bytes = append(b.bytes, p...)
	return len(p), nil
}

func (b *buffer) str(s string) { b.bytes = append(b.bytes, s...) }

// frame is what a step sees: the dot, and $, the data of the template that it stands in.
type frame struct{ dot, root reflect.Value }

// value evaluates an expression; its type is known when it is compiled.
type value struct {
	typ   reflect.Type
	eval  func(f frame) (reflect.Value, error)
	truth bool // it only tells true from false, as `or` of two types does
}

var (
	errNotCompiled = errors.New("not compiled")
	errNil         = errors.New("a nil pointer: html/template says where")
)

// compiler compiles one set of templates. Programs are memoised by name and type of dot: partials are shared, and may
// be called with several types.
type compiler struct {
	set      *template.Template
	funcs    Funcs
	fold     func(*parse.ListNode) // changes a copy of a template before it is compiled
	programs map[programKey]*program
}

type programKey struct {
	name string
	dot  reflect.Type
}

// compile compiles a template that is executed with a value of the type; it returns errNotCompiled for one that holds
// anything unusual.
func compile(t *template.Template, dot reflect.Type, funcs Funcs, fold func(*parse.ListNode)) (p *program, err error) {
	c := &compiler{set: t, funcs: funcs, fold: fold, programs: map[programKey]*program{}}
	return c.template(t.Name(), dot)
}

// run executes the program and appends to the buffer. On an error, a panic in a method too, the buffer is as it was.
func (p *program) run(b *buffer, data any) (err error) {
	before := len(b.bytes)
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
		if err != nil {
			b.bytes = b.bytes[:before]
		}
	}()
	v := reflect.ValueOf(data)
	return p.exec(b, frame{v, v})
}

func (p *program) exec(b *buffer, f frame) error {
	for _, s := range p.steps {
		if err := s(b, f); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) template(name string, dot reflect.Type) (*program, error) {
	key := programKey{name, dot}
	if p := c.programs[key]; p != nil {
		return p, nil
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil, errNotCompiled
	}
	p := &program{}
	c.programs[key] = p // before its body: a template may call itself
	root := t.Tree.Root.CopyList()
	c.fold(root)
	list, err := c.list(root, scope{dot, dot})
	if err != nil {
		return nil, err
	}
	p.steps = list.steps
	return p, nil
}

// scope is frame's types.
type scope struct{ dot, root reflect.Type }

func (c *compiler) list(l *parse.ListNode, s scope) (*program, error) {
	p := &program{}
	if l == nil {
		return p, nil
	}
	for _, n := range l.Nodes {
		st, err := c.node(n, s)
		if err != nil {
			return nil, err
		}
		if st != nil {
			p.steps = append(p.steps, st)
		}
	}
	return p, nil
}

func (c *compiler) node(n parse.Node, s scope) (step, error) {
	switch n := n.(type) {
	case *parse.TextNode:
		text := n.Text
		return func(b *buffer, _ frame) error {
			b.bytes = append(b.bytes, text...)
			return nil
		}, nil
	case *parse.CommentNode:
		return nil, nil
	case *parse.ActionNode:
		return c.action(n.Pipe, s)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, s, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, s, true)
	case *parse.RangeNode:
		return c.loop(n, s)
	case *parse.TemplateNode:
		return c.call(n, s)
	}
	return nil, errNotCompiled
}

// action writes a value through its escapers.
func (c *compiler) action(p *parse.PipeNode, s scope) (step, error) {
	v, err := c.printable(c.command(p.Cmds[0], s))
	if err != nil {
		return nil, err
	}
	write, err := writer(identifiers(p.Cmds[1:]), v.typ) // nothing escapes what is put into a variable
	if err != nil {
		return nil, err
	}
	return func(b *buffer, f frame) error {
		x, err := v.eval(f)
		if err != nil {
			return err
		}
		return write(b, x)
	}, nil
}

// identifiers returns the names of commands that are nothing but a name, as escapers are; nil where one is more.
func identifiers(cmds []*parse.CommandNode) (names []string) {
	for _, cmd := range cmds {
		id, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 {
			return nil
		}
		names = append(names, id.Ident)
	}
	return names
}

func (c *compiler) branch(n *parse.BranchNode, s scope, with bool) (step, error) {
	v, err := c.pipe(n.Pipe, s)
	if err != nil {
		return nil, err
	}
	if with && v.truth {
		return nil, errNotCompiled
	}
	inner := s
	if with {
		inner.dot = v.typ
	}
	then, otherwise, err := c.bodies(n, inner, s)
	if err != nil {
		return nil, err
	}
	return func(b *buffer, f frame) error {
		x, err := v.eval(f)
		if err != nil {
			return err
		}
		if !truth(x) {
			return otherwise.exec(b, f)
		}
		if with {
			f.dot = x
		}
		return then.exec(b, f)
	}, nil
}

// bodies compiles what a branch or a loop holds, in the scope that it makes, and its else, in the one round it.
func (c *compiler) bodies(n *parse.BranchNode, inner, outer scope) (body, otherwise *program, err error) {
	if body, err = c.list(n.List, inner); err == nil {
		otherwise, err = c.list(n.ElseList, outer)
	}
	return body, otherwise, err
}

func (c *compiler) loop(n *parse.RangeNode, s scope) (step, error) {
	v, err := c.printable(c.pipe(n.Pipe, s))
	if err != nil {
		return nil, err
	}
	if v.typ.Kind() != reflect.Slice {
		return nil, errNotCompiled
	}
	body, otherwise, err := c.bodies(&n.BranchNode, scope{v.typ.Elem(), s.root}, s)
	if err != nil {
		return nil, err
	}
	return func(b *buffer, f frame) error {
		x, err := v.eval(f)
		if err != nil {
			return err
		}
		if x.Len() == 0 {
			return otherwise.exec(b, f)
		}
		for i := range x.Len() {
			if err := body.exec(b, frame{x.Index(i), f.root}); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func (c *compiler) call(n *parse.TemplateNode, s scope) (step, error) {
	if n.Pipe == nil {
		p, err := c.template(n.Name, reflect.TypeFor[struct{}]())
		nothing := reflect.ValueOf(struct{}{})
		return func(b *buffer, _ frame) error { return p.exec(b, frame{nothing, nothing}) }, err
	}
	v, err := c.printable(c.pipe(n.Pipe, s))
	if err != nil {
		return nil, err
	}
	p, err := c.template(n.Name, v.typ)
	return func(b *buffer, f frame) error {
		x, err := v.eval(f)
		if err != nil {
			return err
		}
		return p.exec(b, frame{x, x})
	}, err
}

func (c *compiler) pipe(p *parse.PipeNode, s scope) (value, error) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return value{}, errNotCompiled
	}
	return c.command(p.Cmds[0], s)
}

func (c *compiler) command(cmd *parse.CommandNode, s scope) (value, error) {
	first := cmd.Args[0]
	if id, ok := first.(*parse.IdentifierNode); ok {
		return c.function(id.Ident, cmd.Args[1:], s)
	}
	if len(cmd.Args) > 1 {
		return c.method(first, cmd.Args[1:], s)
	}
	return c.operand(first, s)
}

// operand compiles what stands alone or as an argument.
func (c *compiler) operand(n parse.Node, s scope) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return value{typ: s.dot, eval: func(f frame) (reflect.Value, error) { return f.dot, nil }}, nil
	case *parse.FieldNode:
		return follow(value{typ: s.dot, eval: func(f frame) (reflect.Value, error) { return f.dot, nil }}, n.Ident)
	case *parse.VariableNode:
		if n.Ident[0] != "$" {
			return value{}, errNotCompiled
		}
		return follow(value{typ: s.root, eval: func(f frame) (reflect.Value, error) { return f.root, nil }}, n.Ident[1:])
	case *parse.StringNode:
		return literal(n.Text), nil
	case *parse.BoolNode:
		return literal(n.True), nil
	case *parse.NumberNode:
		if n.IsInt {
			return literal(int(n.Int64)), nil
		}
	case *parse.PipeNode:
		return c.pipe(n, s)
	}
	return value{}, errNotCompiled
}

// printable refuses what is only good for a condition.
func (c *compiler) printable(v value, err error) (value, error) {
	if v.truth {
		err = errNotCompiled
	}
	return v, err
}

func literal(x any) value {
	v := reflect.ValueOf(x)
	return value{typ: v.Type(), eval: func(frame) (reflect.Value, error) { return v, nil }}
}

// follow follows names from a value: fields of structs and of pointers to them, and a method without arguments last.
func follow(v value, names []string) (value, error) {
	for i, name := range names {
		if m, ok := v.typ.MethodByName(name); ok {
			if i != len(names)-1 || m.Type.NumIn() != 1 || m.Type.NumOut() != 1 {
				return value{}, errNotCompiled
			}
			return called(v, m.Index, m.Type.Out(0), nil), nil
		}
		next, err := field(v, name)
		if err != nil {
			return value{}, err
		}
		v = next
	}
	return v, nil
}

func field(v value, name string) (value, error) {
	typ, pointer := v.typ, v.typ.Kind() == reflect.Pointer
	if pointer {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct {
		return value{}, errNotCompiled
	}
	sf, ok := typ.FieldByName(name)
	if !ok || !sf.IsExported() {
		return value{}, errNotCompiled
	}
	from, index := v.eval, sf.Index
	return value{typ: sf.Type, eval: func(f frame) (reflect.Value, error) {
		x, err := from(f)
		if err != nil {
			return x, err
		}
		if pointer {
			if x.IsNil() {
				return x, errNil
			}
			x = x.Elem()
		}
		if len(index) == 1 {
			return x.Field(index[0]), nil
		}
		return x.FieldByIndexErr(index)
	}}, nil
}

// method compiles a call with arguments, such as .T "key" "name" .Value.
func (c *compiler) method(n parse.Node, args []parse.Node, s scope) (value, error) {
	var on value
	var name string
	switch n := n.(type) {
	case *parse.FieldNode:
		if len(n.Ident) != 1 {
			return value{}, errNotCompiled
		}
		on, name = value{typ: s.dot, eval: func(f frame) (reflect.Value, error) { return f.dot, nil }}, n.Ident[0]
	case *parse.VariableNode:
		if len(n.Ident) != 2 || n.Ident[0] != "$" {
			return value{}, errNotCompiled
		}
		on, name = value{typ: s.root, eval: func(f frame) (reflect.Value, error) { return f.root, nil }}, n.Ident[1]
	default:
		return value{}, errNotCompiled
	}
	m, ok := on.typ.MethodByName(name)
	if !ok || m.Type.NumOut() < 1 {
		return value{}, errNotCompiled
	}
	in, err := c.arguments(m.Type, 1, args, s)
	if err != nil {
		return value{}, err
	}
	return called(on, m.Index, m.Type.Out(0), in), nil
}

// arguments compiles the arguments of a function of a type, after its first skip parameters.
func (c *compiler) arguments(typ reflect.Type, skip int, args []parse.Node, s scope) ([]value, error) {
	fixed := typ.NumIn() - skip
	if typ.IsVariadic() {
		fixed--
	}
	if len(args) < fixed || !typ.IsVariadic() && len(args) != fixed {
		return nil, errNotCompiled
	}
	var out []value
	for i, a := range args {
		v, err := c.printable(c.operand(a, s))
		if err != nil {
			return nil, err
		}
		want := typ.In(min(i+skip, typ.NumIn()-1))
		if i >= fixed {
			want = want.Elem()
		}
		if num, ok := a.(*parse.NumberNode); ok && want.Kind() == reflect.Float64 {
			v = literal(num.Float64)
		}
		if !v.typ.AssignableTo(want) {
			return nil, errNotCompiled
		}
		out = append(out, v)
	}
	return out, nil
}

// called is the call of a method on a value. A second result, an error, ends the page.
func called(on value, index int, result reflect.Type, args []value) value {
	return value{typ: result, eval: func(f frame) (reflect.Value, error) {
		x, err := on.eval(f)
		if err != nil {
			return x, err
		}
		if x.Kind() == reflect.Pointer && x.IsNil() {
			return x, errNil
		}
		in, err := evaluate(args, f)
		if err != nil {
			return x, err
		}
		return results(x.Method(index).Call(in))
	}}
}

func evaluate(args []value, f frame) ([]reflect.Value, error) {
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		v, err := a.eval(f)
		if err != nil {
			return nil, err
		}
		in[i] = v
	}
	return in, nil
}

func results(out []reflect.Value) (reflect.Value, error) {
	if len(out) == 2 && !out[1].IsNil() {
		return out[0], fmt.Errorf("%v", out[1])
	}
	return out[0], nil
}

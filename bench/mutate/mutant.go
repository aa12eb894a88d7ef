package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// mutant is one small break: the bytes from from to to of a file become with.
type mutant struct {
	file     string // slash-separated, below the repository's root
	fn       string // the function, as in a part's funcs
	line     int
	text     string // the line, without its indentation
	from, to int
	with     string
	change   string // what is done, for people: "a < b → a <= b"
}

// String returns "file:line: function: what is done".
func (m mutant) String() string {
	return fmt.Sprintf("%s:%d: %s: %s\n\t%s", m.file, m.line, m.fn, m.change, m.text)
}

// apply returns the file with the break in it.
func (m mutant) apply(text []byte) []byte {
	return slices.Concat(text[:m.from], []byte(m.with), text[m.to:])
}

// mutate returns the mutants of the named functions of a file, of all where none is named, and the functions found.
func mutate(file string, text []byte, funcs []string) (list []mutant, found []string, err error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil || funcs != nil && !slices.Contains(funcs, nameOf(f)) {
			continue
		}
		found = append(found, nameOf(f))
		b := breaker{file: file, fn: nameOf(f), text: text, at: fset}
		b.atOnce(f)
		b.walk(f.Body)
		list = append(list, b.out...)
	}
	return list, found, nil
}

// nameOf returns "name" or "Type.name".
func nameOf(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	on := f.Recv.List[0].Type
	if star, ok := on.(*ast.StarExpr); ok {
		on = star.X
	}
	if list, ok := on.(*ast.IndexExpr); ok { // a type parameter
		on = list.X
	}
	if id, ok := on.(*ast.Ident); ok {
		return id.Name + "." + f.Name.Name
	}
	return f.Name.Name
}

// breaker gathers the mutants of one function.
type breaker struct {
	file, fn string
	text     []byte
	at       *token.FileSet
	out      []mutant
}

func (b *breaker) offset(p token.Pos) int { return b.at.Position(p).Offset }

func (b *breaker) source(n ast.Node) string {
	return string(b.text[b.offset(n.Pos()):b.offset(n.End())])
}

// swap notes the mutant that has something else in a place.
func (b *breaker) swap(from, to token.Pos, with, change string) {
	start := b.offset(from)
	first := bytes.LastIndexByte(b.text[:start], '\n') + 1
	line, _, _ := bytes.Cut(b.text[first:], []byte("\n"))
	b.out = append(b.out, mutant{file: b.file, fn: b.fn, line: b.at.Position(from).Line, text: strings.TrimSpace(string(line)),
		from: start, to: b.offset(to), with: with, change: change})
}

// replace is swap for a whole expression.
func (b *breaker) replace(n ast.Node, with string) {
	b.swap(n.Pos(), n.End(), with, short(b.source(n))+" → "+short(with))
}

// drop notes the mutant without a statement. What it uses is used all the same, so that the rest compiles.
func (b *breaker) drop(s ast.Stmt, uses ...ast.Expr) {
	with := ""
	if len(uses) > 0 {
		parts := make([]string, len(uses))
		for i, e := range uses {
			parts[i] = b.source(e)
		}
		with = "_ = " + strings.Join(parts, "; _ = ")
	}
	b.swap(s.Pos(), s.End(), with, "dropped: "+short(b.source(s)))
}

// short is the beginning of a piece of code on one line.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}

// atOnce notes the mutant of a function that returns zeros at once.
func (b *breaker) atOnce(f *ast.FuncDecl) {
	var zeros []string
	if f.Type.Results != nil {
		for _, r := range f.Type.Results.List {
			for range max(1, len(r.Names)) {
				zeros = append(zeros, "*new("+b.source(r.Type)+")")
			}
		}
	}
	with := "return " + strings.Join(zeros, ", ") + "; "
	b.swap(f.Body.Lbrace+1, f.Body.Lbrace+1, with, "returns zeros at once")
}

// walk visits a body. Memory that is only asked for beforehand, and what lets go of a file, are left alone: no test
// could tell.
func (b *breaker) walk(body *ast.BlockStmt) {
	last := ast.Stmt(nil)
	if len(body.List) > 0 {
		last = body.List[len(body.List)-1]
	}
	joined := map[ast.Expr]bool{} // parts of a chain of && or ||, which is taken as one
	bounds := map[ast.Expr]int{}  // integers at a comparison: the step that moving the bound does already
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			return b.call(n)
		case *ast.BinaryExpr:
			b.binary(n, joined, bounds)
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				b.replace(n, b.source(n.X))
			}
		case *ast.IfStmt:
			b.condition(n.Cond)
		case *ast.SwitchStmt:
			b.cases(n)
		case *ast.Ident:
			switch n.Name {
			case "true":
				b.replace(n, "false")
			case "false":
				b.replace(n, "true")
			}
		case *ast.BasicLit:
			b.integer(n, bounds[n])
		case *ast.ReturnStmt:
			b.returned(n, n == last)
		case ast.Stmt:
			b.statement(n)
		}
		return true
	})
}

// call swaps min and max; it reports whether to look at the arguments.
func (b *breaker) call(n *ast.CallExpr) bool {
	if id, ok := n.Fun.(*ast.Ident); ok {
		switch id.Name {
		case "min":
			b.replace(id, "max")
		case "max":
			b.replace(id, "min")
		}
		return id.Name != "make"
	}
	return !frees(n)
}

// frees reports a call that only lets go of something or asks for memory.
func frees(e ast.Expr) bool {
	c, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	s, ok := c.Fun.(*ast.SelectorExpr)
	return ok && (s.Sel.Name == "Close" || s.Sel.Name == "Grow")
}

var flips = map[token.Token][]string{
	token.EQL: {"!="}, token.NEQ: {"=="},
	token.LSS: {"<=", ">="}, token.LEQ: {"<", ">"}, token.GTR: {">=", "<="}, token.GEQ: {">", "<"},
	token.ADD: {"-"}, token.SUB: {"+"}, token.MUL: {"/"}, token.QUO: {"*"}, token.REM: {"*"},
	token.AND: {"|"}, token.OR: {"&"}, token.SHL: {">>"}, token.SHR: {"<<"},
}

// binary turns an operator into others. Of a chain of && or || it leaves out one part after the other: whatever notices
// that notices the chain with the other operator, too.
func (b *breaker) binary(n *ast.BinaryExpr, joined map[ast.Expr]bool, bounds map[ast.Expr]int) {
	if n.Op == token.LAND || n.Op == token.LOR {
		if joined[n] {
			return
		}
		parts := chain(n, n.Op, joined)
		for i, p := range parts {
			from, to := p.Pos(), token.NoPos
			if i+1 < len(parts) {
				to = parts[i+1].Pos()
			} else {
				from, to = parts[i-1].End(), p.End()
			}
			b.swap(from, to, "", "left out: "+short(b.source(p)))
		}
		return
	}
	if text(n.X) || text(n.Y) {
		return
	}
	switch n.Op { // x < 3 with a moved bound is x < 4
	case token.LSS, token.GEQ:
		bounds[n.Y], bounds[n.X] = 1, -1
	case token.LEQ, token.GTR:
		bounds[n.Y], bounds[n.X] = -1, 1
	}
	for _, op := range flips[n.Op] {
		b.swap(n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), op, short(b.source(n))+" → "+op)
	}
}

// text reports what is no number: a + with it has no minus.
func text(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return e.Op == token.ADD && (text(e.X) || text(e.Y))
	}
	return false
}

func chain(e ast.Expr, op token.Token, joined map[ast.Expr]bool) []ast.Expr {
	n, ok := e.(*ast.BinaryExpr)
	if !ok || n.Op != op {
		return []ast.Expr{e}
	}
	joined[n] = true
	return append(chain(n.X, op, joined), chain(n.Y, op, joined)...)
}

// condition turns a condition round, unless turning its operator does.
func (b *breaker) condition(e ast.Expr) {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		if e.Op != token.LAND && e.Op != token.LOR {
			return
		}
	case *ast.UnaryExpr:
		return
	}
	b.replace(e, "!("+b.source(e)+")")
}

// cases turns round the conditions of a switch without a value, and leaves out each value of one with several.
func (b *breaker) cases(s *ast.SwitchStmt) {
	for _, c := range s.Body.List {
		list := c.(*ast.CaseClause).List
		for i, e := range list {
			if s.Tag == nil {
				b.condition(e)
			}
			if len(list) < 2 {
				continue
			}
			from, to := e.Pos(), e.End()
			if i+1 < len(list) {
				to = list[i+1].Pos()
			} else {
				from = list[i-1].End()
			}
			b.swap(from, to, "", "left out: "+short(b.source(e)))
		}
	}
}

// integer moves a number by one, up and down, but not by the step skip. Octal ones are permissions.
func (b *breaker) integer(n *ast.BasicLit, skip int) {
	v, err := strconv.Atoi(n.Value)
	if n.Kind != token.INT || err != nil || strings.HasPrefix(n.Value, "0o") {
		return
	}
	for _, step := range []int{1, -1} {
		if step != skip && v+step >= 0 {
			b.replace(n, strconv.Itoa(v+step))
		}
	}
}

// returned drops a return that stands inside of something, and forgets an error.
func (b *breaker) returned(s *ast.ReturnStmt, last bool) {
	if !last {
		b.drop(s)
	}
	if len(s.Results) > 0 {
		if id, ok := s.Results[len(s.Results)-1].(*ast.Ident); ok && id.Name == "err" {
			b.replace(id, "nil")
		}
	}
}

// statement drops what does something.
func (b *breaker) statement(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.ExprStmt:
		if !frees(s.X) {
			b.drop(s)
		}
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			return
		}
		if id, ok := s.Lhs[0].(*ast.Ident); !ok || id.Name != "_" {
			b.assignment(s)
		}
	case *ast.IncDecStmt, *ast.DeferStmt:
		if d, ok := s.(*ast.DeferStmt); !ok || !frees(d.Call) {
			b.drop(s)
		}
	case *ast.BranchStmt:
		if s.Tok == token.BREAK || s.Tok == token.CONTINUE {
			b.drop(s)
		}
	}
}

// assignment drops an assignment; what is assigned is computed all the same.
func (b *breaker) assignment(s *ast.AssignStmt) {
	if len(s.Rhs) == len(s.Lhs) {
		b.drop(s, s.Rhs...)
		return
	}
	blanks := strings.TrimSuffix(strings.Repeat("_, ", len(s.Lhs)), ", ")
	b.swap(s.Pos(), s.End(), blanks+" = "+b.source(s.Rhs[0]), "dropped: "+short(b.source(s)))
}

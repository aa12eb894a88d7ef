package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// weaver writes a file anew with all its mutants in it: at the end of the file stands, for each mutant, its whole
// function with the break, as mutantN; and the function itself first asks mutantOn which N is meant today. So all
// mutants are built once, and trying one costs the time of its tests alone.
type weaver struct {
	text  []byte
	at    *token.FileSet
	edits []edit // in the order of the file
}

// edit replaces the bytes from from to to.
type edit struct {
	from, to int
	with     string
}

// span is where a mutant stands in a woven file, in lines from 1.
type span struct{ mutant, first, last int }

// weave returns the woven file and where the mutants are, to tell from the compiler's errors which of them it does not
// take. list has the file's mutants by their number; one that cannot even be parsed is left out.
func weave(file string, text []byte, list map[int]mutant) (woven []byte, spans []span, err error) {
	w := weaver{text: text, at: token.NewFileSet()}
	tree, err := parser.ParseFile(w.at, file, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	var copies []byte
	line := bytes.Count(text, []byte("\n")) + 1
	for _, d := range tree.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		var cases []string
		for _, n := range slices.Sorted(maps.Keys(list)) {
			m, name := list[n], "mutant"+strconv.Itoa(n)
			if m.fn != nameOf(f) {
				continue
			}
			broken := w.broken(f, m, name)
			if _, err := parser.ParseFile(token.NewFileSet(), file, "package p\n"+broken, parser.SkipObjectResolution); err != nil {
				continue
			}
			last := line + 1 + strings.Count(broken, "\n")
			spans = append(spans, span{n, line + 1, last})
			line = last
			copies = append(append(copies, '\n'), broken...)
			cases = append(cases, fmt.Sprintf("case %d: %s", n, w.handOver(f, name)))
		}
		if len(cases) > 0 {
			w.ask(f, file+" "+nameOf(f), cases)
		}
	}
	return append(append(w.edited(), copies...), '\n'), spans, nil
}

// broken returns the function with the break in it, under another name.
func (w *weaver) broken(f *ast.FuncDecl, m mutant, name string) string {
	return string(slices.Concat(w.between(f.Pos(), f.Name.Pos()), []byte(name),
		w.text[w.offset(f.Name.End()):m.from], []byte(m.with), w.text[m.to:w.offset(f.End())]))
}

// handOver returns the statements by which a function leaves its work to another of its kind.
func (w *weaver) handOver(f *ast.FuncDecl, name string) string {
	if f.Recv != nil {
		name = parameters(f.Recv)[0].name + "." + name
	}
	if f.Type.TypeParams != nil {
		var types []string
		for _, p := range parameters(f.Type.TypeParams) {
			types = append(types, p.name)
		}
		name += "[" + strings.Join(types, ", ") + "]"
	}
	var args []string
	for _, p := range parameters(f.Type.Params) {
		arg := p.name
		if _, ok := p.field.Type.(*ast.Ellipsis); ok {
			arg += "..."
		}
		args = append(args, arg)
	}
	call := name + "(" + strings.Join(args, ", ") + ")"
	if f.Type.Results == nil {
		return call + "; return"
	}
	return "return " + call
}

// ask has the function ask which mutant is meant, and gives a name to every parameter without one.
func (w *weaver) ask(f *ast.FuncDecl, place string, cases []string) {
	lists := []*ast.FieldList{f.Type.Params}
	if f.Recv != nil {
		lists = []*ast.FieldList{f.Recv, f.Type.Params}
	}
	for _, l := range lists {
		for _, p := range parameters(l) {
			switch {
			case p.id == nil:
				at := w.offset(p.field.Pos())
				w.edits = append(w.edits, edit{at, at, p.name + " "})
			case p.id.Name != p.name:
				w.edits = append(w.edits, edit{w.offset(p.id.Pos()), w.offset(p.id.End()), p.name})
			}
		}
	}
	at := w.offset(f.Body.Lbrace) + 1
	w.edits = append(w.edits, edit{at, at, fmt.Sprintf("switch mutantOn(%q) { %s }; ", place, strings.Join(cases, "; "))})
}

// parameter is one of a list, with the name that it has or is to get.
type parameter struct {
	field *ast.Field
	id    *ast.Ident // nil if the list has no names
	name  string
}

func parameters(l *ast.FieldList) []parameter {
	var out []parameter
	for _, f := range l.List {
		if len(f.Names) == 0 {
			out = append(out, parameter{f, nil, fmt.Sprintf("mutantGets%d", f.Pos())})
		}
		for _, id := range f.Names {
			p := parameter{f, id, id.Name}
			if p.name == "_" {
				p.name = fmt.Sprintf("mutantGets%d", id.Pos())
			}
			out = append(out, p)
		}
	}
	return out
}

func (w *weaver) offset(p token.Pos) int { return w.at.Position(p).Offset }

func (w *weaver) between(from, to token.Pos) []byte { return w.text[w.offset(from):w.offset(to)] }

// edited returns the text with the edits made.
func (w *weaver) edited() []byte {
	var out []byte
	last := 0
	for _, e := range w.edits {
		out = append(append(out, w.text[last:e.from]...), e.with...)
		last = e.to
	}
	return append(out, w.text[last:]...)
}

// Two variables of the environment drive a woven program: the number of the mutant that is meant, and a file that takes
// down the functions that a test comes by.
const meantVariable, notesVariable = "TOCSIN_MUTANT", "TOCSIN_MUTANT_NOTES"

// asking is the file that each package with mutants gets.
const asking = `package %s

import (
	"os"
	"strconv"
	"sync"
)

var mutantMeant, _ = strconv.Atoi(os.Getenv("` + meantVariable + `"))

var mutantNotes, mutantNoted = os.Getenv("` + notesVariable + `"), new(sync.Map)

func mutantOn(place string) int {
	if mutantNotes == "" {
		return mutantMeant
	}
	if _, known := mutantNoted.LoadOrStore(place, true); !known {
		f, err := os.OpenFile(mutantNotes, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			panic(err)
		}
		_, _ = f.WriteString(place + "\n")
		_ = f.Close()
	}
	return mutantMeant
}
`

var compilerError = regexp.MustCompile(`(?m)^(?:\./)?([^\s:]+\.go):(\d+):\d+: `)

// refused tells from the compiler's words which mutants it does not take. spans is by file.
func refused(output []byte, spans map[string][]span) []int {
	var out []int
	for _, m := range compilerError.FindAllSubmatch(output, -1) {
		line, _ := strconv.Atoi(string(m[2]))
		for _, s := range spans[string(m[1])] {
			if s.first <= line && line <= s.last && !slices.Contains(out, s.mutant) {
				out = append(out, s.mutant)
			}
		}
	}
	return out
}

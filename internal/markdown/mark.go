package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// open writes a block's start tag, with the line on which the block begins where Options.Marks asks for it.
func (r *renderer) open(tag string, n ast.Node) {
	r.str("<")
	r.str(tag)
	r.str(r.mark(n))
	r.str(">")
}

// mark returns the attribute that says where a block was written, or "".
func (r *renderer) mark(n ast.Node) string {
	if !r.marks {
		return ""
	}
	return ` data-line="` + strconv.Itoa(r.reporter.at(startOf(n)).Line) + `"`
}

// startOf returns the offset at which a block's own text begins, or that of the first block in it.
func startOf(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if at := n.Pos(); at >= 0 {
			return at
		}
	}
	return 0
}

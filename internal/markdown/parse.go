package markdown

import (
	"slices"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Parse parses a Markdown body. It always gives a Document, and with it what is wrong with the body, in no order; with
// an error of the rule "limit" the Document may lack what passed the limit. It may be called from many goroutines.
func Parse(body []byte, o Options) (*Document, diag.List) {
	src := clean(body)
	s := &state{reporter: reporter{file: o.File, first: max(o.FirstLine, 1), src: src}}
	if len(src) > maxBody {
		s.Add(s.at(maxBody), rule.LimitBody, "kb", maxBody>>10)
		return &Document{}, s.List
	}
	pc := parser.NewContext()
	pc.Set(stateKey, s)
	root := engine().Parse(text.NewReader(src), parser.WithContext(pc))
	if s.stopped {
		return &Document{}, s.List
	}
	for _, f := range s.footnotes {
		if f.Index < 0 {
			s.Add(s.at(f.Pos()), rule.UnusedFootnote, "id", string(f.Ref))
		}
	}
	r := renderers.Get().(*renderer)
	defer renderers.Put(r)
	return r.document(root, s, o), s.List
}

// engine is goldmark's parser, set up once. It keeps nothing of a run, so that all goroutines may share it.
var engine = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(directives{}, 50),
			util.Prioritized(setext{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(described{nested{extension.NewDefinitionListParser()}}, 101),
			util.Prioritized(described{nested{extension.NewDefinitionDescriptionParser()}}, 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(nested{parser.NewListItemParser()}, 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(atx{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(nested{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(nested{extension.NewFootnoteBlockParser()}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(facts{}, 50),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(newReferences(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(bounded{}, 0),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
})

// renderers keeps the buffers of finished runs for the next ones.
var renderers = sync.Pool{New: func() any { return &renderer{ids: map[string]int{}} }}

// renderer writes one Document.
type renderer struct {
	writer
	counter
	*state
	doc        *Document
	typography Typography
	prefixed   bool
	marks      bool
	guards     []int32 // the guards round what is being written, outermost first; never changed in place

	ids      map[string]int        // the ids taken, and the last number put to each
	given    map[string]ast.Node   // the headings that own the ids they were given
	shift    int                   // by how many levels headings move down
	inLink   int                   // links round what is being written
	inlines  int                   // inline elements round what is being written
	inNotes  bool                  // within a speaker's notes
	inQuiz   bool                  // within a quiz
	bareFact bool                  // facts are no links
	notes    map[noteUse][]int32   // the references to footnotes that were written, and the guards they stand in
	tags     map[ast.Node]ast.Node // raw tags that stay or hide: see pairTags
	scratch  []byte
}

func (r *renderer) document(root ast.Node, s *state, o Options) *Document {
	doc := &Document{}
	*r = renderer{
		writer: writer{buf: r.buf[:0], holes: r.holes[:0], spans: r.spans[:0], spacing: spacingBy(o.Typography)},
		state:  s, doc: doc, typography: o.Typography, prefixed: o.Prefixed, marks: o.Marks, ids: r.ids, scratch: r.scratch,
	}
	clear(r.ids)
	for _, id := range reserved {
		r.ids[id] = 0
	}
	r.block()
	r.survey(root)
	r.blocks(root)
	doc.Body = Fragment{HTML: string(r.buf), Holes: slices.Clone(r.holes)}
	doc.Words = r.words
	if len(doc.Guards) == 0 { // else no country shows all of it
		doc.Checksum = doc.checksum("", true, func(string) bool { return true })
	}
	r.state, r.doc, r.given, r.tags, r.notes, r.guards = nil, nil, nil, nil, nil, nil
	return doc
}

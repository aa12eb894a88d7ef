package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Quiz is a :::quiz that is whole: where it begins, and of each choice whether it is right.
type Quiz struct {
	At     diag.Pos
	Right  []bool
	Guards []int32
}

// A quiz is a question, and a list of choices that each open to say whether they are right, and why. It needs no script:
// a choice is a summary, its reason the details. On paper the right choices are named by their numbers. Right and wrong
// are words with a sign, so that nothing hangs on a colour.

// quizParts are what a quiz is made of.
type quizParts struct {
	question []ast.Node
	choices  []*ast.ListItem
	right    []bool
}

func (r *renderer) quiz(n *container) {
	outer := r.inQuiz
	if r.inQuiz || r.inNotes || r.prefixed {
		place := rule.QuizInQuiz
		switch {
		case r.prefixed:
			place = rule.QuizInMessage
		case r.inNotes:
			place = rule.QuizInNotes
		}
		r.Add(r.lineFrom(n.Pos()), place)
		r.inQuiz = true
		r.blocks(n)
		r.inQuiz = outer
		return
	}
	r.inQuiz = true
	if parts, ok := r.quizParts(n); ok {
		r.writeQuiz(n, parts)
	} else {
		r.blocks(n) // so that what is wrong inside is told as well
	}
	r.inQuiz = outer
}

// quizParts takes a quiz apart, and tells what is wrong with it, each thing at its own line.
func (r *renderer) quizParts(n *container) (parts quizParts, ok bool) {
	fault := func(n ast.Node, what rule.ID) {
		ok = false
		r.Add(r.lineFrom(startOf(n)), what)
	}
	ok = true
	var list *ast.List
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		l, isList := c.(*ast.List)
		inner, isContainer := c.(*container)
		switch {
		case isContainer && (inner.name == "quiz" || inner.name == "notes"): // told where it is written
			ok = false
		case list == nil && isList && isTask(l):
			list = l
		case list == nil:
			parts.question = append(parts.question, c)
		case isList && isTask(l):
			fault(c, rule.QuizSecondList)
		default:
			fault(c, rule.QuizAfter)
		}
	}
	at := r.lineFrom(n.Pos())
	if len(parts.question) == 0 {
		ok = false
		r.Add(at, rule.QuizNoQuestion)
	}
	if list == nil {
		r.Add(at, rule.QuizNoChoices)
		return parts, false
	}
	anyRight := false
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		item := c.(*ast.ListItem)
		box := boxOf(item)
		if box == nil {
			fault(item, rule.QuizNoBox)
			continue
		}
		if box.NextSibling() == nil {
			fault(item, rule.QuizNoWords)
		}
		if item.ChildCount() < 2 {
			fault(item, rule.QuizNoReason)
		}
		parts.choices, parts.right = append(parts.choices, item), append(parts.right, box.IsChecked)
		anyRight = anyRight || box.IsChecked
	}
	if list.ChildCount() < 2 {
		fault(list, rule.QuizOneChoice)
	}
	if !anyRight {
		fault(list, rule.QuizNoneRight)
	}
	return parts, ok
}

// isTask reports whether any item of a list begins with [ ] or [x].
func isTask(l *ast.List) bool {
	for c := l.FirstChild(); c != nil; c = c.NextSibling() {
		if boxOf(c) != nil {
			return true
		}
	}
	return false
}

// boxOf returns the [ ] or [x] that a list item begins with, or nil.
func boxOf(item ast.Node) *extension.TaskCheckBox {
	if first := item.FirstChild(); first != nil {
		box, _ := first.FirstChild().(*extension.TaskCheckBox)
		return box
	}
	return nil
}

func (r *renderer) writeQuiz(n *container, parts quizParts) {
	r.doc.Quizzes = append(r.doc.Quizzes, Quiz{At: r.lineFrom(n.Pos()), Right: parts.right, Guards: r.guards})
	id := "_quiz-" + strconv.Itoa(len(r.doc.Quizzes)) // no heading's id begins with _
	r.str(`<div class="quiz" role="group" aria-labelledby="` + id + `" data-score="`)
	r.hole(Label, labelScore)
	r.str(`" data-again="`)
	r.hole(Label, labelAgain)
	r.str(`"><p class="tag"` + r.mark(n) + `>`)
	if len(n.label) > 0 {
		r.count(n.label)
		r.text(n.label)
		r.endText()
	} else {
		r.hole(Label, labelQuiz)
	}
	r.str("</p>\n<div class=\"question\" id=\"" + id + "\">\n")
	for _, q := range parts.question {
		r.one(q)
	}
	r.str("</div>\n<p class=\"hint\">")
	r.hole(Label, labelHint)
	r.str("</p>\n<ol class=\"answers\">\n")
	for i, item := range parts.choices {
		r.choice(item, parts.right[i])
	}
	r.str("</ol>\n<p class=\"key\">")
	r.hole(Label, labelKey)
	sep := ` <span class="numbers">`
	for i, right := range parts.right {
		if right {
			r.str(sep + strconv.Itoa(i+1))
			sep = ", "
		}
	}
	r.str("</span></p>\n</div>\n")
}

// choice writes one choice, which opens to say whether it is right.
func (r *renderer) choice(item *ast.ListItem, right bool) {
	r.str("<li><details><summary" + r.mark(item) + ">")
	first := item.FirstChild()
	box := first.FirstChild()
	r.choiceWords(first, box)
	r.endText()
	class, sign, label := "wrong", "✗", labelWrong
	if right {
		class, sign, label = "right", "✓", labelRight
	}
	r.str("</summary>\n<div class=\"why " + class + `"><p class="verdict"><span class="sign" aria-hidden="true">` + sign + `</span> <b>`)
	r.hole(Label, label)
	r.str("</b></p>\n")
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		r.one(c)
	}
	r.str("</div></details></li>\n")
}

// choiceWords writes the words of a choice. They are what a reader presses, so nothing in them may be pressed by itself:
// links are their words alone, which is told, and facts their values.
func (r *renderer) choiceWords(text, box ast.Node) {
	text.RemoveChild(text, box)
	if link := firstLink(text); link != nil {
		r.Add(r.extent(link), rule.QuizLink)
	}
	r.inLink++
	r.bareFact = true
	r.inline(text)
	r.bareFact = false
	r.inLink--
}

func firstLink(parent ast.Node) ast.Node {
	var found ast.Node
	_ = ast.Walk(parent, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if k := n.Kind(); entering && (k == ast.KindLink || k == ast.KindAutoLink) {
			found = n
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// speakerNotes writes what a speaker says to a slide, between holes: only a briefing shows it.
func (r *renderer) speakerNotes(n *container) {
	var place rule.ID
	switch {
	case r.prefixed:
		place = rule.SpeakerNotesInMessage
	case r.inNotes:
		place = rule.SpeakerNotesInNotes
	case r.inQuiz:
		place = rule.SpeakerNotesInQuiz
	case !onTop(n):
		place = rule.SpeakerNotesDeep
	}
	if place != "" {
		r.Add(r.lineFrom(n.Pos()), place)
		return
	}
	r.doc.Notes = append(r.doc.Notes, Ref{At: r.lineFrom(n.Pos()), Guards: r.guards})
	open := r.hole(NotesOpen, len(r.doc.Notes)-1)
	r.inNotes = true
	r.blocks(n)
	r.inNotes = false
	r.holes[open].Skip = int32(r.hole(NotesClose, len(r.doc.Notes)-1))
}

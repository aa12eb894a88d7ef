package markdown

import (
	"fmt"
	"strings"
	"testing"
)

const wholeQuiz = ":::quiz[Real or fake?]\nWhat now?\n\n- [ ] Reply to :fact[a]\n\n  No.\n\n- [x] Look *first*\n\n  Yes.\n  See [b](c.md).\n:::\n"

func TestQuiz(t *testing.T) {
	d, l := Parse([]byte("Lead.\n\n"+wholeQuiz+"\nAfter.\n"), Options{FirstLine: 5})
	want := `<p>Lead.</p>
<div class="quiz" role="group" aria-labelledby="_quiz-1" data-score="{{quiz-score}}" data-again="{{quiz-again}}"><p class="tag">Real or fake?</p>
<div class="question" id="_quiz-1">
<p>What now?</p>
</div>
<p class="hint">{{quiz-hint}}</p>
<ol class="answers">
<li><details><summary>Reply to {{fact:0}}</summary>
<div class="why wrong"><p class="verdict"><span class="sign" aria-hidden="true">✗</span> <b>{{quiz-wrong}}</b></p>
<p>No.</p>
</div></details></li>
<li><details><summary>Look <em>first</em></summary>
<div class="why right"><p class="verdict"><span class="sign" aria-hidden="true">✓</span> <b>{{quiz-right}}</b></p>
<p>Yes.
See {{link:0}}b{{/link}}.</p>
</div></details></li>
</ol>
<p class="key">{{quiz-key}} <span class="numbers">2</span></p>
</div>
<p>After.</p>
`
	if got := filled(d.Body); got != want || len(l) > 0 {
		t.Errorf("got %s\nwant %s\ntold %v", got, want, l)
	}
	if got := fmt.Sprint(d.Quizzes); got != "[{{ 7 1 7 23} [false true] []}]" {
		t.Errorf("quizzes %s", got)
	}
	for _, h := range d.Body.Holes {
		if h.Kind == FactAt && h.Skip != 1 {
			t.Error("a fact in a choice may be a link: it would stand in what readers press")
		}
	}
}

func TestBadQuizzes(t *testing.T) {
	for _, c := range []struct{ name, in, told string }{
		{"whole", wholeQuiz, ""},
		{"no label", strings.Replace(wholeQuiz, "[Real or fake?]", "", 1), ""},
		{"several right", strings.Replace(wholeQuiz, "[ ]", "[x]", 1), ""},
		{"long question", ":::quiz\nThis came:\n\n> Pay now.\n\n- [x] a\n\n  b\n- [ ] c\n\n  d\n:::", ""},
		{"no question", ":::quiz\n- [x] a\n\n  b\n- [ ] c\n\n  d\n:::", "1:1 the quiz has no question"},
		{"no list", "x\n\n:::quiz\na\n:::", "3:1 the quiz has no list of choices"},
		{"empty", ":::quiz\n:::", "1:1 the quiz has no list of choices\n1:1 the quiz has no question"},
		{"ordinary list", ":::quiz\na\n\n- b\n- c\n:::", "1:1 the quiz has no list of choices"},
		{"one choice", ":::quiz\na\n\n- [x] b\n\n  c\n:::", "4:1 the quiz has one choice only"},
		{"none right", ":::quiz\na\n\n- [ ] b\n\n  c\n- [ ] d\n\n  e\n:::", "4:1 none of the quiz's choices is right"},
		{"no why", ":::quiz\na\n\n- [x] b\n\n  c\n- [ ] d\n:::", "7:1 this choice does not say why it is right or wrong"},
		{"why on the next line", ":::quiz\na\n\n- [x] b\n  c\n- [ ] d\n\n  e\n:::", "4:1 this choice does not say why it is right or wrong"},
		{"no box", ":::quiz\na\n\n- [x] b\n\n  c\n- d\n\n  e\n:::", "7:1 this choice does not say whether it is right"},
		{"no words", ":::quiz\na\n\n- [x]\n\n  b\n- [ ] d\n\n  e\n:::", "4:1 this choice has no words"},
		{"text after", wholeQuiz[:len(wholeQuiz)-4] + "\nMore.\n:::", "13:1 something stands after the quiz's choices"},
		{"two lists", ":::quiz\na\n\n- [x] b\n\n  c\n- [ ] d\n\n  e\n\n* [ ] f\n\n  g\n:::", "11:1 the quiz has a second list of choices"},
		{"nested", "::::quiz\na\n\n:::quiz\nb\n:::\n\n- [x] c\n\n  d\n- [ ] e\n\n  f\n::::", "4:1 a quiz cannot stand within a quiz"},
		{"nested deeper", ":::quiz\na\n\n- [x] b\n\n  c\n\n  :::quiz\n  x\n  :::\n- [ ] d\n\n  e\n:::", "8:3 a quiz cannot stand within a quiz"},
		{"link in a choice", ":::quiz\na\n\n- [x] [b](c.md)\n\n  c\n- [ ] d\n\n  e\n:::", "4:7 a choice cannot hold a link; its words are shown"},
		{"notes in a quiz", "::::quiz\na\n\n:::notes\nb\n:::\n\n- [x] c\n\n  d\n- [ ] e\n\n  f\n::::", "4:1 a speaker's notes cannot stand in a quiz"},
		{"quiz in notes", "::::notes\n:::quiz\na\n:::\n::::", "2:1 a quiz cannot stand in a speaker's notes"},
		{"notes in notes", "::::notes\n:::notes\na\n:::\n::::", "2:1 a speaker's notes cannot stand within others"},
		{"notes in a list", "- a\n\n  :::notes\n  b\n  :::", "3:3 a speaker's notes belong to a slide, not into a list, a quotation or a call-out"},
		{"footnote in notes", "a[^1]\n\n:::notes\nb[^1]\n:::\n\n[^1]: c", "4:2 a speaker's notes cannot hold a footnote"},
		{"label of notes", ":::notes[a]\nb\n:::", `1:1 "notes" takes no label`},
	} {
		_, l := Parse([]byte(c.in), Options{})
		var lines []string
		for _, d := range l.Sorted() {
			lines = append(lines, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Message()))
			if d.Hint() == "" {
				t.Errorf("%s: no hint at %v", c.name, d)
			}
		}
		if got := strings.Join(lines, "\n"); got != c.told {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.in, got, c.told)
		}
	}
	for _, in := range []string{wholeQuiz, ":::notes\na\n:::"} {
		d, l := Parse([]byte(in), Options{Prefixed: true})
		if errors, _ := l.Count(); errors != 1 || len(d.Quizzes)+len(d.Notes) > 0 {
			t.Errorf("a message may hold %q: %v", in, l)
		}
	}
}

const deckBody = "Intro.\n\n## One\n\nA :fact[f].\n\n:::notes\nSay.\n\n### Aside\n:::\n\n::::only{country=ca}\n## Two\n\nB c.\n\n:::notes\nSay two.\n:::\n::::\n\n" +
	"## Three\n\n:::except{country=ca}\nD e f.\n:::\n\n:::tip\n## Not a slide\n:::\n\n::message{id=m}\n"

func TestDivide(t *testing.T) {
	d, l := Parse([]byte(deckBody), Options{})
	if len(l) > 0 {
		t.Fatal(l)
	}
	want := "<p>Intro.</p>\n{{slide:0}}<h2 id=\"one\">One</h2>\n<p>A {{fact:0}}.</p>\n{{notes:0}}<p>Say.</p>\n<h3 id=\"aside\">Aside</h3>\n{{/notes}}" +
		"{{guard:0}}{{slide:2}}<h2 id=\"two\">Two</h2>\n<p>B c.</p>\n{{notes:1}}<p>Say two.</p>\n{{/notes}}{{/guard}}" +
		"{{slide:3}}<h2 id=\"three\">Three</h2>\n{{guard:1}}<p>D e f.</p>\n{{/guard}}" +
		callout("tip", "<h2 id=\"not-a-slide\">Not a slide</h2>\n") + "{{message:0}}\n"
	f := d.Divide()
	if got := filled(f); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	for i, h := range f.Holes {
		if c := h.Skip; h.Kind == NotesOpen && (f.Holes[c].Kind != NotesClose || f.Holes[c].Index != h.Index) || h.Kind == GuardOpen && f.Holes[c].Kind != GuardClose {
			t.Errorf("hole %d leads to %d, which does not close it", i, c)
		}
	}
	for country, want := range map[string]string{
		"ca": "[{-1 1 -1 []} {0 3 0 []} {2 3 1 []} {3 4 -1 [0]}]",
		"us": "[{-1 1 -1 []} {0 3 0 []} {3 7 -1 [0]}]",
	} {
		if got := fmt.Sprint(d.Slides(country)); got != want {
			t.Errorf("%s: slides %s, want %s", country, got, want)
		}
	}
	if !d.Headings[1].Notes || d.Headings[0].Notes {
		t.Error("a heading does not say whether it stands in a speaker's notes")
	}
}

// To a translator, quizzes and notes are ordinary blocks: the marks round them are nobody's words.
func TestQuizSegments(t *testing.T) {
	body := "## A\n\n:::notes\nSay *it*.\n\n- Then this\n:::\n\n" + wholeQuiz + "\nAfter.\n"
	want := `heading "A": "A"
paragraph "Say *it*.": "Say " 1<emphasis "it" 1>* "."
item "Then this": "Then this"
label "Real or fake?": "Real or fake?"
paragraph "What now?": "What now?"
item "Reply to :fact[a]": "Reply to " 1=fact":fact[a]"
paragraph "No.": "No."
item "Look *first*": "Look " 1<emphasis "first" 1>*
paragraph "Yes.\n  See [b](c.md).": "Yes. See " 1<link "b" 1>](c.md) "."
paragraph "After.": "After."
`
	if got := sliced(body, LayOut([]byte(body), Options{}).Segments); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

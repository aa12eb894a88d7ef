// Package markdown turns a file's Markdown into HTML, once, for every edition that shares it. What differs between
// editions (links, images, facts, messages, blocks for some countries) is left as holes in the HTML, so that an
// edition costs one pass of filling and no parsing. It is the only place that sets up goldmark, and the only one that
// decides which of an author's bytes reach a page: raw HTML and unknown link schemes end here.
package markdown

import (
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/locale"
)

// Typography is the set of rules for spaces that a file is parsed for. Package locale knows whose they are.
type Typography = locale.Typography

// The sets of rules there are.
const (
	Neutral      = locale.Neutral
	FrenchCanada = locale.FrenchCanada
	FrenchFrance = locale.FrenchFrance
)

// Options say how a file's body is parsed.
type Options struct {
	File       string     // for diagnostics: the path in the campaign
	FirstLine  int        // the file's line on which the body's first line stands, from 1
	Typography Typography // spaces to put right in text
	Prefixed   bool       // the document is a message: every id gets a Prefix hole before it
	Marks      bool       // blocks say on which line of the file they begin: data-line="12"; for the review server alone
}

// Document is a Markdown body, parsed and turned to HTML once. It is frozen: many editions share it.
type Document struct {
	Body     Fragment
	Headings []Heading
	Links    []Link
	Images   []Image
	Facts    []Ref   // :fact[ID], and ::facts{name=ID by=region}
	Messages []Ref   // ::message{id=ID}
	Guards   []Guard // :::only and :::except
	Notes    []Ref   // :::notes, without an ID
	Quizzes  []Quiz  // :::quiz, those that are whole
	Lead     string  // the plain text of the first paragraph for all countries that has no facts in it, at most 300 characters, cut at a word
	Files    bool    // it shows a picture, or a link may lead to a file beside it: see [Link.MayBeFile]
	Words    int     // a count of words (of characters, in scripts without spaces)
	Checksum uint32  // what Sum returns where all of it is shown; 0 with guards
}

// MayBeFile reports whether a link may lead to a file of the campaign that is no page. Most links lead to pages and
// other sites, and need not be looked up.
func (l Link) MayBeFile() bool {
	dest := l.Dest
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		dest = dest[:i]
	}
	return l.Address.IsZero() && dest != "" && !strings.HasSuffix(dest, ".md")
}

// Fragment is HTML with holes. HTML is escaped and complete but for the holes, which are sorted by At.
type Fragment struct {
	HTML  string
	Holes []Hole
}

// Hole is a place in a Fragment that an edition fills. At is the byte offset in HTML at which the filling goes.
type Hole struct {
	At    int32
	Kind  HoleKind
	Index int32 // into the list of the Document that Kind names; for GuardOpen and GuardClose, into Guards
	Skip  int32 // for GuardOpen and NotesOpen: the index in Holes of what closes it; for FactAt 1 where it may be no link
}

// HoleKind says what fills a hole.
type HoleKind uint8

const (
	// LinkOpen and LinkClose stand round a link's text: Index is into Links. A dead link fills both with nothing.
	// They never nest.
	LinkOpen HoleKind = iota
	LinkClose
	// ImageAt is a whole img element, or its alt text: Index is into Images.
	ImageAt
	// FactAt is a fact's value: Index is into Facts. Between LinkOpen and LinkClose, and in a Heading's Content, it is
	// filled without a link of its own.
	FactAt
	// MessageAt is a shared message: Index is into Messages. It stands between blocks.
	MessageAt
	// GuardOpen and GuardClose stand round blocks for some countries only (or round a footnote, or the way back from
	// one): Index is into Guards, and the same guard may be there more than once. They nest.
	GuardOpen
	GuardClose
	// Prefix stands inside an id or a #reference of a Prefixed document: whoever fills it gives what makes ids unique.
	Prefix
	// Label is a word of the interface in the reader's language: Index is into Labels.
	Label
	// NotesOpen and NotesClose stand round a speaker's notes, which only a briefing shows: whoever fills holes for
	// anything else leaves out what is between them. Index is into Notes. They never nest.
	NotesOpen
	NotesClose
	// SlideAt stands before a slide's heading: Index is into Headings. It is in what Divide returns alone.
	SlideAt
	// FactTableAt is a table of a fact's values: Index is into Facts, whose By says a row for each of what. It stands
	// between blocks.
	FactTableAt
)

// Labels are the interface strings that a Label hole names by its index.
var Labels = []string{"note", "tip", "warning", "table", "done", "not-done", "footnotes", "back-to-text",
	"quiz", "quiz-right", "quiz-wrong", "quiz-key", "quiz-hint", "quiz-score", "quiz-again"}

// Heading is a heading of the document, in order. ID is unique within the document and stable: it is made of the
// heading's own words in any script, or given by {#id}. Text is plain, without facts; Content may hold FactAt holes.
type Heading struct {
	Level   int // 2 to 6: the page's title is the only level 1
	ID      string
	Text    string
	Content Fragment
	Guards  []int32 // the guards that it stands in, outermost first
	Line    int
	Start   int32 // the offset in the Body's HTML at which its element begins
	Top     bool  // it stands in nothing but guards, so that the page may be divided before it
	Notes   bool  // it stands in a speaker's notes
}

// Link is a link as written. Dest is unescaped but otherwise untouched, fragment included; it has no scheme but http,
// https, mailto, tel or sms. Text is plain, with the text of images.
type Link struct {
	Dest, Title, Text string
	Address           address.Address // the zero value where Dest is a path to a file
	At                diag.Pos
	Guards            []int32
}

// Image is an image as written. Src is unescaped but otherwise untouched, Alt is plain text. Inline says that
// something stands beside it in its block.
type Image struct {
	Src, Alt, Title string
	Inline          bool
	At              diag.Pos
	Guards          []int32
}

// Ref is the use of a fact or a message by its id.
type Ref struct {
	ID     string
	By     string // of a table of facts: ByRegion; else ""
	At     diag.Pos
	Guards []int32
}

// ByRegion says of a table of facts that it has a row for each region of the country.
const ByRegion = "region"

// Guard is an :::only or :::except: the countries it names, in lower case, as written; always one at least.
type Guard struct {
	Countries []string
	Except    bool
	At        diag.Pos
}

// Allows reports whether the guard lets its blocks through for a country.
func (g Guard) Allows(country string) bool {
	return locale.Among(g.Countries, country) != g.Except
}

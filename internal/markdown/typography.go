package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tocsin/internal/locale"
)

// Typeset returns plain text (a title, a label) with its spaces put right by the rules of t. It is idempotent.
func Typeset(s string, t Typography) string {
	switch t {
	case Neutral:
		return s
	case locale.RightToLeft:
		return string(isolated([]byte(s)))
	}
	w := writer{spacing: spacingBy(t), bare: true}
	if !strings.ContainsAny(s, "«»:;!?") && !w.joinsAny(s) {
		return s
	}
	w.buf = make([]byte, 0, len(s)+8)
	w.block()
	w.text([]byte(s))
	w.finish()
	return string(w.buf)
}

// spacing is the state of a typography between two pieces of a block's text. A decision may need what comes next
// (a colon is touched only before white space), which may stand in another piece, so it is kept until then.
type spacing struct {
	on       bool // there are rules
	isolates bool // numbers are kept from the direction of the text

	rules   locale.Spacing
	off     bool // inside a link: text passes as it is
	prev    rune // the last character that is no space; 0 at the start of a block
	tailAt  int  // the white space that ends what was written: its offset, and
	tailLen int  // its length, 0 where there is none
	quote   int  // the offset right after a « that waits for what follows it, or -1
	dropped bool // spaces after that « were left out
	mark    mark
}

func spacingBy(t Typography) spacing {
	return spacing{on: t != Neutral && t != locale.RightToLeft, isolates: t == locale.RightToLeft, rules: t.Rules()}
}

// mark is a : or a run of ; ! ? that waits for what follows it.
type mark struct {
	kind   byte // 0 none, ':' or '!'
	at, n  int  // the spaces before it, in the buffer
	end    int  // the offset right after it
	attach bool // what stands before lets a space be put in where there is none
}

// Stand-ins for what may follow a mark besides a character of text.
const (
	atEnd  rune = 0
	letter rune = 'a'
)

// block begins a block's text.
func (w *writer) block() {
	w.prev, w.tailLen, w.quote, w.mark.kind = 0, 0, -1, 0
}

// finish ends a block's text: a mark that waits stands at its end.
func (w *writer) finish() {
	if !w.on {
		return
	}
	w.settle(atEnd)
	if w.quote >= 0 && w.dropped {
		w.openQuote()
	}
	w.block()
}

// lineBreak says that a br element comes now.
func (w *writer) lineBreak() { w.finish() }

// solid says that something comes that is neither text nor space: code, a link, an image, a fact.
func (w *writer) solid() {
	if !w.on || w.off {
		return
	}
	w.openQuote()
	w.settle(letter)
}

// aside says that a reference to a footnote comes: it hides nothing of the sentence round it.
func (w *writer) aside() {
	if !w.on || w.off {
		return
	}
	w.openQuote()
	w.settle(atEnd)
}

// after says that such a thing, or emphasis, ended here: it counts as a letter.
func (w *writer) after() { w.prev, w.tailLen = letter, 0 }

// text writes text with its spaces put right.
func (w *writer) text(b []byte) {
	switch {
	case w.isolates && !w.off:
		w.put(isolated(b))
		return
	case !w.on || w.off:
		w.put(b)
		return
	}
	from := 0
	for i := 0; i < len(b); i++ {
		switch c := b[i]; c {
		case ':', ';', '!', '?':
			w.piece(b[from:i])
			w.punctuation(c, c == ';' && endsEntity(b[:i]))
			from = i + 1
		case 0xc2:
			if i+1 == len(b) || b[i+1] != 0xab && b[i+1] != 0xbb {
				continue
			}
			w.piece(b[from:i])
			if b[i+1] == 0xab {
				w.guillemet()
			} else {
				w.closeGuillemet()
			}
			i++
			from = i + 1
		}
	}
	w.piece(b[from:])
}

// piece writes text that holds no character with a rule.
func (w *writer) piece(b []byte) {
	if len(b) == 0 {
		return
	}
	if w.quote >= 0 {
		n := len(b) - len(trimLeft(b))
		w.dropped = w.dropped || n > 0
		if b = b[n:]; len(b) == 0 {
			return
		}
		w.openQuote()
	}
	if w.mark.kind != 0 {
		r, _ := utf8.DecodeRune(b)
		w.settle(r)
	}
	body := trimRight(b)
	if len(body) > 0 {
		w.joined(body)
		w.prev, _ = utf8.DecodeLastRune(body)
		w.tailLen = 0
	}
	if space := b[len(body):]; len(space) > 0 {
		if w.tailLen == 0 || w.tailAt+w.tailLen != len(w.buf) {
			w.tailAt, w.tailLen = len(w.buf), 0
		}
		w.tailLen += len(space)
		w.buf = append(w.buf, space...)
	}
}

// openQuote puts the no-break space behind a « that waits.
func (w *writer) openQuote() {
	if w.quote < 0 {
		return
	}
	at := w.quote
	w.quote = -1
	w.splice(at, 0, w.rules.Quotes)
	w.prev, w.tailLen = '«', 0
}

func (w *writer) guillemet() {
	w.openQuote()
	w.settle('«')
	w.str("«")
	w.prev, w.tailLen, w.quote, w.dropped = '«', 0, len(w.buf), false
}

func (w *writer) closeGuillemet() {
	empty := w.quote >= 0
	w.openQuote()
	w.settle('»')
	if w.prev != 0 && !empty {
		w.spaceBefore(w.rules.Quotes)
	}
	w.str("»")
	w.prev, w.tailLen = '»', 0
}

// spaceBefore makes s the space at the end of what was written.
func (w *writer) spaceBefore(s string) {
	if w.tailLen == 0 {
		w.str(s)
		return
	}
	w.splice(w.tailAt, w.tailLen, s)
}

func (w *writer) punctuation(c byte, entity bool) {
	w.openQuote()
	kind := byte('!')
	if c == ':' {
		kind = ':'
	}
	if kind == '!' && w.mark.kind == '!' && w.tailLen == 0 && w.mark.end == len(w.buf) {
		w.buf = append(w.buf, c)
		w.prev, w.mark.end = rune(c), len(w.buf)
		return
	}
	w.settle(rune(c))
	m := mark{kind: kind, at: w.tailAt, n: w.tailLen}
	if m.n == 0 {
		m.at = len(w.buf)
	}
	m.attach = attaches(w.prev, kind)
	first := w.prev == 0
	w.buf = append(w.buf, c)
	m.end = len(w.buf)
	w.prev, w.tailLen = rune(c), 0
	if !first && !entity && (m.n > 0 || m.attach) {
		w.mark = m
	}
}

// settle decides about the mark that waits, now that the character after it is known.
func (w *writer) settle(next rune) {
	m := w.mark
	w.mark.kind = 0
	switch {
	case m.kind == 0:
	case m.kind == ':':
		if next == atEnd || next == '»' || isSpace(next) {
			w.splice(m.at, m.n, w.rules.Colon)
		}
	case next != atEnd && !isSpace(next) && !strings.ContainsRune(")]}»›”’\"'", next):
	case w.rules.High != "":
		w.splice(m.at, m.n, w.rules.High)
	case m.n > 0:
		w.splice(m.at, m.n, "")
	}
}

// attaches reports whether a mark directly after prev gets a space of its own.
func attaches(prev rune, kind byte) bool {
	if unicode.In(prev, unicode.L, unicode.N, unicode.M) {
		return true
	}
	if kind == ':' {
		return prev == '»' || prev == ')'
	}
	return prev != 0 && strings.ContainsRune("»)]}›”’\"'…%$€°.", prev)
}

// endsEntity reports whether text ends with the beginning of a character reference, such as &nbsp before its ;.
func endsEntity(b []byte) bool {
	i := len(b)
	for i > 0 && isAlnum(b[i-1]) || i > 0 && b[i-1] == '#' {
		i--
	}
	return i > 0 && i < len(b) && b[i-1] == '&'
}

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func isSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || r >= '\t' && r <= '\r'
	}
	return r >= 0x85 && unicode.IsSpace(r)
}

func trimLeft(b []byte) []byte {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if !isSpace(r) {
			break
		}
		b = b[n:]
	}
	return b
}

func trimRight(b []byte) []byte {
	for len(b) > 0 {
		r, n := utf8.DecodeLastRune(b)
		if !isSpace(r) {
			break
		}
		b = b[:len(b)-n]
	}
	return b
}

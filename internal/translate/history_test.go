package translate

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tocsin/internal/site"
	"tocsin/internal/source"
)

// block is a block of a page that the history edits.
type block struct {
	kind  string // paragraph, heading, list, table, tip
	texts []string
}

type author struct {
	*rand.Rand
	title, summary string
	blocks         []block
	n              int
}

var vocabulary = strings.Fields("password message account bank letter phone neighbour lock update device link code family office money street night window garden train ticket answer question signal paper number friend manager parcel notice")

func (a *author) sentence() string {
	a.n++
	var words []string
	for range 5 + a.IntN(8) {
		words = append(words, vocabulary[a.IntN(len(vocabulary))])
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	switch a.IntN(6) {
	case 0:
		words[2] = "**" + words[2] + "**"
	case 1:
		words[2] = "[" + words[2] + "](https://a.example/" + words[3] + ")"
	case 2:
		words[2] = "don’t"
	case 3:
		words[2] = "“" + words[2] + "”"
	}
	return strings.Join(words, " ") + fmt.Sprintf(" %d.", a.n)
}

func (a *author) block() block {
	b := block{kind: []string{"paragraph", "paragraph", "heading", "list", "table", "tip"}[a.IntN(6)]}
	n := 1
	switch b.kind {
	case "list":
		n = 2 + a.IntN(3)
	case "table":
		n = 4 + 2*a.IntN(3)
	}
	for range n {
		b.texts = append(b.texts, a.sentence())
	}
	return b
}

// page writes the blocks as a file. wrap is how: 0 a line a paragraph, else with other white space and other marks.
func (a *author) page(wrap int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\nsummary: %s\n---\n", a.title, a.summary)
	for _, bl := range a.blocks {
		b.WriteString(strings.Repeat("\n", 1+wrap%2))
		texts := slices.Clone(bl.texts)
		for i := range texts {
			texts[i] = respaced(texts[i], wrap, bl.kind == "paragraph" || bl.kind == "tip")
		}
		switch bl.kind {
		case "paragraph":
			b.WriteString(texts[0] + "\n")
		case "heading":
			b.WriteString("## " + texts[0] + strings.Repeat(" ", wrap) + "\n")
		case "list":
			for _, t := range texts {
				b.WriteString([]string{"- ", "* "}[wrap%2] + t + "\n")
			}
		case "table":
			for i := 0; i < len(texts); i += 2 {
				b.WriteString("| " + texts[i] + strings.Repeat(" ", wrap+1) + "| " + texts[i+1] + " |\n")
				if i == 0 {
					b.WriteString("| --- | --- |\n")
				}
			}
		case "tip":
			b.WriteString(":::tip\n" + texts[0] + "\n:::\n")
		}
	}
	return b.String()
}

// respaced changes white space and typography alone.
func respaced(s string, wrap int, lines bool) string {
	if wrap == 0 {
		return s
	}
	s = strings.NewReplacer("’", "'", "“", `"`, "”", `"`).Replace(s)
	space := []string{" ", "  ", "\u00a0"}[wrap%3]
	if lines && wrap%2 == 1 {
		space = "\n"
	}
	words := strings.Split(s, " ")
	out := words[0]
	for i, w := range words[1:] {
		if i%4 == 1 {
			out += space + w
		} else {
			out += " " + w
		}
	}
	return out
}

// edit changes one thing about the page and says what should be told: the kinds of changes; nil for none.
func (a *author) edit() (what string, want []site.ChangeKind) {
	b := &a.blocks[a.IntN(len(a.blocks))]
	switch a.IntN(7) {
	case 0, 1: // a slip
		i := a.IntN(len(b.texts))
		b.texts[i] = slip(b.texts[i], a.Rand)
		return "a slip in a " + b.kind, []site.ChangeKind{site.Changed}
	case 2:
		at := a.IntN(len(a.blocks) + 1)
		nb := a.block()
		a.blocks = slices.Insert(a.blocks, at, nb)
		return "a new " + nb.kind, slices.Repeat([]site.ChangeKind{site.Added}, len(nb.texts))
	case 3:
		if len(a.blocks) < 4 {
			return "nothing", nil
		}
		at := a.IntN(len(a.blocks))
		n := len(a.blocks[at].texts)
		kind := a.blocks[at].kind
		a.blocks = slices.Delete(a.blocks, at, at+1)
		return "without a " + kind, slices.Repeat([]site.ChangeKind{site.Removed}, n)
	case 4:
		from := a.IntN(len(a.blocks))
		bl := a.blocks[from]
		a.blocks = slices.Delete(a.blocks, from, from+1)
		to := a.IntN(len(a.blocks) + 1)
		a.blocks = slices.Insert(a.blocks, to, bl)
		if to == from {
			return "a move to where it was", nil
		}
		return "a move of a " + bl.kind, []site.ChangeKind{site.Moved}
	case 5:
		a.title = slip(a.title, a.Rand)
		return "a slip in the title", []site.ChangeKind{site.Changed}
	}
	return "white space", nil
}

// slip changes a letter of a word.
func slip(s string, r *rand.Rand) string {
	var at []int
	for i := range len(s) {
		if s[i] >= 'a' && s[i] <= 'z' {
			at = append(at, i)
		}
	}
	// Not in an address: that is another test's business.
	for range 50 {
		i := at[r.IntN(len(at))]
		if !strings.Contains(s[:i], "](") || strings.Contains(s[strings.Index(s, "]("):i], ")") {
			return s[:i] + string('a'+(s[i]-'a'+1+byte(r.IntN(20)))%26) + s[i+1:]
		}
	}
	return s + "x"
}

// TestHistory makes random edits to a source, one after another: each is told for what it is, white space and
// typography never. After each a translator does what is asked, and the translation is whole again.
func TestHistory(t *testing.T) {
	seeds := []uint64{4}
	if n, err := strconv.ParseUint(os.Getenv("TOCSIN_SEEDS"), 10, 64); err == nil { // for a longer look
		for s := range n {
			seeds = append(seeds, 100+s)
		}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { history(t, seed) })
	}
}

func history(t *testing.T, seed uint64) {
	edits := 40
	if thorough() {
		edits = 200
	}
	a := &author{Rand: rand.New(rand.NewPCG(seed, 2026)), title: "The first title", summary: "A summary of it all."}
	for range 8 {
		a.blocks = append(a.blocks, a.block())
	}
	const en, fr = "content/learn/page.en.md", "content/learn/page.fr.md"
	c := newCampaign(t, map[string]string{
		"content/index.en.md": "---\ntitle: Home\n---\n", "content/index.fr.md": "---\ntitle: Accueil\n---\n", "content/index.es.md": "---\ntitle: Inicio\n---\n",
		en: a.page(0),
	})
	c.take(translated(t, c.export("fr", "2.1", "learn/page")))
	if c.files[fr] == nil {
		t.Fatal("the page was not translated")
	}
	for n := range edits {
		what, want := a.edit()
		wrap := 0
		if a.IntN(2) == 0 {
			wrap = 1 + a.IntN(5)
		}
		c.set(en, a.page(wrap))
		got := changesOf(c, fr)
		if !same(got, want) {
			t.Fatalf("edit %d, %s (white space %d): told %v, want %v\n%s", n, what, wrap, kinds(got), want, a.page(wrap))
		}
		version := []string{"2.1", "1.2"}[n%2]
		if len(want) > 0 {
			before := c.text(fr)
			_, done := c.take(translated(t, c.export("fr", version, "learn/page")))
			if want[0] == site.Changed && len(done) == 1 && done[0].Written != 1 {
				t.Fatalf("edit %d, %s: %d segments were written", n, what, done[0].Written)
			}
			if want[0] == site.Moved {
				if c.text(fr) != before {
					t.Fatalf("edit %d: a move changed the translation", n)
				}
				if d := changesOf(c, fr); !same(d, want) {
					t.Fatalf("edit %d: the move is forgotten: %v", n, kinds(d))
				}
				c.set(fr, pseudo(a.page(0))) // done by hand
				c.accept()
			}
		}
		if got := changesOf(c, fr); len(got) > 0 {
			t.Fatalf("edit %d, %s: after the translator's work there is still %v\n%s\n\n%s", n, what, got, c.text(en), c.text(fr))
		}
		if x, y := shape(c, en), shape(c, fr); x != y {
			t.Fatalf("edit %d, %s: the translation has another shape\n%s\n%s\n%s\n\n%s", n, what, x, y, c.text(en), c.text(fr))
		}
	}
}

func changesOf(c *campaign, path string) []site.Change {
	for _, d := range c.site().StaleRenditions() {
		if d.File.Path == path {
			if d.Unlocked {
				return []site.Change{{Kind: "unlocked"}}
			}
			return d.Changes
		}
	}
	return nil
}

func kinds(all []site.Change) (out []site.ChangeKind) {
	for _, c := range all {
		out = append(out, c.Kind)
	}
	return out
}

// same compares changes. A move may be told of the block or of those that it moved past.
func same(got []site.Change, want []site.ChangeKind) bool {
	k := kinds(got)
	if len(want) > 0 && want[0] == site.Moved {
		return len(k) > 0 && !slices.ContainsFunc(k, func(k site.ChangeKind) bool { return k != site.Moved })
	}
	return slices.Equal(k, want)
}

// shape is the order of a file's segments by their kinds and their figures.
func shape(c *campaign, path string) string {
	var b strings.Builder
	for _, s := range source.Dissect(path, c.files[path].Data).Segments {
		fmt.Fprintf(&b, "%s%s %s ", s.Field, s.Kind, strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s.Text()))
	}
	return b.String()
}

// translated does a translator's work on a file: every unit that asks for it gets new words.
func translated(t *testing.T, text string) string {
	t.Helper()
	d, err := read("sent.xlf", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for i := range d.files {
		for j := range d.files[i].units {
			u := &d.files[i].units[j]
			if u.has && u.state != "initial" && u.state != "unsaid" {
				continue
			}
			u.target, u.has, u.state = nil, true, "translated"
			for _, p := range u.source {
				p.text = pseudo(p.text)
				u.target = append(u.target, p)
			}
		}
	}
	if d.version == "1.2" {
		for i := range d.files {
			for j := range d.files[i].units {
				d.files[i].units[j].sub = string(current)
			}
		}
		return string(write12(d))
	}
	return string(write21(d))
}

// pseudo translates into a language in which every o wears a hat.
func pseudo(s string) string {
	return strings.ReplaceAll(s, "o", "ô")
}

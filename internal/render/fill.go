package render

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"tocsin/internal/address"
	"tocsin/internal/markdown"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

// pageFiller fills the holes of one page's documents. Everything that it writes is escaped HTML.
type pageFiller struct {
	r        *Renderer
	page     *site.Page
	voice    *edition // whose messages, facts and labels are spoken
	b        *buffer
	seen     map[string]int // messages included so far, for unique ids; nil until the first
	depth    int
	absolute bool // addresses are absolute, for words that leave the site
	marks    bool // every block, message and fact says where it was written
	bare     bool // words alone: no links, images, labels, nor frames round messages
	unframed bool // messages are their words alone
	pictured bool // a picture has been shown
	err      error

	slides *slides // of a briefing; nil elsewhere, where a speaker's notes are left out
}

// maxDepth bounds messages within messages; cycles are errors, found before.
const maxDepth = 20

// content returns a page's body as HTML.
func (r *Renderer) content(p *site.Page, marks bool) (template.HTML, error) {
	if p.File == nil {
		return "", nil
	}
	f := &pageFiller{r: r, page: p, voice: r.editions[p.Voice()], b: &buffer{}, marks: marks}
	d := f.doc(p.File, p.Doc(), source.TypographyOf(p.Language, p.Edition.Country.Code))
	f.fragment(p.File, d, d.Body, "")
	return template.HTML(f.b.bytes), f.err
}

// fragment writes a fragment of a document that stands in a file. Prefix makes the ids of a message unique.
func (f *pageFiller) fragment(file *source.File, d *markdown.Document, frag markdown.Fragment, prefix string) {
	if f.marks {
		frag = f.sourced(file, frag)
	}
	at, inLink := int32(0), false
	for i := 0; i < len(frag.Holes); i++ {
		h := frag.Holes[i]
		f.b.str(frag.HTML[at:h.At])
		at = h.At
		switch h.Kind {
		case markdown.LinkOpen:
			inLink = f.open(file, d.Links[h.Index])
		case markdown.LinkClose:
			if inLink {
				f.close(d.Links[h.Index])
			}
			inLink = false
		case markdown.ImageAt:
			f.image(file, d.Images[h.Index])
		case markdown.FactAt:
			f.b.str(f.markFact(d.Facts[h.Index].ID, f.fact(d.Facts[h.Index].ID, !inLink && !f.bare && h.Skip == 0)))
		case markdown.FactTableAt:
			if !f.factTable(d.Facts[h.Index]) {
				at = frag.Without(h)
			}
		case markdown.MessageAt:
			if !f.message(d.Messages[h.Index].ID) {
				at = frag.Without(h)
			}
		case markdown.GuardOpen:
			if !d.Guards[h.Index].Allows(f.page.Edition.Country.Code) {
				i = int(h.Skip)
				at = frag.Holes[i].At
			}
		case markdown.NotesOpen, markdown.NotesClose, markdown.SlideAt:
			i = f.divided(frag, i)
			at = frag.Holes[i].At
		case markdown.Prefix:
			f.b.str(prefix)
		case markdown.Label:
			if f.bare {
				break
			}
			f.b.str(template.HTMLEscapeString(f.voice.text(markdown.Labels[h.Index], "other", nil)))
		}
	}
	f.b.str(frag.HTML[at:])
}

// open writes a link's start tag and reports whether there is one: a link that leads nowhere becomes its text.
func (f *pageFiller) open(file *source.File, l markdown.Link) bool {
	if f.bare {
		return false
	}
	href, lang := f.href(file, l)
	if href == "" {
		return false
	}
	f.b.str(`<a href="`)
	f.b.str(template.HTMLEscapeString(href))
	if lang != "" {
		f.b.str(`" hreflang="` + lang)
	}
	if f.external(l.Address) {
		f.b.str(`" class="external" rel="external`)
	}
	if l.Address.Scheme() != "" && f.voice.Words.Dir() == "rtl" {
		f.b.str(`" dir="auto`) // its words may be an address or a number, which the text's direction would turn round
	}
	f.b.str(`">`)
	return true
}

func (f *pageFiller) close(l markdown.Link) {
	if f.external(l.Address) {
		f.b.str(`<span class="hidden"> (` + template.HTMLEscapeString(f.voice.text("external-link", "other", nil)) + `)</span>`)
	}
	f.b.str(`</a>`)
}

func (f *pageFiller) href(file *source.File, l markdown.Link) (href, lang string) {
	t := f.page.Follow(file, l)
	switch t.Kind {
	case site.External:
		return t.Address.String(), ""
	case site.ToFragment:
		if t.Fragment == "" {
			return "", ""
		}
		return "#" + escapeFragment(t.Fragment), ""
	case site.ToMedia:
		return f.assetRoot() + f.r.plan.Assets[t.Media].Name, ""
	case site.ToPage:
		href = t.Page.Href(f.page.Edition)
		if f.absolute {
			href = t.Page.URL()
		}
		if t.Fragment != "" {
			href += "#" + escapeFragment(t.Fragment)
		}
		if t.Page.Notice {
			lang = t.Page.Language
		}
		return href, lang
	}
	return "", ""
}

func (f *pageFiller) assetRoot() string {
	s := f.r.editions[f.page.Edition]
	if f.absolute {
		return s.assetBase()
	}
	return s.assetRoot
}

func escapeFragment(s string) string { return (&url.URL{Fragment: s}).EscapedFragment() }

// external reports whether an address is of the web and on a host that is none of the campaign's.
func (f *pageFiller) external(a address.Address) bool {
	return a.IsWeb() && !f.page.Edition.Site.Own(a)
}

func (f *pageFiller) image(file *source.File, im markdown.Image) {
	if f.bare {
		return
	}
	name := ""
	if !address.Is(im.Src) {
		name = f.page.Media(file, im.Src)
	}
	a := f.r.plan.Assets[name]
	if name == "" || a.Name == "" {
		f.b.str(template.HTMLEscapeString(im.Alt))
		return
	}
	f.img(a, im)
}

// message writes a shared message, and reports whether there is one. Its first inclusion in a page is the same on every
// page of the edition, and kept.
func (f *pageFiller) message(id string) bool {
	file := f.voice.Message(id)
	if file == nil || f.depth >= maxDepth {
		return false
	}
	if f.seen == nil {
		f.seen = map[string]int{}
	}
	f.seen[id]++
	keep := !f.marks && !f.bare && !f.absolute && f.seen[id] == 1 && f.voice.Edition == f.page.Edition && f.depth == 0
	if keep {
		if html, ok := f.voice.messages.Load(id); ok {
			m := html.(keptMessage)
			if !f.repeats(m) {
				f.b.str(m.html)
				f.count(m)
				return true
			}
		}
	}
	before := len(f.seen)
	html := f.messageHTML(id, file)
	f.b.str(html)
	if keep && len(f.seen) >= before {
		f.voice.messages.Store(id, keptMessage{html, f.within(file)})
	}
	return true
}

// keptMessage is a message's HTML with the messages inside it, which count as included too.
type keptMessage struct {
	html   string
	within []string
}

func (f *pageFiller) within(file *source.File) (ids []string) {
	f.voice.Includes(file.Doc(f.voice.Typography), func(ref markdown.Ref, m *source.File) {
		if m != nil {
			ids = append(ids, ref.ID)
		}
	})
	return ids
}

func (f *pageFiller) repeats(m keptMessage) bool {
	for _, id := range m.within {
		if f.seen[id] > 0 {
			return true
		}
	}
	return false
}

func (f *pageFiller) count(m keptMessage) {
	for _, id := range m.within {
		f.seen[id]++
	}
}

// messageHTML runs the message's template over its filled words.
func (f *pageFiller) messageHTML(id string, file *source.File) string {
	prefix := "m-" + id + "-"
	if n := f.seen[id]; n > 1 {
		prefix = fmt.Sprintf("m%d-%s-", n, id)
	}
	outer := f.b
	f.b = &buffer{}
	f.depth++
	doc := f.doc(file, file.Doc(f.voice.Typography), f.voice.Typography)
	f.fragment(file, doc, doc.Body, prefix)
	f.depth--
	words := template.HTML(f.b.bytes)
	f.b = outer
	if f.bare || f.unframed {
		return string(words)
	}
	var out strings.Builder
	if err := f.r.set.message.Execute(&out, &Message{ID: id, Title: f.voice.Typeset(file.Front.Title), Owner: f.voice.owner(file), Content: words, shared: f.voice}); err != nil && f.err == nil {
		f.err = err
	}
	return out.String()
}

// owner names who speaks: the countries of a joint message, one country, or whoever the file says.
func (s *edition) owner(file *source.File) string {
	switch o := s.Site.OwnerOf(file); o {
	case "":
		return ""
	case "joint":
		var names []string
		for _, c := range s.Site.Countries {
			names = append(names, s.CountryName(c))
		}
		and := s.text("joint-owners-and", "other", nil)
		return strings.Join(names[:len(names)-1], ", ") + pad(and, len(names) > 1) + names[len(names)-1]
	default:
		for _, c := range s.Site.Countries {
			if c.Code == o {
				return s.CountryName(c)
			}
		}
		return o
	}
}

// pad puts spaces round a joining word, which YAML strips: none in Chinese, Japanese and Korean, and in Arabic only
// before it, since the word is written together with the next.
func pad(word string, used bool) string {
	if !used {
		return ""
	}
	for _, r := range word {
		if r >= 0x2e80 { // Chinese, Japanese, Korean
			return word
		}
		if r >= 0x600 && r < 0x700 {
			return " " + word
		}
	}
	return " " + word + " "
}

package preview

import (
	"net/http"
	"strings"
	"time"

	"tocsin/internal/site"
)

// comparison is two editions of a page side by side, or one at two moments.
type comparison struct {
	*screen
	Key         string
	PageTitle   string
	Sides       [2]side
	Editions    []choice // of the selects; Selected is not set
	Differences []difference
	Pairs       string // the blocks that stand beside each other: "0-0 1-1 3-2"
	Same        bool   // both are there, and nothing in their structure differs
	Bad         string
}

type side struct {
	Name    string // "a" or "b"
	Label   string // "Left"
	Code    string
	Edition string // "Canada, English"
	Lang    string
	Moment  string // in words, where it is not the present
	At      string // as ?at= has it; "" for the present
	Href    string // what the frame shows; "" where the page is not there
	page    *site.Page
	snap    *snapshot
}

// difference is one place in which the structure of two renditions differs.
type difference struct {
	Text  string
	After string // the heading before it
	A, B  int    // indices of the blocks, -1 for none
}

func (s *Server) compare(sc *screen, key string) (*comparison, int) {
	c := &comparison{screen: sc, Key: key}
	web := sc.snap.Web
	if web.Campaign == nil || !exists(web, key) {
		sc.Title = sc.T("no-such-page")
		return c, http.StatusNotFound
	}
	for _, e := range web.Editions {
		c.Editions = append(c.Editions, choice{Value: e.Code, Text: sc.EditionName(e)})
	}
	a := sc.snap.edition(sc.Param("a"))
	if a == nil {
		a = firstWith(web, key)
	}
	b := sc.snap.edition(sc.Param("b"))
	if b == nil {
		b = counterpart(web, key, a)
	}
	other := sc.snap
	if text := sc.Param("bat"); text != "" {
		moment, ok := momentIn(web.Campaign, text)
		if !ok {
			c.Bad = sc.T("bad-moment", "text", text)
		} else {
			other = sc.s.at(moment)
		}
	} else if sc.query.Has("bat") {
		other = sc.s.at(time.Time{})
	}
	c.Sides[0] = sc.side("a", "left", a, sc.snap, key, sc.Param("at"))
	bat := sc.Param("at")
	if sc.query.Has("bat") {
		bat = sc.Param("bat")
	}
	c.Sides[1] = sc.side("b", "right", b, other, key, bat)
	for _, side := range c.Sides {
		if side.page != nil && c.PageTitle == "" {
			c.PageTitle = side.page.Title
		}
	}
	if src := web.SourceOf(key); src != nil && c.PageTitle == "" {
		c.PageTitle = src.Front.Title
	}
	sc.Title = sc.T("compare") + ": " + c.PageTitle
	sc.differences(c)
	return c, http.StatusOK
}

// exists reports whether somebody wrote a page, or the program makes it in some edition.
func exists(web *site.Site, key string) bool {
	return web.SourceOf(key) != nil || firstWith(web, key) != nil && firstWith(web, key).Page(key) != nil
}

// firstWith returns the first edition that shows a page, else the first one.
func firstWith(web *site.Site, key string) *site.Edition {
	for _, e := range web.Editions {
		if e.Page(key) != nil {
			return e
		}
	}
	if len(web.Editions) == 0 {
		return nil
	}
	return web.Editions[0]
}

// counterpart picks what a page is most usefully compared with: another language of its country that shows it, else
// another country's, else whatever is there.
func counterpart(web *site.Site, key string, a *site.Edition) *site.Edition {
	best := a
	for _, e := range web.Editions {
		switch {
		case e == a:
		case e.Country == a.Country && e.Page(key) != nil:
			return e
		case best == a || best.Page(key) == nil:
			best = e
		}
	}
	return best
}

func (sc *screen) side(name, label string, e *site.Edition, snap *snapshot, key, at string) side {
	sd := side{Name: name, Label: sc.T(label), Code: e.Code, Edition: sc.EditionName(e), Lang: e.Locale, At: at, snap: snap}
	if at != "" {
		sd.Moment = sc.Moment(sc.local(snap.At))
		sd.At = sc.local(snap.At).Format("2006-01-02T15:04") // the one form that the date control takes
	}
	if there := snap.edition(e.Code); there != nil {
		if p := there.Page(key); p != nil {
			sd.page, sd.Href = p, sc.pageAt(p, at)
		}
	}
	return sd
}

// differences compares the structure of the two pages.
func (sc *screen) differences(c *comparison) {
	if c.Sides[0].page == nil || c.Sides[1].page == nil {
		return
	}
	left, right := sc.blocks(c.Sides[0]), sc.blocks(c.Sides[1])
	if left == nil || right == nil {
		return
	}
	var pairs []string
	for _, p := range align(left, right) {
		d := difference{A: p.A, B: p.B}
		switch {
		case p.B < 0:
			d.Text, d.After = sc.T("only-left", "what", sc.described(left[p.A])), left[p.A].Heading
		case p.A < 0:
			d.Text, d.After = sc.T("only-right", "what", sc.described(right[p.B])), right[p.B].Heading
		default:
			pairs = append(pairs, itoa(p.A)+"-"+itoa(p.B))
			d.Text, d.After = sc.unlike(left[p.A], right[p.B]), left[p.A].Heading
		}
		if d.Text != "" {
			c.Differences = append(c.Differences, d)
		}
	}
	c.Pairs, c.Same = strings.Join(pairs, " "), len(c.Differences) == 0
}

// blocks returns what a side's page is made of; nil where it cannot be rendered.
func (sc *screen) blocks(sd side) []block {
	data, err := sd.snap.Rend.Marked(sd.page)
	if err != nil {
		return nil
	}
	blocks, err := blocksOf(data)
	if err != nil {
		return nil
	}
	return blocks
}

// described names a block with its first words.
func (sc *screen) described(b block) string {
	name := sc.T("block-" + b.Kind)
	switch {
	case b.Kind == "message" && b.ID != "":
		return sc.T("block-named", "what", name, "name", b.ID)
	case b.Text == "":
		return name
	}
	return sc.T("block-named", "what", name, "name", excerptOf(b.Text))
}

// unlike says in what two blocks that stand beside each other differ; "" for nothing.
func (sc *screen) unlike(a, b block) string {
	count := func(key string, left, right int) string {
		return sc.T("differs-items", "what", sc.described(a), "left", sc.N(key, left), "right", sc.N(key, right))
	}
	switch {
	case a.Items != b.Items && a.Kind == "table":
		return count("rows", a.Items, b.Items)
	case a.Items != b.Items:
		return count("items", a.Items, b.Items)
	case a.Links != b.Links:
		return count("links", a.Links, b.Links)
	}
	return ""
}

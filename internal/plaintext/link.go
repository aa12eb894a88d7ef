package plaintext

import (
	"strings"

	"golang.org/x/net/html"
)

// link writes a link's words, and its address after them where it is wanted and they do not say it.
func (w *writer) link(n *html.Node) {
	from, blocks := len(w.buf), len(w.blocks)
	w.children(n)
	if !w.o.Addresses {
		return
	}
	var said string
	if len(w.blocks) == blocks {
		said = strings.TrimSpace(string(w.buf[from:]))
	} else { // blocks stand in the link
		for _, b := range w.blocks[blocks:] {
			said += b.Text + " "
		}
		said += string(w.buf)
	}
	href := strings.TrimSpace(attr(n, "href"))
	short := shortened(href)
	switch address := missing(href, said); {
	case w.o.Whole && said != "" && said == short && len(w.blocks) == blocks && strings.HasPrefix(href, "http"):
		lead := ""
		if strings.HasPrefix(string(w.buf[from:]), " ") {
			lead = " "
		}
		w.buf = append(append(w.buf[:from], lead...), href...)
	case address != "" && said == "":
		w.text(address)
	case address != "":
		w.text(" (" + address + ")")
	}
}

// missing returns the address that a link's words do not say, or "". Only an address of the web is one: words that lead
// to mail or a telephone name whom they reach.
func missing(href, said string) string {
	if strings.HasPrefix(href, "http") && !strings.Contains(said, shortened(href)) {
		return href
	}
	return ""
}

// shortened is an address as words say it: without what every one begins with.
func shortened(href string) string {
	href = strings.TrimPrefix(strings.TrimPrefix(href, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(href, "www."), "/")
}

package plan

import (
	"tocsin/internal/site"
)

// alert plans what machines read of alerts: the list's feed, and each alert's file in the Common Alerting Protocol. Both
// lie within their page's folder, as .xml: servers that have never heard of the protocol send it rightly.
func (b *builder) alert(p *site.Page) {
	in := p.Edition.Folder + "/" + p.Path
	switch {
	case p.Kind == site.AlertList:
		b.add(Target{Path: in + "feed.xml", Kind: AlertFeed, Edition: p.Edition, Page: p})
	case p.Alert != nil:
		b.add(Target{Path: in + "cap.xml", Kind: AlertFile, Edition: p.Edition, Page: p})
	}
}

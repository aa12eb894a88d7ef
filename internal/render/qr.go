package render

import (
	"fmt"
	"html/template"
	"strings"
	"sync"

	"github.com/boombuler/barcode/qr"
)

// quietZone is how many modules round a QR code stay white: ISO/IEC 18004 asks for four.
const quietZone = 4

// code is qrCode, drawn once for the papers of a poster and for those in a toolkit.
func (r *Renderer) code(address, label string) (template.HTML, error) {
	made, _ := r.sheets.codes.LoadOrStore(address+"\n"+label, sync.OnceValues(func() (template.HTML, error) { return qrCode(address, label) }))
	return made.(func() (template.HTML, error))()
}

// qrCode draws an address as a QR code, dark on white in any theme, with its quiet zone: a path of one run of modules
// after the other, each a module high. Level M restores 15 % of a code that a fold or a coffee spoilt.
func qrCode(address, label string) (template.HTML, error) {
	code, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		return "", fmt.Errorf("drawing a QR code: %w", err)
	}
	n := code.Bounds().Dx()
	dark := func(x, y int) bool {
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	var b strings.Builder
	side := n + 2*quietZone
	fmt.Fprintf(&b, `<svg class="qr" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="%s" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="`,
		side, side, side*4, side*4, template.HTMLEscapeString(label), side, side)
	for y := range n {
		for x := 0; x < n; x++ {
			if !dark(x, y) {
				continue
			}
			from := x
			for x < n && dark(x, y) {
				x++
			}
			fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quietZone, y+quietZone, x-from, x-from)
		}
	}
	b.WriteString(`"/></svg>`)
	return template.HTML(b.String()), nil
}

package picture

import (
	"bytes"
	"encoding/binary"

	"tocsin/internal/rule"
)

// An icon file is a list of pictures, each a PNG or a bitmap without its file header.
const (
	iconHead  = 6
	iconEntry = 16
	bitmap    = 40 // the length of the only header that bitmaps in icons have
)

// iconEntries calls f for each picture of an icon file, with what the list says of it.
func iconEntries(data []byte, f func(entry, body []byte) *Problem) *Problem {
	n := int(binary.LittleEndian.Uint16(data[4:]))
	for i := range n {
		at := iconHead + iconEntry*i
		if at+iconEntry > len(data) {
			return bad(rule.PictureIconCut)
		}
		entry := data[at : at+iconEntry]
		size, from := int64(binary.LittleEndian.Uint32(entry[8:])), int64(binary.LittleEndian.Uint32(entry[12:]))
		if from+size > int64(len(data)) {
			return bad(rule.PictureIconCut)
		}
		if p := f(entry, data[from:from+size]); p != nil {
			return p
		}
	}
	return nil
}

func inspectIcon(data []byte) (info Info, p *Problem) {
	p = iconEntries(data, func(_, body []byte) *Problem {
		one, p := Info{}, (*Problem)(nil)
		switch {
		case bytes.HasPrefix(body, []byte(pngSignature)):
			one, p = inspectPNG(body)
		case len(body) > bitmap && binary.LittleEndian.Uint32(body) == bitmap:
			one.Width, one.Height = int(binary.LittleEndian.Uint32(body[4:])), int(binary.LittleEndian.Uint32(body[8:])/2)
		default:
			p = bad(rule.PictureIconCut)
		}
		if p == nil {
			p = tooLarge(one.Width, one.Height)
		}
		if one.Width > info.Width {
			info = one
		}
		return p
	})
	info.Moves, info.Clear = false, true
	return info, p
}

// cleanIcon packs the pictures anew, each cleaned, with nothing between them and nothing behind.
func cleanIcon(data []byte) []byte {
	head := bytes.Clone(data[:iconHead])
	var bodies []byte
	at := iconHead + iconEntry*int(binary.LittleEndian.Uint16(data[4:]))
	_ = iconEntries(data, func(entry, body []byte) *Problem {
		if bytes.HasPrefix(body, []byte(pngSignature)) {
			body = cleanPNG(body)
		}
		entry = bytes.Clone(entry)
		binary.LittleEndian.PutUint32(entry[8:], uint32(len(body)))
		binary.LittleEndian.PutUint32(entry[12:], uint32(at+len(bodies)))
		head, bodies = append(head, entry...), append(bodies, body...)
		return nil
	})
	return append(head, bodies...)
}

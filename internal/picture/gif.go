package picture

import (
	"bytes"
	"encoding/binary"

	"tocsin/internal/rule"
)

// A GIF is a screen, then blocks: pictures, and extensions, of which only two say anything about what is seen.
const (
	gifImage     = 0x2c
	gifExtension = 0x21
	gifEnd       = 0x3b
)

// gifKind is what a block is: gifPicture, or the label of an extension.
type gifKind int

const (
	gifPicture     gifKind = -1
	gifControl     gifKind = 0xf9 // how long a picture stays, and its transparent colour
	gifApplication gifKind = 0xff
	gifText        gifKind = 0x01
)

// gifBlocks calls f for each block after the screen and its colours, whole. It returns where the blocks begin.
func gifBlocks(data []byte, f func(kind gifKind, whole []byte)) (begin int, p *Problem) {
	cut := bad(rule.PictureGIFCut)
	if len(data) < 14 {
		return 0, cut
	}
	begin = 13 + gifColours(data[10])
	for at := begin; at < len(data); {
		kind, next := gifPicture, at
		switch data[at] {
		case gifEnd:
			return begin, nil
		case gifImage:
			if at+11 > len(data) {
				return 0, cut
			}
			next = at + 10 + gifColours(data[at+9]) + 1
		case gifExtension:
			if at+2 > len(data) {
				return 0, cut
			}
			kind, next = gifKind(data[at+1]), at+2
		default:
			return 0, bad(rule.PictureGIFOrder)
		}
		for { // parts of up to 255 bytes, then an empty one
			if next >= len(data) {
				return 0, cut
			}
			n := int(data[next])
			next += 1 + n
			if n == 0 {
				break
			}
		}
		f(kind, data[at:next])
		at = next
	}
	return 0, cut
}

// gifColours returns the bytes of a table of colours, by the flags of a screen or a picture.
func gifColours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

func inspectGIF(data []byte) (info Info, p *Problem) {
	frames := 0
	var large *Problem
	_, p = gifBlocks(data, func(kind gifKind, whole []byte) {
		if kind == gifPicture {
			frames++
			if p := tooLarge(int(binary.LittleEndian.Uint16(whole[5:])), int(binary.LittleEndian.Uint16(whole[7:]))); p != nil {
				large = p
			}
		}
	})
	switch {
	case p != nil:
		return info, p
	case frames == 0:
		return info, bad(rule.PictureGIFCut)
	case large != nil:
		return info, large
	}
	info.Width, info.Height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	info.Moves, info.Clear = true, true // it may be, and nothing here asks
	return info, nil
}

// cleanGIF keeps the screen, the pictures, what controls them, and how often they repeat. Comments, text, what a program
// added (XMP, the names of files), and whatever stands after the end are gone.
func cleanGIF(data []byte) []byte {
	var out, control []byte
	begin, _ := gifBlocks(data, func(kind gifKind, whole []byte) {
		switch {
		case kind == gifPicture:
			out = append(append(out, control...), whole...)
			control = nil
		case kind == gifControl && len(whole) == 8: // for the picture that follows; text would take it for itself
			control = whole
		case kind == gifApplication && repeats(whole):
			out = append(append(out, whole[:18]...), 0)
		case kind == gifText:
			control = nil
		}
	})
	head := bytes.Clone(data[:begin])
	return append(append(head, out...), gifEnd)
}

// repeats reports whether an application's block says how often an animation is shown. It does so in its first part;
// others may follow.
func repeats(whole []byte) bool {
	if len(whole) < 19 || whole[2] != 11 || whole[14] != 3 || whole[15] != 1 {
		return false
	}
	name := string(whole[3:14])
	return name == "NETSCAPE2.0" || name == "ANIMEXTS1.0"
}

// Package picture looks after the pictures beside pages: what a file is, told from its header without decoding it, the
// sizes in which it is published, and its bytes without what they tell about whoever took it. Files come from people
// and cameras, so nothing in one is believed: not its ending, not its size, not its length.
package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"path"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Info is what a picture's header says.
type Info struct {
	Format        Format
	Width, Height int  // as it is seen: turned as its orientation asks; 0 where unknown
	Turn          int  // EXIF's orientation, 1 to 8; 0 for none
	Moves         bool // it is an animation
	Clear         bool // it may have transparent parts
}

// MaxPixels is how many pixels a picture may have: more than any telephone takes, and what decoding holds in memory.
const MaxPixels = 50_000_000

// Problem is what is wrong with a picture. Line and Column are set where its own text is meant; File never is.
type Problem struct{ diag.Diagnostic }

// Error returns the message, in English.
func (p *Problem) Error() string { return p.Message() }

func bad(id rule.ID, pairs ...any) *Problem { return &Problem{diag.New(diag.Pos{}, id, pairs...)} }

// Inspect tells what a file is and whether it may be published, from its name and bytes; the bytes decide. It decodes
// nothing. A file that is no picture, and does not claim to be one, is Unknown and all right. One that is a picture may
// only go out if it is one of the formats that are cleaned, under its own ending.
func Inspect(name string, data []byte) (Info, *Problem) {
	ending := strings.ToLower(path.Ext(name))
	want := byEnding[ending]
	is := sniff(data)
	if want == SVG && is == Unknown && looksLikeSVG(data) {
		is = SVG // what is wrong with it is told by its line
	}
	switch {
	case want == Unknown && is == Unknown:
		return Info{}, nil
	case is.refused() || is == Unknown && want.refused():
		if is == Unknown {
			is = want
		}
		return Info{}, bad(rule.PictureKind, "is", is.name()).hinted(is)
	case want == Unknown:
		return Info{}, bad(rule.PictureEnding, "is", is.name(), "ending", is.ending())
	case is != want:
		what := is.name()
		if len(data) == 0 {
			what = rule.PartEmptyFile.With()
		}
		return Info{}, bad(rule.PictureFormat, "is", what, "want", want.name())
	}
	return inspect(is, data)
}

// inspect looks at a picture of a format that is published.
func inspect(format Format, data []byte) (Info, *Problem) {
	info, p := measure(format, data)
	if p == nil && format != SVG && (info.Width <= 0 || info.Height <= 0) {
		p = bad(rule.PictureNoSize)
	}
	if p == nil && format != SVG {
		p = tooLarge(info.Width, info.Height)
	}
	if p != nil {
		return Info{}, p
	}
	info.Format = format
	return info, nil
}

// measure reads what a picture's header says, and holds it against the rest of the file.
func measure(format Format, data []byte) (Info, *Problem) {
	switch format {
	case JPEG:
		return inspectJPEG(data)
	case PNG:
		return inspectPNG(data)
	case GIF:
		return inspectGIF(data)
	case WebP:
		return inspectWebP(data)
	case Icon:
		return inspectIcon(data)
	}
	return inspectSVG(data)
}

// tooLarge refuses more pixels than MaxPixels.
func tooLarge(width, height int) *Problem {
	n := int64(width) * int64(height)
	if n <= MaxPixels {
		return nil
	}
	return bad(rule.PictureLarge, "megapixels", n/1_000_000, "width", width, "height", height, "most", MaxPixels/1_000_000)
}

// inspectJPEG walks the segments up to the first scan.
func inspectJPEG(data []byte) (info Info, p *Problem) {
	cut := bad(rule.PictureJPEGCut)
	for at := 2; ; {
		if at+4 > len(data) || data[at] != 0xff {
			return info, cut
		}
		kind := data[at+1]
		if kind == 0xff { // a fill byte
			at++
			continue
		}
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		if size < 2 || at+2+size > len(data) {
			return info, cut
		}
		body := data[at+4 : at+2+size]
		switch {
		case kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc:
			if len(body) < 6 {
				return info, cut
			}
			info.Height, info.Width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
		case kind == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			info.Turn = orientation(body[6:])
		case kind == 0xda:
			if bytes.LastIndex(data[at:], []byte{0xff, 0xd9}) < 0 {
				return info, cut
			}
			if info.Turn >= 5 {
				info.Width, info.Height = info.Height, info.Width
			}
			return info, nil
		}
		at += 2 + size
	}
}

// orientation reads the one tag of EXIF that matters here.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	n := int64(order.Uint16(tiff[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return 0
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			if v := int(order.Uint16(tiff[entry+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 0
		}
	}
	return 0
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngChunks calls f for each chunk, whole with its length and checksum, and reports whether all are sound.
func pngChunks(data []byte, f func(kind string, whole, body []byte)) *Problem {
	cut := bad(rule.PicturePNGCut)
	seen := false
	for at := len(pngSignature); ; {
		if at+12 > len(data) {
			return cut
		}
		n := int64(binary.BigEndian.Uint32(data[at:]))
		if n > int64(len(data)-at-12) {
			return cut
		}
		end := at + 12 + int(n)
		kind, body := string(data[at+4:at+8]), data[at+8:end-4]
		if crc32.ChecksumIEEE(data[at+4:end-4]) != binary.BigEndian.Uint32(data[end-4:]) {
			return bad(rule.PicturePNGChecksum)
		}
		if (at == len(pngSignature)) != (kind == "IHDR") {
			return bad(rule.PicturePNGOrder)
		}
		seen = seen || kind == "IDAT"
		f(kind, data[at:end], body)
		if kind == "IEND" {
			if !seen {
				return cut
			}
			return nil
		}
		at = end
	}
}

func inspectPNG(data []byte) (info Info, p *Problem) {
	p = pngChunks(data, func(kind string, _, body []byte) {
		switch kind {
		case "IHDR":
			if len(body) == 13 && binary.BigEndian.Uint32(body) < 1<<24 && binary.BigEndian.Uint32(body[4:]) < 1<<24 {
				info.Width, info.Height = int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))
				info.Clear = body[9]&4 != 0
			} else if len(body) == 13 {
				info.Width, info.Height = 1<<24, 1<<24 // more than anybody wants to count
			}
		case "tRNS":
			info.Clear = true
		case "acTL":
			info.Moves = true
		}
	})
	return info, p
}

// webpChunks calls f for each chunk of a WebP.
func webpChunks(data []byte, f func(kind string, whole, body []byte)) *Problem {
	cut := bad(rule.PictureWebPCut)
	if int64(binary.LittleEndian.Uint32(data[4:]))+8 > int64(len(data)) {
		return cut
	}
	return riffChunks(data[12:max(12, binary.LittleEndian.Uint32(data[4:])+8)], f)
}

// riffChunks calls f for each chunk of a RIFF, or of a chunk that holds others.
func riffChunks(data []byte, f func(kind string, whole, body []byte)) *Problem {
	for at := 0; at < len(data); {
		if at+8 > len(data) {
			return bad(rule.PictureWebPCut)
		}
		n := int64(binary.LittleEndian.Uint32(data[at+4:]))
		if n > int64(len(data)-at-8) {
			return bad(rule.PictureWebPCut)
		}
		end := min(len(data), at+8+int(n+n&1))
		f(string(data[at:at+4]), data[at:end], data[at+8:at+8+int(n)])
		at = end
	}
	return nil
}

func inspectWebP(data []byte) (info Info, p *Problem) {
	first := true
	p = webpChunks(data, func(kind string, _, body []byte) {
		defer func() { first = false }()
		if first && kind == "VP8X" && len(body) >= 10 {
			info.Moves, info.Clear = body[0]&2 != 0, body[0]&16 != 0
			info.Width = 1 + (int(body[4]) | int(body[5])<<8 | int(body[6])<<16)
			info.Height = 1 + (int(body[7]) | int(body[8])<<8 | int(body[9])<<16)
		} else if w, h, clear := webpPixels(kind, body); w > 0 && info.Width == 0 {
			info.Width, info.Height, info.Clear = w, h, clear
		}
	})
	return info, p
}

// webpPixels returns what a chunk of pixels says of itself; no width for another chunk.
func webpPixels(kind string, body []byte) (w, h int, clear bool) {
	switch {
	case kind == "VP8 " && len(body) >= 10:
		return int(binary.LittleEndian.Uint16(body[6:])) & 0x3fff, int(binary.LittleEndian.Uint16(body[8:])) & 0x3fff, false
	case kind == "VP8L" && len(body) >= 5:
		b := binary.LittleEndian.Uint32(body[1:])
		return 1 + int(b&0x3fff), 1 + int(b>>14&0x3fff), b>>28&1 == 1
	}
	return 0, 0, false
}

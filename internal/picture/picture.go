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

// Format is what a file's bytes are.
type Format uint8

// The formats. Other files are Unknown; they are published as they are.
const (
	Unknown Format = iota
	JPEG
	PNG
	GIF
	WebP
	SVG
)

var formatNames = [...]rule.Phrase{rule.PartUnknownFormat, rule.PartJPEG, rule.PartPNG, rule.PartGIF, rule.PartWebP, rule.PartSVG}

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

// byEnding says what a file should be.
var byEnding = map[string]Format{".jpg": JPEG, ".jpeg": JPEG, ".png": PNG, ".gif": GIF, ".webp": WebP, ".svg": SVG}

// Inspect tells what a file is and whether it may be published, from its name and bytes. It decodes nothing. A file
// with the ending of no picture is Unknown and always all right.
func Inspect(name string, data []byte) (Info, *Problem) {
	want := byEnding[strings.ToLower(path.Ext(name))]
	if want == Unknown {
		return Info{}, nil
	}
	if is := sniff(data); is != want {
		what := formatNames[is]
		if len(data) == 0 {
			what = rule.PartEmptyFile
		}
		return Info{}, bad(rule.PictureFormat, "is", what.With(), "want", formatNames[want].With())
	}
	var info Info
	var p *Problem
	switch want {
	case JPEG:
		info, p = inspectJPEG(data)
	case PNG:
		info, p = inspectPNG(data)
	case GIF:
		info, p = inspectGIF(data)
	case WebP:
		info, p = inspectWebP(data)
	case SVG:
		return inspectSVG(data)
	}
	if p == nil && (info.Width <= 0 || info.Height <= 0) {
		p = bad(rule.PictureNoSize)
	}
	if p == nil && int64(info.Width)*int64(info.Height) > MaxPixels {
		p = bad(rule.PictureLarge, "megapixels", int64(info.Width)*int64(info.Height)/1_000_000, "width", info.Width, "height", info.Height,
			"most", MaxPixels/1_000_000)
	}
	if p != nil {
		return Info{}, p
	}
	info.Format = want
	return info, nil
}

func sniff(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(data, []byte(pngSignature)):
		return PNG
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return GIF
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	case looksLikeSVG(data):
		return SVG
	}
	return Unknown
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

func inspectGIF(data []byte) (info Info, p *Problem) {
	if len(data) < 14 || bytes.IndexByte(data[13:], 0x3b) < 0 {
		return info, bad(rule.PictureGIFCut)
	}
	info.Width, info.Height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	info.Moves, info.Clear = true, true // it may be, and nothing here asks
	return info, nil
}

// webpChunks calls f for each chunk of a WebP.
func webpChunks(data []byte, f func(kind string, whole, body []byte)) *Problem {
	cut := bad(rule.PictureWebPCut)
	if int64(binary.LittleEndian.Uint32(data[4:]))+8 > int64(len(data)) {
		return cut
	}
	data = data[:binary.LittleEndian.Uint32(data[4:])+8]
	for at := 12; at < len(data); {
		if at+8 > len(data) {
			return cut
		}
		n := int64(binary.LittleEndian.Uint32(data[at+4:]))
		if n > int64(len(data)-at-8) {
			return cut
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
		switch {
		case first && kind == "VP8X" && len(body) >= 10:
			info.Moves, info.Clear = body[0]&2 != 0, body[0]&16 != 0
			info.Width = 1 + (int(body[4]) | int(body[5])<<8 | int(body[6])<<16)
			info.Height = 1 + (int(body[7]) | int(body[8])<<8 | int(body[9])<<16)
		case kind == "VP8 " && len(body) >= 10 && info.Width == 0:
			info.Width, info.Height = int(binary.LittleEndian.Uint16(body[6:]))&0x3fff, int(binary.LittleEndian.Uint16(body[8:]))&0x3fff
		case kind == "VP8L" && len(body) >= 5 && info.Width == 0:
			b := binary.LittleEndian.Uint32(body[1:])
			info.Width, info.Height, info.Clear = 1+int(b&0x3fff), 1+int(b>>14&0x3fff), b>>28&1 == 1
		}
	})
	return info, p
}

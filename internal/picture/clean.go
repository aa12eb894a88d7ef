package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Clean returns a picture's bytes in its own size without what does not belong to the picture: EXIF with the place and
// the camera, XMP, comments, thumbnails, what stands after its end. A JPEG is turned as it asks and encoded anew; of the
// others only what is seen stays.
func Clean(data []byte, info Info) ([]byte, error) {
	switch info.Format {
	case SVG:
		return cleanSVG(data, false)
	case JPEG:
		out, err := Resize(data, info, []int{info.Width})
		if err != nil {
			return nil, err
		}
		return out[0], nil
	}
	return Strip(data, info)
}

// Strip returns a picture's bytes without what does not belong to the picture, as Clean does, and keeps every pixel as
// it is: for pictures of the theme, which somebody made as small as they are, and for those within a drawing. A JPEG
// that is held otherwise than it is stored keeps that one word of its EXIF. A drawing keeps the parts that a theme may
// show by their ids.
func Strip(data []byte, info Info) ([]byte, error) {
	switch info.Format {
	case JPEG:
		out := cleanJPEG(data, info)
		if _, p := inspectJPEG(out); p != nil {
			return nil, p // markers that make no sense, which no browser shows
		}
		return out, nil
	case PNG:
		return cleanPNG(data), nil
	case GIF:
		return cleanGIF(data), nil
	case WebP:
		return cleanWebP(data), nil
	case SVG:
		return cleanSVG(data, true)
	case Icon:
		return cleanIcon(data), nil
	}
	return data, nil
}

// keptPNG are the chunks that are about the picture: its pixels, transparency, colours, animation.
var keptPNG = []string{"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "iCCP", "sBIT", "acTL", "fcTL", "fdAT"}

func cleanPNG(data []byte) []byte {
	out := []byte(pngSignature)
	_ = pngChunks(data, func(kind string, whole, _ []byte) {
		if slices.Contains(keptPNG, kind) {
			out = append(out, whole...)
		}
	})
	return out
}

// keptWebP are the chunks of a WebP that are about the picture, and those of a frame of an animation.
var keptWebP = []string{"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"}

// A frame of an animation says in 16 bytes where it stands; its chunks follow.
const webpFrame = 16

func cleanWebP(data []byte) []byte {
	out := append([]byte(nil), data[:12]...)
	_ = webpChunks(data, func(kind string, _, body []byte) {
		switch {
		case !slices.Contains(keptWebP, kind):
			return
		case kind == "VP8X" && len(body) > 0:
			body = bytes.Clone(body)
			body[0] &^= 0x08 | 0x04 // no EXIF, no XMP
		case kind == "ANMF" && len(body) >= webpFrame:
			frame := bytes.Clone(body[:webpFrame])
			_ = riffChunks(body[webpFrame:], func(kind string, _, body []byte) {
				if kind == "ALPH" || kind == "VP8 " || kind == "VP8L" {
					frame = appendChunk(frame, kind, body)
				}
			})
			body = frame
		}
		out = appendChunk(out, kind, body)
	})
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

func appendChunk(out []byte, kind string, body []byte) []byte {
	out = binary.LittleEndian.AppendUint32(append(out, kind...), uint32(len(body)))
	out = append(out, body...)
	if len(body)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// cleanJPEG keeps the segments by which the picture is decoded, the profile of its colours, and a thumbnail-free header.
func cleanJPEG(data []byte, info Info) []byte {
	out := append([]byte{0xff, 0xd8}, turnSegment(info.Turn)...)
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		kind := data[at+1]
		switch {
		case kind == 0xff: // a fill byte
			at++
			continue
		case kind == 0xd9:
			return append(out, 0xff, 0xd9)
		case kind >= 0xd0 && kind <= 0xd7:
			at += 2
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) || end < at+4 {
			break
		}
		out = append(out, keptSegment(kind, data[at:end])...)
		at = end
		if kind == 0xda {
			end = scanEnd(data, at)
			out = append(out, data[at:end]...)
			at = end
		}
	}
	return append(out, 0xff, 0xd9)
}

// keptSegment returns what stays of a segment of a JPEG.
func keptSegment(kind byte, whole []byte) []byte {
	body := whole[4:]
	switch {
	case kind == 0xe0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14:
		head := slices.Concat([]byte{0xff, 0xe0, 0, 16}, body[:14])
		head[16], head[17] = 0, 0 // no thumbnail
		return head
	case kind == 0xe2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")):
		return whole
	case kind == 0xee && bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12: // how the colours are stored
		return append([]byte{0xff, 0xee, 0, 14}, body[:12]...)
	case kind >= 0xe0 && kind <= 0xef || kind == 0xfe || kind >= 0xf0:
		return nil
	}
	return whole
}

// scanEnd finds where the pixels of a scan end: at a marker that is no part of them.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if next := data[at+1]; data[at] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
	}
	return len(data)
}

// turnSegment is an EXIF that says how the picture is held, and nothing else.
func turnSegment(turn int) []byte {
	if turn <= 1 {
		return nil
	}
	const tiff = "MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"
	body := append([]byte("Exif\x00\x00"+tiff), byte(turn), 0, 0, 0, 0, 0, 0)
	return append(append([]byte{0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...), body...)
}

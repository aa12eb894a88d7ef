package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"slices"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"tocsin/internal/rule"
)

// Recipe is part of the name of whatever is made here: change it when the bytes change.
const Recipe = "pictures 2"

// The widths in which a photograph is published, in pixels, beside its own. A picture for sharing fits into Shared on
// both sides.
var widths = []int{480, 800, 1200, 1600}

// Shared is the longest side of a picture for sharing.
const Shared = 1200

// Sizes returns the widths in which a picture is offered to browsers, from the narrowest: never wider than it is. It
// returns nil for one that goes out as it is.
func (i Info) Sizes() []int {
	if !i.resizes() {
		return nil
	}
	var out []int
	for _, w := range widths {
		if w < i.Width {
			out = append(out, w)
		}
	}
	if i.Width <= widths[len(widths)-1] {
		out = append(out, i.Width)
	}
	return out
}

// resizes reports whether other sizes of the picture can be made: there is no encoder for a WebP with transparent parts.
func (i Info) resizes() bool {
	return !i.Moves && (i.Format == JPEG || i.Format == PNG || i.Format == WebP && !i.Clear)
}

// Shares reports whether networks show such a picture.
func (i Info) Shares() bool { return i.resizes() || i.Format == GIF }

// Ending returns the ending of another size of the picture; ext is its own.
func (i Info) Ending(ext string) string {
	if i.Format == WebP {
		return ".jpg"
	}
	return ext
}

// HeightAt returns the height that goes with a width.
func (i Info) HeightAt(width int) int {
	return max(1, int(math.Round(float64(i.Height)*float64(width)/float64(i.Width))))
}

// ShareWidth returns the width in which the picture is shared.
func (i Info) ShareWidth() int {
	scale := min(1, Shared/float64(i.Width), Shared/float64(i.Height))
	return max(1, int(math.Round(float64(i.Width)*scale)))
}

// Resize returns the picture in some widths, in their order. It decodes it once. The same picture gives the same bytes.
func Resize(data []byte, info Info, widths []int) ([][]byte, error) {
	img, err := decode(data, info)
	if err != nil {
		return nil, bad(rule.PictureDamaged, "problem", err)
	}
	order := slices.Sorted(slices.Values(widths))
	slices.Reverse(order)
	made := map[int][]byte{}
	from := img
	for _, w := range order { // each from the next larger one, which is much less than the original
		if made[w] != nil {
			continue
		}
		small := scale(from, info, w)
		if 2*w <= info.Width {
			from = small
		}
		if made[w], err = encode(turn(keepPalette(small, img), info.Turn), data, info); err != nil {
			return nil, err
		}
	}
	var out [][]byte
	for _, w := range widths {
		out = append(out, made[w])
	}
	return out, nil
}

func decode(data []byte, info Info) (image.Image, error) {
	switch info.Format {
	case PNG:
		return png.Decode(bytes.NewReader(data))
	case WebP:
		var large *Problem // the pixels may say more than the header: that is what is decoded
		_ = webpChunks(data, func(kind string, _, body []byte) {
			if w, h, _ := webpPixels(kind, body); large == nil {
				large = tooLarge(w, h)
			}
		})
		if large != nil {
			return nil, large
		}
		return webp.Decode(bytes.NewReader(data))
	}
	return jpeg.Decode(bytes.NewReader(data))
}

// scale makes a picture as wide as it shall be once it is turned.
func scale(img image.Image, info Info, width int) image.Image {
	w, h := width, info.HeightAt(width)
	if info.Turn >= 5 {
		w, h = h, w
	}
	b := img.Bounds()
	if b.Dx() == w && b.Dy() == h {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), img, b, draw.Src, nil)
	return out
}

// keepPalette gives a smaller copy of a picture with few colours those colours again: it is a screenshot or a drawing,
// and its copy would have more bytes than it has.
func keepPalette(small, whole image.Image) image.Image {
	p, ok := whole.(*image.Paletted)
	rgba, is := small.(*image.RGBA)
	if !ok || !is {
		return small
	}
	out := image.NewPaletted(rgba.Rect, p.Palette)
	known := map[color.RGBA]uint8{}
	for y := range rgba.Rect.Dy() {
		for x := range rgba.Rect.Dx() {
			c := rgba.RGBAAt(x, y)
			i, ok := known[c]
			if !ok {
				i = uint8(p.Palette.Index(c))
				known[c] = i
			}
			out.Pix[y*out.Stride+x] = i
		}
	}
	return out
}

// turn puts a picture upright as EXIF's orientation asks.
func turn(img image.Image, how int) image.Image {
	if how <= 1 {
		return img
	}
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if how >= 5 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	src := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(src, src.Rect, img, b.Min, draw.Src)
	for y := range h {
		for x := range w {
			sx, sy := x, y
			switch how {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, w-1-x
			case 7:
				sx, sy = h-1-y, w-1-x
			case 8:
				sx, sy = h-1-y, x
			}
			copy(out.Pix[y*out.Stride+4*x:][:4], src.Pix[sy*src.Stride+4*sx:][:4])
		}
	}
	return out
}

const quality = 82

func encode(img image.Image, original []byte, info Info) ([]byte, error) {
	var b bytes.Buffer
	if info.Format == PNG {
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		err := enc.Encode(&b, img)
		return b.Bytes(), err
	}
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	profile := colourProfile(original, info)
	return slices.Concat(b.Bytes()[:2], profile, b.Bytes()[2:]), nil
}

// colourProfile returns the segments of a JPEG that say what its colours mean: without them those of a telephone look
// pale. It says nothing about who took it.
func colourProfile(data []byte, info Info) (out []byte) {
	if info.Format != JPEG {
		return nil
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != 0xda; {
		if data[at+1] == 0xff {
			at++
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) {
			break
		}
		if data[at+1] == 0xe2 && bytes.HasPrefix(data[at+4:end], []byte("ICC_PROFILE\x00")) {
			out = append(out, data[at:end]...)
		}
		if kind := data[at+1]; kind == 0xc0 || kind == 0xc1 || kind == 0xc2 {
			if at+10 > len(data) || data[at+9] != 3 {
				return nil // a profile for ink
			}
		}
		at = end
	}
	if len(out) > 16<<10 {
		return nil
	}
	return out
}

package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/words"
)

// photo is a picture of which every corner is told from the others.
func photo(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{200, 30, 30, 255} // top left
			switch {
			case x >= w/2 && y < h/2:
				c = color.RGBA{30, 200, 30, 255}
			case x < w/2 && y >= h/2:
				c = color.RGBA{30, 30, 200, 255}
			case x >= w/2:
				c = color.RGBA{230, 230, 30, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withEXIF puts an orientation, and words that must not be published, into a JPEG.
func withEXIF(data []byte, turn uint16) []byte {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, turn)
	tiff = append(tiff, "\x00\x00\x00\x00\x00\x00GPS 45.42 N secret"...)
	body := append([]byte("Exif\x00\x00"), tiff...)
	seg := append([]byte{0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	seg = append(seg, body...)
	xmp := "\xff\xe1\x00\x2dhttp://ns.adobe.com/xap/1.0/\x00secret author!"
	icc := "\xff\xe2\x00\x15ICC_PROFILE\x00\x01\x01pale!"
	return slices.Concat(data[:2], seg, []byte(xmp), []byte(icc), data[2:])
}

func chunk(kind, body string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// huge is a PNG whose header promises more than there is.
func huge(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	head = append(head, 8, 2, 0, 0, 0)
	return slices.Concat([]byte(pngSignature), chunk("IHDR", string(head)), chunk("IDAT", "x"), chunk("IEND", ""))
}

func TestInspect(t *testing.T) {
	pic, ph := pngOf(t, photo(40, 30)), jpegOf(t, photo(40, 30))
	var g bytes.Buffer
	if err := gif.Encode(&g, photo(8, 6), nil); err != nil {
		t.Fatal(err)
	}
	damagedPNG := bytes.Clone(pic)
	damagedPNG[40] ^= 1
	hugeJPEG := bytes.Clone(ph)
	at := bytes.Index(hugeJPEG, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(hugeJPEG[at+5:], 14142)
	binary.BigEndian.PutUint16(hugeJPEG[at+7:], 14142)
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">`
	for _, c := range []struct {
		name, data, want string // "JPEG 40x30" or words of the problem
	}{
		{"a.png", string(pic), "a PNG 40x30"},
		{"a.jpg", string(ph), "a JPEG 40x30"},
		{"A.JPEG", string(withEXIF(ph, 6)), "a JPEG 30x40"},
		{"a.gif", g.String(), "a GIF 8x6"},
		{"a.pdf", "anything", "no picture that we know 0x0"},
		{"a.svg", svg + "</svg>", "an SVG 30x20"},
		{"a.svg", "\ufeff<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>" + svg + "<style>a{fill:url(#g)}</style><use href='#g'/><image href='data:image/png;base64,AA'/></svg>", "an SVG 30x20"},
		{"a.png", "", "the file is empty, not a PNG"},
		{"a.png", string(ph), "the file is a JPEG, not a PNG"},
		{"a.jpg", "<html>", "the file is no picture that we know, not a JPEG"},
		{"a.png", string(pic[:len(pic)-9]), "ends too early"},
		{"a.png", string(pic[:20]), "ends too early"},
		{"a.png", pngSignature, "ends too early"},
		{"a.png", string(damagedPNG), "damaged"},
		{"a.jpg", string(ph[:len(ph)/2]), "ends too early"},
		{"a.jpg", string(ph[:len(ph)-2]), "ends too early"},
		{"a.jpg", "\xff\xd8\xff", "ends too early"},
		{"a.jpg", "\xff\xd8\xff\xe0\xff\xff", "ends too early"},
		{"a.png", string(huge(20000, 10000)), "200 megapixels"},
		{"a.png", string(huge(1<<31, 1<<31)), "megapixels"},
		{"a.png", string(huge(0, 5)), "no size"},
		{"a.jpg", string(hugeJPEG), "199 megapixels"},
		{"a.gif", "GIF89a", "ends too early"},
		{"a.webp", "RIFF\xff\xff\xff\xffWEBPVP8 ", "ends too early"},
		{"a.webp", "RIFF\x04\x00\x00\x00WEBP", "no size"},
		{"a.svg", svg, "ends too early"},
		{"a.svg", svg + "<script>alert(1)</script></svg>", "<script>"},
		{"a.svg", svg + "<svg:ScRipt/></svg>", "ScRipt"},
		{"a.svg", svg + "<g onload='x()'/></svg>", "onload"},
		{"a.svg", svg + "<foreignObject/></svg>", "foreignObject"},
		{"a.svg", svg + "<image href='https://elsewhere.example/x.png'/></svg>", "elsewhere"},
		{"a.svg", svg + "<image xlink:href='//e.example/x.png'/></svg>", "elsewhere"},
		{"a.svg", svg + "<a href=' javascript:x()'/></svg>", "elsewhere"},
		{"a.svg", svg + "<image href='data:image/svg+xml,x'/></svg>", "elsewhere"},
		{"a.svg", svg + "<style>@import 'x'</style></svg>", "style"},
		{"a.svg", svg + "<g style='fill:url( \"//e.example/x\" )'/></svg>", "elsewhere"},
		{"a.svg", svg + "<g style='fill:u\\72l(//e.example/x)'/></svg>", "backslash"},
		{"a.svg", svg + "<set attributeName='href' to='x'/></svg>", "leads"},
		{"a.svg", "<?xml-stylesheet href='x'?>" + svg + "</svg>", "processing instruction"},
		{"a.svg", "<!DOCTYPE svg [<!ENTITY x 'y'>]>" + svg + "&x;</svg>", "entities"},
		{"a.svg", "<html><svg/></html>", "begins with <html>"},
		{"a.svg", svg + strings.Repeat("<g>", 300), "nests deeper"},
		{"a.svg", svg + "<g", "cannot be read"},
	} {
		info, p := Inspect(c.name, []byte(c.data))
		got := words.In("en").Say(info.Format.name()) + " " + itoa(info.Width) + "x" + itoa(info.Height)
		if p != nil {
			got = p.Message()
			if p.Hint() == "" || p.Rule != "picture" && p.Rule != "svg" {
				t.Errorf("%s: the problem has rule %q and hint %q", c.want, p.Rule, p.Hint())
			}
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%s of %d bytes: got %q, want %q", c.name, len(c.data), got, c.want)
		}
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + itoa(n%10)
}

// What a published picture says about its maker, and where its corners are, whatever way the camera was held.
func TestResize(t *testing.T) {
	upright := jpegOf(t, photo(1000, 600))
	for turned := range uint16(9) {
		data := withEXIF(upright, turned)
		info, p := Inspect("a.jpg", data)
		if p != nil {
			t.Fatal(p)
		}
		want := []int{480, 800, 1000}
		if turned >= 5 {
			want = []int{480, 600}
		}
		if got := info.Sizes(); !slices.Equal(got, want) {
			t.Fatalf("orientation %d: sizes %v, want %v", turned, got, want)
		}
		made, err := Resize(data, info, info.Sizes())
		if err != nil {
			t.Fatal(err)
		}
		for i, b := range made {
			if bytes.Contains(b, []byte("secret")) || bytes.Contains(b, []byte("Exif")) {
				t.Errorf("orientation %d: what the camera wrote is still there", turned)
			}
			if !bytes.Contains(b, []byte("pale!")) {
				t.Errorf("orientation %d: what the colours mean is lost", turned)
			}
			img, err := jpeg.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if w, h := img.Bounds().Dx(), img.Bounds().Dy(); w != want[i] || h != info.HeightAt(w) {
				t.Errorf("orientation %d: %d × %d, want %d × %d", turned, w, h, want[i], info.HeightAt(want[i]))
			}
			if got := corners(img); got != seen[max(turned, 1)] {
				t.Errorf("orientation %d, %d wide: corners %s, want %s", turned, want[i], got, seen[max(turned, 1)])
			}
		}
	}
}

// seen are the colours from the top left, by EXIF's orientation: red, green, blue and yellow.
var seen = [9]string{1: "RGBY", 2: "GRYB", 3: "YBGR", 4: "BYRG", 5: "RBGY", 6: "BRYG", 7: "YGBR", 8: "GYRB"}

func corners(img image.Image) string {
	b, out := img.Bounds(), ""
	for _, at := range [][2]int{{1, 1}, {3, 1}, {1, 3}, {3, 3}} {
		r, g, bl, _ := img.At(b.Dx()*at[0]/4, b.Dy()*at[1]/4).RGBA()
		switch {
		case r > 0x8000 && g > 0x8000:
			out += "Y"
		case r > 0x8000:
			out += "R"
		case g > 0x8000:
			out += "G"
		case bl > 0x8000:
			out += "B"
		default:
			out += "?"
		}
	}
	return out
}

func TestCleanPNG(t *testing.T) {
	plain := pngOf(t, photo(30, 20))
	data := slices.Concat(plain[:33], chunk("tEXt", "Author\x00secret"), chunk("eXIf", "secret"), chunk("gAMA", "\x00\x00\xb1\x8f"), plain[33:])
	info, p := Inspect("a.png", data)
	if p != nil {
		t.Fatal(p)
	}
	got, err := Clean(data, info)
	if err != nil || bytes.Contains(got, []byte("secret")) || !bytes.Contains(got, []byte("gAMA")) {
		t.Errorf("%v: %q", err, got)
	}
	if _, err := png.Decode(bytes.NewReader(got)); err != nil {
		t.Error(err)
	}
}

func TestCleanWebP(t *testing.T) {
	riff := func(chunks string) []byte {
		return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(chunks)+4)), "WEBP"+chunks...)
	}
	vp8x := "VP8X\x0a\x00\x00\x00\x0c\x00\x00\x00\x27\x00\x00\x1d\x00\x00"
	data := riff(vp8x + "VP8 \x0a\x00\x00\x00..........EXIF\x06\x00\x00\x00secretXMP \x06\x00\x00\x00secret")
	info, p := Inspect("a.webp", data)
	if p != nil || info.Width != 40 || info.Height != 30 {
		t.Fatal(info, p)
	}
	got, err := Clean(data, info)
	if err != nil || bytes.Contains(got, []byte("secret")) {
		t.Errorf("%v: %q", err, got)
	}
	if info, p := Inspect("a.webp", got); p != nil || info.Width != 40 {
		t.Error(info, p)
	}
	if got[20]&0x0c != 0 {
		t.Error("the header still promises EXIF and XMP")
	}
}

// A screenshot keeps its few colours, so that its small copy has fewer bytes than it.
func TestPalette(t *testing.T) {
	img := image.NewPaletted(image.Rect(0, 0, 900, 400), color.Palette{color.White, color.Black, color.RGBA{255, 0, 0, 255}})
	for i := range img.Pix {
		img.Pix[i] = uint8(i / 7 % 3)
	}
	data := pngOf(t, img)
	info, _ := Inspect("a.png", data)
	made, err := Resize(data, info, []int{480})
	if err != nil {
		t.Fatal(err)
	}
	small, err := png.Decode(bytes.NewReader(made[0]))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := small.(*image.Paletted); !ok {
		t.Errorf("the copy is a %T", small)
	}
}

// Whatever stands in a file, looking at it ends, and what passes can be cleaned and resized or is an error.
func FuzzPicture(f *testing.F) {
	ph, pic := jpegOf(f, photo(20, 10)), pngOf(f, photo(20, 10))
	for _, s := range [][]byte{ph, pic, withEXIF(ph, 6), huge(5, 5), []byte("GIF89a"), []byte("\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x20\x00\x29\x00\x00\x00\x16\x00\x00\x00"), []byte("RIFF\x04\x00\x00\x00WEBP"), []byte("<svg/>")} {
		for kind := range uint8(6) {
			f.Add(kind, s)
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, data []byte) {
		name := []string{"a.jpg", "a.png", "a.webp", "a.gif", "a.svg", "a.ico"}[kind%6]
		info, p := Inspect(name, data)
		if p != nil || info.Width*info.Height > 1<<20 {
			return
		}
		if clean, err := Strip(data, info); err == nil {
			if _, p := Inspect(name, clean); p != nil {
				t.Errorf("what was cleaned does not pass: %v", p)
			}
		}
		if _, err := Clean(data, info); err != nil {
			return
		}
		if sizes := info.Sizes(); len(sizes) > 0 {
			_, _ = Resize(data, info, sizes[:1])
		}
	})
}

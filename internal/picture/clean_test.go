package picture

import (
	"bytes"
	"encoding/binary"
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

// Files that are pictures, and may not go out as they are: by their bytes, whatever they are called.
func TestRefused(t *testing.T) {
	pic, ph := string(pngOf(t, photo(4, 3))), string(jpegOf(t, photo(4, 3)))
	heic := "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
	bmp := "BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00" + strings.Repeat("x", 50)
	const svg = `<svg xmlns="http://www.w3.org/2000/svg"/>`
	for _, c := range []struct{ name, data, want string }{
		{"a.heic", heic, "HEIC"},
		{"a.HEIC", heic, "HEIC"},
		{"a.jpg", heic, "HEIC"},
		{"a", heic, "HEIC"},
		{"a.heic", ph, "a JPEG, not a HEIC"},
		{"a.heic", "cut off", "HEIC"},
		{"a.avif", "\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf", "AVIF"},
		{"a.bin", "\x00\x00\x00\x14ftypavif\x00\x00\x00\x00avif", "AVIF"},
		{"a.tif", "II*\x00\x08\x00\x00\x00", "TIFF"},
		{"a.pdf", "MM\x00*\x00\x00\x00\x08", "TIFF"},
		{"a.bmp", bmp, "BMP"},
		{"a.png", bmp, "BMP"},
		{"a.psd", "8BPS\x00\x01", "Photoshop"},
		{"a.jxl", "\xff\x0a", "JPEG XL"},
		{"a.svgz", "\x1f\x8b\x08\x00", "compressed SVG"},
		{"a.dat", ph, "its name does not say so"},
		{"a.apng", pic, "its name does not say so"},
		{"a.xml", "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><!-- > --><s:svg xmlns:s='http://www.w3.org/2000/svg'/>", "its name does not say so"},
		{"a.html", svg, "its name does not say so"},
		{"a.png", svg, "an SVG, not a PNG"},
		{"a.svg", pic, "a PNG, not an SVG"},
		{"a.svg", "<!doctype html><p>hello", "no picture that we know"},
		{"a.ico", "\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x20\x00\x99\x00\x00\x00\x16\x00\x00\x00", "icon file ends too early"},

		{"a.txt", "BMW and other words, long enough", ""},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42", ""},
		{"a.html", "<!doctype html><svg></svg>", ""},
		{"a.pdf", "%PDF-1.4", ""},
		{"a.csv", "", ""},
	} {
		_, p := Inspect(c.name, []byte(c.data))
		got := ""
		if p != nil {
			got = p.Message()
			if hint := words.In("en").Say(words.Text{Key: string(p.ID)}) + p.Hint(); p.Hint() == "" {
				t.Errorf("%s has no hint: %s", c.name, hint)
			}
		}
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s %.20q: got %q, want %q", c.name, c.data, got, c.want)
		}
	}
}

// An animation stays as it is to the pixel; what a program or a person wrote between its pictures goes.
func TestCleanGIF(t *testing.T) {
	anim := &gif.GIF{Delay: []int{10, 20}, LoopCount: 3}
	for _, c := range []color.Color{color.White, color.Black} {
		p := image.NewPaletted(image.Rect(0, 0, 9, 7), color.Palette{color.Transparent, c})
		for i := range p.Pix {
			p.Pix[i] = uint8(i % 2)
		}
		anim.Image = append(anim.Image, p)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, anim); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	end := len(data) - 1
	data = slices.Concat(data[:end], []byte("\x21\xfe\x06secret\x00"), []byte("\x21\xff\x0bXMP DataXMP\x06secret\x00"),
		[]byte("\x21\x2c\x06secret\x00"), []byte("\x21\xf9\x04\x00\x01\x00\x00\x00\x21\x01\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x06secret\x00"),
		data[end:], []byte("secret"))
	info, p := Inspect("a.gif", data)
	if p != nil {
		t.Fatal(p)
	}
	got, err := Clean(data, info)
	if err != nil || bytes.Contains(got, []byte("secret")) {
		t.Fatalf("%v: %q", err, got)
	}
	again, err := gif.DecodeAll(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if again.LoopCount != 3 || !slices.Equal(again.Delay, anim.Delay) || len(again.Image) != 2 || !slices.Equal(again.Image[1].Pix, anim.Image[1].Pix) {
		t.Errorf("the animation is another: %+v", again)
	}
	if _, p := Inspect("a.gif", data[:end-4]); p == nil {
		t.Error("half a GIF passes")
	}
}

// A JPEG of the theme keeps every pixel, and which way up it is, and nothing else.
func TestStripJPEG(t *testing.T) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo(40, 30), &jpeg.Options{Quality: 40}); err != nil {
		t.Fatal(err)
	}
	data := withEXIF(b.Bytes(), 6)
	data = slices.Concat(data[:2], []byte("\xff\xe0\x00\x13JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x01\x01sec"), []byte("\xff\xfe\x00\x08secret"), []byte("\xff\xe2\x00\x0cMPF\x00secret"),
		[]byte("\xff\xed\x00\x0aphoto\x00se"), data[2:], []byte("secret \xff\xd8\xff\xe1 after the end"))
	info, p := Inspect("a.jpg", data)
	if p != nil {
		t.Fatal(p)
	}
	got, err := Strip(data, info)
	if err != nil || bytes.Contains(got, []byte("sec")) || bytes.Contains(got, []byte("MPF")) || !bytes.Contains(got, []byte("ICC_PROFILE")) {
		t.Fatalf("%v: %q", err, got[:min(len(got), 200)])
	}
	want, _ := jpeg.Decode(bytes.NewReader(b.Bytes()))
	have, err := jpeg.Decode(bytes.NewReader(got))
	if err != nil || !slices.Equal(have.(*image.YCbCr).Y, want.(*image.YCbCr).Y) {
		t.Errorf("the pixels are others (%v)", err)
	}
	if again, p := Inspect("a.jpg", got); p != nil || again.Turn != 6 {
		t.Errorf("it is held another way: %+v %v", again, p)
	}
	if twice, _ := Strip(got, info); !bytes.Equal(twice, got) {
		t.Error("cleaned twice it is another")
	}
}

// Frames of an animation hold chunks of their own, where words can hide, too.
func TestCleanFrames(t *testing.T) {
	riff := func(kind, body string) string {
		return string(appendChunk(nil, kind, []byte(body)))
	}
	frame := strings.Repeat("\x00", webpFrame) + riff("VP8 ", "..........") + riff("EXIF", "secret") + riff("none", "secret!")
	body := "WEBP" + riff("VP8X", "\x02\x00\x00\x00\x27\x00\x00\x1d\x00\x00") + riff("ANIM", "\x00\x00\x00\x00\x00\x00") + riff("ANMF", frame) + riff("secr", "secret")
	data := append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body+"secret"...)
	info, p := Inspect("a.webp", data)
	if p != nil || !info.Moves {
		t.Fatal(info, p)
	}
	got, err := Clean(data, info)
	if err != nil || bytes.Contains(got, []byte("secret")) || !bytes.Contains(got, []byte("VP8 ")) {
		t.Errorf("%v: %q", err, got)
	}
	if again, p := Inspect("a.webp", got); p != nil || again != info {
		t.Error(again, p)
	}
}

// A header may say less than what is decoded.
func TestBurst(t *testing.T) {
	body := "WEBP" + string(appendChunk(nil, "VP8X", []byte("\x00\x00\x00\x00\x27\x00\x00\x1d\x00\x00"))) + string(appendChunk(nil, "VP8L", []byte("\x2f\xff\xff\xff\x0f.....")))
	data := append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
	info, p := Inspect("a.webp", data)
	if p != nil {
		t.Fatal(p)
	}
	if _, err := Resize(data, info, []int{40}); err == nil || !strings.Contains(err.Error(), "megapixels") {
		t.Errorf("a WebP of 268 megapixels: %v", err)
	}
}

func TestCleanIcon(t *testing.T) {
	plain := pngOf(t, photo(16, 16))
	pic := slices.Concat(plain[:33], chunk("tEXt", "Author\x00secret"), plain[33:])
	data := []byte("\x00\x00\x01\x00\x01\x00\x10\x10\x00\x00\x01\x00\x20\x00")
	data = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(data, uint32(len(pic))), 22)
	data = slices.Concat(data, pic, []byte("secret"))
	info, p := Inspect("favicon.ico", data)
	if p != nil || info.Width != 16 {
		t.Fatal(info, p)
	}
	got, err := Clean(data, info)
	if err != nil || bytes.Contains(got, []byte("secret")) {
		t.Fatalf("%v: %q", err, got)
	}
	if _, err := png.Decode(bytes.NewReader(got[22:])); err != nil {
		t.Error(err)
	}
	if again, p := Inspect("favicon.ico", got); p != nil || again != info {
		t.Error(again, p)
	}
}

// A picture within a drawing is cleaned as one beside a page is, and what is none is left out.
func TestEmbedded(t *testing.T) {
	plain := pngOf(t, photo(4, 3))
	got, p := embedded(slices.Concat(plain[:33], chunk("tEXt", "Author\x00secret"), plain[33:], []byte("secret")))
	if p != nil || !bytes.Equal(got, plain) {
		t.Errorf("%v %q", p, got)
	}
	for _, none := range []string{"", "words", "<svg xmlns='http://www.w3.org/2000/svg'/>", "II*\x00 secret", string(plain[:30])} {
		if got, p := embedded([]byte(none)); got != nil || p != nil {
			t.Errorf("%.10q: %q %v", none, got, p)
		}
	}
	if _, p := embedded(huge(20000, 10000)); p == nil {
		t.Error("200 megapixels pass")
	}
}

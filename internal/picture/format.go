package picture

import (
	"bytes"
	"encoding/binary"
	"slices"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

// Format is what a file's bytes are.
type Format uint8

// The formats. Those before HEIC are published, cleaned or encoded anew. Those from HEIC on are pictures that nothing
// here can clean, and many tell where they were taken, so none of them goes out. Files of other kinds are Unknown.
const (
	Unknown Format = iota
	JPEG
	PNG
	GIF
	WebP
	SVG
	Icon

	HEIC
	AVIF
	TIFF
	BMP
	JPEGXL
	JPEG2000
	Photoshop
	Metafile
	Packed // an SVG that is compressed
)

// refused reports whether a picture of the format is never published.
func (f Format) refused() bool { return f >= HEIC }

func (f Format) name() words.Text {
	names := [...]rule.Phrase{rule.PartUnknownFormat, rule.PartJPEG, rule.PartPNG, rule.PartGIF, rule.PartWebP, rule.PartSVG,
		rule.PartIcon, rule.PartHEIC, rule.PartAVIF, rule.PartTIFF, rule.PartBMP, rule.PartJPEGXL, rule.PartJPEG2000,
		rule.PartPhotoshop, rule.PartMetafile, rule.PartPackedSVG}
	return names[f].With()
}

// ending returns the usual ending of a format that is published, with its dot.
func (f Format) ending() string {
	switch f {
	case JPEG:
		return ".jpg"
	case PNG:
		return ".png"
	case GIF:
		return ".gif"
	case WebP:
		return ".webp"
	case SVG:
		return ".svg"
	case Icon:
		return ".ico"
	}
	return ""
}

// hinted gives a problem the hint that the format asks for.
func (p *Problem) hinted(f Format) *Problem {
	switch f {
	case HEIC:
		p.Diagnostic = p.Hinted(rule.HintSaveHEIC.With())
	case Packed, Metafile:
		p.Diagnostic = p.Hinted(rule.HintSaveSVG.With())
	}
	return p
}

// byEnding says what a file should be.
var byEnding = map[string]Format{".jpg": JPEG, ".jpeg": JPEG, ".png": PNG, ".gif": GIF, ".webp": WebP, ".svg": SVG,
	".heic": HEIC, ".heif": HEIC, ".hif": HEIC, ".avif": AVIF, ".tif": TIFF, ".tiff": TIFF, ".dng": TIFF, ".bmp": BMP, ".dib": BMP,
	".jxl": JPEGXL, ".jp2": JPEG2000, ".jpf": JPEG2000, ".j2k": JPEG2000, ".ico": Icon, ".psd": Photoshop,
	".emf": Metafile, ".wmf": Metafile, ".svgz": Packed}

// signatures are the bytes by which a file begins. Formats that need a closer look follow in sniff.
var signatures = []struct {
	at     int
	bytes  string
	format Format
}{
	{0, "\xff\xd8\xff", JPEG},
	{0, pngSignature, PNG},
	{0, "GIF87a", GIF},
	{0, "GIF89a", GIF},
	{0, "II*\x00", TIFF}, // and most cameras' raw pictures
	{0, "MM\x00*", TIFF},
	{0, "II+\x00", TIFF},
	{0, "MM\x00+", TIFF},
	{0, "IIRO", TIFF},
	{0, "IIU\x00", TIFF},
	{0, "FUJIFILMCCD-RAW", TIFF},
	{0, "\xff\x0a", JPEGXL},
	{0, "\x00\x00\x00\x0cJXL \x0d\x0a\x87\x0a", JPEGXL},
	{0, "\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a", JPEG2000},
	{0, "\xff\x4f\xff\x51", JPEG2000},
	{0, "8BPS\x00", Photoshop},
	{0, "\xd7\xcd\xc6\x9a", Metafile},
	{40, " EMF", Metafile},
}

// sniff tells a picture's format by its bytes alone.
func sniff(data []byte) Format {
	for _, s := range signatures {
		if len(data) >= s.at+len(s.bytes) && string(data[s.at:s.at+len(s.bytes)]) == s.bytes {
			return s.format
		}
	}
	switch {
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return boxed(data)
	case isBMP(data):
		return BMP
	case isIcon(data):
		return Icon
	case drawsSVG(data):
		return SVG
	}
	return Unknown
}

// boxed tells the pictures of the ISO base media file format (ISO/IEC 14496-12) by their brands. Films have others.
func boxed(data []byte) Format {
	end := min(int64(binary.BigEndian.Uint32(data)), int64(len(data)), 1<<10)
	brands := data[8:8:len(data)]
	if end >= 12 {
		brands = data[8:end]
	}
	for i := 0; i+4 <= len(brands); i += 4 {
		switch brand := string(brands[i : i+4]); {
		case brand == "avif" || brand == "avis":
			return AVIF
		case slices.Contains([]string{"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "crx "}, brand):
			// AVIF may say mif1 too, before its own brand.
			if bytes.Contains(brands, []byte("avif")) {
				return AVIF
			}
			return HEIC
		}
	}
	return Unknown
}

// isBMP looks past the two letters, by which a text may begin too, at the size of the header that follows.
func isBMP(data []byte) bool {
	return len(data) >= 18 && string(data[:2]) == "BM" &&
		slices.Contains([]uint32{12, 40, 52, 56, 64, 108, 124}, binary.LittleEndian.Uint32(data[14:]))
}

func isIcon(data []byte) bool {
	if len(data) < 22 || data[0] != 0 || data[1] != 0 || data[2] != 1 || data[3] != 0 {
		return false
	}
	n, at := binary.LittleEndian.Uint16(data[4:]), binary.LittleEndian.Uint32(data[18:])
	return n > 0 && n < 256 && at == 6+16*uint32(n)
}

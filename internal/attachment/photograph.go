package attachment

import (
	"bytes"
	"encoding/binary"

	"tocsin/internal/rule"
)

// photograph looks for the place and the owner of a picture or a film: in its EXIF, in XMP, and where telephones put the
// place of a film.
func (r *reader) photograph(data []byte) {
	if bytes.HasPrefix(data, []byte("II*\x00")) || bytes.HasPrefix(data, []byte("MM\x00*")) {
		r.exif(data)
	}
	for rest, n := data, 0; n < 100; n++ {
		i := bytes.Index(rest, []byte("Exif\x00\x00"))
		if i < 0 {
			break
		}
		rest = rest[i+6:]
		r.exif(rest)
	}
	for _, chunk := range []string{"eXIf", "EXIF"} { // of a PNG, and of a WebP behind its length
		if i := bytes.Index(data, []byte(chunk)); i >= 0 {
			body := data[i+4:]
			if chunk == "EXIF" && len(body) > 4 {
				body = body[4:]
			}
			r.exif(body)
		}
	}
	r.packets(data)
	if len(data) > 12 && string(data[4:8]) == "ftyp" {
		r.film(data)
	}
}

// film looks into the "moov" box of a film (ISO/IEC 14496-12), where its place stands under one of three names.
func (r *reader) film(data []byte) {
	for at := int64(0); at+8 <= int64(len(data)); {
		size := int64(binary.BigEndian.Uint32(data[at:]))
		if size == 1 && at+16 <= int64(len(data)) {
			size = int64(binary.BigEndian.Uint64(data[at+8:]))
		}
		if size < 8 || size > int64(len(data))-at {
			size = int64(len(data)) - at
		}
		if box := data[at : at+size]; string(box[4:8]) == "moov" {
			for _, name := range []string{"\xa9xyz", "loci", "com.apple.quicktime.location.ISO6709"} {
				if bytes.Contains(box, []byte(name)) {
					r.tell(rule.PartTellPlace.With())
				}
			}
		}
		at += size
	}
}

// The tags of EXIF that name somebody, or lead to more.
const (
	tagArtist  = 0x013b
	tagXAuthor = 0x9c9d // Windows' own, in UTF-16
	tagExif    = 0x8769
	tagGPS     = 0x8825
	tagOwner   = 0xa430

	tagLatitude = 0x0002
)

// exif reads the directories of a TIFF, of which EXIF is one.
func (r *reader) exif(tiff []byte) {
	if len(tiff) < 8 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(tiff[:2]) {
	case "MM":
		order = binary.BigEndian
	case "II":
	default:
		return
	}
	r.directory(tiff, order, order.Uint32(tiff[4:]), 0)
}

func (r *reader) directory(tiff []byte, order binary.ByteOrder, from uint32, deep int) {
	at := int64(from)
	if at+2 > int64(len(tiff)) || deep > 2 {
		return
	}
	n := int64(order.Uint16(tiff[at:]))
	for i := range n {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return
		}
		tag, length, value := order.Uint16(tiff[entry:]), int64(order.Uint32(tiff[entry+4:])), order.Uint32(tiff[entry+8:])
		text := func() []byte {
			if length <= 4 {
				return tiff[entry+8 : entry+8+length]
			}
			if int64(value)+length > int64(len(tiff)) || length > 1<<16 {
				return nil
			}
			return tiff[value : int64(value)+length]
		}
		switch {
		case tag == tagArtist || tag == tagOwner:
			r.name(rule.PartTellAuthor, latin(bytes.TrimRight(text(), "\x00 ")))
		case tag == tagXAuthor:
			r.name(rule.PartTellAuthor, wide(text()))
		case tag == tagExif:
			r.directory(tiff, order, value, deep+1)
		case tag == tagGPS:
			r.gps(tiff, order, value)
		}
	}
}

// gps tells of a place, if the directory for it has a latitude: many cameras write an empty one.
func (r *reader) gps(tiff []byte, order binary.ByteOrder, from uint32) {
	at := int64(from)
	if at+2 > int64(len(tiff)) {
		return
	}
	for i := range int64(order.Uint16(tiff[at:])) {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			return
		}
		if order.Uint16(tiff[entry:]) == tagLatitude {
			r.tell(rule.PartTellPlace.With())
			return
		}
	}
}

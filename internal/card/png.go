package card

import (
	"encoding/binary"
	"hash/crc32"
)

// append adds a card as a PNG to dst.
func (s *sheet) append(dst []byte) []byte {
	g := s.ground
	dst = append(dst, "\x89PNG\r\n\x1a\n"...)
	var head [13]byte
	binary.BigEndian.PutUint32(head[0:], uint32(g.shape.Width))
	binary.BigEndian.PutUint32(head[4:], uint32(g.shape.Height))
	head[8], head[9] = 8, 3 // eight bits, a palette
	dst = chunk(dst, "IHDR", head[:])
	colours := make([]byte, 0, 3*len(g.palette))
	for _, c := range g.palette {
		colours = append(colours, c.R, c.G, c.B)
	}
	dst = chunk(dst, "PLTE", colours)
	at := len(dst)
	dst = append(dst, "\x00\x00\x00\x00IDAT\x78\x5e"...)
	dst, sum := s.deflate(dst)
	dst = binary.BigEndian.AppendUint32(dst, sum)
	binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-8))
	dst = binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[at+4:]))
	return chunk(dst, "IEND", nil)
}

func chunk(dst []byte, kind string, data []byte) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(data)))
	at := len(dst)
	dst = append(append(dst, kind...), data...)
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[at:]))
}

// rowSum is a row's part in the checksum of the whole (Adler-32): the sum of its bytes, and their sum weighted by how
// many follow, each byte itself among them.
type rowSum struct{ a, b uint32 }

const adlerMod = 65521

// sumRow adds up a row eight bytes at a time: a word's even and odd bytes are spread over lanes of sixteen bits, and a
// product gathers the lanes, each with its weight, in the highest.
func sumRow(row []byte) rowSum {
	const (
		lanes = 0x00ff00ff00ff00ff
		each  = 1 | 1<<16 | 1<<32 | 1<<48
		even  = 2 | 4<<16 | 6<<32 | 8<<48
		odd   = 1 | 3<<16 | 5<<32 | 7<<48
	)
	a, b := uint64(0), uint64(0)
	for ; len(row) >= 8; row = row[8:] {
		word := binary.LittleEndian.Uint64(row)
		e, o := word&lanes, word>>8&lanes
		b += 8*a + (e*even+o*odd)>>48
		a += (e + o) * each >> 48
	}
	for _, v := range row {
		a += uint64(v)
		b += a
	}
	return rowSum{uint32(a % adlerMod), uint32(b % adlerMod)}
}

// checksum is the Adler-32 of the rows before, as far as it goes.
type checksum struct{ a, b uint32 }

// add takes in the next row, of stride bytes.
func (c *checksum) add(s rowSum, stride int) {
	c.b = uint32((uint64(c.b) + uint64(c.a)*uint64(stride) + uint64(s.b)) % adlerMod)
	c.a = (c.a + s.a) % adlerMod
}

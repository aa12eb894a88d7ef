package card

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

type lengthCode struct{ code, bits, extra uint8 }

// lengthCodes says how RFC 1951 writes a match's length.
var lengthCodes = func() (t [maxMatch + 1]lengthCode) {
	n := 3
	for code := range 28 {
		extra := max(0, code/4-1)
		for e := 0; e < 1<<extra && n < maxMatch; e++ {
			t[n] = lengthCode{uint8(code), uint8(extra), uint8(e)}
			n++
		}
	}
	t[maxMatch] = lengthCode{28, 0, 0}
	return t
}()

// spelling is some bits, the lowest first in the stream.
type spelling struct {
	bits uint32
	n    uint8
}

// code is how tokens are written.
type code struct {
	literal [256]spelling
	match   [maxMatch + 1]spelling
	end     spelling
	header  bitString // begins the one block and tells the code
	headed  int       // its bits
}

const endBlock = 256

// newCode makes the code, which is the same for all cards: one of its own would make a card hardly smaller, and no row
// could be kept as bits.
func newCode() *code {
	lengths := codeLengths(typical())
	codes := canonical(lengths)
	c := &code{end: spelling{codes[endBlock], lengths[endBlock]}}
	for i := range c.literal {
		c.literal[i] = spelling{codes[i], lengths[i]}
	}
	for n := minMatch; n <= maxMatch; n++ {
		l := lengthCodes[n]
		size := lengths[257+int(l.code)]
		c.match[n] = spelling{codes[257+int(l.code)] | uint32(l.extra)<<size, size + l.bits + 1} // and the distance, a 0
	}
	var w bitWriter
	writeHeader(&w, lengths)
	c.headed = w.length()
	c.header = bitsOf(w.flush())
	return c
}

// write writes tokens.
func (c *code) write(w *bitWriter, tokens ...uint32) {
	for _, t := range tokens {
		if t < match {
			w.put(c.literal[t])
			continue
		}
		for n := length(t); n > 0; n -= piece(n) {
			w.put(c.match[piece(n)])
		}
	}
}

// piece is the first part of a match of n bytes that can be written at once, so that what is left can be too.
func piece(n int) int {
	if n <= maxMatch {
		return n
	}
	return min(maxMatch, n-minMatch)
}

// writeHeader begins the one block: a code for literals and lengths, and one distance of one bit.
func writeHeader(w *bitWriter, lengths []uint8) {
	number := func(v int, n uint8) { w.put(spelling{uint32(v), n}) }
	number(1, 1) // the last block
	number(2, 2) // a code of its own
	number(len(lengths)-257, 5)
	number(0, 5)  // one distance
	number(15, 4) // all 19 lengths follow
	for _, symbol := range []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		number(int(tellLengths[symbol]), 3)
	}
	tell := func(symbol int) { w.put(spelling{tellCodes[symbol], tellLengths[symbol]}) }
	all := append(slices.Clone(lengths), 1)
	for i := 0; i < len(all); {
		n := 1
		for all[i] == 0 && i+n < len(all) && all[i+n] == 0 && n < 138 {
			n++
		}
		switch {
		case n >= 11:
			tell(18)
			number(n-11, 7)
		case n >= 3:
			tell(17)
			number(n-3, 3)
		default:
			n = 1
			tell(int(all[i]))
		}
		i += n
	}
}

var (
	tellLengths = []uint8{4, 5, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 4, 4}
	tellCodes   = canonical(tellLengths)
)

// codeLengths makes a Huffman code of at most 15 bits for what was counted; 0 is a symbol that does not occur.
func codeLengths(counts []int32) []uint8 {
	type node struct{ weight, left, right int32 }
	lengths := make([]uint8, len(counts))
	for flat := int32(0); ; flat++ {
		var nodes []node
		var heap []int32
		for s, n := range counts {
			if n > 0 {
				heap = append(heap, int32(len(nodes)))
				nodes = append(nodes, node{n>>flat + 1, -1, int32(s)})
			}
		}
		slices.SortStableFunc(heap, func(x, y int32) int { return int(nodes[x].weight - nodes[y].weight) })
		var made []int32 // the joined ones come in order of weight by themselves
		take := func() int32 {
			if len(made) == 0 || len(heap) > 0 && nodes[heap[0]].weight <= nodes[made[0]].weight {
				x := heap[0]
				heap = heap[1:]
				return x
			}
			x := made[0]
			made = made[1:]
			return x
		}
		for len(heap)+len(made) > 1 {
			x, y := take(), take()
			made = append(made, int32(len(nodes)))
			nodes = append(nodes, node{nodes[x].weight + nodes[y].weight, x, y})
		}
		depth := make([]uint8, len(nodes))
		deepest := uint8(0)
		for i := len(nodes) - 1; i >= 0; i-- {
			if n := nodes[i]; n.left >= 0 {
				depth[n.left], depth[n.right] = depth[i]+1, depth[i]+1
			} else {
				lengths[n.right] = max(depth[i], 1)
				deepest = max(deepest, depth[i])
			}
		}
		if deepest <= 15 {
			return lengths
		}
	}
}

// canonical gives every symbol the code that follows from the lengths, its bits in the order of the stream.
func canonical(lengths []uint8) []uint32 {
	var count, next [16]uint32
	for _, n := range lengths {
		count[n]++
	}
	count[0] = 0
	for n := 1; n < 16; n++ {
		next[n] = (next[n-1] + count[n-1]) << 1
	}
	codes := make([]uint32, len(lengths))
	for s, n := range lengths {
		if n > 0 {
			codes[s] = bits.Reverse32(next[n]) >> (32 - n)
			next[n]++
		}
	}
	return codes
}

// bitWriter writes bits, the lowest first.
type bitWriter struct {
	out  []byte
	held uint64
	n    uint8
}

func (w *bitWriter) put(s spelling) {
	w.held |= uint64(s.bits) << w.n
	w.n += s.n
	if w.n >= 32 {
		w.out = binary.LittleEndian.AppendUint32(w.out, uint32(w.held))
		w.held >>= 32
		w.n -= 32
	}
}

// copy writes the bits of a string between two of its places.
func (w *bitWriter) copy(from bitString, at, end int) {
	for at < end {
		n := min(end-at, 32)
		v := from[at/64] >> (at % 64)
		if at%64+n > 64 {
			v |= from[at/64+1] << (64 - at%64)
		}
		w.put(spelling{uint32(v & (1<<n - 1)), uint8(n)})
		at += n
	}
}

// length is how many bits were written, if all were to out.
func (w *bitWriter) length() int { return 8*len(w.out) + int(w.n) }

func (w *bitWriter) flush() []byte {
	for ; w.n > 0; w.n -= min(w.n, 8) {
		w.out = append(w.out, byte(w.held))
		w.held >>= 8
	}
	return w.out
}

// typical is how often each symbol occurs in a card, on the average of the demo's in its five weeks: the bytes, which
// tell by how many steps a pixel is more than the one above, the end, and the lengths of matches.
func typical() []int32 {
	return []int32{
		9116, 1275, 1700, 876, 782, 674, 618, 515, 450, 415, 405, 374, 357, 312, 278, 81,
		143, 141, 149, 122, 112, 115, 89, 79, 55, 35, 33, 31, 25, 21, 14, 5,
		10, 6, 8, 6, 12, 3, 9, 8, 4, 5, 2, 4, 4, 2, 8, 6,
		11, 4, 6, 6, 6, 5, 6, 4, 2, 4, 3, 2, 2, 8, 11, 10,
		9, 7, 10, 8, 6, 6, 6, 7, 6, 4, 3, 2, 14, 10, 12, 8,
		12, 8, 11, 9, 8, 10, 7, 6, 6, 3, 3, 1, 2, 1, 1, 1,
		2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		1, 1, 1, 1, 1, 1, 2, 4, 2, 6, 6, 6, 8, 10, 7, 10,
		11, 12, 10, 13, 8, 2, 3, 3, 5, 6, 7, 6, 4, 7, 6, 9,
		8, 8, 13, 8, 1, 2, 2, 3, 3, 4, 6, 4, 4, 4, 8, 6,
		8, 6, 10, 2, 2, 4, 3, 4, 3, 3, 4, 4, 7, 6, 5, 6,
		4, 3, 7, 16, 18, 24, 31, 29, 53, 73, 87, 96, 120, 115, 128, 148,
		140, 137, 213, 298, 341, 378, 365, 381, 417, 472, 567, 608, 791, 812, 881, 1148,
		1,
		293, 191, 134, 116, 102, 106, 133, 109, 276, 434, 209, 208, 286, 195, 203, 197,
		250, 414, 260, 191, 444, 298, 436, 218, 300, 305, 174, 114, 1659,
	}
}

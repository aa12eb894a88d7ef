package card

// A token is a part of a filtered row: a literal, which is a byte, or a match with its length: the byte before goes on.
const (
	match    = 1 << 30
	minMatch = 3
	maxMatch = 258 // a longer one is written as several
)

// length is how many bytes a token stands for.
func length(token uint32) int {
	if token < match {
		return 1
	}
	return int(token - match)
}

// zeros adds to dst the tokens of n zeros that follow something else.
func zeros(dst []uint32, n int) []uint32 {
	if n > minMatch {
		return append(dst, 0, match|uint32(n-1))
	}
	return append(dst, []uint32{0, 0, 0}[:n]...)
}

// tokenize adds the tokens of a row, or of a part of one, to dst.
func tokenize(dst []uint32, row []byte) []uint32 {
	for i := 0; i < len(row); {
		n := 1
		for i+n < len(row) && row[i+n] == row[i] {
			n++
		}
		if n == 1 {
			dst = append(dst, uint32(row[i]))
		} else if n <= minMatch {
			for range n {
				dst = append(dst, uint32(row[i]))
			}
		} else {
			dst = append(dst, uint32(row[i]), match|uint32(n-1))
		}
		i += n
	}
	return dst
}

// up is PNG's filter that tells each byte by how much it is more than the one above; it stands before the row.
const up = 2

// filter adds a row to dst as the filter up has it, without the filter's own byte. Above is nil for the first row.
func filter(dst, above, row []byte) []byte {
	if above == nil {
		return append(dst, row...)
	}
	for i, v := range row {
		dst = append(dst, v-above[i])
	}
	return dst
}

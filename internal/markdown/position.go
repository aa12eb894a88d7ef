package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"tocsin/internal/diag"
)

// reporter gathers diagnostics and turns offsets in the body into places in the file.
type reporter struct {
	diag.List
	file   string
	first  int // the file's line of the body's first
	src    []byte
	starts []int32 // where each line begins; made when first asked for

	line, offset, column int // the last place asked for, so that one long line is not counted over and over
}

func (r *reporter) at(offset int) diag.Pos {
	offset = max(0, min(offset, len(r.src)))
	if len(r.starts) == 0 {
		r.starts = append(r.starts, 0)
		for i := 0; ; {
			n := bytes.IndexByte(r.src[i:], '\n')
			if n < 0 {
				break
			}
			i += n + 1
			r.starts = append(r.starts, int32(i))
		}
		r.line, r.offset, r.column = -1, 0, 0
	}
	line, found := slices.BinarySearch(r.starts, int32(offset))
	if !found {
		line--
	}
	if line != r.line || offset < r.offset {
		r.line, r.offset, r.column = line, int(r.starts[line]), 1
	}
	r.column += utf8.RuneCount(r.src[r.offset:offset])
	r.offset = offset
	return diag.Pos{File: r.file, Line: r.first + line, Column: r.column}
}

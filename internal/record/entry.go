package record

import (
	"encoding/binary"
	"errors"
	"io/fs"
)

// Entry is one file or folder as a build found or left it.
type Entry struct {
	Path  string
	Mark  Mark
	Sum   []byte // SHA-256 of a file's bytes or of a folder's names; nil where neither was read
	Doubt bool   // the mark alone does not prove that it is the same
}

// Entries are many of them. They have a form of their own in a record: there are thirty thousand for ten thousand pages.
type Entries []Entry

// MarshalBinary writes the entries one after the other.
func (l Entries) MarshalBinary() ([]byte, error) {
	b := binary.AppendUvarint(make([]byte, 0, len(l)*80), uint64(len(l)))
	for i := range l {
		e := &l[i]
		b = binary.AppendUvarint(b, uint64(len(e.Path)))
		b = append(b, e.Path...)
		b = binary.AppendUvarint(b, uint64(e.Mark.Mode))
		b = binary.AppendVarint(b, e.Mark.Size)
		b = binary.LittleEndian.AppendUint64(b, uint64(e.Mark.Mod))
		b = binary.LittleEndian.AppendUint64(b, uint64(e.Mark.Change))
		b = binary.AppendUvarint(b, e.Mark.Node)
		doubt := byte(0)
		if e.Doubt {
			doubt = 1
		}
		b = append(b, doubt, byte(len(e.Sum)))
		b = append(b, e.Sum...)
	}
	return b, nil
}

// UnmarshalBinary reads what MarshalBinary wrote. Anything else is an error.
func (l *Entries) UnmarshalBinary(data []byte) error {
	r := reading{rest: data, text: string(data)}
	n := r.number()
	if n > uint64(len(data)) {
		return errShort
	}
	list := make(Entries, n)
	for i := range list {
		e := &list[i]
		e.Path = r.string(r.number())
		e.Mark.Mode = fs.FileMode(r.number())
		size, n := binary.Varint(r.rest)
		e.Mark.Size = size
		r.cut(n)
		if times := r.cut(16); times != nil {
			e.Mark.Mod = int64(binary.LittleEndian.Uint64(times))
			e.Mark.Change = int64(binary.LittleEndian.Uint64(times[8:]))
		}
		e.Mark.Node = r.number()
		if flags := r.cut(2); flags != nil {
			e.Doubt = flags[0] != 0
			if flags[1] > 0 {
				e.Sum = r.cut(int(flags[1]))
			}
		}
	}
	if r.short || len(r.rest) > 0 {
		return errShort
	}
	*l = list
	return nil
}

var errShort = errors.New("record: the entries are damaged")

// reading takes a record apart. Once something is missing it is short, and gives nothing but zeros.
type reading struct {
	rest  []byte
	text  string // all of it: paths are parts of one string
	short bool
}

func (r *reading) cut(n int) []byte {
	if n <= 0 || n > len(r.rest) {
		r.short, r.rest = true, nil
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reading) number() uint64 {
	v, n := binary.Uvarint(r.rest)
	r.cut(n)
	return v
}

func (r *reading) string(n uint64) string {
	at := len(r.text) - len(r.rest)
	if r.cut(int(n)) == nil {
		return ""
	}
	return r.text[at : at+int(n)]
}

package memory

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"time"
	"unsafe"
)

// Why this file is here: what is kept must be whole. A hand-written form forgets the field that somebody adds next year,
// and then a build that remembers differs from one that does not. So a form is made of the type itself: every field, those
// that are not exported too, in the order of the declaration. Package gob would do without the latter, and takes longer to
// read a document than Markdown takes to parse it; so a form is worked out once for a type, like a template in
// internal/template, and runs over the value's memory. What unsafe does here is what reflect would do to the same fields.
//
// The form says nothing about the type that it was made of: whoever keeps it keeps it under the program that wrote it.

// Form writes values of a type as bytes and reads them again. It is safe for many goroutines.
type Form[T any] struct{ c *codec }

// FormOf works out the form of a type: structs, slices, arrays, maps with strings for keys, pointers, strings, numbers,
// truth values, times, and `any` that holds what YAML gives. A field with the tag `memory:"-"` is left out. It panics for
// any other type: that is a mistake in the program. Values must not lead back to themselves, and two pointers to one thing
// come back as pointers to two.
func FormOf[T any]() Form[T] { return FormNaming[T]() }

// FormNaming is FormOf for values that lead to others which are not to be written with them: of a pointer whose type is
// among those that are named its name is written. Such a value cannot be read again.
func FormNaming[T any](named ...Named) Form[T] {
	k := compiler{map[reflect.Type]*codec{}}
	for _, n := range named {
		k.done[n.of] = n.codec
	}
	return Form[T]{k.codec(reflect.TypeFor[T]())}
}

// Named is a type of pointers that a form writes as names.
type Named struct {
	of    reflect.Type
	codec *codec
}

// By names the values of a type of pointers: by as many words as it takes to tell one from the others. Nil has a name of
// its own.
func By[T any](name func(to *T, word func(string))) Named {
	c := &codec{least: 1, read: func(r *reader, _ unsafe.Pointer) { r.fail() }}
	c.write = func(w *writer, p unsafe.Pointer) {
		to := *(**T)(p)
		if to == nil {
			w.b = append(w.b, 0)
			return
		}
		w.b = append(w.b, 1)
		name(to, w.str)
	}
	return Named{reflect.TypeFor[*T](), c}
}

// Append appends a value's bytes. The same value gives the same bytes, and values that differ give others, nil and empty
// too. It reports false, and appends nothing, where an `any` holds what has no form.
func (f Form[T]) Append(dst []byte, v *T) ([]byte, bool) {
	w := writer{b: dst}
	f.c.write(&w, unsafe.Pointer(v))
	if w.bad {
		return dst, false
	}
	return w.b, true
}

// Read reads what Append wrote at the beginning of data, and returns the rest. Strings are parts of data. What Append did
// not write gives an error, or a value that nobody wrote: never a panic, nor more memory than data could fill.
func (f Form[T]) Read(data string, v *T) (rest string, err error) {
	r := reader{rest: data}
	f.c.read(&r, unsafe.Pointer(v))
	if r.bad {
		return "", errBad
	}
	return r.rest, nil
}

var errBad = errors.New("memory: the bytes are damaged")

// codec is how a type is written and read, at the place in memory where its value lies.
type codec struct {
	write func(w *writer, p unsafe.Pointer)
	read  func(r *reader, p unsafe.Pointer)
	least int // how many bytes a value has at least
}

type writer struct {
	b   []byte
	bad bool
}

func (w *writer) number(n uint64) { w.b = binary.AppendUvarint(w.b, n) }

func (w *writer) str(s string) {
	w.number(uint64(len(s)))
	w.b = append(w.b, s...)
}

// reader takes bytes apart. Once something is wrong it is bad, and gives nothing but zeros.
type reader struct {
	rest string
	deep int
	bad  bool
}

func (r *reader) fail() { r.rest, r.bad = "", true }

func (r *reader) number() uint64 {
	if len(r.rest) > 0 && r.rest[0] < 0x80 {
		n := uint64(r.rest[0])
		r.rest = r.rest[1:]
		return n
	}
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

func (r *reader) str() string { return r.cut(r.number()) }

func (r *reader) cut(n uint64) string {
	if n > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// compiler works out the codecs of a type and of all that it holds.
type compiler struct{ done map[reflect.Type]*codec }

func (k *compiler) codec(t reflect.Type) *codec {
	if c := k.done[t]; c != nil {
		return c
	}
	c := &codec{least: 1}
	k.done[t] = c // before its parts: a type may hold itself
	switch {
	case t == reflect.TypeFor[time.Time]():
		timeCodec(c)
	case t == reflect.TypeFor[any]():
		k.anyCodec(c)
	default:
		k.kindCodec(c, t)
	}
	return c
}

func (k *compiler) kindCodec(c *codec, t reflect.Type) {
	switch t.Kind() {
	case reflect.Bool:
		c.write = func(w *writer, p unsafe.Pointer) {
			n := byte(0)
			if *(*bool)(p) {
				n = 1
			}
			w.b = append(w.b, n)
		}
		c.read = func(r *reader, p unsafe.Pointer) { *(*bool)(p) = r.number() == 1 }
	case reflect.String:
		c.write = func(w *writer, p unsafe.Pointer) { w.str(*(*string)(p)) }
		c.read = func(r *reader, p unsafe.Pointer) { *(*string)(p) = r.str() }
	case reflect.Float64:
		c.write = func(w *writer, p unsafe.Pointer) { w.number(math.Float64bits(*(*float64)(p))) }
		c.read = func(r *reader, p unsafe.Pointer) { *(*float64)(p) = math.Float64frombits(r.number()) }
	case reflect.Int, reflect.Int64:
		integer[int64](c)
	case reflect.Int32:
		integer[int32](c)
	case reflect.Uint, reflect.Uint64:
		integer[uint64](c)
	case reflect.Uint32:
		integer[uint32](c)
	case reflect.Uint8:
		integer[uint8](c)
	case reflect.Array:
		k.arrayCodec(c, t)
	case reflect.Slice:
		k.sliceCodec(c, t)
	case reflect.Pointer:
		k.pointerCodec(c, t)
	case reflect.Struct:
		k.structCodec(c, t)
	case reflect.Map:
		k.mapCodec(c, t)
	default:
		panic(fmt.Sprintf("memory: a bug of Tocsin: no form for %v", t))
	}
}

// integer writes whole numbers so that small ones are short, below zero too.
func integer[T int64 | int32 | uint64 | uint32 | uint8](c *codec) {
	c.write = func(w *writer, p unsafe.Pointer) {
		n := int64(*(*T)(p))
		w.number(uint64(n)<<1 ^ uint64(n>>63))
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		n := r.number()
		*(*T)(p) = T(int64(n>>1) ^ -int64(n&1))
	}
}

func (k *compiler) arrayCodec(c *codec, t reflect.Type) {
	size, n := t.Elem().Size(), t.Len()
	if t.Elem().Kind() == reflect.Uint8 { // a checksum
		c.least = n
		c.write = func(w *writer, p unsafe.Pointer) { w.b = append(w.b, unsafe.Slice((*byte)(p), n)...) }
		c.read = func(r *reader, p unsafe.Pointer) { copy(unsafe.Slice((*byte)(p), n), r.cut(uint64(n))) }
		return
	}
	elem := k.codec(t.Elem())
	c.write = func(w *writer, p unsafe.Pointer) {
		for i := range n {
			elem.write(w, unsafe.Add(p, uintptr(i)*size))
		}
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		for i := range n {
			elem.read(r, unsafe.Add(p, uintptr(i)*size))
		}
	}
}

// header is a slice as the compiler lays it out.
type header struct {
	data unsafe.Pointer
	len  int
	cap  int
}

func (k *compiler) sliceCodec(c *codec, t reflect.Type) {
	elem, size := k.codec(t.Elem()), t.Elem().Size()
	c.write = func(w *writer, p unsafe.Pointer) {
		h := (*header)(p)
		if h.data == nil {
			w.number(0)
			return
		}
		w.number(uint64(h.len) + 1)
		for i := range h.len {
			elem.write(w, unsafe.Add(h.data, uintptr(i)*size))
		}
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		n := r.number()
		if n == 0 || r.bad {
			return
		}
		if n--; n > uint64(len(r.rest)/elem.least) {
			r.fail()
			return
		}
		list := reflect.MakeSlice(t, int(n), int(n))
		reflect.NewAt(t, p).Elem().Set(list)
		for at := list.UnsafePointer(); n > 0 && !r.bad; n-- {
			elem.read(r, at)
			at = unsafe.Add(at, size)
		}
	}
}

// deepest bounds things within things, of which damaged bytes could tell without an end.
const deepest = 100

func (k *compiler) pointerCodec(c *codec, t reflect.Type) {
	elem := k.codec(t.Elem())
	c.write = func(w *writer, p unsafe.Pointer) {
		to := *(*unsafe.Pointer)(p)
		if to == nil {
			w.b = append(w.b, 0)
			return
		}
		w.b = append(w.b, 1)
		elem.write(w, to)
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		if r.number() == 0 {
			return
		}
		if r.deep++; r.deep > deepest {
			r.fail()
			return
		}
		to := reflect.New(t.Elem()).UnsafePointer()
		*(*unsafe.Pointer)(p) = to
		elem.read(r, to)
		r.deep--
	}
}

func (k *compiler) structCodec(c *codec, t reflect.Type) {
	type part struct {
		*codec
		at uintptr
	}
	var parts []part
	for f := range t.Fields() {
		if f.Tag.Get("memory") != "-" {
			parts = append(parts, part{k.codec(f.Type), f.Offset})
		}
	}
	if len(parts) == 0 {
		panic(fmt.Sprintf("memory: a bug of Tocsin: no form for %v", t))
	}
	c.least = len(parts)
	c.write = func(w *writer, p unsafe.Pointer) {
		for i := range parts {
			parts[i].write(w, unsafe.Add(p, parts[i].at))
		}
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		if r.deep++; r.deep > deepest {
			r.fail()
			return
		}
		for i := range parts {
			parts[i].read(r, unsafe.Add(p, parts[i].at))
		}
		r.deep--
	}
}

func (k *compiler) mapCodec(c *codec, t reflect.Type) {
	if t.Key().Kind() != reflect.String {
		panic(fmt.Sprintf("memory: a bug of Tocsin: no form for %v", t))
	}
	elem := k.codec(t.Elem())
	c.write = func(w *writer, p unsafe.Pointer) {
		m := reflect.NewAt(t, p).Elem()
		if m.IsNil() {
			w.number(0)
			return
		}
		w.number(uint64(m.Len()) + 1)
		keys := m.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int {
			if a.String() < b.String() {
				return -1
			}
			return 1
		})
		for _, k := range keys {
			w.str(k.String())
			v := reflect.New(t.Elem())
			v.Elem().Set(m.MapIndex(k))
			elem.write(w, v.UnsafePointer())
		}
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		n := r.number()
		if n == 0 || r.bad {
			return
		}
		if n--; n > uint64(len(r.rest)) {
			r.fail()
			return
		}
		m := reflect.MakeMap(t)
		reflect.NewAt(t, p).Elem().Set(m)
		for ; n > 0 && !r.bad; n-- {
			k := reflect.New(t.Key()).Elem()
			k.SetString(r.str())
			v := reflect.New(t.Elem())
			elem.read(r, v.UnsafePointer())
			m.SetMapIndex(k, v.Elem())
		}
	}
}

func timeCodec(c *codec) {
	c.write = func(w *writer, p unsafe.Pointer) {
		b, err := (*time.Time)(p).MarshalBinary()
		if err != nil {
			w.bad = true // its zone is off by parts of a minute
		}
		w.str(string(b))
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		if (*time.Time)(p).UnmarshalBinary([]byte(r.str())) != nil {
			r.fail()
		}
	}
}

// anyKinds are the types of what YAML gives to an `any`. Which one it is, is written as its place in this list, from 1.
func anyKinds() []reflect.Type {
	return []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int64](), reflect.TypeFor[uint64](),
		reflect.TypeFor[float64](), reflect.TypeFor[time.Time](), reflect.TypeFor[[]any](), reflect.TypeFor[map[string]any]()}
}

func (k *compiler) anyCodec(c *codec) {
	kinds := anyKinds()
	parts := make([]*codec, len(kinds))
	for i, t := range kinds {
		parts[i] = k.codec(t)
	}
	c.write = func(w *writer, p unsafe.Pointer) {
		v := *(*any)(p)
		if v == nil {
			w.b = append(w.b, 0)
			return
		}
		i := slices.Index(kinds, reflect.TypeOf(v))
		if i < 0 {
			w.bad = true
			return
		}
		w.b = append(w.b, byte(i+1))
		box := reflect.New(kinds[i])
		box.Elem().Set(reflect.ValueOf(v))
		parts[i].write(w, box.UnsafePointer())
	}
	c.read = func(r *reader, p unsafe.Pointer) {
		i := r.number()
		if i == 0 {
			return
		}
		if r.deep++; i > uint64(len(kinds)) || r.deep > deepest {
			r.fail()
			return
		}
		box := reflect.New(kinds[i-1])
		parts[i-1].read(r, box.UnsafePointer())
		*(*any)(p) = box.Elem().Interface()
		r.deep--
	}
}

package memory

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// sample has a field of every kind that a form knows.
type sample struct {
	Word   string
	small  int32
	Yes    bool
	sum    [4]byte
	pair   [2]inner
	Many   []inner
	None   []string
	Empty  []string
	One    *inner
	Self   *sample
	ByWord map[string][]int
	Params map[string]any
	At     time.Time
	kind   uint8
	Big    uint64
	part   float64
	left   func() `memory:"-"`
}

type inner struct {
	A, b int
	text string
}

func full() *sample {
	return &sample{Word: "ü", small: -7, Yes: true, sum: [4]byte{1, 0, 255, 3}, pair: [2]inner{{1, 2, "x"}, {-1 << 62, 1 << 62, ""}},
		Many: []inner{{A: 1}, {text: "y"}}, Empty: []string{}, One: &inner{b: 5}, Self: &sample{Word: "in"},
		ByWord: map[string][]int{"b": {1}, "a": nil}, At: time.Date(2026, 10, 7, 1, 2, 3, 4, time.UTC), kind: 255, Big: 1<<64 - 1, part: -0.5,
		Params: map[string]any{"s": "x", "n": 1, "f": 1.5, "t": true, "nil": nil, "l": []any{"a", map[string]any{"k": uint64(9), "d": time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)}}}}
}

func TestForm(t *testing.T) {
	form := FormOf[sample]()
	for _, want := range []*sample{{}, full()} {
		data, ok := form.Append([]byte("before"), want)
		if !ok {
			t.Fatal("not written")
		}
		var got sample
		rest, err := form.Read(string(data[6:])+"after", &got)
		if err != nil || rest != "after" || !reflect.DeepEqual(&got, want) {
			t.Errorf("%v, rest %q:\n%+v, want\n%+v", err, rest, got, want)
		}
	}
}

// Whatever differs in a field gives other bytes: what is made of a value is known by them.
func TestFormTells(t *testing.T) {
	form := FormOf[sample]()
	seen := map[string]int{}
	changes := []func(*sample){func(*sample) {}, func(s *sample) { s.Word = "" }, func(s *sample) { s.small++ }, func(s *sample) { s.Yes = false },
		func(s *sample) { s.sum[2] = 0 }, func(s *sample) { s.pair[1].b = 0 }, func(s *sample) { s.Many = s.Many[:1] }, func(s *sample) { s.None = []string{} },
		func(s *sample) { s.Empty = nil }, func(s *sample) { s.Empty = []string{""} }, func(s *sample) { s.One = nil }, func(s *sample) { s.One = &inner{} },
		func(s *sample) { s.Self.Word = "" }, func(s *sample) { s.ByWord["a"] = []int{} }, func(s *sample) { delete(s.ByWord, "a") }, func(s *sample) { s.Params["n"] = int64(1) },
		func(s *sample) { s.Params["n"] = "1" }, func(s *sample) { delete(s.Params, "nil") }, func(s *sample) { s.At = s.At.Add(1) }, func(s *sample) { s.kind = 0 }, func(s *sample) { s.part = 0.5 }}
	for i, change := range changes {
		s := full()
		change(s)
		data, _ := form.Append(nil, s)
		if j, twice := seen[string(data)]; twice {
			t.Errorf("the changes %d and %d give the same bytes", i, j)
		}
		seen[string(data)] = i
		s.left = func() {}
		if again, _ := form.Append(nil, s); string(again) != string(data) {
			t.Errorf("change %d: other bytes the second time", i)
		}
	}
}

func TestFormOfWhatHasNone(t *testing.T) {
	if data, ok := FormOf[sample]().Append([]byte("x"), &sample{Params: map[string]any{"a": map[any]any{1: 2}}}); ok || string(data) != "x" {
		t.Errorf("%q, %v", data, ok)
	}
	defer func() {
		if r := recover(); r == nil || !strings.Contains(r.(string), "no form for chan int") {
			t.Errorf("%v", r)
		}
	}()
	FormOf[struct{ c chan int }]()
}

// What was cut off, or changed in one byte, is an error or another value, and never more.
func TestFormDamaged(t *testing.T) {
	form := FormOf[sample]()
	data, _ := form.Append(nil, full())
	for i := range data {
		var s sample
		if _, err := form.Read(string(data[:i]), &s); err == nil {
			t.Errorf("cut at %d: no error", i)
		}
		for _, c := range []byte{0, 1, 0x7f, 0x80, 0xff} {
			damaged := append([]byte{}, data...)
			damaged[i] = c
			_, _ = form.Read(string(damaged), &sample{})
		}
	}
}

func FuzzForm(f *testing.F) {
	form := FormOf[sample]()
	data, _ := form.Append(nil, full())
	f.Add(string(data))
	f.Add("")
	f.Fuzz(func(t *testing.T, data string) {
		var s sample
		rest, err := form.Read(data, &s)
		if err != nil {
			return
		}
		again, ok := form.Append(nil, &s)
		var second sample
		if _, err := form.Read(string(again), &second); !ok || err != nil || len(rest) > len(data) {
			t.Fatalf("what was read cannot be written and read: %v", err)
		}
	})
}

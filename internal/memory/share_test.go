package memory

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// fill puts entries that say whose they are.
func fill(s *Share, from, to int, text string) {
	for i := from; i < to; i++ {
		s.Put(fmt.Sprint(i), []byte(fmt.Sprintf("%s %d", text, i)))
	}
}

// there counts the entries that say what they should, and fails for one that says anything else.
func there(t *testing.T, s *Share, n int, texts ...string) (count int) {
	t.Helper()
	for i := range n {
		data, ok := s.Get(fmt.Sprint(i))
		if !ok {
			continue
		}
		count++
		good := false
		for _, text := range texts {
			good = good || data == fmt.Sprintf("%s %d", text, i)
		}
		if !good {
			t.Errorf("entry %d says %q", i, data)
		}
	}
	return count
}

func opened(t *testing.T, dir string) *Share {
	t.Helper()
	s := Open(dir, "test", "program")
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func size(t *testing.T, dir string) int64 {
	t.Helper()
	info, err := os.Stat(filepath.Join(dir, Dir, "test"))
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestShare(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	if _, err := os.Stat(filepath.Join(dir, ".tocsin")); err == nil {
		t.Error("opening makes a folder")
	}
	fill(s, 0, 100, "old")
	s.Save()
	s = opened(t, dir)
	if n := there(t, s, 100, "old"); n != 100 {
		t.Fatalf("%d entries", n)
	}
	before := size(t, dir)
	fill(s, 40, 50, "new")
	s.Save()
	if after := size(t, dir); after <= before || after > before*3/2 {
		t.Errorf("%d bytes, then %d: it was not appended", before, after)
	}
	s = opened(t, dir)
	if n := there(t, s, 100, "old", "new"); n != 100 {
		t.Errorf("%d entries", n)
	}
	if data, _ := s.Get("45"); data != "new 45" {
		t.Errorf("the newer of two is not taken: %q", data)
	}
	// Only a few are asked for, so the rest is of no use.
	s = opened(t, dir)
	there(t, s, 20, "old")
	fill(s, 20, 21, "new")
	s.Save()
	if after := size(t, dir); after > before/2 {
		t.Errorf("%d bytes: it was not written anew", after)
	}
	if n := there(t, opened(t, dir), 100, "old", "new"); n != 21 {
		t.Errorf("%d entries", n)
	}
	if other := Open(dir, "test", "another program"); there(t, other, 100) != 0 {
		t.Error("another program finds what this one made")
	}
}

func TestShareSize(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	s.most = 1000
	fill(s, 0, 1000, strings.Repeat("x", 50))
	s.Save()
	if n := size(t, dir); n > 1100 {
		t.Errorf("%d bytes", n)
	}
	if n := there(t, opened(t, dir), 1000, strings.Repeat("x", 50)); n < 10 {
		t.Errorf("%d entries", n)
	}
}

// More than a program holds in memory is written as it comes, and a program that does not save leaves nothing.
func TestShareSpills(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	long := strings.Repeat("long ", 100_000)
	fill(s, 0, 30, long)
	if list, _ := os.ReadDir(filepath.Join(dir, Dir)); len(list) != 1 || len(s.fresh) > spill+2*len(long) {
		t.Errorf("%d files, %d bytes held", len(list), len(s.fresh))
	}
	_ = s.Close()
	if list, _ := os.ReadDir(filepath.Join(dir, Dir)); len(list) != 0 {
		t.Errorf("%v is left", list)
	}
	s = opened(t, dir)
	fill(s, 0, 30, long)
	s.Save()
	if n := there(t, opened(t, dir), 30, long); n != 30 {
		t.Errorf("%d entries", n)
	}
}

// Bytes that were changed, cut off or added give the entries that are whole, and the next program mends the file.
func TestShareDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		dir := t.TempDir()
		s := opened(t, dir)
		fill(s, 0, 30, "old")
		s.Save()
		name := filepath.Join(dir, Dir, "test")
		data, _ := os.ReadFile(name)
		for range 1 + random.IntN(3) {
			switch at := random.IntN(len(data)); random.IntN(4) {
			case 0:
				data = data[:at]
			case 1:
				data = append(data[:at:at], append([]byte{byte(random.Uint32())}, data[at:]...)...)
			default:
				data[at] ^= 1 << random.IntN(8)
			}
			if len(data) == 0 {
				break
			}
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		s = opened(t, dir)
		there(t, s, 30, "old")
		fill(s, 0, 30, "new")
		s.Save()
		if n := there(t, opened(t, dir), 30, "new"); n != 30 {
			t.Fatalf("%d entries after it was mended", n)
		}
	}
}

// Two programs that read the same file and both save leave one that is whole.
func TestSharedByTwo(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	fill(s, 0, 1000, "old")
	s.Save()
	for range 5 {
		var wg sync.WaitGroup
		for k := range 4 {
			s := opened(t, dir)
			wg.Go(func() {
				there(t, s, 1000, "old", "new")
				fill(s, k*10, k*10+5, "new")
				s.Save()
			})
		}
		wg.Wait()
		s := opened(t, dir)
		if n := there(t, s, 1000, "old", "new"); n != 1000 || s.broken {
			t.Fatalf("%d entries, broken: %v", n, s.broken)
		}
	}
}

// A campaign that cannot be written, and none at all, keep nothing and fail nothing.
func TestNoShare(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ".tocsin"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := opened(t, dir)
	fill(s, 0, 10, "x")
	s.Save()
	var none *Share
	none.Put("a", nil)
	none.Save()
	if _, ok := none.Get("a"); ok || none.Close() != nil {
		t.Error("no share has something")
	}
	if s := Open(dir, "test", ""); s != nil {
		t.Error("nobody knows whose it is")
	}
}

func FuzzShare(f *testing.F) {
	dir := f.TempDir()
	s := Open(dir, "test", "program")
	fill(s, 0, 5, "old")
	s.Save()
	_ = s.Close()
	name := filepath.Join(dir, Dir, "test")
	data, _ := os.ReadFile(name)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		s := Open(dir, "test", "program")
		for key := range s.index {
			s.Get(key)
		}
		s.Put("new", []byte("x"))
		s.Save()
		_ = s.Close()
		s = Open(dir, "test", "program")
		if data, ok := s.Get("new"); !ok || data != "x" {
			t.Fatal("what was put is not there")
		}
		_ = s.Close()
	})
}

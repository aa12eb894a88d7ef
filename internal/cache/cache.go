// Package cache keeps what is dear to make, under the hash of what it was made from, so that a second build need not
// make it again. It can only make a build faster: what it cannot keep it forgets, what is damaged it does not return,
// and it may be deleted at any time.
package cache

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Dir is where a campaign's cache lies, in the campaign.
const Dir = ".tocsin/cache"

// Most is how many bytes a cache keeps before the oldest make room.
const Most = 1 << 30

// Store is the cache of one campaign. It is safe for many goroutines and for several programs at once. A nil Store
// keeps nothing.
type Store struct {
	root *os.Root
	most int64
	mu   sync.Mutex
	room int64 // bytes that may be added before anybody has to look again
}

// Open returns the cache of the campaign in dir. It makes nothing yet, so that a campaign that needs no cache has none.
// No path leaves the campaign, whatever links lie there. It returns nil where the folder cannot be opened.
func Open(dir string) *Store {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	return &Store{root: root, most: Most}
}

// Close releases the folder.
func (s *Store) Close() error {
	if s == nil {
		return nil
	}
	return s.root.Close()
}

// Key names what is made from some parts: what it is made by, what it is made of.
func Key(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":" + p))
	}
	return hex.EncodeToString(h.Sum(nil))
}

const magic = "tocsin cache 1\n"

func name(key string) string { return path.Join(Dir, key[:2], key[2:]) }

// Get returns what was kept under a key that Key made. What does not have the bytes that were put there is removed.
func (s *Store) Get(key string) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
	data, err := s.root.ReadFile(name(key))
	if err != nil {
		return nil, false
	}
	body, ok := bytes.CutPrefix(data, []byte(magic))
	if ok = ok && len(body) >= sha256.Size; ok {
		sum := checksum(key, body[sha256.Size:])
		ok = bytes.Equal(body[:sha256.Size], sum[:])
	}
	if !ok {
		_ = s.root.Remove(name(key))
		return nil, false
	}
	if info, err := s.root.Stat(name(key)); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
		now := time.Now() // it is of use, so it is not old
		_ = s.root.Chtimes(name(key), now, now)
	}
	return body[sha256.Size:], true
}

func checksum(key string, body []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write([]byte(key))
	h.Write(body)
	return [sha256.Size]byte(h.Sum(nil))
}

// Put keeps data under a key, if it can: a full disk or a folder that may not be written is no failure.
func (s *Store) Put(key string, data []byte) {
	if s == nil {
		return
	}
	s.makeRoom(int64(len(data)))
	to := name(key)
	if err := s.root.MkdirAll(path.Dir(to), 0o755); err != nil {
		return
	}
	sum := checksum(key, data)
	tmp := to + "." + strconv.FormatUint(rand.Uint64(), 36) + ".tmp"
	err := s.root.WriteFile(tmp, slices.Concat([]byte(magic), sum[:], data), 0o644)
	if err == nil {
		err = s.root.Rename(tmp, to)
	}
	if err != nil {
		_ = s.root.Remove(tmp)
	}
}

// makeRoom looks at what is kept when that may be too much by now, and removes what was used the longest ago.
func (s *Store) makeRoom(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.room -= n; s.room >= 0 {
		return
	}
	type entry struct {
		name string
		size int64
		used time.Time
	}
	var all []entry
	total := n
	_ = fs.WalkDir(s.root.FS(), Dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			if path.Ext(name) == ".tmp" && time.Since(info.ModTime()) > time.Hour {
				_ = s.root.Remove(name) // of a program that was stopped
				return nil
			}
			all = append(all, entry{name, info.Size(), info.ModTime()})
			total += info.Size()
		}
		return nil
	})
	slices.SortFunc(all, func(a, b entry) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.name, b.name)) })
	if total > s.most {
		for _, e := range all {
			if total <= s.most*3/4 {
				break
			}
			if s.root.Remove(e.name) == nil {
				total -= e.size
			}
		}
	}
	s.room = max(0, s.most-total)
}

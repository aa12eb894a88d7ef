package memory

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"
	"unsafe"
)

// Share is the memory for one kind of thing. It is safe for many goroutines. A nil Share keeps nothing.
type Share struct {
	root   *os.Root
	file   string // in the campaign
	head   string // how the file begins
	most   int64
	opened fs.FileInfo // the file as it was read; nil where there was none of use
	text   string      // all of it
	index  map[string]span
	broken bool // not all of it is whole

	mu    sync.Mutex
	used  map[string]bool // what was asked for and is there, or was put
	fresh []byte          // entries that were put, in the file's form
	size  int64           // of all that were put
	next  *os.File        // the file to come, once there is more to be put than memory is to hold
	name  string          // of next
	full  bool            // a disk is full, or there is too much
}

// span is where an entry lies in the text: its frame included.
type span struct{ from, to int }

// An entry is a frame, and in it the length of its name, the name and the data. The frame is two numbers of four bytes:
// the CRC-32C of what is in it, and how long that is.
const frame = 8

const (
	magic = "tocsin memory 1\n"
	spill = 4 << 20 // more than that to be put is written at once
)

// castagnoli is the checksum that processors have an instruction for.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Open reads a share of the campaign in dir: name is a word, program what [Program] returned. Nothing is made yet. It
// returns nil where the program cannot be told or the folder cannot be opened.
func Open(dir, name, program string) *Share {
	s := Anew(dir, name, program)
	if s != nil {
		s.read()
	}
	return s
}

// Anew is Open for whoever wants nothing of what was kept: what is put takes its place.
func Anew(dir, name, program string) *Share {
	if program == "" {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	sum := sha256.Sum256([]byte(program))
	return &Share{root: root, file: path.Join(Dir, name), head: magic + string(sum[:]), most: Most, index: map[string]span{}, used: map[string]bool{}}
}

// read takes in the file, as far as it is whole.
func (s *Share) read() {
	f, err := s.root.Open(s.file)
	if err != nil {
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > 2*s.most {
		return
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(f, data)
	if err != nil && err != io.ErrUnexpectedEOF || n == 0 {
		return
	}
	s.text = unsafe.String(&data[0], n) // nobody else has the bytes
	rest, ok := strings.CutPrefix(s.text, s.head)
	if !ok {
		s.text = ""
		return
	}
	s.opened = info
	for len(rest) > 0 {
		from := len(s.text) - len(rest)
		key, _, size, ok := entry(rest)
		if !ok {
			s.broken = true
			return
		}
		s.index[key] = span{from, from + size}
		rest = rest[size:]
	}
}

// entry reads the entry with which a text begins, and says how long it is with its frame. The checksum is not looked at.
func entry(text string) (key, data string, size int, ok bool) {
	if len(text) < frame {
		return "", "", 0, false
	}
	n := uint64(text[4]) | uint64(text[5])<<8 | uint64(text[6])<<16 | uint64(text[7])<<24
	if n > uint64(len(text)-frame) {
		return "", "", 0, false
	}
	r := reader{rest: text[frame : frame+int(n)]}
	key = r.str()
	return key, r.rest, frame + int(n), !r.bad
}

// whole reports whether an entry has the bytes that were put there.
func whole(text string) bool {
	sum := uint32(text[0]) | uint32(text[1])<<8 | uint32(text[2])<<16 | uint32(text[3])<<24
	inside := unsafe.Slice(unsafe.StringData(text[4:]), len(text)-4) // only read
	return crc32.Checksum(inside, castagnoli) == sum
}

// Get returns what was kept under a name, if it is whole.
func (s *Share) Get(name string) (data string, ok bool) {
	if s == nil {
		return "", false
	}
	at, ok := s.index[name]
	if !ok {
		return "", false
	}
	text := s.text[at.from:at.to]
	if !whole(text) {
		return "", false
	}
	_, data, _, ok = entry(text)
	if ok {
		s.mu.Lock()
		s.used[name] = true
		s.mu.Unlock()
	}
	return data, ok
}

// Put keeps data under a name, in place of what was there, once [Share.Save] is called.
func (s *Share) Put(name string, data []byte) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full {
		return
	}
	s.used[name] = false // what the file has is of no use
	from := len(s.fresh)
	s.fresh = append(s.fresh, make([]byte, frame)...)
	s.fresh = binary.AppendUvarint(s.fresh, uint64(len(name)))
	s.fresh = append(append(s.fresh, name...), data...)
	in := s.fresh[from:]
	if s.size += int64(len(in)); s.size > s.most || len(in) > 1<<30 {
		s.fresh, s.full = s.fresh[:from], true
		return
	}
	binary.LittleEndian.PutUint32(in[4:], uint32(len(in)-frame))
	binary.LittleEndian.PutUint32(in, crc32.Checksum(in[4:], castagnoli))
	if len(s.fresh) > spill {
		s.full = s.write() != nil
	}
}

// write writes what was put into the file to come, and makes that where it is not there.
func (s *Share) write() error {
	if s.next == nil {
		if err := s.root.MkdirAll(Dir, 0o755); err != nil {
			return err
		}
		s.name = s.file + "." + rand.Text() + ".tmp"
		f, err := s.root.OpenFile(s.name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return err
		}
		s.next = f
		if _, err := f.WriteString(s.head); err != nil {
			return err
		}
	}
	_, err := s.next.Write(s.fresh)
	s.fresh = s.fresh[:0]
	return err
}

// Save keeps what was put, if it can: a folder that may not be written is no failure.
func (s *Share) Save() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	live := s.live()
	if s.next == nil {
		if len(s.fresh) == 0 && !s.broken {
			return
		}
		if s.opened != nil && !s.broken && (live+len(s.fresh))*2 >= len(s.text) && s.append() {
			return
		}
	}
	if s.rewrite(live) != nil {
		s.drop()
	}
}

// live is how many bytes of the file are still of use.
func (s *Share) live() (n int) {
	for name, there := range s.used {
		if at := s.index[name]; there {
			n += at.to - at.from
		}
	}
	return n
}

// append adds what was put to the file that was read, in one call of the system, so that two programs that do so do not
// run into each other. It reports false where that file is no longer there.
func (s *Share) append() bool {
	f, err := s.root.OpenFile(s.file, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !os.SameFile(info, s.opened) || info.Size() < s.opened.Size() || info.Size()+int64(len(s.fresh)) > s.most {
		return false
	}
	_, err = f.Write(s.fresh)
	s.fresh = nil
	return err == nil
}

// rewrite writes the file anew, with what is of use of the old one, and puts it in its place.
func (s *Share) rewrite(live int) error {
	if err := s.write(); err != nil {
		return err
	}
	if s.size+int64(live) <= s.most {
		for name, there := range s.used {
			if at := s.index[name]; there {
				if s.fresh = append(s.fresh, s.text[at.from:at.to]...); len(s.fresh) > spill {
					if err := s.write(); err != nil {
						return err
					}
				}
			}
		}
	}
	if err := s.write(); err != nil {
		return err
	}
	if err := s.next.Close(); err != nil {
		return err
	}
	if err := s.root.Rename(s.name, s.file); err != nil {
		return err
	}
	s.next = nil
	s.sweep()
	return nil
}

// drop removes the file to come.
func (s *Share) drop() {
	if s.next != nil {
		_ = s.next.Close()
		_ = s.root.Remove(s.name)
		s.next = nil
	}
	s.fresh, s.full = nil, true
}

// sweep removes what programs left that were stopped.
func (s *Share) sweep() {
	list, _ := fs.ReadDir(s.root.FS(), Dir)
	for _, d := range list {
		info, err := d.Info()
		if err == nil && path.Ext(d.Name()) == ".tmp" && time.Since(info.ModTime()) > time.Hour {
			_ = s.root.Remove(path.Join(Dir, d.Name()))
		}
	}
}

// Close releases the folder. What was put and not saved is forgotten.
func (s *Share) Close() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
	return s.root.Close()
}

package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"

	"tocsin/internal/memory"
	"tocsin/internal/record"
	"tocsin/internal/words"
)

const (
	bigFile = 1 << 20  // larger outputs are written where they are made: copying them would cost memory
	chunk   = 64 << 10 // what is read at once of a file to compare
)

// stage is a site in the making. Paths are plain ones, not os.Root's: they have been validated, the folder is new and
// ours, and os.Root, which opens every folder on the way, takes 60 % more time for 20,000 files in as many folders.
type stage struct {
	target   string
	dir      string // the staging folder; empty once it is the site
	old      *oldSite
	opts     Options
	fault    fault
	dirMode  fs.FileMode // what the umask makes of 0755
	fileMode fs.FileMode // and of 0644

	seen map[string]struct{} // the outputs' paths; of the consuming goroutine
	pool sync.Pool           // of *[]byte

	mu    sync.Mutex
	made  map[string]struct{}     // the folders made
	files []entry                 // what manifest.json will list
	same  []string                // to be linked from the old site, if there is anything else to do
	looks map[string]record.Entry // of those, when they were compared; nil where nobody asks for a seal
	fresh int                     // files written
	res   Result
	err   error
	stop  atomic.Bool // err is set
}

// job is an output on its way to a worker, its bytes in a buffer of the pool; without one, an output that was not made.
type job struct {
	Output
	data *[]byte
}

func newStage(target string, old *oldSite, o Options, f fault) (*stage, error) {
	s := &stage{target: target, old: old, opts: o, fault: f,
		seen: make(map[string]struct{}), made: map[string]struct{}{".": {}}}
	if o.Seal {
		s.looks = map[string]record.Entry{}
	}
	for {
		dir := fmt.Sprintf("%s%08x", stagingPrefix(target), rand.Uint32())
		err := f.at(stepStage, "")
		if err == nil {
			err = os.Mkdir(dir, 0o755)
		}
		if errors.Is(err, fs.ErrExist) {
			continue // a leftover that could not be swept
		}
		var info fs.FileInfo
		if err == nil {
			info, err = os.Lstat(dir)
		}
		if err != nil {
			return nil, plain(target, "publish.doing.staging", "", err)
		}
		s.dir, s.dirMode = dir, info.Mode().Perm()
		s.fileMode = s.dirMode & 0o644
		return s, nil
	}
}

// fill takes all outputs, or returns the first error, be it the disk's or that of outs.
func (s *stage) fill(outs iter.Seq2[Output, error]) error {
	jobs := make(chan job, 4*workers)
	err := func() error {
		var wg sync.WaitGroup
		defer wg.Wait()
		defer close(jobs) // also when outs panics
		for range workers {
			wg.Go(func() {
				buf := make([]byte, chunk)
				for j := range jobs {
					if !s.stop.Load() {
						s.fail(s.takeJob(j, buf))
					}
					if j.data != nil {
						s.pool.Put(j.data)
					}
				}
			})
		}
		return s.feed(outs, jobs)
	}()
	if s.err != nil {
		return s.err
	}
	if err == nil && len(s.seen) == 0 && s.opts.whole() {
		err = errors.New("publish: a bug of Tocsin: a site without a single file would replace the one that is there")
	}
	return err
}

// feed hands the outputs to the workers until one of them fails.
func (s *stage) feed(outs iter.Seq2[Output, error], jobs chan<- job) error {
	var buf []byte
	for out, err := range outs {
		if err != nil {
			return err
		}
		if s.stop.Load() {
			return nil
		}
		if err := s.opts.note(s.seen, out.Path); err != nil {
			return err
		}
		if len(out.Data) > bigFile {
			if buf == nil {
				buf = make([]byte, chunk)
			}
			if err := s.take(out, out.Data, buf); err != nil {
				return err
			}
			continue
		}
		if out.Made != nil {
			jobs <- job{out, nil}
			continue
		}
		data, ok := s.pool.Get().(*[]byte)
		if !ok {
			data = new([]byte)
		}
		*data = append((*data)[:0], out.Data...)
		jobs <- job{out, data}
	}
	return nil
}

// note checks an output's path and adds it to those seen.
func (o Options) note(seen map[string]struct{}, rel string) error {
	if err := o.check(rel); err != nil {
		return err
	}
	if _, twice := seen[rel]; twice {
		return fmt.Errorf("publish: a bug of Tocsin: %q is made twice", rel)
	}
	seen[rel] = struct{}{}
	return nil
}

// fail keeps the first error and stops the others.
func (s *stage) fail(err error) {
	if err == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
		s.stop.Store(true)
	}
}

// takeJob takes an output from a buffer, or one that was not made: if nobody has touched its file, that is linked, else
// it is made after all. For many goroutines.
func (s *stage) takeJob(j job, scratch []byte) error {
	if j.data != nil {
		return s.take(j.Output, *j.data, scratch)
	}
	old, err := s.old.tree()
	if err != nil {
		return err
	}
	if now := record.Look(old.path(j.Path)); now == j.Made.Mark && now.Mode.Perm() == s.fileMode {
		s.count(j.Output, entry{Path: j.Path, Size: j.Made.Size, Sum: j.Made.Sum}, record.Entry{Path: j.Path, Mark: now}, true, true)
		return nil
	}
	data, err := j.Make()
	if err != nil {
		return err
	}
	return s.take(j.Output, data, scratch)
}

// take compares an output with the old site and writes it unless the same file is there. For many goroutines.
func (s *stage) take(out Output, data, scratch []byte) error {
	rel := out.Path
	old, err := s.old.tree()
	if err != nil {
		return err
	}
	e := entry{Path: rel, Size: int64(len(data))}
	if s.opts.Manifest {
		e.Sum = sha256.Sum256(data)
	}
	look, same := old.holds(rel, data, scratch)
	link := same && look.Mark.Mode.Perm() == s.fileMode // a link shares its permissions: someone's chmod must not survive
	if !link {
		if err := s.write(rel, data); err != nil {
			return err
		}
	}
	s.count(out, e, look, same, link)
	return nil
}

// count notes what came of an output: whether the old site has the same bytes, and whether its file is to be linked.
func (s *stage) count(out Output, e entry, look record.Entry, same, link bool) {
	rel := e.Path
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = append(s.files, e)
	s.res.Bytes += e.Size
	switch {
	case same:
		s.res.Same++
	case s.old.scanned.has(rel):
		s.res.Changed++
	default:
		s.res.Added++
	}
	if out.Key != (memory.Sum{}) {
		s.res.Made = append(s.res.Made, Made{rel, out.Key, e.Sum, e.Size})
	}
	if link {
		s.same = append(s.same, rel)
		s.noteLook(look)
	} else {
		s.fresh++
	}
}

func (s *stage) path(rel string) string { return filepath.Join(s.dir, filepath.FromSlash(rel)) }

// write makes a new file. It never opens one that exists: that might be a link into the old site.
func (s *stage) write(rel string, data []byte) error {
	return s.create(rel, data, 0o644, false)
}

// create is write with permissions; exact means that the umask does not apply.
func (s *stage) create(rel string, data []byte, mode fs.FileMode, exact bool) error {
	if err := s.mkdir(path.Dir(rel)); err != nil {
		return plain(s.target, "publish.doing.folder", rel, err)
	}
	if err := s.fault.at(stepWrite, rel); err != nil {
		return plain(s.target, "publish.doing.writing", rel, err)
	}
	f, err := os.OpenFile(s.path(rel), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return plain(s.target, "publish.doing.writing", rel, err)
	}
	_, err = f.Write(data)
	if err == nil && exact {
		err = f.Chmod(mode)
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return plain(s.target, "publish.doing.writing", rel, err)
	}
	return nil
}

// mkdir makes a folder and its parents, each once.
func (s *stage) mkdir(rel string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.made[rel]; ok {
		return nil
	}
	for i := 0; i <= len(rel); i++ {
		if i < len(rel) && rel[i] != '/' {
			continue
		}
		part := rel[:i]
		if _, ok := s.made[part]; ok {
			continue
		}
		err := s.fault.at(stepMkdir, part)
		if err == nil {
			err = os.Mkdir(s.path(part), 0o755)
		}
		if err != nil {
			return err
		}
		s.made[part] = struct{}{}
	}
	return nil
}

// link puts a file of the old site into the new one. Where the file system refuses (another one, another's file, too
// many links) the bytes are copied. A file in the tree has been compared, or is not this build's to change.
func (s *stage) link(rel string) error {
	if err := s.mkdir(path.Dir(rel)); err != nil {
		return plain(s.target, "publish.doing.folder", rel, err)
	}
	from := s.old.scanned.path(rel)
	err := s.fault.at(stepLink, rel)
	if err == nil {
		err = os.Link(from, s.path(rel))
	}
	if err == nil {
		return nil
	}
	// Whatever the reason, copying either works or says better what is wrong.
	info, err := os.Lstat(from)
	if err == nil && !info.Mode().IsRegular() {
		err = words.Problem("publish.no-file")
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(from)
	}
	if err != nil {
		return plain(s.target, "publish.doing.copying", rel, err)
	}
	return s.create(rel, data, info.Mode().Perm(), true)
}

// linkAll links the files, a share for each worker.
func (s *stage) linkAll(rels []string) error {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range workers {
		wg.Go(func() {
			for !s.stop.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(rels) {
					return
				}
				s.fail(s.link(rels[i]))
			}
		})
	}
	wg.Wait()
	return s.err
}

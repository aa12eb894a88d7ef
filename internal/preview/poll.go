package preview

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"slices"
	"time"

	"tocsin/internal/source"
)

// poller looks at every file again and again: for network shares, whose servers tell nobody of changes.
type poller struct {
	fsys  fs.FS
	every time.Duration
	seen  map[string]stamp
	at    time.Time     // when the last look began
	took  time.Duration // by the last look
	sums  contents
}

// stamp is what tells two versions of a file apart without reading it.
type stamp struct {
	size int64
	mod  time.Time
	mode fs.FileMode
}

// coarse is how far apart a share's clock may put two changes without telling them apart; FAT counts in twos.
const coarse = 3 * time.Second

func newPoller(fsys fs.FS, every time.Duration) *poller {
	p := &poller{fsys: fsys, every: every, at: time.Now(), sums: contents{fsys, map[string][sha256.Size]byte{}}}
	p.seen = p.look()
	return p
}

func (p *poller) close() error { return nil }

func (p *poller) next(ctx context.Context, until time.Time) (batch, bool) {
	for {
		due := p.at.Add(p.took + max(p.every, 4*p.took)) // a slow share is not kept busy by nothing but us
		wake := due
		if until.Before(due) {
			wake = until
		}
		select {
		case <-ctx.Done():
			return batch{}, false
		case <-time.After(time.Until(wake)):
		}
		if wake == due {
			if b := p.changed(); len(b.names) > 0 {
				return b, true
			}
		}
		if !time.Now().Before(until) {
			return batch{}, false
		}
	}
}

// changed looks again and returns what is new, gone, or other than before. A file that changed just before the last
// look may have changed again within the same tick of its clock, so it is named once more; reading it shows whether.
func (p *poller) changed() (b batch) {
	before, last := p.seen, p.at
	p.at = time.Now()
	p.seen = p.look()
	p.took = time.Since(p.at)
	for name, now := range p.seen {
		old, ok := before[name]
		fresh := now.mod.After(last.Add(-coarse)) && now.mod.Before(last.Add(coarse))
		if (!ok || old != now || fresh) && p.sums.differ(name) {
			b.names = append(b.names, name)
		}
	}
	for name := range before {
		if _, ok := p.seen[name]; !ok {
			b.names = append(b.names, name)
		}
	}
	slices.Sort(b.names)
	return b
}

// look stats every file of the campaign.
func (p *poller) look() map[string]stamp {
	out := make(map[string]stamp, len(p.seen))
	add := func(name string) {
		if !source.Concerns(name) {
			return
		}
		switch info, err := fs.Stat(p.fsys, name); {
		case err == nil:
			out[name] = stamp{info.Size(), info.ModTime(), info.Mode()}
		case !errors.Is(err, fs.ErrNotExist):
			out[name] = stamp{size: -1}
		}
	}
	add(source.ConfigFile)
	for _, dir := range folders {
		_ = fs.WalkDir(p.fsys, dir, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // unreadable: the load says so
			case !d.IsDir():
				add(name)
			case !watched(name):
				return fs.SkipDir
			}
			return nil
		})
	}
	return out
}

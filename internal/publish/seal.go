package publish

import (
	"os"
	"path/filepath"
	"slices"
	"time"

	"tocsin/internal/manifest"
	"tocsin/internal/record"
)

// Unchanged reports whether dir is the site that a build sealed, to the last file and folder, and whether there is
// nothing about it that [Swap] would do otherwise today. It waits for nobody: a folder that another build is writing is
// not unchanged. Like Swap it removes what killed builds left. What it had to read again is noted in the seal, and again
// is how many files that were.
func Unchanged(dir string, seal []record.Entry) (same bool, again int) {
	target, err := resolve(dir)
	if err != nil || len(seal) == 0 {
		return false, 0
	}
	if info, err := os.Lstat(target); err != nil || !info.IsDir() {
		return false, 0
	}
	p, err := claim(target)
	if err != nil {
		return false, 0
	}
	defer p.release()
	if len(p.sweep()) > 0 {
		return false, 0
	}
	mode := record.Look(p.prefix + "lock").Mode.Perm() // what the umask leaves of 0644 now
	for _, e := range seal {
		if e.Path == manifest.Name && e.Mark.Mode.Perm() != mode {
			return false, 0
		}
	}
	return record.Whole(target, seal)
}

// fileEntry is what was seen of a file after the time now.
func fileEntry(rel string, now time.Time, m record.Mark) record.Entry {
	return record.Entry{Path: rel, Mark: m, Doubt: m.Recent(now)}
}

// folderEntry is fileEntry for a folder, the site's own being "" or ".".
func folderEntry(rel string, now time.Time, m record.Mark) record.Entry {
	if rel == "" || rel == "." {
		return record.Root(m)
	}
	return fileEntry(rel, now, m)
}

// noteLook remembers what a file of the old site looked like when it was compared. The caller holds mu, or is alone.
func (s *stage) noteLook(e record.Entry) {
	if s.looks != nil {
		s.looks[e.Path] = e
	}
}

// seal returns what the finished site looks like before anybody else can have seen it: the staging folder, or the old
// site as it was read if nothing changes. Nil where nobody asks, or where somebody has been at a file meanwhile.
func (s *stage) seal(changed bool) []record.Entry {
	if !s.opts.Seal || !s.opts.whole() || !s.opts.Manifest {
		return nil
	}
	start := time.Now()
	list := make([]record.Entry, 0, len(s.files)+len(s.made)+1)
	for _, f := range s.files {
		e, linked := s.looks[f.Path]
		if changed {
			now := fileEntry(f.Path, start, record.Look(s.dir+string(os.PathSeparator)+filepath.FromSlash(f.Path)))
			if linked && !sameButLinks(e.Mark, now.Mark) || now.Mark.Size != f.Size || !now.Mark.Mode.IsRegular() {
				return nil
			}
			now.Doubt = now.Doubt || e.Doubt
			e = now
		} else if !linked {
			return nil
		}
		if e.Doubt || linked && changed {
			e.Sum = slices.Clone(f.Sum[:])
		}
		list = append(list, e)
	}
	if !changed {
		return append(list, s.old.scanned.looks...)
	}
	for rel := range s.made {
		list = append(list, folderEntry(rel, start, record.Look(s.path(rel))))
	}
	return list
}

// sealLinks brings a seal up to date when the old site is gone: the files that it shared with the new one have a link
// less, which the system counts as a change.
func (s *stage) sealLinks(seal []record.Entry) []record.Entry {
	if s.dir != "" { // nothing was linked
		return seal
	}
	start := time.Now()
	for i, e := range seal {
		if _, linked := s.looks[e.Path]; !linked {
			continue
		}
		now := fileEntry(e.Path, start, record.Look(filepath.Join(s.target, filepath.FromSlash(e.Path))))
		if !sameButLinks(e.Mark, now.Mark) {
			return nil
		}
		if now.Doubt = now.Doubt || e.Doubt; now.Doubt {
			now.Sum = e.Sum
		}
		seal[i] = now
	}
	return seal
}

// sameButLinks compares marks but for the time that a link more or less changes.
func sameButLinks(a, b record.Mark) bool {
	a.Change, b.Change = 0, 0
	return a == b
}

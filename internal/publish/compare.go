package publish

import (
	"iter"
	"slices"
)

// Changes holds the paths of a build's files, sorted, by what the build would do to them; manifest.json apart.
type Changes struct {
	Added, Changed, Removed, Same []string
}

// Compare tells what [Swap] would do, and writes nothing. It refuses what Swap refuses for what the folder is, but
// takes no lock: while another build replaces dir, the answer may be about either site.
func Compare(dir string, outs iter.Seq2[Output, error], o Options) (Changes, error) {
	var c Changes
	if err := o.valid(); err != nil {
		return c, err
	}
	target, err := resolve(dir)
	if err != nil {
		return c, err
	}
	site, err := inspect(target, o)
	if err != nil {
		return c, err
	}
	old, err := site.tree()
	if err != nil {
		return c, err
	}
	seen := make(map[string]struct{})
	buf := make([]byte, chunk)
	for out, err := range outs {
		if err != nil {
			return Changes{}, err
		}
		if err := o.note(seen, out.Path); err != nil {
			return Changes{}, err
		}
		if _, same := old.holds(out.Path, out.Data, buf); same {
			c.Same = append(c.Same, out.Path)
		} else if old.has(out.Path) {
			c.Changed = append(c.Changed, out.Path)
		} else {
			c.Added = append(c.Added, out.Path)
		}
	}
	if _, c.Removed, err = o.rest(old, seen); err != nil {
		return Changes{}, err
	}
	for _, list := range [][]string{c.Added, c.Changed, c.Removed, c.Same} {
		slices.Sort(list)
	}
	return c, nil
}

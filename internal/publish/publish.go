// Package publish is the only place of the program that writes the site, so that one promise can be kept in one place:
// whoever reads the output folder, at any moment and after any accident, finds the old site or the new one, whole.
//
// The new site is made in a staging folder beside the old one and takes its place in one step (on Linux, an exchange
// of two folders). A file that did not change is hard-linked from the old site, once its bytes have been compared,
// not its date: the comparison costs less than the writing and cannot be misled by someone who edited the site by hand.
// Nothing is ever written into a file that exists. A build that changes nothing touches nothing.
//
// Beside the output folder "public" lie, while a build runs, ".public.tocsin-lock" (locked with flock, so that there
// is one build at a time, and so that what a killed build left is known to be nobody's) and ".public.tocsin-" with
// eight hexadecimal digits. The next build removes what a killed one left.
package publish

import (
	"fmt"
	"iter"
	"strings"

	"tocsin/internal/manifest"
	"tocsin/internal/memory"
	"tocsin/internal/record"
	"tocsin/internal/render"
	"tocsin/internal/words"
)

// Output is one file of the site.
type Output = render.Output

// Options says which part of the site a build makes. The zero value is the whole site, without manifest.json.
//
// A prefix is a folder, ending in "/", or one file. In a partial build whatever lies outside the build's own prefixes
// stays as it is on disk, and an output outside them is an error.
type Options struct {
	// Partial holds the prefixes that this build owns: an edition's folder and the assets, say. Nil, with Others nil
	// too, is the whole site: whatever is on disk and not among the outputs goes.
	Partial []string
	// Others holds the prefixes that other partial builds of the same site own. With Partial nil, this build owns
	// everything but these (the root); and a folder without manifest.json is taken for a part of a site, not for a
	// stranger's folder, if everything in it lies under Partial or Others.
	Others []string
	// Shared holds those of this build's own prefixes that other partial builds make too, byte for byte the same: the
	// assets. They too may lie in a folder without manifest.json.
	Shared []string
	// Gone reports of a file that other builds own that the site no longer has it, so that this build takes it away. Nil
	// for none.
	Gone func(path string) bool
	// Manifest writes manifest.json: path, size and SHA-256 of every file, of what stays on disk too. A whole site
	// without it is refused by the next [Swap], which can't tell whose it is.
	Manifest bool
	// Head is what manifest.json says of the whole site.
	Head manifest.Head
	// Signer signs manifest.json; nil for nobody. A signature that is there and is the signer's, over the same manifest,
	// stays as it is. Without a signer none stays: it would speak for another site.
	Signer Signer
	// Seal asks for [Result.Seal].
	Seal bool
}

// Signer signs and knows its own signatures; internal/signature has one.
type Signer interface {
	// Sign returns the text of a signature's file.
	Sign(data []byte) ([]byte, error)
	// Signed reports whether the text is this signer's signature of the data.
	Signed(data, signature []byte) bool
}

// Result counts what a build did to the files that it owns, manifest.json and its signature apart. Bytes is the size of
// all outputs. Unsigned says that the signature of the site before was removed, since nobody signed this one.
// Leftover names folders beside the site, an old site among them, that should have been removed and could not be:
// the site is published all the same, and the next build tries again.
type Result struct {
	Added, Changed, Removed, Same int
	Bytes                         int64
	Leftover                      []string
	Unsigned                      bool
	Seal                          []record.Entry // for [Unchanged]; nil where the site is not whole or anything stood in the way
	Made                          []Made         // the outputs that have a key, for [render.Renderer.Since] in the next build
}

// Made is an output that has a key, and the bytes that came of it.
type Made struct {
	Path     string
	Key, Sum memory.Sum
	Size     int64
}

// ErrBusy is what the error of [Swap] wraps when another build is writing the same folder.
var ErrBusy = words.Problem("publish.busy")

// Swap writes every output into a staging folder beside dir and then exchanges the two in one step, after one flush
// to the disk. A dir that does not exist is made, its parents too; if it is a symbolic link, what it leads to is
// exchanged. If nothing at all would change, dir is not touched.
//
// On any error, from outs or the disk, dir is left exactly as it was and the staging folder is removed. An error of
// outs is returned as it is. A folder that is not empty and not a site of ours is refused.
func Swap(dir string, outs iter.Seq2[Output, error], o Options) (Result, error) {
	return swap(dir, outs, o, nil)
}

// step names a moment at which a test may let the disk fail or the process die.
type step string

const (
	stepStage  step = "stage"  // before the staging folder is made
	stepMkdir  step = "mkdir"  // before a folder is made in it
	stepWrite  step = "write"  // before a file is written
	stepLink   step = "link"   // before a file is linked
	stepFlush  step = "flush"  // before the flush to the disk
	stepSwap   step = "swap"   // before the exchange
	stepPark   step = "park"   // between the two renames that stand in for it
	stepSwept  step = "swept"  // after the exchange, before the old site is removed
	stepRemove step = "remove" // before each file of the old site is removed
)

// fault is called before each step, rel being the file's path; an error is taken for the disk's. Nil but in tests.
type fault func(s step, rel string) error

func (f fault) at(s step, rel string) error {
	if f == nil {
		return nil
	}
	return f(s, rel)
}

func swap(dir string, outs iter.Seq2[Output, error], o Options, f fault) (res Result, err error) {
	if err := o.valid(); err != nil {
		return res, err
	}
	target, err := resolve(dir)
	if err != nil {
		return res, err
	}
	p, err := claim(target)
	if err != nil {
		return res, err
	}
	defer p.release()
	leftover := p.sweep()
	old, err := inspect(target, o)
	if err != nil {
		return res, err
	}
	if err := exchangeable(target); err != nil {
		return res, err
	}
	s, err := newStage(target, old, o, f)
	if err != nil {
		return res, err
	}
	defer func() { // also when outs panics
		if s.dir != "" {
			removeQuietly(s.dir)
		}
	}()
	if err := s.fill(outs); err != nil {
		return res, err
	}
	changed, err := s.complete()
	if err != nil {
		return res, err
	}
	seal := s.seal(changed)
	if changed {
		trash, err := s.exchange()
		if err != nil {
			return res, err
		}
		s.dir = ""
		leftover = append(leftover, s.discard(trash)...)
	}
	s.res.Leftover = leftover
	if len(leftover) == 0 {
		s.res.Seal = s.sealLinks(seal)
	}
	return s.res, nil
}

// whole reports whether the build owns the whole folder.
func (o Options) whole() bool { return o.Partial == nil && o.Others == nil }

// owns reports whether the build may write, and remove, the file.
func (o Options) owns(rel string) bool {
	switch {
	case o.Manifest && manifest.IsAbout(rel): // of every build that writes it
	case o.Partial != nil:
		return under(rel, o.Partial)
	case o.Others != nil:
		return !under(rel, o.Others)
	}
	return true
}

// valid reports a prefix that can't be one.
func (o Options) valid() error {
	for _, list := range [][]string{o.Partial, o.Others} {
		for _, p := range list {
			if err := manifest.ValidPath(strings.TrimSuffix(p, "/")); err != nil {
				return fmt.Errorf("publish: a bug of Tocsin: bad prefix: %w", err)
			}
		}
	}
	return nil
}

// check reports an output that must not be written, which is a bug of the stages before.
func (o Options) check(rel string) error {
	err := manifest.ValidPath(rel)
	switch {
	case err != nil:
	case o.Manifest && manifest.IsAbout(rel):
		err = fmt.Errorf("%q is the list of the site's files or its signature, no page or asset may have this name", rel)
	case !o.owns(rel):
		err = fmt.Errorf("%q lies outside the part of the site that this build makes", rel)
	default:
		return nil
	}
	return fmt.Errorf("publish: a bug of Tocsin: %w", err)
}

// under reports whether one of the prefixes covers the file.
func under(rel string, prefixes []string) bool {
	for _, p := range prefixes {
		if rel == p || strings.HasSuffix(p, "/") && strings.HasPrefix(rel, p) {
			return true
		}
	}
	return false
}

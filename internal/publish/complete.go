package publish

import (
	"crypto/sha256"
	"errors"
	"os"
	"path"
	"path/filepath"

	"tocsin/internal/manifest"
	"tocsin/internal/words"
)

// complete adds what stays and manifest.json. It reports false, and the staging folder is of no use, if the site that
// is there is already what it should be.
func (s *stage) complete() (changed bool, err error) {
	old, err := s.old.tree()
	if err != nil {
		return false, err
	}
	keep, removed, err := s.opts.rest(old, s.seen)
	if err != nil {
		return false, err
	}
	s.res.Removed = len(removed)
	about, err := s.about(old, keep)
	if err != nil {
		return false, err
	}
	keep = append(keep, about...)
	stay := append(s.same, keep...)
	if s.fresh == 0 && len(stay) == len(old.entries) && s.tidy(old, stay) {
		return false, nil
	}
	return true, s.linkAll(stay)
}

// tidy reports whether the old site, whose files are just those given, has no folder too many and none with
// permissions of its own.
func (s *stage) tidy(old *tree, rels []string) bool {
	if !s.old.exists {
		return false
	}
	for mode := range old.modes {
		if mode != s.dirMode {
			return false
		}
	}
	needed := make(map[string]struct{}, len(old.folders))
	for _, rel := range rels {
		for d := path.Dir(rel); d != "."; d = path.Dir(d) {
			needed[d] = struct{}{}
		}
	}
	return len(needed) == len(old.folders)
}

// rest sorts out what is on disk and not among the outputs: what stays and what goes, manifest.json and its signature not
// counted.
func (o Options) rest(old *tree, seen map[string]struct{}) (keep, removed []string, err error) {
	for rel, regular := range old.entries {
		_, made := seen[rel]
		switch {
		case made:
		case o.owns(rel), o.Gone != nil && o.Gone(rel):
			if !manifest.IsAbout(rel) {
				removed = append(removed, rel)
			}
		case !regular:
			return nil, nil, words.Problem("publish.part", "target", old.root, "file", rel)
		default:
			keep = append(keep, rel)
		}
	}
	return keep, removed, nil
}

// exchange brings everything to the disk and puts the new site in the old one's place. It returns where the old one
// lies now, or nothing if there was none.
func (s *stage) exchange() (trash string, err error) {
	if err = s.fault.at(stepFlush, ""); err == nil {
		err = flush(s.dir)
	}
	if err != nil {
		return "", plain(s.target, "publish.doing.flush", "", err)
	}
	err = s.fault.at(stepSwap, "")
	switch {
	case err != nil:
	case s.old.exists:
		trash, err = exchange(s.dir, s.target)
	default:
		err = os.Rename(s.dir, s.target)
	}
	if errors.Is(err, errNoExchange) {
		trash, err = twoRenames(s.dir, s.target, s.fault)
	}
	if err != nil {
		return "", plainSwap(s.target, err)
	}
	flushNames(filepath.Dir(s.target))
	return trash, nil
}

// errNoExchange is what exchange returns where folders can't be exchanged: another system, or a file system that
// lacks it, as NFS does.
var errNoExchange = words.Problem("publish.no-exchange")

// twoRenames stands in for the exchange. Between them there is no site: never a mixed one; and a build killed there
// leaves the old one where the next build's sweep finds it.
func twoRenames(staging, target string, f fault) (trash string, err error) {
	parked := staging + parkedSuffix
	if err := os.Rename(target, parked); err != nil {
		return "", err
	}
	err = f.at(stepPark, "")
	if err == nil {
		err = os.Rename(staging, target)
	}
	if err == nil {
		return parked, nil
	}
	if back := os.Rename(parked, target); back != nil {
		return "", words.Problem("publish.parked", "cause", words.Cause(err), "back", words.Cause(back), "parked", parked, "target", target)
	}
	return "", err
}

// flushNames brings the exchange itself to the disk. Without it the disk may keep the old site, whole, if the power
// fails now; so a failure, when the new site is already there, is none of the user's business.
func flushNames(parent string) {
	if d, err := os.Open(parent); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// discard removes the old site, and returns it if it can't: the new one is published whatever happens here.
func (s *stage) discard(trash string) (leftover []string) {
	if trash == "" {
		return nil
	}
	if s.fault.at(stepSwept, "") != nil || s.old.scanned.remove(trash, s.fault) != nil {
		return []string{trash}
	}
	return nil
}

// about makes manifest.json and its signature, and returns those of them that are there already as they should be. Nothing
// in a build that makes none.
func (s *stage) about(old *tree, keep []string) (same []string, err error) {
	if !s.opts.Manifest {
		return nil, nil
	}
	for _, rel := range keep {
		e, err := sumFile(old.path(rel), rel)
		if err != nil {
			return nil, plain(s.target, "publish.doing.reading", rel, err)
		}
		s.files = append(s.files, e)
	}
	list := manifest.Encode(s.opts.Head, s.files)
	if same, err = s.put(old, manifest.Name, list, nil); err != nil {
		return nil, err
	}
	if s.opts.Signer == nil {
		s.res.Unsigned = old.has(manifest.Signature)
		return same, nil
	}
	signature, err := s.sign(old, list)
	if err != nil {
		return nil, err
	}
	return s.put(old, manifest.Signature, signature, same)
}

// put adds a file that manifest.json does not list, and appends it to same if it is there already.
func (s *stage) put(old *tree, rel string, data []byte, same []string) ([]string, error) {
	s.files = append(s.files, entry{Path: rel, Size: int64(len(data)), Sum: sha256.Sum256(data)})
	if look, there := old.holds(rel, data, make([]byte, chunk)); there && look.Mark.Mode.Perm() == s.fileMode {
		s.noteLook(look)
		return append(same, rel), nil
	}
	if err := s.write(rel, data); err != nil {
		return nil, err
	}
	s.fresh++
	return same, nil
}

// maxSignature is more than the file of any signature has, in bytes.
const maxSignature = 64 << 10

// sign returns the signature of a manifest: the one that is there, if it is the signer's own, so that a build which
// changes nothing changes no signature either and nobody has to touch a token for it.
func (s *stage) sign(old *tree, list []byte) ([]byte, error) {
	name := old.path(manifest.Signature)
	if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() && info.Size() <= maxSignature {
		if there, err := os.ReadFile(name); err == nil && s.opts.Signer.Signed(list, there) {
			return there, nil
		}
	}
	signature, err := s.opts.Signer.Sign(list)
	if err != nil {
		return nil, words.Problem("publish.signing", "target", s.target, "cause", err)
	}
	return signature, nil
}

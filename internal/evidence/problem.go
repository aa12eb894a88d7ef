// Package evidence holds a published site against what is said of it: the files of a folder, or of a web server, against
// manifest.json; and every byte against what the campaign has not released. It writes nothing into a site.
package evidence

import (
	"cmp"
	"slices"

	"tocsin/internal/words"
)

// Kind says what is wrong with a file of a published site. Its text is in the catalogue, as verify.KIND.
type Kind string

const (
	Missing Kind = "missing" // manifest.json lists it, and it is not there
	Changed Kind = "changed" // it has not the bytes that manifest.json says, or is no regular file
	Extra   Kind = "extra"   // manifest.json does not list it
	Mode    Kind = "mode"    // its permissions are not those that a build gives it
	Empty   Kind = "empty"   // a folder without a file
	Trace   Kind = "trace"   // it holds words, a slug or a file's name that is not released: see What
	Unmade  Kind = "unmade"  // the campaign has an edition's pages, and manifest.json does not list them: see What
	Failed  Kind = "failed"  // it could not be fetched: see Cause
)

// Problem is one file that is not as it should be.
type Problem struct {
	Kind  Kind
	Path  string // slash-separated, relative to the site
	What  string // of a Trace: what was found; of an Unmade: how many pages; of a Mode: the permissions that it has, and should have
	From  string // of a Trace: the campaign's file that is not released; of an Unmade: the edition
	Cause error  // of a Failed
}

// String returns "missing: ca/en/index.html", for tests and logs.
func (p Problem) String() string {
	s := string(p.Kind) + ": " + p.Path
	if p.What != "" {
		s += " (" + p.What + ")"
	}
	return s
}

// Say tells the problem as a line without an end.
func (p Problem) Say(c *words.Catalogue) string {
	cause := ""
	if p.Cause != nil {
		cause = c.SayError(p.Cause)
	}
	return c.T("verify."+string(p.Kind), "path", p.Path, "what", p.What, "from", p.From, "cause", cause)
}

// sorted orders problems by path, then by kind.
func sorted(list []Problem) []Problem {
	slices.SortFunc(list, func(x, y Problem) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.From, y.From), cmp.Compare(x.What, y.What))
	})
	return list
}

// Package memory keeps what a build made of each thing, so that the next one need not make it again: a parsed document by
// its file, what a renderer was given by the path of what it made of it, what two renditions were found to differ in by
// the two. It stands beside package cache, which keeps a few large things, each in a file of its own: here are tens of
// thousands of small ones, which would take longer to open than to make.
//
// What is kept is asked for by a name, and holds the digest of what it was made from: whoever asks compares, and makes it
// anew where that is another. So a name has one entry at a time, and what a campaign no longer has is known to be of no use.
//
// A [Share] is one kind of thing, in one file in .tocsin/memory, read at once when it is opened. An entry has a checksum,
// which is looked at when somebody asks for it; a damaged one is as none, and so is all that lies behind an entry whose
// length is damaged. What is new is appended; where half of a file is of no use, or a part of it is damaged, it is written
// anew beside the old one and takes its place. So it may be deleted at any time, and two programs may use it at once: each
// reads what was whole when it began, and the worst that one can do to the other is that something is made again.
//
// Everything is kept under the program that made it: another program, or the same in another version, begins anew. It
// can only make a build faster; no byte of the site and no diagnostic depends on it, and of a page that is not released
// there is nothing here but in the campaign's own folder.
package memory

import (
	"crypto/sha256"
	"fmt"

	"tocsin/internal/record"
)

// Dir is where the memory of a campaign lies, in the campaign.
const Dir = ".tocsin/memory"

// The shares, and what is kept in each under which name.
const (
	Documents = "documents" // a Markdown file as it was parsed: its path
	Words     = "words"     // what was found in the words of a page's or message's renditions: its key
	Outputs   = "outputs"   // which outputs could be made
	Inputs    = "inputs"    // the sums of what is shown of files
)

// Most is how many bytes one share may have. What does not fit is not kept.
const Most = 1 << 30

// Program names the program that is running, or "" where it cannot be told: then nothing is kept.
func Program() string {
	name, self := record.Self()
	if self == (record.Mark{}) {
		return ""
	}
	return fmt.Sprintf("%q %v", name, self)
}

// Sum is a SHA-256.
type Sum = [sha256.Size]byte

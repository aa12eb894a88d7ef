// Package record remembers what a build was made from and what it left behind, so that the next one can tell in a few
// milliseconds that it would make the same again: the program and its options, every file that was read, the moments
// between which the site stays as it is, and every file of the site.
//
// It may say "changed" where nothing has; it never says "unchanged" where something has. So a file counts as the same if
// the system says that nobody has touched it since (size, times, inode), or if its bytes have the same hash; what was
// read is noted as it is read, not afterwards; and a file that changed so shortly before that the clock cannot tell is
// read again. A record that is damaged or in another form is no record.
package record

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/gob"
	"os"
	"path"
	"time"

	"tocsin/internal/diag"
)

// Name is where a campaign's record lies, in the campaign.
const Name = ".tocsin/record"

// Record is one build that succeeded.
type Record struct {
	Key         string // the program and every option that can change a byte
	Zone        string // in which a moment without a zone is meant
	From, Until time.Time
	Fonts       bool    // the machine's own fonts were looked at: Outside begins with all of them
	Outside     Entries // files that are not the campaign's; their paths are absolute
	Inputs      Entries // what was read of the campaign, relative to it
	Outputs     Entries // the site, as package publish sealed it
	Made        []byte  // what package render knows of the outputs, for a build that has to make some of them
	Told        diag.List
	Summary     string
	Files       int // as the build told them
}

// Covers reports whether the site would be the same at another moment.
func (r *Record) Covers(at time.Time) bool { return !at.Before(r.From) && at.Before(r.Until) }

const magic = "tocsin record 2\n"

// Load returns the record of the campaign in dir, or nil where there is none that is whole.
func Load(dir string) *Record {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil
	}
	defer root.Close()
	data, _ := root.ReadFile(Name) // of what cannot be read whole the checksum does not hold
	body, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(body) < sha256.Size {
		return nil
	}
	sum := sha256.Sum256(body[sha256.Size:])
	r := &Record{}
	if !bytes.Equal(body[:sha256.Size], sum[:]) || gob.NewDecoder(bytes.NewReader(body[sha256.Size:])).Decode(r) != nil {
		return nil
	}
	return r
}

// Save keeps the record in the place of the one before, if it can: a folder that may not be written is no failure.
func (r *Record) Save(dir string) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return
	}
	defer root.Close()
	var b bytes.Buffer
	b.WriteString(magic)
	b.Write(make([]byte, sha256.Size))
	if gob.NewEncoder(&b).Encode(r) != nil || root.MkdirAll(path.Dir(Name), 0o755) != nil {
		return
	}
	data := b.Bytes()
	sum := sha256.Sum256(data[len(magic)+sha256.Size:])
	copy(data[len(magic):], sum[:])
	tmp := Name + "." + rand.Text() + ".tmp"
	if err = root.WriteFile(tmp, data, 0o644); err == nil {
		err = root.Rename(tmp, Name)
	}
	if err != nil {
		_ = root.Remove(tmp)
	}
}

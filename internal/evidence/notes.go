package evidence

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Notes remember which files of a published site have been found to be as they should, so that a check that was stopped
// need not begin anew. They are for one address and one manifest, lie in the user's cache folder, hold for a day and are
// removed when a check has come to its end. They cannot make a wrong file right, but one that was changed since it was
// noted is not seen by the run that goes on. A nil Notes remembers nothing.
type Notes struct {
	name string
	head string
	old  map[string]bool
	file *os.File
	out  *bufio.Writer
	err  error
}

// notesHold is how long notes hold.
const notesHold = 24 * time.Hour

// OpenNotes reads the notes in a folder, which is made when there is something to note, about the site at an address with
// this manifest.json.
func OpenNotes(dir, address string, list []byte, now time.Time) *Notes {
	sum := sha256.Sum256([]byte(address))
	digest := sha256.Sum256(list)
	n := &Notes{name: filepath.Join(dir, hex.EncodeToString(sum[:16])), head: "verify-1:" + hex.EncodeToString(digest[:]) + "\n", old: map[string]bool{}}
	info, err := os.Stat(n.name)
	if err != nil || now.Sub(info.ModTime()) > notesHold || info.Size() > 256<<20 {
		return n
	}
	data, err := os.ReadFile(n.name)
	rest, ours := bytes.CutPrefix(data, []byte(n.head))
	if err != nil || !ours {
		return n
	}
	for line := range bytes.Lines(rest) {
		if path, err := strconv.Unquote(string(bytes.TrimSuffix(line, []byte("\n")))); err == nil && bytes.HasSuffix(line, []byte("\n")) {
			n.old[path] = true // a line that was cut short is none
		}
	}
	return n
}

func (n *Notes) has(path string) bool { return n != nil && n.old[path] }

// add notes a file. What cannot be noted is looked at again.
func (n *Notes) add(path string) {
	if n == nil || n.err != nil {
		return
	}
	if n.file == nil {
		if n.err = n.begin(); n.err != nil {
			return
		}
	}
	_, n.err = n.out.WriteString(strconv.Quote(path) + "\n")
}

// begin opens the file: to go on with notes that hold, else a new one.
func (n *Notes) begin() (err error) {
	if err := os.MkdirAll(filepath.Dir(n.name), 0o700); err != nil {
		return err
	}
	how := os.O_WRONLY | os.O_CREATE | os.O_APPEND
	if len(n.old) == 0 {
		how |= os.O_TRUNC
	}
	if n.file, err = os.OpenFile(n.name, how, 0o600); err != nil {
		return err
	}
	n.out = bufio.NewWriter(n.file)
	if len(n.old) == 0 {
		_, err = n.out.WriteString(n.head)
		return err
	}
	return n.out.WriteByte('\n') // a line that was cut short ends here
}

// keep brings the notes to the disk.
func (n *Notes) keep() error {
	if n == nil || n.file == nil {
		return nil
	}
	return errors.Join(n.err, n.out.Flush(), n.file.Close())
}

// forget removes the notes.
func (n *Notes) forget() error {
	if n == nil {
		return nil
	}
	if n.file != nil {
		n.file.Close()
	}
	if err := os.Remove(n.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

package edit

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// Whatever lies where a journal should, it is read without harm, and names no file outside of the campaign.
func FuzzJournal(f *testing.F) {
	for _, s := range []string{
		"", "{}", "null", "[]", `{"version":1,"id":"0123456789abcdef","command":"tocsin new","moves":[{"path":"content/a.en.md","was":"","sum":"b"}]}`,
		`{"version":1,"id":"../x","moves":[{"path":"../../etc/passwd"}]}`, `{"version":1,"id":"0123456789abcdef","moves":[{"path":"/etc/passwd","was":"a","sum":"b"}]}`,
		strings.Repeat("[", 10_000), `{"version":1e400}`, "\xff\xfe",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		_, files, err := Unfinished(fstest.MapFS{Journal: {Data: text}})
		if err == nil && len(files) == 0 {
			t.Error("a journal of nothing is taken for one")
		}
		for _, name := range files {
			if !fs.ValidPath(name) || name == "." {
				t.Errorf("it names %q", name)
			}
		}
	})
}

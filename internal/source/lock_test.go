package source

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"tocsin/internal/edit"
)

// entry writes a line of a lock.
func entry(key, digest, words string) string {
	return "content/a.fr.md\t" + key + "\t" + digest + "\t" + words + "\n"
}

const one, two = "000000000001", "000000000002"

// What each line of a lock counts for. Nothing that stands between conflict marks, or twice in two ways, is settled.
func TestParseLock(t *testing.T) {
	mark := func(c string) string { return strings.Repeat(c, 7) }
	for _, tt := range []struct {
		name, text string
		want       []LockEntry
		told       []int // lines
	}{
		{"plain", entry("0010", one, "a"), []LockEntry{{"0010", one, "a", false}}, nil},
		{"a title", entry("title", one, "a"), []LockEntry{{"title", one, "a", false}}, nil},
		{"a title of an image", entry("image.alt", one, "a"), []LockEntry{{"image.alt", one, "a", false}}, nil},
		{"a mark of the beginning of a file", "\ufeff" + entry("0010", one, "a"), []LockEntry{{"0010", one, "a", false}}, nil},
		{"comments, empty lines and another system's", "# x\r\n\r\n\n#\n" + strings.ReplaceAll(entry("0010", one, "a"), "\n", "\r\n"), []LockEntry{{"0010", one, "a", false}}, nil},
		{"what is escaped first of all", entry("0010", one, `\ta`), []LockEntry{{"0010", one, "\ta", false}}, nil},
		{"what is escaped", entry("0010", one, `a\tb\nc\rd\\n`), []LockEntry{{"0010", one, "a\tb\nc\rd\\n", false}}, nil},
		{"out of order", entry("title", one, "t") + entry("0020", one, "b") + entry("0010", two, "a"),
			[]LockEntry{{"0010", two, "a", false}, {"0020", one, "b", false}, {"title", one, "t", false}}, nil},
		{"twice the same", entry("0010", one, "a") + entry("0010", one, "a"), []LockEntry{{"0010", one, "a", false}}, nil},
		{"twice, differing", entry("0010", one, "a") + entry("0010", two, "b"), []LockEntry{{"0010", one, "a", true}}, nil},
		{"three times, the second differing", entry("0010", one, "a") + entry("0010", two, "b") + entry("0010", one, "a"), []LockEntry{{"0010", one, "a", true}}, nil},
		{"ours", mark("<") + " HEAD\n" + entry("0010", one, "a") + mark("=") + "\n" + mark(">") + " x\n" + entry("0020", one, "b"),
			[]LockEntry{{"0010", one, "a", true}, {"0020", one, "b", false}}, nil},
		{"theirs", mark("<") + "\n" + mark("=") + "\n" + entry("0010", one, "a") + mark(">") + "\n", []LockEntry{{"0010", one, "a", true}}, nil},
		{"the base of both", mark("<") + "\n" + mark("|") + " base\n" + entry("0010", one, "a") + mark("=") + "\n" + mark(">") + "\n", []LockEntry{{"0010", one, "a", true}}, nil},
		{"a conflict without an end", entry("0010", one, "a") + mark("<") + "\n" + entry("0020", one, "b"), []LockEntry{{"0010", one, "a", false}, {"0020", one, "b", true}}, nil},
		{"no marks: too short, and glued to a word", "<<<<<<\n" + entry("0010", one, "a") + mark("<") + "x\n" + entry("0020", one, "b"),
			[]LockEntry{{"0010", one, "a", false}, {"0020", one, "b", false}}, []int{1, 3}},
		{"no file", strings.Replace(entry("0010", one, "a"), "content/a.fr.md", "", 1), nil, []int{1}},
		{"a key too short, and no key", entry("001", one, "a") + entry("", one, "a") + entry("0x10", one, "a") + entry("image", one, "a"), nil, []int{1, 2, 3, 4}},
		{"another digest", entry("0010", one+"0", "a") + entry("0010", one[1:], "a"), nil, []int{1, 2}},
		{"a column less, a column more", "content/a.fr.md\t0010\t" + one + "\n" + entry("0010", one, "a\tb"), nil, []int{1, 2}},
	} {
		lock, diags := ParseLock([]byte(tt.text))
		if d := cmp.Diff(tt.want, lock["content/a.fr.md"]); d != "" {
			t.Errorf("%s: (-want +got)\n%s", tt.name, d)
		}
		var told []int
		for _, d := range diags {
			told = append(told, d.Line)
			if d.Rule != "lock" || d.File != LockFile || d.Column != 1 {
				t.Errorf("%s: told %+v", tt.name, d)
			}
		}
		if !slices.Equal(told, tt.told) {
			t.Errorf("%s: told on lines %v, want %v", tt.name, told, tt.told)
		}
	}
}

// A lock is written by path and key, without what is doubtful, and read as it was.
func TestLockBytes(t *testing.T) {
	lock := Lock{
		"content/b\t.fr.md": {{"title", one, "t", false}, {"0010", one, "a\tb\nc\rd\\n", false}, {"0020", one, "x", true}},
		"content/a.fr.md":   {{"0010", two, "", false}},
	}
	want := lockHead + entry("0010", two, "") + "content/b\\t.fr.md\t0010\t" + one + "\ta\\tb\\nc\\rd\\\\n\n" + "content/b\\t.fr.md\ttitle\t" + one + "\tt\n"
	if got := string(lock.Bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if lock["content/b\t.fr.md"][0].Key != "title" {
		t.Error("writing a lock has sorted it")
	}
	if f := (LockEntry{}).Field(); f != "" {
		t.Errorf("an entry without a key is for %q", f)
	}
	for key, field := range map[string]string{"0010": "", "9000": "", "0": "", "9": "", "title": "title", "image.alt": "image.alt"} {
		if got := (LockEntry{Key: key}).Field(); got != field {
			t.Errorf("%s is for %q, want %q", key, got, field)
		}
	}
}

// A campaign without a lock has none; one whose lock cannot be read is told so.
func TestLoadLock(t *testing.T) {
	files := fstest.MapFS{"campaign.yaml": {Data: []byte("title: R\nbase_url: https://r.example/\ncountries: {ca: {languages: [en], timezone: UTC}}\n")}}
	src, diags := Load(files, fstest.MapFS{})
	if src.Lock != nil || len(diags) > 0 {
		t.Errorf("no lock: %v, %v", src.Lock, diags)
	}
	files[LockFile] = &fstest.MapFile{Data: []byte(entry("0010", one, "a") + "nonsense\n")}
	src, diags = Load(files, fstest.MapFS{})
	if len(src.Lock["content/a.fr.md"]) != 1 || len(diags) != 1 {
		t.Errorf("a lock: %v, %v", src.Lock, diags)
	}
	src, diags = Load(unreadable{files}, fstest.MapFS{})
	if n, _ := diags.Count(); src.Lock != nil || n != 1 || diags[0].File != LockFile {
		t.Errorf("a lock that cannot be read: %v, %v", src.Lock, diags)
	}
}

// unreadable is a campaign whose lock cannot be read.
type unreadable struct{ fstest.MapFS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == LockFile {
		return nil, errors.New("the disk fails")
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadFile(name string) ([]byte, error) {
	if name == LockFile {
		return nil, errors.New("the disk fails")
	}
	return u.MapFS.ReadFile(name)
}

// The lock's text is what was read, or it is an error: whoever changes it must not undo what somebody else wrote since.
func TestLockText(t *testing.T) {
	const campaign = "title: R\nbase_url: https://r.example/\ncountries: {ca: {languages: [en], timezone: UTC}}\n"
	none := "none" // no lock
	for _, tt := range []struct {
		name, then, now string
		same            bool
	}{
		{"no lock", none, none, true},
		{"the same", entry("0010", one, "a"), entry("0010", one, "a"), true},
		{"an empty one", "", "", true},
		{"another", entry("0010", one, "a"), entry("0010", two, "a"), false},
		{"an empty one that is gone", "", none, false},
		{"an empty one that is new", none, "", false},
		{"one that is gone", entry("0010", one, "a"), none, false},
		{"one that is new", none, entry("0010", one, "a"), false},
	} {
		files := fstest.MapFS{"campaign.yaml": {Data: []byte(campaign)}, "content/a.fr.md": {Data: []byte("---\ntitle: A\n---\n")}}
		put := func(lock string) {
			if delete(files, LockFile); lock != none {
				files[LockFile] = &fstest.MapFile{Data: []byte(lock)}
			}
		}
		put(tt.then)
		src, _ := Load(files, fstest.MapFS{})
		put(tt.now)
		text, err := src.LockText()
		var changed edit.ChangedError
		if tt.same && (err != nil || string(text) != strings.ReplaceAll(tt.now, none, "") || (text == nil) != (tt.now == none)) {
			t.Errorf("%s: %q, %v", tt.name, text, err)
		}
		if !tt.same && (!errors.As(err, &changed) || changed.Path != LockFile || text != nil) {
			t.Errorf("%s: %q, %v", tt.name, text, err)
		}
	}
	src, _ := Load(unreadable{fstest.MapFS{"campaign.yaml": {Data: []byte(campaign)}}}, fstest.MapFS{})
	if text, err := src.LockText(); err == nil || text != nil || errors.As(err, new(edit.ChangedError)) || !strings.Contains(err.Error(), LockFile+": the disk fails") {
		t.Errorf("a lock that cannot be read: %q, %v", text, err)
	}
}

// A file is there, readable or not, or it is not.
func TestExists(t *testing.T) {
	src, _ := Load(fstest.MapFS{
		"campaign.yaml":   {Data: []byte("title: R\nbase_url: https://r.example/\ncountries: {ca: {languages: [en], timezone: UTC}}\n")},
		"content/a.en.md": {Data: []byte("---\ntitle: [\n---\n")}, "content/messages/m.en.md": {Data: []byte("M")},
	}, fstest.MapFS{})
	for path, want := range map[string]bool{"content/a.en.md": true, "content/messages/m.en.md": true, "content/b.en.md": false, "": false} {
		if got := src.Exists(path); got != want {
			t.Errorf("%q is there: %t, want %t", path, got, want)
		}
	}
}

// A lock beyond all bounds is told, and not read.
func TestLockTooLarge(t *testing.T) {
	lock, diags := ParseLock(make([]byte, maxLock+1)) // memory that nobody touches
	if len(lock) > 0 || len(diags) != 1 || diags[0].File != LockFile || diags[0].Message() != "the file is larger than 512 MB" {
		t.Errorf("%v, %v", lock, diags)
	}
}

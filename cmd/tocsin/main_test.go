package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"tocsin"
	"tocsin/internal/edit"
	"tocsin/internal/edit/edittest"
	"tocsin/internal/site"
	"tocsin/internal/source"
	"tocsin/internal/translate"
)

// TestMain makes `tocsin` in a script the real main, in a process of its own, and `tocsin-stopped` one that the system
// kills while it changes the campaign's files.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // small heaps, many of them: half of the collector's time is saved
	testscript.Main(m, map[string]func(){"tocsin": main, "tocsin-stopped": stoppedMain})
}

// stoppedMain is main on a disk that kills the process: at the step of a number, TOCSIN_STOP_AT, half way into it where
// TOCSIN_STOP_HALF is set, or before the first step that begins with TOCSIN_STOP_BEFORE.
func stoppedMain() {
	stop := edittest.Stop
	if os.Getenv("TOCSIN_STOP_HALF") != "" {
		stop = edittest.HalfStop
	}
	at, _ := strconv.Atoi(os.Getenv("TOCSIN_STOP_AT"))
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		panic(err)
	}
	disk := &edittest.Faults{At: map[int]edittest.Fault{at: stop}, Before: os.Getenv("TOCSIN_STOP_BEFORE"), Kill: func() {
		_ = self.Kill()
		select {} // until it arrives
	}}
	os.Exit(runOn(context.Background(), disk.Open, os.Args[1:], os.Stdout, os.Stderr))
}

// TestScripts runs testdata/script: one script for each thing that a user sees. Beside testscript's own commands there are
//
//	exits CODE tocsin ARG…  what it exits with, which `! exec` does not tell
//	campaign en|en-fr|two   the smallest campaign that draws no warning; files that the script brings are kept, and
//	                        its translations are vouched for
//	write FILE N TEXT…      TEXT with Go's escapes, N times (COUNT in it counts), and what more such pairs say after it
//	tree DIR                every file under DIR on stdout; eight digits of a hash as HASH
//	same DIR DIR            both hold the same files with the same bytes
//	unpack ZIP DIR          the archive's files, in a new folder
//	trace DIR WORD…         the word is somewhere in a file's name or bytes; ! trace: none of them is, in any case
//
// With UPDATE_SCRIPTS=1 the texts that a script compares are written anew: read the difference before you keep it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exitsCmd, "campaign": campaignCmd, "write": writeCmd, "tree": treeCmd, "same": sameCmd, "unpack": unpackCmd, "trace": traceCmd, "jobs": jobsCmd,
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "slow": // is there time for what takes longer?
				return os.Getenv("TOCSIN_QUALITY") != "", nil
			case "root":
				return os.Geteuid() == 0, nil
			case "mount": // may a script mount a disk, in a name space of its own?
				return exec.Command("unshare", "-rm", "mount", "-t", "tmpfs", "-o", "ro", "none", os.TempDir()).Run() == nil, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Setup: func(env *testscript.Env) error {
			repo, err := filepath.Abs("../..")
			env.Setenv("REPO", repo)
			env.Setenv("NO_COLOR", "1")
			env.Setenv("GOGC", "400") // as TestMain has it
			return err
		},
	})
}

func exitsCmd(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if neg || err != nil || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARG…")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exited with %d, not %d", got, want)
	}
}

const (
	canada = `  ca:
    name: {en: Canada, fr: Canada}
    timezone: America/Toronto
    missing: hold
`
	states = `  us:
    name: {en: United States, es: Estados Unidos}
    timezone: America/New_York
    missing: omit
    languages: [en, es]
`
	homeEN = "---\ntitle: Home\n---\nHello.\n"
	homeFR = "---\ntitle: Accueil\n---\nBonjour.\n"
	homeES = "---\ntitle: Inicio\n---\nHola.\n"
)

// small are the campaigns of the command campaign, but for campaign.yaml's first lines.
var small = map[string]map[string]string{
	"en": {
		"campaign.yaml":       canada + "    languages: [en]\n",
		"content/index.en.md": homeEN,
	},
	"en-fr": {
		"campaign.yaml":       canada + "    languages: [en, fr]\n",
		"content/index.en.md": homeEN, "content/index.fr.md": homeFR,
	},
	"two": {
		"campaign.yaml":       canada + "    languages: [en, fr]\n" + states,
		"content/index.en.md": homeEN, "content/index.fr.md": homeFR, "content/index.es.md": homeES,
	},
}

const smallHead = `title: {en: Ring, fr: Sonne, es: Suena}
base_url: https://ring.example/
security: {contact: "mailto:security@ring.example", expires: 2099-01-01}
countries:
`

func campaignCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 || small[args[0]] == nil {
		ts.Fatalf("usage: campaign en|en-fr|two")
	}
	for name, text := range small[args[0]] {
		if name == "campaign.yaml" {
			text = smallHead + text
		}
		name = ts.MkAbs(name)
		if _, err := os.Lstat(name); err == nil {
			continue
		}
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
		ts.Check(os.WriteFile(name, []byte(text), 0o644))
	}
	vouch(ts.MkAbs("."))
}

// vouch says of every translation in a campaign that it is right, so that scripts about other things need not. A
// campaign that cannot be read stays without a lock.
func vouch(dir string) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return
	}
	defer root.Close()
	src, _ := source.Load(root.FS(), tocsin.Files)
	web, _ := site.Resolve(src, time.Now())
	if web.Campaign == nil {
		return
	}
	if changes, n, err := translate.Accept(web, translate.Choice{}); err == nil && n > 0 {
		disk, err := edit.OpenDisk(dir)
		if err != nil {
			return
		}
		if e, err := edit.Begin(disk); err == nil {
			_ = errors.Join(e.Apply("vouch", changes), e.Close())
		}
	}
}

func writeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args)%2 == 0 {
		ts.Fatalf("usage: write FILE N TEXT [N TEXT]…")
	}
	var b bytes.Buffer
	for i := 1; i < len(args); i += 2 {
		n, err := strconv.Atoi(args[i])
		ts.Check(err)
		text := args[i+1]
		if s, err := strconv.Unquote(`"` + text + `"`); err == nil {
			text = s
		}
		for k := range n {
			b.WriteString(strings.ReplaceAll(text, "COUNT", strconv.Itoa(k)))
		}
	}
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(os.WriteFile(name, b.Bytes(), 0o644))
}

var hash = regexp.MustCompile(`\.[0-9a-f]{8}(\.[a-z0-9]+)$`)

func treeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: tree DIR")
	}
	files, err := readTree(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for name := range files {
		names = append(names, hash.ReplaceAllString(name, ".HASH$1"))
	}
	slices.Sort(names)
	fmt.Fprintln(ts.Stdout(), strings.Join(names, "\n"))
}

func sameCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	a, err := readTree(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := readTree(ts.MkAbs(args[1]))
	ts.Check(err)
	if d := difference(a, b); d != "" {
		ts.Fatalf("%s and %s differ:\n%s", args[0], args[1], d)
	}
}

func traceCmd(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: [!] trace DIR WORD…")
	}
	files, err := readTree(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, word := range args[1:] {
		found := traces(files, word)
		switch {
		case neg && len(found) > 0:
			ts.Fatalf("%q is in %s", word, strings.Join(found, ", "))
		case !neg && len(found) == 0:
			ts.Fatalf("%q is nowhere in %s", word, args[0])
		}
	}
}

// readTree reads every file under a folder, by its slash-separated path within it.
func readTree(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[name], err = os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		return err
	})
	if err == nil && len(files) == 0 {
		err = errors.New(dir + " holds no file")
	}
	return files, err
}

// difference tells how two trees differ, a file a line; "" where they do not.
func difference(a, b map[string][]byte) string {
	var out []string
	for name, data := range a {
		if other, ok := b[name]; !ok {
			out = append(out, name+": only in the first")
		} else if !bytes.Equal(data, other) {
			out = append(out, fmt.Sprintf("%s: differs at byte %d", name, firstDifference(data, other)))
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			out = append(out, name+": only in the second")
		}
	}
	slices.SortFunc(out, cmp.Compare[string])
	return strings.Join(out, "\n")
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// traces returns the files that have a word in their name or their bytes, in whatever case.
func traces(files map[string][]byte, word string) []string {
	var out []string
	for name, data := range files {
		if low := []byte(strings.ToLower(word)); bytes.Contains(bytes.ToLower(data), low) || bytes.Contains([]byte(strings.ToLower(name)), low) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// slow skips a test that builds much, such as the whole demo several times, unless TOCSIN_QUALITY says that there is time.
func slow(t *testing.T) {
	t.Helper()
	if os.Getenv("TOCSIN_QUALITY") == "" {
		t.Skip("SKIPPED: this test builds much. To run it: .ci/run, or TOCSIN_QUALITY=1 go test ./cmd/tocsin/")
	}
}

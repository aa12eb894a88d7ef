package publish

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"tocsin/internal/record"
)

// The test binary, run again with insideRun set, is in a mount namespace of its own, where it may mount a small disk
// under the folder insideDir; all of it goes with the process.
const (
	insideRun = "TOCSIN_INSIDE_RUN"
	insideDir = "TOCSIN_INSIDE_DIR"
)

// TestRealDisks has the kernel itself refuse: a disk that is full, one that can't be written, a mount point.
func TestRealDisks(t *testing.T) {
	for _, run := range []string{"full", "read-only", "mount-point", "bind-mount", "inside-mount", "leftover"} {
		t.Run(run, func(t *testing.T) {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), insideRun+"="+run, insideDir+"="+t.TempDir())
			cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
			if uid := os.Getuid(); uid != 0 {
				cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
				cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: uid, Size: 1}}
				cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
			}
			out, err := cmd.CombinedOutput()
			switch {
			case cmd.ProcessState == nil, cmd.ProcessState.ExitCode() == cannotMount:
				t.Skipf("NOT TESTED: a real disk that is %s; this system lets us mount nothing: %v %s", run, err, out)
			case err != nil:
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

const cannotMount = 77

// inside runs in the namespace and returns the exit status; without testing.T, it says on stdout what is wrong.
func inside(run string) int {
	top := os.Getenv(insideDir)
	disk := filepath.Join(top, "disk")
	dir := filepath.Join(disk, "public")
	mount := func(source, target, kind string, flags uintptr, data string) {
		if err := errors.Join(os.MkdirAll(target, 0o755), syscall.Mount(source, target, kind, flags, data)); err != nil {
			fmt.Println(err)
			os.Exit(cannotMount)
		}
	}
	mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, "")
	mount("tmpfs", disk, "tmpfs", 0, "size=1m")
	if _, err := Swap(dir, outputs(oldFiles), wholeSite); err != nil {
		fmt.Println("first build:", err)
		return 1
	}
	next, want, hint := newFiles, error(nil), ""
	switch run {
	case "full":
		next, want, hint = files{"big": strings.Repeat("x", 2<<20)}, syscall.ENOSPC, "needs room"
	case "read-only":
		mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
		want, hint = syscall.EROFS, "must be writable"
	case "mount-point":
		dir, hint = disk, "mount point"
		if err := errors.Join(os.Rename(filepath.Join(disk, "public/manifest.json"), filepath.Join(disk, "manifest.json")),
			os.RemoveAll(filepath.Join(disk, "public"))); err != nil {
			fmt.Println(err)
			return 1
		}
	case "bind-mount":
		mount(dir, dir, "", syscall.MS_BIND, "")
		hint = "mount point"
	case "leftover": // a disk mounted into what a killed build left: it cannot be removed
		staging := stagingPrefix(dir) + "0123abcd"
		mount("tmpfs", filepath.Join(staging, "disk"), "tmpfs", 0, "size=1m")
		seal, err := Swap(dir, outputs(oldFiles), sealedSite)
		if err != nil || !slices.Equal(seal.Leftover, []string{staging}) || seal.Seal != nil {
			fmt.Printf("%+v, %v\n", seal, err)
			return 1
		}
		look := record.Root(record.Look(dir))
		if same, again := Unchanged(dir, []record.Entry{look}); same || again != 0 {
			fmt.Println("unchanged, though something is left over")
			return 1
		}
		return 0
	case "inside-mount": // the way out that the message names
		dir = filepath.Join(disk, "site")
	}
	_, err := Swap(dir, outputs(next), wholeSite)
	if hint == "" {
		if err != nil {
			fmt.Println(err)
			return 1
		}
		return 0
	}
	if err == nil || want != nil && !errors.Is(err, want) || !strings.Contains(err.Error(), hint) {
		fmt.Printf("error %v, want %v and %q in it\n", err, want, hint)
		return 1
	}
	if hint == "mount point" && strings.Contains(err.Error(), "(") {
		fmt.Println("it is found out only after all the work:", err)
		return 1
	}
	if run == "mount-point" {
		return 0
	}
	list, _ := os.ReadDir(disk)
	problems, verr := verify(dir)
	if data, _ := os.ReadFile(filepath.Join(dir, "index.html")); string(data) != "old" || verr != nil || len(problems) > 0 {
		fmt.Println("the old site is not whole:", string(data), problems, verr)
		return 1
	}
	names := slices.Collect(func(yield func(string) bool) {
		for _, e := range list {
			if !yield(e.Name()) {
				return
			}
		}
	})
	if !slices.Equal(names, []string{"public"}) {
		fmt.Println("beside the site:", names)
		return 1
	}
	return 0
}

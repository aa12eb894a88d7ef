package profile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProfile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	p, err := Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	p.Stage("read")
	kept := make([]byte, 3<<20)
	p.Stage("write")
	kept[0] = 1
	if err := p.Close([4]string{"stage", "time", "allocated", "in use"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{Processor, Heap, Trace, Stages} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	table, _ := os.ReadFile(filepath.Join(dir, Stages))
	lines := strings.Split(string(table), "\n")
	if len(lines) != 4 || !strings.Contains(lines[1], "read") || !strings.Contains(lines[1], "3.1 MB") || !strings.Contains(lines[2], "write") {
		t.Errorf("the stages are\n%s", table)
	}
	if other, err := Start(filepath.Join(dir, Stages)); err == nil {
		_ = other.Close([4]string{})
		t.Error("a profile was written into a file")
	}
}

// TestNone holds that without a profile nothing needs to ask for one.
func TestNone(t *testing.T) {
	var p *Profile
	p.Stage("read")
	if err := p.Close([4]string{}); err != nil {
		t.Error(err)
	}
}

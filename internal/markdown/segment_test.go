package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sliced gives segments in a form that a person can check: kind, place and parts.
func sliced(body string, segments []Segment) string {
	var b strings.Builder
	for _, s := range segments {
		fmt.Fprintf(&b, "%s %q:", s.Kind, body[s.Start:s.End])
		for _, p := range s.Parts {
			switch p.Kind {
			case Words:
				fmt.Fprintf(&b, " %q", p.Text)
			case Open:
				fmt.Fprintf(&b, " %d<%s %s|%s", p.ID, p.Type, p.Raw, p.Key)
			case Close:
				fmt.Fprintf(&b, " %d>%s", p.ID, p.Raw)
			case Whole:
				fmt.Fprintf(&b, " %d=%s %s", p.ID, p.Type, p.Raw)
			}
		}
		if s.Verbatim {
			b.WriteString(" verbatim")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestSegmentsCorpora(t *testing.T) {
	n, lost := 0, 0
	for _, root := range []string{"../../content", os.Getenv("CORPUS")} {
		filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(p) != ".md" {
				return nil
			}
			b, _ := os.ReadFile(p)
			body := string(b)
			if i := strings.Index(body, "\n---\n"); i > 0 {
				body = body[i+5:]
			}
			l := LayOut([]byte(body), Options{})
			for _, s := range l.Segments {
				n++
				if s.Verbatim {
					lost++
					t.Logf("%s: %q", p, body[s.Start:s.End])
				}
			}
			if os.Getenv("SHOW") != "" && strings.HasSuffix(p, os.Getenv("SHOW")) {
				t.Log(sliced(body, l.Segments))
				for i, b := range l.Blocks {
					t.Logf("%d %s in %d [%d:%d] %q", i, b.Kind, b.Parent, b.From, b.To, body[b.Start:b.End])
				}
			}
			return nil
		})
	}
	t.Logf("%d segments, %d lost", n, lost)
}

// TestSegmentsWriteBack replaces each segment of each file by what Write makes of it: the body must read the same.
func TestSegmentsWriteBack(t *testing.T) {
	n, more := 0, [3]int{}
	for _, root := range []string{"../../content", os.Getenv("CORPUS")} {
		filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(p) != ".md" {
				return nil
			}
			b, _ := os.ReadFile(p)
			body := string(b)
			if i := strings.Index(body, "\n---\n"); i > 0 {
				body = body[i+5:]
			}
			want := Segments([]byte(body), Options{})
			for i, s := range want {
				n++
				for care := Bare; ; care++ {
					if care > Everything {
						t.Errorf("%s: %q cannot be written back: %q", p, body[s.Start:s.End], Write(s.Parts, s.Kind, Everything))
						break
					}
					got := Segments([]byte(body[:s.Start]+Write(s.Parts, s.Kind, care)+body[s.End:]), Options{})
					if len(got) == len(want) && got[i].Kind == s.Kind && SameParts(got[i].Parts, s.Parts) {
						more[care]++
						break
					}
				}
			}
			return nil
		})
	}
	t.Logf("%d segments: %v", n, more)
}

package diag

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"tocsin/internal/rule"
	"tocsin/internal/words"
)

var sample = List{
	New(Pos{File: "b.md", Line: 3, Column: 1}, rule.RawHTML, "tag", "<b>"),
	New(Pos{File: "a.md", Line: 2, Column: 7}, rule.UnknownKey, "key", "titel", "near", "title"),
	New(Pos{File: "a.md", Line: 2, Column: 7}, rule.UnknownKey, "key", "titel", "near", "title"),
	New(Pos{File: "a.md", Line: 0, Column: 0}, rule.UnreadableShown, "problem", "cannot be read"),
	New(Pos{File: "a.md", Line: 2, Column: 0}, rule.XLIFFOther, "problem", "odd"),
	New(Pos{}, rule.SecurityTxtExpired, "day", "2026-10-01"),
}

var english = words.In("en")

func printed(t *testing.T, f Format, l List) string {
	t.Helper()
	var b strings.Builder
	if err := (Printer{Format: f, Words: english}).Write(&b, l); err != nil {
		t.Fatalf("Write %s: %v", f, err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	want := `warning: security.txt expired on 2026-10-01; check the contact and move the date [security-txt]
a.md: error: cannot be read [unreadable]
a.md:2: error: odd [xliff]
a.md:2:7: error: unknown key "titel", did you mean "title"? [unknown-key]
b.md:3:1: warning: raw HTML is left out: <b>; write it in Markdown [raw-html]
`
	if got := printed(t, Text, sample); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := printed(t, Text, nil); got != "" {
		t.Errorf("no diagnostics print %q", got)
	}
}

func TestTextPaint(t *testing.T) {
	var b strings.Builder
	paint := func(s Severity, word string) string { return "<" + word + ">" }
	if err := (Printer{Format: Text, Words: english, Paint: paint}).Write(&b, sample[:1]); err != nil || b.String() != "b.md:3:1: <warning>: raw HTML is left out: <b>; write it in Markdown [raw-html]\n" {
		t.Errorf("painted %q, %v", b.String(), err)
	}
}

// A file's name, a value or a hint must not forge a line, move the cursor or turn the line round.
func TestTextIsOneLine(t *testing.T) {
	l := List{New(Pos{File: "a\n::error::b\x1b[2J.md", Line: 1, Column: 1}, rule.UnreadableShown, "problem", "one\r\ntwo\u2028three\u009b", "hint", rule.HintWrite.With("what", "do\u202ethis\u2066"))}
	for _, f := range []Format{Text, GitHub} {
		got := printed(t, f, l)
		if strings.Count(got, "\n") != 1 {
			t.Errorf("%s prints more than one line: %q", f, got)
		}
	}
	if got := printed(t, Text, l); strings.ContainsAny(got, "\r\x1b\u2028\u009b\u202e\u2066") {
		t.Errorf("control characters get through: %q", got)
	}
}

func TestSorted(t *testing.T) {
	hinted := func(what string) Diagnostic {
		return New(Pos{File: "a", Line: 1, Column: 1}, rule.RawHTML, "tag", "<b>", "hint", rule.HintWrite.With("what", what))
	}
	l := List{
		hinted("h1"),
		hinted("h2"),
		hinted("h1"),
		New(Pos{File: "a", Line: 1, Column: 1}, rule.YAMLSecond),
		New(Pos{File: "a", Line: 10, Column: 1}, rule.Allow),
		New(Pos{File: "a", Line: 9, Column: 1}, rule.Allow),
	}
	s := l.Sorted()
	var got []string
	for _, d := range s {
		got = append(got, d.prefix()+d.Rule+strings.TrimPrefix(d.Hint(), "write "))
	}
	want := "a:1:1: yamltake the line out, or indent it under its key a:1:1: raw-htmlh1 a:1:1: raw-htmlh2 a:9:1: allow- {rule: raw-html, reason: why it is right here} a:10:1: allow- {rule: raw-html, reason: why it is right here}"
	if strings.Join(got, " ") != want {
		t.Errorf("sorted\n got %s\nwant %s", strings.Join(got, " "), want)
	}
	if len(l) != 6 || l[0].Hint() != "write h1" || l[5].Line != 9 {
		t.Error("Sorted changed the list it was called on")
	}
}

// A check that finds the same everywhere: forty thousand problems of a few files, some thousands of them at one place.
func BenchmarkText(b *testing.B) {
	l := make(List, 0, 40000)
	for i := range 40000 {
		at := Pos{File: "content/" + strconv.Itoa(i%200) + ".en.md", Line: 1 + i*7919%500, Column: 1 + i%40}
		if i%4 == 0 {
			at = Pos{File: "campaign.yaml", Line: 1, Column: 1}
		}
		l.Add(at, rule.UnknownKey, "key", strconv.Itoa(i*7919%40000), "keys", []string{"title", "summary"})
	}
	p := Printer{Format: Text, Words: english}
	for b.Loop() {
		if err := p.Write(io.Discard, l); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCountAndStrict(t *testing.T) {
	if e, w := sample.Count(); e != 4 || w != 2 {
		t.Errorf("%d errors and %d warnings, want 4 and 2", e, w)
	}
	if e, w := sample.Strict().Count(); e != 6 || w != 0 {
		t.Errorf("strict: %d errors and %d warnings, want 6 and 0", e, w)
	}
	if _, w := sample.Count(); w != 2 {
		t.Error("Strict changed the list it was called on")
	}
}

func TestJSON(t *testing.T) {
	got := printed(t, JSON, sample)
	if strings.Contains(got, `\u0026`) {
		t.Error("HTML is escaped in JSON for no reader")
	}
	var list []map[string]any
	if err := json.Unmarshal([]byte(got), &list); err != nil {
		t.Fatalf("%v in %s", err, got)
	}
	if len(list) != 5 {
		t.Fatalf("%d entries, want 5", len(list))
	}
	d := list[3]
	want := map[string]any{"file": "a.md", "line": 2.0, "column": 7.0, "severity": "error", "rule": "unknown-key",
		"message": `unknown key "titel"`, "hint": `did you mean "title"?`, "endLine": 0.0, "endColumn": 0.0}
	if len(d) != len(want) {
		t.Errorf("fields %v, want exactly %v", d, want)
	}
	for k, v := range want {
		if d[k] != v {
			t.Errorf("%s is %v, want %v", k, d[k], v)
		}
	}
	if got := printed(t, JSON, nil); got != "[]\n" {
		t.Errorf("no diagnostics are %q, want []", got)
	}
}

func TestGitHub(t *testing.T) {
	l := List{
		New(Pos{File: "a,b:c%.md", Line: 2, Column: 7}, rule.XLIFFOther, "problem", "100% wrong: a,b"),
		New(Pos{File: "a.md", Line: 0, Column: 0}, rule.SheetNoPoints),
		New(Pos{}, rule.UnreadableShown, "problem", "y"),
	}
	want := `::error title=unreadable::y
::error title=xliff,file=a%2Cb%3Ac%25.md,line=2,col=7::100%25 wrong: a,b
::warning title=sheet,file=a.md::the sheet has no points: they are made of the page's headings of level 2; write a ## heading for each point
`
	if got := printed(t, GitHub, l); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := printed(t, GitHub, nil); got != "" {
		t.Errorf("no diagnostics print %q", got)
	}
}

func TestSARIF(t *testing.T) {
	type log struct {
		Version string `json:"version"`
		Schema  string `json:"$schema"`
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name  string
					Rules []struct {
						ID                                      string
						ShortDescription, FullDescription, Help struct{ Text string }
					}
				}
			}
			ColumnKind string
			Results    []struct {
				RuleID, Level string
				Message       struct{ Text string }
				Locations     []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           *struct{ StartLine, StartColumn int }
					}
				}
			}
		}
	}
	read := func(l List) log {
		var out log
		if err := json.Unmarshal([]byte(printed(t, SARIF, l)), &out); err != nil {
			t.Fatal(err)
		}
		if out.Version != "2.1.0" || !strings.Contains(out.Schema, "2.1.0") || len(out.Runs) != 1 || out.Runs[0].Tool.Driver.Name != "tocsin" {
			t.Fatalf("log %+v", out)
		}
		return out
	}
	run := read(append(List{New(Pos{File: "a:b/c d é#?.md", Line: 1, Column: 2}, rule.XLIFFOther, "problem", "m")}, sample...)).Runs[0]
	if len(run.Results) != 6 || run.ColumnKind != "unicodeCodePoints" {
		t.Fatalf("run %+v", run)
	}
	if n := len(run.Tool.Driver.Rules); n != 5 {
		t.Errorf("%d rules for 5 kinds of problems: %v", n, run.Tool.Driver.Rules)
	}
	for _, r := range run.Tool.Driver.Rules {
		if r.ShortDescription.Text == "" || r.FullDescription.Text == "" || !strings.Contains(r.Help.Text, "Mended:\n") {
			t.Errorf("rule %s is not explained: %+v", r.ID, r)
		}
	}
	if r := run.Results[0]; r.RuleID != "security-txt" || r.Level != "warning" || r.Locations != nil {
		t.Errorf("without a file: %+v", r)
	}
	if r := run.Results[1]; r.Locations[0].PhysicalLocation.Region != nil {
		t.Errorf("a whole file has a region: %+v", r)
	}
	if r := run.Results[3].Locations[0].PhysicalLocation; r.Region == nil || r.Region.StartLine != 2 || r.Region.StartColumn != 7 || r.ArtifactLocation.URI != "a.md" {
		t.Errorf("place %+v %+v", r, r.Region)
	}
	if r := run.Results[3]; r.Message.Text != `unknown key "titel", did you mean "title"?` || r.Level != "error" {
		t.Errorf("result %+v", r)
	}
	if got, want := run.Results[4].Locations[0].PhysicalLocation.ArtifactLocation.URI, "./a:b/c%20d%20%C3%A9%23%3F.md"; got != want {
		t.Errorf("URI %q, want %q", got, want)
	}
	if run := read(nil).Runs[0]; run.Results == nil || run.Tool.Driver.Rules == nil {
		t.Error("results and rules must be lists, not null")
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "summary", "slug", "date", "tlp", "topics", "expires", "review_by"}
	for word, want := range map[string]string{
		"titel": "title", "tite": "title", "summry": "summary", "sumary": "summary", "expire": "expires", "topic": "topics",
		"reviewby": "review_by", "dtae": "date", "tpl": "tlp", "title": "title", "résumé": "", "": "", "x": "",
		// no slip of the pen: another word altogether
		"type": "", "name": "", "lang": "", "dat": "date", "da": "", "author": "", "zzzzzzzzzzzz": "",
	} {
		if got := Nearest(word, keys); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := Nearest("été", []string{"ete", "eté"}); got != "eté" {
		t.Errorf("letters are counted, not bytes: %q", got)
	}
	if got := Suggest("titel", keys); got != `, did you mean "title"?` {
		t.Errorf("Suggest = %q", got)
	}
	if got := Suggest("zzz", keys) + Suggest("x", nil); got != "" {
		t.Errorf("Suggest = %q, want nothing", got)
	}
}

// JSON has the end, and the place in bytes and UTF-16 where the file can be read; the others have the end alone.
func TestEnds(t *testing.T) {
	l := List{New(Pos{File: "a.md", Line: 2, Column: 3}.To(1), rule.SheetNoPoints), New(Pos{File: "gone.md", Line: 1, Column: 1}.To(2), rule.SheetNoPoints),
		New(Pos{File: "a.md", Line: 2, Column: 1}, rule.SheetNoPoints)}
	read := func(file string) ([]byte, error) {
		if file == "a.md" {
			return []byte("\ufeffé\r\n😀 b\r\n"), nil
		}
		return nil, errors.New("gone")
	}
	for format, want := range map[Format][]string{
		JSON: {"\"endLine\": 2,\n    \"endColumn\": 4,\n    \"startByte\": 12,\n    \"endByte\": 13,\n    \"startUtf16Column\": 4,\n    \"endUtf16Column\": 5\n  },",
			"\"endLine\": 1,\n    \"endColumn\": 3\n  }\n]"},
		GitHub: {"line=2,col=3,endLine=2,endColumn=4::", "line=2,col=1,endLine=2,endColumn=2::"},
		SARIF:  {"\"startColumn\": 3,\n                  \"endLine\": 2,\n                  \"endColumn\": 4\n"},
	} {
		var b strings.Builder
		if err := (Printer{Format: format, Words: english, Read: read}).Write(&b, l); err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !strings.Contains(b.String(), part) {
				t.Errorf("%s has no\n%s\nin\n%s", format, part, b.String())
			}
		}
	}
}

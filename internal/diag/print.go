package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// Format is a way to print diagnostics.
type Format string

// The formats. Text is for people (stderr); the others are for machines (stdout).
const (
	Text   Format = "text"
	JSON   Format = "json"
	GitHub Format = "github" // workflow commands, https://docs.github.com/actions
	SARIF  Format = "sarif"  // OASIS SARIF 2.1.0
)

// Formats lists the formats in the order in which help shows them.
var Formats = []string{string(Text), string(JSON), string(GitHub), string(SARIF)}

// Write prints the sorted list in the format. Paint, which may be nil, colours a severity's word in text.
func Write(w io.Writer, f Format, l List, paint func(Severity, string) string) error {
	l = l.Sorted()
	switch f {
	case JSON:
		return writeJSON(w, l)
	case GitHub:
		return writeGitHub(w, l)
	case SARIF:
		return writeSARIF(w, l)
	}
	for _, d := range l {
		word := d.Severity.String()
		if paint != nil {
			word = paint(d.Severity, word)
		}
		if _, err := fmt.Fprintf(w, "%s%s: %s [%s]\n", d.Pos.prefix(), word, d.Text(), d.Rule); err != nil {
			return err
		}
	}
	return nil
}

// Text returns the message with its hint, on one line. A hint that begins with a comma completes the sentence.
func (d Diagnostic) Text() string {
	switch {
	case d.Hint == "":
		return oneLine(d.Message)
	case strings.HasPrefix(d.Hint, ","):
		return oneLine(d.Message + d.Hint)
	}
	return oneLine(d.Message + "; " + d.Hint)
}

// oneLine keeps a hostile file name or value from forging a second line, moving a terminal's cursor or turning the
// line round by a mark for right-to-left text.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, s)
}

func (p Pos) prefix() string {
	if p.File == "" {
		return ""
	}
	s := oneLine(p.File) + ":"
	if p.Line > 0 {
		s += fmt.Sprintf("%d:", p.Line)
		if p.Column > 0 {
			s += fmt.Sprintf("%d:", p.Column)
		}
	}
	return s + " "
}

type jsonDiagnostic struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

func writeJSON(w io.Writer, l List) error {
	out := make([]jsonDiagnostic, 0, len(l))
	for _, d := range l {
		out = append(out, jsonDiagnostic{d.File, d.Line, d.Column, d.Severity.String(), d.Rule, d.Message, plainHint(d.Hint)})
	}
	return encode(w, out)
}

// plainHint turns a hint that completes a sentence into one that stands alone.
func plainHint(h string) string { return strings.TrimPrefix(h, ", ") }

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func writeGitHub(w io.Writer, l List) error {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	prop := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	for _, d := range l {
		at := []string{"title=" + prop.Replace(d.Rule)}
		if d.File != "" {
			at = append(at, "file="+prop.Replace(d.File))
			if d.Line > 0 {
				at = append(at, fmt.Sprintf("line=%d", d.Line))
			}
			if d.Column > 0 {
				at = append(at, fmt.Sprintf("col=%d", d.Column))
			}
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", d.Severity, strings.Join(at, ","), data.Replace(d.Text())); err != nil {
			return err
		}
	}
	return nil
}

// uriPath percent-encodes a path so that it is a relative URI reference, also where its first part holds a colon.
func uriPath(p string) string { return (&url.URL{Path: p}).String() }

type sarifText struct {
	Text string `json:"text"`
}
type sarifRule struct {
	ID string `json:"id"`
}
type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
}
type sarifArtifact struct {
	URI string `json:"uri"`
}
type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}
type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}
type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations,omitempty"`
}
type sarifDriver struct {
	Name  string      `json:"name"`
	Rules []sarifRule `json:"rules"`
}
type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}
type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

func writeSARIF(w io.Writer, l List) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "tocsin", Rules: []sarifRule{}}
	seen := map[string]bool{}
	for _, d := range l {
		if !seen[d.Rule] {
			seen[d.Rule] = true
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{d.Rule})
		}
		r := sarifResult{RuleID: d.Rule, Level: d.Severity.String(), Message: sarifText{d.Text()}}
		if d.File != "" {
			p := sarifPhysical{Artifact: sarifArtifact{uriPath(d.File)}}
			if d.Line > 0 {
				p.Region = &sarifRegion{d.Line, d.Column}
			}
			r.Locations = []sarifLocation{{p}}
		}
		run.Results = append(run.Results, r)
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"

	"tocsin/internal/rule"
	"tocsin/internal/words"
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

// Printer says how diagnostics are printed.
type Printer struct {
	Format Format
	Words  *words.Catalogue              // the language that they are said in
	Paint  func(Severity, string) string // colours a severity's word in text; may be nil
	// Read returns a file of the campaign as it is, for the ends of places and, in JSON, places in bytes and UTF-16; it may
	// be nil. It is asked for the machines' forms alone, and once for each file with a problem on a line.
	Read func(file string) ([]byte, error)
}

// Write prints the list, sorted.
func (p Printer) Write(w io.Writer, l List) error {
	l = l.Sorted()
	switch p.Format {
	case JSON:
		return p.json(w, p.placed(l))
	case GitHub:
		return p.github(w, p.placed(l))
	case SARIF:
		return p.sarif(w, p.placed(l))
	}
	for _, d := range l {
		word := d.Severity.String()
		if p.Paint != nil {
			word = p.Paint(d.Severity, word)
		}
		if _, err := fmt.Fprintf(w, "%s%s: %s [%s]\n", d.Pos.prefix(), word, d.Text(p.Words), d.Rule); err != nil {
			return err
		}
	}
	return nil
}

// Text returns the message with its hint, on one line. A hint that begins with a comma completes the sentence.
func (d Diagnostic) Text(c *words.Catalogue) string {
	message, hint := d.Say(c)
	switch {
	case hint == "":
		return oneLine(message)
	case strings.HasPrefix(hint, ","):
		return oneLine(message + hint)
	}
	return oneLine(message + c.T(words.ListOfTexts) + hint)
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

// placed is a problem with an end, where its file can be read, and with its place in the file's bytes.
type placed struct {
	Diagnostic
	span *jsonSpan // nil where the file cannot be read
}

// placed reads the files of a sorted list.
func (p Printer) placed(l List) []placed {
	out := make([]placed, 0, len(l))
	var text []byte
	file := ""
	for _, d := range l {
		if d.Line > 0 && d.File != file { // the problems of a file follow each other
			file, text = d.File, p.text(d.File)
		}
		at := placed{Diagnostic: d}
		if d.Line > 0 && text != nil {
			at.Pos = d.ToWord(text)
			if s, ok := at.Span(text); ok {
				at.span = &jsonSpan{s.StartByte, s.EndByte, s.StartUTF16Column, s.EndUTF16Column}
			}
		}
		out = append(out, at)
	}
	return out
}

type jsonDiagnostic struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`

	EndLine   int `json:"endLine"` // 0 where the file cannot be read and the end is not known
	EndColumn int `json:"endColumn"`

	*jsonSpan // where the file can be read
}

// jsonSpan is a [Span].
type jsonSpan struct {
	StartByte        int `json:"startByte"`
	EndByte          int `json:"endByte"`
	StartUTF16Column int `json:"startUtf16Column"`
	EndUTF16Column   int `json:"endUtf16Column"`
}

func (p Printer) json(w io.Writer, l []placed) error {
	out := make([]jsonDiagnostic, 0, len(l))
	for _, d := range l {
		message, hint := d.Apart(p.Words)
		out = append(out, jsonDiagnostic{d.File, d.Line, d.Column, d.Severity.String(), d.Rule, message, hint, d.EndLine, d.EndColumn, d.span})
	}
	return encode(w, out)
}

// text returns a file of the campaign, or nil where it cannot be read.
func (p Printer) text(file string) []byte {
	if p.Read == nil {
		return nil
	}
	text, err := p.Read(file)
	if err != nil {
		return nil
	}
	return text
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

func (p Printer) github(w io.Writer, l []placed) error {
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
			if d.EndLine > 0 {
				at = append(at, fmt.Sprintf("endLine=%d,endColumn=%d", d.EndLine, d.EndColumn))
			}
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", d.Severity, strings.Join(at, ","), data.Replace(d.Text(p.Words))); err != nil {
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
	ID      string    `json:"id"`
	Short   sarifText `json:"shortDescription"`
	Full    sarifText `json:"fullDescription"`
	Help    sarifText `json:"help"`
	Default struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
}
type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
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

// sarifRule describes a rule: what it means, why it is there, what to do, and how bad the worst that it tells is.
func (p Printer) sarifRule(name string) sarifRule {
	r, _, _ := rule.Find(name)
	wrong, mended := r.Example(p.Words)
	help := fmt.Sprintf("%s\n\n%s\n%s\n\n%s\n%s", p.Words.T("rule.to-do", "do", r.Do(p.Words)), p.Words.T("rule.wrong"), wrong, p.Words.T("rule.mended"), mended)
	out := sarifRule{ID: name, Short: sarifText{r.Means(p.Words)}, Full: sarifText{r.Explain(p.Words)}, Help: sarifText{help}}
	out.Default.Level = Warning.String()
	if _, errors := r.Severities(); errors {
		out.Default.Level = Error.String()
	}
	return out
}

func (p Printer) sarif(w io.Writer, l []placed) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "tocsin", Rules: []sarifRule{}}
	seen := map[string]bool{}
	for _, d := range l {
		if !seen[d.Rule] {
			seen[d.Rule] = true
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, p.sarifRule(d.Rule))
		}
		r := sarifResult{RuleID: d.Rule, Level: d.Severity.String(), Message: sarifText{d.Text(p.Words)}}
		if d.File != "" {
			place := sarifPhysical{Artifact: sarifArtifact{uriPath(d.File)}}
			if d.Line > 0 {
				place.Region = &sarifRegion{d.Line, d.Column, d.EndLine, d.EndColumn}
			}
			r.Locations = []sarifLocation{{place}}
		}
		run.Results = append(run.Results, r)
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

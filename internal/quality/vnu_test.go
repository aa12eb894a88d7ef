package quality_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// nuMessage is one finding of the Nu HTML checker.
type nuMessage struct {
	Type    string `json:"type"` // error, non-document-error, or info, which holds the warnings
	URL     string `json:"url"`
	Line    int    `json:"lastLine"`
	Message string `json:"message"`
	Extract string `json:"extract"`
}

// TestNuChecker holds every page and SVG against the Nu HTML checker (npm vnu-jar): no error. Warnings are listed for a
// person to judge.
func TestNuChecker(t *testing.T) {
	slow(t, "Java and npm's vnu-jar")
	java := tool(t, "java")
	jar := module(t, "VNU_JAR", "vnu-jar/build/dist/vnu.jar")
	eachSite(t, func(t *testing.T, w *web) {
		cmd := exec.Command(java, "-Xss1m", "-jar", jar, "--stdout", "--format", "json", "--skip-non-html", "--also-check-svg", w.dir)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		var report struct {
			Messages []nuMessage `json:"messages"`
		}
		if err := json.Unmarshal(out, &report); err != nil {
			t.Fatalf("the checker's report is unreadable: %v\n%.2000s%s", err, out, stderr.String())
		}
		if err != nil && len(report.Messages) == 0 {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		warnings := map[string]int{}
		for _, m := range report.Messages {
			if m.Type == "info" {
				warnings[m.Message]++
				continue
			}
			t.Errorf("%s:%d: %s: %s\n\t%s", strings.TrimPrefix(m.URL, "file:"), m.Line, m.Type, m.Message, m.Extract)
		}
		for _, message := range slices.Sorted(keys(warnings)) {
			t.Logf("%d times, a warning: %s", warnings[message], message)
		}
		t.Logf("%d pages checked", len(w.pages))
	})
}

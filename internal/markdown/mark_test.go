package markdown

import (
	"regexp"
	"strings"
	"testing"
)

var marked = regexp.MustCompile(` data-line="\d+"`)

func TestMarksSayLines(t *testing.T) {
	body := `First paragraph
goes on.

## A heading {.wide}

- one
- two

  more of two

| a | b |
| --- | --- |
| c | d |

:::tip
Do it.
:::

Term
: What it means

` + "```\ncode\n```\n" + `
> Quoted.

Note.[^1]

[^1]: The note.
`
	o := Options{File: "a.md", FirstLine: 10}
	plain, _ := Parse([]byte(body), o)
	o.Marks = true
	got, _ := Parse([]byte(body), o)
	if without := marked.ReplaceAllString(got.Body.HTML, ""); without != plain.Body.HTML {
		t.Errorf("marks change more than attributes:\n%s\nwithout marks:\n%s", without, plain.Body.HTML)
	}
	for _, want := range []string{
		`<p data-line="10">First`, `class="wide" data-line="13">A heading`, `<li data-line="15">`, `<p data-line="15">one`, `<li data-line="16">`,
		`<p data-line="18">more of two`, `<tr data-line="20">`, `<tr data-line="22">`, `<p data-line="25">Do it.`,
		`<dt data-line="28">Term`, `<dd data-line="29">What`, `<pre data-line="32"><code>code`, `<p data-line="35">Quoted.`, `<p data-line="39">The note.`,
	} {
		if !strings.Contains(got.Body.HTML, want) {
			t.Errorf("there is no %s in\n%s", want, got.Body.HTML)
		}
	}
	if strings.Contains(plain.Body.HTML, "data-line") {
		t.Errorf("there are marks that nobody asked for:\n%s", plain.Body.HTML)
	}
	if len(got.Body.Holes) != len(plain.Body.Holes) {
		t.Errorf("with marks there are %d holes, without %d", len(got.Body.Holes), len(plain.Body.Holes))
	}
}

package drawing

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tocsin/internal/diag"
)

// asIs takes every picture within a drawing for clean, but for one that says "secret": that is what it takes out.
func asIs(data []byte) ([]byte, *diag.Diagnostic) {
	return bytes.ReplaceAll(data, []byte("secret"), []byte("public")), nil
}

func cleaned(t *testing.T, in string) string {
	t.Helper()
	d, p := Read([]byte(in), asIs)
	if p != nil {
		t.Fatalf("%s: %s", in, p.Message())
	}
	out := string(d.Bytes(false))
	again, p := Read([]byte(out), asIs)
	if p != nil {
		t.Fatalf("%s became %s: %s", in, out, p.Message())
	}
	if twice := string(again.Bytes(false)); twice != out {
		t.Errorf("cleaned once: %scleaned twice: %s", out, twice)
	}
	return strings.TrimSuffix(out, "\n")
}

const (
	open  = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">`
	rect1 = `<rect width="9" height="9"/>`
)

// What goes, and what stays as it was. An empty want means that nothing of it stays.
func TestBytes(t *testing.T) {
	for _, c := range []struct{ what, in, want string }{
		{"a shape", rect1, rect1},
		{"a comment", "<!-- secret -->" + rect1, rect1},
		{"space between elements", "\n  " + rect1 + "\n", rect1},
		{"words outside of text", "secret" + rect1, rect1},
		{"a title and a description", "<title>secret</title><desc>secret</desc>" + rect1, rect1},
		{"metadata", `<metadata><a:b xmlns:a="urn:a">secret</a:b></metadata>` + rect1, rect1},
		{"an editor's element", `<i:x xmlns:i="urn:i"><path d="M0 0"/></i:x>` + rect1, rect1},
		{"an editor's attribute", `<rect xmlns:i="urn:i" i:label="secret" width="9" height="9"/>`, rect1},
		{"an element of no SVG", `<flowRoot><flowPara>secret</flowPara></flowRoot>` + rect1, rect1},
		{"attributes that do not draw", `<rect data-secret="a" aria-label="secret" role="img" tabindex="0" inkscape="secret" width="9" height="9"/>`, rect1},
		{"an id that nothing names", `<rect id="secret" width="9" height="9"/>`, rect1},
		{"an id that something names", `<rect id="a" width="9" height="9"/><use href="#a"/>`, ""},
		{"the prefix svg", `<svg:rect xmlns:svg="http://www.w3.org/2000/svg" width="9" height="9"/>`, rect1},
		{"a link elsewhere", `<a href="https://secret.example/" target="_blank">` + rect1 + `</a>`, `<a>` + rect1 + `</a>`},
		{"a link in text", `<text>Go <a href="https://secret.example/">there</a></text>`, `<text>Go <a>there</a></text>`},
		{"a program's own copy", `<switch><foreignObject requiredExtensions="http://ns.adobe.com/x/"><i>secret</i></foreignObject>` + rect1 + `</switch>`, `<switch>` + rect1 + `</switch>`},
		{"another program's words", `<text requiredExtensions="urn:x">secret</text>` + rect1, rect1},
		{"CDATA", `<text><![CDATA[a < b & c]]></text>`, `<text>a &lt; b &amp; c</text>`},
		{"quotation marks", `<text font-family='"A"'>a</text>`, `<text font-family="&quot;A&quot;">a</text>`},
		{"text with spaces", `<text xml:space="preserve"> a  b </text>`, `<text xml:space="preserve"> a  b </text>`},
		{"XLink", `<path id="p" d="M0 0h9"/><use xlink:href="#p"/>`, `<path id="p" d="M0 0h9"/><use href="#p"/>`},

		{"display none", `<g display="none"><text>secret</text><path d="M0 0"/></g>` + rect1, rect1},
		{"display none in style", `<text style="fill:red;display:none">secret</text>` + rect1, rect1},
		{"a layer off, a part of it used", `<g display="none"><path id="k" d="M0 0h9"/><text>secret</text></g><use href="#k"/>`, `<g display="none"><path id="k" d="M0 0h9"/></g><use href="#k"/>`},
		{"invisible", `<text visibility="hidden">secret</text>` + rect1, rect1},
		{"invisible but for a part", `<text visibility="hidden">secret<tspan visibility="visible">seen</tspan></text>`, `<text visibility="hidden"><tspan visibility="visible">seen</tspan></text>`},
		{"transparent", `<g opacity="0"><text>secret</text></g>` + rect1, rect1},
		{"transparent in per cent", `<text style="opacity:0%">secret</text>` + rect1, rect1},
		{"nearly transparent", `<text opacity="0.01">seen</text>`, ""},
		{"no size", `<text font-size="0">secret</text>` + rect1, rect1},
		{"no size but for a part", `<text font-size="0">secret<tspan font-size="9">seen</tspan></text>`, `<text font-size="0"><tspan font-size="9">seen</tspan></text>`},
		{"no colour", `<text fill="none">secret</text>` + rect1, rect1},
		{"no colour but a line", `<text fill="none" stroke="red">seen</text>`, ""},
		{"no colour around it", `<g fill="none"><text>secret</text><text fill="red">seen</text></g>`, `<g fill="none"><text fill="red">seen</text></g>`},
		{"clear around it", `<g fill-opacity="0"><text>secret</text><text fill-opacity="1">seen</text></g>`, `<g fill-opacity="0"><text fill-opacity="1">seen</text></g>`},
		{"beside the canvas", `<text x="300" y="10">secret</text>` + rect1, rect1},
		{"above the canvas", `<g transform="translate(0,-200)"><text x="3" y="10">secret</text></g>` + rect1, rect1},
		{"turned out of it", `<text transform="rotate(90) translate(0 300)" x="3" y="10">secret</text>` + rect1, rect1},
		{"turned into it", `<text transform="rotate(180)" x="-50" y="-30">seen</text>`, ""},
		{"long words that reach in", `<text x="-80" y="10" font-size="10">seen at the end</text>`, ""},
		{"where nobody can tell", `<text x="300%" y="10">seen?</text>`, ""},
		{"a picture beside the canvas", `<image x="200" y="0" width="50" height="50" href="data:image/png;base64,iVBORw0KGgo="/>` + rect1, rect1},
		{"shown by an animation", `<text opacity="0">seen<set attributeName="opacity" to="1"/></text>`, ""},
		{"shown by one elsewhere", `<text id="t" display="none">seen</text><set href="#t" attributeName="display" to="inline"/>`, ""},
		{"a definition that nothing uses", `<defs><text id="secret">secret</text><pattern id="p2"><text>secret</text></pattern></defs>` + rect1, rect1},
		{"a definition in use", `<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs><path fill="url(#g)" d="M0 0h9v9z"/>`, ""},
		{"a definition that only an unused one uses", `<defs><path id="a" d="M0 0"/><pattern id="b"><use href="#a"/></pattern></defs>` + rect1, rect1},
		{"text that cuts out", `<clipPath id="c"><text y="20" fill="none">seen</text></clipPath><rect clip-path="url(#c)" width="9" height="9"/>`, ""},

		{"properties that do not draw", `<rect style="-inkscape-stroke:none;fill:red;secret:1;cursor:help" width="9" height="9"/>`, `<rect style="fill:red" width="9" height="9"/>`},
		{"a function that fetches", `<rect style="background-image:image-set('https://secret.example/x');fill:red" width="9" height="9"/>`, `<rect style="fill:red" width="9" height="9"/>`},
		{"rules that nothing has", `<style>/* secret */ .a{fill:red} .secret{fill:blue} #secret{fill:blue}</style><path class="a secret2" d="M0 0h9"/>`, `<style>.a{fill:red}</style><path class="a" d="M0 0h9"/>`},
		{"hidden by a class", `<style>.n{display:none}</style><text class="n">secret</text>` + rect1, rect1},
		{"hidden by a class, shown by style", `<style>.n{display:none}</style><text class="n" style="display:inline">seen</text>`, ""},
		{"hidden by a class, shown by a stronger one", `<style>.n{display:none}g .n{display:inline}</style><g><text class="n">seen</text></g>`, ""},
		{"shown by the pointer", `<style>.n{opacity:0}.n:hover{opacity:1}</style><text class="n">seen</text>`, ""},
		{"shown on paper", `<style>.n{display:none}@media print{.n{display:inline}}</style><text class="n">seen</text>`, ""},
		{"variables", `<rect style="--a:red;--secret:blue;fill:var(--a)" width="9" height="9"/>`, `<rect style="--a:red;fill:var(--a)" width="9" height="9"/>`},
		{"two styles", `<style>a{fill:red}</style><style type="text/x">secret</style><style>rect{fill:blue}</style>` + rect1, `<style>rect{fill:blue}</style>` + rect1},
		{"the image of a page in style", `<rect style="fill:url(data:image/png;base64,secret)" width="9" height="9"/>`, rect1},
		{"an animation of the address's neighbour", `<rect width="9" height="9"><animate attributeName="class" to="secret"/></rect>`, rect1},
		{"an animation", `<rect width="9" height="9"><animate attributeName="x" to="5" dur="1s"/></rect>`, ""},
	} {
		want := c.want
		if want == "" {
			want = c.in
		}
		if got, want := cleaned(t, open+c.in+"</svg>"), open+want+"</svg>"; got != want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, want)
		}
	}
}

// A few lines that would be drawn without end are refused, and a drawing within itself ends.
func TestRepeats(t *testing.T) {
	var b strings.Builder
	b.WriteString(open + `<path id="a0" d="M0 0h9"/>`)
	for i := range 9 {
		fmt.Fprintf(&b, `<g id="a%d">%s</g>`, i+1, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i), 10))
	}
	if _, p := Read([]byte(b.String()+"</svg>"), asIs); p == nil || !strings.Contains(p.Message(), "more than 500000 elements") {
		t.Errorf("repeats of repeats: %v", p)
	}
	within := `<g id="a"><use href="#a"/></g><pattern id="p"><rect width="9" height="9" fill="url(#p)"/></pattern><use href="#p"/>`
	if got := cleaned(t, open+within+"</svg>"); !strings.Contains(got, within[:20]) {
		t.Error(got)
	}
	if _, p := Read([]byte(open+strings.Repeat("<g/>", maxElements+1)+"</svg>"), asIs); p == nil {
		t.Error("no end of elements passes")
	}
}

// What a theme may show of a drawing by name stays.
func TestParts(t *testing.T) {
	in := open + `<symbol id="bell"><path id="arch" d="M0 0h9"/></symbol><defs><linearGradient id="g"/></defs><view id="left" viewBox="0 0 5 5"/><title>secret</title></svg>`
	d, p := Read([]byte(in), asIs)
	if p != nil {
		t.Fatal(p.Message())
	}
	want := open + `<symbol id="bell"><path id="arch" d="M0 0h9"/></symbol><defs><linearGradient id="g"/></defs><view id="left" viewBox="0 0 5 5"/></svg>` + "\n"
	if got := string(d.Bytes(true)); got != want {
		t.Errorf("got %s", got)
	}
	if got := string(d.Bytes(false)); got != strings.Replace(open, ">", "/>\n", 1) {
		t.Errorf("a page's own: %s", got)
	}
}

var embedded = regexp.MustCompile(`data:[^"]*base64,([^"]*)`)

// Drawings as programs save them lose every word of their maker, within their pictures too.
func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/*.svg")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := cleaned(t, string(data))
		plain := embedded.ReplaceAllStringFunc(got, func(s string) string {
			b, err := base64.StdEncoding.DecodeString(s[strings.IndexByte(s, ',')+1:])
			if err != nil {
				t.Error(err)
			}
			return string(b)
		})
		if i := strings.Index(strings.ToLower(plain), "secret"); i >= 0 {
			t.Errorf("%s: %s", file, plain[max(0, i-80):min(len(plain), i+80)])
		}
		if strings.Contains(got, "<!") || strings.Contains(got, "<?") || strings.Contains(got, "xmlns:") {
			t.Errorf("%s: %s", file, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.svg")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, p := Read(data, asIs)
		if p != nil {
			return
		}
		out := d.Bytes(false)
		if _, p := Read(out, asIs); p != nil {
			t.Fatalf("%q became %q: %s", data, out, p.Message())
		}
	})
}

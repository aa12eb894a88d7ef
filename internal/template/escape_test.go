package template

import (
	"bytes"
	"html/template"
	"reflect"
	"strings"
	"testing"
)

var addressEscapers = []string{"_html_template_urlfilter", "_html_template_urlnormalizer", "_html_template_attrescaper"}

// escaped writes a value as a compiled template does.
func escaped(t *testing.T, escapers []string, v any) string {
	t.Helper()
	write, err := writer(escapers, reflect.TypeOf(v))
	if err != nil {
		t.Fatalf("%v of %T: %v", escapers, v, err)
	}
	b := &buffer{bytes: []byte("before ")}
	if err := write(b, reflect.ValueOf(v)); err != nil {
		t.Fatalf("%q: %v", v, err)
	}
	out, found := strings.CutPrefix(string(b.bytes), "before ")
	if !found {
		t.Fatalf("%q: what was there before is gone: %q", v, b.bytes)
	}
	return out
}

// byTemplate returns what html/template writes of a value between two texts, without these.
func byTemplate(before, after string) func(v any) (string, error) {
	tmpl := template.Must(template.New("").Parse(before + "{{.}}" + after))
	return func(v any) (string, error) {
		var b bytes.Buffer
		err := tmpl.Execute(&b, v)
		return strings.TrimSuffix(strings.TrimPrefix(b.String(), before), after), err
	}
}

// No address with a scheme that runs a script gets through, however it is spelled.
func TestEscapeRefusesScripts(t *testing.T) {
	for _, s := range []string{"javascript:alert(1)", "JavaScript:alert(1)", "javascript:", " javascript:alert(1)", "java\nscript:alert(1)", "javascript&colon;alert(1)",
		"vbscript:x", "data:text/html,<script>", "data:x", "https:javascript:alert(1)", "x:y", "tel:1", "javascript://a/%0aalert(1)"} {
		got := escaped(t, addressEscapers, s)
		if want, err := byTemplate(`<a href="`, `">`)(s); got != want {
			t.Errorf("%q: %q, html/template writes %q, %v", s, got, want, err)
		}
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(got)), "javascript:") || strings.HasPrefix(got, "data:") || strings.HasPrefix(got, "vbscript:") {
			t.Errorf("%q goes through: %q", s, got)
		}
	}
}

// Every byte, alone and between others, in every place that is compiled: what html/template writes.
func TestEscapeBytes(t *testing.T) {
	places := []struct {
		escapers      []string
		before, after string
		value         func(s string) any
	}{
		{addressEscapers, `<a href="`, `">`, func(s string) any { return s }},
		{addressEscapers, `<a href="`, `">`, func(s string) any { return template.URL(s) }},
		{addressEscapers[1:], `<a href="/`, `">`, func(s string) any { return s }},
		{addressEscapers[1:], `<a href="/`, `">`, func(s string) any { return template.URL(s) }},
		{[]string{"_html_template_htmlescaper"}, "<p>", "</p>", func(s string) any { return s }},
		{[]string{"_html_template_attrescaper"}, `<p title="`, `">`, func(s string) any { return s }},
		{[]string{"_html_template_rcdataescaper"}, "<title>", "</title>", func(s string) any { return s }},
	}
	for _, p := range places {
		original := byTemplate(p.before, p.after)
		for c := range 256 {
			one := string([]byte{byte(c)})
			for _, s := range []string{one, "a" + one + "b", "https:" + one, one + one + "<"} {
				v := p.value(s)
				want, err := original(v)
				if got := escaped(t, p.escapers, v); got != want || err != nil {
					t.Errorf("%s %T %q: %q, html/template writes %q", p.before, v, s, got, want)
				}
			}
		}
	}
}

// HTML goes as it is where HTML stands, numbers as digits; anything else is html/template's.
func TestEscapeTypes(t *testing.T) {
	text, attribute := []string{"_html_template_htmlescaper"}, []string{"_html_template_attrescaper"}
	if got := escaped(t, text, template.HTML("<b>&")); got != "<b>&" {
		t.Errorf("HTML is written as %q", got)
	}
	if got := escaped(t, attribute, -12); got != "-12" {
		t.Errorf("a number is written as %q", got)
	}
	for _, tt := range []struct {
		escapers []string
		v        any
	}{
		{attribute, template.HTML("<b>")}, {append(text, attribute...), template.HTML("<b>")}, {append(text, text...), template.HTML("<b>")}, {text, template.JS("x")}, {text, 1.5}, {text, template.URL("x")}, {addressEscapers, 1}, {addressEscapers, template.HTML("x")},
		{[]string{"_html_template_jsvalescaper"}, "x"}, {[]string{"_html_template_cssescaper"}, "x"}, {[]string{"_html_template_nospaceescaper"}, "x"}, {nil, "x"},
		{[]string{"_html_template_urlnormalizer"}, "x"}, {[]string{"_html_template_htmlescaper", "_html_template_attrescaper"}, "x"},
		{[]string{"_html_template_urlescaper", "_html_template_attrescaper"}, "x"},
	} {
		if _, err := writer(tt.escapers, reflect.TypeOf(tt.v)); err == nil {
			t.Errorf("%v of %T is compiled: is it known to be as html/template writes it?", tt.escapers, tt.v)
		}
	}
}

package template

import (
	"bytes"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// writesWords reports whether escapers are html/template's for text, a title or a quoted attribute.
func writesWords(escapers []string) bool {
	return len(escapers) == 1 && slices.Contains([]string{"_html_template_htmlescaper", "_html_template_attrescaper", "_html_template_rcdataescaper"}, escapers[0])
}

// writesAddress reports whether escapers are those for an address, or the rest of one, in a quoted attribute.
func writesAddress(escapers []string) bool {
	rest := []string{"_html_template_urlnormalizer", "_html_template_attrescaper"}
	return slices.Equal(escapers, rest) || slices.Equal(escapers, append([]string{"_html_template_urlfilter"}, rest...))
}

// writer returns what writes a value of a type through html/template's escapers, given by their names in its tree.
func writer(escapers []string, typ reflect.Type) (func(*buffer, reflect.Value) error, error) {
	words, address := writesWords(escapers), writesAddress(escapers)
	before := "" // what stands in the attribute before an address that is no longer filtered for its scheme
	if address && escapers[0] != "_html_template_urlfilter" {
		before = "/"
	}
	switch {
	case typ == reflect.TypeFor[template.HTML]() && words && escapers[0] == "_html_template_htmlescaper":
		return func(b *buffer, v reflect.Value) error {
			b.str(v.String())
			return nil
		}, nil
	case typ.Kind() == reflect.Int && words:
		return func(b *buffer, v reflect.Value) error {
			b.bytes = strconv.AppendInt(b.bytes, v.Int(), 10)
			return nil
		}, nil
	case typ == reflect.TypeFor[string]() && words:
		return func(b *buffer, v reflect.Value) error {
			escapeTo(b, v.String())
			return nil
		}, nil
	case address && typ == reflect.TypeFor[string]():
		w := newAddressWriter(before)
		return func(b *buffer, v reflect.Value) error { return w.write(b, v.String(), v.String()) }, nil
	case address && typ == reflect.TypeFor[template.URL]():
		w := newAddressWriter(before)
		return func(b *buffer, v reflect.Value) error { return w.write(b, v.String(), template.URL(v.String())) }, nil
	}
	return nil, errNotCompiled
}

// escapeTo writes text as html/template's escapers for text, titles and quoted attributes do.
func escapeTo(b *buffer, s string) {
	from := 0
	for i := range len(s) {
		var with string
		switch s[i] {
		case 0:
			with = "\uFFFD"
		case '"':
			with = "&#34;"
		case '&':
			with = "&amp;"
		case '\'':
			with = "&#39;"
		case '+':
			with = "&#43;"
		case '<':
			with = "&lt;"
		case '>':
			with = "&gt;"
		default:
			continue
		}
		b.str(s[from:i])
		b.str(with)
		from = i + 1
	}
	b.str(s[from:])
}

// escapeText is escapeTo for a string.
func escapeText(s string) string {
	var b buffer
	escapeTo(&b, s)
	return string(b.bytes)
}

// addressWriter writes addresses into an attribute.
type addressWriter struct {
	slow   *template.Template
	prefix []byte
}

func newAddressWriter(before string) *addressWriter {
	prefix := `<a href="` + before
	return &addressWriter{template.Must(template.New("").Parse(prefix + `{{.}}">`)), []byte(prefix)}
}

// write writes an address: text is its characters, typed what the template has. One that is plain goes as it is;
// html/template itself does any other, such as one with a scheme that it does not trust.
func (w *addressWriter) write(b *buffer, text string, typed any) error {
	if isPlain(strings.TrimPrefix(text, "https:")) {
		b.str(text)
		return nil
	}
	var out bytes.Buffer
	if err := w.slow.Execute(&out, typed); err != nil {
		return err
	}
	b.bytes = append(b.bytes, bytes.TrimSuffix(bytes.TrimPrefix(out.Bytes(), w.prefix), []byte(`">`))...)
	return nil
}

// plain tells the bytes that no filter, normaliser or escaper of html/template changes in an address.
var plain = plainBytes()

func plainBytes() (t [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/#") {
		t[c] = true
	}
	return t
}

func isPlain(s string) bool {
	for i := range len(s) {
		if !plain[s[i]] {
			return false
		}
	}
	return true
}

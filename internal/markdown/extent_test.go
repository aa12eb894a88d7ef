package markdown

import (
	"testing"

	"tocsin/internal/diag"
)

// What a place covers is cut out of the text again: links and images of every form, raw tags, directives and headings.
func TestExtents(t *testing.T) {
	const none = ""
	tests := []struct{ name, text, want string }{
		{"link", "Ask [us](gone.md) now.", "[us](gone.md)"},
		{"link with brackets", "a [us [and] `]` \\] you](gone.md) b", "[us [and] `]` \\] you](gone.md)"},
		{"link with a title", "a [us](gone.md \"Our (own) page\") b", "[us](gone.md \"Our (own) page\")"},
		{"link in angle brackets", "a [us](<gone.md>) b", "[us](<gone.md>)"},
		{"link over lines", "é 😀 [us\nand you](gone.md) b", "[us\nand you](gone.md)"},
		{"link by reference", "a [us][1] b\n\n[1]: gone.md\n", none},
		{"link after CR LF", "a\r\nb [us](gone.md)\r\n", "[us](gone.md)"},
		{"link in angle brackets alone", "a <https://a.example/> b", "<https://a.example/>"},
		{"image", "a ![é](gone.png) b", "![é](gone.png)"},
		{"fact", "Call :fact[phone] now.", ":fact[phone]"},
		{"message", "\n::message{id=x}\n", "::message{id=x}"},
		{"guard", ":::only{country=ca} \r\nx\r\n:::\r\n", ":::only{country=ca}"},
		{"raw tag", "a <b title=\"x > y\">c</b>", "<b title=\"x > y\">"},
		{"heading of level 1", "# One \n", "# One"},
		{"unknown directive", ":::box[A]\nx\n:::\n", ":::box[A]"},
	}
	for _, test := range tests {
		doc, diags := Parse([]byte(test.text), Options{File: "a.md"})
		at, ok := firstPlace(doc, diags)
		if !ok {
			t.Errorf("%s: nothing has a place", test.name)
			continue
		}
		got := none
		if at.EndLine > 0 {
			span, ok := at.Span([]byte(test.text))
			if !ok {
				t.Errorf("%s: %+v is not in the text", test.name, at)
				continue
			}
			got = test.text[span.StartByte:span.EndByte]
		}
		if got != test.want {
			t.Errorf("%s: %q is meant, want %q (%+v)", test.name, got, test.want, at)
		}
	}
}

func firstPlace(doc *Document, diags diag.List) (diag.Pos, bool) {
	switch {
	case len(diags) > 0:
		return diags[0].Pos, true
	case len(doc.Links) > 0:
		return doc.Links[0].At, true
	case len(doc.Images) > 0:
		return doc.Images[0].At, true
	case len(doc.Facts) > 0:
		return doc.Facts[0].At, true
	case len(doc.Messages) > 0:
		return doc.Messages[0].At, true
	case len(doc.Guards) > 0:
		return doc.Guards[0].At, true
	}
	return diag.Pos{}, false
}

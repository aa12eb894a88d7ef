package address

import "testing"

// A free value is an address where a browser would go somewhere, and words where people would read on.
func TestMeant(t *testing.T) {
	for _, s := range []string{"https://a.example/", "HTTP://a.example", "https:a.example", `https:\\a.example`, "//a.example/x", `\\a.example`, `/\a.example`, " \thttps://a.example",
		"ht\ntps://a.example", "mailto:a@b.example", "tel:+1555", "sms:1", "javascript:alert(1)", "java\tscript:alert(1)", "JavaScript:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd",
		"ftp://a.example", "ws://a.example", "blob:https://a.example/1", "view-source:https://a.example", "https://a.example/ and words"} {
		if !Meant(s) {
			t.Errorf("%q is taken for words", s)
		}
	}
	for _, s := range []string{"", "/", "//", "// a remark", "Note: read this", "Tel: 555 1234", "Data: a survey of 2025", "10:30", "urn:isbn:1", "a.example/x", "www.a.example", "../learn/x.md", "#blue",
		"C:", "mailto:", "JavaScript: what it is", "ca:en", "https", "see https://a.example"} {
		if Meant(s) {
			t.Errorf("%q is taken for an address", s)
		}
	}
}

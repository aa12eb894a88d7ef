package post

import (
	"slices"
	"strings"
	"testing"
)

// What networks make links of is what a post's words are checked for.
func TestLinked(t *testing.T) {
	const written = "Read https://canada.ca/a?b=c. Or (HTTP://evil.example/x), evil.ca, mailto:a@b.ca and https://québec.ca!"
	for ids, want := range map[string][]string{
		"x mastodon":         {"https://canada.ca/a?b=c", "HTTP://evil.example/x", "https://evil.ca", "https://québec.ca"},
		"mastodon instagram": {"https://canada.ca/a?b=c", "HTTP://evil.example/x", "https://québec.ca"},
	} {
		var got []string
		for _, l := range NetworksOf(strings.Fields(ids)).Linked(written) {
			got = append(got, l.Address)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: found %q, want %q", ids, got, want)
		}
	}
}

// A host by itself is found as twitter-text finds it, and what only looks like one is not.
func TestLinkedHosts(t *testing.T) {
	for text, want := range map[string]string{
		"Go to evil.ca now":                    "evil.ca",
		"Go to Evil.COM.":                      "Evil.COM",
		"(www.evil.co.uk/a_(b)?x=1)":           "www.evil.co.uk/a_(b)?x=1",
		"evil.ca:8443/pay":                     "evil.ca:8443/pay",
		"請访问evil.com谢谢":                        "evil.com",
		"« l’evil.ca »":                        "evil.ca",
		"www.evil.md":                          "www.evil.md",
		"pay.evil.zip":                         "pay.evil.zip",
		"evil.zip/pay":                         "evil.zip/pay",
		"Open page.md, invoice.zip or run.sh.": "",
		"report.pdf photo.jpeg letter.docx":    "",
		"a@evil.ca @evil.ca #evil.ca $evil.ca": "",
		"evil.example, evil.test, x.invalid":   "",
		"e.g. i.e. a.m. U.S. p.ex. c.-à-d.":    "",
		"1.800.555 3.14 v1.2.3 10.0.0.1 12.30": "",
		"at 9.30 a.m.–4.15 p.m.; Ph.D.; No.1":  "",
		"J.-P. Tremblay, M.Roy et Mme.Côté":    "",
		"end.Thus a sentence begins":           "",
		"…and so on...or not.":                 "",
	} {
		var got []string
		for _, l := range NetworksOf([]string{"linkedin"}).Linked(text) {
			got = append(got, l.Words)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

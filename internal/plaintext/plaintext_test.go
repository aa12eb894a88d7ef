package plaintext_test

import (
	"testing"

	"tocsin/internal/plaintext"
)

func TestAlert(t *testing.T) {
	for in, want := range map[string]string{
		"":                                "",
		"<p>One.</p>\n<p>Two\nlines.</p>": "One.\n\nTwo lines.",
		"<h2 id=\"a\">Do</h2>\n<ol>\n<li>First</li>\n<li>Then &amp; now</li>\n</ol>\n<p>End</p>":                                       "Do\n\n1. First\n2. Then & now\n\nEnd",
		"<ul>\n<li><p>One</p></li>\n<li><p>Two</p></li>\n</ul>":                                                                        "- One\n\n- Two",
		"<ul><li>A<ol><li>B</li><li>C</li></ol></li><li>D</li></ul>":                                                                   "- A\n  1. B\n  2. C\n- D",
		`<p><a href="https://a.example/x/">here</a>.</p>`:                                                                              "here (https://a.example/x/).",
		`<p><a href="https://www.a.example/">a.example</a></p>`:                                                                        "a.example",
		`<p><a href="tel:+1888">1-888</a></p>`:                                                                                         "1-888",
		`<a href="https://a.example/">A<span class="hidden"> (external <span>link</span>)</span></a>`:                                  "A (https://a.example/)",
		"<table><thead><tr><th>What</th><th>Where</th></tr></thead><tbody>\n<tr>\n<td>Call</td>\n<td>7726</td>\n</tr></tbody></table>": "Call: 7726",
		"<p>a<br>b</p>": "a\nb",
	} {
		if got := plaintext.Of(in, plaintext.Alert); got != want {
			t.Errorf("Alert(%q)\n = %q\nwant %q", in, got, want)
		}
	}
}

func TestMail(t *testing.T) {
	for in, want := range map[string]string{
		`<head><title>No</title><style>p{}</style></head><h1>A &amp; B</h1><p>One
  two.<br>Three.</p><p>Four.</p>`: "A & B\n\nOne two.\nThree.\n\nFour.\n",
		`<p>Before</p><ul><li>One</li><li>Two<br>more</li></ul><p>After</p>`:     "Before\n\n• One\n• Two\n  more\n\nAfter\n",
		`<ol><li><p>One</p></li><li>Two</li></ol>`:                               "1. One\n2. Two\n",
		`<p>See <a href="https://a.example/b/">the page</a>, now.</p>`:           "See the page (https://a.example/b/), now.\n",
		`<p><a href="https://a.example/">a.example</a></p>`:                      "https://a.example/\n",
		`<p><a href="https://a.example/">https://a.example/</a></p>`:             "https://a.example/\n",
		`<p>Call <a href="tel:+1888">1-888</a>, <a href="mailto:a@b">us</a></p>`: "Call 1-888, us\n",
		`<table><tr><td>A</td></tr><tr><td>B</td></tr></table>`:                  "A\nB\n",
	} {
		if got := plaintext.Of(in, plaintext.Mail) + "\n"; got != want {
			t.Errorf("%s\nbecame %q\nwant   %q", in, got, want)
		}
	}
}

// What partners take from messages.json.
func TestMessage(t *testing.T) {
	in := "<p>Call us:<br>\n1-888-495-8501<br>Anti-Fraud Centre</p>\n<ol start=\"3\">\n<li>Third</li>\n<li>Fourth</li>\n</ol>\n" +
		"<blockquote>\n<p>Quoted</p>\n</blockquote>\n<p>See <a href=\"https://ring.example/x\">the page</a> now.</p>\n" +
		"<pre><code>line one\n  line two\n</code></pre>"
	want := "Call us:\n1-888-495-8501\nAnti-Fraud Centre\n3. Third\n4. Fourth\n> Quoted\n" +
		"See the page (https://ring.example/x) now.\nline one\n  line two"
	if got := plaintext.Of(in, plaintext.Message); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("<p>a<br>b</p><table><tr><td>x<td>y</table>")
	f.Add("<ol start=9><li><ul><li><blockquote><pre> c")
	f.Fuzz(func(t *testing.T, in string) {
		for _, o := range []plaintext.Options{{}, plaintext.Alert, plaintext.Message, plaintext.Mail, plaintext.Post} {
			plaintext.Of(in, o)
		}
	})
}

package render

import "testing"

func TestReadable(t *testing.T) {
	for in, want := range map[string]string{
		"":                                "",
		"<p>One.</p>\n<p>Two\nlines.</p>": "One.\n\nTwo lines.",
		"<h2 id=\"a\">Do</h2>\n<ol>\n<li>First</li>\n<li>Then &amp; now</li>\n</ol>\n<p>End</p>":                                       "Do\n\n1. First\n2. Then & now\n\nEnd",
		"<ul>\n<li><p>One</p></li>\n<li><p>Two</p></li>\n</ul>":                                                                        "- One\n\n- Two",
		"<ul><li>A<ol><li>B</li><li>C</li></ol></li><li>D</li></ul>":                                                                   "- A\n1. B\n2. C\n\n- D",
		`<p><a href="https://a.example/x/">here</a>.</p>`:                                                                              "here (https://a.example/x/).",
		`<p><a href="https://www.a.example/">a.example</a></p>`:                                                                        "a.example",
		`<p><a href="tel:+1888">1-888</a></p>`:                                                                                         "1-888",
		`<a href="https://a.example/">A<span class="hidden"> (external <span>link</span>)</span></a>`:                                  "A (https://a.example/)",
		"<table><thead><tr><th>What</th><th>Where</th></tr></thead><tbody>\n<tr>\n<td>Call</td>\n<td>7726</td>\n</tr></tbody></table>": "Call: 7726",
		"<p>a<br>b</p>": "a\nb",
	} {
		if got := readable(in); got != want {
			t.Errorf("readable(%q)\n = %q\nwant %q", in, got, want)
		}
	}
}

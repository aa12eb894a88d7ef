package plaintext_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

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

// What each shape of HTML becomes. A case without a receiver is for the bare options: words alone.
func TestShapes(t *testing.T) {
	bare := plaintext.Options{Bullet: "• ", Gap: true}
	french := plaintext.Options{Gap: true}.WithColon("\u00a0:")
	head := "<thead><tr><th>Who</th><th>When</th><th>How</th></tr></thead>"
	for _, c := range []struct {
		name     string
		o        plaintext.Options
		in, want string
	}{
		{"elements within a word", bare, "<p>1-888<b>-495</b>-8501 <i>now</i>.</p>", "1-888-495-8501 now."},
		{"a line for each block", plaintext.Message, "<h2>A</h2><p>One.</p><p>Two.</p>", "A\nOne.\nTwo."},
		{"spaces at a break", bare, "<p>a <br>\n b</p>", "a\nb"},
		{"a break that begins and one that ends a block", bare, "<p><br>a<br></p>", "a"},
		{"blocks without a space between", bare, "<div>a</div><div>b</div>c", "a\nb\nc"},
		{"entities, and a space that does not break", bare, "<p>A &amp; B&nbsp;C &lt;d&gt;</p>", "A & B\u00a0C <d>"},
		{"Chinese lines", bare, "<p>先停一下，\n再看 OK。</p>", "先停一下，再看 OK。"},
		{"Arabic with a number", bare, "<p>اتصل على <bdi>1-888-495-8501</bdi> الآن</p>", "اتصل على 1-888-495-8501 الآن"},
		{"where a word may be parted", bare, "<p>cyber&shy;secu<wbr>rity</p>", "cybersecurity"},

		{"a list that counts from three", bare, `<ol start="3"><li>Third</li><li>Fourth</li></ol>`, "3. Third\n4. Fourth"},
		{"an item with a number of its own", bare, `<ol><li>One</li><li value="7">Seven</li><li>Eight</li></ol>`, "1. One\n7. Seven\n8. Eight"},
		{"an item of two paragraphs", plaintext.Mail, "<ul><li><p>A</p><p>more</p></li><li>B</li></ul>", "• A\n  more\n• B"},
		{"two lists", bare, "<ul><li>A</li></ul><ol><li>B</li></ol>", "• A\n\n1. B"},
		{"terms", bare, "<dl><dt>Phish</dt><dd>A lure.</dd><dt>Vish</dt><dd>A call.</dd></dl>", "Phish\nA lure.\nVish\nA call."},
		{"a list in a quotation", plaintext.Message, "<blockquote><p>Do:</p><ul><li>A</li></ul></blockquote>", "> Do:\n> - A"},

		{"no addresses", bare, `<p>See <a href="https://a.example/b/">the page</a>, now.</p>`, "See the page, now."},
		{"words that hold the address", plaintext.Mail, `<p><a href="https://a.example/">Report at a.example today</a></p>`, "Report at a.example today"},
		{"a link to a place on the page", plaintext.Mail, `<p><a href="#a">above</a></p>`, "above"},
		{"a link without words", plaintext.Mail, `<p>See <a href="https://a.example/"></a>.</p>`, "See https://a.example/."},

		{"a table of two columns in French", french, "<table><thead><tr><th>Quoi faire</th><th>Où</th></tr></thead><tbody><tr><td>Appelez</td><td>7726</td></tr></tbody></table>", "Appelez\u00a0: 7726"},
		{"a table of three columns", bare, "<table>" + head + "<tbody><tr><td>Bank</td><td>at once</td><td>by phone</td></tr><tr><td>Police</td><td></td><td>online</td></tr></tbody></table>", "Who: Bank; When: at once; How: by phone\nWho: Police; How: online"},
		{"a table of four columns", bare, "<table><tr><td>a</td><td>b</td><td>c</td><td>d</td></tr></table>", "a | b | c | d"},
		{"a question in the first column", bare, "<table><tr><td>Paid?</td><td>Call your bank.</td></tr></table>", "Paid? Call your bank."},
		{"a table that is only a head", bare, "<table><thead><tr><th>A</th><th>B</th></tr></thead></table>", "A: B"},
		{"a cell of two paragraphs", bare, "<table><tr><td><p>a</p><p>b<br>c</p></td><td>d</td></tr></table>", "a b c: d"},
		{"a link in a cell", plaintext.Mail, `<table><tr><td>a</td><td><a href="https://a.example/x">b</a></td></tr></table>`, "a: b (https://a.example/x)"},
		{"a table between paragraphs", bare, "<p>x</p><table><tr><td>a</td></tr></table><p>y</p>", "x\n\na\n\ny"},
		{"a table that lays out a mail", bare, `<table role="presentation"><tr><td><h1>A</h1><p>b</p></td></tr></table>`, "A\n\nb"},

		{"code keeps its lines", plaintext.Message, "<pre><code>line one\n  line two\n\nfour\n</code></pre><p>x</p>", "line one\n  line two\n\nfour\nx"},
		{"a quotation", plaintext.Mail, "<blockquote>\n<p>Quoted<br>twice</p>\n</blockquote>", "> Quoted\n> twice"},
		{"a footnote", plaintext.Mail, `<p>Words<sup class="fnref" id="a"><a href="#n">1</a></sup>.</p><section class="footnotes"><ol><li id="n"><p>A note. <a class="backref" href="#a">↩</a></p></li></ol></section>`, "Words[1].\n\n1. A note."},
		{"no footnotes", plaintext.Post, `<p>Words<sup class="fnref"><a href="#n">1</a></sup>.</p><section class="footnotes"><ol><li><p>A note.</p></li></ol></section>`, "Words."},
		{"a picture", plaintext.Alert, `<p>See <img src="x.png" alt="a lock">.</p>`, "See a lock."},
		{"no pictures", plaintext.Post, `<p>See <img src="x.png" alt="a lock"> it.</p>`, "See it."},
		{"what only a browser reads", bare, "<svg><title>no</title></svg><script>no()</script><h1>A</h1><template>no</template>", "A"},
		{"nested beyond what a parser takes", bare, strings.Repeat("<b><div>", 600) + "deep" + strings.Repeat("</div></b>", 600), "deep"},
	} {
		if got := plaintext.Of(c.in, c.o); got != c.want {
			t.Errorf("%s: %.200s\n got %q\nwant %q", c.name, c.in, got, c.want)
		}
	}
}

// A post is counted block by block, and each block knows the line that its writer has to shorten.
func TestBlocksKnowTheirLines(t *testing.T) {
	var got []string
	for _, b := range plaintext.Blocks(`<p data-line="3">a</p><ul><li data-line="5">b</li></ul><div><p>c</p></div><table data-line="9"><tr data-line="9"><td>d</td></tr><tr data-line="11"><td>e</td></tr></table>`, plaintext.Post) {
		got = append(got, fmt.Sprintf("%d %s %t", b.Line, b.Text, b.Item))
	}
	want := []string{"3 a false", "5 • b true", "5 c false", "9 d false", "11 e false"}
	if !slices.Equal(got, want) {
		t.Errorf("the blocks are %q, want %q", got, want)
	}
}

// Whatever the HTML, nothing panics; and where there is no table, whose names are said in each row or not at all, every
// letter between tags is said, in its order.
func FuzzOf(f *testing.F) {
	for _, seed := range []string{"<p>a<br>b</p><table><tr><td>x<td>y</table>", "<ol start=9><li><ul><li><blockquote><pre> c", "<dl><dt>a<dd>b", "<b>a<p>b</b>c",
		"<ul>a<li>b</ul>c", "</p>a<br/>b<hr>c", "a&amp;b&#x41;<i>c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for _, o := range []plaintext.Options{plaintext.Alert, plaintext.Message, plaintext.Mail, plaintext.Post} {
			plaintext.Of(in, o)
		}
		want, judged := between(in)
		if got := letters(plaintext.Of(in, plaintext.Options{})); judged && got != letters(want) {
			t.Errorf("%q\nsays  %q\nwhere %q is shown", in, got, letters(want))
		}
	})
}

// between returns the text between the tags of HTML, and whether all of it is shown where it stands: with no elements but
// paragraphs, lists and what stands within a line.
func between(in string) (text string, judged bool) {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(in))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String(), true
		case html.TextToken:
			b.WriteString(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			if len(tag.Attr) > 0 || !slices.Contains([]string{"p", "br", "hr", "ul", "ol", "li", "b", "i", "em", "strong", "pre", "blockquote", "dl", "dt", "dd", "div", "h2"}, tag.Data) {
				return "", false
			}
		}
	}
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, ""))
}

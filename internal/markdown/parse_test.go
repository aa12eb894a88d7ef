package markdown

import (
	"strings"
	"sync"
	"testing"
)

// Some examples of the CommonMark specification, with the number that it gives them; the rest, but for raw HTML and
// level-1 headings, were checked against its spec.json when this was written.
func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"tabs 7", "-\t\tfoo\n", "<ul>\n<li>\n<pre><code>  foo\n</code></pre>\n</li>\n</ul>\n"},
		{"precedence 42", "- `one\n- two`\n", "<ul>\n<li>`one</li>\n<li>two`</li>\n</ul>\n"},
		{"break 61", "* Foo\n* * *\n* Bar\n", "<ul>\n<li>Foo</li>\n</ul>\n<hr>\n<ul>\n<li>Bar</li>\n</ul>\n"},
		{"fence 128", "> ```\n> aaa\n\nbbb\n", "<blockquote>\n<pre><code>aaa\n</code></pre>\n</blockquote>\n<p>bbb</p>\n"},
		{"loose 254", "1.  A paragraph\n    with two lines.\n\n        indented code\n\n    > A block quote.\n",
			"<ol>\n<li>\n<p>A paragraph\nwith two lines.</p>\n<pre><code>indented code\n</code></pre>\n<blockquote>\n<p>A block quote.</p>\n</blockquote>\n</li>\n</ol>\n"},
		{"code 331", "`` foo ` bar ``\n", "<p><code>foo ` bar</code></p>\n"},
		{"emphasis 416", "*foo**bar**baz*\n", "<p><em>foo<strong>bar</strong>baz</em></p>\n"},
		{"entities", "&nbsp; &amp; &copy; &#35; &#0; &x; \\& \\a &#x22;", "<p>\u00a0 &amp; © # \ufffd &amp;x; &amp; \\a &quot;</p>\n"},
		{"breaks", "a  \nb\\\nc\nd", "<p>a<br>\nb<br>\nc\nd</p>\n"},
		{"start", "7) a\n8) b", "<ol start=\"7\">\n<li>a</li>\n<li>b</li>\n</ol>\n"},
		{"code block", "```a&b c\n<x>\n```", "<pre><code class=\"language-a&amp;b\">&lt;x&gt;\n</code></pre>\n"},
		{"struck", "~~a~~ ~b~", "<p><del>a</del> <del>b</del></p>\n"},
		{"definitions", "a\n: b\n\nc\n\n: d\n", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dt>c</dt>\n<dd>\n<p>d</p>\n</dd>\n</dl>\n"},
		{"no definition", "a\n:b\n:fact[x] c", "<p>a\n:b\n{{fact:0}} c</p>\n"},
		{"task", "- [x] a\n- [ ] *b*\n- c\n", "<ul>\n" +
			`<li class="task"><span class="box" aria-hidden="true">☑</span><span class="hidden">{{done}}</span> a</li>` + "\n" +
			`<li class="task"><span class="box" aria-hidden="true">☐</span><span class="hidden">{{not-done}}</span> <em>b</em></li>` + "\n<li>c</li>\n</ul>\n"},
		{"table", "| a | b | |\n|---|--:|:-:|\n| [x](y) | 2 |\n",
			`<div class="table" role="group" tabindex="0" aria-label="{{table}}"><table>` + "\n<thead>\n<tr>\n" +
				`<th scope="col">a</th>` + "\n" + `<th scope="col" class="end">b</th>` + "\n" + `<td class="center"></td>` + "\n</tr>\n</thead>\n<tbody>\n<tr>\n" +
				`<td>{{link:0}}x{{/link}}</td>` + "\n" + `<td class="end">2</td>` + "\n<td></td>\n</tr>\n</tbody>\n</table></div>\n"},
		{"no linkify", "www.example.org http://x.ca", "<p>www.example.org http://x.ca</p>\n"},
		{"control", "a\x01b\x00c\xff", "<p>a\ufffdb\ufffdc\ufffd</p>\n"},
		{"empty", "", ""}, {"blank", "\n \n", ""},
	} {
		d, l := Parse([]byte(c.in), Options{})
		if got := filled(d.Body); got != c.want || len(l) > 0 {
			t.Errorf("%s: %q\n got %q\nwant %q\n%s", c.name, c.in, got, c.want, told(l))
		}
		crlf, l := Parse([]byte(strings.ReplaceAll(c.in, "\n", "\r\n")), Options{})
		if got := filled(crlf.Body); got != c.want || len(l) > 0 {
			t.Errorf("%s with CRLF: %q\n got %q\nwant %q\n%s", c.name, c.in, got, c.want, told(l))
		}
	}
}

func TestFootnotes(t *testing.T) {
	d, l := Parse([]byte("a[^x] b[^y] c[^x]\n\n[^y]: two\n\n    - more\n\n[^x]: one\n\n[^z]: none\n"), Options{Prefixed: true})
	want := `<p>a<sup class="fnref" id="{{prefix}}fnref-1"><a role="doc-noteref" href="#{{prefix}}fn-1">1</a></sup>` +
		` b<sup class="fnref" id="{{prefix}}fnref-2"><a role="doc-noteref" href="#{{prefix}}fn-2">2</a></sup>` +
		` c<sup class="fnref" id="{{prefix}}fnref-1-2"><a role="doc-noteref" href="#{{prefix}}fn-1">1</a></sup></p>` + "\n" +
		`<section class="footnotes" role="doc-endnotes" aria-label="{{footnotes}}">` + "\n<ol>\n" + `<li id="{{prefix}}fn-1">` + "\n<p>one" +
		` <a class="backref" role="doc-backlink" href="#{{prefix}}fnref-1" aria-label="{{back-to-text}}">↩` + "\ufe0e</a>" +
		` <a class="backref" role="doc-backlink" href="#{{prefix}}fnref-1-2" aria-label="{{back-to-text}} 2">↩` + "\ufe0e</a></p>\n</li>\n" +
		`<li id="{{prefix}}fn-2">` + "\n<p>two</p>\n<ul>\n<li>more</li>\n</ul>\n<p>" +
		` <a class="backref" role="doc-backlink" href="#{{prefix}}fnref-2" aria-label="{{back-to-text}}">↩` + "\ufe0e</a></p>\n</li>\n</ol>\n</section>\n"
	if got := filled(d.Body); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := told(l); got != "9:1 unused-footnote\n" {
		t.Errorf("told %q", got)
	}
}

func TestFootnotesInGuards(t *testing.T) {
	d, l := Parse([]byte("a[^1]\n\n:::only{country=ca}\nb[^2] c[^1]\n:::\n\n[^1]: x\n[^2]: [y](z)\n"), Options{})
	got := filled(d.Body)
	for _, want := range []string{
		`{{guard:0}}<li id="fn-2" value="2">`, "</li>\n{{/guard}}</ol>", `<li id="fn-1" value="1">`,
		`{{guard:0}} <a class="backref" role="doc-backlink" href="#fnref-1-2"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %s", got, want)
		}
	}
	if g := d.Links[0].Guards; len(g) != 1 || g[0] != 0 || len(l) > 0 {
		t.Errorf("guards %v; %s", g, told(l))
	}
	if strings.Contains(got, `value="2"></li>`) {
		t.Error("an empty note")
	}
}

func TestLead(t *testing.T) {
	long := strings.Repeat("word ", 80)
	for in, want := range map[string]string{
		"## a\n\n- b\n\nThe *first* [one](x)\nhere &amp; <b>there</b>.[^1]\n\nsecond\n\n[^1]: n": "The first one here & there.",
		"![alt](x.png)\n\ntext":            "text",
		":::only{country=ca}\na\n:::\n\nb": "b",
		":::tip\na\n:::\n\nb":              "b",
		"call :fact[x] now\n\nother":       "other",
		"call :fact[x] now":                "",
		long:                               strings.TrimSpace(strings.Repeat("word ", 60)),
		strings.Repeat("x", 400):           strings.Repeat("x", 300),
	} {
		if d, _ := Parse([]byte(in), Options{}); d.Lead != want {
			t.Errorf("%q\n got %q\nwant %q", in, d.Lead, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]int{
		"": 0,
		"one *two*th, three-and-a-half — don't": 4,
		"## a b\n\n- c\n- d\n":                  4,
		"`x y` [l](m) <http://x>":               4,
		"網絡釣魚 mail":                             5,
		"l’été « deux » !":                      2,
		"| a | b |\n|-|-|\n|c|d|\n":             4,
	} {
		if d, _ := Parse([]byte(in), Options{}); d.Words != want {
			t.Errorf("%q: %d words, want %d", in, d.Words, want)
		}
	}
}

func TestParseIsConcurrent(t *testing.T) {
	src := page("fr")
	want, _ := Parse(src, Options{Typography: FrenchCanada})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if d, _ := Parse(src, Options{Typography: FrenchCanada}); filled(d.Body) != filled(want.Body) {
					t.Error("two runs differ")
				}
				Parse([]byte("# x[^1]\n\n[^1]: <sup>y</sup>"), Options{})
			}
		})
	}
	all.Wait()
}

// An input costs its length, and the allocations of a page do not grow past what goldmark itself makes.
func TestAllocations(t *testing.T) {
	src := page("en")
	n := testing.AllocsPerRun(20, func() { Parse(src, Options{}) })
	if n > 800 {
		t.Errorf("%.0f allocations for a page of 570 words, want about 600", n)
	}
}

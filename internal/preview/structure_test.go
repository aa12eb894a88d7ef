package preview

import (
	"fmt"
	"strings"
	"testing"
)

func TestAlign(t *testing.T) {
	page := func(kinds string) (out []block) {
		for _, k := range strings.Fields(kinds) {
			b := block{Kind: map[byte]string{'h': "heading", 'p': "paragraph", 'l': "list", 'm': "message"}[k[0]], Text: strings.Repeat("x", 10*len(k))}
			if k[0] == 'm' {
				b.ID = k[1:]
			}
			out = append(out, b)
		}
		return out
	}
	for _, c := range []struct{ a, b, want string }{
		{"", "", ""},
		{"p", "", "0·"},
		{"", "p", "·0"},
		{"h p h p", "h p h p", "00 11 22 33"},
		{"h p p h p", "h p h p", "00 11 2· 32 43"},
		{"h p", "h l p", "00 ·1 12"},
		{"p mone p", "p mtwo p", "00 1· ·1 22"},
		{"h ppppppppp p", "h p", "00 1· 21"},
	} {
		var got []string
		name := func(i int) string {
			if i < 0 {
				return "·"
			}
			return fmt.Sprint(i)
		}
		for _, p := range align(page(c.a), page(c.b)) {
			got = append(got, name(p.A)+name(p.B))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q beside %q is %s, wanted %s", c.a, c.b, s, c.want)
		}
	}
	long := make([]block, maxAlign+1)
	if got := align(long, long[:3]); len(got) != maxAlign+1 || got[2] != (pair{2, 2}) || got[3] != (pair{3, -1}) {
		t.Errorf("pages beyond the bound are not compared from the top: %v …", got[:4])
	}
}

func TestBlocksOf(t *testing.T) {
	blocks, err := blocksOf([]byte(`<body><header><h1>Site</h1></header><main><nav><ul><li>way</li></ul></nav><div><h1>Title <small>x</small></h1></div>
<div class="content"><p>One <a href="/">link</a>.</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><div class="table"><table><tr><td>1</td></tr><tr><td>2</td></tr></table></div>
<div class="message"><p class="source">From</p><div class="said"><p data-id="pause" data-kind="message">Stop</p></div></div><div role="note" class="callout tip"><p>Tip</p></div><p><img src="x" alt=""></p><hr></div></main><footer><p>foot</p></footer>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range blocks {
		got = append(got, fmt.Sprintf("%s:%s:%d:%d", b.Kind, b.ID, b.Items, b.Links))
	}
	if s, want := strings.Join(got, " "), "heading::0:0 paragraph::0:1 list::3:0 table::2:0 message:pause:0:0 callout::0:0 picture::0:0 rule::0:0"; s != want {
		t.Errorf("the blocks are\n%s, wanted\n%s", s, want)
	}
	if blocks[1].Heading != "Title x" {
		t.Errorf("the paragraph stands after %q", blocks[1].Heading)
	}
}

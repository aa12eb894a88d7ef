package translate

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// count repeats a text with its number for %d, up to a length in bytes.
func count(format string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, strings.ReplaceAll(format, "%d", "%[1]d"), i)
	}
	return b.String()
}

func repeat(s string, n int) string { return strings.Repeat(s, n/len(s)) }

// A file that looks like a translators' one costs no more than 200 MB for each megabyte, whatever stands in it, and a
// thousand problems of it at most are told. What is allocated says so, since the time says more of the machine.
func TestBombs(t *testing.T) {
	most, size := uint64(20<<20), 40<<10
	if thorough() {
		most, size = 200<<20, 1<<20-2000
	}
	c := pageCampaign(t)
	c.edit(enPath, "It is *late*.", "It is *late*.\n\nGo **home**.")
	const head = `<xliff xmlns="` + space21 + `" version="2.1" srcLang="en" trgLang="fr">`
	file := `<file id="f1" original="` + enPath + `">`
	sent := c.export("fr", "2.1", "learn/page")
	unit := sent[strings.Index(sent, "<unit "):strings.LastIndex(sent, "</file>")]
	id := sent[strings.Index(sent, `<unit id="`)+len(`<unit id="`):]
	id = id[:strings.IndexByte(id, '"')]
	in := func(s string) string { return head + file + s + "</file></xliff>" }
	words := func(s string) string {
		return in(`<unit id="` + id + `"><segment><source>Spot it</source><target>` + s + `</target></segment></unit>`)
	}
	web, n := c.site(), size
	for _, b := range []struct{ name, text string }{
		{"entities that multiply", `<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>` + words("&c;")},
		{"an entity of a file", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + words("&a;")},
		{"entities within a DTD", `<!DOCTYPE x [<!ENTITY % a "` + repeat("b", n) + `">%a;]>` + words("")},
		{"an entity of its own", words("&a;")},
		{"entities again and again", words(repeat("&a;", n))},
		{"numbered characters", words(repeat("&#65;", n))},
		{"numbers of no character", words(repeat("&#0;", n))},
		{"a number without end", words("&#" + repeat("1", n) + ";")},
		{"open elements", head + repeat("<a>", n)},
		{"elements within elements", head + repeat("<a>", n/2) + repeat("</a>", n/2)},
		{"groups within groups", in(repeat("<group>", n/2) + repeat("</group>", n/2))},
		{"placeholders within placeholders", words(repeat(`<pc id="1">`, n/2) + repeat("</pc>", n/2))},
		{"empty elements", in(repeat("<a/>", n))},
		{"attributes", in("<a " + count(`b%d="" `, n) + "/>")},
		{"an attribute again and again", in("<a " + repeat(`b="" `, n) + "/>")},
		{"an attribute without end", in(`<a b="` + repeat("c", n) + `"/>`)},
		{"namespaces", in("<a " + count(`xmlns:b%d="c" `, n) + "/>")},
		{"namespaces at each element", in(count(`<b:a xmlns:b="c%d"/>`, n))},
		{"a namespace without end", `<xliff xmlns="` + repeat("a", n) + `">` + repeat("<a/>", 1000) + "</xliff>"},
		{"an element's name without end", in("<" + repeat("a", n) + "/>")},
		{"remarks", in(repeat("<!---->", n))},
		{"a remark without end", in("<!--" + repeat("a ", n) + "-->")},
		{"instructions", in(repeat("<?a?>", n))},
		{"sections of characters", words(repeat("<![CDATA[]]>", n))},
		{"sections with words", words(repeat("<![CDATA[a]]>", n))},
		{"words without end", words(repeat("word ", n))},
		{"placeholders", words("a" + count(`<ph id="%d"/>`, n))},
		{"a placeholder again and again", words("a" + repeat(`<ph id="1"/>`, n))},
		{"placeholders that open", words("a" + count(`<sc id="%d"/>`, n))},
		{"characters by their number", words(repeat(`<cp hex="41"/>`, n))},
		{"units that there are not", in(count(`<unit id="s%d.0123456789ab"><segment><source/></segment></unit>`, n))},
		{"units without an id", in(repeat(`<unit><segment><source/></segment></unit>`, n))},
		{"one unit again and again", in(repeat(unit, max(n, len(unit))))},
		{"segments in a unit", in(`<unit id="` + id + `">` + repeat("<segment><source>a</source><target>b</target></segment>", n) + "</unit>")},
		{"segments without a source", in(repeat(`<unit id="a"><segment/></unit>`, n))},
		{"files", head + repeat(file+"</file>", n) + "</xliff>"},
		{"files of one page", head + repeat(file+unit+"</file>", max(n, len(file+unit+"</file>"))) + "</xliff>"},
		{"files of no page", head + count(`<file id="a" original="b%d"><unit id="c"><segment><source/></segment></unit></file>`, n) + "</xliff>"},
		{"roots", repeat("<xliff/>", n)},
		{"blanks", repeat(" ", n) + words("")},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, l := Import(web, []File{{"in.xlf", []byte(b.text)}})
		runtime.ReadMemStats(&after)
		used := after.TotalAlloc - before.TotalAlloc
		if used > most {
			t.Errorf("%s: %d KB of XLIFF cost %d MB", b.name, len(b.text)>>10, used>>20)
		}
		if len(l) > maxProblems+1 {
			t.Errorf("%s: %d problems are told", b.name, len(l))
		}
		lines := strings.Count(b.text, "\n") + 1
		for _, d := range l {
			if d.File != "in.xlf" || d.Line > lines {
				t.Errorf("%s: told outside of the file: %.200v", b.name, d)
			}
		}
	}
}

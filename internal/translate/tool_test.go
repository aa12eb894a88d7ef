package translate

import (
	"regexp"
	"strings"
	"testing"
)

// Translators' tools write files in their own manner. These samples were written for this test, in the shapes that
// Okapi and OmegaT give to a file: wrapped anew, escaped anew, re-ordered, divided, with elements of their own.

// okapi21 turns an export into what Okapi's filter for XLIFF 2 makes of it.
func okapi21(text string) string {
	text = strings.Replace(text, `<?xml version="1.0" encoding="UTF-8"?>`+"\n", `<?xml version="1.0"?>`, 1)
	text = strings.Replace(text, `<xliff xmlns=`, `<xliff xmlns:its="http://www.w3.org/2005/11/its" xmlns:okp="okapi-framework:xliff-extensions" xmlns=`, 1)
	text = strings.ReplaceAll(text, "’", "&#8217;")
	text = strings.ReplaceAll(text, "é", "&#xE9;")
	text = regexp.MustCompile(`<pc id="(\d+)"[^>]*type="fmt"[^>]*>([^<]*)</pc>`).ReplaceAllString(text, `<sc id="$1" type="fmt" canOverlap="yes"/>$2<ec startRef="$1"/>`)
	text = regexp.MustCompile(`(<target>)([^<]*\. )`).ReplaceAllString(text, `$1<mrk id="m1" type="comment" value="checked">$2</mrk>`)
	return regexp.MustCompile(`\n +`).ReplaceAllString(text, "\n")
}

// okapi12 turns an export into what Okapi's filter for XLIFF 1.2 makes of it: with segments, and codes as bpt and ept.
func okapi12(text string) string {
	text = regexp.MustCompile(`<g id="(\d+)"[^>]*>([^<]*)</g>`).ReplaceAllString(text, `<bpt id="$1" rid="$1">**</bpt>$2<ept id="9$1" rid="$1">**</ept>`)
	text = regexp.MustCompile(`<x id="(\d+)"[^>]*/>`).ReplaceAllString(text, `<ph id="$1">:code</ph>`)
	text = regexp.MustCompile(`(<source[^>]*>)(.*)(</source>)(\n *<target[^>]*>)(.*)(</target>)`).ReplaceAllString(text,
		`$1$2$3<seg-source><mrk mid="0" mtype="seg">$2</mrk></seg-source>$4<mrk mid="0" mtype="seg">$5</mrk>$6`)
	return text
}

// omegat turns an export into what OmegaT saves: the same elements, the units in another order, white space as it
// likes it, states that it does not know left out.
func omegat(text string) string {
	units := regexp.MustCompile(`(?s) *<trans-unit.*?</trans-unit>\n?`).FindAllString(text, -1)
	for i, u := range units {
		last := len(units) - 1 - i
		if i < last {
			a, b := u, units[last]
			text = strings.Replace(text, a, "\x00", 1)
			text = strings.Replace(text, b, a, 1)
			text = strings.Replace(text, "\x00", b, 1)
		}
	}
	text = regexp.MustCompile(` state="[a-z-]+"`).ReplaceAllString(text, "")
	text = regexp.MustCompile(` (approved|xml:space)="[a-z]+"`).ReplaceAllString(text, "")
	text = regexp.MustCompile(`(<target[^>]*>)(.*)(</target>)`).ReplaceAllString(text, "$1\n      $2\n    $3")
	return strings.ReplaceAll(text, "\n", "\r\n")
}

func TestTools(t *testing.T) {
	tests := []struct {
		name, version string
		tool          func(string) string
	}{{"okapi 2.1", "2.1", okapi21}, {"okapi 1.2", "1.2", okapi12}, {"omegat", "1.2", omegat}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := pageCampaign(t)
			if sent := c.edited(test.version); test.tool(sent) == sent {
				t.Fatal("the tool changed nothing: this test tests nothing")
			}
			if changed, _ := c.take(test.tool(c.edited(test.version))); len(changed) > 0 {
				t.Errorf("changed %v by passing through", changed)
			}
			c.edit(enPath, "Read **this**", "Do read **this**")
			text := test.tool(c.edited(test.version, "Lisez ", "Lisez donc "))
			if changed, _ := c.take(text); len(changed) != 2 {
				t.Errorf("changed %v, want the page and the lock", changed)
			}
			if want := strings.Replace(frText, "Lisez ", "Lisez donc ", 1); c.text(frPath) != want {
				t.Errorf("got\n%s\nwant\n%s", c.text(frPath), want)
			}
			if got := changesOf(c, frPath); len(got) > 0 {
				t.Errorf("there is still %v", got)
			}
		})
	}
}

// TestDivided puts a unit together that a tool has divided into segments, the targets in an order of their own.
func TestDivided(t *testing.T) {
	c := pageCampaign(t)
	c.edit(enPath, "It is *late*.", "It is late. Go home.")
	text := c.export("fr", "2.1", "learn/page")
	seg := regexp.MustCompile(`(?s)<segment id="s1"[^>]*>\s*<source>It is late\. Go home\.</source>.*?</segment>`)
	if !seg.MatchString(text) {
		t.Fatalf("no such unit:\n%s", text)
	}
	text = seg.ReplaceAllString(text, `<segment id="s1" state="translated"><source>It is late.</source><target order="3">Rentrez.</target></segment>`+
		`<ignorable><source> </source><target order="2"> </target></ignorable>`+
		`<segment id="s2" state="translated"><source>Go home.</source><target order="1">Il est tard.</target></segment>`)
	c.take(text)
	if !strings.Contains(c.text(frPath), "Il est tard. Rentrez.") {
		t.Errorf("got\n%s", c.text(frPath))
	}
}

package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/filename"
)

// Whatever files and slugs are called, the site has names that every disk takes, or it is told; never do two files come
// out as one in silence. Of each case: a path that the site has, in the edition ca/en, and what is told, by file and line.
func TestFileNames(t *testing.T) {
	words := strings.Repeat("word ", 60)
	word, thai, zwj := strings.Repeat("word-", 60), strings.Repeat("ภาษาไทย", 40), strings.Repeat("👩‍👩‍👧‍👦", 60)
	deep := strings.Repeat("folder/", 160)
	type file = map[string]string
	slug := func(s string) file {
		return file{"a.en.md": page("A", "countries: [ca]", "slug: "+fmt.Sprintf("%q", s))}
	}
	alias := func(s string) file {
		return file{"a.en.md": page("A", "countries: [ca]", "aliases: ["+fmt.Sprintf("%q", s)+"]")}
	}
	named := func(names ...string) file {
		out := file{}
		for _, n := range names {
			out[n+".en.md"] = page("A", "countries: [ca]")
		}
		return out
	}
	asset := func(names ...string) file {
		out := file{}
		for i, n := range names {
			out["../assets/"+n] = fmt.Sprint("a { margin: ", i, "px }")
		}
		return out
	}
	shown := func(name string) file {
		return file{"a.en.md": page("A", "countries: [ca]") + "![b](<" + name + ">)\n", name: dot(name)}
	}
	cases := []struct {
		name  string
		files file
		path  string // "" for none; * stands for a hash
		want  string
	}{
		// What Windows keeps for itself: made safe, and told by package source.
		{"con", named("con"), "con-name/", ""}, {"CON", named("CON"), "con-name/", ""}, {"prn", named("prn"), "prn-name/", ""},
		{"aux", named("aux"), "aux-name/", ""}, {"Aux", named("Aux"), "aux-name/", ""}, {"nul", named("nul"), "nul-name/", ""},
		{"com1", named("com1"), "com1-name/", ""}, {"COM9", named("COM9"), "com9-name/", ""}, {"com¹", named("com¹"), "com1-name/", ""},
		{"COM²", named("COM²"), "com2-name/", ""}, {"com³", named("com³"), "com3-name/", ""}, {"lpt1", named("lpt1"), "lpt1-name/", ""},
		{"LPT³", named("LPT³"), "lpt3-name/", ""}, {"lpt0", named("lpt0"), "lpt0-name/", ""}, {"ＣＯＮ", named("ＣＯＮ"), "con-name/", ""},
		{"in a folder", named("learn/nul/x"), "learn/nul-name/x/", ""}, {"conin$", named("conin$"), "conin/", ""}, {"CONOUT$", named("CONOUT$"), "conout/", ""},
		{"com10", named("com10"), "com10/", ""}, {"com", named("com"), "com/", ""}, {"console", named("console"), "console/", ""},
		{"auxiliary", named("auxiliary"), "auxiliary/", ""}, {"con with an ending", named("con.txt"), "con-txt/", ""}, {"nul and a dot", named("nul."), "nul-name/", ""},
		{"a slug", slug("aux"), "aux-name/", ""}, {"a slug in capitals", slug("LPT9"), "lpt9-name/", ""}, {"a slug with a space", slug("con "), "con-name/", ""},
		{"a slug with dots", slug("prn.."), "prn-name/", ""}, {"a slug of a device and more", slug("con-tact"), "con-tact/", ""},
		{"an event", file{"calendar/2026/con.en.md": page("C", "event: {start: 2026-10-06}", "countries: [ca]")}, "calendar/2026/con-name.ics", ""},
		{"a picture", shown("con.png"), "/assets/media/con-name.*.png", ""}, {"a picture in capitals", shown("Nul.PNG"), "/assets/media/nul-name.*.png", ""},
		{"a device and its other name", named("con", "con-name"), "", "con.en.md:1 collision"},

		// Dots and spaces at the end, signs that Windows does not take, what cannot be seen.
		{"a dot", named("x."), "x/", ""}, {"dots and a space", named("x.. "), "x/", ""}, {"a space before", named(" x"), "x/", ""},
		{"a slug that ends with a dot", slug("x."), "x/", ""}, {"signs", named("a:b<c>d|e?f*g\"h"), "a-b-c-d-e-f-g-h/", ""}, {"signs in a slug", slug("what?*"), "what/", ""},
		{"a tab", slug("a\tb"), "a-b/", ""}, {"a joiner", named("می\u200cخواهم"), "mykhwahm/", ""}, {"a mark of direction", slug("a\u202eb"), "ab/", ""},
		{"a soft hyphen", named("pass\u00adword"), "password/", ""},
		{"a document's ending", file{"a.en.md": page("A", "countries: [ca]") + "[b](<./x.a:b>)\n", "x.a:b": "c"}, "/assets/media/x.*.a-b", ""},
		{"a document whose ending has no end", file{"a.en.md": page("A", "countries: [ca]") + "[b](x." + strings.Repeat("b", 120) + ")\n", "x." + strings.Repeat("b", 120): "c"}, "/assets/media/x.*." + strings.Repeat("b", 20), ""},

		// Names that are taken over as they are written.
		{"a style sheet", asset("con.css"), "", "assets/con.css:0 path"}, {"a script in a folder", asset("aux/x.css"), "", "assets/aux/x.css:0 path"},
		{"an asset with a colon", asset("a:b.css"), "", "assets/a:b.css:0 path"}, {"an asset's folder that ends with a dot", asset("x./y.css"), "", "assets/x./y.css:0 path"},
		{"two assets in one folder", asset("nul/a.css", "nul/b.css"), "", "assets/nul/a.css:0 path, assets/nul/b.css:0 path"},
		{"an asset's long name", asset(strings.Repeat("x", 244) + ".css"), "", "assets/" + strings.Repeat("x", 244) + ".css:0 path"},
		{"an asset's name that just fits", asset(strings.Repeat("x", 239) + ".css"), "/assets/" + strings.Repeat("x", 239) + ".*.css", ""},
		{"an alias", alias("con"), "", "a.en.md:4 path"}, {"an alias with an ending", alias("old/aux.html"), "", "a.en.md:4 path"},
		{"an alias that ends with a dot", alias("old./x"), "", "a.en.md:4 path"}, {"an alias with a sign", alias("a|b"), "", "a.en.md:4 path"},
		{"an alias in quotes", alias("a\"b"), "", "a.en.md:4 path"}, {"an alias in angles", alias("<a>"), "", "a.en.md:4 path"},
		{"an alias of COM³", alias("COM³.php"), "", "a.en.md:4 path"}, {"an alias of many folders", alias(strings.Repeat("old/", 260) + "x"), "", "a.en.md:4 path"},
		{"an old file's name", alias("index.php"), "index.php/", ""}, {"an alias that a device begins", alias("connect"), "connect/", ""},

		// Length.
		{"words", named(word), strings.TrimSuffix(strings.Repeat("word-", 40), "-") + "/", ""},
		{"a long slug", slug(word + "x"), word + "x/", "a.en.md:4 path"},
		{"a script without spaces", slug(thai), strings.Repeat("phaasaaaithy", 16) + "phaasaa/", ""},
		{"a picture's long name", shown(strings.Repeat("y", 240) + ".png"), "/assets/media/" + strings.Repeat("y", 200) + ".*.png", ""},
		{"many folders", named(deep + "x"), "", deep + "x.en.md:1 path"},
		{"folders that just fit", named(strings.Repeat("folder/", 140) + "x"), strings.Repeat("folder/", 140) + "x/", ""},
		{"faces", named(zwj[:200]), "", ""},

		{"a language of Windows' own", file{"../campaign.yaml": strings.Replace(config, "[en, fr]", "[en, fr, con]", 1)}, "", "campaign.yaml:0 path"},

		// Two that come out as one.
		{"case", named("Foo", "foo"), "", "foo.en.md:1 collision"}, {"composition", named("\u00e9", "e\u0301"), "", "\u00e9.en.md:1 collision"},
		{"an accent", named("\u00e9t\u00e9", "ete"), "", "\u00e9t\u00e9.en.md:1 collision"}, {"a sharp s", named("straße", "strasse"), "", "straße.en.md:1 collision"},
		{"a ligature", named("\ufb01le", "file"), "", "\ufb01le.en.md:1 collision"}, {"a dot at the end", named("x", "x."), "", "x.en.md:1 collision"},
		{"a space and a hyphen", named("a b", "a-b"), "", "a-b.en.md:1 collision"}, {"a Kelvin sign", named("\u212aelvin", "kelvin"), "", "\u212aelvin.en.md:1 collision"},
		{"long names that end differently", named(words+"a", words+"b"), "", words + "b.en.md:1 collision"},
		{"assets in two cases", asset("X.css", "x.css"), "/assets/X.*.css", ""},
		{"aliases that fold alike", alias("Stra\u00dfe"), "Stra\u00dfe/", ""},
		{"an alias in another form", file{"a.en.md": page("A", "countries: [ca]", "aliases: [\"e\u0301\", \"\u00c9\"]")}, "", "a.en.md:4 collision"},
		{"an alias in Greek", file{"a.en.md": page("A", "countries: [ca]", "aliases: [\"\u03c3\u03c2\", \"\u03a3\u03a3\"]")}, "", "a.en.md:4 collision"},
	}
	if len(cases) < 80 {
		t.Errorf("%d cases", len(cases))
	}
	for _, c := range cases {
		files := map[string]string{}
		for name, text := range c.files {
			name, above := strings.CutPrefix(name, "../")
			if !above {
				name = "content/" + name
			}
			files[name] = text
		}
		p, l := planned(t, files)
		if got := strings.Join(slices.Compact(told(l)), ", "); got != c.want {
			t.Errorf("%s: told %q, want %q", c.name, got, c.want)
		}
		n, _ := l.Count()
		folder := filename.NewFolder()
		folded := map[string]string{}
		found := c.path == ""
		want, host := strings.CutPrefix(c.path, "/")
		if !host {
			want = "ca/en/" + want
		}
		before, after, _ := strings.Cut(want, "*")
		for _, path := range paths(p) {
			if other := folded[folder.Fold(path)]; other != "" && n == 0 {
				t.Errorf("%s: %s and %s are one file", c.name, other, path)
			}
			folded[folder.Fold(path)] = path
			if n == 0 {
				for part := range strings.SplitSeq(path, "/") {
					if filename.Check(part) != filename.Fine || len(path) > filename.MaxPath {
						t.Errorf("%s: not every disk takes %q", c.name, path)
					}
				}
			}
			found = found || strings.HasPrefix(path, before) && strings.HasSuffix(strings.TrimSuffix(path, "index.html"), after)
		}
		if !found {
			t.Errorf("%s: the site has no %s", c.name, want)
		}
	}
}

package post

import (
	"strings"
	"testing"
)

// TestWeighted holds X's count against twitter-text 3.1.0, whose parseTweet gave these numbers.
func TestWeighted(t *testing.T) {
	for text, want := range map[string]int{
		"":                       0,
		"hello":                  5,
		"héllo":                  5,
		"he\u0301llo":            5,
		"ça et là":               8,
		"👍":                      2,
		"👍🏽":                     2,
		"👩\u200d👩\u200d👧\u200d👦": 2,
		"🏳\ufe0f\u200d🌈":         2,
		"🇨🇦":                     2,
		"🇨🇦🇺🇸":                   4,
		"1\ufe0f\u20e3":          2,
		"#\ufe0f\u20e3":          2,
		"❤\ufe0f":                2,
		"❤":                      2,
		"❤\ufe0e":                4,
		"©":                      1,
		"©\ufe0f":                2,
		"™":                      2,
		"™\ufe0f":                2,
		"™\ufe0f x":              4,
		"🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": 2,
		"中文":               4,
		"中文 example.com 中": 31,
		"请访问example.com谢谢": 33,
		"日本語":              6,
		"한국어":              6,
		"\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165": 6,
		"مرحبا بالعالم":                                    13,
		"שלום":                                             4,
		"Привет":                                           6,
		"“quotes” – dash — …":                              20,
		"‘a’":                                              3,
		"a\u200db":                                         3,
		"\u202f«\u00a0x\u00a0»":                            7,
		"see example.com":                                  27,
		"see example.com.":                                 28,
		"example.com/path":                                 23,
		"example.com/path.":                                24,
		"(example.com/a_(b))":                              25,
		"(https://example.com/a)":                          25,
		"https://example.com/a,b.":                         24,
		"https://www.example.com/averyveryverylongpath/with/many/parts?query=1&b=2#frag": 23,
		"HTTP://EXAMPLE.COM":                 23,
		"a@example.com":                      13,
		"j.me@example.com":                   16,
		"first.last@example.ca":              21,
		"e.g. this":                          9,
		"i.e.this":                           8,
		"file.zip":                           23,
		"Hello.World":                        23,
		"Hello.com World":                    29,
		"get-cyber.ca":                       23,
		"reportcyberandfraud.canada.ca. Now": 28,
		"reportfraud.ftc.gov":                23,
		"1-888-495-8501":                     14,
		"3.14":                               4,
		"v1.2.3":                             6,
		"t.co":                               23,
		"ca":                                 2,
		"www.example.com":                    23,
		"x_example.com":                      13,
		"_example.com":                       12,
		"-example.com":                       12,
		"@example.com":                       12,
		"#example.com":                       12,
		"$example.com":                       12,
		"a/example.com":                      13,
		".example.com":                       12,
		"example.com:8080/x":                 23,
		"https://例え.jp/x":                    23,
		"https://exämple.com/ä":              23,
		"exämple.com":                        23,
		"https://example.com/путь":           23,
		"example.com?x=1":                    27,
		"example.com?":                       24,
		"https://example.com?x=1.":           24,
		"https://example.com/?x=1).":         25,
		"https://example.com/a–b":            23,
		"https://example.com/中文":             27,
		"https://example.com中文":              27,
		"“https://example.com/a”":            25,
		"https://example.com/a’s":            25,
		"https://foo.co.uk/x and bar.co.uk":  51,
		"😀😃😄":                                6,
		"☎\ufe0f 1-800":                      8,
		"☎ 1":                                4,
		"✅ done":                             7,
		"✔\ufe0f":                            2,
		"➡\ufe0f go":                         5,
		"→":                                  2,
		"⚠\ufe0f":                            2,
		"⚠":                                  2,
		"‼\ufe0f":                            2,
		"⁉\ufe0f":                            2,
		"‼":                                  2,
		"㊗\ufe0f":                            2,
		"〰\ufe0f":                            2,
		"🅰\ufe0f":                            2,
		"🤷🏾\u200d♀\ufe0f":                    2,
		"👨🏻\u200d💻":                          2,
		"ẞ":                                  2,
		"ǆ":                                  1,
		"กำ":                                 2,
		"नमस्ते":                             6,
		"ഹലോ":                                3,
		"ႠႡ":                                 2,
		"\u1100\u1161":                       2,
		"\u1100":                             2,
		"\u2010-\u2011":                      3,
		"—":                                  1,
		"• item":                             7,
		"\n\nline":                           6,
		"•":                                  2,
		"€":                                  2,
		"£ ¥":                                3,
		"½":                                  1,
		"№":                                  2,
		"…":                                  2,
		"a…b.com":                            26,
		"foo.com,bar.com":                    47,
		"foo.com/bar.com":                    23,
		"foo.com.bar":                        23,
		"foo.commm":                          9,
		"http://foo.com/a@b":                 23,
		"https://x.com/@user/1":              23,
		"x.com/@u/":                          23,
		"(foo.com)":                          25,
		"[foo.com]":                          25,
		"foo.com!":                           24,
		"foo.com?a=b!":                       28,
		"é.com":                              23,
		"straße.de":                          23,
		"https://foo.рф/":                    23,
		"https://foo.com/a(b)c":              23,
		"https://foo.com/a(b":                25,
		"https://foo.com/(b)":                23,
		"foo.com's":                          25,
		"l’example.ca":                       25,
		"d'example.ca":                       25,
		"«example.ca»":                       25,
		"example.ca:":                        24,
		"https://example.ca:":                24,
		"example.ca;":                        24,
		"10.0.0.1":                           8,
		"ftp://example.com":                  17,
		"mailto:a@b.com":                     14,
		"https://user:pw@example.com/":       28,
		"#CyberMonth":                        11,
		"#Cyber.com":                         10,
		"@user hi":                           8,
		"a.b.c.d.com":                        23,
		"--.com":                             6,
		"a-.com":                             6,
		"a_b.com":                            7,
		"🧑🏿":                                 2,
		"🇨":                                  2,
		"🇨x":                                 3,
		"*\ufe0f\u20e3":                      2,
		"9\u20e3":                            2,
		"💬 https://foo.com/💬":                28,
		"💬foo.com":                           25,
		"foo.com💬":                           25,
	} {
		if got := weighted(text); got != want {
			t.Errorf("weighted(%q) = %d, want %d", text, got, want)
		}
	}
}

// TestWeightedApart holds where the count is another than twitter-text 3.1.0's, and why.
func TestWeightedApart(t *testing.T) {
	for _, c := range []struct {
		text      string
		want      int
		reference int
		why       string
	}{
		{"🧑‍🚀", 2, 5, "its list of emoji is of 2020"},
		{"🫱🏻‍🫲🏿", 2, 9, "the same"},
		{"👍\ufe0f", 2, 4, "the style is said twice, and shows as one emoji"},
		{"https://campaign.example/learn/phishing/", 23, 40, ".example is no domain, and stands for one"},
		{"https://10.0.0.1/x", 23, 18, "an address without a name"},
		{"foo.рф", 6, 23, "a domain outside the Latin alphabet, without a scheme"},
	} {
		if got := weighted(c.text); got != c.want {
			t.Errorf("weighted(%q) = %d, want %d (twitter-text: %d; %s)", c.text, got, c.want, c.reference, c.why)
		}
	}
}

func TestCount(t *testing.T) {
	const address = "https://www.canada.ca/en/services/learn/phishing.html?utm_source=post&utm_medium=social" // 87
	for _, c := range []struct {
		name, text string
		want       map[string]int
	}{
		{"plain words", "Look first.", map[string]int{"x": 11, "mastodon": 11, "bluesky": 11, "threads": 11, "instagram": 11, "facebook": 11, "linkedin": 11}},
		{"a link", "Look: " + address, map[string]int{"x": 29, "mastodon": 29, "bluesky": 35, "threads": 93, "instagram": 93, "facebook": 93, "linkedin": 93}},
		{"a short link", "https://www.canada.ca/", map[string]int{"x": 23, "mastodon": 23, "bluesky": 13, "threads": 22}},
		{"a bare host is a link for X alone", "At example.com", map[string]int{"x": 26, "mastodon": 14, "bluesky": 14}},
		{"a family", "👩‍👩‍👧‍👦", map[string]int{"x": 2, "mastodon": 1, "bluesky": 1, "threads": 25, "instagram": 11, "linkedin": 11}},
		{"a flag", "🇨🇦", map[string]int{"x": 2, "mastodon": 1, "bluesky": 1, "threads": 8, "instagram": 4}},
		{"a skin tone", "👍🏽", map[string]int{"x": 2, "mastodon": 1, "bluesky": 1, "threads": 8, "instagram": 4}},
		{"a plain emoji", "🔔", map[string]int{"x": 2, "mastodon": 1, "bluesky": 1, "threads": 4, "instagram": 2}},
		{"Chinese", "先停一下", map[string]int{"x": 8, "mastodon": 4, "bluesky": 4, "threads": 4, "instagram": 4}},
		{"a letter and its accent apart", "e\u0301", map[string]int{"x": 1, "mastodon": 1, "bluesky": 1, "threads": 2, "instagram": 2}},
		{"somebody on another server", "Ask @help@social.example now", map[string]int{"mastodon": 13, "bluesky": 28, "x": 28}},
		{"an address to write to", "a@b.example, c@d.example", map[string]int{"mastodon": 24, "x": 24}},
		{"lines", "one\n\ntwo", map[string]int{"x": 8, "mastodon": 8, "bluesky": 8, "threads": 8, "instagram": 8}},
	} {
		for id, want := range c.want {
			n, ok := NetworkOf(id)
			if !ok {
				t.Fatalf("no network %q", id)
			}
			if got := n.Count(c.text); got != want {
				t.Errorf("%s: %s counts %d, want %d", c.name, id, got, want)
			}
		}
	}
}

// A long text must not take long: a post is checked in every edition, and its author may paste a book.
func TestLongText(t *testing.T) {
	for _, part := range []string{"a.", "https://", "a.com/(", "#a", "@a@b", "example.com ", "👩‍👩‍👧‍👦", "-"} {
		text := strings.Repeat(part, 20_000)
		for _, n := range networks {
			n.Count(text)
		}
		Tags(text)
	}
}

func TestTags(t *testing.T) {
	for text, want := range map[string]string{
		"#CyberMonth":                 "#CyberMonth",
		"Read on. #cybermonth":        "#cybermonth!",
		"#phishing":                   "#phishing!",
		"#hameçonnage":                "#hameçonnage!",
		"#canada #look":               "#canada #look",
		"#cyber-mois":                 "#cyber>-mois",
		"#l’hameçonnage":              "#l>’hameçonnage",
		"#CyberMonth’s weeks":         "#CyberMonth",
		"we are #1 in 2026, #2026":    "",
		"C#Sharp and a&#123b; x#y":    "",
		"https://example.com/#anchor": "",
		"(#MoisCyber)":                "#MoisCyber",
		"#网络安全意识宣传月":                  "#网络安全意识宣传月",
		"#кибербезопасность":          "#кибербезопасность!",
		"#МесяцКибербезопасности":     "#МесяцКибербезопасности",
		"＃CyberMonth":                 "＃CyberMonth",
		"#cyber_month":                "#cyber_month",
		"##Two":                       "#Two",
		"#":                           "",
	} {
		var got []string
		for _, tag := range Tags(text) {
			s := tag.Text
			if tag.After != "" {
				s += ">" + tag.After
			}
			if tag.Plain() {
				s += "!"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

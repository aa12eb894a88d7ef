package prose

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/locale"
	"tocsin/internal/markdown"
)

func read(t *testing.T, body, country string) *Text {
	t.Helper()
	d, _ := markdown.Parse([]byte(body), markdown.Options{File: "a.en.md", FirstLine: 1, Marks: true, Prefixed: true})
	return Read(d, country)
}

func TestRead(t *testing.T) {
	x := read(t, `Intro with **bold**, [a link](b.en.md), :fact[phone] & "quotes" <x>.

## One

- first
- second [out](https://a.example/)
  - nested

1. loose

2. items

:::only{country=ca}
### Canada

Only there, ![a lock](lock.png).
:::

| A | B |
|---|---|
| c | d |

:::note[Mind]
Careful.
:::

Note[^1]. H~~no~~. `+"`code 12`"+`

    block 13

[^1]: The note 14.

Term
: Meaning
`, "us")
	var got []string
	for _, b := range x.Blocks {
		got = append(got, fmt.Sprintf("%d:%d %s", b.Line, b.Kind, strings.ReplaceAll(b.Text, string(Gap), "_")))
	}
	want := []string{"1:4 Intro with bold, a link, _ & \"quotes\" .", "3:3 One", "5:5 first", "6:5 second out", "7:5 nested", "9:4 loose", "11:4 items",
		"19:6 A", "19:6 B", "21:6 c", "21:6 d", "23:8 Mind", "24:4 Careful.", "27:4 Note. Hno. _", "33:7 Term", "34:4 Meaning", "31:4 The note 14."}
	if !slices.Equal(got, want) {
		t.Errorf("blocks\n got %q\nwant %q", got, want)
	}
	if len(x.Headings) != 1 || !x.Guarded || len(x.Images) != 0 || len(x.Links) != 2 || len(x.Facts) != 1 {
		t.Errorf("headings %v, guarded %v, images %v, links %v, facts %v", x.Headings, x.Guarded, x.Images, x.Links, x.Facts)
	}
	if s := x.Sections; len(s) != 2 || s[0] != (Section{Links: 1}) || s[1] != (Section{Items: 5, Tables: 1, Links: 1}) {
		t.Errorf("sections %+v", s)
	}
	if ca := read(t, ":::only{country=ca}\n## A\n\n![x](y.png)\n:::\n", "ca"); len(ca.Headings) != 1 || len(ca.Images) != 1 {
		t.Errorf("Canada gets what is for Canada: %+v", ca)
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"One. Two! Three? Four":                          {"One.", "Two!", "Three?", "Four"},
		"Ask Dr. Roy, e.g. at 5 p.m. Then go.":           {"Ask Dr. Roy, e.g. at 5 p.m. Then go."},
		"Visit Login.gov today. It works.":               {"Visit Login.gov today.", "It works."},
		"Il a dit : « Arrêtez! » Puis il est parti.":     {"Il a dit : « Arrêtez! »", "Puis il est parti."},
		"你好。再见！谢谢":                                       {"你好。", "再见！", "谢谢"},
		"Call 1. Then 2. Then 3.":                        {"Call 1.", "Then 2.", "Then 3."},
		"De 7:40 a. m. a 5:00 p. m., hora del este. Fin": {"De 7:40 a. m. a 5:00 p. m., hora del este.", "Fin"},
		"": nil,
	} {
		if got := Sentences(text); !slices.Equal(got, want) {
			t.Errorf("Sentences(%q)\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestFigures(t *testing.T) {
	cases := []struct{ lang, text, want string }{
		{"en", "It costs 1,000.5 or 1,000 in 2026", "n1000.5 n1|1000 n2026"},
		{"fr", "Cela coûte 1 000,5 ou 1 000 en 2026", "n1000.5 n1000 n2026"},
		{"fr", "Cela coûte 1 000,50 $ et 12,5 %", "n1000.5 n12.5"},
		{"de", "1.000,5 und 1.000.000", "n1000.5 n1000000"},
		{"ar", "في عام ٢٠٢٦ نحو ١٬٠٠٠٫٥", "n2026 n1000.5"},
		{"fa", "۱۲۳", "n123"},
		{"hi", "४२", "n42"},
		{"zh", "约1.5万人，2026年", "n1.5|15000 n2026"},
		{"en", "1.5 million people", "n1.5|1500000"},
		{"fr", "1,5 million de personnes", "n1.5|1500000"},
		{"en", "On October 10, 2026 and 5–9 October", "d10/10 n2026 d10/9 d10/5"},
		{"fr", "Le 10 octobre 2026, du 5 au 9 octobre, le 1er octobre", "d10/10 n2026 d10/9 d10/5 d10/1"},
		{"es", "El 10 de octubre de 2026; del 5 al 9 de octubre", "d10/10 n2026 d10/9 d10/5"},
		{"de", "Am 10. Oktober 2026", "d10/10 n2026"},
		{"ru", "10 октября 2026 года", "d10/10 n2026"},
		{"zh", "2026年10月10日，10月5日至9日", "n2026 d10/10 d10/5 d10/9"},
		{"ja", "10月10日", "d10/10"},
		{"en", "Until 2026-10-10 or 10/12/2026", "d10/10 d12/10|10/12"},
		{"en", "You may 5 times march 3 steps", "n5 n3"},
		{"en", "Open 9 a.m. to 5:30 p.m.", "c540 c330"},
		{"fr", "De 9 h à 17 h 30, 7h40", "c540 c330 c460"},
		{"es", "De 9:00 a. m. a 5:30 p. m.", "c540 c330"},
		{"zh", "上午9点至下午5点30分", "c540 c330"},
		{"en", "Call 1-888-495-8501 or (844) 875-6446, or 7726", "p8884958501 p8448756446 n7726"},
		{"fr", "Composez le +33 1 42 92 81 00 ou le 1 888 495-8501", "p3142928100 p8884958501"},
		{"en", "Write to Hello@Example.org, or name@agency.gov", "ehello@example.org ename@example"},
		{"en", "24/7; 24 hours a day, 7 days a week", ""},
		{"fr", "24h/24 et 7j/7; 7 jours sur 7, 24 heures sur 24", ""},
		{"en", "IC3, 2FA, Wi-Fi 6, 5G, H2O, 1st, 22nd, #5", "n6 n5"},
		{"en", "see www.a.gov/2020/12 and a.gov/99, version 2.0.1", "n2.0.1"},
		{"en", "within 24 hours call 711", "n24 n711"},
		{"en", "nothing here", ""},
	}
	for _, c := range cases {
		var got []string
		for _, f := range NewLanguage(c.lang).Figures(c.text) {
			got = append(got, string("ndcpe"[f.Kind])+strings.Join(f.Values, "|"))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s %q\n got %s\nwant %s", c.lang, c.text, s, c.want)
		}
	}
}

func TestSpelled(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Two steps, twenty-four hours and a dozen", "12 2 24"},
		{"fr", "Les deux étapes en vingt-quatre heures", "2 24"},
		{"es", "Dos pasos y quince minutos", "15 2"},
		{"zh", "两个步骤，二十一天", "2 21"},
	} {
		found := map[string]bool{}
		NewLanguage(c.lang).Spelled(c.text, found)
		var got []string
		for n := range found {
			got = append(got, n)
		}
		slices.Sort(got)
		for _, n := range strings.Fields(c.want) {
			if !found[n] {
				t.Errorf("%s %q: no %s in %v", c.lang, c.text, n, got)
			}
		}
	}
}

func TestJudge(t *testing.T) {
	cases := []struct {
		source, translation, text string
		want                      Verdict
	}{
		{"en", "fr", "You can report it to the police in your town.", Untranslated},
		{"en", "fr", "Vous pouvez le signaler à la police de votre ville.", Translated},
		{"en", "fr", "Canadian Centre for Cyber Security", Unknown},
		{"en", "fr", "Touchez le bouton “Report this to the team” pour le signaler.", Translated},
		{"en", "es", "Verifique el mensaje con la agencia.", Translated},
		{"en", "es", "Do not click on links from people that you do not know.", Untranslated},
		{"en", "zh", "Do not click on links from people that you do not know.", Untranslated},
		{"en", "zh", "请点击 Login.gov 的链接", Translated},
		{"en", "zh", "Face or Touch ID", Unknown},
		{"en", "ar", "Take the time to read the message.", Untranslated},
		{"en", "ru", "Прочитайте сообщение на Login.gov.", Translated},
		{"fr", "en", "Ne cliquez pas sur les liens de ce message.", Untranslated},
		{"fr", "en", "Do not click on the links in this message.", Translated},
		{"es", "pt", "Não clique nos links das mensagens que você não conhece.", Translated},
		{"es", "pt", "No haga clic en los enlaces de los mensajes que usted no conoce.", Untranslated},
		{"en", "de", "Klicken Sie nicht auf die Links in der Nachricht.", Translated},
		{"en", "vi", "Không nhấp vào các liên kết trong thư.", Translated},
		{"en", "ko", "메시지의 링크를 클릭하지 마세요.", Translated},
		{"zh", "en", "请不要点击来自您不认识的人的链接。", Untranslated},
		{"en", "iu", "Do not click on the links in this message from us.", Untranslated},
	}
	for _, c := range cases {
		if got := NewDetector(c.source, c.translation).Judge(c.text); got != c.want {
			t.Errorf("%s in %s: %q is %d, want %d", c.source, c.translation, c.text, got, c.want)
		}
	}
}

func TestPhrase(t *testing.T) {
	cases := []struct {
		lang, phrase, text string
		want               int
	}{
		{"fr", "hameçonnage", "L’hameçonnage, l'hameçonnage et d’Hameçonnages.", 3},
		{"fr", "e-mail", "Un e‑mail, des e-mails, un email", 2},
		{"fr", "mot de passe", "Vos mots de passe", 1},
		{"fr", "mail", "Le mailing et le Mail", 1},
		{"en", "cyber security", "Cyber security, cyber-security, cybersecurity, cyber\u00a0security", 2},
		{"en", "policy", "Two policies", 1},
		{"en", "MFA", "The mfa and MFA", 1},
		{"es", "contraseña", "Las contraseñas", 1},
		{"ru", "фишинг", "О фишинге и фишинга", 2},
		{"ar", "رسالة", "الرسالة والرسالة برسالة", 3},
		{"zh", "电邮", "请发送电邮给我们", 1},
		{"de", "Passwort", "Die Passwörter, des Passworts", 1},
	}
	for _, c := range cases {
		if got := NewPhrase(c.phrase, c.lang).Find(c.text, WordsAt(c.text)); len(got) != c.want {
			t.Errorf("%s %q in %q: %d places, want %d: %v", c.lang, c.phrase, c.text, len(got), c.want, got)
		}
	}
}

func TestSyllables(t *testing.T) {
	for lang, words := range map[string]map[string]int{
		"en": {"the": 1, "password": 2, "table": 2, "named": 1, "wanted": 2, "security": 4, "devices": 3, "time": 1, "people": 2, "information": 4},
		"fr": {"mot": 1, "passe": 1, "sécurité": 4, "parlent": 1, "téléphone": 3, "le": 1, "appareil": 3},
		"es": {"contraseña": 4, "ciudad": 2, "teoría": 4, "muy": 1, "dispositivo": 5},
	} {
		for w, want := range words {
			if got := syllables(w, locale.ProseOf(lang).Reading); got != want {
				t.Errorf("%s %q has %d syllables, want %d", lang, w, got, want)
			}
		}
	}
}

func TestLevel(t *testing.T) {
	easy := strings.Repeat("The cat sat on the mat. It was a big red cat. ", 12)
	hard := strings.Repeat("Notwithstanding considerable organizational difficulties, administrative authorities continuously investigate extraordinary circumstances regarding international telecommunications infrastructure. ", 8)
	var a, b, none Measure
	a.Add(easy, "en")
	b.Add(hard, "en")
	x, ok1 := a.Level("en")
	y, ok2 := b.Level("en")
	if !ok1 || !ok2 || x > 2 || y < 18 {
		t.Errorf("easy %v %.1f, hard %v %.1f", ok1, x, ok2, y)
	}
	none.Add("Short.", "en")
	if _, ok := none.Level("en"); ok {
		t.Error("a text of one word has no level")
	}
	if _, ok := a.Level("ru"); ok {
		t.Error("there is no formula for Russian here")
	}
}

// The formulas, by figures that anybody can work out: Flesch–Kincaid, Kandel–Moles, Fernández-Huerta.
func TestLevelFormulas(t *testing.T) {
	for _, c := range []struct {
		lang string
		m    Measure
		want float64
		ok   bool
	}{
		{"en", Measure{Sentences: 10, Words: 100, Syllables: 150}, 0.39*10 + 11.8*1.5 - 15.59, true},
		{"fr", Measure{Sentences: 10, Words: 100, Syllables: 150}, 207 - 1.015*10 - 73.6*1.5, true},
		{"es", Measure{Sentences: 10, Words: 100, Syllables: 150}, 206.84 - 60*1.5 - 1.02*10, true},
		{"en", Measure{Sentences: 10, Words: 99, Syllables: 150}, 0, false},
		{"en", Measure{Words: 100, Syllables: 150}, 0, false},
		{"ko", Measure{Sentences: 10, Words: 100, Syllables: 150}, 0, false},
	} {
		got, ok := c.m.Level(c.lang)
		if ok != c.ok || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s %+v: %.3f %t, want %.3f %t", c.lang, c.m, got, ok, c.want, c.ok)
		}
	}
	if !Easier("en") || Easier("fr") || Easier("es") {
		t.Error("a grade is easier the lower it is, an ease the higher")
	}
}

func FuzzFigures(f *testing.F) {
	f.Add("On October 10, 2026 call +1 (888) 495-8501 at 5:30 p.m., 24/7 ١٬٠٠٠٫٥ 10月5日至9日")
	f.Fuzz(func(t *testing.T, s string) {
		for _, lang := range []string{"en", "fr", "zh", "ar"} {
			NewLanguage(lang).Figures(s)
			NewLanguage(lang).Spelled(s, map[string]bool{})
		}
		Sentences(s)
		Unquoted(s)
	})
}

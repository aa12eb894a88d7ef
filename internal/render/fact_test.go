package render

import (
	"strings"
	"testing"
)

// TestFacts holds how each kind of fact stands in a sentence: isolated, opened by what it is for, with its hours beside it.
func TestFacts(t *testing.T) {
	read := built(t, map[string]string{
		"content/index.en.md": "---\ntitle: Home\n---\n:fact[tel] :fact[sms] :fact[sos] :fact[mail] :fact[name]\n", "content/index.fr.md": "---\ntitle: Accueil\n---\n",
		"content/facts/ca.yaml": "tel: {value: \"1-888-495-8501, ext. 4\", kind: tel, hours: {en: all day}, languages: [en, fr]}\nsms: {value: 7726, kind: sms}\n" +
			"sos: {value: 911, kind: emergency}\nmail: {value: a@b.example, kind: email}\nname: {value: Centre}\n",
		"content/facts/us.yaml": "tel: {value: 1-888-495-8501, kind: tel}\nsms: {value: 7726, kind: sms, dial: +15551234}\nsos: {value: 911, kind: emergency}\nmail: {value: a@b.example, kind: email}\nname: {value: Centre}\n",
	})
	for path, want := range map[string][]string{
		"ca/en/index.html": {
			`<a class="fact" href="tel:+18884958501;ext=4"><bdi dir="ltr">1-888-495-8501, ext. 4</bdi></a> <span class="beside">(all day; <span lang="en">English</span>, <span lang="fr">Français</span>)</span>`,
			`<a class="fact" href="sms:7726"><span class="hidden">text </span><bdi dir="ltr">7726</bdi></a>`,
			`<a class="fact emergency" href="tel:911"><bdi dir="ltr">911</bdi></a>`,
			`<a class="fact" href="mailto:a@b.example"><bdi dir="ltr">a@b.example</bdi></a> <bdi class="fact">Centre</bdi>`,
		},
		"us/en/index.html": {`href="sms:+15551234"`},
	} {
		for _, w := range want {
			if got := read(path); !strings.Contains(got, w) {
				t.Errorf("%s lacks %s:\n%s", path, w, got)
			}
		}
	}
}

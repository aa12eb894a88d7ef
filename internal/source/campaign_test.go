package source

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestCampaign(t *testing.T) {
	src, l := loadTexts(map[string]string{ConfigFile: "\ufeff# The campaign\r\n" + strings.ReplaceAll(`title: {en: Ring, fr: Cloche}
base_url: https://ring.example/october
source_language: fr
edition_path: "{language}/{country}"
countries:
  us: {name: {en: United States}, languages: [en, zh-Hant], timezone: America/New_York}
  ca:
    languages: [en, fr]
    timezone: America/Toronto
    missing: notice
    stale: error
    month: {en: Month, fr: Mois}
    hosts: [Canada.CA, gc.ca]
    base_url: {fr: https://un.example}
    links: {privacy: {en: https://a.example/p, fr: https://b.example/p}}
topics: {b: {en: B}, a: {en: A, fr: Á}}
audiences: {seniors: {en: Older}}
security: {contact: mailto:s@ring.example, expires: 2027-09-30, policy: https://ring.example/policy}
feedback: {ca: {en: mailto:a@ring.example, fr: https://b.example/}}
`, "\n", "\r\n")})
	expect(t, "campaign", l)
	c := src.Campaign
	us, ca := c.Countries[0], c.Countries[1]
	for name, ok := range map[string]bool{
		"base URL ends with a slash":     c.BaseURL == "https://ring.example/october/",
		"source":                         c.SourceLanguage == "fr",
		"path":                           c.EditionPath == "{language}/{country}",
		"countries in the file's order":  us.Code == "us" && ca.Code == "ca",
		"locale":                         us.Locale("zh-Hant") == "zh-Hant-US",
		"missing is omit unless said":    us.Missing == Omit && ca.Missing == Notice,
		"stale":                          !us.StaleIsError && ca.StaleIsError,
		"hosts are lower case":           ca.Hosts[0] == "canada.ca",
		"an edition's own host":          ca.BaseURL.In("fr") == "https://un.example/" && ca.BaseURL.In("en") == "",
		"links":                          ca.Links[0].ID == "privacy" && ca.Links[0].URL.In("fr").String() == "https://b.example/p",
		"topics in the file's order":     c.Topics[0].ID == "b" && c.Topics[1].Name.In("fr") == "Á",
		"security":                       c.Security.Expires.String() == "2027-09-30",
		"zone":                           ca.Zone.String() == "America/Toronto",
		"languages in order, once":       strings.Join(c.Languages(), " ") == "en zh-Hant fr",
		"feedback":                       c.Feedback["ca"].URL.In("en").String() == "mailto:a@ring.example",
		"a country's place in the file":  ca.At.Line == 8 && ca.At.Column == 3,
		"a name in no other's language":  us.Name.In("fr") == "",
		"a text that serves all of them": Text{"": "x"}.In("fr") == "x",
	} {
		if !ok {
			t.Errorf("wrong: %s: %+v %+v %+v", name, c, us, ca)
		}
	}
}

func TestBadCampaigns(t *testing.T) {
	country := "  ca: {languages: [en], timezone: America/Toronto}\n"
	head := "title: T\nbase_url: https://a.example/\ncountries:\n"
	for _, c := range []struct{ name, text, want string }{
		{"nothing but a title", "title: T\n", "1:1 missing-key, 1:1 missing-key"},
		{"no country", "title: T\nbase_url: https://a.example/\ncountries: {}\n", "3:12 missing-key"},
		{"countries of nothing", "title: T\nbase_url: https://a.example/\ncountries:\n", "3:11 wrong-type"},
		{"unknown key", head + country + "titel: x\n", "5:1 unknown-key"},
		{"unknown country", head + country + "  uk: {languages: [en], timezone: Europe/London}\n", "5:3 unknown-country"},
		{"a country in capitals", head + "  CA: {languages: [en], timezone: America/Toronto}\n", "4:3 unknown-country"},
		{"a region of the world", head + country + "  eu: {languages: [en], timezone: Europe/Paris}\n", "5:3 unknown-country"},
		{"no languages", head + "  ca: {languages: [], timezone: Nowhere}\n", "4:33 timezone"},
		{"an empty country", head + "  ca: {}\n", "4:3 missing-key, 4:3 missing-key"},
		{"zone", head + "  ca: {languages: [en], timezone: Ottawa}\n", "4:35 timezone"},
		{"the machine's zone", head + "  ca: {languages: [en], timezone: Local}\n", "4:35 timezone"},
		{"language with a region", head + "  ca: {languages: [en-CA], timezone: America/Toronto}\n", "4:20 unknown-language"},
		{"language in other letters", head + "  ca: {languages: [EN, zh-hant], timezone: America/Toronto}\n", "4:20 unknown-language, 4:24 unknown-language"},
		{"language twice", head + "  ca: {languages: [en, en], timezone: America/Toronto}\n", "4:24 repeated-key"},
		{"no language", head + "  ca: {languages: [english!], timezone: America/Toronto}\n", "4:20 unknown-language"},
		{"source", head + country + "source_language: fr\n", "5:18 unknown-language"},
		{"base URL", "title: T\nbase_url: a.example\ncountries:\n" + country, "2:11 url"},
		{"base URL with a query", "title: T\nbase_url: https://a.example/?a=b\ncountries:\n" + country, "2:11 url"},
		{"base URL with half a query", "title: T\nbase_url: https://a.example/?\ncountries:\n" + country, "2:11 url"},
		{"base URL with a password", "title: T\nbase_url: https://a:b@a.example/\ncountries:\n" + country, "2:11 url"},
		{"base URL of another kind", "title: T\nbase_url: ftp://a.example/\ncountries:\n" + country, "2:11 url"},
		{"missing", head + "  ca: {languages: [en], timezone: America/Toronto, missing: hide, stale: maybe}\n", "4:61 missing, 4:74 stale"},
		{"edition path", head + country + "edition_path: \"../{language}\"\n", "5:15 edition-path"},
		{"edition path of one name", head + country + "edition_path: site\n", "5:15 edition-path"},
		{"edition path for two", head + country + "  us: {languages: [en], timezone: America/New_York}\nedition_path: \"{language}\"\n", "6:15 edition-path"},
		{"security", head + country + "security: {contact: me, expires: soon}\n", "5:21 url, 5:34 wrong-type"},
		{"feedback", head + country + "feedback: {us: {en: mailto:a@b.example}, ca: {en: write to us}}\n", "5:12 unknown-country, 5:46 url"},
		{"two documents", head + country + "---\ntitle: U\n", "5:1 yaml"},
		{"a document that begins with its mark", "--- # here\n" + head + country, ""},
		{"own host", head + "  ca: {languages: [en], timezone: America/Toronto, base_url: https://a.example/}\n", "4:62 wrong-type"},
	} {
		_, l := Load(fstest.MapFS{ConfigFile: {Data: []byte(c.text)}}, fstest.MapFS{})
		if got := told(l); got != c.want {
			t.Errorf("%s: told %q, want %q: %v", c.name, got, c.want, l)
		}
		for _, d := range l {
			if d.Hint() == "" {
				t.Errorf("%s: no hint what to do: %v", c.name, d)
			}
		}
	}
}

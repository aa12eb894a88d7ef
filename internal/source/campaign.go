package source

import (
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // time zones must not depend on the machine

	yaml "go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

const defaultEditionPath = "{country}/{language}"

// ConfigFile is the name of the file that makes a folder a campaign.
const ConfigFile = "campaign.yaml"

// Mode says what happens to a page that one of a country's languages lacks.
type Mode string

// The modes: hold keeps the page back in every language of the country, omit leaves it out where it is missing,
// notice shows the source language with a notice.
const (
	Hold   Mode = "hold"
	Omit   Mode = "omit"
	Notice Mode = "notice"
)

// Campaign is campaign.yaml, validated.
type Campaign struct {
	Title          Text
	BaseURL        string // absolute, ends with a slash
	SourceLanguage string
	EditionPath    string
	Countries      []*Country // in the file's order, places after the country that they lie in
	Topics         []Term
	Audiences      []Term
	Security       *Security
	Feedback       map[string]Contact // by country
	HelpPage       HelpPage           // to which every page leads whoever needs help now; the zero value for none
	Reading        map[string]Goal    // by language; how easy the campaign wants its pages to be
	Fonts          []FontFile         // that cards may be set in, beside the built-in ones
	Cards          string             // CardsEvery, CardsFolder, or "" for what suits the campaign's size
	Settings       Digest             // of all but topics and audiences
	Refused        []string           // keys of `countries:` that are no country's, as they were written; told
}

// Goal is how easy a language's pages should be to read. Zero asks for nothing.
type Goal struct {
	Level    int // English: a school grade, at most; other languages: an ease from 0 to 100, at least
	Sentence int // words in a sentence, at most
	At       diag.Pos
}

// Country is one country of the campaign, or a place within one that has editions of its own.
type Country struct {
	Code         string // ISO 3166-1 alpha-2, or for a place ISO 3166-2, in lower case: "ca", "ca-bc"
	Name         Text
	Languages    []string // BCP 47, no region
	Zone         *time.Location
	Missing      Mode
	StaleIsError bool
	Month        Text     // the campaign month's official name
	Hosts        []string // where a link may lead, in ASCII; none = anywhere public
	BaseURL      Text     // editions on a host of their own
	Links        []NamedLink
	Official     Official
	At           diag.Pos
}

// Official says above every page whose site it is, as some countries ask of theirs: one sentence, and what stands behind
// it for who asks how one can know. Both may be empty.
type Official struct{ Text, Why Text }

// NamedLink is a link that a country's pages must carry, such as its privacy notice.
type NamedLink struct {
	ID  string
	URL Addresses
	At  diag.Pos
}

// Contact is where readers of a country write to.
type Contact struct {
	URL Addresses
	At  diag.Pos
}

// Term is a topic or an audience.
type Term struct {
	ID   string
	Name Text
	At   diag.Pos
}

// Security is what security.txt says (RFC 9116).
type Security struct {
	Contact address.Address
	Expires Date
	Policy  address.Address // the zero value for none
	At      diag.Pos
}

// Languages returns every language of the campaign, in the order in which they first appear.
func (c *Campaign) Languages() []string {
	var out []string
	seen := map[string]bool{}
	for _, country := range c.Countries {
		for _, l := range country.Languages {
			if !seen[l] {
				seen[l] = true
				out = append(out, l)
			}
		}
	}
	return out
}

var (
	campaignKeys = []string{"title", "base_url", "source_language", "edition_path", "countries", "topics", "audiences", "security", "feedback", "reading", "fonts", "cards", "help_page"}
	countryKeys  = []string{"name", "languages", "timezone", "missing", "stale", "month", "hosts", "base_url", "links", "official"}
)

// campaign decodes campaign.yaml. It returns nil where nothing can be built from it.
func (r *reader) campaign(text []byte) *Campaign {
	root := r.parse(text)
	if root == nil {
		if len(r.diags) == 0 {
			r.diags.Add(diag.Pos{File: r.file, Line: 1, Column: 1}, rule.MissingConfigEmpty)
		}
		return nil
	}
	c := &Campaign{EditionPath: defaultEditionPath, Feedback: map[string]Contact{}}
	at := map[string]*yaml.Node{}
	settings := newDigester()
	r.each(root, campaignKeys, func(key string, k, v *yaml.Node) {
		at[key] = v
		r.campaignKey(c, key, v)
		if key != "topics" && key != "audiences" {
			settings.add(key, v)
		}
	})
	c.Settings = settings.sum()
	for _, need := range []struct {
		key  string
		lack rule.ID
	}{{"title", rule.MissingKeyTitle}, {"base_url", rule.MissingKeyBaseURL}, {"countries", rule.MissingKeyCountries}} {
		if at[need.key] == nil {
			r.diags.Add(diag.Pos{File: r.file, Line: 1, Column: 1}, need.lack)
		}
	}
	if at["countries"] != nil && len(c.Countries) == 0 && len(r.diags) == 0 {
		r.diags.Add(r.at(at["countries"]), rule.MissingKeyNoCountry)
	}
	r.finishCampaign(c, at)
	if len(c.Countries) == 0 && len(c.Refused) > 0 {
		return nil // every file would be told to be no country's
	}
	return c
}

func (r *reader) campaignKey(c *Campaign, key string, v *yaml.Node) {
	switch key {
	case "title":
		c.Title = r.text(v)
	case "base_url":
		c.BaseURL = r.baseURL(v)
	case "source_language":
		c.SourceLanguage = r.language(v)
	case "edition_path":
		c.EditionPath = r.editionPath(v)
	case "countries":
		r.countries(c, v)
	case "topics":
		c.Topics = r.terms(v)
	case "audiences":
		c.Audiences = r.terms(v)
	case "security":
		c.Security = r.security(v)
	case "feedback":
		r.each(v, nil, func(code string, _, v *yaml.Node) {
			c.Feedback[code] = Contact{r.addresses(v, address.Web|address.Mail), r.at(v)}
		})
	case "reading":
		c.Reading = map[string]Goal{}
		r.each(v, nil, func(lang string, k, v *yaml.Node) { c.Reading[lang] = r.goal(k, v) })
	case "fonts":
		c.Fonts = r.fonts(v)
	case "help_page":
		c.HelpPage = r.helpPage(v)
	case "cards":
		c.Cards = r.cards(v)
	}
}

// finishCampaign holds the parts against each other.
func (r *reader) finishCampaign(c *Campaign, at map[string]*yaml.Node) {
	langs := c.Languages()
	if c.SourceLanguage == "" && len(langs) > 0 {
		c.SourceLanguage = langs[0]
	}
	if n := at["source_language"]; n != nil && len(langs) > 0 && c.SourceLanguage != "" && !slices.Contains(langs, c.SourceLanguage) {
		r.diags.Add(r.at(n), rule.UnknownLanguageSourceLanguage, "lang", c.SourceLanguage, "langs", strings.Join(langs, ", "))
	}
	if len(c.Countries) > 1 && !strings.Contains(c.EditionPath, "{country}") {
		r.diags.Add(r.at(at["edition_path"]), rule.EditionPathNoCode, "path", c.EditionPath)
		c.EditionPath = defaultEditionPath // so that the editions do not collide too
	}
	r.goalsKnown(c, langs)
	if n := at["feedback"]; n != nil {
		r.each(n, nil, func(code string, k, _ *yaml.Node) {
			if !c.Knows(code) {
				r.diags.Add(r.at(k), rule.UnknownCountryFeedback, "code", code)
			}
		})
	}
}

// countries reads the countries and places, and lets places inherit.
func (r *reader) countries(c *Campaign, n *yaml.Node) {
	var keys []*yaml.Node // each followed by its value
	var written []string
	r.each(n, nil, func(key string, k, v *yaml.Node) { keys, written = append(keys, k, v), append(written, key) })
	given, faulty := map[*Country]map[string]bool{}, map[*Country]bool{}
	for i, key := range written {
		k, v := keys[2*i], keys[2*i+1]
		code := r.countryCode(key, k, written)
		if code != key {
			c.Refused = append(c.Refused, key)
		}
		if code == "" || slices.ContainsFunc(c.Countries, func(x *Country) bool { return x.Code == code }) {
			continue
		}
		country := &Country{Code: code, Missing: Omit, Zone: time.UTC, At: r.at(k)}
		own, told := map[string]bool{}, len(r.diags)
		r.each(v, countryKeys, func(key string, k, v *yaml.Node) {
			own[key] = true
			r.countryKey(country, key, v)
		})
		given[country], faulty[country] = own, len(r.diags) > told
		c.Countries = append(c.Countries, country)
	}
	byNation(c.Countries)
	r.inherit(c, given)
	for _, country := range c.Countries {
		r.complete(country, given[country], faulty[country], slices.ContainsFunc(c.Countries, func(x *Country) bool { return x != country && x.Code == country.Nation() }))
	}
}

// complete tells what a country or a place does not say. inherits is whether a place's country is there to say it instead.
func (r *reader) complete(c *Country, given map[string]bool, faulty, inherits bool) {
	if len(c.Languages) == 0 && (given["languages"] && !faulty || !given["languages"] && !inherits) {
		r.diags.Add(c.At, rule.MissingKeyLanguages, "code", c.Code)
	}
	if !given["timezone"] && !inherits {
		r.diags.Add(c.At, rule.MissingKeyTimezone, "code", c.Code)
	}
	if c.IsPlace() && len(c.Name) == 0 && !faulty {
		r.diags.Add(c.At, rule.MissingKeyPlaceName, "code", c.Code)
	}
}

func (r *reader) countryKey(c *Country, key string, v *yaml.Node) {
	switch key {
	case "name":
		c.Name = r.text(v)
	case "languages":
		c.Languages = r.languages(v)
	case "timezone":
		if name := r.timezone(v); name != "" {
			c.Zone, _ = time.LoadLocation(name)
		}
	case "missing":
		if m := r.mode(v); m != "" {
			c.Missing = m
		}
	case "stale":
		switch s := r.str(v); s {
		case "warn":
		case "error":
			c.StaleIsError = true
		default:
			r.diags.Add(r.at(v), rule.StaleSetting, "word", s)
		}
	case "month":
		c.Month = r.text(v)
	case "official":
		r.each(v, []string{"text", "why"}, func(key string, _, v *yaml.Node) {
			if key == "text" {
				c.Official.Text = r.text(v)
			} else {
				c.Official.Why = r.text(v)
			}
		})
	case "hosts":
		for _, h := range r.list(v) {
			if name := r.host(h, r.at(v)); name != "" {
				c.Hosts = append(c.Hosts, name)
			}
		}
	case "base_url":
		c.BaseURL = Text{}
		r.each(v, nil, func(lang string, _, v *yaml.Node) { c.BaseURL[lang] = r.baseURL(v) })
	case "links":
		r.each(v, nil, func(id string, k, v *yaml.Node) {
			c.Links = append(c.Links, NamedLink{id, r.addresses(v, address.Web), r.at(k)})
		})
	}
}

func (r *reader) languages(v *yaml.Node) []string {
	v = resolve(v)
	if v.Kind != yaml.SequenceNode {
		r.wrongType(v, rule.PartList, rule.HintLanguages.With())
		return nil
	}
	var out []string
	for n := range r.items(v) {
		l := r.language(n)
		if slices.Contains(out, l) {
			r.diags.Add(r.at(n), rule.RepeatedKeyLanguage, "lang", l)
		} else if l != "" {
			out = append(out, l)
		}
	}
	return out
}

// language reads a BCP 47 tag: a language, perhaps with a script, never with a region.
func (r *reader) language(n *yaml.Node) string {
	s := r.str(n)
	tag, err := language.Parse(s)
	if err != nil {
		r.diags.Add(r.at(n), rule.UnknownLanguageNoTag, "tag", s)
		return ""
	}
	_, _, region := tag.Raw()
	if region.String() != "ZZ" {
		base, _ := tag.Base()
		r.diags.Add(r.at(n), rule.UnknownLanguageRegion, "tag", s, "base", base.String())
		return ""
	}
	if got := tag.String(); got != s {
		r.diags.Add(r.at(n), rule.UnknownLanguageUsual, "tag", s, "usual", got)
		return got
	}
	return s
}

func (r *reader) timezone(n *yaml.Node) string {
	s := r.str(n)
	if _, err := time.LoadLocation(s); err != nil || s == "" || s == "Local" {
		r.diags.Add(r.at(n), rule.Timezone, "zone", s)
		return ""
	}
	return s
}

func (r *reader) editionPath(n *yaml.Node) string {
	s := strings.Trim(r.str(n), "/")
	rest := strings.NewReplacer("{country}", "a", "{language}", "a").Replace(s)
	ok := strings.Contains(s, "{language}") || s == "{country}"
	for part := range strings.SplitSeq(rest, "/") {
		ok = ok && part != "" && part != "." && part != ".." && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
	}
	if !ok {
		r.diags.Add(r.at(n), rule.EditionPath, "path", s)
		return defaultEditionPath
	}
	return s
}

func (r *reader) terms(n *yaml.Node) []Term {
	var out []Term
	r.each(n, nil, func(id string, k, v *yaml.Node) { out = append(out, Term{id, r.text(v), r.at(k)}) })
	return out
}

func (r *reader) security(n *yaml.Node) *Security {
	s := &Security{At: r.at(n)}
	given := map[string]bool{}
	r.each(n, []string{"contact", "expires", "policy"}, func(key string, _, v *yaml.Node) {
		given[key] = true
		switch key {
		case "contact":
			s.Contact = r.address(v, address.SecureWeb|address.Mail|address.Phone)
		case "expires":
			s.Expires = r.date(v)
		case "policy":
			s.Policy = r.address(v, address.Web)
		}
	})
	if !given["contact"] || !given["expires"] {
		r.diags.Add(r.at(n), rule.SecurityLacks)
	}
	return s
}

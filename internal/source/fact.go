package source

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/phone"
	"tocsin/internal/rule"
)

// Fact is a value that differs by country.
type Fact struct {
	ID        string
	Value     Text      // as written
	Address   Addresses // of kinds url and email, where the value leads
	Call      Text      // of kinds tel, sms and emergency, what a telephone opens: "tel:+18884958501", "sms:7726"
	Kind      FactKind
	Label     Text
	Hours     Text     // when somebody answers
	Languages []string // in which somebody answers: BCP 47
	Owner     string
	ReviewBy  Date
	At        diag.Pos
}

// FactKind says how a fact is shown: a link, a number to call or to write a text to, an address to write to, or words.
type FactKind string

// The kinds of facts.
const (
	FactURL       FactKind = "url"
	FactTel       FactKind = "tel"
	FactSMS       FactKind = "sms"
	FactEmergency FactKind = "emergency" // a number to call when a life is in danger
	FactEmail     FactKind = "email"
	FactText      FactKind = "text"
)

var factKinds = []string{string(FactURL), string(FactTel), string(FactSMS), string(FactEmergency), string(FactEmail), string(FactText)}

// Number reports whether the value is one that a telephone dials.
func (k FactKind) Number() bool { return k == FactTel || k == FactSMS || k == FactEmergency }

// facts decodes content/facts/COUNTRY.yaml. The country is the file's, or the place's within one: ca, ca-bc.
func (r *reader) facts(text []byte, country string) map[string]*Fact {
	out := map[string]*Fact{}
	root := r.parse(text)
	if root == nil {
		return out
	}
	r.each(root, nil, func(id string, k, v *yaml.Node) { out[id] = r.fact(id, k, v, country) })
	return out
}

func (r *reader) fact(id string, k, v *yaml.Node, country string) *Fact {
	f := &Fact{ID: id, Kind: FactText, At: r.at(k)}
	var value, dial *yaml.Node
	r.each(v, []string{"value", "kind", "dial", "label", "hours", "languages", "owner", "review_by"}, func(key string, _, v *yaml.Node) {
		switch {
		case isNothing(v):
		case key == "value":
			value = v
		case key == "dial":
			dial = v
		}
		r.factKey(f, key, v)
	})
	r.factAddress(f)
	switch {
	case f.Kind.Number():
		r.factNumber(f, value, dial, country)
	case dial != nil:
		r.diags.Add(r.at(dial), rule.PhoneDialKind, "kind", string(f.Kind))
	}
	if value == nil {
		r.diags.Add(r.at(k), rule.MissingKeyFactValue, "id", id)
	}
	return f
}

func (r *reader) factKey(f *Fact, key string, v *yaml.Node) {
	switch key {
	case "value":
		f.Value = r.text(v)
	case "kind":
		s := r.str(v)
		if !slices.Contains(factKinds, s) {
			r.diags.Add(r.at(v), rule.FactKind, "word", s, "near", diag.Nearest(s, factKinds))
			return
		}
		f.Kind = FactKind(s)
	case "label":
		f.Label = r.text(v)
	case "hours":
		f.Hours = r.text(v)
	case "languages":
		f.Languages = r.list(v)
	case "owner":
		f.Owner = r.str(v)
	case "review_by":
		f.ReviewBy = r.date(v)
	}
}

// factAddress reads the value of a fact that readers follow: a fact whose address cannot be published has no value.
func (r *reader) factAddress(f *Fact) {
	f.Address = Addresses{}
	for lang, s := range f.Value {
		var a address.Address
		switch f.Kind {
		case FactURL:
			a = r.parsed(s, address.Web, f.At)
		case FactEmail:
			a = r.parsed("mailto:"+s, address.Mail, f.At)
		default:
			continue
		}
		if a.IsZero() {
			delete(f.Value, lang)
			continue
		}
		f.Address[lang] = a
	}
}

// factNumber reads what a telephone dials: what `dial` says, else the value as the country's numbering plan has it.
func (r *reader) factNumber(f *Fact, value, dial *yaml.Node, country string) {
	country = locale.CountryOf(country)
	f.Call = Text{}
	written := Text{}
	if dial != nil {
		written = r.text(dial)
	}
	for _, lang := range slices.Sorted(maps.Keys(written)) {
		n, ok := dialled(written[lang])
		if !ok {
			r.diags.Add(r.at(dial), rule.PhoneDial, "value", written[lang])
		}
		f.call(lang, n)
	}
	for _, lang := range slices.Sorted(maps.Keys(f.Value)) {
		if written.In(lang) != "" || f.Value[lang] == "" {
			continue
		}
		n, fault := phone.Read(f.Value[lang], country)
		if fault != phone.None {
			r.diags.Add(r.at(value), faults[fault], "value", f.Value[lang])
		}
		if fault != phone.None && fault != phone.Local {
			continue
		}
		f.call(lang, n)
	}
}

func (f *Fact) call(lang string, n phone.Number) {
	if f.Call[lang] = n.URI(); f.Kind == FactSMS {
		f.Call[lang] = n.SMS()
	}
}

// faults says what each fault of a number is called among the rules.
var faults = map[phone.Fault]rule.ID{phone.Words: rule.PhoneWords, phone.Two: rule.PhoneTwo, phone.Short: rule.PhoneShort,
	phone.Long: rule.PhoneLong, phone.Local: rule.PhoneLocal}

var dialPattern = regexp.MustCompile(`^(\+?[0-9*#]+)(?:;ext=([0-9]+))?$`)

// dialled reads `dial`: digits, after a plus or not, stars and hashes, and an extension after ";ext=". Spaces and what
// else is put between digits to read them is left out.
func dialled(s string) (phone.Number, bool) {
	s = strings.NewReplacer(" ", "", "-", "", ".", "", "(", "", ")", "", "\u00a0", "").Replace(strings.TrimPrefix(s, "tel:"))
	m := dialPattern.FindStringSubmatch(s)
	if m == nil {
		return phone.Number{}, false
	}
	return phone.Number{Digits: m[1], Extension: m[2]}, true
}

// Href is where a fact leads in a language, or "" for words and for what no telephone can dial.
func (f *Fact) Href(language string) string {
	if f.Kind.Number() {
		return f.Call.In(language)
	}
	return f.Address.In(language).String()
}

// Read is how a fact's value is read in a language: an address without https:// and the last slash, in its own letters.
func (f *Fact) Read(language string) string {
	if f.Kind == FactURL {
		return f.Address.In(language).Readable()
	}
	return f.Value.In(language)
}

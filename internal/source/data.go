package source

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/address"
	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Fact is a value that differs by country.
type Fact struct {
	ID       string
	Value    Text      // as written
	Address  Addresses // of kinds url and email, where the value leads
	Kind     FactKind
	Label    Text
	Owner    string
	ReviewBy Date
	At       diag.Pos
}

// FactKind says how a fact is shown: a link, a number to call, an address to write to, or words.
type FactKind string

// The kinds of facts.
const (
	FactURL   FactKind = "url"
	FactTel   FactKind = "tel"
	FactEmail FactKind = "email"
	FactText  FactKind = "text"
)

var factKinds = []string{string(FactURL), string(FactTel), string(FactEmail), string(FactText)}

// facts decodes content/facts/COUNTRY.yaml.
func (r *reader) facts(text []byte) map[string]*Fact {
	out := map[string]*Fact{}
	root := r.parse(text)
	if root == nil {
		return out
	}
	r.each(root, nil, func(id string, k, v *yaml.Node) { out[id] = r.fact(id, k, v) })
	return out
}

func (r *reader) fact(id string, k, v *yaml.Node) *Fact {
	f := &Fact{ID: id, Kind: FactText, At: r.at(k)}
	given := false
	r.each(v, []string{"value", "kind", "label", "owner", "review_by"}, func(key string, _, v *yaml.Node) {
		given = given || key == "value" && !isNothing(v)
		r.factKey(f, key, v)
	})
	r.factAddress(f)
	if !given {
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

// String is one string of the interface. Forms has the plural forms by CLDR category; a plain string has only "other".
type String struct {
	Forms   map[string]string
	At      diag.Pos
	Builtin bool // it is the theme's own
	Known   bool // the theme has a string of this key too, in this language
}

// Strings are the strings of one language or locale, by key.
type Strings map[string]String

// The CLDR plural categories, https://cldr.unicode.org/index/cldr-spec/plural-rules
var pluralForms = []string{"zero", "one", "two", "few", "many", "other"}

// strings decodes i18n/LOCALE.yaml.
func (r *reader) strings(text []byte) Strings {
	out := Strings{}
	root := r.parse(text)
	if root == nil {
		return out
	}
	r.each(root, nil, func(key string, k, v *yaml.Node) {
		s := String{Forms: map[string]string{}, At: r.at(k)}
		if v.Kind == yaml.MappingNode {
			r.each(v, pluralForms, func(form string, _, v *yaml.Node) { s.Forms[form] = r.str(v) })
			if _, ok := s.Forms["other"]; !ok {
				r.diags.Add(r.at(k), rule.Plural, "key", key)
			}
		} else {
			s.Forms["other"] = r.str(v)
		}
		out[key] = s
	})
	return out
}

// tagOf splits "learn/phishing.fr" into key and language tag at the last dot of its last element.
func tagOf(name string) (key, tag string) {
	base := name[strings.LastIndexByte(name, '/')+1:]
	i := strings.LastIndexByte(base, '.')
	if i <= 0 {
		return name, ""
	}
	cut := len(name) - len(base) + i
	return name[:cut], name[cut+1:]
}

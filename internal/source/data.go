package source

import (
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

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

package source

import (
	"errors"
	"io/fs"
	"slices"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// GlossaryFile is where a campaign keeps the words that it has agreed on.
const GlossaryFile = "i18n/glossary.yaml"

// GlossaryTerm is one thing that a campaign has agreed on a name for, in each language or locale.
type GlossaryTerm struct {
	ID    string
	Forms map[string]*Forms // by language (fr) or locale (fr-CA)
	At    diag.Pos
}

// Forms are what a term is called in one language.
type Forms struct {
	Approved  []string // the first is the one to write; never empty where something is banned
	Tolerated []string
	Banned    []string
	Note      string // for writers and translators: why, or when
	At        diag.Pos
}

// In returns a term's forms for what an edition's own files say, such as "fr-CA", else for its language; nil where it has none.
func (t *GlossaryTerm) In(tag, language string) *Forms {
	if f := t.Forms[tag]; f != nil {
		return f
	}
	return t.Forms[language]
}

// glossary reads i18n/glossary.yaml, which a campaign need not have and no theme brings.
func (l *loader) glossary() {
	text, err := fs.ReadFile(l.fsys, GlossaryFile)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		l.unreadable(GlossaryFile, err)
		return
	}
	r := reader{file: GlossaryFile}
	if text = trimBOM(text); r.readable(text) {
		l.src.Glossary = r.glossary(text, l.tags())
	}
	l.diags = append(l.diags, r.diags...)
}

func (r *reader) glossary(text []byte, tags []string) []GlossaryTerm {
	root := r.parse(text)
	if root == nil {
		return nil
	}
	var out []GlossaryTerm
	r.each(root, nil, func(id string, k, v *yaml.Node) {
		t := GlossaryTerm{ID: id, Forms: map[string]*Forms{}, At: r.at(k)}
		r.each(v, nil, func(tag string, k, v *yaml.Node) {
			if !slices.Contains(tags, tag) {
				r.diags.Add(r.at(k), rule.UnknownLanguageLocale, "tag", tag, "tags", tags, "near", diag.Nearest(tag, tags))
				return
			}
			t.Forms[tag] = r.forms(id, k, v)
		})
		out = append(out, t)
	})
	return out
}

func (r *reader) forms(id string, k, v *yaml.Node) *Forms {
	f := &Forms{At: r.at(k)}
	r.each(v, []string{"approved", "tolerated", "banned", "note"}, func(key string, _, v *yaml.Node) {
		switch key {
		case "approved":
			f.Approved = r.oneOrMore(v)
		case "tolerated":
			f.Tolerated = r.oneOrMore(v)
		case "banned":
			f.Banned = r.oneOrMore(v)
		case "note":
			f.Note = r.str(v)
		}
	})
	if len(f.Banned) > 0 && len(f.Approved) == 0 {
		r.diags.Add(r.at(k), rule.GlossaryNoApproved, "id", id)
	}
	for _, b := range f.Banned {
		if slices.Contains(f.Approved, b) || slices.Contains(f.Tolerated, b) {
			r.diags.Add(r.at(k), rule.GlossaryBoth, "id", id, "word", b)
		}
	}
	return f
}

// oneOrMore reads a list of texts, or a single one.
func (r *reader) oneOrMore(n *yaml.Node) []string {
	if n = resolve(n); n.Kind == yaml.SequenceNode {
		return r.list(n)
	}
	if s := r.str(n); s != "" {
		return []string{s}
	}
	return nil
}

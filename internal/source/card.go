package source

import (
	"io/fs"

	yaml "go.yaml.in/yaml/v4"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// FontFile is a font of the campaign, and where its settings name it.
type FontFile struct {
	Path string
	At   diag.Pos
}

// What campaign.yaml may say under cards: every page has a card of its own, or pages share their folder's.
const (
	CardsEvery  = "every"
	CardsFolder = "folder"
)

// fonts reads a list of paths. Whether there is a font at one is for who opens it.
func (r *reader) fonts(n *yaml.Node) []FontFile {
	n = resolve(n)
	if n.Kind != yaml.SequenceNode {
		r.wrongType(n, rule.PartList, rule.HintFonts.With())
		return nil
	}
	var out []FontFile
	for c := range r.items(n) {
		name := r.str(c)
		if !fs.ValidPath(name) || name == "." {
			r.diags.Add(r.at(c), rule.FontPath, "file", name)
			continue
		}
		out = append(out, FontFile{name, r.at(c)})
	}
	return out
}

func (r *reader) cards(n *yaml.Node) string {
	s := r.str(n)
	if s != CardsEvery && s != CardsFolder {
		r.diags.Add(r.at(n), rule.Cards, "word", s)
		return ""
	}
	return s
}

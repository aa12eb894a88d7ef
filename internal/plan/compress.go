package plan

import (
	"path"
	"slices"
)

// texts are the endings of files that shrink. Pictures and archives are compressed already.
var texts = []string{".css", ".html", ".ics", ".js", ".json", ".md", ".svg", ".txt", ".xml"}

// compress plans a .gz beside every text file that readers get; not beside what speaks to hosts.
func (b *builder) compress() {
	for _, t := range slices.Clone(b.Targets) {
		if t.Kind >= Once && b.files[t.Kind-Once].Machine {
			continue
		}
		if slices.Contains(texts, path.Ext(t.Path)) {
			b.add(Target{Path: t.Path + ".gz", Kind: Compressed, Edition: t.Edition, From: t.from(), Of: &t})
		}
	}
}

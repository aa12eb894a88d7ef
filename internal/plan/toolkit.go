package plan

import "tocsin/internal/site"

// KitPath returns where an archive of a toolkit lies in the output folder.
func KitPath(p *site.Page, k *site.Kit) string { return p.Edition.Folder + "/" + p.Path + k.File }

// toolkit plans the archives of a toolkit's page.
func (b *builder) toolkit(p *site.Page) {
	for _, k := range p.Toolkit.Kits {
		b.add(Target{Path: KitPath(p, k), Kind: Kit, Edition: p.Edition, Page: p, Kit: k})
	}
}

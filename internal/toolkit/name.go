package toolkit

import (
	"cmp"
	"fmt"
	"path"
	"strings"
	"time"
	"unicode"

	"tocsin/internal/locale"
	"tocsin/internal/site"
)

// postName names the files of a post: its day, then its address, so that a folder lists posts as they go out.
func postName(p *site.Page) string {
	name := path.Base(p.Path)
	if p.Kind == site.WeekPage {
		return WeekName(p)
	}
	name = short(name)
	if p.Post != nil && !p.Post.When.IsZero() {
		return p.Post.When.Format(time.DateOnly) + "-" + name
	}
	return name
}

// WeekName names the files of a week, without an ending: its number, then its title as readers of the edition write it.
func WeekName(w *site.Page) string {
	title := short(cmp.Or(locale.Slug(w.Title), path.Base(w.Path)))
	if strings.ContainsFunc(w.Title, func(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }) {
		r := []rune(SafeName(w.Title))
		title = string(r[:min(len(r), 20)])
	}
	return fmt.Sprintf("%02d-%s", w.Week, title)
}

// MessageName names the files of a shared message, without an ending.
func MessageName(id string) string { return short(cmp.Or(locale.Slug(id), "message")) }

// short leaves a name room for what follows it.
func short(slug string) string { return locale.ShortSlug(slug, site.KitNameLimit) }

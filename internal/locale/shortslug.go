package locale

import "strings"

// ShortSlug returns a slug of at most so many bytes: cut at a hyphen, unless that would leave less than half.
func ShortSlug(slug string, most int) string {
	if len(slug) <= most {
		return slug
	}
	slug = slug[:most] // a slug is ASCII
	if cut := strings.LastIndexByte(slug, '-'); cut > most/2 {
		slug = slug[:cut]
	}
	return strings.TrimSuffix(slug, "-")
}

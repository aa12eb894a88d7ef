// Package tocsin holds the theme and the starter campaign that are built into the program: what a campaign does not
// write itself comes from here.
package tocsin

import "embed"

// Files is the built-in theme (templates, strings, assets) and the campaign that `tocsin init` lays down.
// The lock and the glossary lie in i18n/ too, and are the campaign's own: only the strings, and the words of the search, are built in.
//
//go:embed campaign.yaml templates i18n/??.yaml i18n/search assets content
var Files embed.FS

package post

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// Network is a social network and what it takes.
type Network struct {
	ID      string // as in source.Networks
	Name    string // as it calls itself, in every language
	Limit   int    // of what Count counts
	MaxTags int    // hashtags; 0 for no limit
	FewTags int    // hashtags that every account may use; 0 for no such limit
	count   func(string) int

	linksHosts bool // it makes links of hosts without https://
}

// Networks are those for which a post is.
type Networks []Network

// networks are in the order of source.Networks. Each number has its source beside it; they were read in 2026. Hosts by
// themselves are linked by X (twitter-text), Bluesky (packages/api/src/rich-text/detection.ts in bluesky-social/atproto),
// Facebook, LinkedIn and Threads; Mastodon asks for a scheme (config/initializers/twitter_regex.rb), and Instagram links
// nothing in a caption.
var networks = []Network{
	// 280, in weighted characters: https://docs.x.com/fundamentals/counting-characters and twitter-text's config/v3.json
	{ID: "x", Name: "X", Limit: 280, count: weighted, linksHosts: true},
	// 63,206: what a Facebook engineer told when it came, in November 2011, and what publishing tools go by; Facebook's
	// documents do not say it. UTF-16 units are the most that a browser's field counts, so this never says too little.
	{ID: "facebook", Name: "Facebook", Limit: 63_206, count: units, linksHosts: true},
	// 2,200 characters and 30 hashtags in a caption: the API's reference of IG User media, developers.facebook.com. Since
	// December 2025 Instagram takes no more than 5 hashtags of most accounts, as publishing tools say.
	{ID: "instagram", Name: "Instagram", Limit: 2_200, MaxTags: 30, FewTags: 5, count: units},
	// 3,000 characters in a post: https://www.linkedin.com/help/linkedin/answer/a528176
	{ID: "linkedin", Name: "LinkedIn", Limit: 3_000, count: units, linksHosts: true},
	// 500 grapheme clusters, links at 23, the host of a mention not counted: https://docs.joinmastodon.org/user/posting/
	// and app/validators/status_length_validator.rb. A server may allow more; this is what every one takes.
	{ID: "mastodon", Name: "Mastodon", Limit: 500, count: toot},
	// 300 grapheme clusters: lexicons/app/bsky/feed/post.json in github.com/bluesky-social/atproto, maxGraphemes (its
	// maxLength of 3,000 bytes is passed before only by clusters of more than ten bytes each). Bluesky's own app first
	// shortens links, and so counts them: shortenLinks and toShortUrl in github.com/bluesky-social/social-app.
	{ID: "bluesky", Name: "Bluesky", Limit: 300, count: bluesky, linksHosts: true},
	// 500 characters, an emoji as its bytes of UTF-8: https://developers.facebook.com/docs/threads/posts
	{ID: "threads", Name: "Threads", Limit: 500, count: threads, linksHosts: true},
}

// NetworkOf returns a network by its name in front matter; ok is false for one that is not known.
func NetworkOf(id string) (n Network, ok bool) {
	for _, n := range networks {
		if n.ID == id {
			return n, true
		}
	}
	return Network{}, false
}

// NetworksOf returns the networks of some names in front matter, without those that are not known.
func NetworksOf(ids []string) (out Networks) {
	for _, id := range ids {
		if n, ok := NetworkOf(id); ok {
			out = append(out, n)
		}
	}
	return out
}

// Count returns how much of its limit a text takes, as the network counts it.
func (n Network) Count(text string) int { return n.count(text) }

// urlLength is what X and Mastodon count for any link, however long it is.
const urlLength = 23

// weighted is X's count (twitter-text, configuration 3): after normalization to NFC a character of the Latin, Cyrillic,
// Greek, Arabic, Hebrew and South Asian scripts counts 1, any other 2, and an emoji 2 with all its parts.
func weighted(text string) int {
	text = norm.NFC.String(text)
	n, at := 0, 0
	for _, l := range links(text, true) {
		n += weightOf(text[at:l.from]) + urlLength
		at = l.to
	}
	return n + weightOf(text[at:])
}

func weightOf(text string) (n int) {
	for rest, state := text, -1; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if emoji(cluster) {
			n += 2
			continue
		}
		for _, c := range cluster {
			n += weight(c)
		}
	}
	return n
}

// weight is a character's by the ranges of twitter-text's configuration 3.
func weight(c rune) int {
	if c <= 4351 || c >= 8192 && c <= 8205 || c >= 8208 && c <= 8223 || c >= 8242 && c <= 8247 {
		return 1
	}
	return 2
}

const (
	textStyle  = '\ufe0e' // the character before it is no emoji
	emojiStyle = '\ufe0f'
	keycap     = '\u20e3'
)

// emoji reports whether a grapheme cluster of more than one character is an emoji: a pictogram with its joiners, skin
// and style, a flag, a keycap. One character by itself weighs what it weighs.
func emoji(cluster string) bool {
	first, size := utf8.DecodeRuneInString(cluster)
	if size == len(cluster) || strings.ContainsRune(cluster, textStyle) {
		return false
	}
	switch {
	case first >= 0x1f1e6 && first <= 0x1f1ff, strings.ContainsRune(cluster, keycap):
		return true
	case first == '©' || first == '®' || strings.ContainsRune("0123456789#*", first):
		return strings.ContainsRune(cluster, emojiStyle)
	}
	return first >= 0x2000 && (pictogram(first) || strings.ContainsRune(cluster, emojiStyle))
}

// pictogram reports whether a character is drawn as a picture: symbols from the arrows on, and the planes of emoji.
func pictogram(c rune) bool {
	return c >= 0x1f000 && c <= 0x1faff || c >= 0x2190 && c <= 0x2bff || c == 0x3030 || c == 0x303d || c == 0x3297 || c == 0x3299
}

// bluesky is Bluesky's count: grapheme clusters, of a link with its scheme what the app leaves of it.
func bluesky(text string) int {
	n, at := 0, 0
	for _, l := range links(text, false) {
		n += graphemes(text[at:l.from]) + shortLink(text[l.from:l.to])
		at = l.to
	}
	return n + graphemes(text[at:])
}

// shortLink is how long a link is in Bluesky: its host, and of more than 15 characters after it 13 and three dots.
func shortLink(address string) int {
	_, rest, _ := strings.Cut(address, "://")
	end := len(rest)
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		end = i
	}
	more := units(rest[end:])
	switch {
	case rest[end:] == "/":
		more = 0
	case more > 15:
		more = 16
	}
	return graphemes(rest[:end]) + more
}

// graphemes counts what a reader calls a character.
func graphemes(text string) int { return uniseg.GraphemeClusterCount(text) }

// units is how many UTF-16 code units a text has: what a browser counts.
func units(text string) (n int) {
	for _, c := range text {
		if n++; c > 0xffff {
			n++
		}
	}
	return n
}

// threads counts characters, and an emoji as the bytes that it has.
func threads(text string) (n int) {
	for rest, state := text, -1; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if c, size := utf8.DecodeRuneInString(cluster); emoji(cluster) || size == len(cluster) && pictogram(c) && c >= 0x2300 {
			n += len(cluster)
			continue
		}
		n += utf8.RuneCountInString(cluster)
	}
	return n
}

// toot is Mastodon's count: grapheme clusters, links with their scheme at 23, of @name@host the name alone.
func toot(text string) int {
	n, at := 0, 0
	for _, l := range links(text, false) {
		n += graphemes(withoutHosts(text[at:l.from])) + urlLength
		at = l.to
	}
	return n + graphemes(withoutHosts(text[at:]))
}

// withoutHosts takes the host off each mention of somebody on another server.
func withoutHosts(text string) string {
	if strings.Count(text, "@") < 2 {
		return text
	}
	var b strings.Builder
	for text != "" {
		i := strings.IndexByte(text, '@')
		if i < 0 {
			break
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		name := i + 1 + span(text[i+1:], func(c rune) bool { return c == '_' || c < 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c)) })
		b.WriteString(text[:name])
		mention := i == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '/'
		rest := text[name:]
		if host, ok := strings.CutPrefix(rest, "@"); ok && mention && name > i+1 {
			n := span(host, func(c rune) bool { return c == '.' || c == '-' || unicode.IsLetter(c) || unicode.IsDigit(c) })
			if n = len(strings.TrimRight(host[:n], ".-")); n > 0 {
				rest = host[n:]
			}
		}
		text = rest
	}
	b.WriteString(text)
	return b.String()
}

// span is how many bytes at the beginning of a text consist of some characters.
func span(text string, of func(rune) bool) int {
	if i := strings.IndexFunc(text, func(c rune) bool { return !of(c) }); i >= 0 {
		return i
	}
	return len(text)
}

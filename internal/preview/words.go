package preview

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"tocsin/internal/locale"
	"tocsin/internal/words"
)

// family begins the keys of what the review server says, in the catalogue.
const family = "server."

// speech is what the review server's own screens say, in one of the tool's languages. The review bar in the browser has
// its words from the same catalogue, so that a thing has one name in both.
type speech struct {
	Lang string // "en" or "fr"
	say  *words.Catalogue
	tell *locale.Locale
}

// The screens speak Canada's forms of their languages, whatever countries the campaign has.
var speeches = sync.OnceValue(func() map[string]speech {
	out := map[string]speech{}
	for _, lang := range words.Languages() {
		out[lang] = speech{lang, words.In(lang), locale.New(lang + "-CA")}
	}
	return out
})

// barWords is the module from which the review bar takes its words: a table for each language, whole in each.
func barWords() []byte {
	tables := map[string]map[string]string{}
	for lang, w := range speeches() {
		tables[lang] = map[string]string{}
		for _, key := range words.In("en").Keys() {
			if name, ok := strings.CutPrefix(key, family); ok {
				tables[lang][name], _ = w.say.Pattern(key)
			}
		}
	}
	text, err := json.Marshal(tables)
	if err != nil {
		panic(err) // maps of strings always encode
	}
	return []byte("export default " + string(text) + "\n")
}

// wordsFor picks the language of a screen: what ?ui= asks for, else what the browser prefers.
func wordsFor(r *http.Request) speech {
	if w, ok := speeches()[r.URL.Query().Get("ui")]; ok {
		return w
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		base, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if w, ok := speeches()[base]; ok {
			return w
		}
	}
	return speeches()["en"]
}

// T returns the words for a key of the catalogue without its "server.". Pairs are as in [words.Catalogue.T].
func (w speech) T(key string, pairs ...any) string { return w.say.T(family+key, pairs...) }

// N returns the words for a number of things, as [words.Catalogue.N] does.
func (w speech) N(key string, n int, pairs ...any) string { return w.say.N(family+key, n, pairs...) }

// Day returns a day in words, Moment a day with its time and zone.
func (w speech) Day(t time.Time) string { return w.tell.Date(t) }

// Moment returns a day with its time and zone; midnight goes without a time.
func (w speech) Moment(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 {
		return w.tell.Date(t)
	}
	return w.tell.Date(t) + ", " + w.tell.Time(t) + " " + w.tell.Zone(t)
}

// Full returns a moment with nothing left out, for a paper that somebody signs.
func (w speech) Full(t time.Time) string {
	return w.tell.FullDate(t) + ", " + w.tell.Time(t) + " " + w.tell.Zone(t)
}

// Zone returns the name by which people know a zone: the city it is called after.
func (w speech) Zone(zone *time.Location) string {
	name := zone.String()
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	return strings.ReplaceAll(name, "_", " ")
}

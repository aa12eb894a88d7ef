package preview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"tocsin/internal/locale"
)

// words are what the review server's own screens say, in one of its two languages. The same table serves the review
// bar in the browser, so that a thing has one name in both.
type words struct {
	Lang  string // "en" or "fr"
	table map[string]string
	tell  *locale.Locale
}

// The screens speak Canada's forms of both languages, whatever countries the campaign has.
var speech = sync.OnceValue(func() map[string]words {
	text, err := uiFolder.ReadFile("ui/words.js")
	if err != nil {
		panic(err) // it is built in
	}
	_, text, _ = bytes.Cut(text, []byte("export default "))
	tables := map[string]map[string]string{}
	if err := json.Unmarshal(bytes.TrimSuffix(bytes.TrimSpace(text), []byte(";")), &tables); err != nil {
		panic(err)
	}
	out := map[string]words{}
	for lang, table := range tables {
		out[lang] = words{lang, table, locale.New(lang + "-CA")}
	}
	return out
})

// wordsFor picks the language of a screen: what ?ui= asks for, else what the browser prefers.
func wordsFor(r *http.Request) words {
	if w, ok := speech()[r.URL.Query().Get("ui")]; ok {
		return w
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		base, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if w, ok := speech()[base]; ok {
			return w
		}
	}
	return speech()["en"]
}

// T returns the words for a key. Pairs of a placeholder's name and its value fill {name} in it.
func (w words) T(key string, pairs ...any) string {
	text, ok := w.table[key]
	if !ok {
		return key
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%v}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	return text
}

// N returns the words for a number of things: the table has them as "{n} page|{n} pages".
func (w words) N(key string, n int, pairs ...any) string {
	one, many, ok := strings.Cut(w.T(key, append(pairs, "n", n)...), "|")
	if !ok || w.tell.Plural(n) == "one" {
		return one
	}
	return many
}

// Day returns a day in words, Moment a day with its time and zone.
func (w words) Day(t time.Time) string { return w.tell.Date(t) }

// Moment returns a day with its time and zone; midnight goes without a time.
func (w words) Moment(t time.Time) string {
	if t.Hour() == 0 && t.Minute() == 0 {
		return w.tell.Date(t)
	}
	return w.tell.Date(t) + ", " + w.tell.Time(t) + " " + w.tell.Zone(t)
}

// Full returns a moment with nothing left out, for a paper that somebody signs.
func (w words) Full(t time.Time) string {
	return w.tell.FullDate(t) + ", " + w.tell.Time(t) + " " + w.tell.Zone(t)
}

// Zone returns the name by which people know a zone: the city it is called after.
func (w words) Zone(zone *time.Location) string {
	name := zone.String()
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	return strings.ReplaceAll(name, "_", " ")
}

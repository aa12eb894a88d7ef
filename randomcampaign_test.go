package tocsin_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing/fstest"
)

// secret is a Markdown file of a random campaign. Its mark is a word that stands in its title, its words, its address
// and the name of its picture, and nowhere else.
type secret struct {
	mark, tag string
	countries []string // nil for all
	hidden    bool     // it says of itself that it is not to be shown now
}

// random is a campaign made of dice.
type random struct {
	*rand.Rand
	files   fstest.MapFS
	secrets map[string]*secret // by path
	keys    []string
	tags    []string
	codes   []string
}

var zones = map[string]string{"ca": "America/St_Johns", "us": "Pacific/Honolulu", "fr": "Europe/Paris", "nz": "Pacific/Auckland"}

func (r *random) one(words ...string) string { return words[r.IntN(len(words))] }

func (r *random) chance(percent int) bool { return r.IntN(100) < percent }

func makeCampaign(seed uint64) *random {
	r := &random{Rand: rand.New(rand.NewPCG(seed, 2026)), files: fstest.MapFS{}, secrets: map[string]*secret{}}
	r.config()
	for i := range 3 + r.IntN(8) {
		key := r.one("", "", "learn/", "learn/", "Learn/", "a b/", "calendar/2026/", "calendar/", "topics/") + r.one("index", "x", "y", "z", "X", "é", "e\u0301", fmt.Sprint("p", i))
		if key != "index" && !slices.Contains(r.keys, key) {
			r.keys = append(r.keys, key)
		}
	}
	for _, key := range append([]string{"index", "messages/m", "messages/n", "messages/o"}, r.keys...) {
		n := 0
		for _, tag := range r.tags {
			if key == "index" && !strings.Contains(tag, "-") || key != "index" && r.chance(45) {
				r.file(key, tag)
				n++
			}
		}
	}
	for _, code := range r.codes {
		if r.chance(80) {
			r.files["content/facts/"+code+".yaml"] = &fstest.MapFile{Data: []byte("phone: {value: 0017726, kind: tel}\nsite: {value: https://a.example/x, kind: url}\n")}
		}
	}
	return r
}

func (r *random) config() {
	var b strings.Builder
	b.WriteString("title: {en: Ring, fr: Cloche, es: Campana}\nbase_url: https://ring.example/" + r.one("", "october/") + "\nsource_language: en\ncountries:\n")
	r.codes = []string{"ca", "us", "fr", "nz"}[:1+r.IntN(4)]
	langs := map[string]bool{}
	for i, code := range r.codes {
		mine := []string{"en", "fr", "es"}
		r.Shuffle(3, func(i, j int) { mine[i], mine[j] = mine[j], mine[i] })
		if mine = mine[:1+r.IntN(3)]; i == 0 && !slices.Contains(mine, "en") {
			mine = append(mine, "en")
		}
		fmt.Fprintf(&b, "  %s: {languages: [%s], timezone: %s, missing: %s", code, strings.Join(mine, ", "), zones[code], r.one("hold", "omit", "notice"))
		if r.chance(15) {
			fmt.Fprintf(&b, ", base_url: {%s: https://%s.example/}", mine[0], code)
		}
		b.WriteString("}\n")
		for _, l := range mine {
			langs[l] = true
			r.tags = append(r.tags, l+"-"+strings.ToUpper(code))
		}
	}
	r.tags = append(r.tags, slices.Sorted(maps.Keys(langs))...)
	if r.chance(50) {
		b.WriteString("topics: {one: {en: One, fr: Un, es: Uno}}\n")
	}
	r.files["campaign.yaml"] = &fstest.MapFile{Data: []byte(b.String())}
}

// file writes a rendition or a message with front matter and words of all kinds.
func (r *random) file(key, tag string) {
	name := "content/" + key + "." + tag + ".md"
	s := &secret{mark: fmt.Sprintf("zq%dx", len(r.secrets)+100), tag: tag}
	r.secrets[name] = s
	message := strings.HasPrefix(key, "messages/")
	var b strings.Builder
	b.WriteString("---\n")
	if !message || r.chance(50) {
		fmt.Fprintf(&b, "title: %s\nsummary: About %s\n", s.mark, s.mark)
	}
	if !message && r.chance(60) {
		fmt.Fprintf(&b, "slug: %s\n", r.one(s.mark, s.mark, "x", "y"))
	}
	if key != "index" || r.chance(5) {
		r.schedule(&b, s, message)
	}
	if !message {
		r.kind(&b, key)
	}
	b.WriteString("---\n")
	r.words(&b, key, s)
	r.files[name] = &fstest.MapFile{Data: []byte(b.String())}
	r.files[path.Dir(name)+"/"+s.mark+".png"] = &fstest.MapFile{Data: markedPicture(s.mark)}
}

func (r *random) schedule(b *strings.Builder, s *secret, message bool) {
	// Two days away, it is the same in every zone.
	if r.chance(15) {
		ahead := r.chance(60)
		fmt.Fprintf(b, "publish: %s\n", map[bool]string{true: r.one("2026-10-10", "2026-10-09T12:00", "2026-10-09T12:00:00Z"), false: "2026-10-01"}[ahead])
		s.hidden = s.hidden || ahead
	}
	if r.chance(15) {
		behind := r.chance(60)
		fmt.Fprintf(b, "expires: %s\n", map[bool]string{true: r.one("2026-10-04", "2026-10-05T12:00"), false: "2026-10-20"}[behind])
		s.hidden = s.hidden || behind
	}
	if r.chance(10) {
		b.WriteString("draft: true\n")
		s.hidden = true
	}
	if r.chance(15) {
		label := r.one("TLP:CLEAR", "TLP:GREEN", "TLP:RED")
		fmt.Fprintf(b, "tlp: %s\n", label)
		s.hidden = s.hidden || label != "TLP:CLEAR"
	}
	if r.chance(20) {
		s.countries = r.codes[:1+r.IntN(len(r.codes))]
		fmt.Fprintf(b, "countries: [%s]\n", strings.Join(s.countries, ", "))
	}
	if !message && r.chance(15) {
		fmt.Fprintf(b, "missing: %s\nreason: r\n", r.one("hold", "omit", "notice"))
	}
}

func (r *random) kind(b *strings.Builder, key string) {
	if r.chance(40) {
		fmt.Fprintf(b, "topics: [%s]\n", r.one("one", "two", "One, two", "a/b", "../x", "été"))
	}
	if r.chance(20) {
		b.WriteString("audiences: [seniors]\n")
	}
	if r.chance(30) {
		fmt.Fprintf(b, "weight: %d\n", r.IntN(100))
	}
	if r.chance(20) {
		fmt.Fprintf(b, "aliases: [%s]\n", r.one("old", "old.html", "x", "/old/a", "feed.xml"))
	}
	if r.chance(20) {
		b.WriteString("updated: 2026-09-01\n")
	}
	if strings.HasPrefix(key, "calendar/") && r.chance(70) {
		b.WriteString(r.one("event: {start: 2026-10-06T13:00}\n", "event: {start: 2026-10-30, end: 2026-11-02, place: Here}\n",
			"week: {number: 1, ca: [2026-10-01, 2026-10-02], us: [2026-10-01, 2026-10-04]}\n", "week: {number: 2, ca: [2026-10-05, 2026-10-09]}\n"))
	}
}

// included keeps most messages from including each other in a circle, and most pages from a message that is nowhere, since
// of a campaign with an error less is looked at.
func (r *random) included(key, id string) string {
	if id == "none" && r.chance(75) {
		id = "m"
	}
	if own, inMessage := strings.CutPrefix(key, "messages/"); inMessage && id <= own && own < "o" && r.chance(75) {
		return "o"
	}
	return id
}

func (r *random) words(b *strings.Builder, key string, s *secret) {
	fmt.Fprintf(b, "Words of %s.\n\n## Heading of %s\n\n![picture](%s.png)\n\n", s.mark, s.mark, s.mark)
	up := strings.Repeat("../", strings.Count(key, "/"))
	for range r.IntN(5) {
		switch r.IntN(6) {
		case 0, 1:
			to := "index"
			if len(r.keys) > 0 {
				to = r.one(r.keys...)
			}
			fmt.Fprintf(b, "A [link](<%s%s%s%s>).\n\n", up, to, r.one(".md", "", ".en.md", ".fr.md", "."+s.tag+".md"), r.one("", "#heading", "?q=1"))
		case 2:
			fmt.Fprintf(b, "::message{id=%s}\n\n", r.included(key, r.one("m", "n", "o", "m", "n", "none")))
		case 3:
			b.WriteString("Call :fact[phone] or :fact[site].\n\n")
		case 4:
			fmt.Fprintf(b, ":::%s{country=%s}\n::message{id=%s}\n\n[home](%sindex.md)\n:::\n\n", r.one("only", "except"), r.one(r.codes...), r.included(key, r.one("m", "n", "o")), up)
		case 5:
			fmt.Fprintf(b, "<div>%s</div> :::tip <!-- %s -->\n\n:::note\n> - [x] `code`\n", r.one("a", "&lt;"), s.mark)
		}
	}
}

// markedPicture is a PNG of one pixel with a remark in it.
func markedPicture(mark string) []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1)))
	text := append([]byte("gAMA"), mark...) // a chunk that is kept
	out := append(b.Bytes()[:33:33], binary.BigEndian.AppendUint32(nil, uint32(len(text)-4))...)
	out = binary.BigEndian.AppendUint32(append(out, text...), crc32.ChecksumIEEE(text))
	return append(out, b.Bytes()[33:]...)
}

package tocsin_test

import (
	"bytes"
	"crypto/sha256"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"
)

// reason is why a thing is not released.
type reason struct {
	name     string
	source   string   // what the source's front matter says
	french   string   // what the French rendition's says
	lacks    []string // languages that have no rendition
	lacking  bool     // the words hold a message that has no French
	editions []string // in which it is not released; none for all
}

var reasons = []reason{
	{name: "draft", source: "draft: true"},
	{name: "later", source: "publish: 2026-10-20"},
	{name: "later today", source: "publish: 2026-10-07T12:01:00-04:00"},
	{name: "expired", source: "expires: 2026-10-04"},
	{name: "green", source: "tlp: TLP:GREEN"},
	{name: "red", source: "tlp: TLP:RED"},
	{name: "no French", source: "countries: [ca]", lacks: []string{"fr"}},
	{name: "French is a draft", source: "countries: [ca]", french: "draft: true"},
	{name: "French is later", source: "countries: [ca]", french: "publish: 2026-10-20"},
	{name: "French is expired", source: "countries: [ca]", french: "expires: 2026-10-04"},
	{name: "French is amber", source: "countries: [ca]", french: "tlp: TLP:AMBER"},
	{name: "a message lacks French", source: "countries: [ca]", lacking: true},
	{name: "its own hold", source: "countries: [us]\nmissing: hold\nreason: It waits.", lacks: []string{"es"}},
	{name: "another country's", source: "countries: [us]", editions: []string{"ca/en", "ca/fr"}},
	{name: "left out", lacks: []string{"es"}, editions: []string{"us/es"}},
}

// only is what a reason keeps a thing out of: the whole site, or some editions.
func (r reason) only(site published) published {
	if r.editions == nil {
		return site
	}
	out := published{}
	for name, data := range site {
		if slices.ContainsFunc(r.editions, func(e string) bool { return strings.HasPrefix(name, e+"/") }) {
			out[name] = data
		}
	}
	return out
}

// kind is a thing that may not be released: a page or message or several, with what only they use.
type kind struct {
	name  string
	pages []unreleasedPage
	files map[string]string // by path; what is not there is made, what is there gets more at its end
	fixed bool              // its pages' names mean something
	terms bool              // campaign.yaml names a topic and an audience for it
	never map[string]string // what keeps it for once from leaving the bytes as they are, by the reason's name
}

// copied is the kind under other names, so that it may lie beside itself. A kind whose names mean something is itself.
func (k kind) copied(mark string) kind {
	if k.fixed {
		return k
	}
	k.pages = slices.Clone(k.pages)
	for i, p := range k.pages {
		dir, name := path.Split(p.key)
		switch {
		case name == "index":
			p.key = strings.TrimSuffix(dir, "/") + mark + "/index"
		case strings.HasPrefix(dir, "zq"):
			p.key = strings.TrimSuffix(dir, "/") + mark + "/" + name
		default:
			p.key += mark
		}
		p.words = strings.ReplaceAll(p.words, "{id=zqinner}", "{id=zqinner"+mark+"}")
		k.pages[i] = p
	}
	return k
}

// unreleasedPage is a page or message in all languages. The source says front, every language says title and words. In
// all of them @name becomes a word that stands nowhere else.
type unreleasedPage struct {
	key, front, words string
	only              string // the edition that it is for, as the tag of its one file: en-US; empty for all
}

// secretLength is how long every secretWord is.
const secretLength = 12

// secretWord returns the word that stands for a place.
func secretWord(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "/")))
	out := []byte("zq")
	for _, b := range sum[:secretLength-2] {
		out = append(out, 'a'+b%26)
	}
	return string(out)
}

var placeholder = regexp.MustCompile(`@[a-z]+`)

// canaryBook says of every canary what place it stands for: the name after the @.
type canaryBook map[string]string

// in replaces every @name in a text.
func (c canaryBook) in(text string, parts ...string) []byte {
	return []byte(placeholder.ReplaceAllStringFunc(text, func(at string) string {
		word := secretWord(append(parts, at)...)
		c[word] = at[1:]
		return word
	}))
}

// lay lays a thing over a campaign for which it is not released. Every file that it writes is new but for what its files
// add to. It returns the canaries.
func (k kind) lay(files fstest.MapFS, r reason) canaryBook {
	book := canaryBook{}
	for _, p := range k.pages {
		tags := []string{"en", "fr", "es"}
		if p.only != "" {
			tags = []string{p.only}
		}
		for _, tag := range tags {
			if !slices.Contains(r.lacks, tag) {
				files["content/"+p.key+"."+tag+".md"] = &fstest.MapFile{Data: book.in(p.text(tag, r), k.name, r.name, p.key, tag)}
			}
		}
	}
	if r.lacking {
		files["content/messages/lacking.en.md"] = &fstest.MapFile{Data: book.in("---\ntitle: @title\ncountries: [ca]\n---\n\nOnly in English: @words.\n", "lacking")}
	}
	for name, text := range k.files {
		data := book.in(text, k.name, r.name, name)
		if strings.HasSuffix(name, ".png") {
			data = photo(99)
		}
		if was := files[name]; was != nil && path.Ext(name) != ".png" && path.Ext(name) != ".txt" {
			if bytes.Contains(was.Data, []byte("zq-fact")) {
				continue
			}
			data = slices.Concat(was.Data, data)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	if k.terms && !bytes.Contains(files["campaign.yaml"].Data, []byte("zqterm")) {
		terms := book.in("  zqterm: {en: @topic, fr: @topic, es: @topic}\naudiences:\n  zqaudience: {en: @audience, fr: @audience, es: @audience}\n", k.name, r.name)
		files["campaign.yaml"] = &fstest.MapFile{Data: bytes.Replace(files["campaign.yaml"].Data, []byte("audiences:\n"), terms, 1)}
	}
	return book
}

// text is the page's file for a tag, kept back for a reason.
func (p unreleasedPage) text(tag string, r reason) string {
	front, words := "title: @title\n", p.words
	if !strings.HasPrefix(p.key, "messages/") {
		front += "summary: @summary\nslug: " + path.Base(p.key) + "-@slug\n"
	}
	switch tag {
	case "en", p.only:
		front += p.front + "\n" + r.source
	case "fr":
		front += r.french
	}
	if r.lacking {
		words += "\n\n::message{id=lacking}\n"
	}
	return "---\n" + strings.TrimSpace(front) + "\n---\n\n" + words + "\n"
}

const ofPage = "topics: [scams]\naudiences: [seniors]\ndate: 2026-10-06\nupdated: 2026-10-07\nweight: 1\naliases: [@alias, /@old]\nowner: @owner\nimage: {src: zq.png, alt: @alt}\nparams: {remark: @param}\nallow: [{rule: dead-link, reason: @reason}]\n# @remark\n"

// allSorts are words with something of everything that they may hold.
const allSorts = `Words @words. See [apples](/learn/apples.md) and [@link](https://zq.example/@url "@tip").

## Heading @heading

![@picture](zq.png "@caption") and [@file](zq-file.txt), :fact[zq-fact].[^1]

::message{id=pause}

- [ ] Task @task

:::note
Note @note
:::

:::only{country=ca}
Only @only
:::

| a | b |
|---|---|
| c | @cell |

<!-- @remark -->

[^1]: @footnote
`

// aside is a speaker's notes, which a briefing alone shows.
const aside = "\n:::notes\nSay @aside.\n\n## And @aside\n:::\n"

// beside are the files that allSorts in a folder asks for.
func beside(folder string, more ...string) map[string]string {
	out := map[string]string{"content/" + folder + "zq.png": "", "content/" + folder + "zq-file.txt": "Words @attachment.\n",
		"content/facts/ca.yaml": zqFact, "content/facts/us.yaml": zqFact}
	for i := 0; i < len(more); i += 2 {
		out[more[i]] = more[i+1]
	}
	return out
}

const zqFact = "zq-fact: {value: \"https://zq.example/@value\", kind: url, label: @label, owner: @owner} # @remark\n"

// neverBack is a promise that an alert which is over rests on.
const neverBack = "an old alert never comes back, also when its all-clear has expired"

// instead is a kind of a page that is made where nobody wrote one. Where it is out in one edition, it is there in the
// others, too, and they name its address.
func instead(name, key, front, words string) kind {
	k := one(name, key, front, words)
	k.never, k.fixed = map[string]string{"another country's": elsewhere, "left out": elsewhere}, true
	return k
}

// elsewhere is why a page that is out in one edition shows in the others, which have it in other words.
const elsewhere = "the others name the page's address where it is out"

// fixed is a kind of a page whose name means something.
func fixed(name, key, front, words string) kind {
	k := one(name, key, front, words)
	k.fixed = true
	return k
}

// one is a kind of one page.
func one(name, key, front, words string, more ...string) kind {
	return kind{name: name, pages: []unreleasedPage{{key: key, front: front, words: words}}, files: beside(strings.TrimSuffix(key, path.Base(key)), more...)}
}

var kinds = []kind{
	one("page", "learn/zq", ofPage, allSorts+aside),
	{name: "folder", pages: []unreleasedPage{{key: "zq/index", front: ofPage, words: allSorts}, {key: "zq/below", front: ofPage, words: allSorts}}, files: beside("zq/")},
	instead("folder's page", "guides/index", ofPage, allSorts),
	instead("term's page", "topics/scams", ofPage, allSorts),
	{name: "terms", pages: []unreleasedPage{{key: "learn/zqterms", front: "topics: [zqterm]\naudiences: [zqaudience]", words: "Words @words."}}, terms: true},
	instead("search page", "search", "", allSorts),
	one("poster", "learn/zqposter", "sheet: true\n"+ofPage, allSorts+"\n## Second @heading\n\nDo @that.\n"),
	one("quiz", "learn/zqquiz", ofPage, ":::quiz\nWhich @question?\n\n- [x] Right @right\n\n  Why @why.\n- [ ] Wrong @wrong\n\n  Because @because.\n:::\n"),
	one("briefing", "briefings/zq", ofPage, allSorts+"\n:::notes\nSay @notes.\n:::\n"),
	fixed("year", "calendar/2027/index", ofPage, allSorts),
	one("week", "calendar/2026/zqweek", ofPage+"week: {number: 3, ca: [2026-10-12, 2026-10-16], us: [2026-10-12, 2026-10-16]}\n", allSorts),
	one("event", "calendar/2026/zqevent", ofPage+"event: {start: 2026-10-14T13:00, end: 2026-10-14T14:00, place: @place, url: \"https://zq.example/@page\"}\n", allSorts),
	one("alert", "alerts/zq", ofPage+"alert: {severity: extreme, start: 2026-10-05, end: 2026-10-30}\n", allSorts),
	instead("alerts' page", "alerts/index", ofPage, allSorts),
	{name: "alert in another's place", pages: []unreleasedPage{{key: "alerts/zqnext", front: "alert: {severity: all-clear, start: 2026-10-06T12:00, end: 2026-10-30, supersedes: parcels.en.md}", words: "Over @words."}},
		never: map[string]string{"expired": neverBack, "French is expired": neverBack}},
	one("post", "posts/2026/zq", "audiences: [seniors]\nupdated: 2026-10-07\nimage: {src: zq.png, alt: @alt}\npost: {when: 2026-10-06T09:00, networks: [x, linkedin], link: \"https://zq.example/@url\"}\n", "Words @words :fact[zq-fact].\n"+aside),
	instead("posts' page", "posts/2026/index", ofPage, allSorts),
	fixed("toolkit's page", "toolkit/2027/index", ofPage, allSorts),
	one("message", "messages/zq", "owner: @speaker\nupdated: 2026-10-07\n", allSorts),
	{name: "messages within", pages: []unreleasedPage{{key: "messages/zqouter", words: "Outer @words.\n\n::message{id=zqinner}"}, {key: "messages/zqinner", words: allSorts}}, files: beside("messages/")},
	{name: "message on a page that is out", pages: []unreleasedPage{{key: "messages/zqshown", words: allSorts}}, fixed: true,
		files: beside("messages/", "content/learn/cherries.en.md", include, "content/learn/cherries.fr.md", include, "content/learn/cherries.es.md", include),
		never: waiting("no French", "French is a draft", "French is later", "French is expired", "French is amber", "a message lacks French", "its own hold", "left out")},
	{name: "page for one edition", pages: []unreleasedPage{{key: "learn/berries", front: ofPage, words: allSorts, only: "en-US"}}, fixed: true, files: beside("learn/"),
		never: map[string]string{"its own hold": ownWord, "another country's": elsewhere, "left out": elsewhere}},
	{name: "message for one edition", pages: []unreleasedPage{{key: "messages/pause", words: "Words @words.", only: "en-US"}}, fixed: true,
		never: map[string]string{"its own hold": ownWord}},
}

// include is added to pages that are out.
const include = "\n::message{id=zqshown}\n"

// ownWord is why a rendition for one edition has no say about other languages.
const ownWord = "its page decides whether a country waits, and the page is out"

// waiting is why pages that are out are held back themselves, for a message in them.
func waiting(reasons ...string) map[string]string {
	out := map[string]string{}
	for _, r := range reasons {
		out[r] = "a page waits with its country for a message in it"
	}
	return out
}

// layRemarks adds to a campaign what its writers keep for themselves, in files of which the rest is out and beside them.
func layRemarks(files fstest.MapFS) {
	book := canaryBook{}
	into := func(name, before, text string) {
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[name].Data), before, string(book.in(text, name))+before, 1))}
	}
	into("campaign.yaml", "title:", "# @remark\n")
	into("content/facts/ca.yaml", "report-phone:", "# @remark\nzq-number: {value: @value, label: {en: @label, fr: @label}, owner: @owner}\n")
	for _, lang := range []string{"en", "fr", "es"} {
		name := "content/learn/apples." + lang + ".md"
		into(name, "title:", "# @remark\nowner: @owner\nreview_by: 2027-01-15\nexpires: 2027-12-31\nallow: [{rule: dead-link, reason: @reason}]\n")
		into(name, "Words on", "<!-- @remark -->\n\n:::notes\nSay @aside.\n\n## Heading @aside\n:::\n\n")
		into(name, "1. Pause", "<!--\n@remark\n-->\n\n")
		into("content/messages/pause."+lang+".md", "Pause.", "<!-- @remark -->\n\n")
	}
	for _, name := range []string{"content/learn/.zq.en.md", "content/.zq/page.en.md", "content/learn/zq.en.md~", "content/learn/#zq.en.md#", "content/learn/zq-unused.txt",
		"content/learn/zq-unused.svg", "content/messages/zq-unused.txt", "reviews/zq.md", "releases/zq.yaml", "share/zq.md", "README.md", "notes/zq.en.md", ".tocsin/zq", "i18n/search/zq.yaml"} {
		files[name] = &fstest.MapFile{Data: book.in("Words @words.\n", name)}
	}
	files["i18n/glossary.yaml"] = &fstest.MapFile{Data: book.in("zqterm: {en: {approved: @term, banned: [@banned]}}\n", "glossary")}
}

// layPassages adds words for the United States to pages that are out.
func layPassages(files fstest.MapFS) canaryBook {
	book := canaryBook{}
	files["content/learn/zq.png"] = &fstest.MapFile{Data: photo(99)}
	files["content/learn/zq-file.txt"] = &fstest.MapFile{Data: book.in("Words @attachment.\n")}
	files["content/facts/us.yaml"] = &fstest.MapFile{Data: append(slices.Clone(files["content/facts/us.yaml"].Data), book.in(zqFact)...)}
	for _, lang := range []string{"en", "fr", "es"} {
		for _, key := range []string{"learn/apples", "learn/cherries", "calendar/2026/week-1", "briefings/business", "alerts/parcels", "posts/2026/first", "messages/pause"} {
			name := "content/" + key + "." + lang + ".md"
			words := strings.NewReplacer("zq.png", "/learn/zq.png", "zq-file.txt", "/learn/zq-file.txt", "::message{id=pause}", "").Replace(allSorts)
			if strings.HasPrefix(key, "posts/") {
				words = "Words @words.\n"
			}
			files[name] = &fstest.MapFile{Data: slices.Concat(files[name].Data, []byte("\n::::only{country=us}\n"), book.in(words, "passages", key, lang), []byte("::::\n"))}
		}
	}
	return book
}

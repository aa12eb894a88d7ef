package tocsin_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing/fstest"
)

// releasedCampaign is a small campaign of four editions, with something of everything that is out at the moment of the
// tests. What is not released is laid over it.
func releasedCampaign() fstest.MapFS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("campaign.yaml", releasedConfig)
	put("content/facts/ca.yaml", "report-phone: {value: 1-888-495-8501, kind: tel, label: {en: Report, fr: Signaler}}\n")
	put("content/facts/us.yaml", "report-phone: {value: 1-877-382-4357, kind: tel, label: {en: Report, es: Denunciar}}\n")
	for _, doc := range strings.Split(releasedPages, "\n== ")[1:] {
		key, text, _ := strings.Cut(strings.Replace(doc, "\n\n", "\n-\n", 1), "\n")
		front, body, _ := strings.Cut("\n"+text, "\n-\n")
		for _, lang := range []string{"en", "fr", "es"} {
			put("content/"+key+"."+lang+".md", "---\ntitle: "+titleIn(key, lang)+"\n"+strings.TrimSuffix(front, "\n")+"\n---\n\n"+body+"\n")
		}
	}
	files["content/learn/lock.png"] = &fstest.MapFile{Data: photo(7)}
	return files
}

// titleIn is a title that sorts differently in each language.
func titleIn(key, lang string) string {
	name := strings.ReplaceAll(strings.TrimPrefix(key, "learn/"), "/", " ")
	return map[string]string{"en": "About ", "fr": "De ", "es": "Sobre "}[lang] + name
}

// photo is a picture that is worth publishing in two sizes.
func photo(seed uint8) []byte {
	im := image.NewPaletted(image.Rect(0, 0, 600, 20), color.Palette{color.RGBA{seed, 90, 90, 255}, color.RGBA{200, seed, 10, 255}})
	for i := range im.Pix {
		im.Pix[i] = uint8(i/97+i%5) & 1
	}
	var b bytes.Buffer
	_ = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, im)
	return b.Bytes()
}

const releasedConfig = `title: {en: Ring, fr: Cloche, es: Campana}
base_url: https://ring.example/
source_language: en
cards: folder
security: {contact: "mailto:security@ring.example", expires: 2099-01-01}
countries:
  ca: {name: {en: Canada, fr: Canada}, languages: [en, fr], timezone: America/Toronto, missing: hold, month: {en: Month, fr: Mois}}
  us: {name: {en: United States, es: Estados Unidos}, languages: [en, es], timezone: America/New_York, missing: omit, month: {en: Month, es: Mes}}
topics:
  scams: {en: Scams, fr: Fraudes, es: Estafas}
audiences:
  seniors: {en: Older adults, fr: Personnes aînées, es: Personas mayores}
`

// releasedPages are front matter and words of what is out, the same in every language but for the title.
const releasedPages = `
== index
summary: A campaign.
updated: 2026-09-01

Hello. ::message is no directive here.

== learn/index
weight: 10

All pages.

== learn/apples
topics: [scams]
audiences: [seniors]
updated: 2026-09-02
sheet: true

Words on apples.

## What to do

1. Pause.
2. Look at the address.

![A lock](lock.png)

::message{id=pause}

Call :fact[report-phone].

== learn/berries
topics: [scams]
updated: 2026-09-03
aliases: [old/berries]

Words on berries. See [apples](apples.md), and [what](zq.md#heading) [is](../calendar/2026/zqevent.md) [not](../alerts/zq.md) [there](../zq/index.md).

== learn/cherries
date: 2026-09-04

Words on cherries.

== guides/dates

Words in a folder that nobody wrote a page for.

== messages/pause
owner: joint
updated: 2026-09-05

Pause.

== calendar/2026/index
updated: 2026-09-01

A year.

== calendar/2026/week-1
topics: [scams]
week: {number: 1, ca: [2026-10-01, 2026-10-02], us: [2026-10-01, 2026-10-03]}

The first week.

== calendar/2026/week-2
week: {number: 2, ca: [2026-10-05, 2026-10-09], us: [2026-10-05, 2026-10-09]}

The second week.

::message{id=pause}

== calendar/2026/talk
audiences: [seniors]
event: {start: 2026-10-08T13:00, end: 2026-10-08T14:00}

A talk.

== posts/2026/first
updated: 2026-09-06
post: {when: 2026-10-05T09:00, networks: [x, facebook], link: ../../learn/apples.md}

Look at the address.

== posts/2026/second
post: {when: 2026-10-12T09:00, networks: [mastodon]}

Look again.

== briefings/business
updated: 2026-09-07

## A slide

Words on a slide.

:::notes
What to say.
:::

== alerts/parcels
topics: [scams]
updated: 2026-10-06
alert: {severity: severe, start: 2026-10-06, end: 2026-10-30}

Parcels.
`

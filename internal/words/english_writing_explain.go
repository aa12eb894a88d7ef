package words

// englishWritingExplain tells in a paragraph why each rule of family writing is there, and shows how to mend what it finds: the
// wrong lines, a line =>, and the mended ones.
func englishWritingExplain() map[string]string {
	return map[string]string{
		"rule.missing-title.explain": "The title is what readers see in the tab, in search results, in the month's list and in a shared link, so a page without one cannot be published. It is told at the top of the file.",
		"rule.missing-title.example": `---
summary: How to tell a false message.
---
=>
---
title: Spot a false message
summary: How to tell a false message.
---`,
		"rule.front-matter.explain": "The lines between the two fences of `---` are settings, and the rest is what readers see. When a fence is missing, has something after it, or does not stand first in the file, settings could be shown as text or text be taken for settings. The same rule is told by `tocsin new year` where a front matter cannot be edited line by line.",
		"rule.front-matter.example": `---
title: Passwords
----
Use a passphrase.
=>
---
title: Passwords
---
Use a passphrase.`,
		"rule.unknown-key.explain": "A key with a slip in its name would do nothing: a misspelt `publish` would bring a page out at once, a misspelt `tlp` would take its label away. So Tocsin takes only the keys that it knows, in front matters and in every `.yaml` file, and suggests the nearest.",
		"rule.unknown-key.example": `---
titel: Passwords
---
=>
---
title: Passwords
---`,
		"rule.repeated-key.explain": "The same key stands twice in one group, so one of the two values would be dropped without a word. The line says where the first one is.",
		"rule.repeated-key.example": `title: Passwords
title: Passphrases
=>
title: Passphrases`,
		"rule.wrong-type.explain": "The value is of another kind than the key needs: text where a date belongs, one word where there are several with names. Tocsin does not guess, since a guess about a date may publish a page too early.",
		"rule.wrong-type.example": `publish: next Monday
=>
publish: 2026-10-05T09:00`,
		"rule.yaml.explain": "The front matter or a `.yaml` file breaks the rules of YAML, so nothing in it can be trusted. The usual causes are a colon, a `#` or a quotation mark within a value that has no quotation marks round it, and a tab at the beginning of a line.",
		"rule.yaml.example": `title: Phishing: what to do
=>
title: "Phishing: what to do"`,
		"rule.encoding.explain": "Letters with accents, Arabic or Chinese would come out as nonsense. Old editors and spreadsheets save text in the machine's own encoding or as UTF-16; Tocsin reads UTF-8 and nothing else.",
		"rule.encoding.example": `Save as type: Unicode (UTF-16)
=>
Save as type: UTF-8`,
		"rule.dead-link.explain": "A reader who follows the link would find nothing, so the link is taken away and its words stay. It is told where the file does not exist, and for each country that does not have the page.",
		"rule.dead-link.example": `See [how to report](reprot.en.md).
=>
See [how to report](report.en.md).`,
		"rule.unreleased-link.explain": "The page that the link leads to has a later publishing time, an embargo or a draft mark, or is no longer out, so readers get the words without the link. It becomes a link by itself as soon as the page is out and the site is built again.",
		"rule.unreleased-link.example": `More in [next week's page](week-3.en.md).
=>
More next week.`,
		"rule.dead-fragment.explain": "The part after `#` names a heading that the page does not have, so readers land at the top of that page and search for the place; within the same page only the words are shown. Headings get their ids from their words, and each language has its own, so give a heading an id where links lead to it.",
		"rule.dead-fragment.example": `See [what to do](phishing.en.md#do-it).

## What to do
=>
See [what to do](phishing.en.md#do-it).

## What to do {#do-it}`,
		"rule.link-language.explain": "A link within the campaign always leads to the reader's own language. One that names the file of another language misleads the next person who edits the page, so write the language of the file that you are in, or none.",
		"rule.link-language.example": `In ask.fr.md: [signaler](report.en.md)
=>
In ask.fr.md: [signaler](report.fr.md)`,
		"rule.link-scheme.explain": "Addresses such as `javascript:` and `data:` can run something in the reader's browser, and others such as `ftp:` no longer open. Only the words of such a link, or the description of such a picture, are shown.",
		"rule.link-scheme.example": `[Get the guide](ftp://files.example/guide.pdf)
=>
[Get the guide](https://files.example/guide.pdf)`,
		"rule.host.explain": "The country has a list of the sites that its pages may lead to, so that a copied address of a fraud, or a slip of one letter, never goes out under the country's name. The address is on none of them.",
		"rule.host.example": `[Report it](https://canada-gc.example/report)
=>
[Report it](https://www.canada.ca/en/report)`,
		"rule.own-address.explain": "A link to a page of this campaign is written with the page's file. Then Tocsin knows that the page is there and released, follows it when its address changes, and leads the readers of each edition to theirs. By its address it is a link like any other, which rots unseen.",
		"rule.own-address.example": `See [how to report it](https://campaign.example/ca/en/report/).
=>
See [how to report it](report.en.md).`,
		"rule.doubtful-address.explain": "Some letters of other scripts look like ours, and some signs look like a slash or a dot. Who registers such a name has a site whose address reads as yours. The address goes out as it is, so make sure that it is the one you mean; an address that was copied from a message seldom is.",
		"rule.doubtful-address.example": `[Sign in](https://cаnada.example/)
=>
[Sign in](https://canada.example/)`,
		"rule.direction.explain":       "An invisible character says in which direction the words after it are shown. It is found in texts that were copied, and in frauds: by it a line reads otherwise than it is written, also for the people who approve it. Tocsin sets the direction of a page by its language, so no text needs one.",
		"rule.mixed-alphabets.explain": "Letters of the Latin, the Cyrillic and the Greek alphabet look alike. A word that mixes them deceives: it is a trick of frauds, or a slip of a keyboard with two layouts. Search does not find it, a screen reader says it wrongly, and who reviews the page does not see it. Words of one alphabet beside words of another are not meant.",
		"rule.mixed-alphabets.example": `Log in to p<U+0430>ypal
=>
Log in to paypal`,
		"rule.direction.example": `Send the file annual<U+202E>fdp.exe
=>
Send the file annual.exe`,
		"rule.required-link.explain": "A country may say under `links` what every one of its pages must lead to, such as a privacy statement. In one of its languages there is no address for it, so those readers do not get the link.",
		"rule.required-link.example": `links:
  privacy: {en: https://canada.ca/privacy}
=>
links:
  privacy: {en: https://canada.ca/privacy, fr: https://canada.ca/confidentialite}`,
		"rule.dead-image.explain": "The picture is not where the page looks for it, so its description stands in its place; for a page's `image`, its card is shared instead. A picture on another site is never fetched, because that site would learn who reads the page.",
		"rule.dead-image.example": `![A padlock](https://photos.example/lock.png)
=>
![A padlock](lock.png)`,
		"rule.alt-text.explain": "People who cannot see the picture hear its description, and it stands in the picture's place where the picture does not load. For a page's `image` a missing description is an error, since networks read it out; where it is there in another language only, a warning.",
		"rule.alt-text.example": `![](lock.png)
=>
![A padlock on a yellow door](lock.png)`,
		"rule.picture.explain": "Browsers and networks would show a broken picture, or half of one. The file is cut off, damaged, far too large, or another format than its ending says. Kinds that cannot be cleaned (HEIC, AVIF, TIFF and cameras' raw pictures, BMP, Photoshop) are errors too: they would go out with the place where they were taken. A warning tells that networks cannot show a format when a page is shared.",
		"rule.picture.example": `poster.png (a JPEG with another name)
=>
poster.jpg`,
		"rule.attachment-metadata.explain": "PDF and Office files, archives and films go out byte for byte. Many say who wrote them, in which company and folder, and keep what was changed or struck out. Anybody can read that, and a name or a folder is a good beginning for the very fraud that a campaign warns of. Nothing is changed in the file: it may be signed, and what belongs in it is its maker's to say.",
		"rule.attachment-metadata.example": `[The plan](plan-with-tracked-changes.docx)
=>
[The plan](plan-inspected.docx)`,
		"rule.attachment-runs.explain": "A file that you link to goes out as it is, under the address of the site. A browser shows an HTML file as one of its pages, and a script in it can do whatever the site may; some servers run PHP and its kin. Readers trust both as your words. So such a file is not published. What says its own thing belongs in Markdown, where it is checked; an example for specialists goes into an archive.",
		"rule.attachment-runs.example": `[A form](form.html)
=>
[A form](form.en.md)`,
		"rule.svg.explain": "An SVG is a small program as much as a drawing: it may hold scripts and things fetched from elsewhere. One that does more than show itself is not published. What only does not draw is left out and not told: comments, titles, metadata, what editors add, hidden words, links.",
		"rule.svg.example": `<svg xmlns="http://www.w3.org/2000/svg" onload="go()"><path d="M0 0h9v9z"/></svg>
=>
<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>`,
		"rule.card-font.explain": "A card is the picture that networks show with a link. The fonts at hand lack the letters of its language, so the card is drawn without words. A font in the campaign also makes cards the same on every machine.",
		"rule.card-font.example": `title: {ar: أكتوبر}
=>
title: {ar: أكتوبر}
fonts: [fonts/NotoSansArabic-Bold.ttf]`,
		"rule.font.explain": "A font that `campaign.yaml` names is not there, is outside of the campaign, or is of a kind that cards cannot be set in. No card could be drawn as you asked.",
		"rule.font.example": `fonts: [C:/Windows/Fonts/arial.ttf]
=>
fonts: [fonts/NotoSans-Bold.ttf]`,
		"rule.card-contrast.explain": "The words on a card and the colour behind them are too close for people with weak sight, and for a screen in the sun. 4.5:1 is what WCAG asks for; the demonstration keeps to 7:1.",
		"rule.card-contrast.example": `.w1 { --h: #e0a030; }
=>
.w1 { --h: #7a4b00; }`,
		"rule.card-colour.explain": "The colour is written in a way that browsers know and cards do not, so cards keep the built-in colour and look unlike the pages.",
		"rule.card-colour.example": `.w1 { --h: color-mix(in oklab, navy, teal); }
=>
.w1 { --h: #00505c; }`,
		"rule.cards.explain": "`cards` says which pages have a card of their own. There are two words for it; without the line a campaign of up to 1,000 pages has a card for every page.",
		"rule.cards.example": `cards: some
=>
cards: folder`,
		"rule.raw-html.explain": "HTML in a page is left out, since it could run a script, fetch something from elsewhere or break the page for a screen reader. The words between the tags stay.",
		"rule.raw-html.example": `Never share your <b>password</b>.
=>
Never share your **password**.`,
		"rule.heading-level.explain": "A page has one heading of level 1, its title, which Tocsin writes. People who listen to a page move by its headings and would take a second one for a second page. It is shown as level 2.",
		"rule.heading-level.example": `# What to do
=>
## What to do`,
		"rule.duplicate-id.explain": "A link to an id leads to the first heading that has it, so the second could never be reached. The second heading gets another id; links that were meant for it lead to the first.",
		"rule.duplicate-id.example": `## At home {#tips}
## At work {#tips}
=>
## At home {#tips-home}
## At work {#tips-work}`,
		"rule.heading-attribute.explain": "What stands in braces after a heading may be an id, classes, `lang` and `dir`. Anything else, such as a style or a script, is left out.",
		"rule.heading-attribute.example": `## What to do {style="color:red"}
=>
## What to do {#what-to-do}`,
		"rule.unused-footnote.explain": "No place in the text leads to the footnote, so readers would never see why it is there. It is not shown.",
		"rule.unused-footnote.example": `One in five people answer.

[^1]: Survey of 2025.
=>
One in five people answer.[^1]

[^1]: Survey of 2025.`,
		"rule.limit.explain": "The file, a table, a list or a paragraph is so large, or nested so deep, that it is a mistake or an attempt to stop the build. In YAML that holds for keys and items, for what aliases (`*`) bring in, and for how many problems of one file are told. The limits are far above what a page for readers needs.",
		"rule.limit.example": `one page of 6 MB
=>
three pages of 2 MB, with a link to the next`,
	}
}

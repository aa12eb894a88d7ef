package words

// englishLanguageExplain tells in a paragraph why each rule of family language is there, and shows how to mend what it finds: the
// wrong lines, a line =>, and the mended ones.
func englishLanguageExplain() map[string]string {
	return map[string]string{
		"rule.missing-rendition.explain": "A language of the country lacks the page, or a message that the page brings in. The line says what its readers get instead, by the country's rule `missing`: the page held back, left out, or shown in another language with a note. An edition without a front page would have no way in, so that is an error.",
		"rule.missing-rendition.example": `content/ask.en.md
=>
content/ask.en.md
content/ask.fr.md`,
		"rule.missing-reason.explain": "The page has another rule for missing languages than its country. Somebody will ask why the French page appeared late, or never, so the reason stands where the decision does.",
		"rule.missing-reason.example": `missing: {rule: notice}
=>
missing: {rule: notice, reason: The alert cannot wait for a translation.}`,
		"rule.stale.explain": "The source has changed since the translation was made from it, so readers of one language have old advice. The line says which sentences. A country that may not publish old translations says `stale: error`.",
		"rule.stale.example": `In ask.en.md: Call within 24 hours. (it was 48 when this was translated)
In ask.fr.md: Appelez dans les 48 heures.
=>
In ask.fr.md: Appelez dans les 24 heures.
$ tocsin translate accept ask --to fr`,
		"rule.unlocked.explain": "Tocsin notes in `i18n/translations.lock` what each translation was made from. There is no such note for this translation, so nobody would hear that it is out of date.",
		"rule.unlocked.example": `content/ask.fr.md (written by hand, and never accepted)
=>
$ tocsin translate accept ask --to fr`,
		"rule.lock.explain": "A line of `i18n/translations.lock` cannot be read, often after two people's changes were merged. Whether that translation is out of date is not known until it is accepted once more.",
		"rule.lock.example": `<<<<<<< mine
content/ask.fr.md	0010	fe883f43a4d5	Ask your bank.
=>
$ tocsin translate accept ask --to fr`,
		"rule.xliff.explain": "A file that came back from translators does not fit what was sent, or is no sound XLIFF, so importing it could put words into the wrong place, or lose a link or a number. An import writes everything or nothing.",
		"rule.xliff.example": `<target>Appelez le maintenant</target> (the placeholder for the number is gone)
=>
<target>Appelez le <ph id="1"/> maintenant</target>`,
		"rule.missing.explain": "The rule for a missing language is one of three words: `hold` keeps the page back until every language of the country has it, `omit` leaves it out of the language that lacks it, `notice` shows another language with a note.",
		"rule.missing.example": `missing: wait
=>
missing: hold`,
		"rule.contradiction.explain": "Dates, labels and topics belong to the page and are written once, in its source; every translation takes them from there. A translation says something else, or something that the source does not say.",
		"rule.contradiction.example": `In ask.en.md: publish: 2026-10-05
In ask.fr.md: publish: 2026-10-06
=>
In ask.en.md: publish: 2026-10-05
In ask.fr.md: (the line is taken out)`,
		"rule.unknown-language.explain": "A language is named that the campaign does not have, or that is none. In a file's name it decides whose page the file is, so a file with the wrong one would never be shown. A country's code, such as `us`, is no language.",
		"rule.unknown-language.example": `content/ask.us.md
=>
content/ask.en-US.md`,
		"rule.unknown-country.explain": "A country is named that the campaign does not have. In `:::only` nobody would see the words, which is a warning; elsewhere it is an error. A place within a country is written as its country, a hyphen and its code in ISO 3166-2, in small letters: `ca-bc`, `us-ca`. It may have editions of its own, under `countries:` in campaign.yaml; what is said of `ca` holds in `ca-bc` too.",
		"rule.unknown-country.example": `countries: [uk]
=>
countries: [ca]`,
		"rule.unknown-term.explain": "A topic or an audience is not among those that `campaign.yaml` names. The page would be missing from the list where readers look for it, and the new name would have no words in other languages.",
		"rule.unknown-term.example": `topics: [pasword]
=>
topics: [passwords]`,
		"rule.tlp.explain": "The Traffic Light Protocol says who may see a page before it is out. A label with a slip could be taken for none, so only those of TLP 2.0 count; a page with any but `TLP:CLEAR` is never published.",
		"rule.tlp.example": `tlp: TLP:WHITE
=>
tlp: TLP:CLEAR`,
		"rule.slug.explain": "The slug is the last part of a page's address. It is one word or several with hyphens, without a slash: the folder gives the rest. Names that Windows keeps for itself, such as aux and con, get a word more, and a warning tells it: an agency's machine could not hold such a folder.",
		"rule.slug.example": `slug: learn/hameconnage
=>
slug: hameconnage`,
		"rule.alias.explain": "An alias is an old address of the page, from the edition's folder on, which leads to the new one. This is no such path; a whole address with `https://`, for instance.",
		"rule.alias.example": `aliases: [https://campaign.example/ca/en/learn/old-name/]
=>
aliases: [learn/old-name]`,
		"rule.path.explain": "The site is copied to disks and hosts of every kind: Windows keeps names such as `con.css` for itself, drops a dot at the end and takes no colon; nearly all take 255 bytes of a name, and macOS 1,024 of a path. What Tocsin makes of a title or a file's name is safe by itself. This path has a name that is taken over as it was written, or is too long or too deep.",
		"rule.path.example": `assets/aux.css
=>
assets/more.css`,
		"rule.collision.explain": "Two pages, or two files, would have the same address, and one would replace the other. Addresses that differ only in capitals, or in how an accent is written, count as one, since some disks and hosts cannot tell them apart.",
		"rule.collision.example": `content/learn/Passwords.en.md
content/learn/passwords.en.md
=>
content/learn/passwords.en.md`,
		"rule.event.explain": "People come when the calendar says. The event has no start, ends before it starts, has a time on one side only, or a status or sequence that calendars do not know. A warning tells that it was “moved” to where it was.",
		"rule.event.example": `event: {start: 2026-10-14T13:30, end: 2026-10-14T11:00}
=>
event: {start: 2026-10-14T13:30, end: 2026-10-14T15:00}`,
		"rule.event-sequence.explain": "Calendars that people have subscribed to take a change only if its sequence is higher than before. With the sequence at 0 they would go on showing the old time, or the event that was called off.",
		"rule.event-sequence.example": `event: {start: 2026-10-21T13:30, end: 2026-10-21T15:00, was: 2026-10-14T13:30}
=>
event: {start: 2026-10-21T13:30, end: 2026-10-21T15:00, was: 2026-10-14T13:30, sequence: 1}`,
		"rule.week.explain": "The weeks of the month have numbers from 1 to 5, and each its first and last day in every country. The number is another one, or the last day comes before the first; a warning tells that two weeks have one number.",
		"rule.week.example": `week: {number: 6, ca: [2026-10-09, 2026-10-05]}
=>
week: {number: 2, ca: [2026-10-05, 2026-10-09]}`,
		"rule.week-days.explain": "The page is a week for a country that has no days in it, so the country's calendar cannot show it. Give its days, or say that the page is for other countries.",
		"rule.week-days.example": `week: {number: 2, ca: [2026-10-05, 2026-10-09]}
=>
week: {number: 2, ca: [2026-10-05, 2026-10-09], us: [2026-10-04, 2026-10-10]}`,
		"rule.week-overlap.explain": "Two weeks share a day in one country, so for that day it is not clear which week it is, and which pages and colours belong to it.",
		"rule.week-overlap.example": `In week-1.en.md: week: {number: 1, ca: [2026-10-01, 2026-10-05]}
In week-2.en.md: week: {number: 2, ca: [2026-10-05, 2026-10-09]}
=>
In week-1.en.md: week: {number: 1, ca: [2026-10-01, 2026-10-02]}
In week-2.en.md: week: {number: 2, ca: [2026-10-05, 2026-10-09]}`,
		"rule.alert.explain": "An alert is a banner on every page from its start to its end, and is sent on to partners and machines. With a part missing or wrong it would come too late, stay too long, or not end the one before it. What only looks odd, such as an all-clear that ends nothing, is a warning.",
		"rule.alert.example": `alert: {severity: high, start: 2026-10-14T09:00}
=>
alert: {severity: severe, start: 2026-10-14T09:00, end: 2026-10-20T17:00}`,
		"rule.allow.explain": "`allow` silences a warning on one page. The reason is for the colleague who reads it next year and wonders whether it is still right. Only warnings can be silenced, never errors.",
		"rule.allow.example": `allow: [{rule: raw-html}]
=>
allow: [{rule: raw-html, reason: The tag is what this page explains.}]`,
		"rule.sheet.explain": "A sheet is a page to print and hang up, made of the headings of level 2 and what stands below them. The page is of a kind that has none, or has no such headings, so there is no sheet.",
		"rule.sheet.example": `sheet: true
---
Three habits protect you.
=>
sheet: true
---
## Stop
Take a breath.

## Look
Who wrote?`,
		"rule.post.explain": "A post for social networks says when it goes out and on which networks, has words, and lies directly in the folder of its year. Partners copy it from there. A time in another year than the folder's is a warning.",
		"rule.post.example": `content/posts/2026/week-1/stop.en.md
post: {networks: [x]}
=>
content/posts/2026/stop.en.md
post: {when: 2026-10-05T09:00, networks: [x]}`,
		"rule.network.explain": "The name is none of the networks whose limits Tocsin knows, or the same one stands twice, or there is none.",
		"rule.network.example": `post: {when: 2026-10-05T09:00, networks: [twitter, facebok]}
=>
post: {when: 2026-10-05T09:00, networks: [x, facebook]}`,
		"rule.post-limit.explain": "A network would cut the post off or refuse it: it has more characters than the network takes, as the network counts them, or too many hashtags. The line names the edition, since French often needs more characters than English. A limit that only most accounts have is a warning.",
		"rule.post-limit.example": `networks: [x, facebook]
---
A text of 340 characters.
=>
networks: [facebook]
---
A text of 340 characters.`,
		"rule.post-text.explain": "A post is copied and pasted as plain text. A picture, a table, a heading or the address behind a link's words would be lost on the way.",
		"rule.post-text.example": `Read [our advice](../../learn/phishing.en.md) first.
=>
post: {when: 2026-10-05T09:00, networks: [x], link: ../../learn/phishing.en.md}
---
Read our advice first.`,
		"rule.hashtag.explain": "A screen reader tells the words of a hashtag apart by their capitals. A hyphen or an apostrophe ends the tag, so the network would link only its beginning.",
		"rule.hashtag.example": `#cyber-month
=>
#CyberMonth`,
		"rule.unknown-rule.explain": "`allow` names a rule that does not exist, so it would silence nothing while its author thinks that it does. Where a rule has another name now, the former one still counts, with a warning that tells the new one.",
		"rule.unknown-rule.example": `allow: [{rule: deed-link, reason: The page comes next week.}]
=>
allow: [{rule: dead-link, reason: The page comes next week.}]`,
	}
}

package words

// englishSettingExplain tells in a paragraph why each rule of family setting is there, and shows how to mend what it finds: the
// wrong lines, a line =>, and the mended ones.
func englishSettingExplain() map[string]string {
	return map[string]string{
		"rule.missing-config.explain": "Tocsin works on a folder with a `campaign.yaml` in it, which says what the campaign is called, where it will live and for which countries it is. There is none here, or it is empty.",
		"rule.missing-config.example": `$ tocsin build
=>
$ tocsin build --dir my-campaign`,
		"rule.unfinished-edit.explain": "A command that writes into the campaign was stopped half-way, by a full disk or a power cut perhaps. Some of its files may be new and others old, so nothing is built from them. `tocsin repair` brings all of them to one state.",
		"rule.unfinished-edit.example": `$ tocsin build
=>
$ tocsin repair
$ tocsin build`,
		"rule.missing-key.explain": "Something that Tocsin cannot guess is not there: the campaign's title, address or countries, a country's languages or time zone, the name of a place within a country, or the value of a fact.",
		"rule.missing-key.example": `countries:
  ca: {languages: [en, fr]}
=>
countries:
  ca: {languages: [en, fr], timezone: America/Toronto}`,
		"rule.edition-path.explain": "The edition path says at which address each edition lives. With more than one country it needs the country in it, or two editions would have the same address.",
		"rule.edition-path.example": `edition_path: "{language}"
=>
edition_path: "{country}/{language}"`,
		"rule.timezone.explain": "The time zone decides when a page comes out and what time an event shows. Abbreviations such as EST say nothing about summer, so the name of a zone in the IANA list is needed.",
		"rule.timezone.example": `timezone: Eastern
=>
timezone: America/Toronto`,
		"rule.security.explain": "`security` becomes `/.well-known/security.txt`, where people who find a hole look for somebody to tell. RFC 9116 asks for a contact that is an address and for a date on which it expires.",
		"rule.security.example": `security: {contact: security@campaign.example}
=>
security: {contact: mailto:security@campaign.example, expires: 2027-09-30}`,
		"rule.security-txt.explain": "Without a contact nobody who finds a hole in the site knows whom to tell, and with a date that is past the contact does not count any more.",
		"rule.security-txt.example": `security: {contact: mailto:security@campaign.example, expires: 2025-09-30}
=>
security: {contact: mailto:security@campaign.example, expires: 2027-09-30}`,
		"rule.missing-string.explain": "The campaign's title, or words such as “Skip to the content”, are missing in one of its languages. Those readers get them in another language, and a screen reader speaks them as if they were in their own.",
		"rule.missing-string.example": `title: {en: October Online}
=>
title: {en: October Online, fr: Octobre en ligne}`,
		"rule.plural.explain": "A string about a number of things has a form for each case that the language tells apart, and `other` for the rest. Without `other` some numbers would have no words.",
		"rule.plural.example": `pages-count: {one: "{n} page"}
=>
pages-count: {one: "{n} page", other: "{n} pages"}`,
		"rule.template.explain": "A template of yours cannot be read, lacks a part, or asks for something that a page does not have. It is told before anything is written, with the line, and never by a page with a gap.",
		"rule.template.example": `<h1>{{.Titel}}</h1>
=>
<h1>{{.Title}}</h1>`,
		"rule.asset.explain": "A style sheet or a script of yours has a mistake. Where browsers would not read the file at all, it is an error; where they would skip a part, a warning. So is what a sheet fetches: from another host nothing may come, and a file of `assets/` is named as it lies there.",
		"rule.asset.example": `b { colour blue }
=>
b { color: blue }`,
		"rule.symlink.explain": "A symbolic link stands for a file in another place. One that leads out of the campaign could publish something that was never meant to be public; one that leads to a folder, nowhere or round in a circle has nothing to publish.",
		"rule.symlink.example": `content/guide.en.md -> /home/me/Documents/guide.md
=>
content/guide.en.md (a copy of the file)`,
		"rule.unreadable.explain": "The file is there and cannot be read: the permission is missing, the disk has a fault, or it is no ordinary file.",
		"rule.unreadable.example": `$ ls -l content/about.en.md
--w------- about.en.md
=>
$ chmod u+r content/about.en.md`,
	}
}

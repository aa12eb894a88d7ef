package words

// englishRenditionExplain tells in a paragraph why each rule of family rendition is there, and shows how to mend what it finds: the
// wrong lines, a line =>, and the mended ones.
func englishRenditionExplain() map[string]string {
	return map[string]string{
		"rule.same-headings.explain": "Readers of every language should find the same parts in the same order. A heading of the source is missing in the translation, is only there, or has another level: usually a section was added after the translation was made.",
		"rule.same-headings.example": `In ask.en.md:
## What to do
## Who can help

In ask.fr.md:
## Quoi faire
=>
In ask.fr.md:
## Quoi faire
## Qui peut aider`,
		"rule.same-items.explain": "A list has more items in one language than in the other, so one of the two readers misses a step. Where several places differ, the line names the first.",
		"rule.same-items.example": `In ask.en.md:
- Stop
- Look

In ask.fr.md:
- Arrêtez
=>
In ask.fr.md:
- Arrêtez
- Regardez`,
		"rule.same-tables.explain": "A table stands in one language and not in the other, so some readers do without what it says.",
		"rule.same-tables.example": `In ask.fr.md there is no table, where ask.en.md has one.
=>
In ask.fr.md:
| Où | Numéro |
|---|---|
| Texto | 7726 |`,
		"rule.same-images.explain": "A picture stands in one language and not in the other. If the picture has words in it, put one with translated words into the translation.",
		"rule.same-images.example": `In ask.en.md: ![A false text message](text.png)
In ask.fr.md: (none)
=>
In ask.fr.md: ![Un faux texto](text.png)`,
		"rule.same-links.explain": "The translation leads to another place than its source, or lacks a link. Links to pages of the campaign are compared by page, those to other sites by domain, since the French address of an office is rarely the English one.",
		"rule.same-links.example": `In ask.en.md: [Report it](https://canada.ca/report)
In ask.fr.md: [Signalez-le](https://quebec.example/signaler)
=>
In ask.fr.md: [Signalez-le](https://canada.ca/signaler)`,
		"rule.same-numbers.explain": "A number, an amount or a time is in one language and nowhere in the other, in digits or in words. “Call within 24 hours” and “within 48” are two pieces of advice, and one of them is wrong.",
		"rule.same-numbers.example": `In ask.en.md: Call within 24 hours.
In ask.fr.md: Appelez dans les 48 heures.
=>
In ask.fr.md: Appelez dans les 24 heures.`,
		"rule.same-dates.explain": "A date is in one language and nowhere in the other. Dates are compared as days, so each language may write them in its own way.",
		"rule.same-dates.example": `In ask.en.md: Apply by October 9, 2026.
In ask.fr.md: Inscrivez-vous avant le 19 octobre 2026.
=>
In ask.fr.md: Inscrivez-vous avant le 9 octobre 2026.`,
		"rule.same-contacts.explain": "A telephone number is another one in the translation, or an e-mail address is on another domain. One wrong digit sends a frightened person to a stranger. Better than a mended number is a fact, which every language takes from one place.",
		"rule.same-contacts.example": `In ask.en.md: Call 1-888-495-8501.
In ask.fr.md: Appelez le 1-888-495-8510.
=>
In ask.en.md: Call :fact[report-phone].
In ask.fr.md: Appelez le :fact[report-phone].`,
		"rule.same-quizzes.explain": "The translation has another number of quizzes or choices than its source, or marks another choice as right, so readers of one language learn the opposite.",
		"rule.same-quizzes.example": `In ask.en.md: - [x] Look in the app
In ask.fr.md: - [ ] Regarder dans l’appli
=>
In ask.fr.md: - [x] Regarder dans l’appli`,
		"rule.same-facts.explain": "One of the two languages uses a fact and the other does not: most often the value was typed in instead, and will not change when the fact does.",
		"rule.same-facts.example": `In ask.en.md: Call :fact[report-phone].
In ask.fr.md: Appelez le 1-888-495-8501.
=>
In ask.fr.md: Appelez le :fact[report-phone].`,
		"rule.same-messages.explain": "One of the two languages brings in a shared message and the other does not, so some readers miss it.",
		"rule.same-messages.example": `In ask.en.md: ::message{id=report-fraud}
In ask.fr.md: (none)
=>
In ask.fr.md: ::message{id=report-fraud}`,
		"rule.same-title.explain": "The title of the translation is still word for word that of the source. If it is the same in both languages, a name for instance, say so with `allow:`.",
		"rule.same-title.example": `In ask.fr.md:
title: Spot a false message
=>
In ask.fr.md:
title: Repérer un faux message`,
		"rule.untranslated.explain": "Sentences of the translation are still in the language of the source. Readers stumble over them, and a screen reader speaks them with the wrong sounds. If a quotation is meant to be in the other language, say so with `allow:`.",
		"rule.untranslated.example": `In ask.fr.md: Take a breath before you click.
=>
In ask.fr.md: Respirez avant de cliquer.`,
		"rule.glossary.explain": "The campaign has agreed on its words in `i18n/glossary.yaml`, so that readers meet one word for one thing. A sentence has another; the line suggests the word to write. A glossary that contradicts itself is an error.",
		"rule.glossary.example": `Méfiez-vous du phishing.
=>
Méfiez-vous de l’hameçonnage.`,
		"rule.reading-level.explain": "Advice, given only where `campaign.yaml` has a goal under `reading`. The page needs more schooling than the goal allows: a school grade in English, a reading ease elsewhere. Shorter sentences do the most, then more usual words.",
		"rule.reading-level.example": `Individuals are advised to exercise vigilance regarding unsolicited communications.
=>
Be careful with messages that you did not ask for.`,
		"rule.long-sentence.explain": "Advice, given only where `campaign.yaml` has a goal for sentences under `reading`. A sentence has more words than that, and readers under stress lose its beginning before they reach its end.",
		"rule.long-sentence.example": `If you get a message that asks you to pay at once, do not answer it, but call the office that it claims to come from, at a number that you looked up yourself.
=>
Do not answer a message that asks you to pay at once. Look up the number of the office that it claims to come from. Call it.`,
		"rule.reading.explain": "The goal for reading is no number that its scale has. English has a school grade, such as 9; other languages have a reading ease from 0 to 100, such as 60.",
		"rule.reading.example": `reading: {en: 800}
=>
reading: {en: 9}`,
		"rule.unused-string.explain": "Nothing asks for this string of `i18n/`, so it changes nothing. Usually its name has a slip, and readers still see the words that you wanted to replace.",
		"rule.unused-string.example": `hmoe: Accueil
=>
home: Accueil`,
		"rule.placeholder.explain": "Words in braces stand for something that Tocsin fills in. The string names one that nothing fills, so readers would see the braces; or it leaves out one that belongs there.",
		"rule.placeholder.example": `week-number: "Semaine {nombre}"
=>
week-number: "Semaine {number}"`,
		"rule.plural-form.explain": "Languages have from one to six forms for a number of things. The string lacks one that its language needs, so some numbers get the words of another; or it has one that is never used.",
		"rule.plural-form.example": `In i18n/fr.yaml:
pages-count: {one: "{n} page", other: "{n} pages"}
=>
In i18n/fr.yaml:
pages-count: {one: "{n} page", many: "{n} de pages", other: "{n} pages"}`,
	}
}

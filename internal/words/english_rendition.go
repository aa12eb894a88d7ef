package words

// englishRendition has what the rules of family rendition say.
func englishRendition() map[string]string {
	return map[string]string{
		"same-headings":      "the outline is not that of {file} ({there} there, {here} here): {told}",
		"same-headings.hint": "give both the same headings, at the same levels",

		"same-items":      "{here} {where}, where {file} has {there}{more}",
		"same-items.hint": "give both the same list items; if it is right as it is, say so with `allow:`",

		"same-tables.under":      "{here} {where}, where {file} has {there}{more}",
		"same-tables.under.hint": "give both the same tables; if it is right as it is, say so with `allow:`",
		"same-tables.all":        "{here}, where {file} has {there}",
		"same-tables.all.hint":   "give both the same tables; if it is right as it is, say so with `allow:`",

		"same-images.under":      "{here} {where}, where {file} has {there}{more}",
		"same-images.under.hint": "give both the same images; if it is right as it is, say so with `allow:`",
		"same-images.all":        "{here}, where {file} has {there}",
		"same-images.all.hint":   "give both the same images; if it is right as it is, say so with `allow:`",

		"same-links.other":        "the link {here} is not in {file}, whose link {there} (line {line}) is not here{more}",
		"same-links.other.hint":   "link to the same here and there; if it is right as it is, say so with `allow:`",
		"same-links.missing":      "the link {there} of {where} is not here{more}",
		"same-links.missing.hint": "link to the same here and there; if it is right as it is, say so with `allow:`",
		"same-links.extra":        "the link {here} is not in {file}{more}",
		"same-links.extra.hint":   "link to the same here and there; if it is right as it is, say so with `allow:`",
		"same-links.fewer":        "{here} to {to}, where {file} has {there}",
		"same-links.fewer.hint":   "link to the same here and there; if it is right as it is, say so with `allow:`",

		"same-numbers.extra":        "{here} is not in {file}{cited}",
		"same-numbers.extra.hint":   "make it the same here and there",
		"same-numbers.missing":      "{there} of {where} is not here{cited}",
		"same-numbers.missing.hint": "make it the same here and there",
		"same-numbers.other":        "{here} here, {there} in {where}{cited}",
		"same-numbers.other.hint":   "make it the same here and there",

		"same-dates.extra":        "{here} is not in {file}{cited}",
		"same-dates.extra.hint":   "make it the same here and there",
		"same-dates.missing":      "{there} of {where} is not here{cited}",
		"same-dates.missing.hint": "make it the same here and there",
		"same-dates.other":        "{here} here, {there} in {where}{cited}",
		"same-dates.other.hint":   "make it the same here and there",

		"same-contacts.extra":        "{here} is not in {file}{cited}",
		"same-contacts.extra.hint":   "make it the same here and there",
		"same-contacts.missing":      "{there} of {where} is not here{cited}",
		"same-contacts.missing.hint": "make it the same here and there",
		"same-contacts.other":        "{here} here, {there} in {where}{cited}",
		"same-contacts.other.hint":   "make it the same here and there",

		"same-quizzes.number":       "{here} here, where {file} has {there}",
		"same-quizzes.number.hint":  "give both the same quizzes",
		"same-quizzes.choices":      "the quiz has {here}, where {where} has {there}",
		"same-quizzes.choices.hint": "give both the same choices, in the same order",
		"same-quizzes.right":        "another choice is right than in {where}",
		"same-quizzes.right.hint":   "mark the same choice with [x], in the same order",

		"same-facts.other":        "the fact {here:quoted} is used here, where {where} uses {there:quoted}",
		"same-facts.other.hint":   "write :fact[{there}] here too, not its value",
		"same-facts.missing":      "the fact {ids:quoted} is used in {where}, but not here|the facts {ids:quoted} are used in {where}, but not here",
		"same-facts.missing.hint": "write :fact[{id}] here too, not its value",
		"same-facts.extra":        "the fact {ids:quoted} is used here, but not in {where}|the facts {ids:quoted} are used here, but not in {where}",
		"same-facts.extra.hint":   "use it there too, or take it out here",

		"same-messages.other":        "the message {here:quoted} is used here, where {where} uses {there:quoted}",
		"same-messages.other.hint":   "write ::message{id={there}} here too",
		"same-messages.missing":      "the message {ids:quoted} is used in {where}, but not here|the messages {ids:quoted} are used in {where}, but not here",
		"same-messages.missing.hint": "write ::message{id={id}} here too",
		"same-messages.extra":        "the message {ids:quoted} is used here, but not in {where}|the messages {ids:quoted} are used here, but not in {where}",
		"same-messages.extra.hint":   "use it there too, or take it out here",

		"same-title":      "the title “{title}” is still that of {file}, in {lang:language}",
		"same-title.hint": "translate it; if it is the same in both, say so with `allow:`",

		"untranslated.page":      "the page is still in {lang:language}: all of its {sentences} sentences, such as “{sentence}”",
		"untranslated.page.hint": "translate it; if it is meant to be in {lang:language}, say so with `allow:`",
		"untranslated.some":      "{n} of {all} ({share} %) is still in {lang:language}, such as “{sentence}”|{n} of {all} ({share} %) are still in {lang:language}, such as “{sentence}”",
		"untranslated.some.hint": "translate it; if it is meant to be in {lang:language}, say so with `allow:`",

		"glossary.no-approved":      "{id:quoted} bans words and does not say what to write instead",
		"glossary.no-approved.hint": "add `approved:` with the word to write",
		"glossary.both":             "{id:quoted} both bans and allows “{word}”",
		"glossary.both.hint":        "keep it in one of the lists",
		"glossary.banned":           "{edition} does not write “{word}”: “{sentence}”",

		"reading-level.grade":      "this reads at grade {level}, where the goal is {goal} ({words} words in a sentence, {syllables:1} syllables in a word)",
		"reading-level.grade.hint": "write shorter sentences and more usual words",
		"reading-level.ease":       "this has a reading ease of {level}, where the goal is {goal} ({words} words in a sentence, {syllables:1} syllables in a word)",
		"reading-level.ease.hint":  "write shorter sentences and more usual words",

		"long-sentence":      "a sentence of {n} words, where the goal is {goal} at most: “{sentence}”",
		"long-sentence.hint": "make two of it",

		"reading":      "{n} is no goal for reading",
		"reading.hint": "English: a school grade such as 9; other languages: an ease from 0 to 100, such as 60",

		"unused-string":      "nothing uses the string {key:quoted}",
		"unused-string.hint": `take it out, or use it in a template: {{.T "{key}"}}`,

		"placeholder.lacks":        "the string {key:quoted} lacks {name}",
		"placeholder.lacks.hint":   "put {name} where it belongs",
		"placeholder.unknown":      "the string {key:quoted} names {name}, which nothing fills in",
		"placeholder.unknown.hint": "take it out",

		"plural-form.missing":      "the string {key:quoted} has no form for {forms}",
		"plural-form.missing.hint": "{lang} needs {want}",
		"plural-form.extra":        "the string {key:quoted} has a form for {forms}, which {lang} never uses",
		"plural-form.extra.hint":   "take it out: {lang} has {want}",
	}
}

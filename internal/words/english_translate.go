package words

// englishTranslate is what is told of translations and of a new year.
func englishTranslate() map[string]string {
	return map[string]string{
		"year.day":               "{file}: {day} instead of {weekday}",
		"year.reading":           "reading {file}: {cause}",
		"export.one-language":    "a translators' file is for one language: say --to once",
		"export.left-out":        "{n} page is left out, whose sources are in {languages}: export them with --from {first}|{n} pages are left out, whose sources are in {languages}: export them with --from {first}",
		"export.and":             "{some} and {one}",
		"export.nothing-of-that": "there is nothing of that to translate",
		"note.removed":           "The source no longer says: {text}",
		"note.still":             "The translation still says: {text}",
		"note.loose":             "Line {line} of the translation has no counterpart in the source and is kept: {text}",
		"note.absent":            "Line {line} of the source has no counterpart in the translation, which was accepted: {text}",
		"accept.unknown":         "{key} means no page and no message that is to be translated{near}",
		"accept.near":            ", did you mean {key}?",
		"accept.language":        "--to {to} is no language or locale of the campaign; there are {all}",
		"accept.pattern":         "the pattern {pattern} cannot be read",
		"accept.missing":         "{key} has no rendition in {language} yet, so there is nothing to accept",
	}
}

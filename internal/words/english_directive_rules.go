package words

// englishDirectiveRules explains the rules of family directive.
func englishDirectiveRules() map[string]string {
	return map[string]string{
		"rule.unknown-directive.means":   "there is no such directive, or it has the wrong number of colons",
		"rule.unknown-directive.do":      "take the name that is suggested",
		"rule.directive-attribute.means": "what stands in braces or brackets is missing or wrong",
		"rule.directive-attribute.do":    "write it as the hint shows",
		"rule.unclosed-directive.means":  "a block is never closed",
		"rule.unclosed-directive.do":     "end it with a line of as many colons",
		"rule.quiz.means":                "an error: the quiz lacks a question, its list, two choices, a right one, or a reason; something stands after the list; or it is in a quiz, in notes or in a message. A warning: a link in a choice, of which the words are shown.",
		"rule.quiz.do":                   "write it as the hint shows",
		"rule.speaker-notes.means":       "notes on a page that is no briefing are left out; an error: notes in a list, a quotation, a call-out, a quiz or a message, or with a footnote in them",
		"rule.speaker-notes.do":          "put them under a slide's heading",
		"rule.slide-length.means":        "the slide has more words than fit a screen",
		"rule.slide-length.do":           "move words into `:::notes`, or make two slides",
		"rule.no-slides.means":           "the briefing has no heading of level 2",
		"rule.no-slides.do":              "write `##` before each slide",
		"rule.slides-differ.means":       "a translation has another number of slides, or notes where the source has none, or the other way round",
		"rule.slides-differ.do":          "give both the same",
		"rule.unknown-message.means":     "there is no such message",
		"rule.unknown-message.do":        "mend the name, or write the message",
		"rule.unreleased-message.means":  "the message is not out, or not there for this edition; nothing is shown in its place",
		"rule.unreleased-message.do":     "release it, or write it",
		"rule.message-cycle.means":       "a message includes itself",
		"rule.message-cycle.do":          "take one of the inclusions out",
		"rule.unknown-fact.means":        "the country has no such fact, or none in this language",
		"rule.unknown-fact.do":           "add it, or put the sentence into `:::only`",
		"rule.fact-kind.means":           "a kind of fact that does not exist",
		"rule.fact-kind.do":              "`url`, `tel`, `sms`, `emergency`, `email` or `text`",
		"rule.phone.means":               "what stands as a telephone number cannot be dialled as one",
		"rule.phone.do":                  "write one whole number, or say under `dial:` what to dial",
		"rule.url.means":                 "the address is none, or browsers read it otherwise than people do",
		"rule.url.do":                    "write it as the hint shows, or copy it from a browser's address bar",
		"rule.review.means":              "the day in `review_by` is past",
		"rule.review.do":                 "check the page or the fact, and move the date",
	}
}

package rule

// The messages of family rendition, by rule.
const (
	SameHeadings ID = "same-headings"

	SameItems ID = "same-items"

	SameTablesUnder ID = "same-tables.under"
	SameTablesAll   ID = "same-tables.all"

	SameImagesUnder ID = "same-images.under"
	SameImagesAll   ID = "same-images.all"

	SameLinksOther   ID = "same-links.other"
	SameLinksMissing ID = "same-links.missing"
	SameLinksExtra   ID = "same-links.extra"
	SameLinksFewer   ID = "same-links.fewer"

	SameNumbersExtra   ID = "same-numbers.extra"
	SameNumbersMissing ID = "same-numbers.missing"
	SameNumbersOther   ID = "same-numbers.other"

	SameDatesExtra   ID = "same-dates.extra"
	SameDatesMissing ID = "same-dates.missing"
	SameDatesOther   ID = "same-dates.other"

	SameContactsExtra   ID = "same-contacts.extra"
	SameContactsMissing ID = "same-contacts.missing"
	SameContactsOther   ID = "same-contacts.other"

	SameQuizzesNumber  ID = "same-quizzes.number"
	SameQuizzesChoices ID = "same-quizzes.choices"
	SameQuizzesRight   ID = "same-quizzes.right"

	SameFactsOther   ID = "same-facts.other"
	SameFactsMissing ID = "same-facts.missing"
	SameFactsExtra   ID = "same-facts.extra"

	SameMessagesOther   ID = "same-messages.other"
	SameMessagesMissing ID = "same-messages.missing"
	SameMessagesExtra   ID = "same-messages.extra"

	SameTitle ID = "same-title"

	UntranslatedPage ID = "untranslated.page"
	UntranslatedSome ID = "untranslated.some"

	GlossaryNoApproved ID = "glossary.no-approved"
	GlossaryBoth       ID = "glossary.both"
	GlossaryBanned     ID = "glossary.banned"

	ReadingLevelGrade ID = "reading-level.grade"
	ReadingLevelEase  ID = "reading-level.ease"

	LongSentence ID = "long-sentence"

	Reading ID = "reading"

	UnusedString ID = "unused-string"

	PlaceholderLacks   ID = "placeholder.lacks"
	PlaceholderUnknown ID = "placeholder.unknown"

	PluralFormMissing ID = "plural-form.missing"
	PluralFormExtra   ID = "plural-form.extra"
)

// rendition lists the family's rules.
func rendition() []Rule {
	return []Rule{
		rule("same-headings", warnings(SameHeadings)),
		rule("same-items", warnings(SameItems)),
		rule("same-tables", warnings(SameTablesUnder, SameTablesAll)),
		rule("same-images", warnings(SameImagesUnder, SameImagesAll)),
		rule("same-links", warnings(SameLinksOther, SameLinksMissing, SameLinksExtra, SameLinksFewer)),
		rule("same-numbers", warnings(SameNumbersExtra, SameNumbersMissing, SameNumbersOther)),
		rule("same-dates", warnings(SameDatesExtra, SameDatesMissing, SameDatesOther)),
		rule("same-contacts", warnings(SameContactsExtra, SameContactsMissing, SameContactsOther)),
		rule("same-quizzes", warnings(SameQuizzesNumber, SameQuizzesChoices, SameQuizzesRight)),
		rule("same-facts", warnings(SameFactsOther, SameFactsMissing, SameFactsExtra)),
		rule("same-messages", warnings(SameMessagesOther, SameMessagesMissing, SameMessagesExtra)),
		rule("same-title", warnings(SameTitle)),
		rule("untranslated", warnings(UntranslatedPage, UntranslatedSome)),
		rule("glossary", warnings(GlossaryBanned), errors(GlossaryNoApproved, GlossaryBoth)),
		rule("reading-level", warnings(ReadingLevelGrade, ReadingLevelEase)),
		rule("long-sentence", warnings(LongSentence)),
		rule("reading", errors(Reading)),
		rule("unused-string", warnings(UnusedString)),
		rule("placeholder", warnings(PlaceholderLacks, PlaceholderUnknown)),
		rule("plural-form", warnings(PluralFormMissing, PluralFormExtra)),
	}
}

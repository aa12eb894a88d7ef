package rule

// The messages of family directive, by rule.
const (
	UnknownDirectiveBlock ID = "unknown-directive.block"
	UnknownDirectiveLeaf  ID = "unknown-directive.leaf"
	UnknownDirectiveName  ID = "unknown-directive.name"

	DirectiveAttributeNone      ID = "directive-attribute.none"
	DirectiveAttributeOther     ID = "directive-attribute.other"
	DirectiveAttributeBy        ID = "directive-attribute.by"
	DirectiveAttributeTwice     ID = "directive-attribute.twice"
	DirectiveAttributeEmpty     ID = "directive-attribute.empty"
	DirectiveAttributeFactID    ID = "directive-attribute.fact-id"
	DirectiveAttributeImageFact ID = "directive-attribute.image-fact"
	DirectiveAttributeLabel     ID = "directive-attribute.label"
	DirectiveAttributeRest      ID = "directive-attribute.rest"
	DirectiveAttributeMissing   ID = "directive-attribute.missing"
	DirectiveAttributeFact      ID = "directive-attribute.fact"

	UnclosedDirective ID = "unclosed-directive"

	QuizLink       ID = "quiz.link"
	QuizInQuiz     ID = "quiz.in-quiz"
	QuizInMessage  ID = "quiz.in-message"
	QuizInNotes    ID = "quiz.in-notes"
	QuizSecondList ID = "quiz.second-list"
	QuizAfter      ID = "quiz.after"
	QuizNoQuestion ID = "quiz.no-question"
	QuizNoChoices  ID = "quiz.no-choices"
	QuizNoBox      ID = "quiz.no-box"
	QuizNoWords    ID = "quiz.no-words"
	QuizNoReason   ID = "quiz.no-reason"
	QuizOneChoice  ID = "quiz.one-choice"
	QuizNoneRight  ID = "quiz.none-right"

	SpeakerNotesNoBriefing ID = "speaker-notes.no-briefing"
	SpeakerNotesFootnote   ID = "speaker-notes.footnote"
	SpeakerNotesInMessage  ID = "speaker-notes.in-message"
	SpeakerNotesInNotes    ID = "speaker-notes.in-notes"
	SpeakerNotesInQuiz     ID = "speaker-notes.in-quiz"
	SpeakerNotesDeep       ID = "speaker-notes.deep"

	SlideLengthWords      ID = "slide-length.words"
	SlideLengthCharacters ID = "slide-length.characters"

	NoSlides ID = "no-slides"

	SlidesDifferNotesHere  ID = "slides-differ.notes-here"
	SlidesDifferNotesThere ID = "slides-differ.notes-there"
	SlidesDifferNumber     ID = "slides-differ.number"

	UnknownMessage ID = "unknown-message"

	UnreleasedMessage ID = "unreleased-message"

	MessageCycle ID = "message-cycle"

	UnknownFactNoValue ID = "unknown-fact.no-value"
	UnknownFactAbsent  ID = "unknown-fact.absent"

	UnknownFactNoRegions    ID = "unknown-fact.no-regions"
	UnknownFactRegionsLack  ID = "unknown-fact.regions-lack"
	UnknownFactRegionLacks  ID = "unknown-fact.region-lacks"
	UnknownFactRegionNoName ID = "unknown-fact.region-no-name"

	FactKind ID = "fact-kind"

	HelpMany   ID = "help.many"
	HelpAction ID = "help.action"
	HelpText   ID = "help.text"
	HelpNone   ID = "help.none"
	HelpLacks  ID = "help.lacks"
	HelpDead   ID = "help.dead"
	HelpNoFact ID = "help.no-fact"

	PhoneWords    ID = "phone.words"
	PhoneTwo      ID = "phone.two"
	PhoneShort    ID = "phone.short"
	PhoneLong     ID = "phone.long"
	PhoneLocal    ID = "phone.local"
	PhoneDial     ID = "phone.dial"
	PhoneDialKind ID = "phone.dial-kind"

	URLHost          ID = "url.host"
	URLBase          ID = "url.base"
	URLWeb           ID = "url.web"
	URLNone          ID = "url.none"
	URLScheme        ID = "url.scheme"
	URLEmpty         ID = "url.empty"
	URLBytes         ID = "url.bytes"
	URLBackslash     ID = "url.backslash"
	URLLost          ID = "url.lost"
	URLSpace         ID = "url.space"
	URLControl       ID = "url.control"
	URLInvisible     ID = "url.invisible"
	URLSlashes       ID = "url.slashes"
	URLUser          ID = "url.user"
	URLPort          ID = "url.port"
	URLPath          ID = "url.path"
	URLUnknown       ID = "url.unknown"
	URLMailbox       ID = "url.mailbox"
	URLPhone         ID = "url.phone"
	URLNoHost        ID = "url.no-host"
	URLHostName      ID = "url.host-name"
	URLHostCharacter ID = "url.host-character"
	URLHostSign      ID = "url.host-sign"
	URLEscapes       ID = "url.escapes"
	URLLastDot       ID = "url.last-dot"
	URLBareDot       ID = "url.bare-dot"
	URLNumber        ID = "url.number"

	ReviewPage ID = "review.page"
	ReviewFact ID = "review.fact"
)

// directive lists the family's rules.
func directive() []Rule {
	return []Rule{
		rule("unknown-directive", errors(UnknownDirectiveBlock, UnknownDirectiveLeaf, UnknownDirectiveName)),
		rule("directive-attribute", errors(DirectiveAttributeNone, DirectiveAttributeOther, DirectiveAttributeBy, DirectiveAttributeTwice, DirectiveAttributeEmpty, DirectiveAttributeFactID, DirectiveAttributeImageFact, DirectiveAttributeLabel, DirectiveAttributeRest, DirectiveAttributeMissing, DirectiveAttributeFact)),
		rule("unclosed-directive", warnings(UnclosedDirective)),
		rule("quiz", warnings(QuizLink), errors(QuizInQuiz, QuizInMessage, QuizInNotes, QuizSecondList, QuizAfter, QuizNoQuestion, QuizNoChoices, QuizNoBox, QuizNoWords, QuizNoReason, QuizOneChoice, QuizNoneRight)),
		rule("speaker-notes", warnings(SpeakerNotesNoBriefing), errors(SpeakerNotesFootnote, SpeakerNotesInMessage, SpeakerNotesInNotes, SpeakerNotesInQuiz, SpeakerNotesDeep)),
		rule("slide-length", warnings(SlideLengthWords, SlideLengthCharacters)),
		rule("no-slides", warnings(NoSlides)),
		rule("slides-differ", warnings(SlidesDifferNotesHere, SlidesDifferNotesThere, SlidesDifferNumber)),
		rule("unknown-message", errors(UnknownMessage)),
		rule("unreleased-message", warnings(UnreleasedMessage)),
		rule("message-cycle", errors(MessageCycle)),
		rule("unknown-fact", warnings(UnknownFactRegionLacks, UnknownFactRegionNoName), errors(UnknownFactNoValue, UnknownFactAbsent, UnknownFactNoRegions, UnknownFactRegionsLack)),
		rule("fact-kind", errors(FactKind)),
		rule("help", errors(HelpMany, HelpAction, HelpText, HelpLacks, HelpDead, HelpNoFact), warnings(HelpNone)),
		rule("phone", warnings(PhoneLocal), errors(PhoneWords, PhoneTwo, PhoneShort, PhoneLong, PhoneDial, PhoneDialKind)),
		rule("url", errors(URLHost, URLBase, URLWeb, URLNone, URLScheme, URLEmpty, URLBytes, URLBackslash, URLLost, URLSpace, URLControl, URLInvisible,
			URLSlashes, URLUser, URLPort, URLPath, URLUnknown, URLMailbox, URLPhone, URLNoHost, URLHostName, URLHostCharacter, URLHostSign,
			URLEscapes, URLLastDot, URLBareDot, URLNumber)),
		rule("review", warnings(ReviewPage, ReviewFact)),
	}
}

package rule

// The messages of family language, by rule.
const (
	MissingRenditionLate ID = "missing-rendition.late"
	MissingRenditionPage ID = "missing-rendition.page"
	MissingRenditionHome ID = "missing-rendition.home"

	MissingReason ID = "missing-reason"

	StaleSetting ID = "stale.setting"
	StaleChanged ID = "stale.changed"

	UnlockedNoLock ID = "unlocked.no-lock"
	UnlockedFile   ID = "unlocked.file"

	Lock ID = "lock"

	XLIFFWords              ID = "xliff.words"
	XLIFFUnfinished         ID = "xliff.unfinished"
	XLIFFPageWords          ID = "xliff.page-words"
	XLIFFNoPlace            ID = "xliff.no-place"
	XLIFFTwice              ID = "xliff.twice"
	XLIFFOtherLanguage      ID = "xliff.other-language"
	XLIFFFrom               ID = "xliff.from"
	XLIFFNoPage             ID = "xliff.no-page"
	XLIFFRoot               ID = "xliff.root"
	XLIFFVersion            ID = "xliff.version"
	XLIFFNoTrgLang          ID = "xliff.no-trglang"
	XLIFFNoUnits            ID = "xliff.no-units"
	XLIFFSegmentSource      ID = "xliff.segment-source"
	XLIFFCP                 ID = "xliff.cp"
	XLIFFElement            ID = "xliff.element"
	XLIFFNoTargetLanguage   ID = "xliff.no-target-language"
	XLIFFTwoLanguages       ID = "xliff.two-languages"
	XLIFFUnitSource         ID = "xliff.unit-source"
	XLIFFLarge              ID = "xliff.large"
	XLIFFUTF16              ID = "xliff.utf-16"
	XLIFFBytes              ID = "xliff.bytes"
	XLIFFEmpty              ID = "xliff.empty"
	XLIFFLabel              ID = "xliff.label"
	XLIFFElements           ID = "xliff.elements"
	XLIFFDoctype            ID = "xliff.doctype"
	XLIFFDeep               ID = "xliff.deep"
	XLIFFSecondRoot         ID = "xliff.second-root"
	XLIFFNoXML              ID = "xliff.no-xml"
	XLIFFCut                ID = "xliff.cut"
	XLIFFEntity             ID = "xliff.entity"
	XLIFFSyntax             ID = "xliff.syntax"
	XLIFFLock               ID = "xliff.lock"
	XLIFFOther              ID = "xliff.other"
	XLIFFMany               ID = "xliff.many"
	XLIFFUnitID             ID = "xliff.unit-id"
	XLIFFUnitTwice          ID = "xliff.unit-twice"
	XLIFFUnitChanged        ID = "xliff.unit-changed"
	XLIFFOutdated           ID = "xliff.outdated"
	XLIFFPlaceholderOrder   ID = "xliff.placeholder-order"
	XLIFFPlaceholderOpen    ID = "xliff.placeholder-open"
	XLIFFPlaceholderAgain   ID = "xliff.placeholder-again"
	XLIFFPlaceholderUnknown ID = "xliff.placeholder-unknown"
	XLIFFPlaceholderMissing ID = "xliff.placeholder-missing"

	MissingNoRule ID = "missing.no-rule"
	MissingWord   ID = "missing.word"

	ContradictionHereOnly ID = "contradiction.here-only"
	Contradiction         ID = "contradiction"

	UnknownLanguageSource         ID = "unknown-language.source"
	UnknownLanguageSourceLanguage ID = "unknown-language.source-language"
	UnknownLanguageNoTag          ID = "unknown-language.no-tag"
	UnknownLanguageRegion         ID = "unknown-language.region"
	UnknownLanguageUsual          ID = "unknown-language.usual"
	UnknownLanguageReading        ID = "unknown-language.reading"
	UnknownLanguageNoName         ID = "unknown-language.no-name"
	UnknownLanguageCountry        ID = "unknown-language.country"
	UnknownLanguageCountryTag     ID = "unknown-language.country-tag"
	UnknownLanguageFileTag        ID = "unknown-language.file-tag"
	UnknownLanguageLocale         ID = "unknown-language.locale"

	UnknownCountryOnly      ID = "unknown-country.only"
	UnknownCountryCountries ID = "unknown-country.countries"
	UnknownCountryFeedback  ID = "unknown-country.feedback"
	UnknownCountryNoCode    ID = "unknown-country.no-code"
	UnknownCountryUsual     ID = "unknown-country.usual"
	UnknownCountryFacts     ID = "unknown-country.facts"
	UnknownCountryPlace     ID = "unknown-country.place"
	UnknownCountryNoPlace   ID = "unknown-country.no-place"

	UnknownCountryRegionFile ID = "unknown-country.region-file"

	UnknownTerm ID = "unknown-term"

	TLP ID = "tlp"

	Slug         ID = "slug"
	SlugReserved ID = "slug.reserved"
	SlugFile     ID = "slug.file"

	Alias ID = "alias"

	PathLong      ID = "path.long"
	PathName      ID = "path.name"
	PathDevice    ID = "path.device"
	PathCharacter ID = "path.character"
	PathEnding    ID = "path.ending"

	CollisionPage    ID = "collision.page"
	CollisionFacts   ID = "collision.facts"
	CollisionAddress ID = "collision.address"

	EventNoStart  ID = "event.no-start"
	EventOrder    ID = "event.order"
	EventStatus   ID = "event.status"
	EventEarly    ID = "event.early"
	EventHalf     ID = "event.half"
	EventSequence ID = "event.sequence"
	EventWas      ID = "event.was"

	EventSequenceMoved     ID = "event-sequence.moved"
	EventSequenceCancelled ID = "event-sequence.cancelled"

	WeekTaken  ID = "week.taken"
	WeekNumber ID = "week.number"
	WeekOrder  ID = "week.order"

	WeekDays ID = "week-days"

	WeekOverlap ID = "week-overlap"

	AlertNoBanner       ID = "alert.no-banner"
	AlertNoAlert        ID = "alert.no-alert"
	AlertEndsNothing    ID = "alert.ends-nothing"
	AlertEarlier        ID = "alert.earlier"
	AlertCircle         ID = "alert.circle"
	AlertOrder          ID = "alert.order"
	AlertEarly          ID = "alert.early"
	AlertNoFile         ID = "alert.no-file"
	AlertSupersedesPage ID = "alert.supersedes-page"
	AlertNoSeverity     ID = "alert.no-severity"
	AlertNoStart        ID = "alert.no-start"
	AlertNoEnd          ID = "alert.no-end"
	AlertSeverity       ID = "alert.severity"
	AlertWord           ID = "alert.word"

	Allow ID = "allow"

	SheetKind     ID = "sheet.kind"
	SheetNoPoints ID = "sheet.no-points"
	SheetMessage  ID = "sheet.message"

	PostNoPost    ID = "post.no-post"
	PostFolder    ID = "post.folder"
	PostNoTime    ID = "post.no-time"
	PostOtherYear ID = "post.other-year"
	PostNoNetwork ID = "post.no-network"
	PostNoWords   ID = "post.no-words"

	NetworkNone    ID = "network.none"
	NetworkTwice   ID = "network.twice"
	NetworkUnknown ID = "network.unknown"

	PostLimitTags     ID = "post-limit.tags"
	PostLimitManyTags ID = "post-limit.many-tags"
	PostLimitLong     ID = "post-limit.long"

	PostTextPicture ID = "post-text.picture"
	PostTextLink    ID = "post-text.link"
	PostTextHeading ID = "post-text.heading"
	PostTextTable   ID = "post-text.table"

	HashtagEnds  ID = "hashtag.ends"
	HashtagSmall ID = "hashtag.small"

	UnknownRuleName   ID = "unknown-rule.name"
	UnknownRuleFormer ID = "unknown-rule.former"
)

// language lists the family's rules.
func language() []Rule {
	return []Rule{
		rule("missing-rendition", warnings(MissingRenditionLate, MissingRenditionPage), errors(MissingRenditionHome)),
		rule("missing-reason", warnings(MissingReason)),
		rule("stale", warnings(StaleChanged), errors(StaleSetting)),
		rule("unlocked", warnings(UnlockedNoLock, UnlockedFile)),
		rule("lock", warnings(Lock)),
		rule("xliff", warnings(XLIFFUnfinished, XLIFFNoPlace, XLIFFOutdated), errors(XLIFFWords, XLIFFPageWords, XLIFFTwice, XLIFFOtherLanguage, XLIFFFrom, XLIFFNoPage, XLIFFRoot, XLIFFVersion, XLIFFNoTrgLang, XLIFFNoUnits, XLIFFSegmentSource, XLIFFCP, XLIFFElement, XLIFFNoTargetLanguage, XLIFFTwoLanguages, XLIFFUnitSource, XLIFFLarge, XLIFFUTF16, XLIFFBytes, XLIFFEmpty, XLIFFLabel, XLIFFElements, XLIFFDoctype, XLIFFDeep, XLIFFSecondRoot, XLIFFNoXML, XLIFFCut, XLIFFEntity, XLIFFSyntax, XLIFFLock, XLIFFOther, XLIFFMany, XLIFFUnitID, XLIFFUnitTwice, XLIFFUnitChanged, XLIFFPlaceholderOrder, XLIFFPlaceholderOpen, XLIFFPlaceholderAgain, XLIFFPlaceholderUnknown, XLIFFPlaceholderMissing)),
		rule("missing", errors(MissingNoRule, MissingWord)),
		rule("contradiction", warnings(ContradictionHereOnly, Contradiction)),
		rule("unknown-language", errors(UnknownLanguageSource, UnknownLanguageSourceLanguage, UnknownLanguageNoTag, UnknownLanguageRegion, UnknownLanguageUsual, UnknownLanguageReading, UnknownLanguageNoName, UnknownLanguageCountry, UnknownLanguageCountryTag, UnknownLanguageFileTag, UnknownLanguageLocale)),
		rule("unknown-country", warnings(UnknownCountryOnly), errors(UnknownCountryCountries, UnknownCountryFeedback, UnknownCountryNoCode, UnknownCountryUsual, UnknownCountryFacts, UnknownCountryPlace, UnknownCountryNoPlace, UnknownCountryRegionFile)),
		rule("unknown-term", warnings(UnknownTerm)),
		rule("tlp", errors(TLP)),
		rule("slug", warnings(SlugReserved, SlugFile), errors(Slug)),
		rule("alias", errors(Alias)),
		rule("path", errors(PathLong, PathName, PathDevice, PathCharacter, PathEnding)),
		rule("collision", errors(CollisionPage, CollisionFacts, CollisionAddress)),
		rule("event", warnings(EventWas), errors(EventNoStart, EventOrder, EventStatus, EventEarly, EventHalf, EventSequence)),
		rule("event-sequence", warnings(EventSequenceMoved, EventSequenceCancelled)),
		rule("week", warnings(WeekTaken), errors(WeekNumber, WeekOrder)),
		rule("week-days", warnings(WeekDays)),
		rule("week-overlap", warnings(WeekOverlap)),
		rule("alert", warnings(AlertNoBanner, AlertNoAlert, AlertEndsNothing, AlertEarlier), errors(AlertCircle, AlertOrder, AlertEarly, AlertNoFile, AlertSupersedesPage, AlertNoSeverity, AlertNoStart, AlertNoEnd, AlertSeverity, AlertWord)),
		rule("allow", errors(Allow)),
		rule("sheet", warnings(SheetKind, SheetNoPoints, SheetMessage)),
		rule("post", warnings(PostOtherYear), errors(PostNoPost, PostFolder, PostNoTime, PostNoNetwork, PostNoWords)),
		rule("network", errors(NetworkNone, NetworkTwice, NetworkUnknown)),
		rule("post-limit", warnings(PostLimitManyTags), errors(PostLimitTags, PostLimitLong)),
		rule("post-text", warnings(PostTextPicture, PostTextLink, PostTextHeading, PostTextTable)),
		rule("hashtag", warnings(HashtagEnds, HashtagSmall)),
		rule("unknown-rule", warnings(UnknownRuleFormer), errors(UnknownRuleName)),
	}
}

package rule

// The messages of family writing, by rule.
const (
	MissingTitle ID = "missing-title"

	FrontMatterNeverClosed ID = "front-matter.never-closed"
	FrontMatterNearFence   ID = "front-matter.near-fence"
	FrontMatterLate        ID = "front-matter.late"
	FrontMatterBraces      ID = "front-matter.braces"
	FrontMatterValue       ID = "front-matter.value"
	FrontMatterLines       ID = "front-matter.lines"

	UnknownKeyWeek ID = "unknown-key.week"
	UnknownKey     ID = "unknown-key"

	RepeatedKeyLanguage ID = "repeated-key.language"
	RepeatedKey         ID = "repeated-key"

	WrongType ID = "wrong-type"

	YAMLFrontMatter ID = "yaml.front-matter"
	YAMLParams      ID = "yaml.params"
	YAMLSecond      ID = "yaml.second"
	YAMLSyntax      ID = "yaml.syntax"

	EncodingUTF16 ID = "encoding.utf-16"
	EncodingNUL   ID = "encoding.nul"
	EncodingBytes ID = "encoding.bytes"

	DeadLinkElsewhere     ID = "dead-link.elsewhere"
	DeadLinkPostElsewhere ID = "dead-link.post-elsewhere"
	DeadLinkNowhere       ID = "dead-link.nowhere"
	DeadLinkPost          ID = "dead-link.post"

	UnreleasedLinkPage ID = "unreleased-link.page"
	UnreleasedLinkPost ID = "unreleased-link.post"

	DeadFragmentPage ID = "dead-fragment.page"
	DeadFragmentHere ID = "dead-fragment.here"

	LinkLanguage ID = "link-language"

	LinkSchemeLink         ID = "link-scheme.link"
	LinkSchemeImage        ID = "link-scheme.image"
	LinkSchemeLinkControl  ID = "link-scheme.link-control"
	LinkSchemeImageControl ID = "link-scheme.image-control"

	Host         ID = "host"
	HostLoopback ID = "host.loopback"
	HostPrivate  ID = "host.private"

	OwnAddress ID = "own-address"

	DoubtfulAddressMapped  ID = "doubtful-address.mapped"
	DoubtfulAddressScripts ID = "doubtful-address.scripts"
	DoubtfulAddressLatin   ID = "doubtful-address.latin"
	DoubtfulAddressDigits  ID = "doubtful-address.digits"
	DoubtfulAddressRare    ID = "doubtful-address.rare"
	DoubtfulAddressStrike  ID = "doubtful-address.strike"
	DoubtfulAddressStroke  ID = "doubtful-address.stroke"
	DoubtfulAddressOrder   ID = "doubtful-address.order"

	Direction     ID = "direction"
	DirectionName ID = "direction.name"

	MixedAlphabets ID = "mixed-alphabets"

	RequiredLink ID = "required-link"

	DeadImagePageUnnamed ID = "dead-image.page-unnamed"
	DeadImagePage        ID = "dead-image.page"
	DeadImageOtherHost   ID = "dead-image.other-host"
	DeadImage            ID = "dead-image"

	AltTextPage         ID = "alt-text.page"
	AltTextPageLanguage ID = "alt-text.page-language"
	AltText             ID = "alt-text"
	AltTextPost         ID = "alt-text.post"

	PictureNetwork     ID = "picture.network"
	PictureFormat      ID = "picture.format"
	PictureKind        ID = "picture.kind"
	PictureEnding      ID = "picture.ending"
	PictureNone        ID = "picture.none"
	PictureNoSize      ID = "picture.no-size"
	PictureLarge       ID = "picture.large"
	PictureJPEGCut     ID = "picture.jpeg-cut"
	PicturePNGCut      ID = "picture.png-cut"
	PicturePNGChecksum ID = "picture.png-checksum"
	PicturePNGOrder    ID = "picture.png-order"
	PictureGIFCut      ID = "picture.gif-cut"
	PictureGIFOrder    ID = "picture.gif-order"
	PictureIconCut     ID = "picture.icon-cut"
	PictureWebPCut     ID = "picture.webp-cut"
	PictureDamaged     ID = "picture.damaged"
	PictureBroken      ID = "picture.broken"

	SVGUnreadable  ID = "svg.unreadable"
	SVGDeep        ID = "svg.deep"
	SVGLarge       ID = "svg.large"
	SVGRoot        ID = "svg.root"
	SVGInstruction ID = "svg.instruction"
	SVGEntities    ID = "svg.entities"
	SVGCut         ID = "svg.cut"
	SVGElement     ID = "svg.element"
	SVGScript      ID = "svg.script"
	SVGFetches     ID = "svg.fetches"
	SVGHref        ID = "svg.href"
	SVGBase        ID = "svg.base"
	SVGStyle       ID = "svg.style"
	SVGBackslash   ID = "svg.backslash"

	AttachmentMetadata ID = "attachment-metadata"
	AttachmentRuns     ID = "attachment-runs"

	CardFont ID = "card-font"

	FontUnreadable ID = "font.unreadable"
	FontFormat     ID = "font.format"
	FontPath       ID = "font.path"

	CardContrast ID = "card-contrast"

	CardColour ID = "card-colour"

	Cards ID = "cards"

	RawHTML        ID = "raw-html"
	RawHTMLComment ID = "raw-html.comment"

	HeadingLevel ID = "heading-level"

	DuplicateID ID = "duplicate-id"

	HeadingAttribute ID = "heading-attribute"

	UnusedFootnote ID = "unused-footnote"

	LimitWithin         ID = "limit.within"
	LimitMedia          ID = "limit.media"
	LimitPage           ID = "limit.page"
	LimitLock           ID = "limit.lock"
	LimitYAML           ID = "limit.yaml"
	LimitYAMLItems      ID = "limit.yaml-items"
	LimitYAMLDirectives ID = "limit.yaml-directives"
	LimitYAMLLevels     ID = "limit.yaml-levels"
	LimitYAMLAliases    ID = "limit.yaml-aliases"
	LimitYAMLCircle     ID = "limit.yaml-circle"
	LimitList           ID = "limit.list"
	LimitProblems       ID = "limit.problems"
	LimitContainers     ID = "limit.containers"
	LimitHeading        ID = "limit.heading"
	LimitInline         ID = "limit.inline"
	LimitLines          ID = "limit.lines"
	LimitFootnotes      ID = "limit.footnotes"
	LimitNested         ID = "limit.nested"
	LimitColumns        ID = "limit.columns"
	LimitCells          ID = "limit.cells"
	LimitPipes          ID = "limit.pipes"
	LimitParagraph      ID = "limit.paragraph"
	LimitReferred       ID = "limit.referred"
	LimitBody           ID = "limit.body"
)

// writing lists the family's rules.
func writing() []Rule {
	return []Rule{
		rule("missing-title", errors(MissingTitle)),
		rule("front-matter", errors(FrontMatterNeverClosed, FrontMatterNearFence, FrontMatterLate, FrontMatterBraces, FrontMatterValue, FrontMatterLines)),
		rule("unknown-key", errors(UnknownKeyWeek, UnknownKey)),
		rule("repeated-key", errors(RepeatedKeyLanguage, RepeatedKey)),
		rule("wrong-type", errors(WrongType)),
		rule("yaml", errors(YAMLFrontMatter, YAMLParams, YAMLSecond, YAMLSyntax)),
		rule("encoding", errors(EncodingUTF16, EncodingNUL, EncodingBytes)),
		rule("dead-link", warnings(DeadLinkElsewhere, DeadLinkPostElsewhere, DeadLinkNowhere, DeadLinkPost)),
		rule("unreleased-link", warnings(UnreleasedLinkPage, UnreleasedLinkPost)),
		rule("dead-fragment", warnings(DeadFragmentPage, DeadFragmentHere)),
		rule("link-language", warnings(LinkLanguage)),
		rule("link-scheme", warnings(LinkSchemeLink, LinkSchemeImage, LinkSchemeLinkControl, LinkSchemeImageControl)),
		rule("host", errors(Host, HostLoopback, HostPrivate)),
		rule("own-address", warnings(OwnAddress)),
		rule("doubtful-address", warnings(DoubtfulAddressMapped, DoubtfulAddressScripts, DoubtfulAddressLatin, DoubtfulAddressDigits, DoubtfulAddressRare,
			DoubtfulAddressStrike, DoubtfulAddressStroke, DoubtfulAddressOrder)),
		rule("direction", warnings(Direction, DirectionName)),
		rule("mixed-alphabets", warnings(MixedAlphabets)),
		rule("required-link", warnings(RequiredLink)),
		rule("dead-image", warnings(DeadImagePageUnnamed, DeadImagePage, DeadImageOtherHost, DeadImage)),
		rule("alt-text", warnings(AltTextPageLanguage, AltText, AltTextPost), errors(AltTextPage)),
		rule("picture", warnings(PictureNetwork), errors(PictureFormat, PictureKind, PictureEnding, PictureNone, PictureNoSize, PictureLarge, PictureJPEGCut,
			PicturePNGCut, PicturePNGChecksum, PicturePNGOrder, PictureGIFCut, PictureGIFOrder, PictureIconCut, PictureWebPCut, PictureDamaged, PictureBroken)),
		rule("svg", errors(SVGUnreadable, SVGDeep, SVGLarge, SVGRoot, SVGInstruction, SVGEntities, SVGCut, SVGElement, SVGScript, SVGFetches, SVGHref, SVGBase, SVGStyle, SVGBackslash)),
		rule("attachment-metadata", warnings(AttachmentMetadata)),
		rule("attachment-runs", errors(AttachmentRuns)),
		rule("card-font", warnings(CardFont)),
		rule("font", errors(FontUnreadable, FontFormat, FontPath)),
		rule("card-contrast", warnings(CardContrast)),
		rule("card-colour", warnings(CardColour)),
		rule("cards", errors(Cards)),
		rule("raw-html", warnings(RawHTML, RawHTMLComment)),
		rule("heading-level", warnings(HeadingLevel)),
		rule("duplicate-id", warnings(DuplicateID)),
		rule("heading-attribute", warnings(HeadingAttribute)),
		rule("unused-footnote", warnings(UnusedFootnote)),
		rule("limit", errors(LimitWithin, LimitMedia, LimitPage, LimitLock, LimitYAML, LimitYAMLItems, LimitYAMLDirectives, LimitYAMLLevels, LimitYAMLAliases, LimitYAMLCircle, LimitList, LimitProblems, LimitContainers, LimitHeading, LimitInline, LimitLines, LimitFootnotes, LimitNested, LimitColumns, LimitCells, LimitPipes, LimitParagraph, LimitReferred, LimitBody)),
	}
}

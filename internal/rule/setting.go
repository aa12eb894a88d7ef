package rule

// The messages of family setting, by rule.
const (
	MissingConfigEmpty  ID = "missing-config.empty"
	MissingConfigAbsent ID = "missing-config.absent"

	UnfinishedEditStopped ID = "unfinished-edit.stopped"
	UnfinishedEditMany    ID = "unfinished-edit.many"
	UnfinishedEditJournal ID = "unfinished-edit.journal"

	MissingKeyNoCountry ID = "missing-key.no-country"
	MissingKeyLanguages ID = "missing-key.languages"
	MissingKeyTimezone  ID = "missing-key.timezone"
	MissingKeyPlaceName ID = "missing-key.place-name"
	MissingKeyFactValue ID = "missing-key.fact-value"
	MissingKeyTitle     ID = "missing-key.title"
	MissingKeyBaseURL   ID = "missing-key.base-url"
	MissingKeyCountries ID = "missing-key.countries"

	EditionPathNoCode ID = "edition-path.no-code"
	EditionPath       ID = "edition-path"

	Timezone ID = "timezone"

	SecurityLacks ID = "security.lacks"

	SecurityTxtAbsent  ID = "security-txt.absent"
	SecurityTxtExpired ID = "security-txt.expired"

	MissingStringTitle     ID = "missing-string.title"
	MissingStringOwn       ID = "missing-string.own"
	MissingStringInterface ID = "missing-string.interface"

	Plural ID = "plural"

	TemplateAbsent    ID = "template.absent"
	TemplateUndefined ID = "template.undefined"
	TemplateBroken    ID = "template.broken"
	TemplateNoField   ID = "template.no-field"

	AssetError   ID = "asset.error"
	AssetWarning ID = "asset.warning"

	AssetForeign   ID = "asset.foreign"
	AssetAbsent    ID = "asset.absent"
	AssetWritten   ID = "asset.written"
	AssetNoPicture ID = "asset.no-picture"

	SymlinkNowhere ID = "symlink.nowhere"
	SymlinkCircle  ID = "symlink.circle"
	SymlinkOutside ID = "symlink.outside"
	SymlinkFolder  ID = "symlink.folder"

	UnreadableFile   ID = "unreadable.file"
	UnreadableNoFile ID = "unreadable.no-file"
	UnreadableShown  ID = "unreadable.shown"
)

// setting lists the family's rules.
func setting() []Rule {
	return []Rule{
		rule("missing-config", errors(MissingConfigEmpty, MissingConfigAbsent)),
		rule("unfinished-edit", errors(UnfinishedEditStopped, UnfinishedEditMany, UnfinishedEditJournal)),
		rule("missing-key", errors(MissingKeyNoCountry, MissingKeyLanguages, MissingKeyTimezone, MissingKeyPlaceName, MissingKeyFactValue, MissingKeyTitle, MissingKeyBaseURL, MissingKeyCountries)),
		rule("edition-path", errors(EditionPathNoCode, EditionPath)),
		rule("timezone", errors(Timezone)),
		rule("security", errors(SecurityLacks)),
		rule("security-txt", warnings(SecurityTxtAbsent, SecurityTxtExpired)),
		rule("missing-string", warnings(MissingStringTitle, MissingStringOwn, MissingStringInterface)),
		rule("plural", errors(Plural)),
		rule("template", errors(TemplateAbsent, TemplateUndefined, TemplateBroken, TemplateNoField)),
		rule("asset", warnings(AssetWarning, AssetAbsent, AssetWritten), errors(AssetError, AssetForeign, AssetNoPicture)),
		rule("symlink", errors(SymlinkNowhere, SymlinkCircle, SymlinkOutside, SymlinkFolder)),
		rule("unreadable", errors(UnreadableFile, UnreadableNoFile, UnreadableShown)),
	}
}

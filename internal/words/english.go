package words

// english returns what the tool says in English, a map for each subject.
func english() []map[string]string {
	return []map[string]string{
		englishList(), englishPhrase(),
		englishWriting(), englishWritingRules(),
		englishDirective(), englishDirectiveRules(),
		englishLanguage(), englishLanguageRules(),
		englishRendition(), englishRenditionRules(),
		englishSetting(), englishSettingRules(),
	}
}

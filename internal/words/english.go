package words

// english returns what the tool says in English, a map for each subject. The texts of the rules are not used by name:
// see the files whose names begin with english_rule.
func english() []map[string]string {
	return []map[string]string{
		englishCommand(), englishTalk(), englishStatus(), englishPublish(), englishSignature(), englishEvidence(), englishTranslate(), englishReview(),
		englishList(), englishPhrase(),
		englishWriting(), englishWritingRules(), englishWritingExplain(),
		englishDirective(), englishDirectiveRules(), englishDirectiveExplain(),
		englishLanguage(), englishLanguageRules(), englishLanguageExplain(),
		englishRendition(), englishRenditionRules(), englishRenditionExplain(),
		englishSetting(), englishSettingRules(), englishSettingExplain(),
	}
}

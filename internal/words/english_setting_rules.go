package words

// englishSettingRules explains the rules of family setting.
func englishSettingRules() map[string]string {
	return map[string]string{
		"rule.missing-config.means":  "there is no `campaign.yaml` here",
		"rule.missing-config.do":     "say where it is with `--dir`, or run `tocsin init`",
		"rule.unfinished-edit.means": "a command was stopped while it wrote into the campaign, so some files may be new and others old",
		"rule.unfinished-edit.do":    "run `tocsin repair`, or any command that writes",
		"rule.missing-key.means":     "something that must be there is not",
		"rule.missing-key.do":        "add the line that the hint shows",
		"rule.edition-path.means":    "`edition_path` in `campaign.yaml` is wrong",
		"rule.edition-path.do":       "write it as the hint shows",
		"rule.timezone.means":        "the time zone does not exist",
		"rule.timezone.do":           "write it as the hint shows",
		"rule.security.means":        "`security` in `campaign.yaml` is wrong",
		"rule.security.do":           "write it as the hint shows",
		"rule.security-txt.means":    "there is no security contact, or its date is past",
		"rule.security-txt.do":       "add `security:`, or move its date",
		"rule.missing-string.means":  "the campaign's title or words of the interface are missing in a language",
		"rule.missing-string.do":     "write them in `campaign.yaml` or `i18n/`",
		"rule.plural.means":          "a string of the interface has no form `other`",
		"rule.plural.do":             "add it",
		"rule.template.means":        "a mistake in a template",
		"rule.template.do":           "see [templates.md](templates.md)",
		"rule.asset.means":           "a style sheet or script cannot be read, is doubtful, or fetches what it may not",
		"rule.asset.do":              "mend it",
		"rule.symlink.means":         "a symbolic link leads out of the campaign, to a folder, or nowhere",
		"rule.symlink.do":            "put a copy of the file there",
		"rule.unreadable.means":      "a file cannot be read",
		"rule.unreadable.do":         "check that it is there and that you may read it",
	}
}

package words

// englishSetting has what the rules of family setting say.
func englishSetting() map[string]string {
	return map[string]string{
		"missing-config.empty":       "campaign.yaml is empty",
		"missing-config.empty.hint":  "`tocsin init` writes one to start from",
		"missing-config.absent":      "there is no campaign.yaml in this folder",
		"missing-config.absent.hint": "run `tocsin init` to start a campaign here, or say where it is with --dir",

		"unfinished-edit.stopped":      "`{command}` was stopped while it wrote, so some files may be new and others old: {files}",
		"unfinished-edit.stopped.hint": "run `tocsin repair`",
		"unfinished-edit.many":         "`{command}` was stopped while it wrote, so some files may be new and others old: {files} and {more} more",
		"unfinished-edit.many.hint":    "run `tocsin repair`",
		"unfinished-edit.journal":      "a change of the campaign was begun and not ended, and its journal cannot be read",
		"unfinished-edit.journal.hint": "run `tocsin repair`, which tells what to do",

		"missing-key.no-country":      "the campaign has no country",
		"missing-key.no-country.hint": "add at least one, with its languages, such as `ca: {languages: [en, fr], timezone: America/Toronto}`",
		"missing-key.languages":       "the country {code:quoted} has no languages",
		"missing-key.languages.hint":  "add a line `languages: [en]` under it",
		"missing-key.timezone":        "the country {code:quoted} has no timezone",
		"missing-key.timezone.hint":   "add a line such as `timezone: America/Toronto` under it",
		"missing-key.place-name":      "the place {code:quoted} has no name",
		"missing-key.place-name.hint": "add a line such as `name: {en: British Columbia, fr: Colombie-Britannique}` under it",
		"missing-key.fact-value":      "the fact {id:quoted} has no value",
		"missing-key.fact-value.hint": "add `value:` to it",
		"missing-key.title":           "campaign.yaml has no title",
		"missing-key.title.hint":      "add a line `title: {en: …}`",
		"missing-key.base-url":        "campaign.yaml has no base_url",
		"missing-key.base-url.hint":   "add a line `base_url: https://campaign.example/`",
		"missing-key.countries":       "campaign.yaml has no countries",
		"missing-key.countries.hint":  "add `countries:` with at least one country and its languages",

		"edition-path.no-code":      "with more than one country the edition path {path:quoted} needs {country}",
		"edition-path.no-code.hint": `write "{country}/{language}"`,
		"edition-path":              "the edition path {path:quoted} will not do",
		"edition-path.hint":         `write "{country}/{language}", or "{language}" for a single country`,

		"timezone":      "{zone:quoted} is not a time zone",
		"timezone.hint": "write a name such as America/Toronto",

		"security.lacks":      "security needs contact and expires",
		"security.lacks.hint": "write both: RFC 9116 asks for them",

		"security-txt.absent":       "there is no security contact, so no /.well-known/security.txt",
		"security-txt.absent.hint":  "add `security: {contact: mailto:…, expires: 2027-09-30}`",
		"security-txt.expired":      "security.txt expired on {day}",
		"security-txt.expired.hint": "check the contact and move the date",

		"missing-string.title":          "the campaign has no title in {lang}",
		"missing-string.title.hint":     "add {lang}: … to title",
		"missing-string.own":            "the string {key:quoted} has no words in {lang}",
		"missing-string.own.hint":       "write it in i18n/{lang}.yaml too",
		"missing-string.interface":      "{n} strings have no words in {lang}: {keys}",
		"missing-string.interface.hint": "write them in {file}",

		"plural":      "the plural {key:quoted} has no form other",
		"plural.hint": "add it: every language has one",

		"template.absent":         "the template is missing",
		"template.absent.hint":    "restore it",
		"template.undefined":      "the template does not define {name:quoted}",
		"template.undefined.hint": "it must hold {{define {name:quoted}}} … {{end}}",
		"template.broken":         "{problem}",
		"template.broken.hint":    "docs/templates.md lists what a template may use",
		"template.no-field":       "there is no field .{field} here",
		"template.no-field.hint":  "docs/templates.md lists what a template may use",

		"asset.error":        "{problem}",
		"asset.error.hint":   "mend it there: browsers would not read the file",
		"asset.warning":      "{problem}",
		"asset.warning.hint": "mend it there: browsers skip what they cannot read",

		"asset.foreign":         "the sheet fetches {address:quoted}, and pages ask no other host for anything",
		"asset.foreign.hint":    "put the file into assets/ and write its name, such as url(\"lock.svg\")",
		"asset.absent":          "the sheet fetches {name:quoted}, and no file of assets/ is published under that name",
		"asset.absent.hint":     "write the name of a picture or font as it is seen from the sheet; the rules of another sheet belong into this one",
		"asset.written":         "the sheet holds a file (data:), which browsers do not show: the site's policy takes files from the site alone",
		"asset.written.hint":    "put the file into assets/ and write its name, such as url(\"lock.svg\")",
		"asset.no-picture":      "the sheet holds a file that calls itself {kind:quoted} and is no picture",
		"asset.no-picture.hint": "put the picture into assets/ and write its name, such as url(\"lock.svg\")",

		"symlink.nowhere":      "the symbolic link leads nowhere",
		"symlink.nowhere.hint": "remove it, or put the file there",
		"symlink.circle":       "the symbolic link leads round in a circle",
		"symlink.circle.hint":  "remove it",
		"symlink.outside":      "the symbolic link leads out of the campaign",
		"symlink.outside.hint": "put a copy of what it leads to there",
		"symlink.folder":       "the symbolic link leads to a folder",
		"symlink.folder.hint":  "put the folder itself there",

		"unreadable.file":         "cannot be read: {problem}",
		"unreadable.file.hint":    "check that the file is there and that you may read it",
		"unreadable.no-file":      "this is no ordinary file",
		"unreadable.no-file.hint": "remove it",
		"unreadable.shown":        "{problem}",
	}
}

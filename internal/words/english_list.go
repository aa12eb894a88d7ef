package words

func englishList() map[string]string {
	return map[string]string{
		ListOfWords: ", ",
		ListOfTexts: "; ",
		ListOr:      " or ",
		DecimalSign: ".",

		"rule.to-do":  "What to do: {do}",
		"rule.says":   "What it says:",
		"rule.wrong":  "Wrong:",
		"rule.mended": "Mended:",
	}
}

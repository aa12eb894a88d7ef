package words

func englishList() map[string]string {
	return map[string]string{
		ListOfWords: ", ",
		ListOfTexts: "; ",
		ListOr:      " or ",
		DecimalSign: ".",
	}
}

package locale

import (
	"github.com/go-playground/locales/it"
)

// italian has its plurals in the last vowel.
func italian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(it.New, ""), plural: wholeMillions, together: 4}
	l.Prose = Prose{
		FunctionWords: `il lo la i gli le l un uno una di del dello della dei degli delle d e ed o che chi cui quale quando dove come se non si
			suo sua suoi sue è sono era essere sia ha hanno ho per con senza su sul sulla tra fra da dal dalla dai in nel nella nei
			nelle a al alla ai alle più ma perché questo questa questi queste quello anche molto può possono deve ogni tutto tutti`,
		Numbers: `un uno una primo prima|due entrambi entrambe secondo seconda|tre terzo terza|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|
			tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|venti`,
		Tens:     "trenta quaranta cinquanta sessanta settanta ottanta novanta",
		Powers:   "mila 3|milion 6|miliard 9",
		DayWords: "il al dal di e",
		Inflected: func(word, want string) bool {
			return changed(word, want, "o", "i", "a", "e") || changed(word, want, "a", "e", "i") || changed(word, want, "e", "i")
		},
	}
	return l
}

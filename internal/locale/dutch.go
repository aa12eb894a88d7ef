package locale

import (
	"github.com/go-playground/locales/nl"
)

// dutch says spans with "t/m", up to and with.
func dutch(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(nl.New, "").joined(" t/m ")}
	l.Prose = Prose{
		FunctionWords: `de het een en of maar is zijn was waren wordt worden werd heeft hebben ik u uw je jij hij zij ze we wij niet geen met
			van voor op uit bij naar in aan over onder als wie wat waar hoe dat die dit deze ook nog meer kan kunnen moet moeten
			door tegen om te er alle`,
		Numbers: `een één eerste|twee beide tweede paar|drie derde|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|
			zeventien|achttien|negentien|twintig`,
		Tens:      "dertig veertig vijftig zestig zeventig tachtig negentig",
		DayWords:  "de t m tot en ter",
		Ordinals:  "e de",
		Inflected: germanic,
	}
	return l
}

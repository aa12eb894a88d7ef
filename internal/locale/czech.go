package locale

import (
	"github.com/go-playground/locales/cs"
)

// czech has the genitive of a month beside a day.
func czech(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(cs.New, "")}
	l.short = "%d. %m."
	l.months = "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec"
	l.Prose = Prose{
		FunctionWords: `a v ve na z ze do ne se si to je jsou byl být že jak pokud nebo ale pro od po přes při o co kdo který která které když kde
			může mohou váš vaše své jeho její ten ta te toho také jen`,
	}
	return l
}

package locale

import (
	"github.com/go-playground/locales/sk"
)

// slovak has the genitive of a month beside a day.
func slovak(_, _ string) knowledge {
	l := knowledge{grammar: dayOrdinal(sk.New, "")}
	l.short = "%d. %m."
	l.months = "január február marec apríl máj jún júl august september október november december"
	l.Prose = Prose{
		FunctionWords: `a v ve na z ze do ne se si to je jsou byl být že jak pokud nebo ale pro od po přes při o co kdo který která které když kde
			může mohou váš vaše své jeho její ten ta te toho také jen`,
	}
	return l
}

package locale

import (
	"github.com/go-playground/locales/fil"
)

// filipino names the month first.
func filipino(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(fil.New, ",")}
	l.date, l.day, l.short = "%M %d, %y", "%M %d", "%b %d"
	l.Prose = Prose{
		FunctionWords: `ang ng mga sa na at ay hindi kung o para ito iyon ang inyong iyong ikaw kayo kami sila may mayroon kapag paano ano saan`,
	}
	return l
}

package locale

import (
	"github.com/go-playground/locales/hy"
)

// armenian has a word after the year.
func armenian(_, _ string) knowledge {
	l := knowledge{grammar: dayFirst(hy.New, "")}
	l.date, l.monthYear, l.full = "%d %M, %y թ.", "%y թ. %L", "%y թ. %M %d, %w"
	l.weekday = "%M %d, %w"
	l.months = "հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր"
	return l
}

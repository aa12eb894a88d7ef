package locale

import (
	"github.com/go-playground/locales/vi"
)

// vietnamese numbers its months and bends no word.
func vietnamese(_, _ string) knowledge {
	l := knowledge{grammar: grammar{open: vi.New, date: "%d tháng %m, %y", day: "%d tháng %m", monthYear: "%L năm %y", full: "%w, %D",
		short: "%d thg %m"}.joined(" đến ")}
	l.folds = "đ d"
	l.Prose = Prose{
		FunctionWords: `và là của có không các một những được cho với này đó khi nếu hoặc bạn trong trên từ để về người như đã sẽ cần phải`,
		Inflected:     never,
	}
	return l
}

package locale

import (
	"github.com/go-playground/locales/ko"
)

// korean numbers its months.
func korean(_, _ string) knowledge {
	l := knowledge{grammar: grammar{open: ko.New, date: "%y년 %m월 %d일", day: "%m월 %d일", monthYear: "%y년 %m월", full: "%D %w",
		short: "%m월 %d일", span: "%m월 %d일~%e일", between: "%a ~ %z", times: "%a~%z", zones: koreanZone}}
	l.shortSpan, l.shortBetween = l.span, l.between
	l.Prose = Prose{
		Powers:    "만 4|억 8",
		EastDates: true,
		Hours:     HoursEast,
		Inflected: never,
	}
	return l
}

func koreanZone(a area, standard bool) string {
	names := [...]string{"", "뉴펀들랜드", "대서양", "동부", "중부", "산지", "유콘", "태평양", "알래스카", "하와이 알류샨"}
	if standard {
		return names[a] + " 표준시"
	}
	return names[a] + " 시간"
}

package locale

import (
	"github.com/go-playground/locales/ja"
)

// japanese numbers its months, and puts no spaces between words.
func japanese(_, _ string) knowledge {
	l := knowledge{grammar: grammar{open: ja.New, date: "%y年%m月%d日", day: "%m月%d日", monthYear: "%y年%m月", full: "%D%w", short: "%m月%d日",
		span: "%m月%d日～%e日", between: "%a～%z", times: "%a～%z", zones: japaneseZone}, comma: "、"}
	l.shortSpan, l.shortBetween = l.span, l.between
	l.Prose = Prose{
		HanNumbers: true,
		EastDates:  true,
		Hours:      HoursEast,
		Unspaced:   true,
		Inflected:  never,
	}
	return l
}

func japaneseZone(a area, standard bool) string {
	names := [...]string{"", "ニューファンドランド", "大西洋", "東部", "中部", "山地", "ユーコン", "太平洋", "アラスカ", "ハワイ・アリューシャン"}
	if standard {
		return names[a] + "標準時"
	}
	return names[a] + "時間"
}

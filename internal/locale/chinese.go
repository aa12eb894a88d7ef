package locale

import (
	"github.com/go-playground/locales/yue"
	"github.com/go-playground/locales/zh"
	"github.com/go-playground/locales/zh_Hant"
)

// chinese is written in two scripts; Cantonese is told from the standard by its names.
func chinese(script, _ string) knowledge {
	l := knowledge{grammar: grammar{open: zh.New, date: "%y年%m月%d日", day: "%m月%d日", monthYear: "%y年%m月", full: "%D%w", short: "%m月%d日",
		span: "%m月%d日至%e日", between: "%a至%z", times: "%a至%z", zones: simplifiedZone}, comma: "，"}
	if script == "Hant" {
		l.open, l.full, l.zones = zh_Hant.New, "%D %w", traditionalZone
	}
	l.shortSpan, l.shortBetween = l.span, l.between
	l.Prose = Prose{
		Powers:     "万 4|萬 4|亿 8|億 8|千 3|百 2",
		HanNumbers: true,
		EastDates:  true,
		Hours:      HoursEast,
		Unspaced:   true,
		Inflected:  never,
		Remarks:    "（英文",
	}
	return l
}

// cantonese is written as Chinese is; nobody has said yet how its figures are read.
func cantonese(script, region string) knowledge {
	l := chinese(script, region)
	if script == "Hant" {
		l.open = yue.New
	}
	l.Prose = Prose{}
	return l
}

func simplifiedZone(a area, standard bool) string {
	names := [...]string{"", "纽芬兰", "大西洋", "东部", "中部", "山区", "育空", "太平洋", "阿拉斯加", "夏威夷-阿留申"}
	if standard {
		return names[a] + "标准时间"
	}
	return names[a] + "时间"
}

func traditionalZone(a area, standard bool) string {
	names := [...]string{"", "紐芬蘭", "大西洋", "東部", "中部", "山區", "育空", "太平洋", "阿拉斯加", "夏威夷-阿留申"}
	if standard {
		return names[a] + "標準時間"
	}
	return names[a] + "時間"
}

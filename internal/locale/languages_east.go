package locale

import (
	"github.com/go-playground/locales/am"
	"github.com/go-playground/locales/ar"
	"github.com/go-playground/locales/bg"
	"github.com/go-playground/locales/bn"
	"github.com/go-playground/locales/cs"
	"github.com/go-playground/locales/el"
	"github.com/go-playground/locales/fa"
	"github.com/go-playground/locales/gu"
	"github.com/go-playground/locales/he"
	"github.com/go-playground/locales/hi"
	"github.com/go-playground/locales/hr"
	"github.com/go-playground/locales/hy"
	"github.com/go-playground/locales/ja"
	"github.com/go-playground/locales/ka"
	"github.com/go-playground/locales/km"
	"github.com/go-playground/locales/ko"
	"github.com/go-playground/locales/lo"
	"github.com/go-playground/locales/ne"
	"github.com/go-playground/locales/pa"
	"github.com/go-playground/locales/pl"
	"github.com/go-playground/locales/ps"
	"github.com/go-playground/locales/ru"
	"github.com/go-playground/locales/sk"
	"github.com/go-playground/locales/sl"
	"github.com/go-playground/locales/sr"
	"github.com/go-playground/locales/sr_Latn"
	"github.com/go-playground/locales/ta"
	"github.com/go-playground/locales/th"
	"github.com/go-playground/locales/uk"
	"github.com/go-playground/locales/ur"
	"github.com/go-playground/locales/vi"
	"github.com/go-playground/locales/yue"
	"github.com/go-playground/locales/zh"
	"github.com/go-playground/locales/zh_Hant"
)

// slavicAndGreek has languages most of whose months are in the genitive beside a day, which is the one form in the data.
func slavicAndGreek(base, script, _ string) (g grammar, ok bool) {
	switch base {
	case "bg":
		g = dayFirst(bg.New, ",")
		g.date, g.monthYear = "%d %M %y\u00a0г.", "%L %y\u00a0г."
	case "cs":
		g = dayOrdinal(cs.New, "")
		g.short = "%d. %m."
		g.months = list("leden únor březen duben květen červen červenec srpen září říjen listopad prosinec")
	case "el":
		g = dayFirst(el.New, ",")
		g.months = list("Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος " +
			"Νοέμβριος Δεκέμβριος")
	case "hr":
		g = dayOrdinal(hr.New, ",")
		g.date, g.monthYear = "%d. %M %y.", "%L %y."
		g.months = list("siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac")
	case "pl":
		g = dayFirst(pl.New, ",")
		g.months = list("styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień")
	case "ru":
		g = dayFirst(ru.New, ",")
		g.date, g.monthYear = "%d %M %y\u00a0г.", "%L %y\u00a0г."
		g.months = list("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь")
	case "sk":
		g = dayOrdinal(sk.New, "")
		g.short = "%d. %m."
		g.months = list("január február marec apríl máj jún júl august september október november december")
	case "sl":
		g = dayOrdinal(sl.New, ",")
	case "sr":
		g = dayOrdinal(sr.New, ",")
		if script == "Latn" {
			g.open = sr_Latn.New
		}
		g.date, g.monthYear = "%d. %M %y.", "%L %y."
	case "uk":
		g = dayFirst(uk.New, ",")
		g.date, g.monthYear = "%d %M %y\u00a0р.", "%L %y\u00a0р."
		g.months = list("січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень")
	default:
		return grammar{}, false
	}
	return g, true
}

// westAsian has the languages from the Caucasus and the Horn of Africa to Afghanistan. Where the script runs from right
// to left a span has a word, because a reader may take the numbers on the two sides of a dash in either order.
func westAsian(base, _, _ string) (g grammar, ok bool) {
	switch base {
	case "am":
		g = dayFirst(am.New, "፣")
	case "ar":
		g = dayFirst(ar.New, "،")
		g.span, g.between, g.times = "من %d إلى %e %M", "من %a إلى %z", "من %a إلى %z"
		g.shortSpan, g.shortBetween = g.span, g.between
	case "fa":
		g = dayFirst(fa.New, "").joined(" تا ")
		g.times, g.shortSpan, g.shortBetween = g.between, g.span, g.between
		g.months = list("ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر")
	case "he":
		g = dayFirst(he.New, ",")
		g.date, g.day, g.short = "%d ב%M %y", "%d ב%M", "%d ב%b"
		g = g.joined(" עד ")
		g.times, g.shortSpan, g.shortBetween = g.between, "%d עד %e ב%b", g.between
	case "hy":
		g = dayFirst(hy.New, "")
		g.date, g.monthYear, g.full = "%d %M, %y թ.", "%y թ. %L", "%y թ. %M %d, %w"
		g.weekday = "%M %d, %w"
		g.months = list("հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր")
	case "ka":
		g = dayFirst(ka.New, ",")
		g.date, g.monthYear = "%d %M, %y", "%L, %y"
	case "ps":
		g = dayFirst(ps.New, "")
		g.date, g.day, g.short = "د %y د %M %d", "د %M %d", "%b %d"
	case "ur":
		g = dayFirst(ur.New, "،").joined(" تا ")
		g.date = "%d %M، %y"
		g.times, g.shortSpan, g.shortBetween = g.between, g.span, g.between
	default:
		return grammar{}, false
	}
	return g, true
}

// asian has the languages of south, south-east and east Asia.
func asian(base, script, _ string) (g grammar, ok bool) {
	switch base {
	case "bn":
		g = dayFirst(bn.New, ",")
		g.date = "%d %M, %y"
	case "gu":
		g = dayFirst(gu.New, ",")
		g.date = "%d %M, %y"
	case "hi":
		g = dayFirst(hi.New, ",")
	case "ja":
		g = grammar{open: ja.New, date: "%y年%m月%d日", day: "%m月%d日", monthYear: "%y年%m月", full: "%D%w", short: "%m月%d日",
			span: "%m月%d日～%e日", between: "%a～%z", times: "%a～%z", zones: japaneseZone}
		g.shortSpan, g.shortBetween = g.span, g.between
	case "km":
		g = dayFirst(km.New, "")
	case "ko":
		g = grammar{open: ko.New, date: "%y년 %m월 %d일", day: "%m월 %d일", monthYear: "%y년 %m월", full: "%D %w",
			short: "%m월 %d일", span: "%m월 %d일~%e일", between: "%a ~ %z", times: "%a~%z", zones: koreanZone}
		g.shortSpan, g.shortBetween = g.span, g.between
	case "lo":
		g = dayFirst(lo.New, "")
		g.full = "%w ທີ %D"
	case "ne":
		g = dayFirst(ne.New, "")
		g.date, g.day, g.short, g.monthYear, g.full = "%y %M %d", "%M %d", "%b %d", "%y %L", "%D, %w"
	case "pa":
		if script != "Guru" {
			return grammar{}, false // the data for Arabic script is half in Gurmukhi
		}
		g = dayFirst(pa.New, ",")
	case "ta":
		g = dayFirst(ta.New, ",")
		g.date = "%d %M, %y"
	case "th": // years of the common era, and marked so, for the country's own calendar counts otherwise
		g = dayFirst(th.New, "")
		g.date, g.monthYear, g.full = "%d %M ค.ศ. %y", "%L ค.ศ. %y", "%wที่ %D"
	case "vi":
		g = grammar{open: vi.New, date: "%d tháng %m, %y", day: "%d tháng %m", monthYear: "%L năm %y", full: "%w, %D",
			short: "%d thg %m"}
		g = g.joined(" đến ")
	case "yue", "zh":
		g = chinese(base, script)
	default:
		return grammar{}, false
	}
	return g, true
}

func chinese(base, script string) grammar {
	g := grammar{open: zh.New, date: "%y年%m月%d日", day: "%m月%d日", monthYear: "%y年%m月", full: "%D%w", short: "%m月%d日",
		span: "%m月%d日至%e日", between: "%a至%z", times: "%a至%z", zones: simplifiedZone}
	if script == "Hant" {
		g.open, g.full, g.zones = zh_Hant.New, "%D %w", traditionalZone
		if base == "yue" {
			g.open = yue.New
		}
	}
	g.shortSpan, g.shortBetween = g.span, g.between
	return g
}

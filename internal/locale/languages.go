package locale

import (
	"github.com/go-playground/locales/ca"
	"github.com/go-playground/locales/cy"
	"github.com/go-playground/locales/da"
	"github.com/go-playground/locales/de"
	"github.com/go-playground/locales/en"
	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/et"
	"github.com/go-playground/locales/fi"
	"github.com/go-playground/locales/fil"
	"github.com/go-playground/locales/fr"
	"github.com/go-playground/locales/fr_CA"
	"github.com/go-playground/locales/ga"
	"github.com/go-playground/locales/hu"
	"github.com/go-playground/locales/id"
	"github.com/go-playground/locales/is"
	"github.com/go-playground/locales/it"
	"github.com/go-playground/locales/lt"
	"github.com/go-playground/locales/lv"
	"github.com/go-playground/locales/ms"
	"github.com/go-playground/locales/nb"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/nn"
	"github.com/go-playground/locales/pt"
	"github.com/go-playground/locales/ro"
	"github.com/go-playground/locales/so"
	"github.com/go-playground/locales/sv"
	"github.com/go-playground/locales/sw"
	"github.com/go-playground/locales/tr"
)

// grammarOf returns the grammar of a language, complete. Base and script are subtags, the region the likeliest if the
// tag names none. Languages are found by code and not in a table: only the one that is asked for is ever made.
func grammarOf(base, script, region string) grammar {
	for _, find := range []func(base, script, region string) (grammar, bool){latin, slavicAndGreek, asian, westAsian} {
		if g, ok := find(base, script, region); ok {
			return g.complete()
		}
	}
	g := iso().complete()
	g.span, g.shortSpan = "", ""
	return g
}

// latin has the languages of western and northern Europe, of Africa and the Pacific in Latin letters.
func latin(base, _, region string) (g grammar, ok bool) {
	switch base {
	case "en":
		g = english(region)
	case "fr":
		g = french(region)
	case "es":
		g = spanish(region)
	case "ca":
		g = dayFirst(ca.New, ",") // the names in a date carry their "de" or "d’"
		g.date, g.monthYear = "%d %M de %y", "%L de %y"
		g.span, g.between = "del %d al %e %M", "del %a al %z"
		g.months = list("gener febrer març abril maig juny juliol agost setembre octubre novembre desembre")
		g.monthsShort = list("gen. febr. març abr. maig juny jul. ag. set. oct. nov. des.")
	case "cy":
		g = dayFirst(cy.New, ",")
	case "da":
		g = dayOrdinal(da.New, " den")
		g.clock = dot24
	case "de":
		g = dayOrdinal(de.New, ",").joined(" bis ")
	case "et":
		g = dayOrdinal(et.New, ",")
	case "fi":
		g = finnish()
	case "fil":
		g = dayFirst(fil.New, ",")
		g.date, g.day, g.short = "%M %d, %y", "%M %d", "%b %d"
	case "ga":
		g = dayFirst(ga.New, "")
	case "ht":
		g = haitian()
	case "hu":
		g = dayFirst(hu.New, "")
		g.date, g.day, g.short = "%y. %M %d.", "%M %d.", "%b %d."
		g.monthYear, g.full = "%y. %L", "%D, %w"
		g.span, g.shortSpan = "%M %d–%e.", "%b %d–%e."
	case "id":
		g = dayFirst(id.New, ",")
		g.clock = dot24
	case "is":
		g = dayOrdinal(is.New, ",")
	case "it":
		g = dayFirst(it.New, "")
	case "lt":
		g = dayFirst(lt.New, "")
		g.date, g.day, g.short = "%y m. %M %d d.", "%M %d d.", "%b %d d."
		g.monthYear, g.full = "%y m. %L", "%D, %w"
		g.months = list("sausis vasaris kovas balandis gegužė birželis liepa rugpjūtis rugsėjis spalis lapkritis gruodis")
	case "lv":
		g = dayOrdinal(lv.New, ",")
		g.date, g.monthYear = "%y. gada %d. %M", "%y. gada %L"
	case "ms":
		g = dayFirst(ms.New, ",")
	case "nb", "no":
		g = dayOrdinal(nb.New, "")
	case "nl":
		g = dayFirst(nl.New, "").joined(" t/m ")
	case "nn":
		g = dayOrdinal(nn.New, "")
	case "pt":
		g = dayFirst(pt.New, ",")
		g.date, g.day, g.short, g.monthYear = "%d de %M de %y", "%d de %M", "%d de %b", "%L de %y"
		g.span, g.between = "de %d a %e de %M", "de %a a %z"
	case "ro":
		g = dayFirst(ro.New, ",")
	case "so":
		g = somali()
	case "sv":
		g = dayFirst(sv.New, "")
	case "sw":
		g = dayFirst(sw.New, ",")
	case "tr":
		g = dayFirst(tr.New, "")
		g.full = "%D %w"
	default:
		return grammar{}, false
	}
	return g, true
}

func english(region string) grammar {
	g := grammar{open: en.New, date: "%M %d, %y", day: "%M %d", monthYear: "%L %y", full: "%w, %D", short: "%b %d",
		span: "%M %d to %e", between: "%a to %z", times: "%a to %z", clock: english12, zones: englishZone}
	switch region {
	case "US", "CA", "PH", "PR", "GU":
	case "AU", "NZ", "IN", "SG", "PK", "BD":
		g.date, g.day, g.short, g.span = "%d %M %y", "%d %M", "%d %b", "%d to %e %M"
	default: // the British way, which most of the world learns
		g.date, g.day, g.short, g.span = "%d %M %y", "%d %M", "%d %b", "%d to %e %M"
		g.full, g.clock = "%w %D", colon24
	}
	return g
}

func french(region string) grammar {
	open := fr.New
	if region == "CA" {
		open = fr_CA.New
	}
	g := dayFirst(open, "")
	g.full = "le %w %D"
	g.span, g.between, g.times = "du %d au %e %M", "du %a au %z", "de %a à %z"
	g.shortSpan = "%n–%o %b"
	g.first, g.clock, g.zones = "1er", french24, frenchZone
	return g
}

func spanish(region string) grammar {
	g := dayFirst(es.New, ",")
	g.date, g.day, g.monthYear = "%d de %M de %y", "%d de %M", "%L de %y"
	g.span, g.between, g.times = "del %d al %e de %M", "del %a al %z", "de %a a %z"
	g.noDots, g.zones = true, spanishZone
	switch region {
	case "US", "MX", "CO", "DO", "GT", "HN", "NI", "PA", "PE", "PR", "PY", "SV", "VE":
		g.clock = spanish12
	}
	return g
}

// finnish has other endings in a date than alone, for months and weekdays both.
func finnish() grammar {
	g := dayOrdinal(fi.New, "")
	g.short, g.clock = "%d.%m.", dot24
	g.months = list("tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu")
	g.weekdays = list("sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai")
	return g
}

// haitian is not in CLDR's data as the library has it; its nouns have one form for any number.
func haitian() grammar {
	g := dayFirst(nil, "")
	g.monthsInDate = list("janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm")
	g.monthsShort = list("janv. fev. mas avr. me jen jiyè out sept. okt. nov. des.")
	g.weekdaysInDate = list("dimanch lendi madi mèkredi jedi vandredi samdi")
	g.weekdaysShort = list("dim. len. mad. mèk. jed. van. sam.")
	return g
}

// somali takes the names that CLDR has had since version 33; the library still has an older set.
func somali() grammar {
	g := dayFirst(so.New, ",")
	g.monthsInDate = list("Jannaayo Febraayo Maarso Abriil May Juun Luuliyo Ogost Sebtembar Oktoobar Nofembar Desembar")
	g.monthsShort = list("Jan Feb Mar Abr May Jun Lul Ogs Seb Okt Nof Dis")
	return g
}

package locale

import (
	"testing"
	"time"
)

func on(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 9, 0, 0, 0, time.UTC)
}

func TestDates(t *testing.T) {
	first, second := on(time.October, 1), on(time.October, 2)
	for _, c := range []struct {
		tag                                                     string
		date, noYear, second, full, month, year, weekday, short string
	}{
		{"en-CA", "October 1, 2026", "October 1", "October 2, 2026", "Thursday, October 1, 2026", "October", "October 2026", "Thursday", "Thu"},
		{"en-US", "October 1, 2026", "October 1", "October 2, 2026", "Thursday, October 1, 2026", "October", "October 2026", "Thursday", "Thu"},
		{"en-GB", "1 October 2026", "1 October", "2 October 2026", "Thursday 1 October 2026", "October", "October 2026", "Thursday", "Thu"},
		{"fr-CA", "1er octobre 2026", "1er octobre", "2 octobre 2026", "le jeudi 1er octobre 2026", "Octobre", "octobre 2026", "jeudi", "jeu."},
		{"es-US", "1 de octubre de 2026", "1 de octubre", "2 de octubre de 2026", "jueves, 1 de octubre de 2026", "Octubre", "octubre de 2026", "jueves", "jue"},
		{"zh", "2026年10月1日", "10月1日", "2026年10月2日", "2026年10月1日星期四", "十月", "2026年10月", "星期四", "周四"},
		{"zh-Hant-CA", "2026年10月1日", "10月1日", "2026年10月2日", "2026年10月1日 星期四", "10月", "2026年10月", "星期四", "週四"},
		{"ar", "1 أكتوبر 2026", "1 أكتوبر", "2 أكتوبر 2026", "الخميس، 1 أكتوبر 2026", "أكتوبر", "أكتوبر 2026", "الخميس", "الخميس"},
		{"de", "1. Oktober 2026", "1. Oktober", "2. Oktober 2026", "Donnerstag, 1. Oktober 2026", "Oktober", "Oktober 2026", "Donnerstag", "Do."},
		{"pl", "1 października 2026", "1 października", "2 października 2026", "czwartek, 1 października 2026", "Październik", "październik 2026", "czwartek", "czw."},
		{"ru", "1 октября 2026\u00a0г.", "1 октября", "2 октября 2026\u00a0г.", "четверг, 1 октября 2026\u00a0г.", "Октябрь", "октябрь 2026\u00a0г.", "четверг", "чт"},
		{"fi", "1. lokakuuta 2026", "1. lokakuuta", "2. lokakuuta 2026", "torstaina 1. lokakuuta 2026", "Lokakuu", "lokakuu 2026", "torstai", "to"},
		{"ht", "1 oktòb 2026", "1 oktòb", "2 oktòb 2026", "jedi 1 oktòb 2026", "Oktòb", "oktòb 2026", "jedi", "jed."},
		{"th", "1 ตุลาคม ค.ศ. 2026", "1 ตุลาคม", "2 ตุลาคม ค.ศ. 2026", "วันพฤหัสบดีที่ 1 ตุลาคม ค.ศ. 2026", "ตุลาคม", "ตุลาคม ค.ศ. 2026", "วันพฤหัสบดี", "พฤ."},
		{"iu", "2026-10-01", "10-01", "2026-10-02", "2026-10-01", "10", "2026-10", "4", "4"},
		{"xx", "2026-10-01", "10-01", "2026-10-02", "2026-10-01", "10", "2026-10", "4", "4"},
	} {
		l := New(c.tag)
		for _, p := range []struct{ name, got, want string }{
			{"Date", l.Date(first), c.date}, {"DateNoYear", l.DateNoYear(first), c.noYear}, {"Date of the 2nd", l.Date(second), c.second},
			{"FullDate", l.FullDate(first), c.full}, {"MonthTitle", l.MonthTitle(first), c.month}, {"MonthYear", l.MonthYear(first), c.year},
			{"Weekday", l.Weekday(first), c.weekday}, {"WeekdayShort", l.WeekdayShort(first), c.short},
		} {
			if p.got != p.want {
				t.Errorf("%s: %s = %q, want %q", c.tag, p.name, p.got, p.want)
			}
		}
	}
}

func TestRanges(t *testing.T) {
	newYear := time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		tag         string
		from, to    time.Time
		long, short string
	}{
		{"en-CA", on(10, 5), on(10, 9), "October 5 to 9", "Oct 5–9"},
		{"en-CA", on(10, 9), on(10, 5), "October 5 to 9", "Oct 5–9"},
		{"en-CA", on(10, 30), on(11, 2), "October 30 to November 2", "Oct 30 – Nov 2"},
		{"en-CA", on(10, 5), on(10, 5), "October 5", "Oct 5"},
		{"en-CA", on(12, 30), newYear, "December 30, 2026 to January 2, 2027", "December 30, 2026 – January 2, 2027"},
		{"en-GB", on(10, 5), on(10, 9), "5 to 9 October", "5–9 Oct"},
		{"fr-CA", on(10, 5), on(10, 9), "du 5 au 9 octobre", "5–9 oct."},
		{"fr-CA", on(10, 1), on(10, 2), "du 1er au 2 octobre", "1–2 oct."},
		{"fr-CA", on(10, 30), on(11, 1), "du 30 octobre au 1er novembre", "30 oct. – 1er nov."},
		{"fr-CA", on(10, 1), on(10, 1), "1er octobre", "1er oct."},
		{"fr-CA", on(7, 1), on(7, 3), "du 1er au 3 juillet", "1–3 juill."},
		{"es-US", on(10, 5), on(10, 9), "del 5 al 9 de octubre", "5–9 oct"},
		{"es-US", on(10, 30), on(11, 2), "del 30 de octubre al 2 de noviembre", "30 oct – 2 nov"},
		{"zh", on(10, 5), on(10, 9), "10月5日至9日", "10月5日至9日"},
		{"zh", on(10, 30), on(11, 2), "10月30日至11月2日", "10月30日至11月2日"},
		{"ar", on(10, 5), on(10, 9), "من 5 إلى 9 أكتوبر", "من 5 إلى 9 أكتوبر"},
		{"de", on(10, 5), on(10, 9), "5. bis 9. Oktober", "5.–9. Okt."},
		{"hu", on(10, 5), on(10, 9), "október 5–9.", "okt. 5–9."},
		{"cs", on(10, 5), on(10, 9), "5.–9. října", "5.–9. 10."},
		{"xx", on(10, 5), on(10, 9), "10-05 – 10-09", "10-05 – 10-09"},
	} {
		l := New(c.tag)
		if got := l.Range(c.from, c.to); got != c.long {
			t.Errorf("%s: Range(%s, %s) = %q, want %q", c.tag, c.from.Format(time.DateOnly), c.to.Format(time.DateOnly), got, c.long)
		}
		if got := l.ShortRange(c.from, c.to); got != c.short {
			t.Errorf("%s: ShortRange(%s, %s) = %q, want %q", c.tag, c.from.Format(time.DateOnly), c.to.Format(time.DateOnly), got, c.short)
		}
	}
}

func TestTimes(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2026, 10, 6, h, m, 0, 0, time.UTC) }
	for _, c := range []struct {
		tag                                    string
		midnight, morning, noon, hour, between string
	}{
		{"en-CA", "12:00 a.m.", "9:05 a.m.", "12:00 p.m.", "1:00 p.m.", "1:00 p.m. to 2:30 p.m."},
		{"en-US", "12:00 a.m.", "9:05 a.m.", "12:00 p.m.", "1:00 p.m.", "1:00 p.m. to 2:30 p.m."},
		{"en-GB", "00:00", "09:05", "12:00", "13:00", "13:00 to 14:30"},
		{"fr-CA", "0\u00a0h", "9\u00a0h\u00a005", "12\u00a0h", "13\u00a0h", "de 13\u00a0h à 14\u00a0h\u00a030"},
		{"es-US", "12:00\u00a0a.\u00a0m.", "9:05\u00a0a.\u00a0m.", "12:00\u00a0p.\u00a0m.", "1:00\u00a0p.\u00a0m.", "de 1:00\u00a0p.\u00a0m. a 2:30\u00a0p.\u00a0m."},
		{"es-ES", "00:00", "09:05", "12:00", "13:00", "de 13:00 a 14:30"},
		{"fi", "00.00", "09.05", "12.00", "13.00", "13.00–14.30"},
		{"zh-Hant-CA", "00:00", "09:05", "12:00", "13:00", "13:00至14:30"},
		{"xx", "00:00", "09:05", "12:00", "13:00", "13:00–14:30"},
	} {
		l := New(c.tag)
		for _, p := range []struct{ got, want string }{
			{l.Time(at(0, 0)), c.midnight}, {l.Time(at(9, 5)), c.morning}, {l.Time(at(12, 0)), c.noon}, {l.Time(at(13, 0)), c.hour},
			{l.TimeRange(at(13, 0), at(14, 30)), c.between}, {l.TimeRange(at(13, 0), at(13, 0)), c.hour},
		} {
			if p.got != p.want {
				t.Errorf("%s: %q, want %q", c.tag, p.got, p.want)
			}
		}
	}
}

func TestZone(t *testing.T) {
	for _, c := range []struct{ tag, zone, summer, winter string }{
		{"en-CA", "America/Toronto", "Eastern Time", "Eastern Time"},
		{"en-US", "America/New_York", "Eastern Time", "Eastern Time"},
		{"en-CA", "America/Winnipeg", "Central Time", "Central Time"},
		{"en-CA", "America/Regina", "Central Standard Time", "Central Standard Time"},
		{"en-CA", "America/Edmonton", "Mountain Time", "Mountain Time"},
		{"en-CA", "America/Vancouver", "Pacific Time", "Pacific Time"},
		{"en-CA", "America/Halifax", "Atlantic Time", "Atlantic Time"},
		{"en-CA", "America/St_Johns", "Newfoundland Time", "Newfoundland Time"},
		{"fr-CA", "America/Toronto", "heure de l’Est", "heure de l’Est"},
		{"fr-CA", "America/Regina", "heure normale du Centre", "heure normale du Centre"},
		{"fr-CA", "America/St_Johns", "heure de Terre-Neuve", "heure de Terre-Neuve"},
		{"es-US", "America/New_York", "hora del Este", "hora del Este"},
		{"es-US", "America/Puerto_Rico", "hora estándar del Atlántico", "hora estándar del Atlántico"},
		{"es-US", "Pacific/Honolulu", "hora estándar de Hawái-Aleutianas", "hora estándar de Hawái-Aleutianas"},
		{"zh-Hant-CA", "America/Toronto", "東部時間", "東部時間"},
		{"de", "America/Toronto", "Nordamerikanische Ostküsten-Sommerzeit", "Nordamerikanische Ostküsten-Normalzeit"},
		{"sv", "America/Toronto", "östnordamerikansk sommartid", "östnordamerikansk normaltid"},
		{"xx", "America/Toronto", "UTC−4", "UTC−5"},
		{"en-CA", "Asia/Shanghai", "UTC+8", "UTC+8"}, // whose abbreviation is CST
		{"en-CA", "Asia/Kolkata", "UTC+5:30", "UTC+5:30"},
		{"fr-FR", "Europe/Paris", "CEST", "CET"},
		{"en-CA", "UTC", "UTC", "UTC"},
	} {
		l, zone := New(c.tag), load(t, c.zone)
		for _, p := range []struct {
			month time.Month
			want  string
		}{{time.July, c.summer}, {time.December, c.winter}} {
			if got := l.Zone(time.Date(2026, p.month, 6, 12, 0, 0, 0, zone)); got != p.want {
				t.Errorf("%s: zone of %s in %s is %q, want %q", c.tag, c.zone, p.month, got, p.want)
			}
		}
	}
	fixed := time.FixedZone("", -5*3600)
	if got := New("en-CA").Zone(time.Date(2026, 1, 1, 0, 0, 0, 0, fixed)); got != "UTC−5" {
		t.Errorf("a fixed offset is %q, want UTC−5", got)
	}
}

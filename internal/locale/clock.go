package locale

import (
	"fmt"
	"strings"
	"time"
)

// clock is a way to write the time of day.
type clock uint8

const (
	colon24   clock = iota // 13:05
	dot24                  // 13.05
	french24               // 13 h 05
	english12              // 1:05 p.m.
	spanish12              // 1:05 p. m.
)

// nbsp holds together what must not be parted at the end of a line.
const nbsp = "\u00a0"

// Time returns the time of day: "1:00 p.m.", "13 h 30", "1:00 p. m.", "13:00". The spaces within "13 h 30" and
// "p. m." do not break.
func (l *Locale) Time(t time.Time) string {
	h, m := t.Hour(), t.Minute()
	switch l.known.clock {
	case dot24:
		return fmt.Sprintf("%02d.%02d", h, m)
	case french24:
		if m == 0 {
			return fmt.Sprintf("%d%sh", h, nbsp)
		}
		return fmt.Sprintf("%d%sh%s%02d", h, nbsp, nbsp, m)
	case english12:
		return fmt.Sprintf("%d:%02d %s", (h+11)%12+1, m, half(h, "a.m.", "p.m."))
	case spanish12:
		return fmt.Sprintf("%d:%02d%s%s", (h+11)%12+1, m, nbsp, half(h, "a."+nbsp+"m.", "p."+nbsp+"m."))
	}
	return fmt.Sprintf("%02d:%02d", h, m)
}

func half(hour int, morning, afternoon string) string {
	if hour < 12 {
		return morning
	}
	return afternoon
}

// TimeRange returns one time to another as a phrase, without the days: "1:00 p.m. to 2:00 p.m.", "de 13 h à 14 h",
// "13:00–14:00". Two equal times are said as one.
func (l *Locale) TimeRange(from, to time.Time) string {
	a, z := l.Time(from), l.Time(to)
	if a == z {
		return a
	}
	return pair(l.known.times, a, z)
}

// Zone returns the reader's name for the zone of t. Zones of North America have one that is right all year round
// ("Eastern Time", "heure de l’Est", "hora del Este"); a place there that never changes its clocks, such as Regina,
// is named by its standard time, for "Central Time" would be an hour out in summer. In languages without names of
// ours, CLDR's name for that moment is used. Any other zone is its offset, "UTC−5", or a European abbreviation, "CET".
func (l *Locale) Zone(t time.Time) string {
	abbreviation, offset := t.Zone()
	area, standard := areaOf(t.Location().String())
	if area != elsewhere {
		if l.known.zones != nil {
			return l.known.zones(area, standard)
		}
		if name := l.translatedZone(t, abbreviation); name != "" {
			return name
		}
	}
	switch abbreviation {
	case "CET", "CEST", "EET", "EEST", "WET", "WEST", "GMT": // any other may mean two zones: CST, IST, BST
		return abbreviation
	}
	return offsetName(offset)
}

func offsetName(seconds int) string {
	minutes, sign := seconds/60, "+"
	if minutes < 0 {
		minutes, sign = -minutes, "−"
	}
	switch {
	case minutes == 0:
		return "UTC"
	case minutes%60 == 0:
		return fmt.Sprintf("UTC%s%d", sign, minutes/60)
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, minutes/60, minutes%60)
}

// translatedZone returns CLDR's name of the zone, "" if it has none. The library tells it only as a part of the full
// time, so the rest is taken away again.
func (l *Locale) translatedZone(t time.Time, abbreviation string) string {
	tr := l.names().translator
	if tr == nil {
		return ""
	}
	full, clock := tr.FmtTimeFull(t), tr.FmtTimeMedium(t)
	name := strings.Trim(strings.Replace(full, clock, "", 1), " ,"+nbsp)
	name = strings.TrimLeft(strings.TrimPrefix(name, "kl."), " ") // Swedish puts a word before the time
	if strings.HasPrefix(name, "(") || strings.HasPrefix(name, "[") {
		name = strings.Trim(name, "()[]")
	}
	if name == abbreviation || strings.ContainsAny(name, "0123456789") {
		return ""
	}
	return name
}

// area is a zone of North America as people there name it.
type area uint8

const (
	elsewhere area = iota
	newfoundland
	atlantic
	eastern
	central
	mountain
	yukon
	pacific
	alaska
	hawaii
)

// areaOf finds the area of an IANA zone, and whether it keeps standard time all year.
func areaOf(zone string) (a area, standard bool) {
	switch zone {
	case "America/St_Johns", "Canada/Newfoundland":
		return newfoundland, false
	case "America/Halifax", "America/Glace_Bay", "America/Goose_Bay", "America/Moncton", "America/Thule", "Atlantic/Bermuda",
		"Canada/Atlantic":
		return atlantic, false
	case "America/Puerto_Rico", "America/St_Thomas", "America/Blanc-Sablon", "America/Virgin":
		return atlantic, true
	case "America/Toronto", "America/Montreal", "America/New_York", "America/Iqaluit", "America/Pangnirtung",
		"America/Nipigon", "America/Thunder_Bay", "America/Detroit", "America/Indianapolis", "America/Louisville",
		"America/Indiana/Indianapolis", "America/Indiana/Marengo", "America/Indiana/Petersburg", "America/Indiana/Vevay",
		"America/Indiana/Vincennes", "America/Indiana/Winamac", "America/Kentucky/Louisville",
		"America/Kentucky/Monticello", "America/Nassau", "America/Port-au-Prince", "Canada/Eastern", "US/Eastern",
		"US/Michigan", "EST5EDT":
		return eastern, false
	case "America/Atikokan", "America/Coral_Harbour", "America/Cancun", "America/Jamaica", "America/Panama",
		"America/Cayman", "EST":
		return eastern, true
	case "America/Winnipeg", "America/Chicago", "America/Rainy_River", "America/Rankin_Inlet", "America/Resolute",
		"America/Menominee", "America/Indiana/Knox", "America/Indiana/Tell_City", "America/North_Dakota/Beulah",
		"America/North_Dakota/Center", "America/North_Dakota/New_Salem", "America/Matamoros", "Canada/Central",
		"US/Central", "CST6CDT":
		return central, false
	case "America/Regina", "America/Swift_Current", "America/Mexico_City", "America/Monterrey", "America/Merida",
		"America/Guatemala", "America/Costa_Rica", "America/El_Salvador", "America/Tegucigalpa", "America/Managua",
		"America/Belize", "Canada/Saskatchewan":
		return central, true
	case "America/Edmonton", "America/Denver", "America/Boise", "America/Cambridge_Bay", "America/Inuvik",
		"America/Yellowknife", "America/Ciudad_Juarez", "Canada/Mountain", "US/Mountain", "MST7MDT":
		return mountain, false
	case "America/Phoenix", "America/Creston", "America/Dawson_Creek", "America/Fort_Nelson", "America/Hermosillo",
		"US/Arizona", "MST":
		return mountain, true
	case "America/Whitehorse", "America/Dawson", "Canada/Yukon":
		return yukon, false
	case "America/Vancouver", "America/Los_Angeles", "America/Tijuana", "Canada/Pacific", "US/Pacific", "PST8PDT":
		return pacific, false
	case "America/Anchorage", "America/Juneau", "America/Nome", "America/Sitka", "America/Yakutat", "America/Metlakatla",
		"US/Alaska":
		return alaska, false
	case "America/Adak":
		return hawaii, false
	case "Pacific/Honolulu", "US/Hawaii", "HST":
		return hawaii, true
	}
	return elsewhere, false
}

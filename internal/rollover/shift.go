package rollover

import (
	"cmp"
	"slices"
	"time"
)

// span is a first and a last day, as midnights in UTC.
type span struct{ from, to time.Time }

func (s span) has(day time.Time) bool { return !day.Before(s.from) && !day.After(s.to) }

// nearest returns the day of the span that is nearest to a day.
func (s span) nearest(day time.Time) time.Time {
	switch {
	case day.Before(s.from):
		return s.from
	case day.After(s.to):
		return s.to
	}
	return day
}

// shift takes the days of one country's campaign into another year.
//
// All days move by one number of whole weeks, 364 or 371 days from one year to the next, so that each keeps its
// weekday and its place in the month's rows. It is the smaller number, unless the campaign's first week would then lie
// in the month before. What a whole number of weeks cannot keep is kept apart: a week that begins on the month's first
// day or ends on its last one still does, and no week leaves its month.
type shift struct {
	years    int
	old, new []span // the weeks
	days     int    // 0 where there are no weeks to go by
}

func newShift(weeks []span, years int) shift {
	s := shift{years: years, old: slices.Clone(weeks)}
	slices.SortFunc(s.old, func(a, b span) int { return cmp.Or(a.from.Compare(b.from), a.to.Compare(b.to)) })
	if len(s.old) == 0 {
		return s
	}
	first := s.old[0]
	s.days = s.wholeWeeks(first.to)
	if begin, _ := month(s.later(first.to)); first.to.AddDate(0, 0, s.days).Before(begin) {
		s.days += 7
	}
	for _, w := range s.old {
		s.new = append(s.new, s.week(w))
	}
	return s
}

// later is the first day of a day's month, in the new year.
func (s shift) later(day time.Time) time.Time {
	return time.Date(day.Year()+s.years, day.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// wholeWeeks is how far a day's month moves, in days, rounded down to whole weeks.
func (s shift) wholeWeeks(day time.Time) int {
	begin, _ := month(day)
	days := int(s.later(day).Sub(begin) / (24 * time.Hour))
	return days - (days%7+7)%7
}

// month returns the first and the last day of a day's month.
func month(day time.Time) (first, last time.Time) {
	first = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
	return first, first.AddDate(0, 1, -1)
}

// week moves a week's days.
func (s shift) week(w span) span {
	move := func(day time.Time) time.Time {
		first, last := month(s.later(day))
		return span{first, last}.nearest(day.AddDate(0, 0, s.days))
	}
	out := span{move(w.from), move(w.to)}
	if first, _ := month(w.from); w.from.Equal(first) {
		out.from = s.later(w.from)
	}
	if _, last := month(w.to); w.to.Equal(last) {
		_, out.to = month(s.later(w.to))
	}
	if out.to.Before(out.from) {
		out.to = out.from
	}
	return out
}

// day moves any other day. kept is false where it could not keep both its week of the campaign and its weekday, and
// then its week was kept.
func (s shift) day(day time.Time) (to time.Time, kept bool) {
	for i, w := range s.old {
		if !w.has(day) {
			continue
		}
		for _, days := range []int{s.days, s.days + 7, s.days - 7} {
			if to := day.AddDate(0, 0, days); s.new[i].has(to) {
				return to, true
			}
		}
		return s.new[i].nearest(day.AddDate(0, 0, s.days)), false
	}
	return s.freely(day), true
}

// freely moves a day that belongs to no week: by the campaign's number of weeks, but not out of the campaign's month.
// A closing event on the first day after it may well come to lie within.
func (s shift) freely(day time.Time) time.Time {
	days := s.days
	if len(s.old) == 0 {
		days = s.wholeWeeks(day)
	} else if begin, _ := month(s.old[0].to); !day.Before(begin.AddDate(0, 1, 0)) || day.Before(begin) {
		return day.AddDate(0, 0, days)
	}
	first, last := month(s.later(day))
	for _, more := range []int{0, 7, -7} {
		if to := day.AddDate(0, 0, days+more); (span{first, last}).has(to) {
			return to
		}
	}
	return day.AddDate(0, 0, days)
}

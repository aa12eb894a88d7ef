// Package rollover writes a campaign's next year from one that it has: the weeks, events and posts of a year as drafts
// on the matching days of another. It makes texts and writes none; the old year's files are never touched, since their
// addresses are the archive's.
package rollover

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"tocsin/internal/diag"
	"tocsin/internal/locale"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

// Result is what a new year needs written, and what a person should then look at.
type Result struct {
	Files map[string][]byte // by path in the campaign
	Days  []Moved           // days that could not keep their weekday; a file that says one twice has it twice
	Words []string          // places in the new year, file:line, that still name the old one
	Links []string          // files elsewhere that link into the old year
}

// Moved is a day of a file of the new year.
type Moved struct {
	File     string    // of the new year, path in the campaign
	From, To time.Time // the day in the old year and in the new one
}

// folders are what a year has files in.
var folders = []string{"content/calendar/", "content/posts/"}

// Year makes the new year's files. The diagnostics are errors of the old year's files, with which there is no result.
func Year(src *source.Source, from, to int, today time.Time) (*Result, diag.List, error) {
	y := &year{src: src, from: from, to: to, today: today.Format(time.DateOnly), out: &Result{Files: map[string][]byte{}}}
	y.shifts = y.weeks()
	y.sources()
	for _, f := range src.Pages {
		if y.rename(f.Path) == f.Path {
			y.elsewhere(f)
			continue
		}
		if err := y.page(f); err != nil {
			return nil, nil, err
		}
	}
	for name := range src.Media {
		if to := y.rename(name); to != name {
			data, err := src.ReadFile(name)
			if err != nil {
				return nil, nil, words.Problem("year.reading", "file", name, "cause", err)
			}
			y.out.Files[to] = data
		}
	}
	if n, _ := y.diags.Count(); n > 0 {
		return nil, y.diags, nil
	}
	slices.Sort(y.out.Links)
	return y.out, nil, nil
}

// Holds reports whether a file of the campaign belongs to a year.
func Holds(name string, number int) bool {
	y := &year{from: number, to: number + 1}
	return y.rename(name) != name
}

type year struct {
	src      *source.Source
	from, to int
	today    string
	shifts   []shift // as the campaign's countries
	fronts   map[string]*source.File
	out      *Result
	diags    diag.List
}

// rename returns a path's place in the new year, and any other path as it is.
func (y *year) rename(name string) string {
	for _, dir := range folders {
		if rest, ok := strings.CutPrefix(name, fmt.Sprintf("%s%d", dir, y.from)); ok && (rest == "" || rest[0] == '/' || rest[0] == '.') {
			return fmt.Sprintf("%s%d%s", dir, y.to, rest)
		}
	}
	return name
}

// weeks reads the old year's weeks, for each country.
func (y *year) weeks() []shift {
	var out []shift
	for _, c := range y.src.Campaign.Countries {
		var spans []span
		for _, f := range y.src.Pages {
			if f.Front.Week == nil || y.rename(f.Path) == f.Path {
				continue
			}
			days, ok := f.Front.Week.In(c.Code)
			w := span{days[0].In(time.UTC), days[1].In(time.UTC)}
			if ok && !w.from.IsZero() && !w.to.IsZero() && !slices.Contains(spans, w) {
				spans = append(spans, w)
			}
		}
		out = append(out, newShift(spans, y.to-y.from))
	}
	return out
}

// sources finds each page's source, which says for which countries it is.
func (y *year) sources() {
	y.fronts = map[string]*source.File{}
	for _, f := range y.src.Pages {
		if first := y.fronts[f.Key]; first == nil || f.Tag == cmp.Or(first.Front.Source, y.src.Campaign.SourceLanguage) {
			y.fronts[f.Key] = f
		}
	}
}

// page writes one file's text for the new year.
func (y *year) page(f *source.File) error {
	text, err := y.src.ReadFile(f.Path)
	if err != nil {
		return words.Problem("year.reading", "file", f.Path, "cause", err)
	}
	to := y.rename(f.Path)
	countries := y.countries(f)
	m := &redate{
		day: func(day time.Time) time.Time {
			moved, kept := y.day(countries, day)
			if !kept {
				y.out.Days = append(y.out.Days, Moved{to, day, moved})
			}
			return moved
		},
		week: func(country string, from, last time.Time) (time.Time, time.Time) {
			for i, c := range y.src.Campaign.Countries {
				if c.Code == country {
					w := y.shifts[i].week(span{from, last})
					return w.from, w.to
				}
			}
			w := newShift([]span{{from, last}}, y.to-y.from).week(span{from, last})
			return w.from, w.to
		},
		zone: y.src.Campaign.Countries[countries[0]].Zone, today: y.today, sourced: y.fronts[f.Key] == f,
		link: func(dest string) string { return y.link(f.Path, dest) },
	}
	out, diags := m.file(f.Path, text)
	y.diags = append(y.diags, diags...)
	y.out.Files[to] = out
	for n, line := range strings.Split(string(out), "\n") {
		if names(line, y.from) && line != "date: "+y.today {
			y.out.Words = append(y.out.Words, fmt.Sprintf("%s:%d", to, n+1))
		}
	}
	return nil
}

// countries lists those that a file is for, by their index, in the campaign's order.
func (y *year) countries(f *source.File) []int {
	only := f.Front.Countries
	if src := y.fronts[f.Key]; only == nil && src != nil {
		only = src.Front.Countries
	}
	var out []int
	for i, c := range y.src.Campaign.Countries {
		if only == nil || locale.Among(only, c.Code) {
			out = append(out, i)
		}
	}
	if len(out) == 0 {
		return []int{0}
	}
	return out
}

// day moves a day with the first of the countries in one of whose weeks it lies, else with the first that has weeks.
func (y *year) day(countries []int, day time.Time) (time.Time, bool) {
	pick := countries[0]
	for _, i := range slices.Backward(countries) {
		if len(y.shifts[i].old) > 0 {
			pick = i
		}
	}
	for _, i := range countries {
		if slices.ContainsFunc(y.shifts[i].old, func(w span) bool { return w.has(day) }) {
			pick = i
			break
		}
	}
	return y.shifts[pick].day(day)
}

// link returns where a link of an old file leads from the new one: what has moved with it is its new self.
func (y *year) link(file, dest string) string {
	at := path.Join(path.Dir(file), dest)
	to := y.rename(at)
	if to == at {
		return dest
	}
	rel := relative(path.Dir(y.rename(file)), to)
	if rel == path.Clean(dest) {
		return dest
	}
	return rel
}

// relative returns a path as seen from a folder, both within the campaign.
func relative(dir, to string) string {
	a, b := strings.Split(dir, "/"), strings.Split(to, "/")
	same := 0
	for same < len(a) && same < len(b)-1 && a[same] == b[same] {
		same++
	}
	return strings.Repeat("../", len(a)-same) + strings.Join(b[same:], "/")
}

// names reports whether a line names a year as a number of its own, dates apart, which have moved.
func names(line string, year int) bool {
	word := fmt.Sprint(year)
	for at := 0; ; {
		i := strings.Index(line[at:], word)
		if i < 0 {
			return false
		}
		i += at
		at = i + len(word)
		if (i == 0 || !digit(line[i-1])) && (at == len(line) || !digit(line[at])) {
			return true
		}
	}
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// elsewhere notes a file of no year that links into the old one.
func (y *year) elsewhere(f *source.File) {
	for _, l := range f.AnyDoc(0).Links {
		dest, _, _ := strings.Cut(l.Dest, "#")
		if dest == "" || strings.Contains(dest, ":") {
			continue
		}
		if at := path.Join(path.Dir(f.Path), dest); y.rename(at) != at {
			y.out.Links = append(y.out.Links, f.Path)
			return
		}
	}
}

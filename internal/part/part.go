// Package part divides a site among machines: which editions each of them builds, and the files by which services run
// them at once and put together what they have made. Each part is a `tocsin build --edition …`; the root, which names
// every page, is built over all of them in the end and lists them in the manifest.
package part

import (
	"bytes"
	"cmp"
	"embed"
	"slices"
	"strings"
	"text/template"
	"time"

	"tocsin/internal/plan"
	"tocsin/internal/site"
)

// Part is what one machine builds.
type Part struct {
	Editions []string // what --edition takes: "ca/en"
	Files    int      // of the site that are made for it
}

// Flags is the part as it stands on a command line: "--edition ca/en --edition ca/fr".
func (p Part) Flags() string { return "--edition " + strings.Join(p.Editions, " --edition ") }

// Balance divides a site's editions into n parts, or as many as it has editions, so that the largest part has as few
// files as can be found by giving the largest first to the part that has the least so far. A country's editions stay
// together where there are countries enough: whoever builds one decides on its others too.
func Balance(p *plan.Plan, n int) []Part {
	files := map[*site.Edition]int{}
	for _, t := range p.Targets {
		if t.Edition != nil && strings.HasPrefix(t.Path, t.Edition.Folder+"/") {
			files[t.Edition]++
		}
	}
	size := func(unit []*site.Edition) (sum int) {
		for _, e := range unit {
			sum += files[e]
		}
		return sum
	}
	units := units(p.Site, n)
	slices.SortStableFunc(units, func(a, b []*site.Edition) int { return cmp.Compare(size(b), size(a)) })
	parts := make([]Part, min(n, len(units)))
	for _, unit := range units {
		least := 0
		for i := range parts {
			if parts[i].Files < parts[least].Files {
				least = i
			}
		}
		parts[least].Files += size(unit)
		for _, e := range unit {
			parts[least].Editions = append(parts[least].Editions, e.Code)
		}
	}
	return parts
}

// units are what is divided: countries, or editions where there are more parts than countries.
func units(s *site.Site, n int) (out [][]*site.Edition) {
	if n <= len(s.Countries) {
		for _, c := range s.Countries {
			out = append(out, c.Editions)
		}
		return out
	}
	for _, e := range s.Editions {
		out = append(out, []*site.Edition{e})
	}
	return out
}

// Formats lists the forms in which parts are written, the plain one first.
func Formats() []string { return []string{"text", "github", "gitlab", "k8s"} }

//go:embed github.yml gitlab.yml k8s.yml
var files embed.FS

// Write returns the parts in one of the formats: as a line of flags for each, or as a file that a service runs as it
// is. At is the moment that all parts are built for, where the service does not give one to all of its jobs itself.
func Write(format string, parts []Part, at time.Time) (string, error) {
	if format == "text" {
		var b strings.Builder
		for _, p := range parts {
			b.WriteString(p.Flags() + "\n")
		}
		return b.String(), nil
	}
	t, err := template.New(format+".yml").Delims("[[", "]]").ParseFS(files, format+".yml")
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = t.Execute(&b, struct {
		Parts []Part
		At    string
	}{parts, at.UTC().Format("2006-01-02T15:04Z")})
	return b.String(), err
}

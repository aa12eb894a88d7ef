package status

import (
	"html/template"
	"io"

	"tocsin/internal/words"
)

// page is a report as one file that can be sent around: it asks no other host for anything.
const page = `<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.T "status.title" "campaign" .Title "day" (.At.Format "2006-01-02")}}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; color: #1c1b1a; background: #fff; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { text-align: start; padding: .3rem 0; color: #55524d }
th, td { text-align: start; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid #d9d5cf; vertical-align: top }
td.n, th.n { text-align: end }
.todo { font-weight: 600; color: #9c2a00 } .none { color: #6b6862 }
@media print { body { margin: 0; max-width: none } tr { break-inside: avoid } }
</style>
</head>
<body>
<main>
<h1>{{.T "status.title" "campaign" .Title "day" (.At.Format "2006-01-02")}}</h1>
{{if not .Locked}}<p>{{.T "status.no-lock"}}</p>
{{end}}<h2>{{.T "status.editions"}}</h2>
<div class="wide" role="group" tabindex="0" aria-label="{{.T "status.editions"}}"><table>
<thead><tr>{{range $i, $head := .Heads}}<th scope="col"{{if $i}} class="n"{{end}}>{{$head}}</th>{{end}}</tr></thead>
<tbody>
{{range .Editions}}<tr><th scope="row">{{.Code}}</th><td class="n">{{.Pages}}</td><td class="n">{{.Ready}}</td><td class="n">{{.Missing}}</td><td class="n">{{.Stale}}</td><td class="n">{{.Unlocked}}</td><td class="n">{{.Held}}</td><td class="n">{{.Drafts}}</td><td class="n">{{.Embargoed}}</td><td class="n">{{.Words}}</td></tr>
{{end}}</tbody></table></div>
<h2>{{.T "status.review"}}</h2>
{{if .Overdue}}<div class="wide" role="group" tabindex="0" aria-label="{{.T "status.review"}}"><table>
<thead><tr><th scope="col">{{.T "status.head.by"}}</th><th scope="col" class="n">{{.T "status.head.days"}}</th><th scope="col">{{.T "status.head.what"}}</th><th scope="col">{{.T "status.head.owner"}}</th><th scope="col">{{.T "status.head.file"}}</th></tr></thead>
<tbody>
{{range .Overdue}}<tr><td>{{.By}}</td><td class="n">{{.Days}}</td><td>{{$.T (print "status.what." .What)}} {{.Key}}</td><td>{{.Owner}}</td><td>{{$.T "status.line" "file" .File "line" .Line}}</td></tr>
{{end}}</tbody></table></div>{{else}}<p>{{.T "status.nothing"}}</p>{{end}}
{{if not .Since.IsZero}}<h2>{{.T "status.since" "day" (.Since.Format "2006-01-02")}}</h2>
{{if .Changed}}<div class="wide" role="group" tabindex="0" aria-label="{{.T "status.changes"}}"><table>
<thead><tr><th scope="col">{{.T "status.head.updated"}}</th><th scope="col">{{.T "status.head.page"}}</th><th scope="col">{{.T "status.head.file"}}</th></tr></thead>
<tbody>
{{range .Changed}}<tr><td>{{.Updated}}</td><td>{{.Title}}</td><td>{{.File}}</td></tr>
{{end}}</tbody></table></div>{{else}}<p>{{.T "status.nothing"}}</p>{{end}}
{{end}}<h2>{{.T "status.pages"}}</h2>
<div class="wide" role="group" tabindex="0" aria-label="{{.T "status.pages"}}"><table>
<caption>{{.T "status.caption"}}</caption>
<thead><tr><th scope="col">{{.T "status.head.page"}}</th>{{range .Editions}}<th scope="col">{{.Code}}</th>{{end}}</tr></thead>
<tbody>
{{range .Pages}}<tr><th scope="row">{{.Title}}<br><span class="none">{{.Key}}</span></th>{{range .Cells}}<td{{if not .Good}} class="todo"{{else if not .State}} class="none"{{end}}>{{$.Cell .}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
</main>
</body>
</html>
`

// view is a report with the words to show it in.
type view struct {
	*Report
	*words.Catalogue
}

// Heads are the headings of the table of editions.
func (v view) Heads() []string { return sumHeads(v.Catalogue, "status.head.") }

// Cell is what a cell says.
func (v view) Cell(c Cell) string { return c.Word(v.Catalogue) }

func writeHTML(w io.Writer, r *Report, say *words.Catalogue) error {
	t, err := template.New("status").Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, view{r, say})
}

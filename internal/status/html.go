package status

import (
	"html/template"
	"io"
)

// page is a report as one file that can be sent around: it asks no other host for anything.
const page = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}: status on {{.At.Format "2006-01-02"}}</title>
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
<h1>{{.Title}}: status on {{.At.Format "2006-01-02"}}</h1>
{{if not .Locked}}<p>There is no lock, so nobody can tell what is stale.</p>
{{end}}<h2>Editions</h2>
<div class="wide" role="group" tabindex="0" aria-label="Editions"><table>
<thead><tr><th scope="col">Edition</th><th scope="col" class="n">Pages</th><th scope="col" class="n">Ready</th><th scope="col" class="n">Missing</th><th scope="col" class="n">Stale</th><th scope="col" class="n">Unlocked</th><th scope="col" class="n">Held</th><th scope="col" class="n">Drafts</th><th scope="col" class="n">Embargoed</th><th scope="col" class="n">Words to translate</th></tr></thead>
<tbody>
{{range .Editions}}<tr><th scope="row">{{.Code}}</th><td class="n">{{.Pages}}</td><td class="n">{{.Ready}}</td><td class="n">{{.Missing}}</td><td class="n">{{.Stale}}</td><td class="n">{{.Unlocked}}</td><td class="n">{{.Held}}</td><td class="n">{{.Drafts}}</td><td class="n">{{.Embargoed}}</td><td class="n">{{.Words}}</td></tr>
{{end}}</tbody></table></div>
<h2>Overdue for review</h2>
{{if .Overdue}}<div class="wide" role="group" tabindex="0" aria-label="Overdue for review"><table>
<thead><tr><th scope="col">By</th><th scope="col" class="n">Days</th><th scope="col">What</th><th scope="col">Owner</th><th scope="col">File</th></tr></thead>
<tbody>
{{range .Overdue}}<tr><td>{{.By}}</td><td class="n">{{.Days}}</td><td>{{.What}} {{.Key}}</td><td>{{.Owner}}</td><td>{{.File}}, line {{.Line}}</td></tr>
{{end}}</tbody></table></div>{{else}}<p>Nothing.</p>{{end}}
{{if not .Since.IsZero}}<h2>Changed since {{.Since.Format "2006-01-02"}}</h2>
{{if .Changed}}<div class="wide" role="group" tabindex="0" aria-label="Changed"><table>
<thead><tr><th scope="col">Updated</th><th scope="col">Page</th><th scope="col">File</th></tr></thead>
<tbody>
{{range .Changed}}<tr><td>{{.Updated}}</td><td>{{.Title}}</td><td>{{.File}}</td></tr>
{{end}}</tbody></table></div>{{else}}<p>Nothing.</p>{{end}}
{{end}}<h2>Pages</h2>
<div class="wide" role="group" tabindex="0" aria-label="Pages"><table>
<caption>A number is a count of words to translate.</caption>
<thead><tr><th scope="col">Page</th>{{range .Editions}}<th scope="col">{{.Code}}</th>{{end}}</tr></thead>
<tbody>
{{range .Pages}}<tr><th scope="row">{{.Title}}<br><span class="none">{{.Key}}</span></th>{{range .Cells}}<td{{if not .Good}} class="todo"{{else if eq .Word "–"}} class="none"{{end}}>{{.Word}}</td>{{end}}</tr>
{{end}}</tbody></table></div>
</main>
</body>
</html>
`

func writeHTML(w io.Writer, r *Report) error {
	t, err := template.New("status").Parse(page)
	if err != nil {
		return err
	}
	return t.Execute(w, r)
}

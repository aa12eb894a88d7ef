package preview

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/mediatype"
	"tocsin/internal/plan"
	"tocsin/internal/render"
	"tocsin/internal/rule"
	catalogue "tocsin/internal/words"
)

//go:embed ui
var uiFolder embed.FS

// file is a file of the review's own interface.
type file struct {
	data []byte
	kind string
	tag  string
}

// uiFiles reads the scripts, styles and pictures of the review's interface; its templates are not served. The words of the
// review bar, words.js, are made of the catalogue.
func uiFiles() map[string]file {
	out := map[string]file{}
	err := fs.WalkDir(uiFolder, "ui", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch path.Ext(name) {
		case ".js", ".css", ".json", ".svg", ".png", ".woff2":
		default:
			return nil
		}
		data, err := uiFolder.ReadFile(name)
		out[strings.TrimPrefix(name, "ui/")] = file{data, mediatype.Of(name), tagOf(data)}
		return err
	})
	if err != nil {
		panic(err) // the files are in the program
	}
	table := barWords()
	out["words.js"] = file{table, mediatype.Of("words.js"), tagOf(table)}
	return out
}

func (s *Server) static(w http.ResponseWriter, r *http.Request, name string) {
	f, ok := s.ui[name]
	if !ok {
		refuse(w, r, http.StatusNotFound, "no-file")
		return
	}
	s.send(w, r, http.StatusOK, f.kind, f.tag, f.data)
}

// tagOf is an entity tag: a browser that has the bytes already need not get them again.
func tagOf(data []byte) string {
	sum := sha256.Sum256(data)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

// send answers with bytes, or with 304 where the browser has them.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, kind, tag string, data []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	if status == http.StatusOK {
		h.Set("Cache-Control", "no-cache")
		h.Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data)
	}
}

// page answers a path of the site: exactly those that the plan holds.
func (s *Server) page(w http.ResponseWriter, r *http.Request, snap *snapshot, at string) {
	if len(snap.Web.Editions) == 0 {
		s.explain(w, r, http.StatusServiceUnavailable, "no-campaign", snap.Diags)
		return
	}
	if snap.mount != "/" && at == "/" {
		redirect(w, r, snap.mount, "")
		return
	}
	name, ok := strings.CutPrefix(at, snap.mount)
	if !ok {
		s.notFound(w, r, snap, "")
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	} else if _, ok := snap.target(name + "/index.html"); ok {
		redirect(w, r, at+"/", "")
		return
	}
	t, ok := snap.target(name)
	if !ok {
		other, found, ok := s.assetOf(name)
		if !ok {
			s.notFound(w, r, snap, name)
			return
		}
		snap, t = other, found
	}
	if t.Kind == plan.Redirect && !snap.Live {
		redirect(w, r, snap.mount+strings.TrimSuffix(t.Page.Output(), "index.html"), "") // the built page would lose the moment
		return
	}
	s.target(w, r, snap, t, http.StatusOK)
}

// hidesSlash reports whether a path spells a slash as %2F: it is another path than the one that it decodes to.
func hidesSlash(u *url.URL) bool { return strings.Contains(strings.ToLower(u.RawPath), "%2f") }

// target renders a file of the site and sends it.
func (s *Server) target(w http.ResponseWriter, r *http.Request, snap *snapshot, t plan.Target, status int) {
	isAsset := t.Kind == plan.Asset || t.Kind == plan.Media
	if !snap.laidOut && !isAsset {
		s.explain(w, r, http.StatusInternalServerError, "no-templates", snap.Diags)
		return
	}
	data, err := snap.Rend.Bytes(t)
	if err != nil {
		var diags diag.List
		if d, ok := render.AsDiagnostic(err); ok {
			diags = diag.List{d}
		} else {
			diags.Add(t.From, rule.UnreadableShown, "problem", err)
		}
		s.explain(w, r, http.StatusInternalServerError, "broken", diags)
		return
	}
	h := w.Header()
	h.Set("Server-Timing", `build;desc="`+snap.Build+`"`) // where the page's script can read it
	if snap.Rend.IsPage(t) {
		data = s.withBar(data)
	} else if isAsset {
		h.Set("Content-Security-Policy", alone(t.Path))
	}
	s.send(w, r, status, snap.Rend.MediaType(t), tagOf(data), data)
}

// alone is the policy of a file that somebody laid beside the pages: whatever is in it, it runs nothing.
func alone(name string) string {
	p := "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
	if path.Ext(name) == ".pdf" {
		return p // a browser's reader does not run in a sandbox
	}
	return p + "; sandbox"
}

// withBar adds the one script that the built page does not have.
func (s *Server) withBar(page []byte) []byte {
	tag := `<script type="module" src="` + s.base + `/_review/ui/bar.js"></script>`
	i := bytes.LastIndex(page, []byte("</body>"))
	if i < 0 {
		i = len(page)
	}
	out := make([]byte, 0, len(page)+len(tag))
	out = append(out, page[:i]...)
	out = append(out, tag...)
	return append(out, page[i:]...)
}

// notFound answers as the published site will: with the page of the edition, or that of the root.
func (s *Server) notFound(w http.ResponseWriter, r *http.Request, snap *snapshot, name string) {
	best := "404.html"
	for _, e := range snap.Web.Editions {
		if strings.HasPrefix(name, e.Folder+"/") {
			best = e.Folder + "/404.html"
		}
	}
	t, ok := snap.target(best)
	if !ok {
		s.explain(w, r, http.StatusNotFound, "no-page", nil)
		return
	}
	s.target(w, r, snap, t, http.StatusNotFound)
}

// redirect leads to another path of this server and keeps what was asked beside it, such as the moment. The path is
// never taken for a host: it begins with one slash.
func redirect(w http.ResponseWriter, r *http.Request, to, base string) {
	to = base + "/" + strings.TrimLeft(strings.TrimPrefix(to, base), "/")
	u := url.URL{Path: to, RawQuery: r.URL.RawQuery}
	w.Header().Set("Location", u.String())
	w.WriteHeader(http.StatusTemporaryRedirect)
}

var explanation = template.Must(template.New("").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{{.Title}}</title>
<meta name="robots" content="noindex">
<link rel="stylesheet" href="{{.CSS}}">
</head>
<body>
<main class="wrap">
<h1>{{.Title}}</h1>
<p>{{.Text}}</p>
{{with .Diags}}<ul class="findings">
{{range .}}<li class="is-error">{{with .File}}<code>{{.}}{{end}}{{with .Line}}:{{.}}{{end}}{{if .File}}</code> {{end}}{{.Text $.Words}}</li>
{{end}}</ul>
{{end}}</main>
</body>
</html>
`))

// explain answers with a plain page of the server's own, which comes alive like any other. Its words are those of the keys
// explain-WHAT and explain-WHAT-text.
func (s *Server) explain(w http.ResponseWriter, r *http.Request, status int, what string, diags diag.List) {
	say := wordsFor(r)
	var b bytes.Buffer
	if err := explanation.Execute(&b, struct {
		Lang, Title, Text, CSS string
		Diags                  diag.List
		Words                  *catalogue.Catalogue
	}{say.Lang, say.T("explain-" + what), say.T("explain-" + what + "-text"), s.address("_review/ui/review.css"), errorsOf(diags), catalogue.In(say.Lang)}); err != nil {
		panic(fmt.Sprintf("the page that explains: %v", err))
	}
	s.send(w, r, status, mediatype.HTML, "", s.withBar(b.Bytes()))
}

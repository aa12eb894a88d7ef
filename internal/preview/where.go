package preview

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"tocsin/internal/plan"
	"tocsin/internal/site"
)

// where sends a page's HTML with marks of where its words were written: see render.Marked.
func (s *Server) where(w http.ResponseWriter, sc *screen) {
	t, ok := lookUp(sc.snap, sc.Param("path"))
	if !ok || t.Page == nil || t.Kind != plan.Page {
		http.Error(w, sc.T("not-here"), http.StatusNotFound)
		return
	}
	html, err := sc.snap.Rend.Marked(t.Page)
	if err != nil {
		http.Error(w, sc.T("where-failed"), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(html)))
	_, _ = w.Write(html)
}

// lookUp finds the target that answers at the path of an address in the browser.
func lookUp(snap *snapshot, path string) (plan.Target, bool) {
	name, ok := sitePath(snap, path)
	if !ok {
		return plan.Target{}, false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return snap.target(name)
}

// sitePath turns the path of an address into one within the site.
func sitePath(snap *snapshot, path string) (string, bool) {
	path, _, _ = strings.Cut(path, "?")
	path, _, _ = strings.Cut(path, "#")
	path, err := url.PathUnescape(path)
	if err != nil {
		return "", false
	}
	return strings.CutPrefix(path, snap.mount)
}

// editionAt returns the edition in whose folder a path lies, whether or not something is there; nil for the root.
func editionAt(snap *snapshot, path string) *site.Edition {
	name, ok := sitePath(snap, path)
	if !ok {
		return nil
	}
	for _, e := range snap.Web.Editions {
		if strings.HasPrefix(name+"/", e.Folder+"/") {
			return e
		}
	}
	return nil
}

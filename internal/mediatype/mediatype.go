// Package mediatype says what the ending of a file's name means.
package mediatype

import (
	"path"
	"strings"
)

// HTML is the type of every page.
const HTML = "text/html; charset=utf-8"

// Of returns the media type of a file (RFC 6838), with its charset where it has one. It is decided by the name alone, so
// that no machine's settings and no file's first bytes change it. Case does not count; a name without an ending is text,
// and an unknown one application/octet-stream.
func Of(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if ext == "" {
		return "text/plain; charset=utf-8"
	}
	if kind, ok := types[ext]; ok {
		return kind
	}
	return "application/octet-stream"
}

var types = map[string]string{
	".avif":  "image/avif",
	".css":   "text/css; charset=utf-8",
	".csv":   "text/csv; charset=utf-8",
	".gif":   "image/gif",
	".gz":    "application/gzip",
	".htm":   HTML,
	".html":  HTML,
	".ico":   "image/x-icon",
	".ics":   "text/calendar; charset=utf-8",
	".jpeg":  "image/jpeg",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".mjs":   "text/javascript; charset=utf-8",
	".mp3":   "audio/mpeg",
	".mp4":   "video/mp4",
	".pdf":   "application/pdf",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".webm":  "video/webm",
	".webp":  "image/webp",
	".woff2": "font/woff2",
	".xml":   "application/xml; charset=utf-8",
	".zip":   "application/zip",
}

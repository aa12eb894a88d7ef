package mediatype

import "testing"

func TestOf(t *testing.T) {
	for name, want := range map[string]string{
		"a/index.html": HTML, "a/B.HTM": HTML, "_headers": "text/plain; charset=utf-8", "a.b/c": "text/plain; charset=utf-8", "x.tar.gz": "application/gzip",
		"x.ics": "text/calendar; charset=utf-8", "x.WEBP": "image/webp", "x.xyz": "application/octet-stream", ".nojekyll": "application/octet-stream",
	} {
		if got := Of(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

package media

import "testing"

const rtf = `{\rtf1{\info{\author Ana}}}`

// The bytes decide: a picture goes out cleaned or not at all, and another file as it is, with what it tells.
func TestDecide(t *testing.T) {
	for _, c := range []struct {
		name, data     string
		picture, wrong bool
		tells          int
	}{
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`, true, false, 0},
		{"a.txt", "words", false, false, 0},
		{"a.doc", rtf, false, false, 1},
		{"a.svg", rtf, false, true, 0},
		{"a.txt", `<svg xmlns="http://www.w3.org/2000/svg"/>`, false, true, 0},
		{"a.heic", "", false, true, 0},
	} {
		v, p := Decide(c.name, []byte(c.data))
		if v.Runs {
			t.Errorf("%s %q is said to run", c.name, c.data)
		}
		if v.IsPicture() != c.picture || (p != nil) != c.wrong || len(v.Tells.Tells) != c.tells {
			t.Errorf("%s %q: %+v, %v", c.name, c.data, v, p)
		}
	}
}

// What would run in the site's name is known by its name, or by its bytes where the name says nothing.
func TestRuns(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       bool
	}{
		{"a.html", "", true},
		{"A.HTM", "words", true},
		{"a.xhtml", "", true},
		{"a.mht", "", true},
		{"a.php", "", true},
		{".htaccess", "", true},
		{"a", "<!doctype html><script>", true},
		{"a.dat", " \n<SCRIPT>alert(1)</SCRIPT>", true},
		{"a.doc", "<html><body>", true},
		{"a.xml", `<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>`, true},
		{"a.xml", `<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml"/>`, true},
		{"a.txt", "<html>", false},
		{"a.csv", "a,b\n<b>,c\n", false},
		{"a.xml", `<?xml version="1.0"?><rss/>`, false},
		{"a.pdf", "%PDF-1.7", false},
		{"a.zip", "PK\x03\x04", false},
		{"a", "words", false},
	} {
		if v, _ := Decide(c.name, []byte(c.data)); v.Runs != c.want {
			t.Errorf("%s %q: %t", c.name, c.data, v.Runs)
		}
	}
}

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
		if v.IsPicture() != c.picture || (p != nil) != c.wrong || len(v.Tells.Tells) != c.tells {
			t.Errorf("%s %q: %+v, %v", c.name, c.data, v, p)
		}
	}
}

// Package media decides what a file that people made may be published as. Every file that goes out as a file asks here:
// what pages show and link to, what networks show, what lies in toolkits, and the pictures of the theme.
//
// The bytes decide, not the name. A picture goes out cleaned, or not at all. Any other file goes out as it is.
package media

import (
	"tocsin/internal/attachment"
	"tocsin/internal/picture"
)

// Verdict is what a file is published as.
type Verdict struct {
	Picture picture.Info      // zero for a file that is no picture: it goes out as it is
	Tells   attachment.Report // of a file that goes out as it is: what it tells about its makers
	Runs    bool              // a reader's browser or the site's server would run it, in the site's own name
}

// IsPicture reports whether the file is a picture, which goes out cleaned.
func (v Verdict) IsPicture() bool { return v.Picture.Format != picture.Unknown }

// Decide tells what a file may be published as, from its name and bytes; or what is wrong, without its place but for a
// line and column in a drawing.
func Decide(name string, data []byte) (Verdict, *picture.Problem) {
	info, p := picture.Inspect(name, data)
	v := Verdict{Picture: info}
	if p == nil && !v.IsPicture() {
		v.Tells, v.Runs = attachment.Read(data), runs(name, data)
	}
	return v, p
}

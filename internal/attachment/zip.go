package attachment

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"path"
	"strings"

	"tocsin/internal/rule"
)

// zip looks into an archive, which a document of an office program is too. It reports whether the file is one.
func (r *reader) zip(data []byte, deep int) (kind, bool) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return other, false
	}
	is := archive
	for _, f := range z.File {
		switch {
		case f.Name == "[Content_Types].xml":
			is = office
		case f.Name == "META-INF/manifest.xml" && is == archive:
			is = openDocument
		}
	}
	counts := &counts{}
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if r.entries--; r.entries < 0 {
			r.cut = true
			break
		}
		switch is {
		case office:
			r.officePart(f, counts, deep)
		case openDocument:
			r.openPart(f, deep)
		default:
			r.member(f.Name, r.unpack(f), deep)
		}
	}
	r.changes(counts.changes, counts.changers)
	r.count(rule.PartTellComments, counts.comments)
	r.count(rule.PartTellSheets, counts.sheets)
	return is, true
}

// unpack returns a part's bytes, as far as the limits allow.
func (r *reader) unpack(f *zip.File) []byte {
	if f.Flags&1 != 0 {
		r.tell(rule.PartTellLocked.With())
		return nil
	}
	in, err := f.Open()
	if err != nil {
		return nil
	}
	defer func() { _ = in.Close() }()
	return r.inflated(in)
}

// inflated reads what comes out of a packer, as far as the limits allow. What its file says of its length is not
// believed.
func (r *reader) inflated(in io.Reader) []byte {
	allowed := min(r.left, maxPart)
	data, _ := io.ReadAll(io.LimitReader(in, allowed))
	r.left -= int64(len(data))
	if int64(len(data)) == allowed {
		if n, _ := in.Read(make([]byte, 1)); n > 0 {
			r.cut = true
		}
	}
	return data
}

// tarball looks into a tar archive, or what is packed with gzip, which may be one.
func (r *reader) tarball(data []byte, deep int) {
	if deep >= maxDeep {
		r.cut = true
		return
	}
	if in, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
		r.file(r.inflated(in), deep+1)
		return
	}
	files := tar.NewReader(bytes.NewReader(data))
	for {
		f, err := files.Next()
		if err != nil {
			return
		}
		if r.entries--; r.entries < 0 {
			r.cut = true
			return
		}
		r.member(f.Name, r.inflated(files), deep)
	}
}

// member looks into a file of a plain archive and tells what it tells under its name.
func (r *reader) member(name string, data []byte, deep int) {
	r.path(name)
	if deep >= maxDeep {
		r.cut = true
		return
	}
	inner := &reader{left: r.left, entries: r.entries}
	inner.file(data, deep+1)
	r.left, r.entries, r.cut = inner.left, inner.entries, r.cut || inner.cut
	if len(inner.tells) > 0 {
		if more := len(inner.tells) - 3; more > 0 {
			inner.tells = append(inner.tells[:3:3], rule.PartAndMore.With("more", more))
		}
		r.tell(rule.PartTellIn.With("file", path.Base(strings.ReplaceAll(name, `\`, "/")), "tells", inner.tells))
	}
}

// within looks into a picture or a document that a document holds.
func (r *reader) within(f *zip.File, deep int) {
	if deep >= maxDeep {
		r.cut = true
		return
	}
	r.file(r.unpack(f), deep+1)
}

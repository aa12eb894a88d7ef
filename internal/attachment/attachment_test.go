package attachment

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"os"
	"strings"
	"testing"

	"tocsin/internal/words"
)

// said is what a file tells, one a line.
func said(data []byte) string {
	var out []string
	for _, t := range Read(data).Tells {
		out = append(out, words.In("en").Say(t))
	}
	return strings.Join(out, "\n")
}

// packed is an archive of pairs of a name and its content.
func packed(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func squeezed(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func gzipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

// tarred is a tar archive of pairs of a name and its content.
func tarred(t testing.TB, pairs ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		if err := w.WriteHeader(&tar.Header{Name: pairs[i], Size: int64(len(pairs[i+1])), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// placed is a JPEG's beginning that says where it was taken and who owns the camera.
func placed(order string) string {
	var put binary.AppendByteOrder = binary.BigEndian
	if order == "II" {
		put = binary.LittleEndian
	}
	short := func(b []byte, v ...uint16) []byte {
		for _, x := range v {
			b = put.AppendUint16(b, x)
		}
		return b
	}
	long := func(b []byte, v ...uint32) []byte {
		for _, x := range v {
			b = put.AppendUint32(b, x)
		}
		return b
	}
	tiff := long(short([]byte(order), 42), 8)
	tiff = long(short(long(short(tiff, 2, 0x013b, 2), 10, 60), 0x8825, 4), 1, 38)
	tiff = long(tiff, 0)
	tiff = long(short(long(short(tiff, 1), 0), 0)[:len(tiff)+2], 0)[:len(tiff)+2]
	tiff = long(short(tiff, 0x0002, 5), 3, 0)
	for len(tiff) < 60 {
		tiff = append(tiff, 0)
	}
	tiff = append(tiff, "Ana Photo\x00"...)
	return "\xff\xd8\xff\xe1\x00\x80Exif\x00\x00" + string(tiff)
}

// Files that LibreOffice 7.4 saved: one text with an author, an editor, a property, a tracked change and a comment.
func TestPrograms(t *testing.T) {
	whole := `author "Ana Autora"
last saved by "Éric Éditeur"
the property "Client" with the value "Ring Inc."
a comment's author "Carla Comment"
1 tracked change by "Ian Inserter"
1 comment`
	for name, want := range map[string]string{
		"doc.docx": whole, "doc.odt": whole, "doc.fodt": whole,
		"doc.rtf": "author \"Ana Autora\"\nauthor \"Éric Éditeur\"\n1 tracked change by \"Ian Inserter\"\n1 comment",
		"doc.doc": "author \"Ana Autora\"\nlast saved by \"Éric Éditeur\"\na reviewer \"Ian Inserter\"",
		"doc.pdf": `author "Ana Autora"`,
	} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if got := said(data); got != want {
			t.Errorf("%s tells\n%s\nwant\n%s", name, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	const types = "[Content_Types].xml"
	for _, c := range []struct{ what, data, want string }{
		{"words", "Ana wrote this in C:\\Users\\ana", ""},
		{"nothing", "", ""},
		{"a clean document", string(packed(t, types, "", "docProps/core.xml", "<p><creator></creator><title>Plan</title></p>", "word/document.xml", "<d><p>ins del</p></d>")), ""},
		{"a company", string(packed(t, types, "", "docProps/app.xml", "<P><Company>Ring Inc.</Company><Manager>M. Boss</Manager><Template>C:\\Users\\ana\\T.dotx</Template></P>")),
			"company \"Ring Inc.\"\nmanager \"M. Boss\"\nthe place \"C:\\\\Users\\\\ana\\\\T.dotx\" on somebody's machine"},
		{"where a workbook lay", string(packed(t, types, "", "xl/workbook.xml", `<w xmlns:x="urn:x"><x:absPath url="\\srv\team\"/><sheets><sheet state="veryHidden"/><sheet/></sheets></w>`)),
			`the place "\\\\srv\\team\\" on somebody's machine` + "\n1 hidden sheet"},
		{"a template elsewhere", string(packed(t, types, "", "word/_rels/settings.xml.rels", `<R><Relationship Target="file:///C:/Users/ana/T.dotm"/><Relationship Target="https://a.example/"/></R>`)),
			`the place "file:///C:/Users/ana/T.dotm" on somebody's machine`},
		{"tracked changes", string(packed(t, types, "", "word/document.xml", `<w:d xmlns:w="urn:w"><w:ins w:author="Ana"/><w:del w:author="Bo"/><w:moveTo w:author="Ana"/></w:d>`)),
			`3 tracked changes by "Ana", "Bo"`},
		{"comments of three programs", string(packed(t, types, "", "word/comments.xml", `<c><comment author="Ana"/></c>`, "ppt/commentAuthors.xml", `<a><cmAuthor name="Bo"/></a>`,
			"xl/threadedComments/threadedComment1.xml", `<t><threadedComment/></t>`, "xl/persons/person.xml", `<p><person displayName="Cy"/></p>`)),
			"a comment's author \"Ana\"\na comment's author \"Bo\"\na comment's author \"Cy\"\n2 comments"},
		{"a program's data", string(packed(t, types, "", "customXml/item1.xml", `<Sources xmlns="urn:b"/>`, "customXml/item2.xml", `<p><Case>12</Case></p>`)), `a program's own data under "Case"`},
		{"a photograph in a document", string(packed(t, types, "", "word/media/image1.jpeg", placed("MM"))), "author \"Ana Photo\"\nthe place where a picture was taken"},
		{"a document in a document", string(packed(t, types, "", "word/embeddings/a.xlsx", string(packed(t, types, "", "docProps/core.xml", "<p><creator>Ana</creator></p>")))), `author "Ana"`},
		{"an archive", string(packed(t, "cv/ana.docx", string(packed(t, types, "", "docProps/core.xml", "<p><creator>Ana</creator></p>")), "photo.jpg", placed("II"), "read.txt", "me")),
			"in ana.docx: author \"Ana\"\nin photo.jpg: author \"Ana Photo\"; the place where a picture was taken"},
		{"a PDF that keeps what an earlier version said", "%PDF-1.4\n1 0 obj\n<</Author(Ana \\(first\\))/Title(Plan)>>\nendobj\n1 0 obj\n<</Title(Plan)>>\nendobj\n", `author "Ana (first)"`},
		{"UTF-16, hexadecimal, octal", "%PDF-1.4\n<</Author <FEFF00C90072> /Company (\\122ing)>>", "author \"Ér\"\ncompany \"Ring\""},
		{"a name in an object of its own", "%PDF-1.4\n<</Author 7 0 R>>\n7 0 obj (Ana) endobj", `author "Ana"`},
		{"packed objects", "%PDF-1.5\n2 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\r\n" + squeezed("1 0 <</Author(Ana)>>") + "\nendstream endobj", `author "Ana"`},
		{"XMP", "%PDF-1.4\n2 0 obj <</Type /Metadata /Subtype /XML>> stream\n<x:xmpmeta xmlns:x='a'><r xmlns:dc='d' xmlns:p='p' p:Company='Ring'><dc:creator><s><li>Ana</li></s></dc:creator></r></x:xmpmeta>\nendstream",
			"author \"Ana\"\ncompany \"Ring\""},
		{"where it was printed from", "%PDF-1.4\n<</Title(Microsoft Word - C:\\\\Users\\\\ana\\\\plan.doc)>>", `the place "C:\\Users\\ana\\plan.doc" on somebody's machine`},
		{"remarks and a file within", "%PDF-1.4\n<</Subtype/Highlight/T(Ana)>> <</Subtype /Text>> <</Type/EmbeddedFile>>stream\nx\nendstream", "2 comments\n1 file within it"},
		{"under a password", "%PDF-1.4\n<</Author(\x8a\x9b)>> trailer <</Encrypt 5 0 R>>", "parts under a password, into which nobody can look here"},
		{"streams in words", "%PDF-1.4\n<</Title(stream of)/Author(Ana)>>", `author "Ana"`},
		{"a photograph in a PDF", "%PDF-1.4\n<</Filter/DCTDecode>>stream\n" + placed("MM") + "\nendstream", "author \"Ana Photo\"\nthe place where a picture was taken"},
		{"an archive that is a PDF, too", "%PDF-1.4\n<</Author(Ana)>>" + string(packed(t, "photo.jpg", placed("MM"))), "author \"Ana\"\nin photo.jpg: author \"Ana Photo\"; the place where a picture was taken"},
		{"a tarball", gzipped(tarred(t, "cv/letter.rtf", `{\rtf{\info{\author Ana}}}`, "/home/ana/read.txt", "me")), "in letter.rtf: author \"Ana\"\nthe place \"/home/ana/read.txt\" on somebody's machine"},
		{"another archive", "7z\xbc\xaf\x27\x1c", "an archive of a kind into which nobody can look here; a ZIP can be"},
		{"a film", "\x00\x00\x00\x10ftypqt  \x00\x00\x00\x00\x00\x00\x00\x20moov....udta....\xa9xyz+45.4-7", "the place where a picture was taken"},
		{"RTF", `{\rtf1{\info{\author Ana \'c9\u233 ?}{\company R}}{\*\template C:\\Users\\a.dot}x}`, "author \"Ana Éé\"\ncompany \"R\"\nthe place \"C:\\\\Users\\\\a.dot\" on somebody's machine"},
	} {
		if got := said([]byte(c.data)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.what, got, c.want)
		}
	}
}

// Who saved an old workbook or presentation last, where its program keeps that.
func TestLastUser(t *testing.T) {
	book := "\x09\x08\x04\x00abcd\x5c\x00\x0a\x00\x05\x00\x00Ana  xx"
	if got := workbookUser([]byte(book)); got != "Ana  " {
		t.Errorf("a workbook: %q", got)
	}
	if got := workbookUser([]byte("\x5c\x00\x07\x00\x02\x00\x01A\x00\xe9\x00")); got != "Aé" {
		t.Errorf("a workbook in UTF-16: %q", got)
	}
	slides := strings.Repeat(".", 20) + "\x03\x00" + strings.Repeat(".", 6) + "Ana rest"
	if got := slidesUser([]byte(slides)); got != "Ana" {
		t.Errorf("a presentation: %q", got)
	}
	for _, cut := range []string{"", "\x5c\x00", "\x5c\x00\xff\xffA"} {
		if got := workbookUser([]byte(cut)) + slidesUser([]byte(cut)); got != "" {
			t.Errorf("%q: %q", cut, got)
		}
	}
}

// What is packed to burst is read within the limits, and that is told.
func TestLimits(t *testing.T) {
	huge := strings.Repeat(" ", maxPart+1000)
	if got := said(packed(t, "[Content_Types].xml", "", "word/document.xml", huge)); got != "more than can be looked through here" {
		t.Errorf("a long part: %s", got)
	}
	deep := packed(t, "a.txt", "x")
	for range maxDeep + 2 {
		deep = packed(t, "a.zip", string(deep))
	}
	if got := said(deep); got != "more than can be looked through here" {
		t.Errorf("archives in archives: %s", got)
	}
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprintf("%d.rtf", i), fmt.Sprintf(`{\rtf{\info{\author A%d}}}`, i))
	}
	lines := strings.Split(said(packed(t, many...)), "\n")
	if len(lines) != maxTold+1 || lines[maxTold] != "and 22 more" {
		t.Errorf("many: %q", lines)
	}
}

func FuzzRead(f *testing.F) {
	files, _ := os.ReadDir("testdata")
	for _, file := range files {
		if data, err := os.ReadFile("testdata/" + file.Name()); err == nil {
			f.Add(data)
		}
	}
	f.Add([]byte(placed("MM")))
	f.Fuzz(func(_ *testing.T, data []byte) { Read(data) })
}

package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// told are pictures of every kind that say "qzk" wherever their formats have a place for words.
func told(t *testing.T) map[string]string {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 700, 40), color.Palette{color.White, color.Black})
	var j, p, g bytes.Buffer
	if err := jpeg.Encode(&j, img, nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&p, img); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&g, img, nil); err != nil {
		t.Fatal(err)
	}
	segment := func(kind byte, body string) string {
		return string(binary.BigEndian.AppendUint16([]byte{0xff, kind}, uint16(len(body)+2))) + body
	}
	chunk := func(kind, body string) string {
		out := append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind+body...)
		return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:])))
	}
	riff := func(kind, body string) string {
		return string(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))) + body + strings.Repeat("\x00", len(body)%2)
	}
	pixel, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	webp := "WEBP" + riff("VP8X", "\x1c\x00\x00\x00\x00\x00\x00\x00\x00\x00") + string(pixel[12:]) + riff("EXIF", "qzk1") + riff("XMP ", "qzk2") + riff("qzkc", "qzk3")
	return map[string]string{
		"j.jpg": j.String()[:2] + segment(0xe1, "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00qzk") + segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00qzk") +
			segment(0xed, "Photoshop 3.0\x00qzk") + segment(0xfe, "qzk") + j.String()[2:] + "qzk",
		"p.png":  p.String()[:33] + chunk("tEXt", "Author\x00qzk") + chunk("iTXt", "a\x00\x00\x00\x00\x00qzk") + chunk("eXIf", "II*\x00qzk") + chunk("prVt", "qzk") + p.String()[33:] + "qzk",
		"g.gif":  g.String()[:g.Len()-1] + "\x21\xfe\x03qzk\x00\x21\xff\x0bXMP DataXMP\x03qzk\x00;qzk",
		"w.webp": riff("RIFF", webp) + "qzk",
		"s.svg": `<!-- qzk --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:i" viewBox="0 0 9 9" i:docname="C:/qzk.svg"><metadata>qzk</metadata><title>qzk</title><g display="none"><text>qzk</text></g>` +
			`<image width="9" height="9" href="data:image/png;base64,` + base64.StdEncoding.EncodeToString([]byte(p.String()[:33]+chunk("tEXt", "Author\x00qzk")+p.String()[33:])) + `"/></svg>`,
	}
}

// No picture that readers get says what its file said: on pages, in messages, for networks, to fetch, in the theme, in the
// archives for partners, packed or not.
func TestNoPictureTells(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"campaign.yaml":               "title: {en: Ring}\nbase_url: https://ring.example/\ncountries: {ca: {languages: [en], timezone: UTC}}\nsecurity: {contact: mailto:a@ring.example, expires: 2099-01-01}\n",
		"content/index.en.md":         "---\ntitle: Home\n---\n",
		"content/messages/ring.en.md": "![A](../j.jpg) ![B](../p.png) ![C](../g.gif) ![D](../w.webp) ![E](../s.svg)\n",
		"content/page.en.md":          "---\ntitle: Page\nimage: {src: j.jpg, alt: A}\n---\n![A](j.jpg) ![B](p.png) ![C](g.gif) ![D](w.webp) ![E](s.svg)\n\n[A](j.jpg) [B](p.png) [C](g.gif) [D](w.webp) [E](s.svg)\n",
		"content/posts/2026/a.en.md":  "---\ntitle: A\nimage: {src: ../../g.gif, alt: A}\npost: {when: 2026-10-01T09:00, networks: [mastodon]}\n---\nStop.\n",
	}
	for name, data := range told(t) {
		files["content/"+name], files["assets/pictures/"+name] = data, data
	}
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	buildQuietly(t, "--dir", dir, "--precompress")
	public := os.DirFS(filepath.Join(dir, "public"))
	var kinds []string
	err := fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		kinds = append(kinds, filepath.Ext(name))
		tells(t, name, readText(t, public, name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{".jpg", ".png", ".gif", ".webp", ".svg", ".zip"} {
		if !slices.Contains(kinds, kind) {
			t.Errorf("there is no %s", kind)
		}
	}
}

// tells looks for the word in a file, in what an archive holds, and in a picture within a drawing.
func tells(t *testing.T, name, data string) {
	t.Helper()
	if strings.Contains(data, "qzk") {
		t.Errorf("%s tells", name)
	}
	if _, packed, ok := strings.Cut(data, "base64,"); ok && filepath.Ext(name) == ".svg" {
		packed, _, _ = strings.Cut(packed, `"`)
		inner, err := base64.StdEncoding.DecodeString(packed)
		if err != nil || len(inner) == 0 {
			t.Errorf("%s: %v", name, err)
		}
		tells(t, name+" within", string(inner))
	}
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	for _, f := range z.File {
		if inner, err := fs.ReadFile(z, f.Name); err == nil {
			tells(t, name+": "+f.Name, string(inner))
		}
	}
}

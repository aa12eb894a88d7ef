package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pictureCampaign is a small campaign with a photograph that says where it was taken.
func pictureCampaign(t *testing.T) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 1000, 500))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 7 / 4000)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00GPS secret"
	photo := slices.Concat(b.Bytes()[:2], []byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, []byte(exif), b.Bytes()[2:])
	dir := t.TempDir()
	for name, text := range map[string]string{
		"campaign.yaml":               "title: {en: Ring, fr: Anneau}\nbase_url: https://ring.example/\ncountries: {ca: {languages: [en, fr], timezone: UTC}}\nsecurity: {contact: mailto:a@ring.example, expires: 2099-01-01}\n",
		"content/index.en.md":         "---\ntitle: Home\n---\n",
		"content/index.fr.md":         "---\ntitle: Accueil\n---\n",
		"content/page.en.md":          "---\ntitle: Page\nimage: {src: lock.jpg, alt: A lock}\n---\n![A lock](lock.jpg)\n\n![The same](lock.jpg)\n\n[The whole](lock.jpg)\n",
		"content/page.fr.md":          "---\ntitle: Page\nimage: {alt: Un cadenas}\n---\n![Un cadenas](lock.jpg)\n",
		"content/messages/lock.en.md": "![Lock](../lock.jpg)\n",
		"content/lock.jpg":            string(photo),
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func buildQuietly(t *testing.T, args ...string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(context.Background(), append([]string{"build", "--quiet", "--at", "2026-10-06"}, args...), &stdout, &stderr); code != exitOK {
		t.Fatalf("%q: exit %d\n%s", args, code, &stderr)
	}
}

// A photograph comes in the sizes that fit, says nothing of whoever took it, and stands upright.
func TestPhotographs(t *testing.T) {
	dir := pictureCampaign(t)
	buildQuietly(t, "--dir", dir)
	public := os.DirFS(filepath.Join(dir, "public"))
	html := readText(t, public, "ca/en/page/index.html")
	img := regexp.MustCompile(`<img [^>]*>`).FindAllString(html, -1)
	want := regexp.MustCompile(`^<img src="/assets/media/lock\.[0-9a-f]{8}\.jpg" srcset="/assets/media/lock-480\.[0-9a-f]{8}\.jpg 480w, /assets/media/lock\.[0-9a-f]{8}\.jpg 500w" sizes="[^"]+" alt="A lock" width="500" height="1000" decoding="async">$`)
	if len(img) != 2 || !want.MatchString(img[0]) {
		t.Errorf("the pictures are %q", img)
	} else if !strings.Contains(img[1], `loading="lazy"`) {
		t.Errorf("the second is waited for: %s", img[1])
	}
	for lang, alt := range map[string]string{"en": "A lock", "fr": "Un cadenas"} {
		html := readText(t, public, "ca/"+lang+"/page/index.html")
		if !strings.Contains(html, `<meta property="og:image:alt" content="`+alt+`">`) || !strings.Contains(html, `<meta property="og:image:width" content="500">`) {
			t.Errorf("%s: the picture for sharing lacks its words or its size", lang)
		}
	}
	n := 0
	err := fs.WalkDir(public, "assets/media", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		data := readText(t, public, name)
		if strings.Contains(data, "secret") || strings.Contains(data, "Exif") {
			t.Errorf("%s says where it was taken", name)
		}
		if c, err := jpeg.DecodeConfig(strings.NewReader(data)); err != nil || c.Height != 2*c.Width {
			t.Errorf("%s does not stand upright: %v, %v", name, c, err)
		}
		return nil
	})
	if err != nil || n != 2 {
		t.Errorf("%d pictures, want 2; %v", n, err)
	}
}

// What the cache holds never shows: the site is the same without it, with it, with a damaged one, and where it cannot
// be written.
func TestPicturesKept(t *testing.T) {
	dir := pictureCampaign(t)
	kept := filepath.Join(dir, ".tocsin", "cache")
	site := func() string {
		buildQuietly(t, "--dir", dir)
		return readText(t, os.DirFS(filepath.Join(dir, "public")), "manifest.json")
	}
	first := site()
	files := 0
	_ = filepath.WalkDir(kept, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files++
			if err := os.WriteFile(name, []byte("damaged"), 0o644); err != nil {
				t.Error(err)
			}
		}
		return nil
	})
	if files != 2 {
		t.Errorf("%d pictures are kept, want 2", files)
	}
	for what, before := range map[string]func() error{
		"as it was": func() error { return nil },
		"deleted":   func() error { return os.RemoveAll(filepath.Join(dir, ".tocsin")) },
		"not to be written": func() error {
			_ = os.RemoveAll(filepath.Join(dir, ".tocsin"))
			return os.WriteFile(filepath.Join(dir, ".tocsin"), nil, 0o400)
		},
	} {
		if err := before(); err != nil {
			t.Fatal(err)
		}
		if site() != first {
			t.Errorf("the cache being %s, the site is another", what)
		}
	}
}

// Every page of every edition names a picture of its own that is there, of the size that it says, and no card is large.
func TestCards(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	buildQuietly(t, "--dir", "../..", "--out", out)
	public := os.DirFS(out)
	named := regexp.MustCompile(`<meta property="og:image" content="https://october\.example/([^"]+)">\n<meta property="og:image:width" content="(\d+)">\n<meta property="og:image:height" content="(\d+)">\n<meta property="og:image:alt" content="[^"]+">`)
	cards := 0
	err := fs.WalkDir(public, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch path.Base(name) {
		case "card.png", "square.png":
			cards++
			data := readText(t, public, name)
			if len(data) > 60<<10 {
				t.Errorf("%s has %d bytes", name, len(data))
			}
			if os.Getenv("TOCSIN_QUALITY") == "" && !strings.HasPrefix(name, "us/es/calendar/") { // to decode all takes longer than to draw them
				return nil
			}
			img, err := png.Decode(strings.NewReader(data))
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if _, ok := img.ColorModel().(color.Palette); !ok {
				t.Errorf("%s has no palette", name)
			}
			return nil
		}
		if path.Ext(name) != ".html" {
			return nil
		}
		html := readText(t, public, name)
		if strings.Contains(html, `http-equiv="refresh"`) {
			return nil // an old address
		}
		m := named.FindStringSubmatch(html)
		if m == nil {
			t.Errorf("%s names no picture, or not its size and words", name)
			return nil
		}
		if _, err := fs.Stat(public, m[1]); err != nil {
			t.Errorf("%s names a picture that is not there: %v", name, err)
		}
		own := path.Dir(name) + "/card.png"
		if _, err := fs.Stat(public, own); err == nil && path.Base(name) == "index.html" && m[1] != own {
			t.Errorf("%s names %s, not its own", name, m[1])
		}
		return nil
	})
	if err != nil || cards < 100 {
		t.Errorf("%d cards; %v", cards, err)
	}
}

func readText(t *testing.T, fsys fs.FS, name string) string {
	t.Helper()
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A picture whose header is sound and whose pixels are not is told where it is shown, by check too.
func TestDamagedPicture(t *testing.T) {
	dir := pictureCampaign(t)
	chunk := func(kind, body string) string {
		out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
		out = append(append(out, kind...), body...)
		return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:])))
	}
	png := "\x89PNG\r\n\x1a\n" + chunk("IHDR", "\x00\x00\x02\x58\x00\x00\x00\x0a\x08\x02\x00\x00\x00") + chunk("IDAT", "no pixels") + chunk("IEND", "")
	for name, text := range map[string]string{"bad.png": png, "bad.en.md": "---\ntitle: Bad\n---\n![A](bad.png)\n", "bad.fr.md": "---\ntitle: Mal\n---\n"} {
		if err := os.WriteFile(filepath.Join(dir, "content", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{"build", "check"} {
		var stdout, stderr bytes.Buffer
		code := run(context.Background(), []string{command, "--quiet", "--dir", dir}, &stdout, &stderr)
		if code != exitProblem || !strings.Contains(stderr.String(), "content/bad.en.md:4:1: error: content/bad.png: the picture is damaged") || !strings.Contains(stderr.String(), "[picture]") {
			t.Errorf("%s: exit %d\n%s", command, code, &stderr)
		}
	}
}

package plan

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"

	"tocsin/internal/site"
)

// dot is a PNG of one pixel with a remark in it, so that two of them differ.
func dot(remark string) string {
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 1, 1))
	img.Pix[0] = remark[0]
	_ = png.Encode(&b, img)
	return b.String()
}

func photo(w, h int) string {
	var b bytes.Buffer
	_ = jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil)
	return b.String()
}

// A photograph goes out in the sizes that are used, and in no other.
func TestPhotos(t *testing.T) {
	p, l := planned(t, map[string]string{"campaign.yaml": config, "content/p.jpg": photo(1300, 10), "content/big.jpg": photo(2000, 10), "content/own.jpg": photo(2400, 1000),
		"content/x.en.md": page("X", "image: {src: own.jpg, alt: A}") + "![a](p.jpg) ![a](big.jpg)\n\n[whole](p.jpg)\n"})
	if len(l) > 0 {
		t.Fatal(l)
	}
	widths := map[string][]int{}
	for _, target := range p.Targets {
		if target.Kind == Media {
			widths[target.Source] = append(widths[target.Source], target.Width)
		}
	}
	for src, want := range map[string][]int{"content/p.jpg": {480, 800, 1200, 1300}, "content/big.jpg": {480, 800, 1200, 1600}, "content/own.jpg": {1200}} {
		if got := slices.Sorted(slices.Values(widths[src])); !slices.Equal(got, want) {
			t.Errorf("%s goes out in %v, want %v", src, got, want)
		}
	}
	if got := p.Assets["content/own.jpg"].Shared; got.Height != 500 {
		t.Errorf("the picture for sharing is %v", got)
	}
	if slices.ContainsFunc(p.Targets, func(t Target) bool { return t.Path == "ca/en/x/card.png" }) {
		t.Error("a page with a picture of its own has a card too")
	}
}

// In a large campaign pages share the cards of those above them, unless its settings say otherwise.
func TestCardsOfManyPages(t *testing.T) {
	files := map[string]string{"campaign.yaml": config}
	for i := range manyPages + 1 {
		files[fmt.Sprintf("content/learn/p%d.en.md", i)] = page("X")
	}
	own := func(p *Plan) (n int) {
		for _, target := range p.Targets {
			if target.Kind == Picture {
				n++
			}
		}
		return n
	}
	p, l := planned(t, files)
	if len(l) > 0 {
		t.Fatal(l)
	}
	if n := own(p); n > 50 {
		t.Errorf("%d cards", n)
	}
	one := p.Site.Editions[0].Page("learn/p7")
	if got := p.Sharer(one); got != one.Parent || p.CardPath(one, false) != "" || p.CardPath(got, false) != "ca/en/learn/card.png" {
		t.Errorf("a page of a large campaign is shared by the card of %v", got)
	}
	for rule, want := range map[string]bool{"every": true, "folder": false} {
		files["campaign.yaml"] = strings.TrimSuffix(config, "\n") + "\ncards: " + rule + "\n"
		p, _ := planned(t, files)
		if got := own(p) > manyPages; got != want {
			t.Errorf("cards: %s gives %d cards", rule, own(p))
		}
	}
}

func TestSquares(t *testing.T) {
	for kind, want := range map[site.Kind]bool{site.WeekPage: true, site.PostPage: true, site.Article: false, site.Home: false} {
		if got := squares(&site.Page{Kind: kind}); got != want {
			t.Errorf("kind %d has a square card: %v", kind, got)
		}
	}
}

package markdown

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// page returns a page of about 570 words, as campaigns write them.
func page(lang string) []byte {
	section := "## How to know it\n\nA message that *hurries* you is a warning sign: it wants you to act before you think. " +
		"Look at the [sender's address](sender.en.md#look), not at the name; banks never ask for a code by e-mail. " +
		"If in doubt, call :fact[report-phone] and ask whether the message is real, **before** you follow its link.\n\n" +
		"- Do not open the attachment\n- Forward it to [the centre](https://www.example.org/report)\n- Delete it\n\n" +
		":::tip\nRead the address from right to left, up to the first slash.\n:::\n\n"
	if lang == "fr" {
		section = "## Comment la reconnaître ?\n\nUn message qui vous *presse* est un signe : il veut « vous faire agir » avant que " +
			"vous réfléchissiez. Regardez l'[adresse de l'expéditeur](sender.fr.md#look), non le nom; une banque ne demande " +
			"jamais de code par courriel ! Dans le doute, appelez le :fact[report-phone] et demandez si le message est vrai, " +
			"**avant** de suivre son lien.\n\n- N'ouvrez pas la pièce jointe\n- Transmettez-le au " +
			"[centre](https://www.example.org/report)\n- Supprimez-le\n\n:::tip\nLisez l'adresse de droite à gauche.\n:::\n\n"
	}
	return []byte(strings.Repeat(section, 7) + "| Sign | Meaning |\n|---|---|\n| Hurry | Pressure |\n| Prize | Bait |\n\n::message{id=pause}\n")
}

func BenchmarkParse(b *testing.B) {
	for _, lang := range []string{"en", "fr"} {
		src, o := page(lang), Options{File: "x.md", FirstLine: 5}
		if lang == "fr" {
			o.Typography = FrenchCanada
		}
		b.Run(lang, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, l := Parse(src, o); len(l) > 0 {
					b.Fatal(told(l))
				}
			}
		})
	}
}

// BenchmarkGoldmark is goldmark alone on the same page, for comparison.
func BenchmarkGoldmark(b *testing.B) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList,
		extension.Footnote, extension.DefinitionList))
	src := page("en")
	var out bytes.Buffer
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := md.Convert(src, io.Writer(&out)); err != nil {
			b.Fatal(err)
		}
	}
}

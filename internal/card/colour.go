package card

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Colours are what cards are drawn in, read from the tokens of the campaign's style sheets.
type Colours struct {
	Paper  color.RGBA    // the words in a week
	OnBand color.RGBA    // the words outside of one
	Band   color.RGBA    // the ground outside a week
	Signal color.RGBA    // the strike
	Arcs   [5]color.RGBA // the weeks' rings on the band: the dark ones
	Ground [5]color.RGBA // a week's ground: its h
	Wash   [5]color.RGBA // a week's rings
}

// sheets are the style sheets that hold tokens, the later over the earlier. A country's own holds only its line.
var sheets = []string{"assets/site.css", "assets/tokens.css"}

// token is a custom property where it was written last.
type token struct {
	value string
	at    diag.Pos
}

// tokens are the custom properties by scheme, selector and name: "dark .w1 --h".
type tokens map[string]token

// readTokens reads the custom properties of the rules for :root and .w1 to .w5, in the light scheme and in the dark one.
// It is no CSS parser: it knows comments, strings, nested braces and the one media query that the themes use.
func readTokens(file, css string, into tokens) {
	var stack []string // preludes of the blocks around
	start, line, began, blank := 0, 1, 1, true
	text := []byte(css)
	end := func(i int) string { return strings.TrimSpace(string(text[start:i])) }
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n':
			line++
		case c == '/' && i+1 < len(text) && text[i+1] == '*':
			n := strings.Index(css[i+2:], "*/")
			if n < 0 {
				return
			}
			for j := i; j < i+n+4; j++ {
				if text[j] == '\n' {
					line++
				}
				text[j] = ' '
			}
			i += n + 3
		case c == '"' || c == '\'':
			for i++; i < len(text) && text[i] != c && text[i] != '\n'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case c == '{':
			stack = append(stack, end(i))
			start, blank = i+1, true
		case c == ';' || c == '}':
			declare(end(i), stack, diag.Pos{File: file, Line: began}, into)
			if c == '}' && len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
			start, blank = i+1, true
		}
		if blank {
			blank = i < len(text) && (text[i] <= ' ' || i < start)
			began = line
		}
	}
}

// declare keeps a custom property of a rule that counts.
func declare(text string, stack []string, at diag.Pos, into tokens) {
	name, value, ok := strings.Cut(text, ":")
	if name = strings.TrimSpace(name); !ok || !strings.HasPrefix(name, "--") || len(stack) == 0 {
		return
	}
	scheme := ""
	for _, media := range stack[:len(stack)-1] {
		media = strings.ReplaceAll(media, " ", "")
		if !strings.HasPrefix(media, "@media") || !strings.HasSuffix(media, "(prefers-color-scheme:dark)") {
			return
		}
		scheme = "dark"
	}
	for selector := range strings.SplitSeq(stack[len(stack)-1], ",") {
		into[scheme+" "+strings.TrimSpace(selector)+" "+name] = token{strings.TrimSpace(value), at}
	}
}

// look finds a token: in its own rule, then in :root.
func (t tokens) look(scheme, selector, name string) (token, bool) {
	for _, key := range []string{scheme + " " + selector + " " + name, scheme + " :root " + name} {
		if v, ok := t[key]; ok {
			return v, true
		}
	}
	return token{}, false
}

// colour reads a token as a colour, following var(). The built-in colour stands in for one that cannot be read.
func (t tokens) colour(scheme, selector, name string, builtin color.RGBA, diags *diag.List) (color.RGBA, diag.Pos) {
	found, ok := t.look(scheme, selector, name)
	v := found
	for range 8 {
		inner, is := strings.CutPrefix(v.value, "var(")
		if !ok || !is {
			break
		}
		inner, _, _ = strings.Cut(strings.TrimSuffix(inner, ")"), ",")
		v, ok = t.look(scheme, selector, strings.TrimSpace(inner))
	}
	if !ok {
		return builtin, found.at
	}
	if c, ok := parseColour(v.value); ok {
		return c, found.at
	}
	diags.Add(v.at, rule.CardColour, "name", name, "value", v.value)
	return builtin, found.at
}

// parseColour reads #rgb, #rrggbb, rgb() with numbers, black and white.
func parseColour(s string) (color.RGBA, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch s {
	case "black":
		return color.RGBA{A: 255}, true
	case "white":
		return color.RGBA{255, 255, 255, 255}, true
	}
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		if len(hex) == 3 {
			hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
		}
		n, err := strconv.ParseUint(hex, 16, 32)
		return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, err == nil && len(hex) == 6
	}
	inner, ok := strings.CutPrefix(s, "rgb(")
	if inner, closed := strings.CutSuffix(inner, ")"); ok && closed {
		var c [3]uint8
		parts := strings.FieldsFunc(inner, func(r rune) bool { return r == ' ' || r == ',' })
		if len(parts) != 3 {
			return color.RGBA{}, false
		}
		for i, p := range parts {
			n, err := strconv.ParseUint(p, 10, 8)
			if err != nil {
				return color.RGBA{}, false
			}
			c[i] = uint8(n)
		}
		return color.RGBA{c[0], c[1], c[2], 255}, true
	}
	return color.RGBA{}, false
}

// builtin are the tokens of assets/site.css, for a campaign whose own sheet has none.
func builtin() Colours {
	hex := func(s string) color.RGBA { c, _ := parseColour(s); return c }
	five := func(s ...string) (out [5]color.RGBA) {
		for i := range out {
			out[i] = hex(s[i])
		}
		return out
	}
	return Colours{Paper: hex("#f6f2e9"), OnBand: hex("#f6f2e9"), Band: hex("#101b30"), Signal: hex("#f7b000"),
		Arcs:   five("#2fa5b5", "#8c74f5", "#7dae3a", "#e8568c", "#e87b30"),
		Ground: five("#00505c", "#452a96", "#2c5010", "#850f41", "#7d3200"),
		Wash:   five("#d5e9e8", "#e4dff5", "#e0eacd", "#f5dde3", "#f8e1cc")}
}

// read returns the campaign's colours. A ground on which words are hard to read is a warning at its token.
func (t tokens) read() (Colours, diag.List) {
	var diags diag.List
	c, b := Colours{}, builtin()
	c.Paper, _ = t.colour("", ":root", "--paper", b.Paper, &diags)
	c.OnBand, _ = t.colour("", ":root", "--on-band", b.OnBand, &diags)
	var band diag.Pos
	c.Band, band = t.colour("", ":root", "--band", b.Band, &diags)
	c.Signal, _ = t.colour("", ":root", "--signal", b.Signal, &diags)
	contrast(c.OnBand, c.Band, "--band", band, &diags)
	for i := range 5 {
		class := fmt.Sprintf(".w%d", i+1)
		var at diag.Pos
		c.Ground[i], at = t.colour("", class, "--h", b.Ground[i], &diags)
		c.Wash[i], _ = t.colour("", class, "--wash", b.Wash[i], &diags)
		c.Arcs[i], _ = t.colour("dark", class, "--arc", b.Arcs[i], &diags)
		contrast(c.Paper, c.Ground[i], "--h of "+class, at, &diags)
	}
	return c, diags
}

func contrast(words, ground color.RGBA, name string, at diag.Pos, diags *diag.List) {
	if ratio := Contrast(words, ground); ratio < 4.5 {
		diags.Add(at, rule.CardContrast, "ratio", math.Floor(ratio*10)/10, "name", name)
	}
}

// Contrast is the ratio of two colours' luminance by WCAG 2.2, from 1 to 21.
func Contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		if f := float64(v) / 255; f > .04045 {
			return math.Pow((f+.055)/1.055, 2.4)
		} else {
			return f / 12.92
		}
	}
	return .2126*linear(c.R) + .7152*linear(c.G) + .0722*linear(c.B)
}

// Colours returns what the campaign is drawn in.
func (p *Painter) Colours() Colours { return p.colours }

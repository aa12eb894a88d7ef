package card

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/source"
)

// typeface is one font that cards may be set in.
type typeface struct {
	id      int // in the order of the fonts, for the caches
	font    *font.Font
	weight  int
	builtin bool
	varies  bool // its weight can be chosen
}

// fonts are all fonts at hand: the built-in ones, the campaign's, and the system's, which are read only when a letter
// is in none of the others.
type fonts struct {
	own     []*typeface // built-in first, then the campaign's
	key     string      // what own was read from
	folder  func() []string
	mu      sync.Mutex
	names   []string               // of the system's fonts, once somebody has asked
	asked   bool                   // somebody has
	system  map[string][]*typeface // those of them that are in use, by path
	last    int                    // the id of the last one opened
	found   map[search][]*typeface
	nowhere map[rune]bool // letters that no font has
}

type search struct {
	missing string
	bold    bool
	lang    string
}

// readFonts opens the built-in fonts and the campaign's. A file that is none is an error at its line.
func readFonts(src *source.Source, prev *fonts) (*fonts, diag.List) {
	var diags diag.List
	var key strings.Builder
	data := make([][]byte, len(src.Campaign.Fonts))
	for i, file := range src.Campaign.Fonts {
		b, err := src.ReadFile(file.Path)
		if err != nil {
			diags.Add(file.At, rule.FontUnreadable, "file", file.Path)
			continue
		}
		data[i] = b
		key.WriteString(file.Path + "\x00" + digest(b) + "\x00")
	}
	if prev != nil && prev.key == key.String() && len(diags) == 0 {
		return prev, nil
	}
	f := &fonts{key: key.String(), folder: SystemFonts, system: map[string][]*typeface{}, found: map[search][]*typeface{}, nowhere: map[rune]bool{}, last: 1000}
	for _, ttf := range [][]byte{gobold.TTF, goregular.TTF} {
		for _, t := range open(bytes.NewReader(ttf)) {
			t.builtin = true
			f.add(t)
		}
	}
	for i, file := range src.Campaign.Fonts {
		if data[i] == nil {
			continue
		}
		faces := open(bytes.NewReader(data[i]))
		if len(faces) == 0 {
			diags.Add(file.At, rule.FontFormat, "file", file.Path)
		}
		for _, t := range faces {
			f.add(t)
		}
	}
	return f, diags
}

func (f *fonts) add(t *typeface) {
	t.id = len(f.own)
	f.own = append(f.own, t)
}

// open reads a font, or each font of a collection; nothing where the file is none.
func open(r opentype.Resource) (out []*typeface) {
	defer func() {
		if recover() != nil { // a damaged font must not end a build
			out = nil
		}
	}()
	loaders, err := opentype.NewLoaders(r)
	if err != nil {
		return nil
	}
	for _, ld := range loaders {
		ft, err := font.NewFont(ld)
		if err != nil || ft.Upem() == 0 {
			continue
		}
		about, _ := font.Describe(ld, nil)
		_, err = ld.RawTable(opentype.MustNewTag("fvar"))
		out = append(out, &typeface{font: ft, weight: int(about.Aspect.Weight), varies: err == nil})
	}
	return out
}

// has reports whether the font has a letter. What cannot be seen needs none.
func (t *typeface) has(r rune) bool {
	if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
		return true
	}
	_, ok := t.font.NominalGlyph(r)
	return ok
}

func (t *typeface) hasAll(text string) bool {
	for _, r := range text {
		if !t.has(r) {
			return false
		}
	}
	return true
}

// choose returns the fonts for a text, in the order in which to ask them for a letter; none where a letter is in no
// font at hand. One font for all of the text is better than two.
func (f *fonts) choose(text string, bold bool, lang string) []*typeface {
	base := f.own[1]
	if bold {
		base = f.own[0]
	}
	if plainText(text) || base.hasAll(text) {
		return f.own[b2i(!bold) : b2i(!bold)+1]
	}
	missing := lacking(base, text)
	f.mu.Lock()
	defer f.mu.Unlock()
	key := search{missing, bold, lang}
	if got, ok := f.found[key]; ok {
		return got
	}
	got := f.search(base, text, missing, bold, lang)
	if len(f.found) > 4096 {
		clear(f.found)
	}
	f.found[key] = got
	return got
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func plainText(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// lacking returns the letters that a font does not have, each once, in order.
func lacking(t *typeface, text string) string {
	var out []rune
	for _, r := range text {
		if !t.has(r) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return string(slices.Compact(out))
}

// search looks for the missing letters in the campaign's fonts, then in the system's.
func (f *fonts) search(base *typeface, text, missing string, bold bool, lang string) []*typeface {
	own := slices.Clone(f.own[2:])
	slices.SortStableFunc(own, func(a, b *typeface) int { return a.far(bold) - b.far(bold) })
	for _, t := range own {
		if t.hasAll(missing) {
			return with(t, base, text)
		}
	}
	left := missing // several of the campaign's fonts may share the work
	var some []*typeface
	for _, t := range own {
		if rest := lacking(t, left); rest != left {
			some, left = append(some, t), rest
		}
	}
	if left == "" {
		return append(some, base)
	}
	for _, r := range left {
		if f.nowhere[r] {
			return nil
		}
	}
	if f.asked = true; f.names == nil {
		f.names = f.folder()
	}
	for _, name := range rank(f.names, left, bold) {
		for _, t := range f.opened(name) {
			rest := lacking(t, left)
			if rest == left {
				continue
			}
			if !slices.Contains(f.system[name], t) {
				f.system[name] = append(f.system[name], t)
			}
			some, left = append(some, t), rest
			break
		}
		if left == "" {
			if len(some) == 1 {
				return with(some[0], base, text)
			}
			return append([]*typeface{base}, some...)
		}
	}
	for _, r := range left {
		f.nowhere[r] = true
	}
	return nil
}

// with sets the whole text in the found font where it can be, else what the built-in one has in that.
func with(t, base *typeface, text string) []*typeface {
	if t.hasAll(text) {
		return []*typeface{t}
	}
	return []*typeface{base, t}
}

// far is how far a font is from the weight that is wanted.
func (t *typeface) far(bold bool) int {
	want := 400
	if bold {
		want = 700
	}
	if t.varies {
		return 0
	}
	return max(want-t.weight, t.weight-want)
}

// opened reads a font of the system, or returns what of it is in use already: only that stays open.
func (f *fonts) opened(name string) []*typeface {
	if got := f.system[name]; len(got) > 0 {
		return got
	}
	file, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer file.Close()
	got := open(file)
	for _, t := range got {
		f.last++
		t.id = f.last
	}
	return got
}

// SystemFonts lists the fonts of the machine by their whole paths, always in the same order.
func SystemFonts() []string {
	home, _ := os.UserHomeDir()
	var dirs []string
	switch runtime.GOOS {
	case "darwin":
		dirs = []string{"/System/Library/Fonts", "/Library/Fonts", filepath.Join(home, "Library/Fonts")}
	case "windows":
		dirs = []string{filepath.Join(os.Getenv("WINDIR"), "Fonts")}
	default:
		dirs = []string{"/usr/share/fonts", "/usr/local/share/fonts", filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts")}
	}
	var out []string
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && slices.Contains([]string{".ttf", ".otf", ".ttc", ".otc"}, strings.ToLower(filepath.Ext(name))) {
				out = append(out, name)
			}
			return nil
		})
	}
	return out
}

// hints are words in the names of fonts for a script.
var hints = map[language.Script][]string{
	language.Arabic: {"sansarabic", "naskharabic", "arabic"}, language.Hebrew: {"sanshebrew", "hebrew"}, language.Devanagari: {"sansdevanagari", "devanagari"},
	language.Han: {"sanscjk", "cjk", "wqy", "sanssc", "pingfang", "msyh"}, language.Hiragana: {"sanscjk", "cjk", "gothic"}, language.Katakana: {"sanscjk", "cjk", "gothic"},
	language.Hangul: {"sanscjk", "cjk", "sanskr", "malgun"}, language.Thai: {"sansthai", "thai"}, language.Bengali: {"sansbengali"}, language.Tamil: {"sanstamil"},
	language.Gurmukhi: {"sansgurmukhi"}, language.Ethiopic: {"sansethiopic"}, language.Armenian: {"sansarmenian"}, language.Georgian: {"sansgeorgian"},
	language.Canadian_Aboriginal: {"canadianaboriginal"}, language.Cherokee: {"cherokee"}, language.Khmer: {"sanskhmer"}, language.Myanmar: {"sansmyanmar"},
}

// rank puts the fonts first that most likely have a script's letters in an upright sans serif of the weight.
func rank(names []string, missing string, bold bool) []string {
	var want []string
	for _, r := range missing {
		if want = hints[language.LookupScript(r)]; want != nil {
			break
		}
	}
	score := func(name string) int {
		name = strings.ToLower(filepath.Base(name))
		n := 8 * len(want)
		for i, h := range want {
			if strings.Contains(strings.ReplaceAll(name, "-", ""), h) {
				n = 8 * i
				break
			}
		}
		for _, odd := range []string{"italic", "oblique", "mono", "condensed", "ui", "light", "thin", "black", "medium", "extra", "semi", "display"} {
			if strings.Contains(name, odd) {
				n += 2
			}
		}
		if strings.Contains(name, "serif") {
			n += 2
		}
		if strings.Contains(name, "bold") != bold {
			n++
		}
		return n
	}
	type scored struct {
		name string
		n    int
	}
	list := make([]scored, len(names))
	for i, name := range names {
		list[i] = scored{name, score(name)}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return a.n - b.n })
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.name
	}
	return out
}

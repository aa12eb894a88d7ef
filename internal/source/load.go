// Package source reads a campaign's files as they are and decides nothing: which page belongs to which edition, what
// is due and what is stale is for package site. Every file is read once and parsed once for its language; all the
// problems of all the files are returned together, in the files' own coordinates.
//
// A campaign lies over the built-in theme: templates and assets file by file, strings key by key. Loading is total:
// with errors it still returns every file that could be read.
package source

import (
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"syscall"

	"tocsin/internal/diag"
	"tocsin/internal/edit"
	"tocsin/internal/filename"
	"tocsin/internal/locale"
	"tocsin/internal/markdown"
	"tocsin/internal/memory"
	"tocsin/internal/parallel"
	"tocsin/internal/record"
	"tocsin/internal/rule"
)

// Source is everything that was read.
type Source struct {
	Campaign  *Campaign                   // nil where there is none to build
	Pages     []*File                     // sorted by path
	Messages  []*File                     // sorted by path
	Facts     map[string]map[string]*Fact // by country, by id
	Regions   map[string][]*Region        // places without editions that have facts, by country
	Strings   map[string]Strings          // by language or locale: the campaign's over the built-in ones
	Search    map[string]*SearchWords     // by language: the campaign's beside the built-in ones
	Templates map[string]Template         // by name, such as page.html
	Assets    []string                    // paths under assets/, sorted
	Media     map[string]bool             // paths of the files beside the pages, such as content/learn/lock.png
	Glossary  []GlossaryTerm              // the words that the campaign has agreed on, in the file's order
	Lock      Lock                        // what translations were made from; nil where the campaign has no lock
	lockSum   uint32                      // of the lock's bytes
	campaign  fs.FS
	builtin   fs.FS
	readings  []reading      // of every Markdown file, in the order of the walk
	index     map[string]int // into readings, by path
	rest      diag.List      // what was found outside the Markdown files
	keys      int            // how many pages there are, read or not
	part      []*Country     // whose editions are made; nil for all
	unread    map[unread]bool
}

// Template is the text of one template and where it came from.
type Template struct {
	Path    string // templates/page.html
	Text    string
	Builtin bool // it is the theme's own, not the campaign's
}

// ReadFile reads a file of the campaign, or the built-in one where the campaign has none.
func (s *Source) ReadFile(name string) ([]byte, error) {
	b, err := fs.ReadFile(s.campaign, name)
	if errors.Is(err, fs.ErrNotExist) && !strings.HasPrefix(name, "content/") {
		return fs.ReadFile(s.builtin, name)
	}
	return b, err
}

// Owns reports whether a file is the campaign's own: ReadFile returns it, and not the built-in one.
func (s *Source) Owns(name string) bool {
	_, err := fs.Stat(s.campaign, name)
	return err == nil
}

// Keys returns how many pages the campaign has, whatever languages each is in, and whether they were read or not.
func (s *Source) Keys() int { return s.keys }

// keysOf counts the pages among files; the renditions of a page follow each other.
func keysOf(files []*File) int {
	n, last := 0, ""
	for _, f := range files {
		if !f.Message && (n == 0 || f.Key != last) {
			n, last = n+1, f.Key
		}
	}
	return n
}

// maxMedia bounds one file beside a page, in bytes; maxText one text file.
const (
	maxMedia = 64 << 20
	maxText  = 4 << 20
)

// Load reads the campaign in fsys over the built-in theme. The file systems must not change while it runs.
func Load(fsys, builtin fs.FS) (*Source, diag.List) { return loadOver(fsys, builtin, &loader{}, nil) }

// Recall is LoadPart, and gives what it would give, with a memory in which files are kept as they were parsed: what has not
// changed since is not parsed again. Kept may be nil. Whoever opened it saves it.
func Recall(fsys *record.Watcher, builtin fs.FS, kept *memory.Share, editions []string) (*Source, diag.List) {
	return loadOver(fsys, builtin, &loader{watch: fsys, memory: kept}, editions)
}

// loadOver loads with what the loader has of an earlier load. Editions are those that are to be made, none for all.
func loadOver(fsys, builtin fs.FS, l *loader, editions []string) (*Source, diag.List) {
	l.src = &Source{Facts: map[string]map[string]*Fact{}, Regions: map[string][]*Region{}, Strings: map[string]Strings{},
		Search: map[string]*SearchWords{}, Templates: map[string]Template{},
		Media: map[string]bool{}, campaign: fsys, builtin: builtin}
	l.fsys = fsys
	l.diags = Unfinished(fsys)
	l.config()
	if l.src.Campaign == nil {
		return l.src, l.diags
	}
	l.rules = typographies(l.src.Campaign)
	l.src.part = l.src.Campaign.part(editions)
	l.content()
	l.theme(builtin, true)
	l.theme(fsys, false)
	l.lock()
	l.glossary()
	slices.Sort(l.src.Assets)
	l.src.Assets = slices.Compact(l.src.Assets)
	l.src.rest = l.diags
	l.src.sortOut()
	return l.src, l.src.everything()
}

type loader struct {
	src     *Source
	fsys    fs.FS
	diags   diag.List
	rules   map[string][]markdown.Typography // by tag: language or locale
	prev    *Source                          // what the campaign was before, or nil; of it the Markdown files serve again that look as they did
	changed []string                         // paths that are to be read again, however they look
	watch   *record.Watcher                  // fsys, where there is a memory
	memory  *memory.Share                    // or nil

	reserved []string // keys of folders and pages whose names Windows keeps, as they were told
}

// Unfinished tells of a change of a campaign that a command began and did not end: some files may be new and others old,
// so nothing is to be made of them before it is ended or undone.
func Unfinished(campaign fs.FS) diag.List {
	const shown = 3
	var l diag.List
	command, files, err := edit.Unfinished(campaign)
	at := diag.Pos{File: edit.Journal}
	switch {
	case err != nil:
		l.Add(at, rule.UnfinishedEditJournal)
	case command != "" && len(files) > shown:
		l.Add(at, rule.UnfinishedEditMany, "command", command, "files", files[:shown], "more", len(files)-shown)
	case command != "":
		l.Add(at, rule.UnfinishedEditStopped, "command", command, "files", files)
	}
	return l
}

func (l *loader) config() {
	text, err := fs.ReadFile(l.fsys, ConfigFile)
	at := diag.Pos{File: ConfigFile}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.diags.Add(at, rule.MissingConfigAbsent)
		return
	case err != nil:
		l.unreadable(ConfigFile, err)
		return
	}
	r := reader{file: ConfigFile}
	if text = trimBOM(text); r.readable(text) {
		l.src.Campaign = r.campaign(text)
	}
	l.diags = append(l.diags, r.diags...)
}

// trimBOM drops a byte-order mark, which no editor shows and so no column counts.
func trimBOM(b []byte) []byte { return bytes.TrimPrefix(b, []byte("\ufeff")) }

// typographies says for which rules each tag's files are parsed: once for nearly all, twice for a French file that
// serves both Canada and France.
func typographies(c *Campaign) map[string][]markdown.Typography {
	out := map[string][]markdown.Typography{}
	for _, country := range c.Countries {
		for _, lang := range country.Languages {
			t := TypographyOf(lang, country.Code)
			if !slices.Contains(out[lang], t) {
				out[lang] = append(out[lang], t)
			}
			out[country.Tag(lang)] = []markdown.Typography{t}
		}
	}
	return out
}

// TypographyOf returns the typographic rules of a language in a country.
func TypographyOf(lang, country string) markdown.Typography {
	return locale.TypographyOf(lang, country)
}

// skipped names files that editors and systems leave lying about.
func skipped(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") ||
		name == "Thumbs.db" || name == "desktop.ini"
}

// walk calls f for every regular file under dir, in order. A symlink that stays in the campaign and leads to a file
// is that file; one that leads out is an error.
func (l *loader) walk(fsys fs.FS, dir string, f func(name string)) {
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dir:
			return nil
		case err != nil:
			l.unreadable(name, err)
			return nil
		case name != dir && skipped(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		if at, what := turned(d.Name()); at > 0 {
			l.diags.Add(diag.Pos{File: name}, rule.DirectionName, "char", what)
		}
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			if l.follow(fsys, name) {
				f(name)
			}
		case d.Type().IsRegular():
			f(name)
		default:
			l.diags.Add(diag.Pos{File: name}, rule.UnreadableNoFile)
		}
		return nil
	})
	if err != nil {
		l.unreadable(dir, err)
	}
}

func (l *loader) follow(fsys fs.FS, name string) bool {
	info, err := fs.Stat(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.diags.Add(diag.Pos{File: name}, rule.SymlinkNowhere)
	case errors.Is(err, syscall.ELOOP):
		l.diags.Add(diag.Pos{File: name}, rule.SymlinkCircle)
	case err != nil:
		l.diags.Add(diag.Pos{File: name}, rule.SymlinkOutside)
	case info.IsDir():
		l.diags.Add(diag.Pos{File: name}, rule.SymlinkFolder)
	default:
		return info.Mode().IsRegular()
	}
	return false
}

func (l *loader) unreadable(name string, err error) {
	if info, err := fs.Lstat(l.fsys, name); err == nil && info.Mode()&fs.ModeSymlink != 0 && !l.follow(l.fsys, name) {
		return
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	l.diags.Add(diag.Pos{File: name}, rule.UnreadableFile, "problem", err)
}

// content reads content/: the walk is one, the reading and parsing are spread over the processors.
func (l *loader) content() {
	var files []*File
	l.walk(l.fsys, "content", func(name string) {
		switch rel := strings.TrimPrefix(name, "content/"); {
		case strings.HasPrefix(name, regionFolder) && (path.Ext(name) == ".yaml" || path.Ext(name) == ".yml"):
			l.regionFile(name)
		case strings.HasPrefix(rel, "facts/") && (path.Ext(name) == ".yaml" || path.Ext(name) == ".yml"):
			l.factFile(name)
		case path.Ext(name) == ".md":
			if f := l.newFile(name); f != nil {
				files = append(files, f)
			}
		default:
			l.media(name)
		}
	})
	l.src.keys = keysOf(files)
	files = l.needed(files)
	l.src.readings = make([]reading, len(files))
	parallel.Each(len(files), func(i int) {
		r, ok := l.kept(files[i])
		if !ok {
			r, ok = l.remembered(files[i])
		}
		if !ok {
			r = l.read(files[i])
			l.remember(r)
		}
		l.src.readings[i] = r
	})
}

func (l *loader) media(name string) {
	if info, err := fs.Stat(l.fsys, name); err == nil && info.Size() > maxMedia {
		l.diags.Add(diag.Pos{File: name}, rule.LimitMedia, "most", maxMedia>>20)
		return
	}
	l.src.Media[name] = true
}

// read reads one Markdown file and remembers what it looked like.
func (l *loader) read(f *File) reading {
	r := reading{path: f.Path}
	text, info, err := readFile(l.fsys, f.Path)
	if err != nil {
		failed := loader{fsys: l.fsys}
		failed.unreadable(f.Path, err)
		r.diags = failed.diags
		return r
	}
	r.size, r.mod = info.Size(), info.ModTime()
	if len(text) > maxText {
		r.diags.Add(diag.Pos{File: f.Path}, rule.LimitPage)
		return r
	}
	r.file, r.diags = parseFile(f, text, l.rules[f.Tag])
	return r
}

// castagnoli is the checksum that processors have an instruction for.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// readFile reads a file, up to a little more than a text may hold, and says what it looked like when it was opened.
func readFile(fsys fs.FS, name string) ([]byte, fs.FileInfo, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	size := min(info.Size(), maxText) + 1
	text := make([]byte, size)
	n, err := io.ReadFull(f, text)
	for err == nil && n <= maxText { // it has grown since
		text = append(text, make([]byte, len(text))...)
		var more int
		more, err = io.ReadFull(f, text[n:])
		n += more
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return text[:n], info, err
}

// newFile decides from its name what a Markdown file is. It returns nil, with a diagnostic, for a name that says no
// language of the campaign.
func (l *loader) newFile(name string) *File {
	rel := strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md")
	key, tag := tagOf(rel)
	f := &File{Path: name, Key: key, Tag: tag}
	if id, ok := strings.CutPrefix(key, "messages/"); ok {
		f.Message, f.Key = true, id
	}
	if l.rules[tag] == nil {
		l.unknownTag(f)
		return nil
	}
	if !f.Message {
		l.keptByWindows(name, key)
	}
	return f
}

// keptByWindows tells of names in a page's path that no folder or file has on Windows, each once.
func (l *loader) keptByWindows(name, key string) {
	end := 0
	for part := range strings.SplitSeq(key, "/") {
		end += len(part)
		if at := key[:end]; filename.Reserved(part) && !slices.Contains(l.reserved, at) {
			l.reserved = append(l.reserved, at)
			l.diags.Add(diag.Pos{File: name}, rule.SlugFile, "name", part, "made", locale.Slug(part))
		}
		end++
	}
}

func (l *loader) factFile(name string) {
	code := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if !l.src.Campaign.Knows(code) {
		l.diags.Add(diag.Pos{File: name}, rule.UnknownCountryFacts, "code", code)
		return
	}
	if l.src.Facts[code] != nil {
		l.diags.Add(diag.Pos{File: name}, rule.CollisionFacts, "code", code)
		return
	}
	r := reader{file: name}
	if text, ok := l.text(l.fsys, &r); ok {
		l.src.Facts[code] = r.facts(text, code)
	}
	l.diags = append(l.diags, r.diags...)
}

// text reads r's file as UTF-8.
func (l *loader) text(fsys fs.FS, r *reader) ([]byte, bool) {
	text, err := fs.ReadFile(fsys, r.file)
	if err != nil {
		l.unreadable(r.file, err)
		return nil, false
	}
	text = trimBOM(text)
	return text, r.readable(text)
}

// ThemeLanguage is the language whose table in i18n has every word of the built-in theme.
const ThemeLanguage = "en"

// speaks reports whether the campaign may show words of a language's built-in table, or lays words of its own over it.
// The others are not read: each of them costs as much as some pages.
func (l *loader) speaks(tag string) bool {
	c := l.src.Campaign
	return tag == ThemeLanguage || l.src.Owns("i18n/"+tag+".yaml") || slices.ContainsFunc(append(c.Languages(), c.SourceLanguage), func(lang string) bool {
		return lang == tag || strings.HasPrefix(lang, tag+"-") || strings.HasPrefix(tag, lang+"-")
	})
}

// theme reads templates, strings and the list of assets from the built-in theme or the campaign.
func (l *loader) theme(fsys fs.FS, builtin bool) {
	l.walk(fsys, "templates", func(name string) {
		if path.Ext(name) != ".html" {
			return
		}
		r := reader{file: name}
		if text, ok := l.text(fsys, &r); ok {
			rel := strings.TrimPrefix(name, "templates/")
			l.src.Templates[rel] = Template{name, strings.ReplaceAll(string(text), "\r\n", "\n"), builtin}
		}
		l.diags = append(l.diags, r.diags...)
	})
	l.walk(fsys, "assets", func(name string) { l.src.Assets = append(l.src.Assets, name) })
	l.walk(fsys, "i18n", func(name string) {
		base := strings.TrimSuffix(path.Base(name), ".yaml")
		words := strings.HasPrefix(name, searchFolder) && strings.Count(name, "/") == 2
		if path.Ext(name) != ".yaml" || base == "glossary" || strings.Count(name, "/") > 1 && !words || builtin && !l.speaks(base) {
			return
		}
		if words && l.rules[base] == nil {
			return // of a language that the campaign does not have
		}
		r := reader{file: name}
		if text, ok := l.text(fsys, &r); ok && words {
			l.searchWords(&r, text, builtin)
		} else if ok {
			if l.src.Strings[base] == nil {
				l.src.Strings[base] = Strings{}
			}
			for key, s := range r.strings(text) {
				_, known := l.src.Strings[base][key]
				s.Builtin, s.Known = builtin, known || builtin
				l.src.Strings[base][key] = s
			}
		}
		l.diags = append(l.diags, r.diags...)
	})
}

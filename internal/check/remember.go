package check

import (
	"crypto/sha256"
	"slices"
	"strings"
	"sync"

	"tocsin/internal/diag"
	"tocsin/internal/memory"
	"tocsin/internal/parallel"
	"tocsin/internal/source"
)

// Why this file is here: to read the words of all renditions takes longer than to build the site, and most of them are as
// they were. So what was found in a page's renditions is kept under all that it was found from: the files' bytes, the
// settings and the glossary, where links lead that do not name a file, and which facts and messages there are.
//
// One thing hangs on every page of the campaign: which words its languages use. Their number is in the thousands, and a
// change of one page hardly ever changes what it is asked for. So the questions are kept with their answers, and asked
// again; and the words are counted, so that a page that has changed takes its old ones out and puts its new ones in.

// recollection is what is remembered of all sets.
type recollection struct {
	*words
	kept *memory.Share
	sets []set
	now  []remembered // of each set; Key is zero where it cannot be kept
	same []bool       // it is as it was kept
}

// remembered is what is kept of a set.
type remembered struct {
	Key     memory.Sum
	Found   diag.List
	Asked   []question
	Lessons []lesson
}

// tally is what is kept of the vocabulary: the sets whose lessons it counts, by name, and what they were made from.
type tally struct {
	Sets  map[string]memory.Sum
	Words vocabulary
}

const vocabularyName = "vocabulary"

var (
	rememberedForm = sync.OnceValue(memory.FormOf[remembered])
	tallyForm      = sync.OnceValue(memory.FormOf[tally])
	answersForm    = sync.OnceValue(memory.FormOf[answers])
	groundForm     = sync.OnceValue(memory.FormOf[ground])
)

func newRecollection(w *words, kept *memory.Share) *recollection {
	all := &recollection{words: w, kept: kept, sets: w.sets()}
	all.now = make([]remembered, len(all.sets))
	all.same = make([]bool, len(all.sets))
	ground, ok := w.ground()
	parallel.Each(len(all.sets), func(i int) {
		if ok && kept != nil {
			all.now[i].Key = w.key(ground, all.sets[i])
		}
		if m, known := all.was(all.sets[i].name); known && m.Key == all.now[i].Key && m.Key != (memory.Sum{}) {
			all.now[i], all.same[i] = m, true
		}
	})
	w.vocabulary = sync.OnceValue(all.learned)
	return all
}

// was returns what is kept of a set.
func (all *recollection) was(name string) (m remembered, ok bool) {
	data, ok := all.kept.Get(name)
	if !ok {
		return m, false
	}
	rest, err := rememberedForm().Read(data, &m)
	return m, err == nil && rest == ""
}

// found returns what is found in a set, by reading it where that is not known.
func (all *recollection) found(i int) diag.List {
	m := &all.now[i]
	if all.same[i] && !slices.ContainsFunc(m.Asked, func(q question) bool { return all.answer(q) != q.Foreign }) {
		return m.Found
	}
	all.same[i] = false
	m.Found, m.Asked = all.set(all.sets[i])
	return m.Found
}

// learned counts the words of all sets: from the count that is kept, where that is of these sets or of others that are
// known, or else anew.
func (all *recollection) learned() vocabulary {
	var c tally
	if data, ok := all.kept.Get(vocabularyName); ok {
		if rest, err := tallyForm().Read(data, &c); err != nil || rest != "" {
			c = tally{}
		}
	}
	if c.Words == nil || !all.bringUp(&c) {
		c = tally{Sets: map[string]memory.Sum{}, Words: vocabulary{}}
		all.bringUp(&c)
	}
	return c.Words
}

// bringUp makes a count one of the sets that there are now. It reports false, and the count is of no use, where it holds
// words of which nobody knows any more.
func (all *recollection) bringUp(c *tally) bool {
	lessons := make([][]lesson, len(all.sets))
	there := make(map[string]bool, len(all.sets))
	parallel.Each(len(all.sets), func(i int) {
		if was, known := c.Sets[all.sets[i].name]; !known || was != all.now[i].Key || was == (memory.Sum{}) {
			lessons[i] = all.lessons(i)
		}
	})
	changed := false
	for i, s := range all.sets {
		there[s.name] = true
		was, known := c.Sets[s.name]
		if known && was == all.now[i].Key && was != (memory.Sum{}) {
			continue
		}
		if known && !all.takeBack(c, s.name) {
			return false
		}
		for _, l := range lessons[i] {
			c.Words.add(l, 1)
		}
		c.Sets[s.name], changed = all.now[i].Key, true
	}
	for name := range c.Sets {
		if !there[name] {
			if !all.takeBack(c, name) {
				return false
			}
			changed = true
		}
	}
	if changed && all.kept != nil {
		if data, ok := tallyForm().Append(nil, c); ok {
			all.kept.Put(vocabularyName, data)
		}
	}
	return true
}

// lessons returns what a set teaches, by reading it where that is not known.
func (all *recollection) lessons(i int) []lesson {
	if all.now[i].Lessons == nil {
		all.now[i].Lessons = all.learn(all.sets[i])
	}
	return all.now[i].Lessons
}

// takeBack takes the words of a set out of a count, as it was when they were counted.
func (all *recollection) takeBack(c *tally, name string) bool {
	m, ok := all.was(name)
	if !ok || m.Key != c.Sets[name] || m.Lessons == nil {
		return false
	}
	for _, l := range m.Lessons {
		c.Words.add(l, -1)
	}
	delete(c.Sets, name)
	return true
}

// keep puts what was found anew.
func (all *recollection) keep() {
	if all.kept == nil {
		return
	}
	parallel.Each(len(all.sets), func(i int) {
		m := &all.now[i]
		if all.same[i] || m.Key == (memory.Sum{}) {
			return
		}
		all.lessons(i)
		if data, ok := rememberedForm().Append(nil, m); ok {
			all.kept.Put(all.sets[i].name, data)
		}
	})
}

// ground is what the words of all pages are held against.
type ground struct {
	Settings []byte // campaign.yaml
	Glossary []source.GlossaryTerm
}

// ground sums that up, if it can be.
func (w *words) ground() (memory.Sum, bool) {
	settings, err := w.site.Source.ReadFile(source.ConfigFile)
	if err != nil {
		return memory.Sum{}, false
	}
	b, ok := groundForm().Append(nil, &ground{settings, w.site.Source.Glossary})
	return sha256.Sum256(b), ok
}

// answers is all that a set is read from: its files, and what the rest of the campaign says of what they name.
type answers struct {
	Ground memory.Sum
	Source string
	Files  []file
}

type file struct {
	Path, Tag string
	Sum       memory.Sum
	Links     []string        // where those lead that name no Markdown file
	Facts     map[string]bool // by country and id: whether there is such a fact
	Messages  map[string]bool
}

// key sums that up; zero where the files are not known by their bytes.
func (w *words) key(ground memory.Sum, s set) memory.Sum {
	a := answers{Ground: ground}
	if s.source != nil {
		a.Source = s.source.Path
	}
	for _, f := range s.files {
		if f.Sum == (memory.Sum{}) {
			return memory.Sum{}
		}
		a.Files = append(a.Files, w.fileKey(f))
	}
	b, ok := answersForm().Append(nil, &a)
	if !ok {
		return memory.Sum{}
	}
	return sha256.Sum256(b)
}

func (w *words) fileKey(f *source.File) file {
	k := file{Path: f.Path, Tag: f.Tag, Sum: f.Sum}
	for _, d := range f.Docs() {
		for _, l := range d.Links {
			if dest, _, _ := strings.Cut(l.Dest, "#"); l.Address.IsZero() && !strings.HasSuffix(dest, ".md") {
				to, _ := w.target(f, l)
				k.Links = append(k.Links, to)
			}
		}
		for _, ref := range d.Facts {
			for _, c := range w.site.Countries {
				if k.Facts == nil {
					k.Facts = map[string]bool{}
				}
				k.Facts[c.Code+"/"+ref.ID] = w.site.Source.Facts[c.Code][ref.ID] != nil
			}
		}
		for _, ref := range d.Messages {
			if k.Messages == nil {
				k.Messages = map[string]bool{}
			}
			k.Messages[ref.ID] = w.site.MessageExists(ref.ID)
		}
	}
	return k
}

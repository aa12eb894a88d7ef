package plan

import (
	"crypto/sha256"
	"fmt"
	"sync"

	"tocsin/internal/memory"
	"tocsin/internal/source"
)

// known holds the sums of what is shown of files, by what they depend on: to sum up ten thousand bodies anew takes as
// long as to decide the whole site.
type known struct {
	was map[memory.Sum]memory.Sum
	mu  sync.Mutex
	now map[memory.Sum]memory.Sum
	new bool // something is not as it was
}

// knownSum is a key and the sum under it.
type knownSum struct{ Key, Sum memory.Sum }

var knownForm = sync.OnceValue(memory.FormOf[[]knownSum])

const knownName = "sums"

// knownSums reads what is kept; nil where nothing can be.
func knownSums(kept *memory.Share) *known {
	if kept == nil {
		return nil
	}
	k := &known{was: map[memory.Sum]memory.Sum{}, now: map[memory.Sum]memory.Sum{}}
	var list []knownSum
	if data, ok := kept.Get(knownName); ok {
		if rest, err := knownForm().Read(data, &list); err != nil || rest != "" {
			list = nil
		}
	}
	for _, e := range list {
		k.was[e.Key] = e.Sum
	}
	return k
}

// keep puts the sums of this build.
func (k *known) keep(kept *memory.Share) {
	if k == nil || !k.new && len(k.now) == len(k.was) {
		return
	}
	list := make([]knownSum, 0, len(k.now))
	for key, sum := range k.now {
		list = append(list, knownSum{key, sum})
	}
	if data, ok := knownForm().Append(nil, &list); ok {
		kept.Put(knownName, data)
	}
}

// sum returns what the showing sums up to, for a file.
func (k *known) sum(s *showing, f *source.File) memory.Sum {
	if k == nil || f.Sum == (memory.Sum{}) {
		return s.sum(f)
	}
	key := s.key(f)
	sum, ok := k.was[key]
	if !ok {
		sum = s.sum(f)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.now[key] = sum
	k.new = k.new || !ok
	return sum
}

// key is all that sum depends on: the file, which gives the body with its countries and the front matter, what it
// inherits, and for each country that shows it in whose typography, with which notes, and which messages there are.
func (s *showing) key(f *source.File) memory.Sum {
	h := summer{sha256.New()}
	h.put(f.Path, string(f.Sum[:]), string(s.from[:]), s.more, fmt.Sprint(f.Rules()))
	for _, u := range s.uses {
		notes := "without"
		if u.notes {
			notes = "notes"
		}
		d := f.AnyDoc(u.voice.Typography)
		h.put(u.voice.Country.Code, fmt.Sprint(u.voice.Typography), notes)
		for _, ref := range d.Messages {
			if u.voice.Message(ref.ID) == nil {
				h.put(ref.ID)
			}
		}
	}
	return memory.Sum(h.Sum(nil))
}

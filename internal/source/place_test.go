package source

import (
	"slices"
	"testing"
	"testing/fstest"
)

// TestPlacesMeant holds what the ways mean in which people write a place within a country.
func TestPlacesMeant(t *testing.T) {
	for _, c := range []struct {
		written string
		others  []string
		want    []string
	}{
		{"US-CA", nil, []string{"us-ca"}},
		{"us_ca", nil, []string{"us-ca"}},
		{"us.ca", nil, []string{"us-ca"}},
		{"us ca", nil, []string{"us-ca"}},
		{"us--ca", nil, []string{"us-ca"}},
		{"usca", nil, []string{"us-ca"}},
		{"CA", nil, []string{"ca"}},
		{"qc", []string{"ca", "us"}, []string{"ca-qc"}},
		{"QC", []string{"ca"}, []string{"ca-qc"}},
		{"tx", []string{"us"}, []string{"us-tx"}},
		{"us-zz", nil, nil},
		{"", nil, nil},
		{"-", nil, nil},
		{"--", nil, nil},
		{"canada", nil, nil},
	} {
		if got := placesMeant(c.written, c.others); !slices.Equal(got, c.want) {
			t.Errorf("%q with %q: %q, want %q", c.written, c.others, got, c.want)
		}
	}
}

// TestLoadPart holds what a part of a large campaign reads, and that one of a small campaign reads everything.
func TestLoadPart(t *testing.T) {
	files := map[string]string{"campaign.yaml": "title: R\nbase_url: https://r.example/\ncountries:\n  ca: {languages: [en, fr], timezone: Etc/UTC}\n" +
		"  us: {languages: [en, es], timezone: Etc/UTC}\n  de: {languages: [de], timezone: Etc/UTC}\n",
		"content/a.en.md": "---\ntitle: A\n---\n", "content/a.fr.md": "---\ntitle: A\n---\n", "content/a.de.md": "---\ntitle: A\n---\n", "content/a.es.md": "---\ntitle: A\n---\n",
		"content/b.de.md": "---\ntitle: B\nsource: de\n---\n", "content/b.en.md": "---\ntitle: B\n---\n",
		"content/c.de.md": "---\ntitle: C\n---\n", "content/c.es.md": "---\ntitle: C\n---\n",
		"content/d.en-US.md": "---\ntitle: D\n---\n", "content/messages/m.es.md": "M", "content/messages/m.en.md": "M"}
	load := func(editions ...string) (*Source, []string) {
		fsys := fstest.MapFS{}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		s, l := LoadPart(fsys, fstest.MapFS{}, editions)
		if n, _ := l.Count(); n > 0 {
			t.Fatal(l)
		}
		var read []string
		for _, list := range [][]*File{s.Pages, s.Messages} {
			for _, f := range list {
				read = append(read, f.Path)
			}
		}
		return s, read
	}
	if _, read := load("ca/fr"); len(read) != len(files)-1 {
		t.Errorf("of a small campaign a part reads %q", read)
	}
	more := ""
	for _, code := range []string{"ie", "gb", "in", "ke", "ng", "gh", "za", "au", "nz"} {
		more += "  " + code + ": {languages: [en], timezone: Etc/UTC}\n"
	}
	files["campaign.yaml"] += more
	s, read := load("ca/fr")
	want := []string{"content/a.en.md", "content/a.fr.md", "content/b.de.md", "content/b.en.md", "content/c.de.md", "content/d.en-US.md", "content/messages/m.en.md"}
	if !slices.Equal(read, want) {
		t.Errorf("ca/fr reads %q, want %q", read, want)
	}
	if s.Keys() != 4 || !s.Unread("c", false) || s.Unread("b", false) || !s.Unread("m", true) {
		t.Errorf("%d pages, of which c, b and the message m are not read: %t, %t, %t", s.Keys(), s.Unread("c", false), s.Unread("b", false), s.Unread("m", true))
	}
	for _, editions := range [][]string{{"ca/fr", "xx/en"}, nil} {
		if _, read := load(editions...); len(read) != len(files)-1 {
			t.Errorf("%q reads %q", editions, read)
		}
	}
}

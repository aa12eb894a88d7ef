package quality_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// bundled is how many vectors share a title, and all else that is escaped as a whole.
const bundled = 5

// vectorCampaign puts each vector into every place of a campaign that people fill: Markdown of all sorts, titles,
// summaries, facts, messages, events, weeks, posts, alerts, briefings, posters, the interface's strings, the words of
// campaign.yaml, and params, which a template of the campaign's own prints wherever a template can print something. Each
// has a page of its own, and shares the other places with a few others.
func vectorCampaign(list []string) fstest.MapFS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("campaign.yaml", vectorSettings(list))
	put("templates/page.html", vectorTemplate)
	put("i18n/en.yaml", vectorStrings(list))
	put("content/index.en.md", pageFile("Home", "", "Hello."))
	put("content/calendar/2026/index.en.md", pageFile("Year", "", "Hello."))
	var facts strings.Builder
	for i, v := range list {
		q := quoted(v)
		fmt.Fprintf(&facts, "fact-%d: {value: %s, kind: text, label: %s, owner: %s}\n", i, q, q, q)
		fmt.Fprintf(&facts, "site-%d: {value: %s, kind: url, label: %s}\ntel-%d: {value: %s, kind: tel, label: %s}\n", i, q, q, i, q, q)
		more := fmt.Sprintf("summary: %s\ntopics: [t%d]\nowner: %s\nimage: {src: x.png, alt: %s}\nparams: {x: %s, list: [%s], deep: {x: %s}}\n", quoted("zebra "+v), i/bundled, q, q, q, q, q)
		put(fmt.Sprintf("content/learn/p%d.en.md", i), pageFile(v, more, vectorWords(v, i)))
		put(fmt.Sprintf("content/messages/m%d.en.md", i), pageFile(v, "owner: "+q+"\n", v+"\n\n"+oneLine(v)))
	}
	put("content/facts/ca.yaml", facts.String())
	i := 0
	for some := range slices.Chunk(list, bundled) {
		for name, text := range vectorBundle(i, some) {
			put(name, text)
		}
		i++
	}
	return files
}

// vectorBundle is a file of each kind with a few vectors, in titles together and in words one after the other.
func vectorBundle(i int, some []string) map[string]string {
	title := strings.Join(some, " ")
	summary := "summary: " + quoted("zebra "+title) + "\n"
	words := strings.Join(some, "\n\n")
	var lines, slides []string
	for k, v := range some {
		lines = append(lines, "## "+oneLine(v)+"\n\n- "+oneLine(v), fmt.Sprintf(":fact[fact-%d]", bundled*i+k))
		slides = append(slides, "## "+oneLine(v)+"\n\n"+oneLine(v)+"\n\n:::notes\n"+oneLine(v)+"\n:::")
	}
	out := map[string]string{
		"learn/s":         pageFile(title, summary+fmt.Sprintf("audiences: [a%d]\ntopics: [t%d]\nsheet: true\nexpires: 2026-12-31\n", i%2, i), strings.Join(lines, "\n\n")+"\n\n"+words),
		"calendar/2026/e": pageFile(title, summary+fmt.Sprintf("audiences: [a%d]\nevent: {start: 2026-10-%02dT13:00, end: 2026-10-%02dT14:00, place: %s, url: %s}\n", i%2, 8+i%20, 8+i%20, quoted(title), quoted(some[0])), words),
		"posts/2026/s":    pageFile(title, fmt.Sprintf("audiences: [a%d]\npost: {when: 2026-10-%02dT09:00, networks: [x, facebook], link: %s}\n", i%2, 1+i%28, quoted(some[0])), words+"\n\n"+strings.Join(lines, "\n\n")),
		"briefings/b":     pageFile(title, summary, strings.Join(slides, "\n\n")+"\n\n"+words),
		"alerts/w":        pageFile(title, summary+"alert: {severity: severe, start: 2026-10-06, end: 2026-10-30}\n", words),
	}
	if i < 5 {
		out["calendar/2026/week-"] = pageFile(title, fmt.Sprintf("%sweek: {number: %d, ca: [2026-10-%02d, 2026-10-%02d]}\n", summary, i+1, 1+6*i, 2+6*i), words)
	}
	named := map[string]string{}
	for name, text := range out {
		named[fmt.Sprintf("content/%s%d.en.md", name, i)] = text
	}
	return named
}

// quoted is a text as YAML writes one in double quotes.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c > 0xffff:
			fmt.Fprintf(&b, "\\U%08x", c)
		default:
			b.WriteRune(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func pageFile(title, more, words string) string {
	return "---\ntitle: " + quoted(title) + "\n" + more + "---\n\n" + words + "\n"
}

// vectorWords are a page's words, with a vector in everything that Markdown has. What may swallow the rest stands last.
func vectorWords(v string, i int) string {
	line := oneLine(v)
	cell := strings.ReplaceAll(line, "|", `\|`)
	return strings.Join([]string{
		fmt.Sprintf(":fact[fact-%d] and :fact[site-%d] and :fact[tel-%d]", i, i, i), fmt.Sprintf("::message{id=m%d}", i),
		"## " + line, "- " + line + "\n- [ ] " + line, "1. " + line, "> " + line, "| a | b |\n|---|---|\n| " + cell + " | x |", "*" + line + "* **" + line + "**", "`" + line + "`",
		"[" + line + "](/index.md)", "[x](" + strings.ReplaceAll(line, " ", "%20") + ")", "[x](<" + strings.NewReplacer("<", "%3C", ">", "%3E").Replace(line) + ">)", "[x](/index.md \"" + line + "\")", "[x](/index.md '" + line + "')",
		"![" + line + "](x.png)", "![x](" + line + ")", "<" + line + ">", "[x][" + line + "]", "Note[^n].\n\n[^n]: " + line, ":lang[" + line + "]{fr}", ":::note[" + line + "]\n" + line + "\n:::",
		":::quiz\n" + line + "\n\n- [x] " + line + "\n\n  " + line + "\n- [ ] b\n:::", "```" + line + "\n" + line + "\n```", "## x {#" + line + "}", "[r]\n\n[r]: " + line, v,
	}, "\n\n")
}

func vectorSettings(list []string) string {
	at := func(i int) string { return quoted(list[i%len(list)]) }
	var b strings.Builder
	fmt.Fprintf(&b, "title: {en: %s}\nbase_url: https://ring.example/\nsource_language: en\ncards: folder\n", at(0))
	fmt.Fprintf(&b, "security: {contact: \"mailto:security@ring.example\", expires: 2099-01-01}\n")
	fmt.Fprintf(&b, "countries:\n  ca: {name: {en: %s}, languages: [en], timezone: America/Toronto, missing: omit, month: {en: %s}, official: {text: {en: %s}, why: {en: %s}}}\n", at(1), at(2), at(3), at(4))
	b.WriteString("topics:\n")
	i := 0
	for some := range slices.Chunk(list, bundled) {
		fmt.Fprintf(&b, "  t%d: {en: %s}\n", i, quoted(strings.Join(some, " ")))
		i++
	}
	half := (len(list) + 1) / 2
	fmt.Fprintf(&b, "audiences:\n  a0: {en: %s}\n  a1: {en: %s}\n", quoted(strings.Join(list[:half], " ")), quoted(strings.Join(list[half:], " ")))
	return b.String()
}

var stringLine = regexp.MustCompile(`(?m)^([a-z0-9-]+): (".*"|\{.*\})$`)

// vectorStrings are the interface's strings, each with a vector before its own words and holes.
func vectorStrings(list []string) string {
	data, err := os.ReadFile(filepath.Join(repo, "i18n", "en.yaml"))
	if err != nil {
		panic(err)
	}
	var b strings.Builder
	for i, m := range stringLine.FindAllStringSubmatch(string(data), -1) {
		v := strings.NewReplacer("{", "(", "}", ")").Replace(list[i%len(list)]) // a hole that is not known is an error
		if strings.HasPrefix(m[2], "{") {
			q := quoted("{n} " + v)
			fmt.Fprintf(&b, "%s: {one: %s, other: %s}\n", m[1], q, q)
			continue
		}
		fmt.Fprintf(&b, "%s: \"%s %s\n", m[1], strings.TrimSuffix(strings.TrimPrefix(quoted(v), `"`), `"`), m[2][1:])
	}
	return b.String()
}

// vectorTemplate prints a page's params wherever a designer may print them. Its own form may send to any host: that is told
// of the address, where hosts are listed.
const vectorTemplate = `{{define "main"}}<h1 title="{{.Title}}" id='{{.Params.x}}'>{{.Title}}</h1>
{{with .Params}}<p title="{{.x}}" data-x='{{.x}}' class={{.x}} lang="{{.x}}">{{.x}} {{.list}} {{.deep}} {{.deep.x}}</p>
<a href="{{.x}}">a</a> <a href='/{{.x}}'>b</a> <a href="/?q={{.x}}">c</a> <a href={{.x}}>d</a> <a href="#{{.x}}">e</a>
<img src="/assets/{{.x}}" alt="{{.x}}" srcset="{{.x}} 1x" hidden loading="lazy"><form id="_own" action="{{.x}}" hidden><input value="{{.x}}" placeholder={{.x}}><button formaction="{{.x}}">f</button></form>
<textarea hidden>{{.x}}</textarea><p style="color: {{.x}}">g</p><!-- {{.x}} --><svg hidden><title>{{.x}}</title><a href="{{.x}}"><text>{{.x}}</text></a></svg>
<template>{{.x}}</template><noscript>{{.x}}</noscript><details><summary>{{.x}}</summary>{{range .list}}<b>{{.}}</b>{{end}}</details>
<script type="application/json">{{.x}}</script><script type="text/plain">var x = "{{.x}}", y = {{.list}}</script>{{end}}
{{.Content}}{{end}}`

// write lays a campaign's files into a folder.
func writeFiles(t *testing.T, dir string, files fstest.MapFS) {
	t.Helper()
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/edit"
	"tocsin/internal/filename"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: a.words.T("command.new.short"),
		Args: func(cmd *cobra.Command, args []string) error {
			return misused("misuse.new")
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	kinds := []struct {
		name, example string
		where         func(key string, now time.Time) string
	}{
		{"page", "learn/phishing", func(key string, _ time.Time) string { return key }},
		{"message", "pause", func(key string, _ time.Time) string { return "messages/" + strings.TrimPrefix(key, "messages/") }},
		{"event", "2026/open-day", inYear("calendar")},
		{"post", "2026/pause-first", inYear("posts")},
		{"alert", "parcel-texts", func(key string, _ time.Time) string { return "alerts/" + strings.TrimPrefix(key, "alerts/") }},
		{"briefing", "2026/ransomware", inYear("briefings")},
	}
	for _, k := range kinds {
		sub := &cobra.Command{
			Use:   k.name + " " + a.words.T("command.new-kind.arguments"),
			Short: a.words.T("command.new."+k.name, "example", k.example),
			Args: func(_ *cobra.Command, args []string) error {
				if len(args) != 1 {
					return misused("misuse.new.key", "kind", k.name, "example", k.example)
				}
				return nil
			},
			RunE: func(_ *cobra.Command, args []string) error { return a.new(k.name, args[0], k.where) },
		}
		sub.Flags().StringVar(&a.at, "at", "", a.words.T("command.new.at"))
		cmd.AddCommand(sub)
	}
	cmd.AddCommand(a.newThemeCommand(), a.newYearCommand())
	return cmd
}

// inYear puts what belongs to a year into that year's folder: the one that the key names, else this one.
func inYear(folder string) func(string, time.Time) string {
	return func(key string, now time.Time) string {
		key = strings.TrimPrefix(key, folder+"/")
		if year, _, ok := strings.Cut(key, "/"); ok && len(year) == 4 {
			return folder + "/" + key
		}
		return fmt.Sprintf("%s/%d/%s", folder, now.Year(), key)
	}
}

// unnamed reports whether no disk or not every disk takes a part of a key as a name, with a language and an ending after it.
func unnamed(part string) bool {
	return part == "" || filename.Check(part+".zh-Hant-US.md") != filename.Fine
}

func (a *app) new(kind, key string, where func(string, time.Time) string) error {
	key = strings.TrimSuffix(strings.TrimPrefix(key, "content/"), ".md")
	if key == "" || path.Clean("/"+key) != "/"+key || strings.ContainsAny(key, "#% ") || slices.ContainsFunc(strings.Split(key, "/"), unnamed) || strings.HasPrefix(path.Base(key), ".") {
		return misused("misuse.key", "key", strconv.Quote(key))
	}
	if top, _, nested := strings.Cut(key, "/"); kind == "page" && nested && (top == "messages" || top == "facts") {
		if top == "messages" {
			return misused("misuse.key.message", "key", strconv.Quote(key), "id", path.Base(key))
		}
		return misused("misuse.key.fact", "key", strconv.Quote(key))
	}
	return a.editing(a.dir, source.Folders(), func(e *edit.Edit) error { return a.newFiles(e, kind, key, where) })
}

// newFiles writes the files of a new page, message, event and so on, one for each language.
func (a *app) newFiles(e *edit.Edit, kind, key string, where func(string, time.Time) string) error {
	fsys, closer, err := a.open()
	if err != nil {
		return err
	}
	defer closer()
	src, diags := source.Load(fsys, tocsin.Files)
	if src.Campaign == nil {
		a.format = "text"
		return a.report(diags)
	}
	now, err := a.moment(src.Campaign)
	if err != nil {
		return err
	}
	command := "tocsin new " + kind + " " + key
	key = where(key, now)
	var changes []edit.Change
	for _, lang := range src.Campaign.Languages() {
		name := "content/" + key + "." + lang + ".md"
		changes = append(changes, edit.Change{Path: name, Text: starter(kind, key, lang == src.Campaign.SourceLanguage, now)})
	}
	if err := a.layDown(e, command, changes); err != nil {
		return err
	}
	a.say("new.next")
	if kind == "message" {
		a.say("new.include", "id", strings.TrimPrefix(key, "messages/"))
	}
	return nil
}

// starter is the text of a new file. What is not text for readers stands in the source's file alone.
func starter(kind, key string, isSource bool, now time.Time) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n", site.Humanize(path.Base(key)))
	if isSource {
		fmt.Fprintf(&b, "date: %s\n", now.Format(time.DateOnly))
	}
	soon := now.AddDate(0, 0, 7)
	day := soon.Format(time.DateOnly)
	if isSource {
		switch kind {
		case "message":
			b.WriteString("owner: joint\n")
		case "event":
			fmt.Fprintf(&b, "event: {start: %sT13:00, end: %sT14:00, status: confirmed, sequence: 0}\n", day, day)
		case "post":
			fmt.Fprintf(&b, "post: {when: %sT09:00, networks: [x, facebook, linkedin]}\n", day)
		case "alert":
			fmt.Fprintf(&b, "alert: {severity: advisory, start: %s, end: %s}\n", now.Format("2006-01-02T15:04"), soon.Format("2006-01-02T15:04"))
		}
	}
	b.WriteString("draft: true\n")
	b.WriteString("---\n\n")
	return []byte(b.String())
}

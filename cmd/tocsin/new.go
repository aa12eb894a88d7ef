package main

import (
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/edit"
	"tocsin/internal/site"
	"tocsin/internal/source"
)

func (a *app) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write the files of a new page, message, event, post, alert or briefing in every language, of a year, or of a theme",
		Args: func(cmd *cobra.Command, args []string) error {
			return misuse{fmt.Errorf("say what is new: tocsin new page learn/phishing, tocsin new message pause, tocsin new event 2026/open-day, tocsin new year 2027")}
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	kinds := []struct {
		name, short, example string
		where                func(key string, now time.Time) string
	}{
		{"page", "A page", "learn/phishing", func(key string, _ time.Time) string { return key }},
		{"message", "A shared message", "pause", func(key string, _ time.Time) string { return "messages/" + strings.TrimPrefix(key, "messages/") }},
		{"event", "An event", "2026/open-day", inYear("calendar")},
		{"post", "A post for social networks", "2026/pause-first", inYear("posts")},
		{"alert", "An alert", "parcel-texts", func(key string, _ time.Time) string { return "alerts/" + strings.TrimPrefix(key, "alerts/") }},
		{"briefing", "A briefing with slides", "2026/ransomware", inYear("briefings")},
	}
	for _, k := range kinds {
		sub := &cobra.Command{
			Use:   k.name + " KEY",
			Short: fmt.Sprintf("%s: tocsin new %s %s", k.short, k.name, k.example),
			Args: func(_ *cobra.Command, args []string) error {
				if len(args) != 1 {
					return misuse{fmt.Errorf("new %s takes one key, such as in `tocsin new %s %s`", k.name, k.name, k.example)}
				}
				return nil
			},
			RunE: func(_ *cobra.Command, args []string) error { return a.new(k.name, args[0], k.where) },
		}
		sub.Flags().StringVar(&a.at, "at", "", "the date to write (today, if not given)")
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

func (a *app) new(kind, key string, where func(string, time.Time) string) error {
	key = strings.TrimSuffix(strings.TrimPrefix(key, "content/"), ".md")
	if key == "" || path.Clean("/"+key) != "/"+key || strings.ContainsAny(key, "\\:*?\"<>|#% \t") || strings.HasPrefix(path.Base(key), ".") {
		return misuse{fmt.Errorf("%q will not do as a key; write small letters and hyphens, such as learn/phishing", key)}
	}
	if top, _, nested := strings.Cut(key, "/"); kind == "page" && nested && (top == "messages" || top == "facts") {
		return misuse{fmt.Errorf("%q will not do as the key of a page: what lies in content/%s/ is none%s", key, top,
			map[string]string{"messages": "; write `tocsin new message " + path.Base(key) + "`"}[top])}
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
	a.say("Write the words, give each language its own title, then take the line `draft: true` out.")
	if kind == "message" {
		a.say("Include it in a page with ::message{id=%s}", strings.TrimPrefix(key, "messages/"))
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

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
	"tocsin/internal/words"
)

// jsonRule is a rule as `tocsin rules --format json` lists it.
type jsonRule struct {
	Rule     string   `json:"rule"`
	Severity []string `json:"severity"` // "error", "warning", or both
	Means    string   `json:"means"`
	Do       string   `json:"do"`
	Explain  string   `json:"explain"`
	Wrong    string   `json:"wrong"`  // an example's lines as the rule finds fault with them
	Mended   string   `json:"mended"` // the same lines mended
	Former   []string `json:"former"` // names that it had before
}

func (a *app) rulesCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: a.words.T("command.rules.short"),
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			switch format {
			case "text":
				return a.listRules(a.words)
			case "json":
				return a.rulesAsJSON(a.words)
			}
			return misused("misuse.rules.format", "format", strconv.Quote(format))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", a.words.T("command.rules.format"))
	return cmd
}

func (a *app) listRules(c *words.Catalogue) error {
	rules := rule.All()
	width := 0
	for _, r := range rules {
		width = max(width, len(r.Name))
	}
	for _, r := range rules {
		if _, err := fmt.Fprintf(a.stdout, "%-*s  %-14s  %s\n", width, r.Name, strings.Join(severities(r), ", "), r.Means(c)); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) rulesAsJSON(c *words.Catalogue) error {
	list := make([]jsonRule, 0, len(rule.Names()))
	for _, r := range rule.All() {
		wrong, mended := r.Example(c)
		list = append(list, jsonRule{r.Name, severities(r), r.Means(c), r.Do(c), r.Explain(c), wrong, mended, append([]string{}, r.Former...)})
	}
	e := json.NewEncoder(a.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(list)
}

// severities says how bad what a rule tells may be: "error", "warning", or both.
func severities(r rule.Rule) []string {
	var out []string
	warnings, errors := r.Severities()
	if errors {
		out = append(out, rule.Error.String())
	}
	if warnings {
		out = append(out, rule.Warning.String())
	}
	return out
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain " + a.words.T("command.explain.arguments"),
		Short: a.words.T("command.explain.short"),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return misused("misuse.explain")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.explain(a.words, rule.Registry(), args[0]) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return rule.Names(), cobra.ShellCompDirectiveNoFileComp
		},
	}
}

func (a *app) explain(c *words.Catalogue, rules *rule.Index, name string) error {
	r, now, ok := rules.Find(name)
	if !ok {
		d := diag.New(diag.Pos{}, rule.UnknownRuleName, "name", name, "near", diag.Nearest(strings.ToLower(name), rules.Names()))
		return misuse{errors.New(d.Text(c))}
	}
	var b strings.Builder
	if !now {
		fmt.Fprintf(&b, "%s\n\n", diag.New(diag.Pos{}, rule.UnknownRuleFormer, "name", name, "now", r.Name).Text(c))
	}
	fmt.Fprintf(&b, "%s (%s)\n\n%s\n\n%s\n\n%s\n", r.Name, strings.Join(severities(r), ", "), r.Means(c), r.Explain(c), c.T("rule.to-do", "do", r.Do(c)))
	wrong, mended := r.Example(c)
	fmt.Fprintf(&b, "\n%s\n%s\n%s\n%s\n", c.T("rule.wrong"), indented(wrong), c.T("rule.mended"), indented(mended))
	fmt.Fprintf(&b, "\n%s\n", c.T("rule.says"))
	for _, m := range r.Messages {
		fmt.Fprintf(&b, "  %s: %s\n", m.Severity, c.Sketch(string(m.ID)))
	}
	_, err := a.stdout.Write([]byte(b.String()))
	return err
}

// indented sets the lines of an example off from what is said about them.
func indented(lines string) string { return "    " + strings.ReplaceAll(lines, "\n", "\n    ") }

package address

import (
	"strings"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// Tell adds what is wrong with an address to a list, at the place where the address was written.
func Tell(l *diag.List, at diag.Pos, problems diag.List) {
	for _, d := range problems {
		d.Pos = at
		*l = append(*l, d)
	}
}

// nowhere is the place of a problem until it is told: an address does not know where it was written.
var nowhere diag.Pos

// refused reports whether a problem keeps an address from being published.
func refused(problems diag.List) bool {
	errors, _ := problems.Count()
	return errors > 0
}

// longest is how much of an address a message shows.
const longest = 120

// short is an address as a message shows it.
func short(s string) string {
	if len(s) > longest {
		return strings.ToValidUTF8(s[:longest], "") + "…"
	}
	return s
}

// advice says what may be written for the kinds.
func (k Kinds) advice() rule.Text {
	var forms []string
	if k&(Web|SecureWeb) != 0 {
		forms = append(forms, "https://campaign.example/")
	}
	if k&Mail != 0 {
		forms = append(forms, "mailto:hello@campaign.example")
	}
	if k&Phone != 0 {
		forms = append(forms, "tel:+18005550199")
	}
	if k&Message != 0 {
		forms = append(forms, "sms:+18005550199")
	}
	return rule.HintAddressForms.With("forms", forms)
}

// Lacks guesses which scheme a text without one lacks, and returns a hint that says so; the zero Text where it looks like
// no address of these kinds.
func Lacks(text string, kinds Kinds) rule.Text {
	name, _, _ := strings.Cut(text, "/")
	switch {
	case strings.ContainsAny(text, " <>\"") || text == "":
	case kinds&Mail != 0 && strings.Contains(name, "@"):
		return rule.HintLacksMail.With("address", short(text))
	case kinds&(Web|SecureWeb) != 0 && strings.Contains(name, ".") && !strings.HasPrefix(name, "."):
		return rule.HintLacksWeb.With("address", short(text))
	}
	return rule.Text{}
}

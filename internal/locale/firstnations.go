package locale

// cree has a name; its dates are numbers.
func cree(_, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "ᓀᐦᐃᔭᐍᐏᐣ"}
	return l
}

// inuktitut is written in two scripts.
func inuktitut(script, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "ᐃᓄᒃᑎᑐᑦ"}
	if script == "Latn" {
		l.own = "Inuktitut"
	}
	return l
}

// mohawk has a name; its dates are numbers.
func mohawk(_, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "Kanien’kéha"}
	return l
}

// ojibwe has a name; its dates are numbers.
func ojibwe(_, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "Anishinaabemowin"}
	return l
}

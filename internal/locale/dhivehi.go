package locale

// dhivehi has a name and a comma.
func dhivehi(_, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "ދިވެހި", comma: "، "}
	return l
}

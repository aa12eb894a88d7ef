package locale

// maori has a name; its dates are numbers.
func maori(_, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "Māori"}
	return l
}

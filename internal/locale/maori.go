package locale

// maori has a name, and signs in numbers that x/text has not yet; its dates are numbers.
func maori(_, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "Māori", decimal: ".", group: ","}
	return l
}

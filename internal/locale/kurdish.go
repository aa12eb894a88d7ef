package locale

// kurdish has a name; its dates are numbers.
func kurdish(_, _ string) knowledge {
	l := knowledge{grammar: iso(), own: "Kurdî", decimal: ",", group: "."}
	return l
}

package locale

// uzbek has the same signs in numbers in all of its scripts; x/text has older ones for the Arabic. Its dates are numbers.
func uzbek(_, _ string) knowledge { return knowledge{grammar: iso(), decimal: ",", group: nbsp} }

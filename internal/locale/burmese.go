package locale

// burmese puts no spaces between words.
func burmese(_, _ string) knowledge {
	l := knowledge{grammar: iso()}
	l.Prose = Prose{
		Unspaced: true,
	}
	return l
}

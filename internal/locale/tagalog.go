package locale

// tagalog is the language that Filipino is made of.
func tagalog(_, _ string) knowledge {
	l := knowledge{grammar: iso()}
	l.Prose = Prose{
		FunctionWords: `ang ng mga sa na at ay hindi kung o para ito iyon ang inyong iyong ikaw kayo kami sila may mayroon kapag paano ano saan`,
	}
	return l
}

package words

// english returns what the tool says in English, a map for each subject.
func english() []map[string]string {
	return []map[string]string{}
}

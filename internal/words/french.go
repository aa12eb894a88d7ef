package words

// french returns what the tool says in French, a map for each subject. Only the review server speaks it so far.
func french() []map[string]string {
	return []map[string]string{frenchReview()}
}

package words

import "strings"

// problem is an error that says its key, so that whoever tells it to a person chooses the language.
type problem struct {
	key   string
	pairs []any // of a hole's name and its value; a value may be an error
}

// Problem returns an error with a text of the catalogue, whose holes are filled as [Catalogue.T] fills them. A value that
// is an error is wrapped: [errors.Is] and [errors.As] find it. Error says it in English; [Catalogue.SayError] in any language.
func Problem(key string, pairs ...any) error { return &problem{key, pairs} }

// Error returns the text in English, for logs and tests.
func (p *problem) Error() string { return In("en").SayError(p) }

// Unwrap returns the errors among the values.
func (p *problem) Unwrap() []error {
	var out []error
	for i := 1; i < len(p.pairs); i += 2 {
		if err, ok := p.pairs[i].(error); ok {
			out = append(out, err)
		}
	}
	return out
}

// SayError tells an error in the catalogue's language: what [Problem] made, alone, within another, or among those that
// [errors.Join] joined. The text of any other error is the system's or a library's and is returned as it is.
func (c *Catalogue) SayError(err error) string {
	if p, ok := err.(*problem); ok {
		pairs := make([]any, len(p.pairs))
		for i, v := range p.pairs {
			if cause, ok := v.(error); ok && i%2 == 1 {
				v = c.SayError(cause)
			}
			pairs[i] = v
		}
		return c.T(p.key, pairs...)
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all, lines []string
		for _, one := range many.Unwrap() {
			all, lines = append(all, one.Error()), append(lines, c.SayError(one))
		}
		if strings.Join(all, "\n") == err.Error() {
			return strings.Join(lines, "\n")
		}
	}
	return err.Error()
}

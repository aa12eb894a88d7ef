package source

import "tocsin/internal/markdown"

// Marked reads a file of the campaign once more and parses its body so that every block says on which line of the file
// it was written. It is for the review server, on demand; what is published never carries such marks.
func (s *Source) Marked(f *File, t markdown.Typography) (*markdown.Document, error) {
	text, err := s.ReadFile(f.Path)
	if err != nil {
		return nil, err
	}
	r := reader{file: f.Path}
	text = trimBOM(text)
	if !r.readable(text) {
		return f.Doc(t), nil // saved as something else a moment ago
	}
	_, body, first, ok := r.split(text)
	if !ok {
		return f.Doc(t), nil
	}
	doc, _ := markdown.Parse(body, markdown.Options{File: f.Path, FirstLine: first, Typography: t, Prefixed: f.Message, Marks: true})
	return doc, nil
}

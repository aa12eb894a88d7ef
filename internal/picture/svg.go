package picture

import (
	"bytes"

	"tocsin/internal/diag"
	"tocsin/internal/drawing"
)

// looksLikeSVG reports whether a file that is called an SVG is meant to be one.
func looksLikeSVG(data []byte) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	return bytes.HasPrefix(text, []byte("<")) && bytes.Contains(text[:min(len(text), 8<<10)], []byte("<svg"))
}

// drawsSVG reports whether a browser draws a file whatever it is called: its first element is an SVG's. What stands
// before is skipped: a declaration, comments, a document type.
func drawsSVG(data []byte) bool {
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	for {
		text = bytes.TrimLeft(text, " \t\r\n")
		end := []byte(">")
		switch {
		case bytes.HasPrefix(text, []byte("<!--")):
			end = []byte("-->")
		case bytes.HasPrefix(text, []byte("<?")):
			end = []byte("?>")
		case bytes.HasPrefix(text, []byte("<!")):
			if words := bytes.Fields(text[:min(len(text), 64)]); len(words) < 2 || !bytes.HasPrefix(bytes.ToLower(words[1]), []byte("svg")) {
				return false // the type of another document
			}
			if inner := bytes.IndexByte(text, '['); inner >= 0 && inner < bytes.IndexByte(text, '>') {
				end = []byte("]>")
			}
		case bytes.HasPrefix(text, []byte("<")):
			name := text[1:min(len(text), 64)]
			if i := bytes.IndexAny(name, " \t\r\n/>"); i >= 0 {
				name = name[:i]
			}
			return string(name[bytes.IndexByte(name, ':')+1:]) == "svg"
		default:
			return false
		}
		_, after, ok := bytes.Cut(text, end)
		if !ok {
			return false
		}
		text = after
	}
}

func inspectSVG(data []byte) (Info, *Problem) {
	d, p := drawing.Read(data, embedded)
	if p != nil {
		return Info{}, &Problem{*p}
	}
	info := Info{Format: SVG}
	info.Width, info.Height = d.Size()
	return info, nil
}

func cleanSVG(data []byte, parts bool) ([]byte, error) {
	d, p := drawing.Read(data, embedded)
	if p != nil {
		return nil, &Problem{*p}
	}
	return d.Bytes(parts), nil
}

// embedded cleans a picture within a drawing. What is none, and what is damaged, no browser shows.
func embedded(data []byte) ([]byte, *diag.Diagnostic) {
	format := sniff(data)
	if format == Unknown || format == SVG || format.refused() {
		return nil, nil
	}
	info, p := measure(format, data)
	if p != nil {
		return nil, nil
	}
	if p := tooLarge(info.Width, info.Height); p != nil {
		return nil, &p.Diagnostic
	}
	info.Format = format
	clean, err := Strip(data, info)
	if err != nil {
		return nil, nil
	}
	return clean, nil
}

package markdown

import (
	"bytes"
	"strings"
)

// attribute is one of {name=value #id .class}; #id is named "id" and .class "class".
type attribute struct {
	name, value string
	at          int // its offset in what was parsed
}

// parseAttributes reads a list of attributes in braces at the start of b, which is one line, and returns its length.
// It takes one look at each byte.
func parseAttributes(b []byte) (list []attribute, n int, ok bool) {
	if len(b) == 0 || b[0] != '{' {
		return nil, 0, false
	}
	i := 1
	for {
		for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == ',') {
			i++
		}
		if i == len(b) || b[i] == '\n' || b[i] == '{' {
			return nil, 0, false
		}
		if b[i] == '}' {
			return list, i + 1, true
		}
		a := attribute{at: i}
		switch b[i] {
		case '#', '.':
			a.name = "id"
			if b[i] == '.' {
				a.name = "class"
			}
			end := unquoted(b, i+1)
			a.value = string(b[i+1 : end])
			i = end
		default:
			if i, ok = a.read(b, i); !ok {
				return nil, 0, false
			}
		}
		list = append(list, a)
	}
}

// read reads name=value at b[i:] and returns the offset behind it.
func (a *attribute) read(b []byte, i int) (int, bool) {
	from := i
	for i < len(b) && (isAlnum(b[i]) || strings.IndexByte("_:.-", b[i]) >= 0) {
		i++
	}
	if i == from || i+1 >= len(b) || b[i] != '=' {
		return 0, false
	}
	a.name = string(b[from:i])
	i++
	if q := b[i]; q == '"' || q == '\'' {
		n := bytes.IndexByte(b[i+1:], q)
		if n < 0 || bytes.IndexByte(b[i+1:i+1+n], '\n') >= 0 {
			return 0, false
		}
		a.value = string(appendDecoded(nil, b[i+1:i+1+n]))
		return i + n + 2, true
	}
	end := unquoted(b, i)
	a.value = strings.TrimRight(string(b[i:end]), ",")
	return end, a.value != ""
}

func unquoted(b []byte, i int) int {
	for i < len(b) && b[i] > ' ' && b[i] != '{' && b[i] != '}' && b[i] != '"' {
		i++
	}
	return i
}

package address

import (
	"encoding/base64"
	"strings"
)

// Data reads a data: address (RFC 2397) as browsers do: its media type in small letters, without parameters, and what it
// holds. ok is false for another address, and for what cannot be read.
func Data(text string) (kind string, data []byte, ok bool) {
	scheme, rest, ok := cutScheme(asBrowser(text))
	head, body, comma := strings.Cut(rest, ",")
	if !ok || scheme != "data" || !comma {
		return "", nil, false
	}
	kind, _, _ = strings.Cut(head, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		return kind, []byte(Unescape(body)), true
	}
	packed := strings.Join(strings.Fields(Unescape(body)), "")
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(packed, "="))
	return kind, data, err == nil
}

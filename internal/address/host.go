package address

import (
	"net/netip"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"

	"tocsin/internal/diag"
	"tocsin/internal/rule"
)

// The limits of a name in the DNS (RFC 1035).
const (
	maxHost  = 253
	maxLabel = 63
)

// Reach tells who can open an address: everybody, those in one network, or the machine itself.
type Reach uint8

// How far an address reaches.
const (
	Public   Reach = iota
	Private        // a number or a name of a local network: 192.168.1.1, printer.local, intranet
	Loopback       // the reader's own machine: 127.0.0.1, localhost
)

// host is a host, read.
type host struct {
	ascii    string // as browsers ask for it
	letters  string // as people read it
	doubtful bool   // it can be taken for another
	reach    Reach
}

// profile is IDNA as the URL Standard has it, and with what it leaves open closed: the length of names.
var profile = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.StrictDomainName(false), idna.ValidateLabels(true),
	idna.CheckHyphens(false), idna.CheckJoiners(true), idna.Transitional(false), idna.VerifyDNSLength(true))

// Host reads the name of a host alone, such as québec.ca or 192.168.1.1, and returns it in ASCII, as [Address.Host] has
// it; "" where a problem refuses it.
func Host(name string) (string, diag.List) {
	var p diag.List
	if !readable(name, &p) {
		return "", p
	}
	if n, err := netip.ParseAddr(name); err == nil && n.Is6() {
		name = "[" + name + "]"
	}
	h, ok := readHost(name, &p)
	if !ok || refused(p) {
		return "", p
	}
	return h.ascii, p
}

// readHost reads a host as browsers do. ok is false where it is refused.
func readHost(written string, p *diag.List) (h host, ok bool) {
	if strings.HasPrefix(written, "[") {
		return readNumber(written, p)
	}
	if !hostCharacters(written, p) {
		return host{}, false
	}
	ascii, err := profile.ToASCII(written)
	if err != nil || !isName(ascii) || halfEncoded(written) {
		return host{}, refuseName(written, p)
	}
	if looksNumeric(ascii) {
		return readNumber(written, p)
	}
	decoded, err := profile.ToUnicode(ascii)
	if err != nil {
		return host{}, refuseName(written, p)
	}
	if again, err := profile.ToASCII(decoded); err != nil || again != ascii {
		return host{}, refuseName(written, p)
	}
	h = host{ascii: ascii, letters: decoded, reach: reachOfName(ascii)}
	if lower := strings.ToLower(norm.NFC.String(written)); lower != decoded && lower != ascii {
		p.Add(nowhere, rule.DoubtfulAddressMapped, "written", short(written), "host", short(decoded))
	}
	h.doubtful = ascii != decoded && lookalike(decoded, ascii, p)
	return h, true
}

// halfEncoded reports whether a label says that it is encoded and holds letters that are not: browsers refuse it, and
// package idna does not.
func halfEncoded(written string) bool {
	for label := range strings.FieldsFuncSeq(norm.NFKC.String(written), func(c rune) bool { return c == '.' || c == '。' }) {
		if len(label) >= 4 && strings.EqualFold(label[:4], "xn--") && strings.IndexFunc(label, func(c rune) bool { return c > unicode.MaxASCII }) >= 0 {
			return true
		}
	}
	return false
}

// isName reports whether a host in ASCII is of what names are made of, the underscore included: it is in use.
func isName(ascii string) bool {
	for _, c := range []byte(ascii) {
		if !isPlain(c) && c != '_' || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return ascii != "" && !strings.HasSuffix(ascii, ".") && !strings.HasPrefix(ascii, ".") && !strings.Contains(ascii, "..")
}

func refuseName(written string, p *diag.List) bool {
	p.Add(nowhere, rule.URLHostName, "host", short(written))
	return false
}

// hostCharacters refuses what browsers would mend in a host's name, and the marks that look like a slash or a dot.
func hostCharacters(written string, p *diag.List) bool {
	switch {
	case written == "":
		p.Add(nowhere, rule.URLNoHost)
		return false
	case strings.Contains(written, "%"):
		p.Add(nowhere, rule.URLEscapes, "host", short(written))
		return false
	case strings.HasSuffix(written, "."):
		p.Add(nowhere, rule.URLLastDot, "host", short(written))
		return false
	case strings.HasPrefix(written, ".") || strings.Contains(written, ".."):
		p.Add(nowhere, rule.URLBareDot, "host", short(written))
		return false
	}
	runes := []rune(written)
	for i, c := range runes {
		switch {
		case c <= unicode.MaxASCII:
			if !isPlain(byte(c)) && c != '_' {
				p.Add(nowhere, rule.URLHostCharacter, "host", short(written), "char", string(c))
				return false
			}
		case Invisible(c) && !joins(runes, i):
			p.Add(nowhere, rule.URLInvisible, "char", name(c))
			return false
		case unicode.In(c, unicode.P, unicode.S, unicode.Z) && !hostMark(c):
			p.Add(nowhere, rule.URLHostSign, "host", short(written), "sign", string(c), "char", name(c))
			return false
		}
	}
	return true
}

// hostMark reports whether a sign is one that languages spell hosts with, or that stands for a dot on their keyboards.
func hostMark(c rune) bool { return strings.ContainsRune("·՚׳״་・。．｡－", c) }

// looksNumeric reports whether browsers read a host as a number: its last part is digits, or begins with 0x.
func looksNumeric(ascii string) bool {
	last := ascii[strings.LastIndexByte(ascii, '.')+1:]
	if strings.HasPrefix(last, "0x") {
		return strings.Trim(last[2:], "0123456789abcdef") == ""
	}
	return last != "" && strings.Trim(last, "0123456789") == ""
}

// readNumber reads a host that is a number: four parts, or IPv6 in brackets. Browsers read many other forms, such as
// 2130706433 and 0x7f.1, which people do not.
func readNumber(written string, p *diag.List) (host, bool) {
	bare, six := written, strings.HasPrefix(written, "[")
	if six {
		bare = strings.TrimSuffix(written[1:], "]")
	}
	n, err := netip.ParseAddr(bare)
	if err != nil || n.Zone() != "" || n.Is4() == six || six && !strings.HasSuffix(written, "]") {
		p.Add(nowhere, rule.URLNumber, "host", short(written))
		return host{}, false
	}
	if !six {
		return host{ascii: n.String(), letters: n.String(), reach: reachOfNumber(n)}, true
	}
	text := n.String()
	if n.Is4In6() { // the URL Standard writes it in hexadecimal
		text = hexadecimal(n)
	}
	text = "[" + text + "]"
	return host{ascii: text, letters: text, reach: reachOfNumber(n)}, true
}

// hexadecimal writes ::ffff:127.0.0.1 as ::ffff:7f00:1.
func hexadecimal(n netip.Addr) string {
	const digits = "0123456789abcdef"
	b := n.As16()
	out := "::ffff:"
	for i := 12; i < 16; i += 2 {
		four := []byte{digits[b[i]>>4], digits[b[i]&15], digits[b[i+1]>>4], digits[b[i+1]&15]}
		piece := strings.TrimLeft(string(four), "0")
		if piece == "" {
			piece = "0"
		}
		out += piece
		if i == 12 {
			out += ":"
		}
	}
	return out
}

// The ranges of numbers that lead nowhere on the public internet and that package netip has no method for.
var (
	thisHost   = netip.MustParsePrefix("0.0.0.0/8")
	compatible = netip.MustParsePrefix("::/96")        // IPv4 in IPv6, of old
	translated = netip.MustParsePrefix("64:ff9b::/96") // IPv4 in IPv6 (RFC 6052)
	carrier    = netip.MustParsePrefix("100.64.0.0/10")
	reserved   = netip.MustParsePrefix("240.0.0.0/4")
	siteLocal  = netip.MustParsePrefix("fec0::/10")
)

// reachOfNumber tells who can open a number.
func reachOfNumber(n netip.Addr) Reach {
	n = n.Unmap()
	if n.IsLoopback() || n.IsUnspecified() || thisHost.Contains(n) {
		return Loopback
	}
	if compatible.Contains(n) || translated.Contains(n) {
		b := n.As16()
		return reachOfNumber(netip.AddrFrom4([4]byte(b[12:])))
	}
	if n.IsPrivate() || n.IsLinkLocalUnicast() || n.IsMulticast() || carrier.Contains(n) || reserved.Contains(n) || siteLocal.Contains(n) {
		return Private
	}
	return Public
}

// Ends of names that are never in the public DNS: RFC 6761, 6762, 8375, ICANN's .internal, and those that are in wide use
// within companies and homes. Documents' own .example is not among them.
var privateEnds = []string{".local", ".internal", ".home.arpa", ".localdomain", ".lan", ".home", ".corp", ".intranet", ".private"}

// reachOfName tells who can open a name, in ASCII.
func reachOfName(ascii string) Reach {
	if ascii == "localhost" || strings.HasSuffix(ascii, ".localhost") || ascii == "localhost.localdomain" {
		return Loopback
	}
	if !strings.Contains(ascii, ".") {
		return Private
	}
	for _, end := range privateEnds {
		if strings.HasSuffix(ascii, end) {
			return Private
		}
	}
	return Public
}

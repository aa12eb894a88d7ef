package signature

import (
	"errors"
	"strings"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"tocsin/internal/words"
)

// Allowed is who may sign, as a file of allowed signers says (ssh-keygen(1), "ALLOWED SIGNERS").
type Allowed struct {
	file    string
	entries []entry
	issuers bool // a line names who may issue certificates, which are not taken
}

// entry is a line: a key, whose it is, and what for.
type entry struct {
	principals    string // as they are written
	key           ssh.PublicKey
	namespaces    string // patterns, separated by commas; "" for any
	after, before time.Time
}

// ReadAllowed reads a file of allowed signers; name is what it is called in errors. Every line that is wrong is told at
// once, by package words. A line of an authority for certificates is passed over: certificates sign no site.
func ReadAllowed(name string, data []byte) (*Allowed, error) {
	a := &Allowed{file: name}
	var wrong []error
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		e, issuer, err := parseLine(line)
		switch {
		case err != nil:
			wrong = append(wrong, words.Problem("signature.line", "file", name, "line", n, "cause", err))
		case issuer:
			a.issuers = true
		default:
			a.entries = append(a.entries, e)
		}
	}
	if len(wrong) == 0 && len(a.entries) == 0 && !a.issuers {
		return nil, words.Problem("signature.nobody", "file", name)
	}
	return a, errors.Join(wrong...)
}

// parseLine reads PRINCIPALS [OPTIONS] TYPE KEY [COMMENT].
func parseLine(line string) (e entry, issuer bool, err error) {
	rest := ""
	if quoted, ok := strings.CutPrefix(line, `"`); ok {
		e.principals, rest, ok = strings.Cut(quoted, `"`)
		if !ok {
			return e, false, words.Problem("signature.line.quote")
		}
	} else if i := strings.IndexAny(line, " \t"); i > 0 {
		e.principals, rest = line[:i], line[i:]
	}
	if e.principals == "" || strings.TrimSpace(rest) == "" {
		return e, false, words.Problem("signature.line.form")
	}
	// What is left has the form of authorized_keys: options, type, key, comment.
	var options []string
	e.key, _, options, _, err = ssh.ParseAuthorizedKey([]byte(strings.TrimSpace(rest)))
	if err != nil {
		return e, false, words.Problem("signature.line.key")
	}
	for _, o := range options {
		isIssuer, err := e.option(o)
		if err != nil {
			return e, false, err
		}
		issuer = issuer || isIssuer
	}
	return e, issuer, nil
}

func (e *entry) option(o string) (issuer bool, err error) {
	name, value, _ := strings.Cut(o, "=")
	value = strings.Trim(value, `"`)
	switch strings.ToLower(name) {
	case "cert-authority":
		return true, nil
	case "namespaces":
		e.namespaces = value
		return false, nil
	case "valid-after":
		e.after, err = parseTime(value)
		return false, err
	case "valid-before":
		e.before, err = parseTime(value)
		return false, err
	}
	return false, words.Problem("signature.line.option", "option", name)
}

// parseTime reads YYYYMMDD[HHMM[SS]][Z], which without the Z is in this machine's time zone.
func parseTime(s string) (time.Time, error) {
	zone, digits := time.Local, s
	if rest, ok := strings.CutSuffix(strings.ToUpper(s), "Z"); ok {
		zone, digits = time.UTC, rest
	}
	for _, form := range []string{"20060102", "200601021504", "20060102150405"} {
		if len(form) == len(digits) {
			if t, err := time.ParseInLocation(form, digits, zone); err == nil {
				return t, nil
			}
		}
	}
	return time.Time{}, words.Problem("signature.line.time", "time", s)
}

// Who is whoever signed.
type Who struct {
	Principals  string // as the file of allowed signers names them
	Fingerprint string // of the key, "SHA256:…"
}

// Check holds the text of a signature's file against the data, and whoever signed against those who may sign a manifest at
// a time. An error, made by package words, says why the signature is not good.
func (a *Allowed) Check(data, signature []byte, at time.Time) (Who, error) {
	sig, err := sshsig.Unarmor(signature)
	if err != nil {
		return Who{}, words.Problem("signature.damaged")
	}
	who := Who{Fingerprint: ssh.FingerprintSHA256(sig.PublicKey)}
	if sig.Namespace != Namespace {
		return who, words.Problem("signature.namespace", "is", sig.Namespace, "want", Namespace)
	}
	if err := fit(sig.PublicKey); err != nil {
		return who, err
	}
	if verify(data, sig) != nil {
		return who, words.Problem("signature.wrong", "key", who.Fingerprint)
	}
	var why error
	for _, e := range a.entries {
		if !is(e.key)(sig.PublicKey) {
			continue
		}
		if err := e.serves(at); err != nil {
			why = words.Problem("signature.not-then", "key", who.Fingerprint, "cause", err)
			continue
		}
		who.Principals = e.principals
		return who, nil
	}
	switch {
	case why != nil:
		return who, why
	case a.issuers:
		return who, words.Problem("signature.issuers", "key", who.Fingerprint, "file", a.file)
	}
	return who, words.Problem("signature.stranger", "key", who.Fingerprint, "file", a.file)
}

// serves returns why a line does not hold for a manifest at a time, or nil if it does. The bounds are part of the span.
func (e *entry) serves(at time.Time) error {
	switch {
	case e.namespaces != "" && !listed(Namespace, e.namespaces):
		return words.Problem("signature.not-for", "namespaces", e.namespaces, "want", Namespace)
	case !e.after.IsZero() && at.Before(e.after):
		return words.Problem("signature.early", "after", stamp(e.after), "at", stamp(at))
	case !e.before.IsZero() && at.After(e.before):
		return words.Problem("signature.late", "before", stamp(e.before), "at", stamp(at))
	}
	return nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// listed reports whether a word is matched by a list of patterns as OpenSSH reads them (PATTERNS in ssh_config(5)): * and
// ? stand for characters, and a pattern with ! before it that matches says no, whatever the others say.
func listed(word, patterns string) bool {
	yes := false
	for p := range strings.SplitSeq(patterns, ",") {
		no := strings.HasPrefix(p, "!")
		if matches(word, strings.TrimPrefix(p, "!")) {
			if no {
				return false
			}
			yes = true
		}
	}
	return yes
}

func matches(word, pattern string) bool {
	if pattern == "" {
		return word == ""
	}
	if pattern[0] == '*' {
		return matches(word, pattern[1:]) || word != "" && matches(word[1:], pattern)
	}
	return word != "" && (pattern[0] == '?' || pattern[0] == word[0]) && matches(word[1:], pattern[1:])
}

package signature

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// key is a pair in files: NAME and NAME.pub.
type key struct {
	name   string
	secret crypto.Signer
	public ssh.PublicKey
}

func (k key) line() string { return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k.public))) }

// newKey writes a pair.
func newKey(t *testing.T, name string, secret crypto.Signer) key {
	t.Helper()
	public, err := ssh.NewPublicKey(secret.Public())
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(secret, "")
	if err != nil {
		t.Fatal(err)
	}
	k := key{filepath.Join(t.TempDir(), name), secret, public}
	if err := errors.Join(os.WriteFile(k.name, pem.EncodeToMemory(block), 0o600), os.WriteFile(k.name+".pub", ssh.MarshalAuthorizedKey(public), 0o600)); err != nil {
		t.Fatal(err)
	}
	return k
}

func ed(t *testing.T) key {
	t.Helper()
	_, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return newKey(t, "ed", secret)
}

// kinds are a key of each kind that signs.
func kinds(t *testing.T) []key {
	t.Helper()
	out := []key{ed(t)}
	for _, c := range []elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		secret, err := ecdsa.GenerateKey(c, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, newKey(t, "ec", secret))
	}
	secret, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return append(out, newKey(t, "rsa", secret))
}

func nobody(context.Context, string, int) ([]byte, error) { return nil, errors.New("nobody to ask") }

// runAgent starts an agent that has the keys, until the test ends.
func runAgent(t *testing.T, keys ...key) {
	t.Helper()
	ring := agent.NewKeyring()
	for _, k := range keys {
		secret := any(k.secret)
		if e, ok := k.secret.(ed25519.PrivateKey); ok {
			secret = &e
		}
		if err := ring.Add(agent.AddedKey{PrivateKey: secret}); err != nil {
			t.Fatal(err)
		}
	}
	dir, err := os.MkdirTemp("", "agent") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	socket := filepath.Join(dir, "s")
	ln, err := net.Listen("unix", socket)
	if err != nil {
		t.Skipf("SKIPPED: no sockets here: %v", err)
	}
	t.Cleanup(func() { ln.Close() })
	t.Setenv("SSH_AUTH_SOCK", socket)
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(ring, c)
		}
	}()
}

var text = []byte("{\"generator\": \"tocsin\"}\n")

func sign(t *testing.T, name string, ask Ask) []byte {
	t.Helper()
	s, err := Open(t.Context(), name, ask)
	if err != nil {
		t.Fatalf("Open(%s): %v", name, err)
	}
	defer s.Close()
	sig, err := s.Sign(text)
	if err != nil {
		t.Fatalf("Sign with %s: %v", name, err)
	}
	if !s.Signed(text, sig) || s.Signed(append([]byte{' '}, text...), sig) {
		t.Errorf("%s does not know its own signature", name)
	}
	return sig
}

// Every kind of key signs, from its file and through the agent, named by its public key or its fingerprint.
func TestSign(t *testing.T) {
	keys := kinds(t)
	runAgent(t, keys...)
	for _, k := range keys {
		allowed, err := ReadAllowed("signers", []byte("web@agency.example "+k.line()+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{k.name, k.name + ".pub", ssh.FingerprintSHA256(k.public)} {
			sig := sign(t, name, nobody)
			who, err := allowed.Check(text, sig, time.Now())
			if err != nil || who.Principals != "web@agency.example" {
				t.Errorf("%s, %s: %v, %v", k.public.Type(), name, who, err)
			}
			if _, err := allowed.Check(append([]byte{' '}, text...), sig, time.Now()); err == nil {
				t.Errorf("%s: another text is taken", k.public.Type())
			}
		}
	}
}

// ssh-keygen takes our signatures, with the line that the documentation gives, and we take its.
func TestWithSSHKeygen(t *testing.T) {
	program, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Skip("SKIPPED: there is no ssh-keygen on this machine, so nothing is known of whether it takes our signatures. To install it: .ci/run")
	}
	run := func(in []byte, args ...string) (string, error) {
		cmd := exec.Command(program, args...)
		cmd.Stdin = bytes.NewReader(in)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	for _, k := range kinds(t) {
		dir := t.TempDir()
		signers, ours, list := filepath.Join(dir, "allowed_signers"), filepath.Join(dir, "manifest.json.sig"), filepath.Join(dir, "list")
		rule := "web@agency.example namespaces=\"tocsin-*\" " + k.line() + "\n"
		if err := errors.Join(os.WriteFile(signers, []byte(rule), 0o600), os.WriteFile(ours, sign(t, k.name, nobody), 0o600), os.WriteFile(list, text, 0o600)); err != nil {
			t.Fatal(err)
		}
		verify := []string{"-Y", "verify", "-f", signers, "-I", "web@agency.example", "-n", Namespace, "-s", ours}
		if out, err := run(text, verify...); err != nil || !strings.Contains(out, `Good "tocsin-manifest" signature`) {
			t.Errorf("%s: ssh-keygen does not take ours: %v\n%s", k.public.Type(), err, out)
		}
		if out, err := run([]byte("another"), verify...); err == nil {
			t.Errorf("%s: ssh-keygen takes another text: %s", k.public.Type(), out)
		}
		if out, err := run(nil, "-Y", "sign", "-f", k.name, "-n", Namespace, list); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		theirs, err := os.ReadFile(list + ".sig")
		if err != nil {
			t.Fatal(err)
		}
		allowed, err := ReadAllowed(signers, []byte(rule))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := allowed.Check(text, theirs, time.Now()); err != nil {
			t.Errorf("%s: we do not take ssh-keygen's: %v", k.public.Type(), err)
		}
	}
}

// lockedKey has ssh-keygen make a key with a passphrase, one that is cheap to try.
func lockedKey(t *testing.T, phrase string) key {
	t.Helper()
	name := filepath.Join(t.TempDir(), "locked")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-N", phrase, "-f", name).CombinedOutput(); err != nil {
		t.Skipf("SKIPPED: no ssh-keygen makes a key with a passphrase here: %v %s. To install it: .ci/run", err, out)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := ssh.ParseRawPrivateKeyWithPassphrase(data, []byte(phrase))
	if err != nil {
		t.Fatal(err)
	}
	secret := *raw.(*ed25519.PrivateKey)
	public, err := ssh.NewPublicKey(secret.Public())
	if err != nil {
		t.Fatal(err)
	}
	return key{name, secret, public}
}

// A passphrase is asked for up to three times, and not at all where the agent has the key.
func TestPassphrase(t *testing.T) {
	t.Setenv("SSH_AUTH_SOCK", "")
	k := lockedKey(t, "open sesame")
	asked := 0
	answers := func(list ...string) Ask {
		asked = 0
		return func(_ context.Context, file string, again int) ([]byte, error) {
			if file != k.name || again != asked {
				t.Errorf("asked for %s, %d times wrong; want %s, %d", file, again, k.name, asked)
			}
			asked++
			return []byte(list[again]), nil
		}
	}
	sign(t, k.name, answers("wrong", "open sesame"))
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
	if _, err := Open(t.Context(), k.name, answers("a", "b", "c")); err == nil || !strings.Contains(err.Error(), "three times") {
		t.Errorf("three wrong ones: %v", err)
	}
	runAgent(t, k)
	sign(t, k.name, nobody)
}

func TestKeysThatDoNot(t *testing.T) {
	t.Setenv("SSH_AUTH_SOCK", "")
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Skipf("SKIPPED: this Go makes no short keys: %v", err)
	}
	dir := t.TempDir()
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "junk"), []byte("hello"), 0o600), os.WriteFile(filepath.Join(dir, "empty"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		newKey(t, "short", short).name: "less than 2048 bits",
		filepath.Join(dir, "junk"):     "this is no SSH key",
		filepath.Join(dir, "empty"):    "this is no SSH key",
		filepath.Join(dir, "nothing"):  "no such file",
		dir:                            "directory",
		ed(t).name + ".pub":            "SSH_AUTH_SOCK is not set",
		"SHA256:abc":                   "SSH_AUTH_SOCK is not set",
	} {
		if _, err := Open(t.Context(), name, nobody); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Open(%s): %v, want %q", name, err, want)
		}
	}
	runAgent(t)
	if _, err := Open(t.Context(), "SHA256:abc", nobody); err == nil || !strings.Contains(err.Error(), "ssh-add") {
		t.Errorf("a key that the agent lacks: %v", err)
	}
}

// The options of a file of allowed signers hold as ssh-keygen holds them, at the time of the manifest.
func TestAllowed(t *testing.T) {
	k, other := ed(t), ed(t)
	sig := sign(t, k.name, nobody)
	at := time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ file, want string }{
		{"web@a.example KEY", ""},
		{"# us\n\nweb@a.example,web@b.example KEY a comment\n", ""},
		{`"web@a.example" KEY`, ""},
		{"web@a.example OTHER\nweb@a.example KEY", ""},
		{`web@a.example namespaces="tocsin-manifest" KEY`, ""},
		{`web@a.example namespaces="git,tocsin-*" KEY`, ""},
		{`web@a.example namespaces="git,file" KEY`, "it is for git,file"},
		{`web@a.example namespaces="*,!tocsin-manifest" KEY`, "it is for *,!tocsin-manifest"},
		{`web@a.example valid-after="20261005Z",valid-before="20261006Z" KEY`, ""},
		{`web@a.example valid-after="202610051200Z" KEY`, ""},
		{`web@a.example valid-before="20261005120000Z" KEY`, ""},
		{`web@a.example valid-after="20261005120001Z" KEY`, "valid from 2026-10-05T12:00:01Z on"},
		{`web@a.example valid-before="20261005115959Z" KEY`, "valid until 2026-10-05T11:59:59Z"},
		{`web@a.example valid-before="20261001Z" KEY` + "\n" + `web@a.example valid-after="20261001Z" KEY`, ""},
		{"web@a.example OTHER", "does not name that key"},
		{"web@a.example cert-authority KEY", "certificates (cert-authority) are not taken"},
		{"", "names nobody"},
		{"web@a.example", "signers:1: this is no allowed signer"},
		{"KEY", "signers:1: "},
		{`"web@a.example KEY`, "signers:1: the quotation mark"},
		{"web@a.example KEY\nweb@a.example ssh-ed25519 junk\nweb@a.example magic KEY", "signers:2: there is no public key after the name; write it as it stands in the .pub file, such as `web@agency.example ssh-ed25519 AAAA…`\nsigners:3: there is no option magic"},
		{`web@a.example valid-after="tomorrow" KEY`, "signers:1: tomorrow is no time"},
	} {
		file := strings.NewReplacer("KEY", k.line(), "OTHER", other.line()).Replace(tt.file)
		allowed, err := ReadAllowed("signers", []byte(file))
		if err == nil {
			_, err = allowed.Check(text, sig, at)
		}
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s\n%v, want %q", tt.file, err, tt.want)
		}
	}
}

// A signature for something else, a damaged one and one with another's key in it are refused, each with its reason.
func TestSignaturesThatAreNot(t *testing.T) {
	k := ed(t)
	signer, err := ssh.NewSignerFromSigner(k.secret)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := sshsig.Sign(bytes.NewReader(text), signer, sshsig.HashSHA512, "git")
	if err != nil {
		t.Fatal(err)
	}
	stolen, err := sshsig.Unarmor(sign(t, k.name, nobody))
	if err != nil {
		t.Fatal(err)
	}
	other := ed(t)
	stolen.PublicKey = other.public
	allowed, err := ReadAllowed("signers", []byte("a "+k.line()+"\nb "+other.line()))
	if err != nil {
		t.Fatal(err)
	}
	for want, sig := range map[string][]byte{
		"made for git":          sshsig.Armor(elsewhere),
		"is not of this":        sshsig.Armor(stolen),
		"is no signature in th": []byte("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"),
		"is no signature":       nil,
	} {
		if _, err := allowed.Check(text, sig, time.Now()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Nothing that somebody else wrote brings the readers down.
func FuzzAllowed(f *testing.F) {
	f.Add([]byte("web@a.example namespaces=\"x\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFkLBDxCmCBJXOHN4XNqEQzl7iR/l1gBDLxk1p3p5T2U\n"), []byte("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"))
	f.Fuzz(func(t *testing.T, signers, signature []byte) {
		a, err := ReadAllowed("signers", signers)
		if err == nil {
			if _, err := a.Check(text, signature, time.Unix(0, 0)); err == nil {
				t.Errorf("%q\n%q is taken", signers, signature)
			}
		}
	})
}

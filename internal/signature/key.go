// Package signature signs a site's manifest as OpenSSH signs files, and checks such signatures against a file of allowed
// signers as ssh-keygen does. Whoever checks a site needs nothing of ours: `ssh-keygen -Y verify` takes what this package
// makes, and this package takes what `ssh-keygen -Y sign` makes.
//
// The private key is a file's, or stays in the ssh-agent, and with it on a hardware token.
package signature

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"strings"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"tocsin/internal/words"
)

// Namespace is the word of OpenSSH's signatures that says what a signature is for: one of a site's manifest is good for
// nothing else, and none of anything else is good for a manifest.
const Namespace = "tocsin-manifest"

// Signer signs manifests with one key. Close it.
type Signer struct {
	key    ssh.Signer
	agent  net.Conn // where the agent has the key; else nil
	ctx    context.Context
	source string // how the key was named
}

// Ask asks a person for the passphrase of a key's file, the number of times that it has been wrong in again. It returns an
// error where there is nobody to ask.
type Ask func(ctx context.Context, file string, again int) ([]byte, error)

// asked is how often a passphrase is asked for.
const asked = 3

// maxKey is more than the file of any key has, in bytes.
const maxKey = 64 << 10

// Open finds a key by its name: the file of a private key, with a passphrase or without; or the file of a public key or its
// fingerprint ("SHA256:…"), whose private half the ssh-agent has. An error, made by package words, says what to do. What
// waits for a person or a token ends with ctx.
func Open(ctx context.Context, name string, ask Ask) (*Signer, error) {
	s := &Signer{ctx: ctx, source: name}
	if strings.HasPrefix(name, "SHA256:") {
		return s.fromAgent(func(k ssh.PublicKey) bool { return ssh.FingerprintSHA256(k) == strings.TrimRight(name, "=") })
	}
	data, err := readKey(name)
	if err != nil {
		return nil, words.Problem("signature.key", "file", name, "cause", err)
	}
	if public, _, _, _, err := ssh.ParseAuthorizedKey(data); err == nil {
		return s.fromAgent(is(public))
	}
	s.key, err = ssh.ParsePrivateKey(data)
	if missing, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok {
		return s.locked(data, missing.PublicKey, ask)
	}
	if err != nil { // the file of a token's key holds no key, and its public half lies beside it
		if beside, err := readKey(name + ".pub"); err == nil {
			if public, _, _, _, err := ssh.ParseAuthorizedKey(beside); err == nil {
				return s.fromAgent(is(public))
			}
		}
		return nil, words.Problem("signature.no-key", "file", name)
	}
	return s, s.fit()
}

func readKey(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, words.Cause(err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxKey))
	return data, words.Cause(err)
}

func is(public ssh.PublicKey) func(ssh.PublicKey) bool {
	return func(k ssh.PublicKey) bool { return bytes.Equal(k.Marshal(), public.Marshal()) }
}

// locked opens a private key that has a passphrase: through the agent if that has the key, else with the passphrase.
func (s *Signer) locked(data []byte, public ssh.PublicKey, ask Ask) (*Signer, error) {
	if public != nil {
		if out, err := s.fromAgent(is(public)); err == nil {
			return out, nil
		}
	}
	for again := range asked {
		phrase, err := ask(s.ctx, s.source, again)
		if err != nil {
			return nil, err
		}
		s.key, err = ssh.ParsePrivateKeyWithPassphrase(data, phrase)
		clear(phrase)
		if err == nil {
			return s, s.fit()
		}
		if !errors.Is(err, x509.IncorrectPasswordError) {
			return nil, words.Problem("signature.no-key", "file", s.source)
		}
	}
	return nil, words.Problem("signature.passphrase", "file", s.source)
}

// fromAgent takes the first key of the agent's that is wanted.
func (s *Signer) fromAgent(wanted func(ssh.PublicKey) bool) (*Signer, error) {
	socket := os.Getenv("SSH_AUTH_SOCK")
	if socket == "" {
		return nil, words.Problem("signature.no-agent", "key", s.source)
	}
	conn, err := (&net.Dialer{}).DialContext(s.ctx, "unix", socket)
	if err != nil {
		return nil, words.Problem("signature.agent", "cause", err)
	}
	defer context.AfterFunc(s.ctx, func() { conn.Close() })()
	keys, err := agent.NewClient(conn).Signers()
	if err != nil {
		conn.Close()
		return nil, words.Problem("signature.agent", "cause", err)
	}
	for _, k := range keys {
		if wanted(k.PublicKey()) {
			s.key, s.agent = k, conn
			return s, s.fit()
		}
	}
	conn.Close()
	return nil, words.Problem("signature.not-in-agent", "key", s.source)
}

// fit refuses a key with which nobody should sign any more. It closes the signer with an error.
func (s *Signer) fit() error {
	err := fit(s.key.PublicKey())
	if err != nil {
		s.Close()
	}
	return err
}

// Close lets go of the agent.
func (s *Signer) Close() error {
	if s.agent == nil {
		return nil
	}
	return s.agent.Close()
}

// Fingerprint returns the key's, "SHA256:…".
func (s *Signer) Fingerprint() string { return ssh.FingerprintSHA256(s.key.PublicKey()) }

// Sign returns the text of a signature's file over the data. With a token it waits until somebody touches it.
func (s *Signer) Sign(data []byte) ([]byte, error) {
	if s.agent != nil {
		defer context.AfterFunc(s.ctx, func() { s.agent.Close() })()
	}
	sig, err := sshsig.Sign(bytes.NewReader(data), s.key, sshsig.HashSHA512, Namespace)
	if err != nil {
		if stopped := s.ctx.Err(); stopped != nil {
			err = stopped
		}
		return nil, words.Problem("signature.refused", "key", s.source, "cause", err)
	}
	return sshsig.Armor(sig), nil
}

// Signed reports whether a text is this key's signature of the data.
func (s *Signer) Signed(data, signature []byte) bool {
	sig, err := sshsig.Unarmor(signature)
	return err == nil && is(s.key.PublicKey())(sig.PublicKey) && verify(data, sig) == nil
}

// verify holds a signature against the data and the key that it names.
func verify(data []byte, sig *sshsig.Signature) error {
	return sshsig.Verify(bytes.NewReader(data), sig, sig.PublicKey, sig.HashAlgorithm, Namespace)
}

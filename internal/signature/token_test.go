package signature

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// token is an agent with one key of a hardware token, made of software: it signs as a token does, with whether it was
// touched and how often it has signed (OpenSSH's PROTOCOL.u2f).
type token struct {
	agent.Agent
	public ssh.PublicKey
	secret ed25519.PrivateKey
}

const application = "ssh:"

func newToken(t *testing.T) *token {
	t.Helper()
	public, secret, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	k, err := ssh.ParsePublicKey(ssh.Marshal(struct {
		Name        string
		Key         []byte
		Application string
	}{ssh.KeyAlgoSKED25519, public, application}))
	if err != nil {
		t.Fatal(err)
	}
	return &token{agent.NewKeyring(), k, secret}
}

func (k *token) List() ([]*agent.Key, error) {
	return []*agent.Key{{Format: k.public.Type(), Blob: k.public.Marshal()}}, nil
}

func (k *token) Sign(key ssh.PublicKey, data []byte) (*ssh.Signature, error) {
	if !bytes.Equal(key.Marshal(), k.public.Marshal()) {
		return nil, errors.New("no such key")
	}
	app, digest := sha256.Sum256([]byte(application)), sha256.Sum256(data)
	touched := []byte{1, 0, 0, 0, 7}
	return &ssh.Signature{Format: k.public.Type(), Blob: ed25519.Sign(k.secret, bytes.Join([][]byte{app[:], touched, digest[:]}, nil)), Rest: touched}, nil
}

// A token signs through the agent, named by its public key, its fingerprint or the file that stands for it; both we and
// ssh-keygen take what it signs.
func TestToken(t *testing.T) {
	k := newToken(t)
	dir, err := os.MkdirTemp("", "agent") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	ln, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Skipf("SKIPPED: no sockets here: %v", err)
	}
	t.Cleanup(func() { ln.Close() })
	t.Setenv("SSH_AUTH_SOCK", filepath.Join(dir, "s"))
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go agent.ServeAgent(k, c)
		}
	}()
	name, signers, sig := filepath.Join(dir, "key"), filepath.Join(dir, "signers"), filepath.Join(dir, "sig")
	line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k.public)))
	stands := "-----BEGIN OPENSSH PRIVATE KEY-----\n" + base64.StdEncoding.EncodeToString([]byte("a handle that means something to the token alone")) + "\n-----END OPENSSH PRIVATE KEY-----\n"
	if err := errors.Join(os.WriteFile(name, []byte(stands), 0o600), os.WriteFile(name+".pub", []byte(line+"\n"), 0o600), os.WriteFile(signers, []byte("web@agency.example "+line+"\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	allowed, err := ReadAllowed("signers", []byte("web@agency.example "+line))
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []string{name, name + ".pub", ssh.FingerprintSHA256(k.public)} {
		signed := sign(t, by, nobody)
		if _, err := allowed.Check(text, signed, time.Now()); err != nil {
			t.Errorf("%s: %v", by, err)
		}
		if err := os.WriteFile(sig, signed, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	program, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Skip("SKIPPED: there is no ssh-keygen on this machine, so nothing is known of whether it takes a token's signatures. To install it: .ci/run")
	}
	cmd := exec.Command(program, "-Y", "verify", "-f", signers, "-I", "web@agency.example", "-n", Namespace, "-s", sig)
	cmd.Stdin = bytes.NewReader(text)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("ssh-keygen does not take it: %v\n%s", err, out)
	}
}

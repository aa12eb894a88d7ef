package quality_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// damages is how many files of the published site are changed or removed.
const damages = 300

// TestVerifyPublished publishes a signed site with nginx over TLS, checks the signature with ssh-keygen alone, and holds the
// site against its manifest by its address: whole, and then with a byte turned in, or without, each of three hundred files,
// all of which must be told and no other.
func TestVerifyPublished(t *testing.T) {
	slow(t, "nginx and ssh-keygen")
	c := &campaign{t: t, dir: filepath.Join(t.TempDir(), "campaign")}
	c.copy()
	c.replace("content/learn/phishing.en.md", "---\ntitle:", "---\naliases: [learn/fishing, old/hameçon]\ntitle:")
	www := t.TempDir()
	if err := os.Chmod(filepath.Dir(www), 0o755); err != nil { // nginx runs as somebody else
		t.Fatal(err)
	}
	out := filepath.Join(www, "site")
	key := filepath.Join(c.dir, "..", "key")
	if said, err := exec.Command(tool(t, "ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	build(t, c.dir, out, "2026-10-07", "--precompress", "--sign", key)
	signers := allowedSigners(t, key)
	checkWithSSHKeygen(t, signers, out)

	certificate, secret := certificates(t)
	nginx := servers()[0]
	plain := nginx.conf
	nginx.conf = func(s setup) string {
		listen := fmt.Sprintf("listen 127.0.0.1:%d", s.port)
		return strings.Replace(plain(s), listen+";", fmt.Sprintf("%s ssl;\nssl_certificate %s;\nssl_certificate_key %s;", listen, certificate, secret), 1)
	}
	address := strings.Replace(nginx.start(t, c.dir, out).base, "http://", "https://", 1)
	verify := func(args ...string) (string, string, error) {
		var told, said bytes.Buffer
		cmd := exec.Command(shared.program, append([]string{"verify", address, "--ca", certificate, "--signers", signers}, args...)...)
		cmd.Stdout, cmd.Stderr = &told, &said
		cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir())
		err := cmd.Run()
		return told.String(), said.String(), err
	}
	if told, said, err := verify("--since", "2026-10-07"); err != nil || told != "" || !strings.Contains(said, "are as they were built") || !strings.Contains(said, "signed by web@agency.example") {
		t.Fatalf("the site as it was built: %v\n%s%s", err, told, said)
	}
	if _, said, err := verify("--since", "2026-10-08"); err == nil || !strings.Contains(said, "this is an old site") {
		t.Errorf("an old site: %v\n%s", err, said)
	}
	want := damage(t, out)
	told, said, err := verify()
	if got := strings.Split(strings.TrimSpace(told), "\n"); err == nil || !slices.Equal(got, want) {
		t.Errorf("%d of %d are told: %v\n%s", len(got), len(want), err, said)
		for _, line := range want {
			if !slices.Contains(got, line) {
				t.Errorf("not told: %s", line)
			}
		}
		for _, line := range got {
			if !slices.Contains(want, line) {
				t.Errorf("told, though it is not so: %s", line)
			}
		}
	}
	local, err := exec.Command(shared.program, "verify", "--dir", t.TempDir(), "--out", out).Output()
	if got := strings.Split(strings.TrimSpace(string(local)), "\n"); err == nil || len(got) < len(want) {
		t.Errorf("the folder itself: %v, %d of %d are told", err, len(got), len(want))
	}
	// A byte of the list or of its signature.
	for _, name := range []string{"manifest.json", "manifest.json.sig"} {
		file := filepath.Join(out, name)
		before, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		flipped := bytes.Clone(before)
		flipped[len(flipped)/2] ^= 1
		replaceFile(t, file, flipped)
		if told, said, err := verify(); err == nil || told != "" || strings.Contains(said, "are as they were built") {
			t.Errorf("a byte of %s: %v\n%s%s", name, err, told, said)
		}
		replaceFile(t, file, before)
	}
}

// replaceFile puts another file in a file's place: a build may share the old one's bytes with other sites.
func replaceFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := errors.Join(os.Remove(name), os.WriteFile(name, data, 0o644)); err != nil {
		t.Fatal(err)
	}
}

// damage turns a byte in some of a site's files and removes others, and returns what is to be told of it. What it does is
// the same each time.
func damage(t *testing.T, out string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Files []struct{ Path string } }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	random := mathrand.New(mathrand.NewPCG(11, 2026))
	random.Shuffle(len(list.Files), func(i, j int) { list.Files[i], list.Files[j] = list.Files[j], list.Files[i] })
	if len(list.Files) < 2*damages {
		t.Fatalf("the site has only %d files", len(list.Files))
	}
	type change struct{ path, what string }
	var changes []change
	for i, f := range list.Files[:damages] {
		name := filepath.Join(out, filepath.FromSlash(f.Path))
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		what := "missing"
		if i%3 > 0 && len(data) > 0 {
			what = "changed"
			data[random.IntN(len(data))] ^= 1 << random.IntN(8)
			replaceFile(t, name, data)
		} else if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		changes = append(changes, change{f.Path, what})
	}
	slices.SortFunc(changes, func(a, b change) int { return strings.Compare(a.path, b.path) })
	var want []string
	for _, c := range changes {
		want = append(want, c.what+": "+c.path)
	}
	return want
}

// allowedSigners writes a file of allowed signers with one key.
func allowedSigners(t *testing.T, key string) string {
	t.Helper()
	public, err := os.ReadFile(key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "allowed_signers")
	if err := os.WriteFile(name, []byte(`web@agency.example namespaces="tocsin-manifest" `+string(public)), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// checkWithSSHKeygen holds a manifest against its signature with the line that docs/security.md gives.
func checkWithSSHKeygen(t *testing.T, signers, out string) {
	t.Helper()
	list, err := os.Open(filepath.Join(out, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	cmd := exec.Command(tool(t, "ssh-keygen"), "-Y", "verify", "-f", signers, "-I", "web@agency.example", "-n", "tocsin-manifest", "-s", filepath.Join(out, "manifest.json.sig"))
	cmd.Stdin = list
	if said, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(said), `Good "tocsin-manifest" signature for web@agency.example`) {
		t.Errorf("ssh-keygen: %v\n%s", err, said)
	}
}

// certificates writes a certificate for 127.0.0.1 and its key.
func certificates(t *testing.T) (certificate, secret string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, form, form, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certificate, secret = filepath.Join(dir, "certificate.pem"), filepath.Join(dir, "key.pem")
	if err := errors.Join(os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o644),
		os.WriteFile(secret, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: hidden}), 0o600)); err != nil {
		t.Fatal(err)
	}
	return certificate, secret
}

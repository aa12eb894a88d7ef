package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// talk is a terminal that another goroutine reads.
type talk struct {
	mu   sync.Mutex
	b    bytes.Buffer
	more chan struct{} // has room for one; full when something was said since it was last emptied
}

func newTalk() *talk { return &talk{more: make(chan struct{}, 1)} }

func (t *talk) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case t.more <- struct{}{}:
	default:
	}
	return t.b.Write(p)
}

func (t *talk) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.String()
}

// serving runs `tocsin serve` with arguments until the test ends, and returns the address that it says.
func serving(t *testing.T, args ...string) (address string, said *talk) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	said = newTalk()
	exit := make(chan int, 1)
	go func() { exit <- run(ctx, append([]string{"serve"}, args...), io.Discard, said) }()
	t.Cleanup(func() {
		stop()
		if code := <-exit; code != exitOK {
			t.Errorf("exited with %d: %s", code, said)
		}
	})
	says := regexp.MustCompile(`(https?://\S+)/_review/`)
	for end := time.After(time.Minute); ; {
		if m := says.FindStringSubmatch(said.String()); m != nil {
			return m[1], said
		}
		select {
		case <-said.more:
		case <-end:
			t.Fatalf("no address was said: %s", said)
		}
	}
}

func smallCampaign(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range small["en"] {
		if name == "campaign.yaml" {
			text = smallHead + text
		}
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func fetch(t *testing.T, address, password string) (int, string) {
	t.Helper()
	req, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if password != "" {
		req.SetBasicAuth("anybody", password)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func TestServe(t *testing.T) {
	dir := smallCampaign(t)
	address, said := serving(t, "--dir", dir, "--listen", "127.0.0.1:0")
	if code, body := fetch(t, address+"/ca/en/", ""); code != 200 || !strings.Contains(body, "Hello.") {
		t.Errorf("%d %s", code, body)
	}
	if strings.Contains(said.String(), "Other machines") {
		t.Errorf("a loopback address is said to be reached from elsewhere: %s", said)
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("serve wrote public/")
	}
}

// A loopback address needs no password; any other does, and says what it exposes.
func TestServeForOthers(t *testing.T) {
	dir := smallCampaign(t)
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("from the file\r\nsecond line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args     []string
		env      string
		password string
	}{
		"flag":        {[]string{"--password", "from the flag"}, "not this", "from the flag"},
		"file":        {[]string{"--password-file", file}, "not this", "from the file"},
		"environment": {nil, "from the environment", "from the environment"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TOCSIN_PASSWORD", c.env)
			address, said := serving(t, append([]string{"--dir", dir, "--listen", "0.0.0.0:0"}, c.args...)...)
			for _, want := range []string{"Other machines reach this", "embargoed pages", "not encrypted", "--host"} {
				if !strings.Contains(said.String(), want) {
					t.Errorf("%q is not said: %s", want, said)
				}
			}
			if code, _ := fetch(t, address+"/ca/en/", ""); code != 401 {
				t.Errorf("without the password: %d", code)
			}
			if code, _ := fetch(t, address+"/ca/en/", "not this"); code != 401 {
				t.Errorf("with another password: %d", code)
			}
			if code, _ := fetch(t, address+"/ca/en/", c.password); code != 200 {
				t.Errorf("with the password: %d", code)
			}
			// The address that was reached, in numbers, is one of the names.
			if own := ownAddress(); own != "" {
				_, port, _ := net.SplitHostPort(strings.TrimPrefix(address, "http://"))
				if code, _ := fetch(t, "http://"+net.JoinHostPort(own, port)+"/ca/en/", c.password); code != 200 {
					t.Errorf("by %s: %d", own, code)
				}
			}
		})
	}
}

// ownAddress is an address of this machine that others could reach; "" where it has none.
func ownAddress() string {
	addrs, _ := net.InterfaceAddrs()
	for _, a := range addrs {
		if ip, ok := a.(*net.IPNet); ok && ip.IP.To4() != nil && ip.IP.IsGlobalUnicast() {
			return ip.IP.String()
		}
	}
	return ""
}

// With a certificate the server speaks HTTPS, and says so.
func TestServeOverTLS(t *testing.T) {
	certificate, key := certificates(t, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	address, said := serving(t, "--dir", smallCampaign(t), "--listen", "0.0.0.0:0", "--password", "open", "--tls-cert", certificate, "--tls-key", key)
	if strings.Contains(said.String(), "not encrypted") {
		t.Errorf("said: %s", said)
	}
	text, err := os.ReadFile(certificate)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	req, err := http.NewRequest("GET", address+"/ca/en/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth("x", "open")
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK || !strings.HasPrefix(address, "https://") {
		t.Errorf("%s: %d", address, res.StatusCode)
	}
}

// certificates writes a certificate for this machine, and its key.
func certificates(t *testing.T, from, to time.Time) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: from, NotAfter: to, DNSNames: []string{"localhost"}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, form, form, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	certificate, key = filepath.Join(dir, "certificate"), filepath.Join(dir, "key")
	if err := errors.Join(os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600),
		os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600)); err != nil {
		t.Fatal(err)
	}
	return certificate, key
}

func TestServeMisuse(t *testing.T) {
	t.Setenv("TOCSIN_PASSWORD", "")
	dir := smallCampaign(t)
	empty := filepath.Join(t.TempDir(), "empty")
	if err := os.WriteFile(empty, []byte("\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	certificate, key := certificates(t, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	_, other := certificates(t, time.Now().Add(-time.Hour), time.Now().Add(time.Hour))
	old, oldKey := certificates(t, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2020, 2, 1, 0, 0, 0, 0, time.UTC))
	locked := filepath.Join(t.TempDir(), "locked")
	if err := os.WriteFile(locked, pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte{1}}), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"every address":           {[]string{"--listen", "0.0.0.0:0"}, exitMisuse, "needs a password"},
		"every address, v6":       {[]string{"--listen", "[::]:0"}, exitMisuse, "needs a password"},
		"no address":              {[]string{"--listen", ":0"}, exitMisuse, "needs a password"},
		"another address":         {[]string{"--listen", "192.0.2.1:0"}, exitMisuse, "needs a password"},
		"no port":                 {[]string{"--listen", "127.0.0.1"}, exitMisuse, "no address and port"},
		"an odd port":             {[]string{"--listen", "127.0.0.1:http:x"}, exitMisuse, "no address and port"},
		"a port too high":         {[]string{"--listen", "127.0.0.1:99999"}, exitMisuse, "99999"},
		"a port in use":           {[]string{"--listen", taken.Addr().String()}, exitProblem, "in use already"},
		"a moment":                {[]string{"--at", "tomorrow"}, exitMisuse, "tomorrow"},
		"a base":                  {[]string{"--base", "/a/../b", "--listen", "127.0.0.1:0"}, exitMisuse, "--base"},
		"a folder":                {[]string{"--dir", filepath.Join(dir, "nowhere")}, exitMisuse, "nowhere"},
		"an argument":             {[]string{"here"}, exitMisuse, "--dir"},
		"no password file":        {[]string{"--password-file", filepath.Join(dir, "nothing")}, exitProblem, "nothing"},
		"a certificate alone":     {[]string{"--tls-cert", certificate}, exitMisuse, "go together"},
		"a key alone":             {[]string{"--tls-key", key}, exitMisuse, "go together"},
		"no certificate's file":   {[]string{"--tls-cert", "nothing", "--tls-key", key}, exitMisuse, "--tls-cert: open nothing"},
		"no key's file":           {[]string{"--tls-cert", certificate, "--tls-key", "nothing"}, exitMisuse, "--tls-key: open nothing"},
		"two certificates":        {[]string{"--tls-cert", certificate, "--tls-key", certificate}, exitMisuse, "are no certificate with its key"},
		"another key":             {[]string{"--tls-cert", certificate, "--tls-key", other}, exitMisuse, "does not match"},
		"an old certificate":      {[]string{"--tls-cert", old, "--tls-key", oldKey}, exitMisuse, "is valid from 2020-01-01 to 2020-02-01, so no browser would take it today; renew it"},
		"a key with a passphrase": {[]string{"--tls-cert", certificate, "--tls-key", locked}, exitMisuse, "has a passphrase"},
		"no password in it":       {[]string{"--password-file", empty}, exitMisuse, "no password"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
			defer stop()
			said := newTalk()
			if code := run(ctx, append([]string{"serve", "--dir", dir}, c.args...), io.Discard, said); code != c.code || !strings.Contains(said.String(), c.says) {
				t.Errorf("%v: exit %d, not %d, and said %s", c.args, code, c.code, said)
			}
		})
	}
}

// The default's port gives way to the next free one.
func TestServeNextPort(t *testing.T) {
	if taken, err := net.Listen("tcp", defaultListen); err == nil {
		defer taken.Close()
	}
	address, said := serving(t, "--dir", smallCampaign(t))
	if !strings.Contains(said.String(), "Port 8080 is taken") || strings.HasSuffix(address, ":8080") {
		t.Errorf("on %s: %s", address, said)
	}
}

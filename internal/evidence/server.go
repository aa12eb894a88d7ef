package evidence

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"tocsin/internal/manifest"
	"tocsin/internal/words"
)

// Server is a site as a web server gives it to readers. The server is believed in nothing: it gets no more time and sends
// no more bytes than the limits allow, and leads nowhere else.
type Server struct {
	base   *url.URL // ends in a slash
	client *http.Client
	limits Limits
}

// Limits bound what a server may cost. A zero field means the default.
type Limits struct {
	Answer time.Duration // until an answer begins: 30 s
	Stall  time.Duration // without a byte of it: 30 s
	Total  int64         // bytes of all files: 64 GB
	Tries  int           // of one file, where the connection fails or the server has too much to do: 3
	Pause  time.Duration // before the second try, and twice as long before each after it: 1 s
	Failed int           // files in a row that fail, after which the server is taken to be gone: 20
}

func (l *Limits) fill() {
	or(&l.Answer, 30*time.Second)
	or(&l.Stall, 30*time.Second)
	or(&l.Total, 64<<30)
	or(&l.Tries, 3)
	or(&l.Pause, time.Second)
	or(&l.Failed, 20)
}

func or[T comparable](v *T, without T) {
	var zero T
	if *v == zero {
		*v = without
	}
}

// maxHops is how often one file may be redirected.
const maxHops = 5

// NewServer returns the server at an address, which it does not ask for anything yet. Certificates, in PEM, take the
// place of the system's where there are any. An error, made by package words, says what is wrong with the address or the
// certificates.
func NewServer(address string, certificates []byte, l Limits) (*Server, error) {
	base, err := baseOf(address)
	if err != nil {
		return nil, err
	}
	l.fill()
	transport := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: l.Answer}).DialContext,
		TLSHandshakeTimeout:   l.Answer,
		ResponseHeaderTimeout: l.Answer,
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
		MaxIdleConnsPerHost:   fetchers,
		DisableCompression:    true, // the bytes as they are, please
		ForceAttemptHTTP2:     true,
	}
	if certificates != nil {
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM(certificates) {
			return nil, words.Problem("evidence.no-certificate")
		}
		transport.TLSClientConfig.RootCAs = pool
	}
	s := &Server{base: base, limits: l}
	s.client = &http.Client{Transport: transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if r.URL.Scheme != base.Scheme || r.URL.Host != base.Host || r.URL.User != nil || len(via) > maxHops {
			return http.ErrUseLastResponse // what leads elsewhere is the answer
		}
		return nil
	}}
	return s, nil
}

// baseOf reads the address of a site: https, or http to this machine alone.
func baseOf(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Opaque != "" || u.Scheme != "https" && u.Scheme != "http":
		return nil, words.Problem("evidence.address", "address", address)
	case u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery:
		return nil, words.Problem("evidence.address.more", "address", u.Redacted())
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return nil, words.Problem("evidence.http", "address", address)
	}
	u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, manifest.Name), "index.html")
	u.RawPath = ""
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	return u, nil
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Address returns the site's address, with a slash at its end.
func (s *Server) Address() string { return s.base.String() }

// at returns the address of a path in the site.
func (s *Server) at(rel string) string {
	u := *s.base
	u.Path += rel
	return u.String()
}

// Open fetches the manifest and its signature, of which nothing is believed yet.
func (s *Server) Open(ctx context.Context) (*Site, error) {
	name := s.at(manifest.Name)
	list, status, err := s.read(ctx, manifest.Name, manifest.Limit)
	if err != nil {
		return nil, words.Problem("evidence.system", "target", name, "cause", err)
	}
	if status != http.StatusOK {
		return nil, words.Problem("evidence.not-there", "address", name, "status", status)
	}
	m, err := manifest.Decode(name, list)
	if err != nil {
		return nil, err
	}
	site := &Site{Manifest: m, List: list}
	signature, status, err := s.read(ctx, manifest.Signature, maxSignature)
	switch {
	case err != nil:
		return nil, words.Problem("evidence.system", "target", s.at(manifest.Signature), "cause", err)
	case status == http.StatusOK:
		site.Signature = signature
	case status != http.StatusNotFound && status != http.StatusGone && status != http.StatusForbidden:
		return nil, words.Problem("evidence.not-there", "address", s.at(manifest.Signature), "status", status)
	}
	return site, nil
}

// read fetches a file whole, with up to limit bytes. The bytes are nil for another status than 200.
func (s *Server) read(ctx context.Context, rel string, limit int64) (data []byte, status int, err error) {
	err = s.patiently(ctx, func() (again bool, err error) {
		a, err := s.get(ctx, rel)
		if err != nil {
			return true, err
		}
		defer a.Close()
		if status = a.status; busy(status) {
			return true, nil
		}
		if status != http.StatusOK {
			return false, nil
		}
		data, err = io.ReadAll(io.LimitReader(a, limit+1))
		if err == nil && int64(len(data)) > limit {
			return false, words.Problem("evidence.large", "most", limit)
		}
		return err != nil, err
	})
	return data, status, err
}

// busy reports whether a server would have it that one asks again.
func busy(status int) bool {
	return status == http.StatusTooManyRequests || status >= 500 && status != http.StatusNotImplemented
}

// patiently tries something again while it says so, and returns how the last try ended.
func (s *Server) patiently(ctx context.Context, try func() (again bool, err error)) error {
	pause := s.limits.Pause
	for n := 1; ; n++ {
		again, err := try()
		if _, stranger := errors.AsType[*tls.CertificateVerificationError](err); stranger || !again || n == s.limits.Tries || ctx.Err() != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause *= 2
	}
}

// answer is an answer whose bytes stop coming as soon as they have stalled.
type answer struct {
	status int
	server string // what the server calls itself
	to     string // the address to which it led, or leads; "" if it is of the one that was asked for
	body   io.ReadCloser
	timer  *time.Timer
	stall  time.Duration
	cancel context.CancelCauseFunc
	ctx    context.Context
}

// get asks for a path of the site. Redirects are followed within the host.
func (s *Server) get(ctx context.Context, rel string) (*answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.at(rel), nil)
	if err != nil {
		cancel(nil)
		return nil, err
	}
	req.Header.Set("Accept-Encoding", "identity")
	req.Header.Set("User-Agent", "tocsin-verify")
	resp, err := s.client.Do(req)
	if err != nil {
		cancel(nil)
		return nil, plainly(err)
	}
	a := &answer{status: resp.StatusCode, server: resp.Header.Get("Server"), body: resp.Body, stall: s.limits.Stall, ctx: ctx, cancel: cancel}
	if resp.Request.URL.String() != req.URL.String() {
		a.to = resp.Request.URL.String()
	}
	if next, err := resp.Location(); err == nil { // of a redirect that was not followed
		a.to = next.String()
	}
	a.timer = time.AfterFunc(a.stall, func() { cancel(words.Problem("evidence.stalled", "time", a.stall)) })
	if resp.Header.Get("Content-Encoding") == "gzip" { // though nobody asked for it
		if a.body, err = unpacking(resp.Body); err != nil {
			a.Close()
			return nil, err
		}
	}
	return a, nil
}

// plainly takes the request's own words out of a client's error, which says the address once more.
func plainly(err error) error {
	if e, ok := errors.AsType[*url.Error](err); ok {
		return e.Err
	}
	return err
}

// Read reads on, for as long as bytes come.
func (a *answer) Read(p []byte) (int, error) {
	n, err := a.body.Read(p)
	a.timer.Reset(a.stall)
	if cause := context.Cause(a.ctx); err != nil && cause != nil {
		err = cause // an end that comes of it is none
	}
	return n, err
}

// Close lets go of the connection.
func (a *answer) Close() {
	a.timer.Stop()
	a.body.Close()
	a.cancel(nil)
}

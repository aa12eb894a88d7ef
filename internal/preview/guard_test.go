package preview

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// paying is a guard on a clock that stands still, whose pauses are noted and last until they are let go.
type paying struct {
	*guard
	mu     sync.Mutex
	now    time.Time
	paid   []time.Duration
	begun  chan time.Duration // nil where pauses are over at once
	ending chan struct{}
}

func newPaying(held bool) *paying {
	p := &paying{now: time.Unix(1_800_000_000, 0)}
	if held {
		p.begun, p.ending = make(chan time.Duration), make(chan struct{})
	}
	p.guard = newGuard(func() time.Time { return p.now }, func(d time.Duration) {
		p.mu.Lock()
		p.paid = append(p.paid, d)
		p.mu.Unlock()
		if held {
			p.begun <- d
			<-p.ending
		}
	})
	return p
}

func (p *paying) guess(address string, isRight bool) verdict {
	return p.try(context.Background(), netip.MustParsePrefix(address+"/32"), func() bool { return isRight })
}

// Each wrong password of an address costs more than the one before, up to a limit; a right one costs nothing and is taken;
// what is long ago is forgotten.
func TestGuesses(t *testing.T) {
	p := newPaying(false)
	for i := range 8 {
		if got := p.guess("192.0.2.1", false); got != wrong {
			t.Fatalf("guess %d: %v", i, got)
		}
		if got := p.guess("192.0.2.1", true); got != right {
			t.Fatalf("the right one after %d: %v", i, got)
		}
	}
	p.guess("192.0.2.2", false)
	p.now = p.now.Add(forgotten + time.Second)
	p.guess("192.0.2.1", false)
	ms := func(list ...int) (out []time.Duration) {
		for _, n := range list {
			out = append(out, time.Duration(n)*time.Millisecond)
		}
		return out
	}
	if want := ms(250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 250, 250); !slices.Equal(p.paid, want) {
		t.Errorf("paid %v, want %v", p.paid, want)
	}
}

// While an address pays, none of its passwords is looked at, however many connections it has: they wait for their turn, a
// few of them, and the others are sent away. Everybody else comes in at once.
func TestGuessesAtOnce(t *testing.T) {
	p := newPaying(true)
	var wg sync.WaitGroup
	verdicts := make(chan verdict, 100)
	guess := func(isRight bool) { wg.Go(func() { verdicts <- p.guess("192.0.2.1", isRight) }) }
	guess(false)
	<-p.begun // it pays
	for range maxQueue {
		guess(false)
	}
	for queued := 0; queued < maxQueue; { // the only sign of waiting is in the guard
		p.guard.mu.Lock()
		queued = p.guard.waiting
		p.guard.mu.Unlock()
		runtime.Gosched()
	}
	if got := p.guess("192.0.2.1", true); got != tooMany {
		t.Errorf("one more of the same address: %v", got)
	}
	for i := range 50 {
		if got := p.guess(fmt.Sprintf("198.51.100.%d", i), true); got != right {
			t.Fatalf("somebody else: %v", got)
		}
	}
	if len(p.paid) != 1 {
		t.Errorf("%d were looked at while the first paid", len(p.paid))
	}
	for range maxQueue {
		p.ending <- struct{}{}
		<-p.begun
	}
	p.ending <- struct{}{}
	wg.Wait()
	close(verdicts)
	for v := range verdicts {
		if v != wrong {
			t.Errorf("one in the queue: %v", v)
		}
	}
	if len(p.paid) != 1+maxQueue || p.paid[maxQueue] != firstPause<<maxQueue {
		t.Errorf("paid %v", p.paid)
	}
	if got := p.guess("192.0.2.1", true); got != right {
		t.Errorf("when nobody pays any more: %v", got)
	}
}

// Where many addresses are wrong, the first of each costs the most, the table stays small, and a right one still comes in.
func TestGuessesOfMany(t *testing.T) {
	p := newPaying(false)
	address := func(i int) string { return fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255) }
	for i := range maxGuessers + 100 {
		p.guess(address(i), false)
		p.now = p.now.Add(time.Millisecond)
	}
	if p.paid[0] != firstPause || p.paid[manyWrong-1] != firstPause || p.paid[manyWrong] != longestWait {
		t.Errorf("paid %v", p.paid[:manyWrong+1])
	}
	if len(p.from) != maxGuessers {
		t.Errorf("%d addresses are kept", len(p.from))
	}
	if got := p.guess("192.0.2.1", true); got != right {
		t.Errorf("a right one: %v", got)
	}
	p.now = p.now.Add(10 * time.Minute)
	p.paid = nil
	if p.guess("192.0.2.2", false); p.paid[0] != firstPause {
		t.Errorf("ten minutes later: %v", p.paid)
	}
}

// One who goes away while waiting leaves the queue.
func TestGuessGivenUp(t *testing.T) {
	p := newPaying(true)
	done := make(chan verdict)
	go func() { done <- p.guess("192.0.2.1", false) }()
	<-p.begun
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if got := p.try(ctx, netip.MustParsePrefix("192.0.2.1/32"), func() bool { return true }); got != tooMany {
		t.Errorf("one who has gone: %v", got)
	}
	p.ending <- struct{}{}
	<-done
	if p.waiting != 0 {
		t.Errorf("%d wait", p.waiting)
	}
}

func TestClient(t *testing.T) {
	for _, tt := range []struct {
		remote    string
		forwarded []string
		want      string
	}{
		{"192.0.2.1:1234", nil, "192.0.2.1/32"},
		{"[::ffff:192.0.2.1]:1234", nil, "192.0.2.1/32"},
		{"[2001:db8:1:2:3:4:5:6]:1234", nil, "2001:db8:1:2::/64"},
		{"[fe80::1%eth0]:1234", nil, "fe80::/64"},
		{"192.0.2.1:1234", []string{"198.51.100.1"}, "192.0.2.1/32"},
		{"127.0.0.1:1234", []string{"198.51.100.1"}, "198.51.100.1/32"},
		{"[::1]:1234", []string{"evil", "203.0.113.9, 2001:db8:1:2::9"}, "2001:db8:1:2::/64"},
		{"127.0.0.1:1234", []string{"junk"}, "127.0.0.1/32"},
		{"127.0.0.1:1234", []string{""}, "127.0.0.1/32"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = tt.remote
		for _, f := range tt.forwarded {
			r.Header.Add("X-Forwarded-For", f)
		}
		if got := client(r).String(); got != tt.want {
			t.Errorf("%s %q: %s, want %s", tt.remote, tt.forwarded, got, tt.want)
		}
	}
}

// Over HTTPS the server is the same: the password, the headers, the names that it answers to.
func TestOverTLS(t *testing.T) {
	maker := httptest.NewUnstartedServer(nil)
	maker.StartTLS() // for its certificate
	t.Cleanup(maker.Close)
	r := serveCampaign(t, Options{Password: "open", pause: func(time.Duration) {}, TLS: &tls.Config{Certificates: maker.TLS.Certificates, MinVersion: tls.VersionTLS12}}, nil)
	client := maker.Client()
	ask := func(word string) (int, http.Header) {
		req, err := http.NewRequest("GET", "https://"+r.addr+"/ca/en/", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.SetBasicAuth("x", word)
		res, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode, res.Header
	}
	if code, _ := ask("wrong"); code != http.StatusUnauthorized {
		t.Errorf("the wrong password: %d", code)
	}
	if code, h := ask("open"); code != http.StatusOK || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the right one: %d, %v", code, h)
	}
	if a := r.raw(t, r.request("GET", "/ca/en/")); a.status != http.StatusBadRequest {
		t.Errorf("without TLS: %d", a.status)
	}
	old := &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}
	if c, err := tls.Dial("tcp", r.addr, old); err == nil {
		c.Close()
		t.Error("TLS 1.1 is spoken")
	}
}

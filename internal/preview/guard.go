package preview

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// guard makes wrong passwords cost time, so that nobody finds one by trying. Whoever was wrong waits for the answer, longer
// each time, and until it has come no other password from the same address is looked at: so a guess costs the same however
// many connections there are. Where many addresses are wrong at once, each waits longer. A right password from any other
// address is never kept waiting, and never refused.
type guard struct {
	mu      sync.Mutex
	from    map[netip.Prefix]*guesser
	waiting int
	total   tally // of all addresses
	clock   func() time.Time
	pause   func(time.Duration)
}

// What a wrong password costs.
const (
	firstPause  = 250 * time.Millisecond // the first of an address; it doubles with each
	longestWait = 8 * time.Second
	forgotten   = 15 * time.Minute // after which an address without a wrong one begins anew
	manyWrong   = 30               // wrong ones of all addresses within a minute, from which on even the first costs the longest
)

// What the guard keeps at most.
const (
	maxGuessers = 4096 // addresses
	maxQueue    = 4    // requests of one address that wait for their turn
	maxWaiting  = 256  // of all of them
)

// guesser is an address that has been wrong.
type guesser struct {
	wrong int
	last  time.Time
	turn  chan struct{} // is full while a wrong password is being paid for
	queue int
}

func newGuard(clock func() time.Time, pause func(time.Duration)) *guard {
	return &guard{from: map[netip.Prefix]*guesser{}, clock: clock, pause: pause}
}

// verdict is what the guard says to a password.
type verdict uint8

const (
	right verdict = iota
	wrong
	tooMany // others of the same address wait already
)

// try looks at a password when its turn has come, and returns when a wrong one has been paid for.
func (g *guard) try(ctx context.Context, who netip.Prefix, isRight func() bool) verdict {
	g.mu.Lock()
	e := g.from[who]
	if e != nil && len(e.turn) == 0 && g.clock().Sub(e.last) > forgotten {
		delete(g.from, who)
		e = nil
	}
	if e != nil && !g.await(ctx, e) {
		g.mu.Unlock()
		return tooMany
	}
	if isRight() {
		if e != nil {
			<-e.turn
		}
		g.mu.Unlock()
		return right
	}
	if e == nil {
		e = g.add(who)
	}
	now := g.clock()
	e.wrong++
	e.last = now
	cost := longestWait
	if g.total.add(now) < manyWrong {
		cost = min(firstPause<<min(e.wrong-1, 10), longestWait)
	}
	g.mu.Unlock()
	g.pause(cost)
	<-e.turn
	return wrong
}

// await takes the address's turn, and reports whether it came. The caller holds mu, which is let go of meanwhile.
func (g *guard) await(ctx context.Context, e *guesser) bool {
	select {
	case e.turn <- struct{}{}:
		return true
	default:
	}
	if e.queue >= maxQueue || g.waiting >= maxWaiting {
		return false
	}
	e.queue++
	g.waiting++
	g.mu.Unlock()
	came := false
	select {
	case e.turn <- struct{}{}:
		came = true
	case <-ctx.Done():
	}
	g.mu.Lock()
	e.queue--
	g.waiting--
	return came
}

// add notes an address that has its turn. In a full table the one makes room that has not been wrong for longest; where
// every one is paying, the address is not kept, and pays all the same.
func (g *guard) add(who netip.Prefix) *guesser {
	e := &guesser{turn: make(chan struct{}, 1)}
	e.turn <- struct{}{}
	if len(g.from) >= maxGuessers {
		var oldest netip.Prefix
		for p, other := range g.from {
			if len(other.turn) == 0 && other.queue == 0 && (!oldest.IsValid() || other.last.Before(g.from[oldest].last)) {
				oldest = p
			}
		}
		if !oldest.IsValid() {
			return e
		}
		delete(g.from, oldest)
	}
	g.from[who] = e
	return e
}

// tally counts what happened within about a minute: it halves with each that passes.
type tally struct {
	n    int
	from time.Time
}

// add counts one more, and returns how many there were before it.
func (t *tally) add(now time.Time) int {
	if minutes := int(now.Sub(t.from) / time.Minute); minutes > 0 {
		t.n >>= min(minutes, 62)
		t.from = now
	}
	t.n++
	return t.n - 1
}

// client returns whom a request comes from: an address of IPv4, or of IPv6 the network that one household or office has. A
// proxy on this machine says whom it asks for, in the last place of X-Forwarded-For; of any other machine that is not
// believed.
func client(r *http.Request) netip.Prefix {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	ip, _ := netip.ParseAddr(host)
	if list := r.Header.Values("X-Forwarded-For"); len(list) > 0 && ip.IsLoopback() {
		last := list[len(list)-1]
		if told, err := netip.ParseAddr(strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])); err == nil {
			ip = told
		}
	}
	ip = ip.Unmap().WithZone("")
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, _ := ip.Prefix(bits)
	return p
}

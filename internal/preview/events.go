package preview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// The events of the stream, by name. Their data is JSON.
type (
	// helloEvent comes first. A page that was served by another build is out of date.
	helloEvent struct {
		Build string `json:"build"`
	}
	// changeEvent says that a new state is served.
	changeEvent struct {
		Build string            `json:"build"`
		CSS   map[string]string `json:"css"`   // style sheets that changed: new address by old
		Pages bool              `json:"pages"` // something other than style sheets changed too
	}
	// brokenEvent says that the newest state has errors, so that something older is shown.
	brokenEvent struct {
		Diagnostics []problem `json:"diagnostics"`
	}
	// mendedEvent says that it has none any more.
	mendedEvent struct {
		Build string `json:"build"`
	}
)

// hub hands every event to every open stream. A stream that cannot keep up is ended: its browser connects again and
// learns from hello what it missed.
type hub struct {
	mu      sync.Mutex
	clients map[chan []byte]bool
	limit   int
	closed  bool
}

func newHub(limit int) *hub { return &hub{clients: map[chan []byte]bool{}, limit: limit} }

// join adds a stream; nil where there are too many or the server is closing.
func (h *hub) join() chan []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed || len(h.clients) >= h.limit {
		return nil
	}
	c := make(chan []byte, 16)
	h.clients[c] = true
	return c
}

// leave ends a stream; it may have been ended before.
func (h *hub) leave(c chan []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.drop(c)
}

func (h *hub) drop(c chan []byte) {
	if h.clients[c] {
		delete(h.clients, c)
		close(c)
	}
}

// send hands an event to every stream and waits for none.
func (h *hub) send(name string, data any) {
	text := event(name, data)
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.clients {
		select {
		case c <- text:
		default:
			h.drop(c)
		}
	}
}

func (h *hub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	for c := range h.clients {
		h.drop(c)
	}
}

// event is one event as the stream carries it. JSON has no line breaks.
func event(name string, data any) []byte {
	var b bytes.Buffer
	text, err := json.Marshal(data)
	if err != nil {
		panic(err) // the types above always encode
	}
	fmt.Fprintf(&b, "event: %s\ndata: %s\n\n", name, text)
	return b.Bytes()
}

// heartbeat keeps proxies from closing a quiet stream, and finds browsers that are gone.
const heartbeat = 20 * time.Second

// events is the stream. It stays open until the browser or the server goes.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		refuse(w, r, http.StatusForbidden, "events")
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no") // nginx would keep events back
	if r.Method == http.MethodHead {
		return
	}
	c := s.hub.join()
	if c == nil {
		refuse(w, r, http.StatusServiceUnavailable, "streams")
		return
	}
	defer s.hub.leave(c)
	out := http.NewResponseController(w)
	write := func(text []byte) bool {
		_ = out.SetWriteDeadline(time.Now().Add(s.opts.Limits.Write))
		_, err := w.Write(text)
		return err == nil && out.Flush() == nil
	}
	_ = out.SetReadDeadline(time.Time{}) // the request is read; the stream may last all day
	if !write(s.greeting()) {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			if !write([]byte(": \n\n")) {
				return
			}
		case text, ok := <-c:
			if !ok || !write(text) {
				return
			}
		}
	}
}

// greeting is what a stream begins with: which build is served, and what is wrong at the moment.
func (s *Server) greeting() []byte {
	text := append([]byte("retry: 1000\n\n"), event("hello", helloEvent{s.live.Load().Build})...)
	if wrong := s.wrong.Load(); wrong != nil {
		text = append(text, event("broken", brokenEvent{s.problems(*wrong)})...)
	}
	return text
}

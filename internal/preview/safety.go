package preview

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// policy is the Content-Security-Policy of every page that is served: what the built site allows, and what the review
// bar and the comparison need beside it. All of it is this server's own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
	"manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// protect sets the headers that every answer carries, refusals too. None of them is a CORS header, ever.
func protect(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()")
	h.Set("Cache-Control", "no-store")
}

// admit refuses every request that is not a plain read, for one of our names, from our own pages or a person. It
// reports whether to go on.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case r.Method == http.MethodConnect:
		notAllowed(w, r)
	case !s.allowedHost(r):
		refuse(w, r, http.StatusForbidden, "name")
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		notAllowed(w, r)
	case r.ContentLength != 0 || len(r.TransferEncoding) > 0:
		refuse(w, r, http.StatusBadRequest, "body")
	case r.URL.Scheme != "" || r.URL.Host != "" || r.URL.Opaque != "" || !strings.HasPrefix(r.RequestURI, "/"):
		refuse(w, r, http.StatusBadRequest, "proxy")
	case s.foreign(r):
		refuse(w, r, http.StatusForbidden, "site")
	default:
		return s.signedIn(w, r)
	}
	return false
}

// signedIn refuses a request that does not bring the password, where there is one. It reports whether to go on.
func (s *Server) signedIn(w http.ResponseWriter, r *http.Request) bool {
	if s.opts.Password == "" {
		return true
	}
	if _, given, ok := r.BasicAuth(); ok {
		switch s.guard.try(r.Context(), client(r), func() bool { return s.isPassword(given) }) {
		case right:
			return true
		case tooMany:
			w.Header().Set("Retry-After", strconv.Itoa(int(longestWait.Seconds())))
			refuse(w, r, http.StatusTooManyRequests, "guesses")
			return false
		}
	}
	w.Header().Set("WWW-Authenticate", `Basic realm="Tocsin review", charset="UTF-8"`)
	refuse(w, r, http.StatusUnauthorized, "password")
	return false
}

func notAllowed(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Allow", "GET, HEAD")
	refuse(w, r, http.StatusMethodNotAllowed, "method")
}

// refuse answers with a sentence, of the key refuse-WHY, and closes the connection: whoever asked wrongly has nothing more to say on it.
func refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	if status != http.StatusUnauthorized {
		h.Set("Connection", "close")
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(wordsFor(r).T("refuse-"+why) + "\n"))
}

// allowedHosts lists the Host headers that are answered, in lower case: the loopback's names and addresses and the
// listener's own address with the listener's port, and the names that were given, with their own port or any that
// makes sense for them: none (a proxy's 80 or 443) or the listener's.
func allowedHosts(addr net.Addr, names []string) []string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return nil
	}
	out := []string{}
	add := func(h string) {
		out = append(out, net.JoinHostPort(h, port))
		if port == "80" || port == "443" {
			out = append(out, bracketed(h))
		}
	}
	for _, h := range []string{"localhost", "127.0.0.1", "::1"} {
		add(h)
	}
	if ip, err := netip.ParseAddr(host); err == nil && !ip.IsUnspecified() {
		add(ip.WithZone("").String())
	}
	for _, name := range names {
		name = strings.ToLower(name)
		out = append(out, name)
		if _, _, err := net.SplitHostPort(name); err != nil {
			out = append(out, strings.TrimSuffix(name, ":")+":"+port)
		}
	}
	return out
}

// bracketed puts brackets round an IPv6 address, as a Host header without a port has them.
func bracketed(host string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	return host
}

// allowedHost reports whether a request came for one of our names. A page that rebinds its own name to this machine is
// refused here. Where the server listens on every address, the very address that the connection reached is one of our
// names too: an address cannot be rebound.
func (s *Server) allowedHost(r *http.Request) bool {
	return s.named(r, r.Host)
}

func (s *Server) named(r *http.Request, host string) bool {
	host = strings.ToLower(host)
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return slices.Contains(s.hosts, host) || ok && host == local.String()
}

// foreign reports whether another site's page asks. Browsers say so in Origin and Sec-Fetch-Site; following a link
// from a mail or a forge to a page is fine, since nothing can be changed here and the answer stays with the reader.
func (s *Server) foreign(r *http.Request) bool {
	if o := r.Header.Values("Origin"); len(o) > 0 && (len(o) > 1 || !s.own(r, o[0])) {
		return true
	}
	if len(r.Header.Values("Sec-Fetch-Site")) > 1 { // no browser does; which of them would be true?
		return true
	}
	switch site := r.Header.Get("Sec-Fetch-Site"); site {
	case "", "none", "same-origin":
		return false
	default:
		return r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document"
	}
}

// own reports whether an Origin is one under which this server is reached.
func (s *Server) own(r *http.Request, origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.User == nil && u.Path == "" && u.RawQuery == "" && u.Fragment == "" &&
		s.named(r, u.Host)
}

// isPassword compares digests, so that neither the time nor the length tells anything.
func (s *Server) isPassword(given string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(s.opts.Password))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

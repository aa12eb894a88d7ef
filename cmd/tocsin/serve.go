package main

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/preview"
	"tocsin/internal/source"
	"tocsin/internal/words"
)

const defaultListen = "127.0.0.1:8080"

// serveFlags are the flags of serve.
type serveFlags struct {
	listen, base, editor   string
	hosts                  []string
	password, passwordFile string
	certificate, key       string
	open, poll             bool
}

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: a.words.T("command.serve.short"),
		Long:  a.words.T("command.serve.long"),
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.serve(cmd.Context(), f, cmd.Flags().Changed("listen"))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&a.at, "at", "", a.words.T("command.serve.at"))
	flags.BoolVarP(&a.quiet, "quiet", "q", false, a.words.T("command.quiet"))
	flags.StringVar(&f.listen, "listen", defaultListen, a.words.T("command.serve.listen"))
	flags.StringVar(&f.password, "password", "", a.words.T("command.serve.password"))
	flags.StringVar(&f.passwordFile, "password-file", "", a.words.T("command.serve.password-file"))
	flags.StringArrayVar(&f.hosts, "host", nil, a.words.T("command.serve.host"))
	flags.StringVar(&f.base, "base", "", a.words.T("command.serve.base"))
	flags.StringVar(&f.certificate, "tls-cert", "", a.words.T("command.serve.tls-cert"))
	flags.StringVar(&f.key, "tls-key", "", a.words.T("command.serve.tls-key"))
	flags.StringVar(&f.editor, "editor", "vscode://file/{file}:{line}", a.words.T("command.serve.editor"))
	flags.BoolVar(&f.open, "open", false, a.words.T("command.serve.open"))
	flags.BoolVar(&f.poll, "poll", false, a.words.T("command.serve.poll"))
	a.profileFlag(cmd)
	return cmd
}

func (a *app) serve(ctx context.Context, f serveFlags, chosen bool) error {
	a.format = string(diag.Text)
	if _, ok := source.ParseDate(a.at); a.at != "" && !ok {
		_, err := a.moment(nil)
		return err
	}
	password, err := f.secret()
	if err != nil {
		return err
	}
	secure, err := f.secure()
	if err != nil {
		return err
	}
	if _, closer, err := a.open(); err != nil {
		return err
	} else if err := closer(); err != nil {
		return err
	}
	ln, moved, err := listen(ctx, f.listen, chosen, password != "")
	if err != nil {
		return err
	}
	defer ln.Close()
	a.profile.Stage("build")
	s, err := preview.New(preview.Options{Dir: a.dir, Builtin: tocsin.Files, At: a.at, Base: f.base, Hosts: f.hosts, Password: password,
		TLS: secure, Poll: f.poll, Editor: f.editor, Say: a.say, Report: func(l diag.List) { _ = a.report(l) }})
	if errors.Is(err, preview.ErrBase) {
		return misused("misuse.base", "cause", err)
	}
	if err != nil {
		return err
	}
	defer s.Close()
	a.welcome(s, ln.Addr().(*net.TCPAddr), moved, f)
	a.profile.Stage("serve")
	return s.Serve(ctx, ln)
}

// secret returns the password, from the first place that has one.
func (f serveFlags) secret() (string, error) {
	if f.password != "" {
		return f.password, nil
	}
	if f.passwordFile == "" {
		return os.Getenv("TOCSIN_PASSWORD"), nil
	}
	text, err := os.ReadFile(f.passwordFile)
	if err != nil {
		return "", words.Problem("serve.password", "cause", err)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	if line = strings.TrimRight(line, "\r"); line == "" {
		return "", misused("misuse.password", "file", f.passwordFile)
	}
	return line, nil
}

// secure returns how to speak HTTPS with the certificate that is given; nil where none is.
func (f serveFlags) secure() (*tls.Config, error) {
	if f.certificate == "" && f.key == "" {
		return nil, nil
	}
	if f.certificate == "" || f.key == "" {
		return nil, misused("misuse.tls.half")
	}
	certificate, err := os.ReadFile(f.certificate)
	if err != nil {
		return nil, misused("misuse.tls.certificate", "cause", err)
	}
	key, err := os.ReadFile(f.key)
	if err != nil {
		return nil, misused("misuse.tls.key", "cause", err)
	}
	if strings.Contains(string(key), "ENCRYPTED") {
		return nil, misused("misuse.tls.locked", "file", f.key)
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		return nil, misused("misuse.tls.pair", "certificate", f.certificate, "key", f.key, "cause", err)
	}
	if now := time.Now(); now.After(pair.Leaf.NotAfter) || now.Before(pair.Leaf.NotBefore) {
		return nil, misused("misuse.tls.date", "certificate", f.certificate, "from", pair.Leaf.NotBefore.Format(time.DateOnly), "to", pair.Leaf.NotAfter.Format(time.DateOnly))
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}}, nil
}

// maxPorts is how many ports after 8080 are tried.
const maxPorts = 100

// listen opens the address. The default's port gives way to the next free one; a port that was asked for does not.
// An address that other machines reach is refused without a password.
func listen(ctx context.Context, address string, chosen, password bool) (ln net.Listener, moved bool, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, false, misused("misuse.listen", "address", strconv.Quote(address), "example", defaultListen)
	}
	at, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return nil, false, misused("misuse.listen.unknown", "address", strconv.Quote(address), "cause", err)
	}
	if !at.IP.IsLoopback() && !password {
		return nil, false, misused("misuse.listen.open", "address", address)
	}
	if at.IP != nil {
		host = at.IP.String()
		if at.Zone != "" {
			host += "%" + at.Zone
		}
	}
	n, _ := strconv.Atoi(port)
	var config net.ListenConfig
	for i := 0; ; i++ {
		next := port
		if i > 0 {
			next = strconv.Itoa(n + i)
		}
		ln, err = config.Listen(ctx, "tcp", net.JoinHostPort(host, next))
		if err == nil || chosen || i == maxPorts || !errors.Is(err, syscall.EADDRINUSE) {
			break
		}
		moved = true
	}
	if errors.Is(err, syscall.EADDRINUSE) && chosen {
		return nil, false, words.Problem("serve.taken", "address", address)
	}
	if err != nil {
		return nil, false, words.Problem("serve.listening", "address", address, "cause", err)
	}
	return ln, moved, nil
}

// welcome says where to look, and who else can.
func (a *app) welcome(s *preview.Server, at *net.TCPAddr, moved bool, f serveFlags) {
	host := at.String()
	if at.IP.IsUnspecified() {
		host = net.JoinHostPort("localhost", strconv.Itoa(at.Port))
	}
	root := "http://" + host
	if f.certificate != "" {
		root = "https://" + host
	}
	if moved {
		a.say("serve.moved", "port", at.Port)
	}
	a.say("serve.home", "address", root+s.Home())
	a.say("serve.desk", "address", root+s.Desk())
	if !at.IP.IsLoopback() {
		a.say("serve.open", "port", at.Port)
		if f.certificate == "" {
			a.say("serve.unencrypted")
		}
		if at.IP.IsUnspecified() && len(f.hosts) == 0 {
			a.say("serve.nameless")
		}
	}
	a.say("serve.stop")
	if f.open {
		if err := openBrowser(root + s.Home()); err != nil {
			a.say("serve.no-browser", "cause", err)
		}
	}
}

// openBrowser hands an address to the system.
func openBrowser(address string) error {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go cmd.Wait() // the system takes it from here
	return nil
}

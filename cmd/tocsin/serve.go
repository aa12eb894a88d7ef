package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"tocsin"
	"tocsin/internal/diag"
	"tocsin/internal/preview"
	"tocsin/internal/source"
)

const defaultListen = "127.0.0.1:8080"

// serveFlags are the flags of serve.
type serveFlags struct {
	listen, base, editor   string
	hosts                  []string
	password, passwordFile string
	open, poll             bool
}

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the campaign as readers will see it, on any day, and follow every change",
		Long: "Serve shows the whole campaign in a browser while it is being written: every edition, at any moment, with what is\n" +
			"wrong and where it was written. It changes as files are saved and writes nothing itself. Other machines can see it\n" +
			"only with --listen and a password.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.serve(cmd.Context(), f, cmd.Flags().Changed("listen"))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&a.at, "at", "", "show this moment where the browser asks for none, such as 2026-10-05 (now, if not given)")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print nothing but diagnostics")
	flags.StringVar(&f.listen, "listen", defaultListen, "the address and port to serve on; one that other machines reach needs a password")
	flags.StringVar(&f.password, "password", "", "ask for this password; TOCSIN_PASSWORD or --password-file keep it out of the list of processes")
	flags.StringVar(&f.passwordFile, "password-file", "", "ask for the password on this file's first line")
	flags.StringArrayVar(&f.hosts, "host", nil, "a further name that browsers may call this by, such as review.example; may be repeated")
	flags.StringVar(&f.base, "base", "", "the path under which a reverse proxy serves this, such as /review")
	flags.StringVar(&f.editor, "editor", "vscode://file/{file}:{line}", "the address that opens a file in your editor")
	flags.BoolVar(&f.open, "open", false, "open a browser")
	flags.BoolVar(&f.poll, "poll", false, "look for changes every second: for network shares, which tell nobody of them")
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
	s, err := preview.New(preview.Options{Dir: a.dir, Builtin: tocsin.Files, At: a.at, Base: f.base, Hosts: f.hosts, Password: password,
		Poll: f.poll, Editor: f.editor, Say: a.say, Report: func(l diag.List) { _ = a.report(l) }})
	if errors.Is(err, preview.ErrBase) {
		return misuse{fmt.Errorf("--base: %w", err)}
	}
	if err != nil {
		return err
	}
	defer s.Close()
	a.welcome(s, ln.Addr().(*net.TCPAddr), moved, f)
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
		return "", fmt.Errorf("reading the password: %w", err)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	if line = strings.TrimRight(line, "\r"); line == "" {
		return "", misuse{fmt.Errorf("--password-file %s holds no password on its first line", f.passwordFile)}
	}
	return line, nil
}

// maxPorts is how many ports after 8080 are tried.
const maxPorts = 100

// listen opens the address. The default's port gives way to the next free one; a port that was asked for does not.
// An address that other machines reach is refused without a password.
func listen(ctx context.Context, address string, chosen, password bool) (ln net.Listener, moved bool, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, false, misuse{fmt.Errorf("--listen %q is no address and port, such as %s", address, defaultListen)}
	}
	at, err := net.ResolveTCPAddr("tcp", address)
	if err != nil {
		return nil, false, misuse{fmt.Errorf("--listen %q: %w", address, err)}
	}
	if !at.IP.IsLoopback() && !password {
		return nil, false, misuse{fmt.Errorf("--listen %s lets other machines see everything, unpublished pages too, so it needs a password:\n"+
			"set TOCSIN_PASSWORD, or give --password-file or --password", address)}
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
		return nil, false, fmt.Errorf("%s is in use already; choose another port with --listen", address)
	}
	if err != nil {
		return nil, false, fmt.Errorf("listening on %s: %w", address, err)
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
	if moved {
		a.say("Port 8080 is taken, so this is on %d.", at.Port)
	}
	a.say("The campaign is at %s", root+s.Home())
	a.say("What is ready and what is not: %s", root+s.Desk())
	if !at.IP.IsLoopback() {
		a.say("Other machines reach this at port %d. Whoever knows the password sees the whole campaign: drafts, embargoed pages,\n"+
			"owners and every open problem. The connection is not encrypted: put it behind a proxy that speaks HTTPS.", at.Port)
		if at.IP.IsUnspecified() && len(f.hosts) == 0 {
			a.say("It answers to addresses only; for a name, such as review.example, add --host review.example.")
		}
	}
	a.say("Press Ctrl+C to stop.")
	if f.open {
		if err := openBrowser(root + s.Home()); err != nil {
			a.say("tocsin: no browser could be opened (%v); go to the address yourself", err)
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

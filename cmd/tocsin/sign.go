package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"golang.org/x/term"

	"tocsin/internal/manifest"
	"tocsin/internal/memory"
	"tocsin/internal/plan"
	"tocsin/internal/signature"
	"tocsin/internal/words"
)

// head is what manifest.json says of the whole site. The moment is told in a signed site alone: there it keeps an old
// site from being shown as today's, and elsewhere a site would differ from build to build.
func (a *app) head(c *chain) (manifest.Head, error) {
	kept := c.remember(memory.Inputs)
	defer kept.Close()
	list, err := c.plan.InputsSince(kept)
	kept.Save()
	if err != nil {
		return manifest.Head{}, words.Problem("campaign.opening", "cause", err)
	}
	h := manifest.Head{Version: version(), Input: plan.Digest(list)}
	if a.signer != nil {
		h.At = c.web.At
	}
	return h, nil
}

// openSigner finds the key of --sign before anything is built, so that nobody waits for a build that cannot be signed.
func (a *app) openSigner(ctx context.Context, editions []string) (err error) {
	if len(editions) > 0 && !slices.Contains(editions, "root") {
		return misused("misuse.sign")
	}
	a.signer, err = signature.Open(ctx, a.sign, a.passphrase)
	return err
}

// passphrase asks for a key's passphrase at the terminal, even where the command's own input is something else.
func (a *app) passphrase(ctx context.Context, file string, again int) ([]byte, error) {
	tty, err := os.Open("/dev/tty")
	if err != nil {
		tty = os.Stdin
	} else {
		defer tty.Close()
	}
	fd := int(tty.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, words.Problem("sign.no-terminal", "file", file)
	}
	if again == 0 {
		fmt.Fprint(a.stderr, a.words.T("sign.passphrase", "file", file))
	} else {
		fmt.Fprint(a.stderr, a.words.T("sign.again", "file", file))
	}
	defer fmt.Fprintln(a.stderr)
	type answer struct {
		phrase []byte
		err    error
	}
	read := make(chan answer, 1)
	go func() {
		phrase, err := term.ReadPassword(fd)
		read <- answer{phrase, err}
	}()
	select {
	case <-ctx.Done(): // Ctrl+C: the terminal must show again what is typed
		_ = term.Restore(fd, before)
		err = ctx.Err()
	case got := <-read:
		if err = got.err; err == nil {
			return got.phrase, nil
		}
	}
	return nil, words.Problem("sign.asking", "file", file, "cause", err)
}

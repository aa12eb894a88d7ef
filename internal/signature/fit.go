package signature

import (
	"crypto/rsa"

	"golang.org/x/crypto/ssh"

	"tocsin/internal/words"
)

// minRSA is how many bits an RSA key must have, as OpenSSH has it by default for new keys' lower bound.
const minRSA = 2048

// fit refuses kinds of keys that no longer prove anything, or that no signature of a file can have.
func fit(k ssh.PublicKey) error {
	switch k.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKED25519, ssh.KeyAlgoSKECDSA256:
		return nil
	case ssh.KeyAlgoRSA:
		read, err := ssh.ParsePublicKey(k.Marshal()) // the agent's have no numbers to look at
		if err != nil {
			return words.Problem("signature.kind", "kind", k.Type())
		}
		if c, ok := read.(ssh.CryptoPublicKey); ok {
			if r, ok := c.CryptoPublicKey().(*rsa.PublicKey); ok && r.N.BitLen() >= minRSA {
				return nil
			}
		}
		return words.Problem("signature.short", "bits", minRSA)
	}
	return words.Problem("signature.kind", "kind", k.Type())
}

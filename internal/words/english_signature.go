package words

// englishSignature is why a site is not signed, or its signature not good.
func englishSignature() map[string]string {
	return map[string]string{
		"signature.key":          "--sign {file}: {cause}",
		"signature.no-key":       "--sign {file}: this is no SSH key that Tocsin can sign with; make one with `ssh-keygen -t ed25519 -f {file}`, or name a public key whose private half the ssh-agent has",
		"signature.passphrase":   "--sign {file}: the passphrase was wrong three times",
		"signature.no-agent":     "--sign {key}: its private half is to come from the ssh-agent, and none is running (SSH_AUTH_SOCK is not set); start it with `eval $(ssh-agent)`, then add the key with `ssh-add`",
		"signature.agent":        "asking the ssh-agent: {cause}",
		"signature.not-in-agent": "--sign {key}: the ssh-agent does not have this key; add it with `ssh-add`, and see what it has with `ssh-add -l`",
		"signature.refused":      "signing with {key}: {cause}",
		"signature.short":        "an RSA key of less than {bits} bits proves nothing any more; make another with `ssh-keygen -t ed25519`",
		"signature.kind":         "keys of the kind {kind} sign no site; make one with `ssh-keygen -t ed25519`",
		"signature.line":         "{file}:{line}: {cause}",
		"signature.line.quote":   "the quotation mark at the beginning has no end",
		"signature.line.form":    "this is no allowed signer; write who signs and their public key, such as `web@agency.example ssh-ed25519 AAAA…`",
		"signature.line.key":     "there is no public key after the name; write it as it stands in the .pub file, such as `web@agency.example ssh-ed25519 AAAA…`",
		"signature.line.option":  "there is no option {option}; there are namespaces=, valid-after= and valid-before=",
		"signature.line.time":    "{time} is no time; write 20261005, 202610051400 or 20261005140000, with a Z after it for UTC",
		"signature.nobody":       "{file} names nobody who may sign; a line is who signs and their public key, such as `web@agency.example ssh-ed25519 AAAA…`",
		"signature.damaged":      "manifest.json.sig is no signature in the form of OpenSSH",
		"signature.namespace":    "the signature was made for {is} and not for {want}, so it says nothing about this site",
		"signature.wrong":        "the signature by {key} is not of this manifest.json: one of the two was changed",
		"signature.stranger":     "the signature is by {key}, and {file} does not name that key",
		"signature.issuers":      "the signature is by {key}, and {file} does not name that key; certificates (cert-authority) are not taken, so name each signer's own key",
		"signature.not-then":     "the key {key} may not sign this: {cause}",
		"signature.not-for":      "it is for {namespaces}, and not for {want}",
		"signature.early":        "it is valid from {after} on, and the site is of {at}",
		"signature.late":         "it was valid until {before}, and the site is of {at}",
	}
}

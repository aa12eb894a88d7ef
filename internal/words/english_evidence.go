package words

// englishEvidence is why a site can't be held against its manifest, or a file of it not fetched.
func englishEvidence() map[string]string {
	return map[string]string{
		"evidence.address":        "{address} is no address of a site; write one such as https://october.example/",
		"evidence.address.more":   "{address}: the address of a site has no user name, no question mark and no # in it",
		"evidence.elsewhere":      "it leads to {address} instead",
		"evidence.gone":           "{files} files in a row could not be fetched ({cause}), so the rest was left; run the same command again to go on",
		"evidence.http":           "{address}: over http anybody on the way can change what comes; write https (http is for this machine alone)",
		"evidence.large":          "it has more than {most} bytes",
		"evidence.no-certificate": "the file of --ca holds no certificate in PEM",
		"evidence.no-manifest":    "{target} holds no {manifest}, so there is nothing to verify it against: build the site first",
		"evidence.not-there":      "{address} answers {status}, so there is nothing to verify the site against; is this the site's own address?",
		"evidence.reading":        "{target}: reading {file}: {cause}",
		"evidence.stalled":        "no byte came for {time}",
		"evidence.status":         "the server answers {status}",
		"evidence.stopped":        "stopped before the end; run the same command again within a day to go on",
		"evidence.system":         "{target}: {cause}",
		"evidence.total":          "the manifest lists more than {most} GB, which is more than is fetched",
		"manifest.damaged":        "{file} is damaged: {cause}",
		"manifest.entry":          "{file} is damaged: what it says of {path} is no size and SHA-256",
		"manifest.foreign":        "{file} was not made by Tocsin",
		"manifest.name":           "{path} cannot be a file's name on this system",
		"manifest.path":           "{path} is no clean relative path",
		"manifest.twice":          "{file} is damaged: {path} is listed twice, or is the list itself",
	}
}

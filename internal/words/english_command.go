package words

// englishCommand is the help of every command: what it is for, its flags, an example.
func englishCommand() map[string]string {
	return map[string]string{
		"command.init.arguments":     "[FOLDER]",
		"command.theme.arguments":    "[FILE...]",
		"command.year.arguments":     "YEAR",
		"command.accept.arguments":   "KEY… --to LANGUAGE",
		"command.export.arguments":   "[KEY…] --to LANGUAGE",
		"command.import.arguments":   "FILE…",
		"command.new-kind.arguments": "KEY",
		"command.root.short":         "Build public awareness campaigns, equal in every language",
		"command.root.long": "Tocsin turns a folder of bilingual Markdown and shared messages into one static site for each country and language,\n" +
			"proves that every language says the same thing, and publishes only what is approved and due.",
		"command.dir":              "the campaign's folder",
		"command.completion.short": "Print completions for a shell",
		"command.at":               "build for this moment, such as 2026-10-05 or 2026-10-05T09:00 (now, if not given)",
		"command.format":           "form of the diagnostics: {all}",
		"command.strict":           "take warnings for errors",
		"command.quiet":            "print nothing but diagnostics",
		"command.build.short":      "Build the site into public/",
		"command.build.long": "Build writes the whole site into public/, or into the folder that --out names. With any error nothing is written,\n" +
			"and the site that was there stays as it is.",
		"command.build.out":         "the output folder (public/ in the campaign, if not given)",
		"command.build.edition":     "build only this edition, such as ca/fr, or root for what no edition owns; may be repeated",
		"command.build.precompress": "write a .gz beside every text file, for servers that send it as it is",
		"command.build.pdf":         "print every sheet as PDF too, with an installed Chromium, Chrome or Edge",
		"command.build.browser":     "the browser for --pdf, by name or path ($TOCSIN_BROWSER, or one that is found, if not given; none for no PDFs)",
		"command.build.sign":        "sign manifest.json with this SSH key: a private key's file, or a public key's file or SHA256: fingerprint whose private half the ssh-agent has",
		"command.build.force":       "build even if nothing has changed since the last build",
		"command.build.dry-run":     "tell what readers would see change, and write nothing",
		"command.repair.short":      "End or undo what a command that was stopped left half written",
		"command.repair.long": "Repair looks for a change of the campaign's files that was begun and not ended, since the machine stopped or the disk\n" +
			"was full. It ends the change where all of its new files are there, and undoes it where they are not. Every command\n" +
			"that writes into the campaign does the same before it begins.",
		"command.rules.short":       "List the rules that a campaign is checked by",
		"command.rules.format":      "text or json",
		"command.explain.short":     "Say what a rule means and how to mend what it finds",
		"command.explain.arguments": "RULE",
		"command.check.short":       "Find every problem, and write nothing",
		"command.hosting.short":     "Print what to set up in a web server",
		"command.hosting.long": "Hosting prints the part of a web server's configuration that the site needs: headers, old addresses, and the page for\n" +
			"what is not found in each edition. It is printed, and not written into the site, because a server's configuration is\n" +
			"nothing that its visitors should be able to read. docs/hosting.md says where it goes.",
		"command.hosting.at":          "for the site of this moment, such as 2026-10-05 (now, if not given)",
		"command.hosting.edition":     "for an edition that has a host of its own, such as ca/fr",
		"command.hosting.precompress": "for a site that was built with --precompress",
		"command.init.short":          "Lay down a campaign to start from",
		"command.init.long":           "Init writes campaign.yaml, content/ and .gitignore into the folder (this one, if none is named). It writes over nothing.",
		"command.new.short":           "Write the files of a new page, message, event, post, alert or briefing in every language, of a year, or of a theme",
		"command.new.page":            "A page: tocsin new page {example}",
		"command.new.message":         "A shared message: tocsin new message {example}",
		"command.new.event":           "An event: tocsin new event {example}",
		"command.new.post":            "A post for social networks: tocsin new post {example}",
		"command.new.alert":           "An alert: tocsin new alert {example}",
		"command.new.briefing":        "A briefing with slides: tocsin new briefing {example}",
		"command.new.at":              "the date to write (today, if not given)",
		"command.year.short":          "The next year, from one that there is: tocsin new year 2027 --from 2026",
		"command.year.long": "Year copies the weeks, events and posts of a year into another, as drafts: every day moves to the matching weekday,\n" +
			"times of day and zones stay, and links between the files lead to the new ones. The old year is not touched: its\n" +
			"pages stay where they are, as an archive. With any file of the new year there already, nothing is written.",
		"command.year.from":   "the year to copy (the year before, if not given)",
		"command.next.short":  "Tell when the site changes by itself: what is published, expires or begins",
		"command.next.at":     "look ahead from this moment (now, if not given)",
		"command.next.format": "text, json or cron",
		"command.next.limit":  "how many moments to tell; 0 for all",
		"command.profile":     "write into this folder where time and memory go: stages.txt, and profiles for `go tool pprof` and `go tool trace`",
		"command.parts.short": "Divide the site among several machines, and print what each is to build",
		"command.parts.long": "Parts divides the editions among machines so that each has about as many files to make, and prints a line of flags for\n" +
			"`tocsin build` for each; or, with --format, a file by which a service runs them all at once and puts together what they\n" +
			"have made. docs/scale.md says how.",
		"command.parts.at":         "for the site of this moment, such as 2026-10-05 (now, if not given)",
		"command.parts.format":     "text, github, gitlab or k8s",
		"command.parts.number":     "how many machines there are",
		"command.verify.short":     "Hold the files of a built site against its manifest",
		"command.verify.arguments": "[URL]",
		"command.verify.long": "Verify holds every file of a built site against its manifest.json: in a folder, or with a URL as the web server gives\n" +
			"it to readers. In a folder it also finds empty folders and changed permissions, and where the campaign is there,\n" +
			"any sentence of eight words or more, slug or file name in the site that is not released.",
		"command.verify.out":     "the folder to verify (public/ in the campaign, if not given)",
		"command.verify.signers": "the file of allowed signers, in OpenSSH's form: the manifest must be signed by one of them",
		"command.verify.since":   "refuse a manifest that is older than this, such as 2026-10-05 or 2026-10-05T09:00Z",
		"command.verify.ca":      "a file of certificates, in PEM, by which the server's is checked instead of by the system's",
		"command.verify.at":      "the moment for which the site was built, where nothing else tells (--at of the build)",
		"command.version.short":  "Print the version",
		"command.status.short":   "Tell how far every page is in every edition",
		"command.status.long": "Status prints a table of pages and editions: what readers see, what is missing or stale and how many words it takes,\n" +
			"whose review is overdue, and what has changed since a day.",
		"command.status.at":    "the state at this moment (now, if not given)",
		"command.status.since": "list what has changed since this day, by `updated`, such as 2026-09-01",
		"command.theme.short":  "Copies of built-in templates and assets, to change: tocsin new theme event.html",
		"command.theme.long": "New theme copies files of the built-in theme into the campaign, where they take the built-in ones' place. Take those\n" +
			"that you change: the others then go on improving with Tocsin. Without a FILE it copies all of them.",
		"command.serve.short": "Show the campaign as readers will see it, on any day, and follow every change",
		"command.serve.long": "Serve shows the whole campaign in a browser while it is being written: every edition, at any moment, with what is\n" +
			"wrong and where it was written. It changes as files are saved and changes none itself. Other machines can see it\n" +
			"only with --listen and a password.",
		"command.serve.at":            "show this moment where the browser asks for none, such as 2026-10-05 (now, if not given)",
		"command.serve.listen":        "the address and port to serve on; one that other machines reach needs a password",
		"command.serve.password":      "ask for this password; TOCSIN_PASSWORD or --password-file keep it out of the list of processes",
		"command.serve.password-file": "ask for the password on this file's first line",
		"command.serve.host":          "a further name that browsers may call this by, such as review.example; may be repeated",
		"command.serve.base":          "the path under which a reverse proxy serves this, such as /review",
		"command.serve.tls-cert":      "speak HTTPS with this certificate, in PEM, with those that it hangs on after it",
		"command.serve.tls-key":       "the certificate's private key, in PEM",
		"command.serve.editor":        "the address that opens a file in your editor",
		"command.serve.open":          "open a browser",
		"command.serve.poll":          "look for changes every second: for network shares, which tell nobody of them",
		"command.translate.short":     "Send texts to translators, take them back, and say what is right as it is",
		"command.accept.short":        "Say that renditions are right as they are",
		"command.accept.long": "Accept writes into {lock} that the renditions say what their sources say now.\n" +
			"A key is a page's, such as learn/phishing, or a message's, such as messages/pause; learn/* and learn/** mean several.",
		"command.accept.to":       "a language (fr) or locale (en-US); may be repeated",
		"command.accept.all":      "every rendition; with --to those in that language",
		"command.translate.quiet": "print nothing but problems",
		"command.export.short":    "Write XLIFF for translators",
		"command.export.long": "Export writes what is to be translated as XLIFF, with what is translated already, to stdout or into a file.\n" +
			"Without keys, --stale or --missing it writes every page and message.",
		"command.export.to":      "the language (fr) or locale (en-US) to translate into",
		"command.export.from":    "only pages whose source is in this language",
		"command.export.stale":   "only what is out of date",
		"command.export.missing": "only what nobody has translated yet",
		"command.export.xliff":   "the version: 2.1, or 1.2 for older tools",
		"command.export.output":  "the file to write (stdout, if not given)",
		"command.import.short":   "Take translators' files in",
		"command.import.long": "Import writes the translators' words into the campaign and says in {lock} what they were made from.\n" +
			"It writes everything, or nothing if anything is wrong. - reads stdin.",
		"command.import.strict": "take warnings for errors: nothing is written if anything is left out",
	}
}

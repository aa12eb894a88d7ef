//go:build !linux

package publish

// exchange is not to be had: the caller does with two renames.
func exchange(_, _ string) (trash string, err error) { return "", errNoExchange }

// flush leaves the writing to the system: there is no call for one file system, and an fsync for each file would take
// most of a build's time. A power failure soon after a build may cost the new site there; a killed build never does.
func flush(string) error { return nil }

// exchangeable leaves the finding out to the renames.
func exchangeable(string) error { return nil }

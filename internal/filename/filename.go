// Package filename knows which names every disk and host takes that a site may lie on: those of Windows, macOS and Linux.
package filename

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// The limits of file systems, in bytes. Windows counts UTF-16 and takes somewhat more.
const (
	MaxName = 255  // one name: NAME_MAX of ext4, APFS and others
	MaxPath = 1024 // a whole path: PATH_MAX of macOS
)

// Fault is why a name is not taken everywhere.
type Fault uint8

const (
	// Fine is no fault.
	Fine Fault = iota
	// Long is a name of more than [MaxName] bytes.
	Long
	// Device is a name that Windows keeps for itself, with any ending.
	Device
	// Character is one that Windows does not take, or that cannot be seen: see [Unfit].
	Character
	// Ending is a dot or a space at the end, which Windows drops, so that it names another file.
	Ending
)

// Check returns the first fault of one name, which must not be empty.
func Check(name string) Fault {
	switch {
	case len(name) > MaxName:
		return Long
	case strings.ContainsFunc(name, Unfit):
		return Character
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return Ending
	case Reserved(name):
		return Device
	}
	return Fine
}

// Unfit reports whether a character cannot stand in a name: what Windows does not take, what would part a path, control
// characters, and what is no character.
func Unfit(r rune) bool {
	return r < ' ' || r == 0x7f || strings.ContainsRune(`<>:"/\|?*`, r) || r == utf8.RuneError
}

// Reserved reports whether Windows takes a name for a device, whatever its ending and its case.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
func Reserved(name string) bool {
	if name == "" || strings.IndexByte("CPANLcpanl ", name[0]) < 0 { // nearly all names
		return false
	}
	stem, _, _ := strings.Cut(name, ".")
	switch stem = strings.ToUpper(strings.TrimSpace(stem)); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	rest, com := strings.CutPrefix(stem, "COM")
	if !com {
		rest, com = strings.CutPrefix(stem, "LPT")
	}
	n, size := utf8.DecodeRuneInString(rest)
	return com && size > 0 && size == len(rest) && strings.ContainsRune("0123456789¹²³", n)
}

// Cut returns at most so many bytes of a text: cut at the last space, unless that would leave less than half, and never
// within what readers see as one letter.
func Cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	end := 0
	for rest, state := s, -1; rest != ""; {
		var letter string
		letter, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if end+len(letter) > most {
			break
		}
		end += len(letter)
	}
	if space := strings.LastIndexByte(s[:end], ' '); space > most/2 && s[end] != ' ' {
		end = space
	}
	return strings.TrimRight(s[:end], " ")
}

// Folder makes paths alike that a file system may take for one: which differ in case, or in how letters are composed.
// It is not safe for concurrent use; NewFolder makes one.
type Folder struct{ caser cases.Caser }

// NewFolder returns a folder of paths.
func NewFolder() *Folder { return &Folder{cases.Fold()} }

// Fold returns the form that all paths share which may be taken for one.
func (f *Folder) Fold(path string) string {
	for i := range len(path) {
		if path[i] >= utf8.RuneSelf {
			return norm.NFC.String(f.caser.String(norm.NFC.String(path)))
		}
	}
	return strings.ToLower(path)
}

package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"tocsin/internal/words"
)

// None is the name that asks for no browser at all.
const None = "none"

// ErrNone says that no browser is installed where one is looked for, or that none is wanted.
var ErrNone = words.Problem("pdf.none")

// Find returns the path of a Chromium, Chrome or Edge: the one of the name or path that is given, else the first of the
// usual names on the PATH, else the first in the usual places of the system. It returns ErrNone where there is none,
// and another error where the one that was asked for is not there.
func Find(name string) (string, error) {
	switch name {
	case None:
		return "", ErrNone
	case "":
		for _, candidate := range usual(runtime.GOOS) {
			if path, err := exec.LookPath(candidate); err == nil {
				return filepath.Abs(path)
			}
		}
		return "", ErrNone
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", words.Problem("pdf.no-browser", "browser", name, "cause", err)
	}
	return filepath.Abs(path)
}

// usual lists names to look up on the PATH, then whole paths, by system.
func usual(system string) []string {
	names := []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"}
	switch system {
	case "windows":
		for _, root := range []string{os.Getenv("ProgramFiles"), os.Getenv("ProgramFiles(x86)"), os.Getenv("LocalAppData")} {
			if root != "" {
				names = append(names, filepath.Join(root, `Google\Chrome\Application\chrome.exe`), filepath.Join(root, `Chromium\Application\chrome.exe`),
					filepath.Join(root, `Microsoft\Edge\Application\msedge.exe`))
			}
		}
	case "darwin":
		for _, root := range []string{"", os.Getenv("HOME")} {
			for _, app := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
				names = append(names, root+"/Applications/"+app+".app/Contents/MacOS/"+app)
			}
		}
	default:
		names = append(names, "/usr/bin/chromium", "/usr/bin/google-chrome", "/opt/google/chrome/chrome", "/snap/bin/chromium",
			"/var/lib/flatpak/exports/bin/org.chromium.Chromium")
	}
	return names
}

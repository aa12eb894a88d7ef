package manifest

import (
	"strings"
	"testing"
)

const sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// listed is a manifest with files, each a path, a size and a sum.
func listed(files ...[3]string) string {
	var rows []string
	for _, f := range files {
		rows = append(rows, `{"path": "`+f[0]+`", "size": `+f[1]+`, "sha256": "`+f[2]+`"}`)
	}
	return `{"generator": "tocsin", "files": [` + strings.Join(rows, ",") + `]}`
}

// Each thing that cannot be of a manifest is refused in words of its own.
func TestDecodeRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                                         "m is damaged: ",
		"[]":                                       "m is damaged: ",
		"{}":                                       "m was not made by Tocsin",
		`{"generator": "Tocsin"}`:                  "m was not made by Tocsin",
		listed([3]string{"", "1", sum}):            `m is damaged: "" is no clean relative path`,
		listed([3]string{".", "1", sum}):           `m is damaged: "." is no clean relative path`,
		listed([3]string{"../x", "1", sum}):        `m is damaged: "../x" is no clean relative path`,
		listed([3]string{"/x", "1", sum}):          `m is damaged: "/x" is no clean relative path`,
		listed([3]string{"a//b", "1", sum}):        `m is damaged: "a//b" is no clean relative path`,
		listed([3]string{`a\\b`, "1", sum}):        `m is damaged: "a\\b" is no clean relative path`,
		listed([3]string{`a\u0000b`, "1", sum}):    `m is damaged: "a\x00b" is no clean relative path`,
		listed([3]string{"x", "-1", sum}):          `m is damaged: what it says of "x" is no size and SHA-256`,
		listed([3]string{"x", "1", sum[1:]}):       `m is damaged: what it says of "x" is no size and SHA-256`,
		listed([3]string{"x", "1", sum + "00"}):    `m is damaged: what it says of "x" is no size and SHA-256`,
		listed([3]string{"x", "1", "g" + sum[1:]}): `m is damaged: what it says of "x" is no size and SHA-256`,
		listed([3]string{"x", "1", ""}):            `m is damaged: what it says of "x" is no size and SHA-256`,
		listed([3]string{"x", "1", sum}, [3]string{"y", "1", sum}, [3]string{"x", "1", sum}): `m is damaged: "x" is listed twice, or is the list itself`,
		listed([3]string{"manifest.json", "1", sum}):                                         `m is damaged: "manifest.json" is listed twice, or is the list itself`,
		listed([3]string{"manifest.json.sig", "1", sum}):                                     `m is damaged: "manifest.json.sig" is listed twice, or is the list itself`,
	} {
		m, err := Decode("m", []byte(text))
		if err == nil || m != nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	m, err := Decode("m", []byte(listed([3]string{"a/b", "0", strings.ToUpper(sum)}, [3]string{"a/manifest.json", "7", sum})))
	if err != nil || len(m.Files) != 2 || m.Files[1].Path != "a/manifest.json" || m.Files[1].Size != 7 {
		t.Errorf("%v, %v", m, err)
	}
}

// The list and its signature are not among what is listed.
func TestIsAbout(t *testing.T) {
	for path, want := range map[string]bool{"manifest.json": true, "manifest.json.sig": true, "a/manifest.json": false, "manifest.json.sig.sig": false, "": false} {
		if IsAbout(path) != want {
			t.Errorf("%q: %t", path, !want)
		}
	}
}

// A path that stays in the folder is valid.
func TestValidPath(t *testing.T) {
	for _, path := range []string{"a", "a/b.html", ".well-known/security.txt", "é"} {
		if err := ValidPath(path); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// A size is written in the digits that JSON has.
func TestEncodeSize(t *testing.T) {
	m, err := Decode("m", Encode(Head{}, []File{{Path: "a", Size: 1029384756}}))
	if err != nil || m.Files[0].Size != 1029384756 {
		t.Errorf("%v, %v", m, err)
	}
}

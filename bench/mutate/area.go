package main

import (
	"fmt"
	"go/build"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// area is a part of the program that decides something which must not go wrong.
type area struct {
	name  string
	parts []part
}

// part is a file, or all files of a folder that this system builds.
type part struct {
	path  string
	funcs []string // the functions meant, as "name" or "Type.name"; none means all of them
}

// areas is the table to change when a file is moved, or when something new must not go wrong.
var areas = []area{
	{"build record", []part{{path: "internal/record"}}},
	{"staleness",
		[]part{
			{path: "internal/site/stale.go", funcs: []string{"resolver.compareAll", "resolver.asked", "Compare", "Refresh", "settled", "Site.StaleOf", "Site.lacking", "Site.Translations"}},
			{path: "internal/check/stale.go", funcs: []string{"checker.stale", "changes", "change"}},
		}},
	{"lock",
		[]part{
			{path: "internal/source/lock.go"},
			{path: "internal/source/lockkey.go"},
			{path: "internal/translate/accept.go", funcs: []string{"Accept", "pruned", "entries"}},
		}},
	{"escaping",
		[]part{
			{path: "internal/template/escape.go"},
			{path: "internal/template/compile.go", funcs: []string{"program.run", "program.exec", "compiler.action", "compiler.printable", "compiler.arguments", "compiler.call", "compiler.branch", "compiler.loop"}},
		}},
	{"publishing", []part{{path: "internal/publish"}}},
	{"manifest", []part{{path: "internal/manifest"}}},
	{"release",
		[]part{
			{path: "internal/site/schedule.go"},
			{path: "internal/site/standing.go"},
			{path: "internal/site/inherit.go", funcs: []string{"Front.released", "Front.serves", "resolver.merge", "resolver.scalars", "resolver.inheritDate", "inheritList", "resolver.sourceOf"}},
			{path: "internal/site/alert.go", funcs: []string{"resolver.embargoedAlert", "resolver.alertMoments"}},
		}},
}

// mutants returns everything that can be broken in the area, in the order of the files. root is the repository.
func (a area) mutants(root string) ([]mutant, error) {
	var out []mutant
	for _, p := range a.parts {
		files, err := p.files(root)
		if err != nil {
			return nil, err
		}
		missing := slices.Clone(p.funcs)
		for _, f := range files {
			text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(f)))
			if err != nil {
				return nil, fmt.Errorf("area %q: %w", a.name, err)
			}
			list, found, err := mutate(f, text, p.funcs)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
			missing = slices.DeleteFunc(missing, func(name string) bool { return slices.Contains(found, name) })
		}
		if len(missing) > 0 {
			return nil, fmt.Errorf("area %q: %s has no %s; correct the table in bench/mutate/area.go", a.name, p.path, strings.Join(missing, ", "))
		}
	}
	return out, nil
}

// files lists the part's files that this system builds, tests apart, slash-separated below the root.
func (p part) files(root string) ([]string, error) {
	if strings.HasSuffix(p.path, ".go") {
		return []string{p.path}, nil
	}
	list, err := build.ImportDir(filepath.Join(root, filepath.FromSlash(p.path)), 0)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, name := range list.GoFiles {
		out = append(out, path.Join(p.path, name))
	}
	return out, nil
}

package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	yaml "go.yaml.in/yaml/v4"
)

// jobsCmd writes the scripts of a file that `tocsin parts` made, as the service would run them: jobs FORMAT FILE makes
// part-0.sh, part-1.sh … and root.sh, for a shell that has the service's own variables.
func jobsCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: jobs github|gitlab|k8s FILE")
	}
	text := ts.ReadFile(args[1])
	read := map[string]func(string) (parts []string, root string, err error){"github": githubJobs, "gitlab": gitlabJobs, "k8s": kubernetesJobs}[args[0]]
	parts, root, err := read(text)
	ts.Check(err)
	if len(parts) == 0 || root == "" {
		ts.Fatalf("%s names no jobs", args[1])
	}
	for i, script := range parts {
		ts.Check(os.WriteFile(ts.MkAbs("part-"+string(rune('0'+i))+".sh"), []byte("set -eu\n"+script), 0o644))
	}
	ts.Check(os.WriteFile(ts.MkAbs("root.sh"), []byte("set -eu\n"+root), 0o644))
}

func githubJobs(text string) (parts []string, root string, err error) {
	type step struct{ Name, Run string }
	var file struct {
		Jobs struct {
			Part struct {
				Strategy struct {
					Matrix struct{ Include []struct{ Editions string } }
				}
				Steps []step
			}
			Site struct{ Steps []step }
		}
	}
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		return nil, "", err
	}
	for _, one := range file.Jobs.Part.Strategy.Matrix.Include {
		for _, s := range file.Jobs.Part.Steps {
			if s.Name == "build" {
				parts = append(parts, "EDITIONS='"+one.Editions+"'\n"+s.Run)
			}
		}
	}
	for _, s := range file.Jobs.Site.Steps {
		if s.Name == "root" {
			root = s.Run
		}
	}
	return parts, root, nil
}

func gitlabJobs(text string) (parts []string, root string, err error) {
	var file struct {
		Part struct {
			Parallel struct {
				Matrix []struct {
					Editions []string `yaml:"EDITIONS"`
				}
			}
			Script []string
		}
		Pages struct{ Script []string }
	}
	if err := yaml.Unmarshal([]byte(text), &file); err != nil {
		return nil, "", err
	}
	for _, row := range file.Part.Parallel.Matrix {
		for _, editions := range row.Editions {
			parts = append(parts, "EDITIONS='"+editions+"'\n"+strings.Join(file.Part.Script, "\n"))
		}
	}
	return parts, strings.Join(file.Pages.Script, "\n"), nil
}

func kubernetesJobs(text string) (parts []string, root string, err error) {
	type object struct {
		Data struct{ Parts, At string }
		Spec struct {
			Completions int
			Template    struct {
				Spec struct{ Containers []struct{ Args []string } }
			}
		}
	}
	var objects []object
	d := yaml.NewDecoder(strings.NewReader(text))
	for {
		var o object
		if d.Decode(&o) != nil {
			break
		}
		objects = append(objects, o)
	}
	if len(objects) != 3 || len(strings.Fields(objects[0].Data.Parts)) == 0 {
		return nil, "", nil
	}
	given := "PARTS=parts.txt\nAT='" + objects[0].Data.At + "'\ncat > parts.txt <<'END'\n" + objects[0].Data.Parts + "END\n"
	for i := range objects[1].Spec.Completions {
		parts = append(parts, given+"JOB_COMPLETION_INDEX="+string(rune('0'+i))+"\n"+objects[1].Spec.Template.Spec.Containers[0].Args[0])
	}
	return parts, given + objects[2].Spec.Template.Spec.Containers[0].Args[0], nil
}

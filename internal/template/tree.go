package template

import (
	"html/template"
	"text/template/parse"
)

// parsed is one file: what it defines, or what is wrong with it.
type parsed struct {
	trees trees
	err   error
}

// trees are the templates that files define, by name.
type trees map[string]*parse.Tree

// file parses one file, once.
func (l *Library) file(name string) parsed {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f, ok := l.parsed[name]; ok {
		return f
	}
	f := parsed{trees: trees{}}
	set, err := template.New(name).Funcs(l.Funcs).Parse(l.Texts[name])
	if f.err = err; err == nil {
		for _, t := range set.Templates() {
			if t.Tree != nil {
				f.trees[t.Name()] = t.Tree
			}
		}
	}
	if l.parsed == nil {
		l.parsed = map[string]parsed{}
	}
	l.parsed[name] = f
	return f
}

// add takes in what a later file defines, which replaces what an earlier one does unless it is empty: text/template's
// own rule.
func (t trees) add(later trees) {
	for name, tree := range later {
		if t[name] == nil || !parse.IsEmptyTree(tree.Root) {
			t[name] = tree
		}
	}
}

// reachable returns the names of the templates that one calls, and those call in turn, itself first.
func (t trees) reachable(root string) []string {
	names, seen := []string{root}, map[string]bool{root: true}
	for i := 0; i < len(names); i++ {
		calls(t[names[i]].Root, func(name string) {
			if t[name] != nil && !seen[name] {
				seen[name] = true
				names = append(names, name)
			}
		})
	}
	return names
}

// calls tells which templates a list calls.
func calls(list *parse.ListNode, tell func(name string)) {
	if list == nil {
		return
	}
	branch := func(n *parse.BranchNode) {
		calls(n.List, tell)
		calls(n.ElseList, tell)
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TemplateNode:
			tell(n.Name)
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		}
	}
}

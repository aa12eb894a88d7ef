package edit

import (
	"fmt"
	"slices"
)

// state is what lies at a move's place, and beside it.
type state struct {
	at    position
	fresh bool // the new file lies beside its place, whole
	kept  bool // so does the old one
}

type position int

const (
	before       position = iota // the place is as it was before the edit
	after                        // the place is as the edit means it to be
	changedFirst                 // somebody changed it before it was moved
	changedSince                 // somebody changed it after it was moved
)

// forward reports whether the move can be made or need not be, back whether it can be taken back or need not be.
func (m move) forward(s state) bool {
	return s.at == after || s.at == changedSince || s.at == before && (m.Sum == "" || s.fresh)
}

func (m move) back(s state) bool {
	return s.at == before || s.at == changedFirst || s.at == after && (m.Was == "" || s.kept)
}

// state looks at what lies where a move happens.
func (j *journal) state(disk Disk, i int) (state, error) {
	m := j.Moves[i]
	var s state
	at, err := sum(disk, m.Path)
	if err != nil {
		return s, err
	}
	fresh, err := sum(disk, j.fresh(i))
	if err != nil {
		return s, err
	}
	kept, err := sum(disk, j.kept(i))
	if err != nil {
		return s, err
	}
	s.fresh, s.kept = m.Sum != "" && fresh == m.Sum, m.Was != "" && kept == m.Was
	moved := fresh == ""
	if m.Sum == "" {
		moved = kept != ""
	}
	switch {
	case at == m.Was:
		s.at = before
	case at == m.Sum:
		s.at = after
	case moved:
		s.at = changedSince
	default:
		s.at = changedFirst
	}
	return s, nil
}

// each goes over the moves, in their order or against it, and lets step decide by what lies there what to rename. Then
// it brings the folders to the disk. It counts the renames, one that failed too.
func (j *journal) each(disk Disk, order []int, step func(i int, s state) (from, to string, err error)) (n int, err error) {
	for _, i := range order {
		s, err := j.state(disk, i)
		if err != nil {
			return n, fmt.Errorf("looking at %s: %w", j.Moves[i].Path, err)
		}
		from, to, err := step(i, s)
		if err == nil && from != "" {
			err = disk.Rename(from, to)
			n++
		}
		if err != nil {
			return n, fmt.Errorf("writing %s: %w", j.Moves[i].Path, err)
		}
	}
	return n, syncDirs(disk, j.folders())
}

func (j *journal) order() []int {
	order := make([]int, len(j.Moves))
	for i := range order {
		order[i] = i
	}
	return order
}

// forward makes every move that is not made yet, and counts those that it made or tried.
func (j *journal) forward(disk Disk) (int, error) {
	return j.each(disk, j.order(), func(i int, s state) (from, to string, err error) {
		m := j.Moves[i]
		switch {
		case s.at == after || s.at == changedSince:
			return "", "", nil
		case s.at == changedFirst:
			return "", "", ChangedError{m.Path}
		case m.Sum == "":
			return m.Path, j.kept(i), nil
		}
		return j.fresh(i), m.Path, nil
	})
}

// back takes every move back that is made, the last one first.
func (j *journal) back(disk Disk) error {
	order := j.order()
	slices.Reverse(order)
	_, err := j.each(disk, order, func(i int, s state) (from, to string, err error) {
		m := j.Moves[i]
		switch {
		case s.at == before || s.at == changedFirst:
			return "", "", nil
		case s.at == changedSince:
			return "", "", ChangedError{m.Path}
		case m.Was == "":
			return m.Path, j.fresh(i), nil
		}
		return j.kept(i), m.Path, nil
	})
	return err
}

package disk

import (
	"fmt"
	"slices"
)

// recover finishes or undoes what a run left that was cut short.
func (w *Writer) recover() error {
	j, err := w.readJournal()
	if err != nil {
		return err
	}
	if j == nil {
		return w.dir.remove(journalName + ".new")
	}
	n := namer{dir: w.dir}
	for _, where := range j.where() {
		if _, err := n.place(where); err != nil {
			return err
		}
	}
	done := "undid"
	switch {
	case j.State == staging:
		err = w.tidy(j)
		if len(j.Files) == 1 && w.dir.digest(j.Files[0].Path) == j.Files[0].Now {
			done = "finished"
		}
	case j.State == moving && w.complete(j):
		err, done = w.move(j), "finished"
	default:
		err = w.undo(j)
	}
	if err != nil {
		return err
	}
	what := "the writing of " + j.Files[0].Path
	if n := len(j.Files); n > 1 {
		what += fmt.Sprintf(" and %d more", n-1)
	}
	w.opt.Note(fmt.Sprintf("%s: %s %s, which an earlier run was cut short in", w.name, done, what))
	return nil
}

// complete reports whether all the new files are there as they were written.
func (w *Writer) complete(j *journal) bool {
	return !slices.ContainsFunc(j.Files, func(c change) bool {
		if w.dir.absent(c.New) {
			return w.dir.digest(c.Path) == ""
		}
		return w.dir.digest(c.New) != c.Now
	})
}

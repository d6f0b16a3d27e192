package frontends

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path/filepath"

	"github.com/bondc/bondc/ir/source"
)

// FindOptions say how PATH arguments are read.
type FindOptions struct {
	// Stdin is read for the PATH "-".
	Stdin io.Reader
	// Follow follows symbolic links that lead out of a PATH. Evidence about the
	// host is never looked for behind them.
	Follow bool
}

// NotFoundError is a PATH that does not exist, or that nothing can be read
// from: wrong usage, not a finding.
type NotFoundError struct {
	Path, Reason string
}

func (e *NotFoundError) Error() string { return e.Path + ": " + e.Reason }

// Find turns PATH arguments into trees (design.md section 5): a file, "-", a
// folder of configuration files, a host's root, or a folder of such roots.
// Files of one host, and its configuration folders, make one tree, at the
// place of the first. Trees come one at a time, in the order of the arguments
// and then of names, compared folder by folder; nothing of a tree is kept
// after it was yielded.
func Find(paths []string, opt FindOptions) iter.Seq2[*Tree, error] {
	return func(yield func(*Tree, error) bool) {
		g := group(paths, opt.Follow)
		number := 0
		for i, p := range paths {
			for tree, err := range g.find(i, p, &opt) {
				if number++; err == nil {
					tree.Number = number
				}
				if !yield(tree, err) || err != nil {
					return
				}
			}
		}
	}
}

func (g *groups) find(i int, arg string, opt *FindOptions) iter.Seq2[*Tree, error] {
	return func(yield func(*Tree, error) bool) {
		if arg == "-" {
			yield(stdin(opt))
			return
		}
		at := &g.places[i]
		if at.isState {
			yield(at.state.tree(arg))
			return
		}
		if parts, ok := g.of[i]; ok {
			if g.first[parts] == i {
				yield(parts.tree())
			}
			return
		}
		switch {
		case errors.Is(at.err, fs.ErrNotExist):
			yield(nil, &NotFoundError{arg, "no such file or folder"})
		case at.err != nil:
			yield(nil, &NotFoundError{arg, at.err.Error()})
		case at.abs == "":
			yield(nil, &NotFoundError{arg, "it is a path from the working folder, and that is gone"})
		case at.info.Mode().IsRegular():
			yield(at.loneTree(), nil)
		case !at.info.IsDir():
			yield(nil, &NotFoundError{arg, "it is neither a file nor a folder"})
		default:
			findDir(arg, at.real, opt.Follow, yield)
		}
	}
}

// stdin reads standard input, which can be read once.
func stdin(opt *FindOptions) (*Tree, error) {
	r := opt.Stdin
	if r == nil {
		return nil, &NotFoundError{"-", "there is no standard input, or it was named twice"}
	}
	opt.Stdin = nil
	data, err := readLimited(r, 0)
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	return &Tree{Name: "stdin", Argument: "-", Partial: true, forced: []string{"-"}, stdin: source.New("-", "-", data)}, nil
}

func findDir(arg, real string, follow bool, yield func(*Tree, error) bool) {
	w := walker{arg: arg, top: real, follow: follow, yield: yield}
	w.dir(folder{full: w.top, shown: filepath.ToSlash(filepath.Clean(arg)), chain: []string{w.top}})
	if !w.stopped && w.found == 0 {
		yield(nil, &NotFoundError{arg, nothingHere})
	}
}

const nothingHere = "no configuration that bondc reads is in this folder"

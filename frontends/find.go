package frontends

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
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
		for i, p := range paths {
			for tree, err := range g.find(i, p, &opt) {
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
		if s, ok := stateAt(arg); ok {
			yield(s.tree(arg))
			return
		}
		if parts, ok := g.of[i]; ok {
			if g.first[parts] == i {
				yield(parts.tree())
			}
			return
		}
		info, err := os.Stat(arg)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			yield(nil, &NotFoundError{arg, "no such file or folder"})
		case err != nil:
			yield(nil, &NotFoundError{arg, err.Error()})
		case info.Mode().IsRegular():
			yield(loneTree(arg))
		case !info.IsDir():
			yield(nil, &NotFoundError{arg, "it is neither a file nor a folder"})
		default:
			findDir(arg, opt.Follow, yield)
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

func findDir(arg string, follow bool, yield func(*Tree, error) bool) {
	real, err := filepath.EvalSymlinks(arg)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		yield(nil, &NotFoundError{arg, err.Error()})
		return
	}
	w := walker{arg: arg, top: filepath.ToSlash(real), follow: follow, yield: yield}
	w.dir(folder{full: w.top, shown: filepath.ToSlash(filepath.Clean(arg)), chain: []string{w.top}})
	if !w.stopped && w.found == 0 {
		yield(nil, &NotFoundError{arg, nothingHere})
	}
}

const nothingHere = "no configuration that bondc reads is in this folder"

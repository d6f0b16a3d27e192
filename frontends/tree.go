package frontends

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Tree is the set of files that describe one host, or one HCL file that
// describes many. The files are read only by Read.
type Tree struct {
	// Name is the host's name: its path below a fleet, else the base name of
	// its folder.
	Name string
	// Argument is the PATH that it was found by.
	Argument string
	// Number counts the trees of a run from 1.
	Number int
	// Fleet means that the tree is one of a folder of hosts.
	Fleet bool
	// Partial means that files of the host may be missing.
	Partial bool
	// Evidence says who applies the files, where the root shows it.
	Evidence ir.Evidence
	// Large is called by Read once it has read more than a host's files mostly
	// hold, before anything is made of them; nil is not.
	Large func()

	// named are the printed names of the files that were asked for; nil is all.
	named   []string
	members []member
	// boot are the files with the kernel's command line.
	boot []member
	// service are the files with NetworkManager's own configuration.
	service []member
	// resolver is the file with the host's name servers, nil without one.
	resolver *member
	// installed means that the files lie where they are read at boot.
	installed bool
	stdin     *source.File
	// forced are the printed names of the files that were named one by one, so
	// that --from decides what they are.
	forced []string
	// folders are the PATHs that are folders of the host's, as they were given.
	folders []string
	// held are files that are not read again, by their printed names.
	held   map[string]*source.File
	editor Editor
}

// member is one file of a tree.
type member struct {
	// full opens it, name prints it, path is below the root or the base name.
	full, name, path string
	// err says why it is not read although it is there; folder that it is a
	// folder.
	err    error
	folder bool
	// plain means that it was no link when it was found; it is not opened if it
	// has become one.
	plain bool
	// masks means that it is a link to /dev/null.
	masks bool
}

// Asked reports whether findings in the file are to be printed: all are,
// unless the PATH named single files.
func (t *Tree) Asked(f *source.File) bool {
	return t.named == nil || f == nil || slices.Contains(t.named, f.Name)
}

// Read reads the tree's files, in the order of their paths. A file that
// vanished meanwhile is left out; one that cannot be read is a finding.
func (t *Tree) Read() ([]*source.File, diag.List) {
	if t.stdin != nil {
		return []*source.File{t.stdin}, nil
	}
	var files []*source.File
	var diags diag.List
	size := 0
	for i := range t.members {
		m := &t.members[i]
		if f := t.held[m.name]; f != nil {
			files = append(files, f)
			continue
		}
		f, err := m.read()
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			diags.Add(m.unreadable(err))
		case size+len(f.Raw) > mostBytes:
			diags.Add(tooMuch(f, len(t.members)-i))
			return files, diags
		default:
			size += len(f.Raw)
			f.Installed = t.installed
			files = append(files, f)
		}
	}
	if t.Large != nil && size > largeBytes {
		t.Large()
	}
	return files, diags
}

// largeBytes is how much the files of few hosts hold together.
const largeBytes = 32 << 10

// mostBytes bounds the files of one host together, which are in memory at the
// same time.
const mostBytes = 64 << 20

func tooMuch(f *source.File, left int) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.TooLarge, Severity: diag.Error, Span: source.New(f.Name, f.Path, nil).Span(0, 0),
		Message: fmt.Sprintf("the files of this host hold more than %d MiB; this file and those behind it, %d in all, were not read", mostBytes>>20, left),
		Detail:  "No host has so much of network configuration: the folder is probably not what its name says. What these files say is not part of the result.",
	}
}

// installed reports whether a root is that of a whole system (the running one, a
// mounted image): it has its users in etc/passwd. A folder of configuration has
// not, and whoever copied the files there has made up their permissions.
func installed(held *holdings) bool {
	const users = "etc/passwd"
	if !held.may(users) {
		return false
	}
	info, err := os.Stat(held.root + "/" + users)
	return err == nil && info.Mode().IsRegular() && !checkout(held.root)
}

// checkout reports whether a root is a repository or lies in one: git keeps no
// permissions but the right to execute.
func checkout(root string) bool {
	for dir := root; ; dir = path.Dir(dir) {
		if _, err := os.Lstat(dir + "/.git"); err == nil {
			return true
		}
		if dir == path.Dir(dir) {
			return false
		}
	}
}

// read reads at most one byte more than the scan accepts. What is no regular
// file is never opened: a pipe would wait for ever, a device does worse. Where
// a pipe takes the file's place meanwhile, opening it does not wait.
func (m *member) read() (*source.File, error) {
	if m.err != nil {
		return nil, m.err
	}
	look := os.Stat
	if m.plain {
		look = os.Lstat
	}
	info, err := look(m.full)
	if err != nil {
		return nil, err
	}
	if m.plain && info.Mode()&fs.ModeSymlink != 0 {
		return nil, errSwapped
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := open(m.full, m.plain)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err = f.Stat(); err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	data, err := readLimited(f, info.Size())
	if err != nil {
		return nil, err
	}
	file := source.New(m.name, m.path, data)
	file.Mode = uint32(info.Mode().Perm())
	return file, nil
}

// readLimited reads at most source.MaxSize+1 bytes.
func readLimited(r io.Reader, size int64) ([]byte, error) {
	if size < 0 || size > source.MaxSize {
		size = source.MaxSize
	}
	data := make([]byte, 0, size+512)
	limited := io.LimitReader(r, source.MaxSize+1)
	for {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
		n, err := limited.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (m *member) unreadable(err error) diag.Diagnostic {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	what := "file"
	if m.folder {
		what = "folder"
	}
	return diag.Diagnostic{
		Code: diag.Unreadable, Severity: diag.Error, Span: source.New(m.name, m.path, nil).Span(0, 0),
		Message: fmt.Sprintf("this %s cannot be read: %s", what, err),
		Detail:  "What it says is not part of the result, so silence about it means nothing. Check the permissions, or leave it out.",
	}
}

// Keep takes the files out of the tree that keep refuses, by their full path,
// and reports whether any is left.
func (t *Tree) Keep(keep func(full string) bool) bool {
	if t.stdin != nil {
		return true
	}
	t.members = slices.DeleteFunc(t.members, func(m member) bool { return !keep(m.full) })
	return len(t.members) > 0
}

// ReadFile reads one file as trees do: a regular file, at most as much of it
// as the scan accepts.
func ReadFile(name string) (*source.File, error) {
	shown := filepath.ToSlash(name)
	return (&member{full: name, name: shown, path: path.Base(shown)}).read()
}

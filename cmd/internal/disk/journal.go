package disk

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// The journal of a folder, while the files of hosts are on their way.
const journalName = ".bondc.journal"

// What a journal says about the files of a host.
const (
	staging = "staging" // they are being written beside their places, which are as they were
	moving  = "moving"  // they are complete and take their places
	undoing = "undoing" // those that took their places give them back
)

// journal is how far the writing of some hosts came.
type journal struct {
	Version int      `json:"version"`
	State   string   `json:"state"`
	Files   []change `json:"files"`
	// Folders are those that were made for the files, from the top.
	Folders []string `json:"folders,omitempty"`
}

// change is one file that takes the place of another, or of none. All names are
// below the folder of the journal.
type change struct {
	Path string `json:"path"`
	// New is where the new file is written, Old the second name of the one that
	// is replaced: "" if there is none.
	New string `json:"new"`
	Old string `json:"old,omitempty"`
	// Backup means that Old stays for good.
	Backup bool `json:"backup,omitempty"`
	// Was and Now are the digests of the two contents.
	Was string `json:"was,omitempty"`
	Now string `json:"now"`

	data []byte
	mode fs.FileMode
	info fs.FileInfo // of the old file
}

// add adds the changes of another host.
func (j *journal) add(more *journal) {
	j.Files = append(j.Files, more.Files...)
	for _, folder := range more.Folders {
		if !slices.Contains(j.Folders, folder) {
			j.Folders = append(j.Folders, folder)
		}
	}
}

// where returns the folders that the files stand in, each once.
func (j *journal) where() []string {
	var list []string
	for _, c := range j.Files {
		if dir := path.Dir(c.Path); !slices.Contains(list, dir) {
			list = append(list, dir)
		}
	}
	return list
}

// save puts the journal in its place.
func (w *Writer) save(j *journal, state string) error {
	if w.fresh {
		return nil
	}
	j.State = state
	text, err := json.Marshal(j)
	if err != nil {
		return err
	}
	temp := journalName + ".new"
	if err := w.dir.remove(temp); err != nil {
		return err
	}
	if err := w.dir.create(temp, append(text, '\n'), 0o600, nil); err != nil {
		return err
	}
	if err := w.dir.rename(temp, journalName); err != nil {
		return err
	}
	return w.dir.flush(".")
}

// forget removes the journal: the host is whole.
func (w *Writer) forget() error {
	if w.fresh {
		return nil
	}
	return errors.Join(w.dir.remove(journalName), w.dir.remove(journalName+".new"))
}

// readJournal returns the journal that a run left behind, nil if there is none.
func (w *Writer) readJournal() (*journal, error) {
	info, err := w.dir.look(journalName)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	const most = 64 << 20
	if !info.Mode().IsRegular() || info.Size() > most {
		return nil, Refuse("%s is not a journal of bondc's; remove it", journalName)
	}
	text, err := w.dir.root.ReadFile(journalName)
	if err != nil {
		return nil, err
	}
	j := &journal{}
	if err := json.Unmarshal(text, j); err != nil || !j.valid() {
		return nil, Refuse("%s cannot be understood: it is damaged, or of a later bondc; look at the files that it names and remove it", journalName)
	}
	return j, nil
}

// valid refuses a journal that names files other than those that bondc makes:
// the folder may come from somewhere else.
func (j *journal) valid() bool {
	if j.Version != 1 || !slices.Contains([]string{staging, moving, undoing}, j.State) {
		return false
	}
	for _, folder := range j.Folders {
		if !fs.ValidPath(folder) {
			return false
		}
	}
	return !slices.ContainsFunc(j.Files, func(c change) bool { return !c.valid() })
}

func (c *change) valid() bool {
	dir := path.Dir(c.Path)
	beside := func(name, suffix string) bool {
		return fs.ValidPath(name) && path.Dir(name) == dir && strings.HasPrefix(path.Base(name), ".bondc-") && strings.HasSuffix(name, suffix)
	}
	old := c.Old == "" || beside(c.Old, ".old")
	if c.Backup {
		old = fs.ValidPath(c.Old) && strings.HasPrefix(c.Old, c.Path) && path.Dir(c.Old) == dir && strings.HasSuffix(c.Old, ".bak")
	}
	return fs.ValidPath(c.Path) && c.Path != "." && beside(c.New, ".new") && old
}

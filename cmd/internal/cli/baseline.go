package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/cmd/internal/disk"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint/baseline"
	"github.com/bondc/bondc/lint/report"
)

// maxBaseline bounds what is read of a baseline; a finding takes some 150 bytes.
const maxBaseline = 64 << 20

func baselineFlags() []*flagDef {
	return []*flagDef{
		textFlag("baseline", "leave out the findings that stand in `FILE`; what is not there any more is an info"),
		textFlag("write-baseline", "put all findings of this run into `FILE` for --baseline, and report only what keeps files from being read. Run it on everything that will be linted"),
	}
}

// known is the baseline of a run; all its methods do nothing for nil.
type known struct {
	name   string
	write  bool
	list   *baseline.Baseline
	looked map[string]bool // absolute paths
}

func readKnown(ctx *cli.Context) (*known, error) {
	read, write := ctx.String("baseline"), ctx.String("write-baseline")
	switch {
	case read != "" && write != "":
		return nil, usagef("--baseline reads and --write-baseline writes: take one of them")
	case write != "" && ctx.Bool("diff"):
		return nil, usagef("--diff writes nothing, so that it cannot stand beside --write-baseline")
	case write != "":
		list, err := baseline.New(write)
		return &known{name: write, write: true, list: list}, err
	case read != "":
		list, err := readBaseline(read)
		if err != nil {
			return nil, usagef("--baseline %s: %v", read, err)
		}
		return &known{name: read, list: list, looked: map[string]bool{}}, nil
	case ctx.IsSet("baseline") || ctx.IsSet("write-baseline"):
		return nil, usagef("a baseline needs the name of a file")
	}
	return nil, nil
}

func readBaseline(name string) (*baseline.Baseline, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, errors.New("there is no such file; --write-baseline makes it")
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > maxBaseline:
		return nil, fmt.Errorf("it is larger than %d bytes", maxBaseline)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return baseline.Parse(name, data)
}

// knows returns what report.Options wants.
func (k *known) knows() func(*report.Finding) bool {
	switch {
	case k == nil:
		return nil
	case k.write:
		return k.list.Add
	}
	return k.list.Take
}

// spares returns what tells findings that are known and so are not fixed.
func (k *known) spares() func(*report.Finding) bool {
	if k == nil || k.write {
		return nil
	}
	return k.list.Holds
}

// entry returns what report.Options wants of a shard.
func (k *known) entry() func(*report.Finding) (entry, count int) {
	if k == nil {
		return nil
	}
	return k.list.Entry
}

// see notes which of a host's files were asked for.
func (k *known) see(asked func(*source.File) bool, host *report.HostResult) error {
	if k == nil || k.write {
		return nil
	}
	for _, name := range host.Files {
		if asked(&source.File{Name: name}) {
			full, err := filepath.Abs(filepath.FromSlash(name))
			if err != nil {
				return err
			}
			k.looked[full] = true
		}
	}
	return nil
}

// gone returns the entries that the run did not meet.
func (k *known) gone() []report.Gone {
	if k == nil || k.write {
		return nil
	}
	return k.list.Gone(func(path string) bool { return k.looked[path] || missing(path) })
}

// outdated is the finding about entries of a baseline that the run did not
// meet; the list is empty if there are none.
func outdated(name string, list []report.Gone) diag.List {
	const shown = 5
	total, where := 0, []string{}
	for _, g := range list {
		total += g.Count
		where = append(where, g.Rule+" in "+g.File)
	}
	if total == 0 {
		return nil
	}
	more := ""
	if n := len(where); n > shown {
		where, more = where[:shown], fmt.Sprintf(", and %d more", n-shown)
	}
	return diag.List{{
		Code: diag.BaselineOutdated, Severity: diag.Info,
		Message: fmt.Sprintf("%d of the findings in the baseline %q are gone", total, name),
		Detail:  "They will not be missed if they come back: write the baseline anew with --write-baseline. Gone are " + strings.Join(where, ", ") + more + ".",
	}}
}

func missing(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// save writes the baseline and says so.
func (k *known) save(a *app) error {
	if k == nil || !k.write {
		return nil
	}
	data, err := k.list.Format()
	if err != nil {
		return err
	}
	if err := disk.Replace(k.name, data, 0o644, nil); err != nil {
		return err
	}
	found := "1 finding"
	if n := k.list.Len(); n != 1 {
		found = fmt.Sprintf("%d findings", n)
	}
	fmt.Fprintf(a.stderr, "bondc: %s written to %s; lint with --baseline %[2]s from now on\n", found, visible(k.name))
	return nil
}

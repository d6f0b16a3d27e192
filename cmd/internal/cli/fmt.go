package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc/cmd/internal/disk"
	"github.com/bondc/bondc/frontends/hcl"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint/report"
)

func (a *app) fmtCommand() *cli.Command {
	return &cli.Command{
		ArgsUsage: "[--check] FILE.bondc.hcl...",
		Flags: flagList([]*flagDef{
			switchFlag("check", "change nothing; list the files that are not formatted and exit with 1"),
		}),
		Action: func(ctx *cli.Context) error {
			if ctx.NArg() == 0 {
				return usagef("fmt needs at least one file")
			}
			for _, name := range ctx.Args().Slice() {
				if err := a.format(name, ctx.Bool("check")); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// format formats one file. A file that does not parse is left alone.
func (a *app) format(name string, check bool) error {
	if !strings.HasSuffix(name, ".bondc.hcl") {
		return usagef("%s: fmt formats *.bondc.hcl files", name)
	}
	info, err := os.Lstat(name)
	switch {
	case os.IsNotExist(err):
		return usagef("%s: no such file", name)
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return usagef("%s is not a regular file", name)
	case info.Size() > source.MaxSize:
		return usagef("%s is larger than %d bytes", name, source.MaxSize)
	}
	old, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	formatted, diags := hcl.Format(source.New(filepath.ToSlash(name), filepath.Base(name), old))
	if diags.Has(diag.Error) {
		a.raise(exitFindings)
		return a.report(report.HostResult{Findings: diags.Sort()})
	}
	if bytes.Equal(old, formatted) {
		return nil
	}
	fmt.Fprintln(a.stdout, visible(name))
	if check {
		a.raise(exitFindings)
		return nil
	}
	return disk.Replace(name, formatted, info.Mode().Perm(), func(now []byte) error {
		if !bytes.Equal(now, old) {
			return disk.Refuse("%s has changed since it was read", name)
		}
		return nil
	})
}

// report prints findings to standard error, for people.
func (a *app) report(result report.HostResult) error {
	format, _ := report.FindFormat("text")
	w := report.NewWriter(format, a.stderr, report.Options{Quiet: true})
	if err := w.Host(result); err != nil {
		return err
	}
	_, err := w.End()
	return err
}

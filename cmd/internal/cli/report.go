package cli

import (
	"errors"
	"io/fs"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/lint/report"
)

func (a *app) reportCommand() *cli.Command {
	return &cli.Command{
		ArgsUsage: "merge [FLAGS] FILE...",
		Description: `Joins what "bondc lint --shard I/N --format json" (or sarif) wrote for all I, in
any order of the files, and prints what lint would have printed without --shard:
the same bytes. Addresses that hosts of several shards have come to light here.
What "bondc convert --shard I/N --loss-report FILE" wrote is joined likewise.
Shards that are missing, or are of different runs, formats or versions of bondc,
are refused.`,
		Flags:  flagList([]*flagDef{failOnFlag()}),
		Action: a.reportAction,
	}
}

func (a *app) reportAction(ctx *cli.Context) error {
	if ctx.Args().First() != "merge" {
		return usagef("report takes what to do: merge")
	}
	names := ctx.Args().Tail()
	if len(names) == 0 {
		return usagef("report merge needs the FILEs that the shards of lint wrote")
	}
	worst, err := failOn(ctx.String("fail-on"))
	if err != nil {
		return err
	}
	parts, losses, err := openParts(names)
	defer closeParts(parts)
	switch {
	case err != nil:
		return err
	case losses == len(parts) && ctx.IsSet("fail-on"):
		return usagef("--fail-on goes with the reports of lint: what a conversion lost fails no merge")
	case losses == len(parts):
		return a.mergeLosses(parts)
	case losses > 0:
		return usagef("some of the FILEs are reports of losses, and others are not: join each kind by itself")
	}
	var fleet bondc.Fleet
	summary, err := report.Merge(a.stdout, parts, report.Merging{
		Version: bondc.Version, About: bondc.About, Claim: fleet.Claim, Gone: outdated,
	})
	if broken := new(report.PartError); errors.As(err, &broken) {
		return &usageError{err.Error()}
	}
	if found, any := summary.Worst(); any && found <= worst {
		a.raise(exitFindings)
	}
	return err
}

// openParts opens the reports, and counts those of losses.
func openParts(names []string) (parts []report.Part, losses int, err error) {
	for _, name := range names {
		f, err := openPart(name)
		if err != nil {
			return parts, 0, err
		}
		parts = append(parts, report.Part{Name: name, Text: f})
		is, err := isLossReport(f)
		if err != nil {
			return parts, 0, err
		}
		if is {
			losses++
		}
	}
	return parts, losses, nil
}

func closeParts(parts []report.Part) {
	for _, p := range parts {
		p.Text.(*os.File).Close()
	}
}

// openPart opens the report of a shard, which is read twice.
func openPart(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("%s: no such file", name)
	case err != nil:
		return nil, usagef("%v", err)
	case !info.Mode().IsRegular():
		return nil, usagef("%s: it is not a regular file, and it has to be read twice", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, usagef("%v", err)
	}
	return f, nil
}

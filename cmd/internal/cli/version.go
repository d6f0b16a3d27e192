package cli

import (
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
)

func (a *app) versionCommand() *cli.Command {
	return &cli.Command{
		Action: func(ctx *cli.Context) error {
			if err := noArguments(ctx); err != nil {
				return err
			}
			fmt.Fprintln(a.stdout, "bondc "+bondc.Version+revision())
			return nil
		},
	}
}

// revision returns the commit that the binary was built from, where go knows.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return " (" + s.Value[:12] + ")"
		}
	}
	return ""
}

func noArguments(ctx *cli.Context) error {
	if ctx.NArg() > 0 {
		return usagef("%s takes no argument, but got %q", ctx.Command.Name, ctx.Args().First())
	}
	return nil
}

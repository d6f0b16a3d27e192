package cli

import (
	"encoding/json"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/backends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint/report"
)

func (a *app) showCommand() *cli.Command {
	flags := []*flagDef{
		wordFlag("format", "`FORMAT` of the hosts:", func() []string { return []string{"text", "hcl", "json"} }).initially("text"),
		switchFlag("effective", "add what the kernel makes of each bond, and why (text, json)"),
	}
	return &cli.Command{
		ArgsUsage: "[FLAGS] PATH...",
		Flags:     flagList(flags, inputFlags(), targetFlags()),
		Action:    a.show,
	}
}

// shower prints hosts in one format.
type shower interface {
	begin() error
	host(*ir.Host) error
	end() error
}

func (a *app) show(ctx *cli.Context) error {
	eff := &outcomes{on: ctx.Bool("effective")}
	out, err := a.newShower(ctx.String("format"), eff)
	if err != nil {
		return err
	}
	in, err := a.readInput(ctx)
	if err != nil {
		return err
	}
	eff.target = in.target
	format, _ := report.FindFormat("text")
	findings := report.NewWriter(format, a.stderr, report.Options{Quiet: true})
	if err := out.begin(); err != nil {
		return err
	}
	for reads, err := range results(in, readAll(in)) {
		if err != nil {
			return err
		}
		for _, r := range reads {
			if err := a.showRead(r, in, out, findings); err != nil {
				return err
			}
		}
	}
	if err := in.checkFrom(); err != nil {
		return err
	}
	if err := out.end(); err != nil {
		return err
	}
	_, err = findings.End()
	return err
}

func (a *app) showRead(r bondc.Read, in *input, out shower, findings *report.Writer) error {
	result := bondc.Result(r)
	result.Findings = r.Diags.Sort()
	if r.Diags.Has(diag.Error) {
		a.raise(exitFindings)
	}
	if len(result.Findings) > 0 {
		if err := findings.Host(result); err != nil {
			return err
		}
	}
	if r.Host == nil {
		return nil
	}
	if err := checkVia(in.target, r.Host); err != nil {
		return err
	}
	return out.host(r.Host)
}

func (a *app) newShower(format string, eff *outcomes) (shower, error) {
	switch format {
	case "text":
		return &showText{w: a.stdout, effective: eff}, nil
	case "json":
		return &showJSON{app: a, effective: eff}, nil
	case "hcl":
		if eff.on {
			return nil, usagef("--effective: HCL says what is written, not what comes of it; text and json can show both")
		}
		return &showHCL{app: a}, nil
	}
	return nil, usagef("--format %q: show prints text, hcl or json", format)
}

// showJSON prints one object, a host at a time.
type showJSON struct {
	app       *app
	effective *outcomes
	more      bool
}

func (s *showJSON) begin() error {
	_, err := fmt.Fprint(s.app.stdout, `{"version":1,"hosts":[`)
	return err
}

func (s *showJSON) host(h *ir.Host) error {
	j := h.JSON()
	s.effective.addTo(h, &j)
	data, err := json.MarshalIndent(j, "  ", "  ")
	if err != nil {
		return err
	}
	separator := "\n  "
	if s.more {
		separator = ",\n  "
	}
	s.more = true
	_, err = fmt.Fprintf(s.app.stdout, "%s%s", separator, report.EscapeJSON(data))
	return err
}

func (s *showJSON) end() error {
	_, err := fmt.Fprint(s.app.stdout, "\n]}\n")
	return err
}

// showHCL prints hosts as the HCL dialect.
type showHCL struct {
	app  *app
	more bool
}

func (s *showHCL) begin() error { return nil }
func (s *showHCL) end() error   { return nil }

func (s *showHCL) host(h *ir.Host) error {
	backend, ok := backends.Named("hcl")
	if !ok {
		return fmt.Errorf("bondc was built without its HCL writer")
	}
	out, _ := backend.Emit(h, target.Target{})
	if s.more {
		fmt.Fprintln(s.app.stdout)
	}
	s.more = true
	for _, f := range out.Files {
		if _, err := s.app.stdout.Write(f.Data); err != nil {
			return err
		}
	}
	return nil
}

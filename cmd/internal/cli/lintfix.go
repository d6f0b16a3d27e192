package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/bondc/bondc"
	"github.com/bondc/bondc/cmd/internal/disk"
	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint/report"
)

// fixing is what --fix and --diff ask for.
type fixing struct {
	// on asks for fixes, unsafe for those too that are a choice; diff writes
	// none of them.
	on, unsafe, diff bool
	// stdin means that standard input is among the paths, so that its fixed
	// text is the data.
	stdin bool

	findings, files, left int
}

// fixWord is the value of --fix: "", "safe" or "all".
type fixWord string

// Set reads the value. "true" is what the flag package gives to a flag without
// one.
func (w *fixWord) Set(text string) error {
	switch text {
	case "true", "safe":
		*w = "safe"
	case "all":
		*w = "all"
	case "false":
		*w = ""
	default:
		return fmt.Errorf("it takes no value or \"all\"")
	}
	return nil
}

func (w *fixWord) String() string { return string(*w) }

// IsBoolFlag tells the flag package that the value may be missing.
func (w *fixWord) IsBoolFlag() bool { return true }

func fixFlags() []*flagDef {
	return []*flagDef{
		{
			name: "fix", usage: "make the safe fixes in the files that PATH names, and report what is left; --fix=all makes those as well that are a choice",
			bare:    true, // it never takes the next argument for its value
			declare: func(_ *flagDef, set *flag.FlagSet, name string) { set.Var(new(fixWord), name, "") },
		},
		switchFlag("diff", "write nothing; print what --fix (or --fix=all beside it) would change as a patch for \"patch -p1\" or \"git apply\". The exit status is then 1 if there is any change, whatever --fail-on says"),
	}
}

func readFixing(ctx *cli.Context) (*fixing, error) {
	word, _ := ctx.Generic("fix").(*fixWord)
	f := &fixing{diff: ctx.Bool("diff")}
	if word != nil {
		f.on, f.unsafe = *word != "" || f.diff, *word == "all"
	}
	for _, path := range ctx.Args().Slice() {
		f.stdin = f.stdin || path == "-"
	}
	if f.diff && (ctx.IsSet("format") || ctx.IsSet("fail-on")) {
		return nil, usagef("--diff prints a patch and no findings: --format and --fail-on do not go with it")
	}
	return f, nil
}

// report returns where the findings go: with --diff or fixed standard input,
// standard output is for that.
func (f *fixing) report(a *app) io.Writer {
	switch {
	case f.diff:
		return io.Discard
	case f.on && f.stdin:
		return a.stderr
	}
	return a.stdout
}

// fixed writes or shows what became of one tree.
func (a *app) fixed(f *fixing, t *frontends.Tree, fixed *bondc.Fixed) error {
	if !f.on {
		return nil
	}
	for _, bug := range fixed.Bugs {
		fmt.Fprintf(a.stderr, "bondc: this is a bug of bondc: %s\n", visible(bug))
		a.raise(exitBroken)
	}
	if f.diff {
		return a.showFixed(fixed)
	}
	for _, r := range fixed.Results {
		for i := range r.Findings {
			if fix := r.Findings[i].Fix; fix != nil && !fix.Safe && len(fix.Edits) > 0 {
				f.left++
			}
		}
	}
	if t.Argument == "-" {
		return a.writeStdin(f, fixed)
	}
	written := 0
	for i := range fixed.Files {
		err := writeFixed(t, &fixed.Files[i])
		if refused := new(disk.Refusal); errors.As(err, &refused) || errors.Is(err, fs.ErrPermission) {
			// The others are fixed all the same.
			fmt.Fprintf(a.stderr, "bondc: %s\n", report.Escape(err.Error()))
			a.raise(exitFindings)
			continue
		}
		if err != nil {
			return err
		}
		written++
	}
	if f.files += written; written == len(fixed.Files) {
		f.findings += fixed.Count
	}
	return nil
}

// showFixed prints a tree's fixes as a patch, and what kept files from being
// read, which may be why there is none.
func (a *app) showFixed(fixed *bondc.Fixed) error {
	for _, file := range fixed.Files {
		diff, masked := report.Unified(shownName(file.Was.Name), file.Was.Raw, file.Now, file.Was.Concealed())
		if masked > 0 {
			fmt.Fprintf(a.stderr, "bondc: %s: secrets are shown as %s, so that the patch does not apply there; --fix changes the file itself\n", report.Escape(shownName(file.Was.Name)), source.Mask)
		}
		if a.terminal() {
			diff = visible(diff)
		}
		if _, err := io.WriteString(a.stdout, diff); err != nil {
			return err
		}
		a.raise(exitFindings)
	}
	for _, r := range fixed.Results {
		var unread diag.List
		for _, d := range r.Findings {
			if _, reading := diag.CodeOf(d.Code); reading && d.Severity == diag.Error {
				unread = append(unread, d)
			}
		}
		if len(unread) > 0 {
			a.raise(exitFindings)
			if err := a.report(report.HostResult{Findings: unread}); err != nil {
				return err
			}
		}
	}
	return nil
}

func shownName(name string) string {
	if name == "-" {
		return "stdin"
	}
	return name
}

// writeStdin writes the text of standard input, fixed or as it was.
func (a *app) writeStdin(f *fixing, fixed *bondc.Fixed) error {
	f.files += len(fixed.Files)
	f.findings += fixed.Count
	_, err := io.WriteString(a.stdout, fixed.Stdin)
	return err
}

// summary says how many findings were fixed.
func (a *app) summary(f *fixing) {
	if !f.on || f.diff {
		return
	}
	text := fmt.Sprintf("fixed %s in %s", counted(f.findings, "finding"), counted(f.files, "file"))
	if f.left > 0 {
		text += fmt.Sprintf("; --fix=all fixes %d more", f.left)
	}
	fmt.Fprintln(a.stderr, "bondc: "+text)
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %s", n, strings.TrimSuffix(what, "s")+"s")
}

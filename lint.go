package bondc

import (
	"net/netip"
	"path/filepath"
	"slices"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/report"
	"github.com/bondc/bondc/lint/rules"
	"github.com/bondc/bondc/lint/settings"
)

// Linter judges hosts by the settings that hold for each PATH. It may be used
// from several goroutines.
type Linter struct {
	// Edits asks for the edits that make the fixes, as far as there are any.
	// Who only reads the findings does not need them.
	Edits bool
	// Spares reports whether a finding is one that Fix leaves alone; nil
	// leaves none alone. It is called by several goroutines.
	Spares func(*report.Finding) bool

	rules  []*lint.Rule
	judges map[string]*judge
}

// judge is what holds for one PATH.
type judge struct {
	target  target.Target
	options lint.Options
	// excludes reports whether the settings leave a file out; nil leaves
	// none out.
	excludes func(full string) bool
	// shared are the addresses that several hosts may have.
	shared []netip.Prefix
}

// NewLinter returns a Linter for the paths: for each, the settings found
// upwards from it, under what flags say. The findings are about the settings
// themselves.
func NewLinter(paths []string, flags target.Target) (*Linter, diag.List, error) {
	l := &Linter{rules: rules.All(), judges: map[string]*judge{}}
	var diags diag.List
	read := map[string]*judge{}
	for _, path := range paths {
		name := ""
		if path != "-" {
			var err error
			if name, err = settings.Find(path); err != nil {
				return nil, nil, err
			}
		}
		if read[name] == nil {
			j, found, err := l.newJudge(name, flags)
			if err != nil {
				return nil, nil, err
			}
			diags = append(diags, found...)
			read[name] = j
		}
		l.judges[path] = read[name]
	}
	return l, diags, nil
}

// newJudge reads one settings file; an empty name is none.
func (l *Linter) newJudge(name string, flags target.Target) (*judge, diag.List, error) {
	if name == "" {
		return &judge{target: flags}, nil, nil
	}
	file, err := frontends.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	diags := frontends.Flaws(file)
	s, found := settings.Parse(file)
	known := make([]string, len(l.rules))
	for i := range l.rules {
		known[i] = l.rules[i].ID
	}
	diags = append(append(diags, found...), s.Check(known)...)
	dir, err := filepath.Abs(filepath.Dir(name))
	if err != nil {
		return nil, nil, err
	}
	return &judge{
		target:  flags.Over(s.Target()),
		options: lint.Options{Off: s.Off(), Severity: s.Severity()},
		shared:  s.Shared(),
		excludes: func(full string) bool {
			rel, err := filepath.Rel(dir, full)
			return err == nil && s.Excludes(filepath.ToSlash(rel))
		},
	}, diags, nil
}

// Exclude takes the files out of a tree that the settings leave out, and
// reports whether any is left.
func (l *Linter) Exclude(t *frontends.Tree) bool {
	if j := l.judges[t.Argument]; j != nil && j.excludes != nil {
		return t.Keep(func(full string) bool { return !j.excludes(full) })
	}
	return true
}

// Load returns the options of reading a tree with the target that its settings
// and the flags describe together.
func (l *Linter) Load(t *frontends.Tree, opt LoadOptions) LoadOptions {
	if j := l.judges[t.Argument]; j != nil {
		opt.Target = j.target
	}
	return opt
}

// Lint returns the findings on a host as it was read, those of reading among
// them. Findings in files that were not asked for are left out.
func (l *Linter) Lint(t *frontends.Tree, r Read) report.HostResult {
	result := Result(r)
	found := slices.Clone(r.Diags)
	if j := l.judges[t.Argument]; r.Host != nil && j != nil {
		options := j.options
		if l.Edits {
			options.Edit = t.Edit
		}
		found = append(found, lint.Run(r.Host, j.target, l.rules, options)...)
	}
	result.Findings = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return !t.Asked(d.Span.File) }).Sort()
	return result
}

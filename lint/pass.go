package lint

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// Pass is one rule's look at one host. It is good for the time of the check.
type Pass struct {
	Host   *ir.Host
	Target target.Target

	rule *Rule
	run  *run
}

// Finding is what a rule reports.
type Finding struct {
	// Severity is the rule's where it is zero.
	Severity diag.Severity
	// Link is the link that the finding is about, nil for the host.
	Link *ir.Link
	// Span is the place; where it is unknown, the place that declares Link.
	Span            source.Span
	Message, Detail string
	Related         []diag.Related
	Fix             *Fix
}

// Fix is a change that a rule proposes, in terms of the model. Who runs the
// rules knows how to write it into the text (Options.Edit).
type Fix struct {
	Message string
	// Safe means that the change keeps what the machine does today, or turns
	// a certain failure into the evident intent.
	Safe bool
	// Effect says in words what the changes change on the machine. Without it
	// they must change nothing but what fails today: a safe fix that turns out
	// to do more when it is simulated is not applied.
	Effect string
	// Changes may be empty: then the fix is advice.
	Changes []ir.Change
}

// Via returns who applies the link.
func (p *Pass) Via(l *ir.Link) target.Via { return effect.Via(p.Host, l, p.Target) }

// Outcome returns what becomes of the settings of a bond (effect.Fates), once
// for all rules of a run. It is computed when a rule first asks.
func (p *Pass) Outcome(l *ir.Link) *effect.Outcome {
	if o := p.run.outcomes[l]; o != nil {
		return o
	}
	o := effect.Fates(p.Host, l, p.Target)
	if p.run.outcomes == nil {
		p.run.outcomes = map[*ir.Link]*effect.Outcome{}
	}
	p.run.outcomes[l] = &o
	return &o
}

// Once returns what make makes of the host, which is made once for all rules of
// a run and is told from the rest by its type. The rules share it: none may
// change it.
func Once[T any](p *Pass, make func(*Pass) *T) *T {
	for _, made := range p.run.made {
		if t, ok := made.(*T); ok {
			return t
		}
	}
	t := make(p)
	p.run.made = append(p.run.made, t)
	return t
}

// ViaOf returns who applies a link of another stack of the same machine.
func (p *Pass) ViaOf(h *ir.Host, l *ir.Link) target.Via { return effect.Via(h, l, target.Target{}) }

// Absent reports whether files of the host may be missing that another file's
// meaning depends on. An HCL file is always whole.
func (p *Pass) Absent() bool { return p.Host.Partial && p.Host.Dialect() != "hcl" }

// Known reports whether there is a rule of that name in this run, switched on
// or not.
func (p *Pass) Known(id string) bool { return Find(p.run.rules, id) != nil }

// Names returns the names of all rules of this run.
func (p *Pass) Names() []string {
	names := make([]string, len(p.run.rules))
	for i := range p.run.rules {
		names[i] = p.run.rules[i].ID
	}
	return names
}

// Unused returns the ignore comments that silenced nothing although their
// rule ran. It is empty before the rules that are Last.
func (p *Pass) Unused() []ir.Ignore { return p.run.unused }

// Report adds a finding of the rule.
func (p *Pass) Report(f Finding) {
	d := diag.Diagnostic{
		Code: p.rule.ID, Severity: f.Severity, Message: f.Message, Detail: f.Detail,
		Span: f.Span, Related: f.Related,
	}
	if d.Severity == 0 {
		d.Severity = p.rule.Severity
	}
	if severity, ok := p.run.opt.Severity[p.rule.ID]; ok {
		d.Severity = severity
	}
	if f.Link != nil {
		d.Link = f.Link.Name
		if !d.Span.Known() {
			d.Span = f.Link.Span
		}
	}
	if f.Fix != nil {
		d.Fix = &diag.Fix{Message: f.Fix.Message, Safe: f.Fix.Safe, Effect: f.Fix.Effect, Edits: p.run.edits(f.Fix.Changes)}
	}
	p.run.found.Add(d)
}

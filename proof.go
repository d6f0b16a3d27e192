package bondc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// proof holds a conversion's output, read back by the target's own frontend,
// against its input.
type proof struct {
	input *ir.Host
	// back is nil where there is nothing to hold: no output, or a dialect that
	// bondc cannot read.
	back *ir.Host
	opt  ConvertOptions
}

// readBack reads bondc's own output; anything it cannot read in it is an error.
func readBack(input *ir.Host, out ir.Output, opt ConvertOptions) (proof, error) {
	p := proof{input: input, opt: opt}
	front, ok := frontends.Named(opt.To)
	if !ok || len(out.Files) == 0 {
		return p, nil
	}
	var files, beside []*source.File
	for _, f := range out.Files {
		file := source.New(f.Path, f.Path, f.Data)
		if opt.Companions && frontends.Companion(f.Path) {
			beside = append(beside, file)
			continue
		}
		files = append(files, file)
	}
	as := ir.ReadOptions{Host: input.Name, Evidence: evidence(ir.Evidence{Via: effect.TargetVia(opt.To, opt.Target)}, opt.Target)}
	for host, diags := range front.Parse(files, as) {
		for _, d := range diags {
			if d.Severity == diag.Error {
				return p, fmt.Errorf("bondc cannot read back its own %s output: %s (%s)", front.Name, d.Message, d.Code)
			}
		}
		frontends.Accompany(host, beside, as)
		host.Settle()
		p.back = host
		return p, nil
	}
	return p, fmt.Errorf("bondc finds no host in its own %s output", front.Name)
}

// unannounced returns what differs between the pinned input and the output
// although no loss said so.
func (p *proof) unannounced(pinned *ir.Host, losses diag.List) diag.List {
	if p.back == nil {
		return nil
	}
	var bugs diag.List
	before, after := pinned, effect.AsTold(p.back, p.opt.Target)
	if p.opt.To == p.input.Dialect() {
		before = effect.AsToldAgain(pinned, p.opt.From, effect.TargetVia(p.opt.To, p.opt.Target))
	}
	announced := effect.Announce(losses)
	for _, d := range effect.Compare(effect.Facts(before, p.opt.From), effect.Facts(after, p.opt.Target), false) {
		if announced.Of(&d) || orphaned(pinned, d.Link, losses) || p.bereft(pinned, &d, losses) {
			continue
		}
		bugs.Add(unannounced(d.Link, d.Span, strings.ReplaceAll(d.String(), "\n", " ")))
	}
	return bugs
}

func unannounced(link string, span source.Span, what string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.Unannounced, Severity: diag.Error, Span: span, Link: link,
		Message: "the output means something else than the input: " + what,
		Detail:  "This is a fault of bondc, not of the input: nothing was written for this host. Please report it with the input.",
	}
}

// orphaned reports whether the link stood in one that is lost as a whole, or
// only such a one has named it: what becomes of it then is part of that loss.
func orphaned(h *ir.Host, name string, losses diag.List) bool {
	owners := []*ir.Link{h.BondOf(name), h.BridgeOf(name)}
	if l := h.Link(name); l != nil && l.Implied {
		owners = append(owners, h.VLANsOn(name)...)
	}
	for _, owner := range owners {
		if owner == nil {
			continue
		}
		for _, d := range losses {
			if d.Loss != nil && d.Loss.What == "link" && d.Link == owner.Name {
				return true
			}
		}
	}
	return false
}

// bereft reports whether a difference follows from the loss of a link's only
// ports: a bond or bridge without ports takes its address from none, and one
// that nothing but its ports has named is named no more.
func (p *proof) bereft(h *ir.Host, d *effect.Difference, losses diag.List) bool {
	before, after := h.Link(d.Link), p.back.Link(d.Link)
	gone := before != nil && before.Implied && after == nil
	alone := d.What == "mac" && after != nil && (after.Bond != nil || after.Bridge != nil) && len(portsOf(after)) == 0
	return (gone || alone) && slices.ContainsFunc(losses, func(x diag.Diagnostic) bool {
		return x.Loss != nil && x.Loss.What == "port" && x.Link == d.Link
	})
}

// outcomes compares what the kernel makes of each bond before and after, and
// returns what no loss has said yet: a bond that will not come into being, and
// options that the target's path or kernel gives another value. Another value
// for which there is no reason is a bug. Where no kernel is named, only what
// holds for all of effect.Assumed counts.
func (p *proof) outcomes(announced effect.Announcements) (lost, bugs diag.List) {
	if p.back == nil {
		return nil, nil
	}
	for _, l := range p.input.Links {
		after := p.back.Link(l.Name)
		if l.Bond == nil || after == nil || after.Bond == nil || effect.Undescribed(l) {
			continue
		}
		found, wrong := p.outcome(l, after, announced)
		lost, bugs = append(lost, found...), append(bugs, wrong...)
	}
	return lost, bugs
}

// outcome is outcomes for one bond.
func (p *proof) outcome(l, after *ir.Link, announced effect.Announcements) (lost, bugs diag.List) {
	from, to := effect.Assumed(p.opt.From), effect.Assumed(p.opt.Target)
	for i := range max(len(from), len(to)) {
		is := effect.Effective(p.input, l, from[min(i, len(from)-1)])
		will := effect.Effective(p.back, after, to[min(i, len(to)-1)])
		var found, wrong diag.List
		switch {
		case is.Created && !will.Created:
			found.Add(neverMade(l, &will))
		case is.Created:
			found, wrong = altered(l, &is, &will, announced)
		}
		if i == 0 {
			lost, bugs = found, wrong
		} else {
			lost, bugs = both(lost, found), both(bugs, wrong)
		}
		if len(lost)+len(bugs) == 0 {
			break // what holds for all kernels is none by now
		}
	}
	return lost, bugs
}

// both returns the findings of a that b has too.
func both(a, b diag.List) diag.List {
	return slices.DeleteFunc(a, func(d diag.Diagnostic) bool {
		return !slices.ContainsFunc(b, func(o diag.Diagnostic) bool { return o.Code == d.Code && o.Message == d.Message })
	})
}

// neverMade says that the target makes no bond of what the host runs with now.
func neverMade(l *ir.Link, will *effect.Outcome) diag.Diagnostic {
	d := diag.Diagnostic{
		Code: diag.LossLink, Severity: diag.Error, Span: l.Span, Link: l.Name,
		Message: fmt.Sprintf("%q would not come into being under %s", l.Name, will.Via),
		Detail:  "The bond exists where the host runs now, and the host would come up without it.",
		Loss:    &diag.Loss{Class: diag.Connectivity, What: "link"},
	}
	for i := range will.Events {
		if e := &will.Events[i]; e.Setting != nil && (e.Kind == kernel.Refused || e.Kind == kernel.LoadFailed) {
			d.Detail = fmt.Sprintf("There, %q is refused: %s. The host would come up without the bond; correct the option and convert again.", e.Setting.Key, e.Says())
		}
	}
	return d
}

// altered returns the options of a bond that end up with another value and that
// no loss has named.
func altered(l *ir.Link, is, will *effect.Outcome, announced effect.Announcements) (lost, bugs diag.List) {
	for _, was := range is.Values {
		row := option.Get(was.Option)
		now := valueOf(will, was.Option)
		if now == nil || row.AliasOf != option.Unknown || option.Same(was.Option, was.Value, now.Value) {
			continue
		}
		d := effect.Difference{Link: l.Name, What: "option", Item: row.Kernel, A: was.Value, B: now.Value, InA: true, InB: true, Span: l.Span}
		if was.Written != nil {
			d.Span = was.Written.Span
		}
		if announced.Of(&d) || concealed(&was, now) {
			continue
		}
		if now.Event == nil {
			bugs.Add(unannounced(l.Name, d.Span, d.String()))
			continue
		}
		lost.Add(diag.Diagnostic{
			Code: diag.LossOption, Severity: diag.Warning, Span: d.Span, Link: l.Name,
			Message: fmt.Sprintf("%q of %q will be %s under %s, and is %s now", row.Kernel, l.Name, shown(now.Value), will.Via, shown(was.Value)),
			Detail:  fmt.Sprintf("There, %s. %s", now.Event.Says(), row.Doc),
			Loss:    &diag.Loss{Class: diag.Behaviour, What: "option", Item: row.Kernel},
		})
	}
	return lost, bugs
}

// concealed reports whether an option only is not shown any more: it was at its
// default under a mode that bondc does not know and so has announced as lost, and
// sysfs shows nothing of it in the mode of the output (bond_sysfs.c,
// bonding_show_ad_actor_sys_prio).
func concealed(was, now *effect.Value) bool {
	return now.Value == "" && now.Event == nil && option.Same(was.Option, was.Value, option.Get(was.Option).Default)
}

func valueOf(o *effect.Outcome, id option.ID) *effect.Value {
	for i := range o.Values {
		if o.Values[i].Option == id {
			return &o.Values[i]
		}
	}
	return nil
}

func shown(value string) string {
	if value == "" {
		return "empty"
	}
	return value
}

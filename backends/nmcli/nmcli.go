package nmcli

import (
	"fmt"
	"slices"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// path is the name of the script below the output directory.
const path = "bondc-nmcli.sh"

// firstFree is the priority of the kernel's rule for the main table: rules
// without one come before it.
const firstFree = 32766

// Emit writes the host as a script that calls nmcli of the target's version.
// The findings say what is lost on the way.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	e := &emitter{host: h, nm: t.NM, ledger: loss.New(h, "nmcli"), made: map[string]*profile{}, names: map[string]bool{}, freePriority: firstFree}
	e.script.nm = t.NM
	e.script.words = words{"connection.controller", "connection.port-type", "connection.autoconnect-ports"}
	if t.NM.Before("1.46") {
		e.script.words = words{"connection.master", "connection.slave-type", "connection.autoconnect-slaves"}
	}
	for _, l := range e.ledger.Links() {
		e.link(l)
	}
	e.ledger.HostDNS()
	e.ledger.Module()
	e.ledger.Residue("nmcli", nil)
	var out ir.Output
	if len(e.script.profiles) > 0 {
		e.order()
		out.Add(path, 0o755, e.script.render())
	}
	return out, e.ledger.Findings()
}

type emitter struct {
	host   *ir.Host
	nm     target.Version
	ledger *loss.Ledger
	script script
	// made are the profiles by link; nil for one that is lost or needs none.
	made  map[string]*profile
	names map[string]bool
	// freePriority is the lowest priority given to a rule so far.
	freePriority int
}

// column is how options are said.
func (e *emitter) column() loss.Column {
	return loss.Column{Dialect: option.NM, Version: e.nm, Via: target.NetworkManager}
}

// link makes the profile of a link, after those of its controller and of its
// parent: a bond has its mode before a port arrives, and a device that starts
// as soon as its profile is there finds what it needs.
func (e *emitter) link(l *ir.Link) *profile {
	if p, seen := e.made[l.Name]; seen {
		return p
	}
	e.made[l.Name] = nil
	owner := e.ledger.Owner(l.Name)
	if l.Implied && owner == nil {
		// Only named, as the parent of a VLAN: it has no profile today either.
		return nil
	}
	p := &profile{name: profileName(l, owner), kind: l.Kind.String(), device: l.Name}
	why := e.impossible(p)
	if owner != nil && e.link(owner) == nil {
		why = fmt.Sprintf("%q, whose port it is, is not written", owner.Name)
	}
	if l.Kind == ir.VLANKind {
		parent := e.ledger.Link(l.VLAN.Link.Value)
		if parent != nil && e.link(parent) == nil && !parent.Implied {
			why = fmt.Sprintf("it stands on %q, which is not written", parent.Name)
		}
	}
	if why != "" {
		e.ledger.Lose(l, diag.Connectivity, "link", "", l.Span, why,
			"Nothing of it is in the output: the host will come up without it. Configure it by hand on the new host.")
		return nil
	}
	e.made[l.Name], e.names[p.name] = p, true
	r := &raiser{emitter: e, link: l, owner: owner, profile: p}
	r.raise()
	e.script.profiles = append(e.script.profiles, p)
	return p
}

// profileName is the name of a link's profile: ports of the Ethernet kind say
// whose they are, so that the profile that such a device had before stays.
func profileName(l, owner *ir.Link) string {
	if owner != nil && l.Kind == ir.Ethernet {
		return owner.Name + "-port-" + l.Name
	}
	return l.Name
}

// impossible says why there can be no such profile.
func (e *emitter) impossible(p *profile) string {
	switch {
	case e.nm.Before("1.0"):
		return fmt.Sprintf("NetworkManager %s cannot add profiles by nmcli", e.nm)
	case e.names[p.name]:
		return fmt.Sprintf("another link's profile is called %q", p.name)
	}
	return ""
}

// starts reports whether a link is started at boot: it says so, or nothing,
// and so does what it is a port of, which would be started with it.
func (e *emitter) starts(l *ir.Link) bool {
	for l.Activation.Or(ir.Boot) == ir.Boot {
		if l = e.ledger.Owner(l.Name); l == nil {
			return true
		}
	}
	return false
}

// order sorts the profiles that are started: ports, bonds, VLANs, bridges, and
// always what others stand on first.
func (e *emitter) order() {
	for name, p := range e.made {
		if p != nil {
			p.depth = e.depth(e.ledger.Link(name))
		}
	}
	for _, p := range e.script.profiles {
		if p.up {
			e.script.starts = append(e.script.starts, p)
		}
	}
	rank := []string{"ethernet", "bond", "vlan", "bridge"}
	slices.SortStableFunc(e.script.starts, func(a, b *profile) int {
		if a.depth != b.depth {
			return a.depth - b.depth
		}
		return slices.Index(rank, a.kind) - slices.Index(rank, b.kind)
	})
}

// depth is the length of the longest way down from a link: the ledger's links
// contain no circle.
func (e *emitter) depth(l *ir.Link) int {
	if l == nil {
		return 0
	}
	deepest := -1
	for _, p := range e.ledger.Ports(l) {
		deepest = max(deepest, e.depth(e.ledger.Link(p.Name)))
	}
	if l.Kind == ir.VLANKind {
		deepest = max(deepest, e.depth(e.ledger.Link(l.VLAN.Link.Value)))
	}
	return deepest + 1
}

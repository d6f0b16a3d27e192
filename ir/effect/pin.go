package effect

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// Pin returns a copy of the host in which everything is written out whose
// silence means one thing to who applies it now and another to the target's
// applier, and from which everything is gone that the source's applier never
// applied. The findings say what was taken out, or cannot be pinned. Dialect is
// what will be written: silence in netplan's own words means the same again.
func Pin(h *ir.Host, from target.Target, to target.Via, dialect string) (*ir.Host, diag.List) {
	p := pinner{host: h.Clone(), from: from, to: to, dialect: dialect}
	p.host.Settle() // no link gets another name, port or parent here
	p.sharedDNS()
	for _, l := range p.host.Links {
		p.link(l)
	}
	p.resolver()
	return p.host, p.diags
}

type pinner struct {
	host *ir.Host
	from target.Target
	via  target.Via // of the link at hand
	to   target.Via
	// dialect is the one to be written.
	dialect string
	diags   diag.List
}

// renames writes out whether the device gets the link's name, wherever the
// target's applier or what the link's own files say (NM_CONTROLLED=no, beside
// --via) would have it otherwise.
func (p *pinner) renames(l *ir.Link) {
	if !l.Match.PermanentMAC.Set || l.Match.Rename.Set {
		return
	}
	is := Renames(l, p.via)
	if is != Renames(l, p.to) || is != Renames(l, Via(p.host, l, target.Target{})) {
		l.Match.Rename = ir.Some(is, l.Match.PermanentMAC.Span)
	}
}

func (p *pinner) link(l *ir.Link) {
	p.via = Via(p.host, l, p.from)
	p.renames(l)
	p.addressing(l)
	p.raised(l)
	p.netplan(l)
	p.netplanMetric(l)
	p.unapplied(l)
	contradictions(l)
	p.repeated(l)
	p.dhcp6(l)
	p.routes(l)
	p.mac(l)
	p.delay(l)
	if l.Bridge != nil && !l.Bridge.STP.Set && !l.Implied {
		l.Bridge.STP = ir.Some(silentSTP(p.host.Dialect(), l.Bridge), l.Span)
	}
	if l.Bond != nil && !Undescribed(l) {
		p.bond(l)
	}
}

// addressing takes a port's own addressing away: no applier that bondc knows
// configures it (lint rule port-has-address, with sources).
func (p *pinner) addressing(l *ir.Link) {
	owner := p.host.BondOf(l.Name)
	if owner == nil {
		owner = p.host.BridgeOf(l.Name)
	}
	if owner == nil {
		if silentDHCP(p.host.Dialect(), l) {
			l.IPv4.Method = ir.Some(ir.MethodDHCP, l.Span)
		}
		return
	}
	if n := len(l.Addresses) + len(l.Routes) + len(l.DNS.Servers); n > 0 || l.IPv4.Method.Value == ir.MethodDHCP {
		p.diags.Add(diag.Diagnostic{
			Code: diag.LossAddress, Severity: diag.Warning, Span: l.Span, Link: l.Name,
			Message: fmt.Sprintf("the addressing of %q is not carried over: it is a port of %q", l.Name, owner.Name),
			Detail:  "No tool configures addresses on a port. If they work today, the link is no port today (look for a missing SLAVE=yes); if they are meant to work, write them on " + strconv.Quote(owner.Name) + ".",
			Loss:    &diag.Loss{Class: diag.Behaviour, What: "address"},
		})
	}
	l.IPv4, l.IPv6 = ir.IPv4{}, ir.IPv6{}
	l.Addresses, l.Routes, l.Rules, l.DNS = nil, nil, nil, ir.DNS{}
	if l.Activation.Set && l.Activation.Value != ir.Boot && p.via == target.Initscripts {
		// Initscripts bring ports up with their bond, whatever ONBOOT says.
		l.Activation = ir.Opt[ir.Activation]{}
	}
}

// routes drops what initscripts would silently not install.
func (p *pinner) routes(l *ir.Link) {
	if p.via != target.Initscripts {
		p.onLink(l)
		return
	}
	l.Routes = slices.DeleteFunc(l.Routes, func(r ir.Route) bool {
		if !dropped(l, &r) {
			return false
		}
		p.diags.Add(diag.Diagnostic{
			Code: diag.GatewayIgnored, Severity: diag.Warning, Span: r.Span, Link: l.Name,
			Message: fmt.Sprintf("the gateway %s of %q is not in the network of its first address, so there is no default route to carry over", r.Via, l.Name),
			Detail:  "initscripts install GATEWAY only if it lies in the first address's network; this host has no default route by this line today, and the output has none either. If it should have one, correct the prefix or add the route.",
		})
		return true
	})
}

// onLink writes out that a gateway outside the link's network is reached on the
// link: NetworkManager takes it so, networkd and netplan want it written
// (facts/dialects.md 14).
func (p *pinner) onLink(l *ir.Link) {
	for i := range l.Routes {
		if r := &l.Routes[i]; OffSubnet(l, r) {
			r.OnLink = ir.Some(true, r.Span)
		}
	}
}

// mac reports a MAC address that changes its origin and cannot be pinned
// because no file knows it. Where the target derives it, its backend reports.
func (p *pinner) mac(l *ir.Link) {
	if l.MAC.Set || (l.Bond == nil && l.Bridge == nil) {
		return
	}
	if p.from.Via != target.Unset && MACOrigin(l, p.via) != Generated {
		// The files alone would not tell a writer that --via leaves it to the kernel.
		l.KernelMAC = ir.Some(true, l.Span)
	}
	if MACOrigin(l, p.via) != Generated || MACOrigin(l, p.to) == Generated {
		return
	}
	p.diags.Add(diag.Diagnostic{
		Code: diag.LossMAC, Severity: diag.Warning, Span: l.Span, Link: l.Name,
		Message: fmt.Sprintf("%q gets another MAC address: today it is %s, then it is %s", l.Name, Generated, MACOrigin(l, p.to)),
		Detail:  "DHCP reservations, access lists and switch port security that know the address of today will not know the new one. Read it from the running host (ip link show) and write it down as the link's MAC address before converting.",
		Loss:    &diag.Loss{Class: diag.Behaviour, What: "mac"},
	})
}

func (p *pinner) bond(l *ir.Link) {
	out := Effective(p.host, l, p.from)
	if p.asRun(l, &out) {
		out = Effective(p.host, l, p.from)
	}
	if p.dead(l, &out) {
		out = Effective(p.host, l, p.from)
	}
	p.implied(l, &out)
	mode, written := ModeOf(l.Bond)
	if s, _ := Written(l.Bond, option.ModeOpt); s != nil && !written {
		return // an unknown mode: nothing can be said about silence
	}
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if row.Scope != option.Bond || row.AliasOf != option.Unknown || !row.Accepted.Has(mode) {
			continue
		}
		if s, _ := Written(l.Bond, row.ID); s != nil {
			continue
		}
		here, there := Silence(l.Bond, row.ID, mode, p.via), Silence(l.Bond, row.ID, mode, p.to)
		if p.to == target.NetworkManager && row.ID == option.MIIMon && !on(l.Bond, option.ARPInterval) {
			// Beside an option that the target cannot be told it would monitor after all.
			there = option.Spell(row.ID, option.NM).Default
		}
		if row.ID == option.ModeOpt || here != there {
			p.write(l, row.ID, here)
		}
	}
}

// write adds a setting that nobody wrote, at the place of the link.
func (p *pinner) write(l *ir.Link, id option.ID, value string) {
	if value == "" {
		return
	}
	l.Bond.Settings = append(l.Bond.Settings, ir.Setting{
		ID: id, Key: option.Get(id).Kernel, Value: value, Raw: value, KeySpan: l.Span, Span: l.Span,
	})
}

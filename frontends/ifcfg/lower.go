package ifcfg

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// lower turns what was read into the host. The order matters: links first,
// then what ties them together, then each link's own settings, then the routes
// that may land on any of them.
func (r *reader) lower() {
	for _, s := range r.sections {
		r.declare(s)
	}
	r.kinds()
	r.ties()
	for _, p := range r.profiles {
		r.device(p)
		if p.link.Kind == ir.Other {
			continue
		}
		r.addresses(p)
		r.family4(p)
		r.family6(p)
		r.names(&p.vars, &p.link.DNS, p.nm, p.link.Name)
		r.rulesOf(p)
	}
	for _, p := range r.profiles {
		r.bond(p)
		r.bridge(p)
		r.withController(p)
	}
	r.names(&r.global, &r.host.DNS, false, "")
	r.gateways()
	r.gateways6()
	for _, l := range r.lists {
		r.lines(l)
	}
	r.finish()
}

// declare finds the link that a file is about. DEVICE= names it, whatever the
// file is called; the file's name is only the answer where DEVICE is silent
// (network-functions, source_config).
func (r *reader) declare(s *section) {
	device := s.get("DEVICE")
	name := s.name
	if device != nil {
		name = device.value()
	}
	base, alias := aliasOf(name)
	if link, is := rangeOf(s.name); is && s.has("IPADDR_START") {
		base, alias = link, true
	} else if link, is := aliasOf(s.name); is && !alias {
		base, alias = link, true
	}
	if name == "" {
		r.report(diag.BadName, s.file.LineSpan(1), "", "the file does not say which link it is for",
			"Neither DEVICE= nor a file name of the form ifcfg-NAME names a link, so no reader can apply it. Add DEVICE=NAME.")
		return
	}
	if !alias {
		base = name
	}
	p := r.profile(base)
	for _, e := range s.entries {
		e.Link = base
	}
	if alias {
		device.use("label")
		p.aliases = append(p.aliases, s)
		if p.link.Implied && !p.link.Span.Known() {
			p.link.Span = s.file.LineSpan(1)
		}
		return
	}
	device.use("device")
	r.join(p, s, device)
}

// join adds a file to its link. A second file of the same link overrides the
// first one, key by key.
func (r *reader) join(p *profile, s *section, device *variable) {
	span := s.file.LineSpan(1)
	if device != nil {
		span = device.entry.Span
	}
	if p.link.Implied {
		p.link.Implied, p.link.Span = false, span
		p.vars = s.vars
	} else {
		for _, key := range s.keys {
			if key == "DEVICE" && p.last[key] != nil { // it says the same again
				continue
			}
			p.set(s.last[key])
		}
	}
	p.entries = append(p.entries, s.entries...)
	why := nameProblem(p.link.Name)
	switch {
	case why == "":
	case device != nil:
		r.badName(device.span(), p.link.Name, why)
	default:
		r.report(diag.BadName, span, p.link.Name, fmt.Sprintf("DEVICE= is missing, and %q, which the file is called, cannot be the name of a link: %s", p.link.Name, why),
			"initscripts and NetworkManager find the device by HWADDR= where that is set, but its name is not known from the file. Add DEVICE=NAME.")
	}
}

func (r *reader) badName(span source.Span, name, why string) {
	r.report(diag.BadName, span, name, fmt.Sprintf("%q cannot be the name of a link: %s", name, why),
		"The kernel creates no such link, and no configuration for it can be written. Choose another name, here and wherever the link is named.")
}

// profile returns the profile of a link, which is implied until a file
// declares it.
func (r *reader) profile(name string) *profile {
	if p := r.byName[name]; p != nil {
		return p
	}
	p := &profile{link: &ir.Link{Name: name, Implied: true}}
	r.byName[name] = p
	r.profiles = append(r.profiles, p)
	r.host.Links = append(r.host.Links, p.link)
	return p
}

// named returns the link that a value names, by its name or by the UUID of its
// profile, and makes it where nothing else declares it.
func (r *reader) named(v *variable, kind ir.Kind) *profile {
	name := v.value()
	if uuidLike(name) {
		for _, p := range r.profiles {
			if u := p.get("UUID"); u != nil && strings.EqualFold(u.value(), name) {
				return p
			}
		}
		return nil
	}
	return r.implied(name, v.span(), kind)
}

// implied returns the link of a name and makes it where nothing declares it.
func (r *reader) implied(name string, span source.Span, kind ir.Kind) *profile {
	if p := r.byName[name]; p != nil {
		return p
	}
	p := r.profile(name)
	p.link.Span = span
	r.become(p.link, kind)
	if why := nameProblem(name); why != "" {
		r.badName(span, name, why)
	}
	return p
}

// become makes the link one of the kind.
func (r *reader) become(l *ir.Link, kind ir.Kind) {
	l.Kind = kind
	switch kind {
	case ir.BondKind:
		l.Bond = &ir.Bond{}
	case ir.VLANKind:
		l.VLAN = &ir.VLAN{}
	case ir.BridgeKind:
		l.Bridge = &ir.Bridge{}
	}
}

// managed says who reads the files of a link: NetworkManager where the host
// shows it and the link does not opt out.
func (r *reader) managed(p *profile) bool {
	if r.host.Evidence.Via != target.NetworkManager {
		return false
	}
	v := p.get("NM_CONTROLLED")
	if v == nil {
		return true
	}
	is, ok := truth(v.value())
	return is || !ok
}

package modprobe

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// What nobody means is bounded, because every bond has its own copy of the
// module's parameters: the most bonds that max_bonds makes, the most bonds in
// all, and the most parameters.
const (
	mostBonds      = 64
	mostLinks      = 256
	mostParameters = 1000
)

// links makes a link of every bond that the module files name: each alias and
// instance, and bond0, bond1, ... up to max_bonds.
func (r *reader) links() {
	m := r.host.Module
	for _, a := range m.Aliases {
		if !strings.ContainsAny(a.Name, "*?[") { // a pattern names no one bond
			r.link(a.Name, a.Span, nil)
		}
	}
	for _, o := range m.Options {
		if o.Instance != "" {
			r.link(o.Instance, o.Span, nil)
		}
	}
	if line, s := r.maxBonds(); s != nil {
		r.created(line, s)
	}
}

// link adds a bond, once. line is what the driver was loaded with where the
// bond only exists because of it.
func (r *reader) link(name string, span source.Span, line *ir.ModuleOptions) {
	if r.linked[name] || len(r.linked) > mostLinks {
		return
	}
	if r.linked[name] = true; len(r.linked) > mostLinks {
		r.diags.Add(diag.Diagnostic{
			Code: diag.BadValue, Severity: diag.Error, Span: span,
			Message: fmt.Sprintf("there are more than %d bonds; this one and the rest are left out", mostLinks),
			Detail:  "No machine has so many. What wrote the file has probably gone wrong.",
		})
		return
	}
	if !ir.ValidName(name) {
		r.diags.Add(diag.Diagnostic{
			Code: diag.BadName, Severity: diag.Error, Span: span,
			Message: fmt.Sprintf("%q cannot be the name of a link", name),
			Detail:  "The kernel takes 1 to 15 bytes without blanks, \"/\" and \":\"; it will not create this bond.",
		})
	}
	bond := &ir.Bond{Defaults: r.host.Module.DefaultsOf(name, true)}
	if line != nil && line.For != driver && !r.aliases[canonical(name)] {
		// The alias that is asked for first loads the driver; its parameters
		// are then the defaults of every bond.
		loaded := ir.Module{Options: []ir.ModuleOptions{{For: driver, Settings: line.Settings}}}
		bond.Defaults = append(bond.Defaults, loaded.DefaultsOf(name, true)...)
	}
	r.host.Links = append(r.host.Links, &ir.Link{Name: name, Kind: ir.BondKind, Span: span, Bond: bond})
}

// maxBonds returns the last usable max_bonds and the line it stands in: one
// for the driver, or for an alias that loads it.
func (r *reader) maxBonds() (*ir.ModuleOptions, *ir.Setting) {
	var line *ir.ModuleOptions
	var found *ir.Setting
	for i := range r.host.Module.Options {
		o := &r.host.Module.Options[i]
		if o.Instance != "" || (o.For != driver && !r.aliases[canonical(o.For)]) {
			continue
		}
		for k := range o.Settings {
			if s := &o.Settings[k]; s.ID == option.MaxBonds && s.Usable() {
				line, found = o, s
			}
		}
	}
	return line, found
}

func (r *reader) created(line *ir.ModuleOptions, s *ir.Setting) {
	n, err := strconv.Atoi(s.Value)
	if err != nil {
		return
	}
	if n > mostBonds {
		r.diags.Add(diag.Diagnostic{
			Code: diag.BadValue, Severity: diag.Warning, Span: s.Span,
			Message: fmt.Sprintf("%d bonds are more than the %d that bondc shows", n, mostBonds),
			Detail:  "The module will try to create all of them when it is loaded. Write the number of bonds that the host uses, or 0 where another tool creates them.",
		})
		n = mostBonds
	}
	for i := range n {
		r.link("bond"+strconv.Itoa(i), s.Span, line)
	}
}

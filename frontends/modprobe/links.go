package modprobe

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// mostBonds bounds the links made for max_bonds: the kernel would make more,
// but nobody means that.
const mostBonds = 64

// links makes a link of every bond that the module files name: each alias and
// instance, and bond0, bond1, ... up to max_bonds.
func (r *reader) links() {
	m := r.host.Module
	for _, a := range m.Aliases {
		r.link(a.Name, a.Span)
	}
	for _, o := range m.Options {
		if o.Instance != "" {
			r.link(o.Instance, o.Span)
		}
	}
	if s := r.maxBonds(); s != nil {
		r.created(s)
	}
}

func (r *reader) link(name string, span source.Span) {
	if r.host.Link(name) != nil {
		return
	}
	if !validName(name) {
		r.diags.Add(diag.Diagnostic{
			Code: diag.BadName, Severity: diag.Error, Span: span,
			Message: fmt.Sprintf("%q cannot be the name of a link", name),
			Detail:  "The kernel takes 1 to 15 bytes without blanks, \"/\" and \":\"; it will not create this bond.",
		})
	}
	bond := &ir.Bond{Defaults: r.host.Module.DefaultsOf(name, true)}
	r.host.Links = append(r.host.Links, &ir.Link{Name: name, Kind: ir.BondKind, Span: span, Bond: bond})
}

func (r *reader) maxBonds() *ir.Setting {
	var found *ir.Setting
	for _, o := range r.host.Module.Options {
		for i := range o.Settings {
			if s := &o.Settings[i]; s.ID == option.MaxBonds && s.Usable() && o.For == driver && o.Instance == "" {
				found = s
			}
		}
	}
	return found
}

func (r *reader) created(s *ir.Setting) {
	n, err := strconv.Atoi(s.Value)
	if err != nil {
		return
	}
	if n > mostBonds {
		r.diags.Add(diag.Diagnostic{
			Code: diag.BadValue, Severity: diag.Warning, Span: s.Span,
			Message: fmt.Sprintf("%d bonds are more than the %d that bondc shows", n, mostBonds),
			Detail:  "The module will try to create all of them when it is loaded.",
		})
		n = mostBonds
	}
	for i := range n {
		r.link("bond"+strconv.Itoa(i), s.Span)
	}
}

// validName is dev_valid_name of net/core/dev.c.
func validName(name string) bool {
	if name == "" || len(name) > 15 || name == "." || name == ".." {
		return false
	}
	for i := range len(name) {
		if c := name[i]; c == '/' || c == ':' || c <= ' ' || c == 0x7f {
			return false
		}
	}
	return true
}

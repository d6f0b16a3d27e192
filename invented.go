package bondc

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
)

// invented returns the bonds and bridges that the output describes and the input
// only names, by their ports: the file that describes them was not among those
// read. What the output says of them is nobody's word.
func (p *proof) invented() diag.List {
	if p.back == nil {
		return nil
	}
	var lost diag.List
	for _, l := range p.input.Links {
		after := p.back.Link(l.Name)
		bond, bridge := effect.Undescribed(l), l.Implied && l.Bridge != nil
		if !bond && !bridge || after == nil || after.Implied {
			continue
		}
		gets := "no address"
		if bond {
			gets = fmt.Sprintf("mode %q, no link monitor and no address", option.BalanceRR)
		}
		lost.Add(diag.Diagnostic{
			Code: diag.LossLink, Severity: diag.Error, Span: l.Span, Link: l.Name,
			Message: fmt.Sprintf("%q is only named, as what %s is a port of: no file that was read describes it", l.Name, strings.Join(portsOf(l), ", ")),
			Detail:  fmt.Sprintf("The output would make a %s of that name with %s, and take the place of the real one. Convert the whole host, so that the file of %q is read too, or write that file first.", l.Kind, gets, l.Name),
			Loss:    &diag.Loss{Class: diag.Connectivity, What: "link"},
		})
	}
	return lost
}

// portsOf returns the names of a bond's or bridge's ports, quoted.
func portsOf(l *ir.Link) []string {
	var ports []ir.Port
	if l.Bond != nil {
		ports = l.Bond.Ports
	} else {
		ports = l.Bridge.Ports
	}
	var names []string
	for i := range ports {
		names = append(names, fmt.Sprintf("%q", ports[i].Name))
	}
	return names
}

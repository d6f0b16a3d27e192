package netplanyaml

import (
	"fmt"
	"math"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// portNumber is a path cost or a port priority; the ports may be named later.
type portNumber struct {
	ref
	value ir.Opt[int]
	entry *ir.Entry
}

func (r *Reader) bridgeParameters(it *item) string { return r.below(it, r.grammar.bridge.table()) }

func bridgeFields() table {
	seconds := func(dest func(*ir.Bridge) *ir.Opt[int]) func(*Reader, *item) string {
		return func(_ *Reader, it *item) string {
			n, ok := wholeSeconds(it.text())
			if !ok {
				return ""
			}
			*dest(it.at.def.link.Bridge) = ir.Some(n, it.span)
			return it.name
		}
	}
	ageing := seconds(func(b *ir.Bridge) *ir.Opt[int] { return &b.AgeingTime })
	times := []field{
		{key: "ageing-time", read: ageing},
		{key: "aging-time", read: ageing},
		{key: "forward-delay", read: seconds(func(b *ir.Bridge) *ir.Opt[int] { return &b.ForwardDelay })},
		{key: "hello-time", read: seconds(func(b *ir.Bridge) *ir.Opt[int] { return &b.HelloTime })},
		{key: "max-age", read: seconds(func(b *ir.Bridge) *ir.Opt[int] { return &b.MaxAge })},
	}
	for i := range times {
		times[i].reason = "it is not a time of whole seconds"
	}
	return table{times, {
		{key: "priority", read: func(r *Reader, it *item) string {
			return r.number(it, math.MaxUint32, &it.at.def.link.Bridge.Priority)
		}},
		{key: "stp", read: func(r *Reader, it *item) string { return r.boolean(it, &it.at.def.link.Bridge.STP) }},
		{key: "path-cost", shape: tree, read: func(r *Reader, it *item) string {
			return r.portNumbers(it, math.MaxUint32, &it.at.def.costs)
		}},
		{key: "port-priority", shape: tree, read: func(r *Reader, it *item) string {
			return r.portNumbers(it, 63, &it.at.def.priorities)
		}},
	}}
}

// portNumbers reads a mapping of port to number; netplan refuses a second
// number for one port, also from another file.
func (r *Reader) portNumbers(it *item, most uint64, dest *[]portNumber) string {
	at := it.inside()
	r.checkKeys(at, it.value)
	for i := 0; i+1 < len(it.value.Children); i += 2 {
		child := r.item(at, it.value, i)
		child.field = &r.grammar.portNumber
		if child.key.Kind != yamltree.Scalar {
			continue
		}
		if child.value.Kind != yamltree.Scalar {
			r.badShape(&child)
			r.leftover(&child)
			continue
		}
		p := portNumber{ref: ref{child.name, child.keySpan}, entry: r.entry(&child)}
		if r.number(&child, most, &p.value) != "" {
			*dest = append(*dest, p)
		}
	}
	return it.name
}

// bridgePorts makes the ports of a bridge and gives them their numbers.
func (r *Reader) bridgePorts(d *def) {
	bridge := d.link.Bridge
	index := make(map[string]int, len(d.ports))
	for i, p := range d.ports {
		index[p.id] = i
		bridge.Ports = append(bridge.Ports, ir.Port{Name: r.name(p.id), Span: p.span})
	}
	set := func(numbers []portNumber, what string, dest func(*ir.Port) *ir.Opt[int]) {
		for _, n := range numbers {
			i, ok := index[n.id]
			if !ok {
				continue
			}
			opt := dest(&bridge.Ports[i])
			if opt.Set && opt.Value != 0 {
				r.numberTwice(d, &n, what, opt.Span)
			}
			*opt = n.value
			n.entry.UsedBy = what
		}
	}
	set(d.costs, "path-cost", func(p *ir.Port) *ir.Opt[int] { return &p.PathCost })
	set(d.priorities, "port-priority", func(p *ir.Port) *ir.Opt[int] { return &p.Priority })
}

func (r *Reader) numberTwice(d *def, n *portNumber, what string, first source.Span) {
	r.report(diag.Diagnostic{
		Code: diag.DuplicateKey, Severity: diag.Error, Span: n.span, Link: d.name(),
		Message: fmt.Sprintf("%q of port %q is set twice", what, n.id),
		Detail:  "A later file cannot change it. " + refuses,
		Related: []diag.Related{{Message: "first set here", Span: first}},
	})
}

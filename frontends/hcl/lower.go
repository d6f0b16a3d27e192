package hcl

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// hostReader lowers one host.
type hostReader struct {
	*reader
	ctx   *hcl.EvalContext
	host  *ir.Host
	diags diag.List
	links map[string]*ir.Link
}

// lower evaluates the body of a host and puts down what it says. seen are the
// names of the hosts before it.
func (r *reader) lower(in instance, seen map[string]bool) (*ir.Host, diag.List) {
	r.spend()
	h := &hostReader{reader: r, ctx: in.ctx, host: r.newHost(in.name), links: map[string]*ir.Link{}}
	h.name(in, seen)
	h.host.Ignores = r.ignores[in.block]
	if in.block != nil {
		h.host.Span = rangeOf(r.file, in.block.DefRange())
	}
	h.read(in.body, section{path: "host"}, h.grammar(in.block != nil))
	h.imply()
	return h.host, h.diags
}

// name checks the name of the host. A bad one never leaves this function.
func (h *hostReader) name(in instance, seen map[string]bool) {
	why := ""
	if in.block != nil && (len(in.block.Labels) > 0 || in.name != h.opt.Host) {
		why = badName(in.name)
	}
	switch {
	case why != "":
		h.report(diag.BadName, in.nameSpan, fmt.Sprintf("%q cannot be the name of a host: %s", shorten(in.name, maxWord), why),
			"The host's files are written to a folder of its name. Use letters, digits, dots and dashes.")
		h.host.Name = h.opt.Host
	case seen[in.name]:
		h.report(diag.DuplicateKey, in.nameSpan, fmt.Sprintf("there are two hosts %q", in.name),
			"The files of the second one would replace those of the first. Give one of them another name; a host under for_each is named label, dash, key.")
	}
	seen[in.name] = true
}

// report adds an error about this host.
func (h *hostReader) report(code string, span source.Span, message, details string) {
	h.diags.Add(diag.Diagnostic{Code: code, Severity: diag.Error, Span: span, Message: message, Detail: details})
}

// grammar is what stands in a host.
func (h *hostReader) grammar(block bool) *grammar {
	g := &grammar{what: "a host", hint: "What belongs to a link stands in the block of the link.", blocks: []blockKind{
		{"ethernet", h.ethernet}, {"bond", h.bond}, {"vlan", h.vlan}, {"bridge", h.bridge},
		{"dns", func(b *hclsyntax.Block) { h.dns(b, section{path: "dns"}, &h.host.DNS) }},
	}}
	if block {
		g.fields = []field{{"for_each", nil}}
	} else {
		g.skip = []string{"variable", "locals"}
	}
	return g
}

// link starts a link and reads what all kinds of links have in common, and
// what g adds to that. It returns nil where the block has no usable name.
func (h *hostReader) link(b *hclsyntax.Block, kind ir.Kind) *ir.Link {
	span := rangeOf(h.file, b.DefRange())
	if len(b.Labels) != 1 || b.Labels[0] == "" {
		h.report(diag.Syntax, span, fmt.Sprintf("%q needs one name", b.Type), fmt.Sprintf("Write %s \"NAME\" { ... }.", b.Type))
		return nil
	}
	name := b.Labels[0]
	if first := h.links[name]; first != nil {
		h.diags.Add(diag.Diagnostic{
			Code: diag.DuplicateKey, Severity: diag.Error, Span: span, Link: name,
			Message: fmt.Sprintf("the link %q is described twice", shorten(name, maxWord)),
			Detail:  "Only the first description counts. Merge the two blocks.",
			Related: []diag.Related{{Message: "first here", Span: first.Span}},
		})
		return nil
	}
	l := &ir.Link{Name: name, Kind: kind, Span: span}
	h.links[name] = l
	h.host.Links = append(h.host.Links, l)
	return l
}

// imply adds the links that are only named: ports and the parents of VLANs.
func (h *hostReader) imply() {
	add := func(name string, span source.Span) {
		if name == "" || h.links[name] != nil {
			return
		}
		l := &ir.Link{Name: name, Kind: ir.Ethernet, Span: span, Implied: true}
		h.links[name] = l
		h.host.Links = append(h.host.Links, l)
	}
	for _, l := range h.host.Links[:len(h.host.Links):len(h.host.Links)] {
		switch {
		case l.Bond != nil:
			for _, p := range l.Bond.Ports {
				add(p.Name, p.Span)
			}
		case l.Bridge != nil:
			for _, p := range l.Bridge.Ports {
				add(p.Name, p.Span)
			}
		case l.VLAN != nil:
			add(l.VLAN.Link.Value, l.VLAN.Link.Span)
		}
	}
}

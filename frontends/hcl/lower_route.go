package hcl

import (
	"fmt"
	"net/netip"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

func (h *hostReader) route(b *hclsyntax.Block, at section, l *ir.Link) {
	r := ir.Route{Span: rangeOf(h.file, b.DefRange())}
	before := len(h.diags)
	h.read(b.Body, at.in("route"), &grammar{what: "a route", fields: []field{
		{"to", func(v *value) { v.destination(&r) }},
		{"family", setFamily(&r.Family)},
		{"via", setAddr(&r.Via)},
		{"metric", setNumber(&r.Metric)},
		{"table", setTable(&r.Table)},
		{"on_link", setBool(&r.OnLink)},
		{"from", setAddr(&r.Source)},
		{"scope", func(v *value) { r.Scope, _ = v.text() }},
		{"type", func(v *value) { r.Type, _ = v.text() }},
		{"mtu", setNumber(&r.MTU)},
		{"adv_mss", setNumber(&r.AdvMSS)},
		{"congestion_window", setNumber(&r.CongestionWindow)},
		{"receive_window", setNumber(&r.ReceiveWindow)},
	}})
	switch {
	case len(h.diags) > before:
		return // half a route leads to somewhere else
	case !r.Default && !r.To.IsValid():
		h.diags.Add(diag.Diagnostic{
			Code: diag.BadValue, Severity: diag.Error, Span: r.Span, Link: l.Name,
			Message: fmt.Sprintf("a route of %q has no %q", shorten(l.Name, maxWord), "to"),
			Detail:  `Say where it leads: to = "default", or a network as "10.0.0.0/8".`,
		})
		return
	}
	if r.Default {
		r.Family = firstOf(r.Family, family(r.To.Addr()), family(r.Via), family(r.Source))
		r.To = netip.Prefix{}
	} else {
		r.Family = family(r.To.Addr())
	}
	l.Routes = append(l.Routes, r)
}

// destination reads "default" or a prefix. A prefix of length 0 is the default
// route of its family.
func (v *value) destination(r *ir.Route) {
	if s, ok := scalar(v.Value); ok && s == "default" {
		r.Default = true
		return
	}
	p, ok := v.prefix(true)
	if !ok {
		return
	}
	r.To = p.Masked()
	r.Default = p.Bits() == 0
}

func setAddr(to *netip.Addr) func(*value) {
	return func(v *value) {
		if a, ok := v.address(); ok {
			*to = a
		}
	}
}

func (h *hostReader) rule(b *hclsyntax.Block, at section, l *ir.Link) {
	r := ir.Rule{Span: rangeOf(h.file, b.DefRange())}
	setPrefix := func(to *netip.Prefix) func(*value) {
		return func(v *value) {
			if p, ok := v.prefix(true); ok {
				*to = p.Masked()
			}
		}
	}
	before := len(h.diags)
	h.read(b.Body, at.in("rule"), &grammar{what: "a rule", fields: []field{
		{"from", setPrefix(&r.From)},
		{"to", setPrefix(&r.To)},
		{"family", setFamily(&r.Family)},
		{"table", setTable(&r.Table)},
		{"priority", setNumber(&r.Priority)},
		{"mark", setNumber(&r.Mark)},
		{"tos", setNumber(&r.TOS)},
		{"iif", func(v *value) { r.IIF, _ = v.text() }},
		{"oif", func(v *value) { r.OIF, _ = v.text() }},
	}})
	if len(h.diags) > before {
		return // half a rule would catch what it was not meant for
	}
	r.Family = firstOf(family(r.From.Addr()), family(r.To.Addr()), r.Family)
	l.Rules = append(l.Rules, r)
}

func (h *hostReader) dns(b *hclsyntax.Block, at section, dns *ir.DNS) {
	if len(dns.Servers) > 0 || len(dns.Search) > 0 {
		h.twice(b, at)
		return
	}
	each := func(add func(item *value)) func(*value) {
		return func(v *value) {
			items, _ := v.list()
			for i := range items {
				add(&items[i])
			}
		}
	}
	h.read(b.Body, at, &grammar{what: "a dns block", fields: []field{
		{"servers", each(func(item *value) {
			if a, ok := item.address(); ok {
				dns.Servers = append(dns.Servers, ir.DNSServer{Addr: a, Span: item.span})
			}
		})},
		{"search", each(func(item *value) {
			if s, ok := item.text(); ok {
				dns.Search = append(dns.Search, ir.Search{Domain: s, Span: item.span})
			}
		})},
	}})
}

func (h *hostReader) twice(b *hclsyntax.Block, at section) {
	h.diags.Add(diag.Diagnostic{
		Code: diag.DuplicateKey, Severity: diag.Error, Span: rangeOf(h.file, b.DefRange()), Link: at.link,
		Message: fmt.Sprintf("the block %q stands twice", b.Type),
		Detail:  "The second one is not read. Merge them into one.",
	})
}

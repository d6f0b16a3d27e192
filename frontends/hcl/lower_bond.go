package hcl

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

func (h *hostReader) bond(b *hclsyntax.Block) {
	l := h.link(b, ir.BondKind)
	if l == nil {
		return
	}
	l.Bond = &ir.Bond{SettingsSpan: l.Span}
	g, at := h.linkGrammar(l, "a bond")
	ports := portList{h: h, at: at}
	g.fields = append(g.fields, field{"ports", ports.list})
	g.blocks = append(g.blocks, blockKind{"port", func(b *hclsyntax.Block) {
		ports.block(b, func(p *ir.Port) *grammar {
			return &grammar{what: "a port", other: func(v *value) {
				p.Settings = append(p.Settings, v.setting(option.Port))
			}}
		})
	}})
	g.other = func(v *value) { l.Bond.Settings = append(l.Bond.Settings, v.setting(option.Bond)) }
	h.read(b.Body, at, g)
	l.Bond.Ports = ports.ports()
	finish(l)
}

func (h *hostReader) bridge(b *hclsyntax.Block) {
	l := h.link(b, ir.BridgeKind)
	if l == nil {
		return
	}
	br := &ir.Bridge{}
	l.Bridge = br
	g, at := h.linkGrammar(l, "a bridge")
	ports := portList{h: h, at: at}
	g.fields = append(g.fields,
		field{"ports", ports.list},
		field{"stp", setBool(&br.STP)},
		field{"forward_delay", setNumber(&br.ForwardDelay)},
		field{"hello_time", setNumber(&br.HelloTime)},
		field{"max_age", setNumber(&br.MaxAge)},
		field{"ageing_time", setNumber(&br.AgeingTime)},
		field{"priority", setNumber(&br.Priority)},
		field{"options", func(v *value) { br.Options = v.words() }},
	)
	g.blocks = append(g.blocks, blockKind{"port", func(b *hclsyntax.Block) {
		ports.block(b, func(p *ir.Port) *grammar {
			return &grammar{what: "a port of a bridge", fields: []field{
				{"path_cost", setNumber(&p.PathCost)},
				{"priority", setNumber(&p.Priority)},
			}}
		})
	}})
	h.read(b.Body, at, g)
	br.Ports = ports.ports()
	finish(l)
}

// portList collects the ports of a link: those of the attribute in its order,
// then those that only have a block.
type portList struct {
	h      *hostReader
	at     section
	listed []ir.Port
	blocks []*ir.Port
	named  map[string]*ir.Port // blocks by name
}

func (p *portList) list(v *value) {
	items, _ := v.list()
	for i := range items {
		if name, ok := items[i].text(); ok {
			p.listed = append(p.listed, ir.Port{Name: name, Span: items[i].span})
		}
	}
}

func (p *portList) block(b *hclsyntax.Block, grammar func(*ir.Port) *grammar) {
	span := rangeOf(p.h.file, b.DefRange())
	if len(b.Labels) != 1 || b.Labels[0] == "" {
		p.h.report(diag.Syntax, span, "a port needs one name", `Write port "NAME" { ... }.`)
		return
	}
	name := b.Labels[0]
	if p.named[name] != nil {
		p.h.twice(b, p.at)
		return
	}
	if p.named == nil {
		p.named = map[string]*ir.Port{}
	}
	port := &ir.Port{Name: name, Span: span}
	p.blocks, p.named[name] = append(p.blocks, port), port
	p.h.read(b.Body, p.at.in("port."+name), grammar(port))
}

func (p *portList) ports() []ir.Port {
	ports, done := p.listed, map[string]bool{}
	for i := range ports {
		if block := p.named[ports[i].Name]; block != nil {
			span := ports[i].Span
			ports[i], done[block.Name] = *block, true
			ports[i].Span = span
		}
	}
	for _, block := range p.blocks {
		if !done[block.Name] {
			ports = append(ports, *block)
		}
	}
	return ports
}

// setting reads a bonding option of a bond or a port. What is wrong with it
// stays with it.
func (v *value) setting(scope option.Scope) ir.Setting {
	key := v.attr.Name
	id, _ := option.Lookup(option.HCL, key)
	s := ir.Setting{ID: id, Key: key, Raw: v.span.Text(), KeySpan: v.key, Span: v.span}
	v.entry.UsedBy = "option"
	row := option.Get(id)
	switch {
	case row == nil && option.LookupKernel(key) != option.Unknown:
		s.ID = option.LookupKernel(key)
		s.Problem = option.Problem{Kind: option.NotHere, Text: option.Spell(s.ID, option.HCL).Unsupported}
	case row == nil && v.h.afford(unknownCost, v.where, item{attr: v.attr}):
		s.Problem = unknownOption(key)
	case row == nil:
		s.Problem = option.Problem{Kind: option.UnknownOption, Text: "there is no such bonding option"}
	case row.Scope != scope && scope == option.Bond:
		s.Problem = option.Problem{Kind: option.NotHere, Text: fmt.Sprintf(`it belongs to a port: write port "NAME" { %s = ... }`, row.Kernel)}
	case row.Scope != scope:
		s.Problem = option.Problem{Kind: option.NotHere, Text: "it belongs to the bond, not to a port"}
	case v.Value == cty.NilVal:
		s.Problem = option.Problem{Kind: option.NotComputed, Text: "its value cannot be computed"}
	default:
		s.Value, s.Problem = v.decode(id)
	}
	return s
}

func (v *value) decode(id option.ID) (string, option.Problem) {
	if text, ok := scalar(v.Value); ok {
		return option.Decode(option.HCL, id, text)
	}
	items, ok := []string(nil), isList(v.Value)
	if ok {
		for it := v.ElementIterator(); it.Next(); {
			_, e := it.Element()
			text, scalar := scalar(e)
			items, ok = append(items, text), ok && scalar
		}
	}
	if !ok {
		return "", option.Problem{Kind: option.BadText, Text: "it takes a string, a number, a boolean or a list of them, not " + kindOf(v.Value)}
	}
	return option.DecodeList(option.HCL, id, items)
}

// unknownOption says what the author may have meant.
func unknownOption(key string) option.Problem {
	p := option.Problem{Kind: option.UnknownOption, Text: "there is no such bonding option"}
	if id, d, ok := option.Elsewhere(key); ok && d != option.HCL && option.Spell(id, option.HCL).Supported() {
		p.Text += fmt.Sprintf("; it is the word of %s for %q", d, option.Spell(id, option.HCL).Key)
	} else if near := option.Suggest(option.HCL, key); near != "" {
		p.Text += fmt.Sprintf("; did you mean %q?", near)
	}
	return p
}

// words reads an object of further options of a bridge, in the words of sysfs.
func (v *value) words() []ir.Setting {
	if t := v.Type(); !t.IsObjectType() && !t.IsMapType() {
		v.bad("takes an object of names and values, not %s", kindOf(v.Value))
		return nil
	}
	var list []ir.Setting
	for it := v.ElementIterator(); it.Next(); {
		k, e := it.Element()
		text, ok := scalar(e)
		if !ok {
			v.bad("has no usable value for %q", shorten(k.AsString(), maxWord))
			continue
		}
		list = append(list, ir.Setting{Key: k.AsString(), Value: text, Raw: text, KeySpan: v.key, Span: v.span})
	}
	return list
}

// itemSpans returns the places of the items of a list that is written out,
// nil for any other.
func (v *value) itemSpans() []source.Span {
	e := v.attr.Expr
	if m, ok := e.(*metered); ok {
		e = m.Expression
	}
	tuple, ok := e.(*hclsyntax.TupleConsExpr)
	if !ok || !v.Type().IsTupleType() || v.LengthInt() != len(tuple.Exprs) {
		return nil
	}
	spans := make([]source.Span, len(tuple.Exprs))
	for i, item := range tuple.Exprs {
		spans[i] = rangeOf(v.h.file, item.Range())
	}
	return spans
}

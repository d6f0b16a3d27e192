package hcl

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// bond writes mode, ports and options, and returns what writes the blocks of
// its ports, which stand behind all attributes.
func (w *writer) bond(l *ir.Link) []func() {
	b := l.Bond
	if mode, ok := b.Value(option.ModeOpt); ok {
		w.option(option.Get(option.ModeOpt), mode)
	}
	w.list("ports", names(b.Ports))
	w.options(l, "option", "", option.Bond, b.Defaults, b.Settings)
	var blocks []func()
	for i := range b.Ports {
		p := &b.Ports[i]
		if len(p.Settings) > 0 {
			blocks = append(blocks, func() {
				w.filled("port", p.Name, func() { w.options(l, "port-option", p.Name+"/", option.Port, p.Settings) })
			})
		}
	}
	return blocks
}

func names(ports []ir.Port) []string {
	list := make([]string, len(ports))
	for i := range ports {
		list[i] = ports[i].Name
	}
	return list
}

// options writes the usable settings of several layers, later ones over
// earlier ones, in the kernel's order, and announces the others.
func (w *writer) options(l *ir.Link, what, prefix string, scope option.Scope, layers ...[]ir.Setting) {
	for i := range option.Rows() {
		row := &option.Rows()[i]
		value, found := "", false
		for _, layer := range layers {
			if v, ok := ir.ValueOf(layer, row.ID); ok {
				value, found = v, true
			}
		}
		switch {
		case !found || row.ID == option.ModeOpt:
		case value == "": // a running host shows so what is not set
		case row.Scope != scope || !w.option(row, value):
			w.loseOption(l, l.Span, what, prefix+row.Kernel, value, misplaced(row, scope))
		}
	}
	for _, layer := range layers {
		for i := range layer {
			if s := &layer[i]; !s.Usable() {
				key := s.Key
				if row := option.Get(s.ID); row != nil {
					key = row.Kernel
				}
				w.loseOption(l, s.Span, what, prefix+key, s.Raw, s.Unreadable())
			}
		}
	}
}

func misplaced(row *option.Row, scope option.Scope) string {
	if why := option.Spell(row.ID, option.HCL).Unsupported; why != "" {
		return why
	}
	if scope == option.Bond {
		return "it belongs to a port"
	}
	return "it does not belong to a port"
}

func (w *writer) loseOption(l *ir.Link, at source.Span, what, item, value, why string) {
	w.lose(l.Name, at, fmt.Sprintf("%s: %s = %s: %s", l.Name, item, value, why), diag.Behaviour, diag.LossOption, what, item,
		fmt.Sprintf("option %q of %q cannot be written to HCL: %s", item, l.Name, why),
		"It stands in a comment only. What the running host makes of it is not in the output.")
}

// option writes one option, or reports that the dialect cannot.
func (w *writer) option(row *option.Row, value string) bool {
	word, ok := option.Encode(option.HCL, row.ID, value)
	if !ok {
		return false
	}
	w.attr(option.Spell(row.ID, option.HCL).Key, literal(row, word))
	return true
}

// literal returns a canonical value in HCL's syntax.
func literal(row *option.Row, value string) string {
	switch row.Kind {
	case option.IPv4List, option.IPv6List:
		items, _ := option.EncodeList(option.HCL, row.ID, value)
		return list(items)
	case option.Int:
		if _, err := strconv.ParseInt(value, 10, 64); err == nil {
			return value
		}
	case option.Bool:
		if len(row.Values) == 2 && (value == row.Values[0].Word || value == row.Values[1].Word) {
			return strconv.FormatBool(value == row.Values[1].Word)
		}
	}
	return quote(value)
}

// bridge writes a bridge and returns what writes the blocks of its ports.
func (w *writer) bridge(b *ir.Bridge) []func() {
	w.list("ports", names(b.Ports))
	w.flag("stp", b.STP)
	w.number("forward_delay", b.ForwardDelay)
	w.number("hello_time", b.HelloTime)
	w.number("max_age", b.MaxAge)
	w.number("ageing_time", b.AgeingTime)
	w.number("priority", b.Priority)
	var keys, values []string
	for i := range b.Options {
		keys = append(keys, b.Options[i].Key)
		values = append(values, quote(b.Options[i].Value))
	}
	if len(keys) > 0 {
		w.attr("options", object(keys, values))
	}
	var blocks []func()
	for i := range b.Ports {
		p := &b.Ports[i]
		if p.PathCost.Set || p.Priority.Set {
			blocks = append(blocks, func() {
				w.block("port", p.Name, func() {
					w.number("path_cost", p.PathCost)
					w.number("priority", p.Priority)
				})
			})
		}
	}
	return blocks
}

// mac writes a hardware address, or calls lost for a text that is none.
func (w *writer) mac(name string, o ir.Opt[string], lost func()) {
	if o.Value == "" {
		return
	}
	if _, ok := ir.ParseMAC(o.Value); !ok {
		lost()
		return
	}
	w.word(name, o.Value)
}

package ifcfg

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/backends/internal/nmbond"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// bond writes BONDING_OPTS. It always holds a mode: initscripts create the
// device only where the key is not empty (network-functions, is_available).
func (r *raiser) bond() {
	l := r.link
	if l.Kind != ir.BondKind {
		return
	}
	var words []string
	write := func(o loss.Option) string {
		word, why := r.word(o)
		if why == "" {
			words = append(words, word)
		}
		return why
	}
	if r.nm() {
		nmbond.Options(r.ledger, l, r.column(l), write)
	} else {
		r.ledger.Options(l, r.column(l), write)
	}
	mode := option.Get(option.ModeOpt).Kernel + "="
	if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, mode) }) {
		words = append([]string{mode + option.BalanceRR.String()}, words...)
	}
	r.vars.set("BONDING_OPTS", strings.Join(words, " "))
	r.order()
}

// word returns key=value, which must stay one word: both readers split
// BONDING_OPTS at blanks.
func (r *raiser) word(o loss.Option) (word, why string) {
	if p := option.Check(o.Row.ID, o.Value); p.Kind != option.NoProblem {
		return "", p.Text
	}
	text := o.Text
	if o.Row.Kind == option.IPv4List || o.Row.Kind == option.IPv6List {
		text = r.targets(&o)
	}
	if text == "" {
		return "", "an empty value cannot be written"
	}
	if strings.ContainsFunc(text, func(c rune) bool { return c <= ' ' || c >= 0x7f || strings.ContainsRune("\"'`$\\*?[", c) }) {
		return "", "the value is not one plain word"
	}
	return o.Key + "=" + text, ""
}

// targets returns a list of addresses, joined by commas. initscripts skip a
// target whose text is part of one that is set already (network-functions,
// install_bonding_driver, grep -q), so there the shorter ones come first.
func (r *raiser) targets(o *loss.Option) string {
	list := strings.Split(o.Value, ",")
	if r.nm() {
		return strings.Join(list, ",")
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b string) int { return len(a) - len(b) })
	if !hidden(list) {
		sorted = list
	}
	if !slices.Equal(sorted, list) {
		r.ledger.Add(loss.Loss{
			Link: r.link, Class: diag.Bookkeeping, What: "option", Item: o.Row.Kernel, Span: o.Span,
			Message: fmt.Sprintf("the targets in %q of %q are written in another order", o.Row.Kernel, r.link.Name),
			Detail:  "initscripts skip a target whose text is part of an earlier one (10.0.0.1 after 10.0.0.10), so the shorter ones come first. The kernel probes all of them either way.",
		})
	}
	return strings.Join(sorted, ",")
}

// hidden reports whether a target is part of the text of one before it.
func hidden(list []string) bool {
	for i, target := range list {
		for _, earlier := range list[:i] {
			if strings.Contains(earlier, target) {
				return true
			}
		}
	}
	return false
}

// bondPort writes the options that a port of a bond has of its own.
func (r *raiser) bondPort(owner *ir.Link) {
	for _, p := range r.ledger.Ports(owner) {
		if p.Name != r.link.Name {
			continue
		}
		r.ledger.PortOptions(owner, &p, r.column(r.link), func(o loss.Option) string {
			switch {
			case o.Spelling.Sent != "": // of the two readers only initscripts have a condition
				return "initscripts write it before the ports are attached, when the kernel refuses it"
			case o.Spelling.Place != option.InPort || !r.vars.set(o.Key, o.Text):
				return "its place is not in the port's file"
			}
			return ""
		})
	}
}

// order announces ports that initscripts attach in another order than asked
// for: they go by the names of the files (ifup-eth). The bond has the MAC
// address of its first port.
func (r *raiser) order() {
	var sorted []string
	for _, p := range r.ledger.Ports(r.link) {
		if !r.lost[p.Name] {
			sorted = append(sorted, p.Name)
		}
	}
	slices.Sort(sorted)
	for i, p := range r.ledger.Ports(r.link) {
		if at := slices.Index(sorted, p.Name); at >= 0 && at != i {
			r.ledger.Add(loss.Loss{
				Link: r.link, Class: diag.Behaviour, What: "port", Item: p.Name, Span: p.Span,
				Message: fmt.Sprintf("port %q of %q is attached as number %d instead of %d", p.Name, r.link.Name, at+1, i+1),
				Detail:  fmt.Sprintf("ifcfg files are attached in the order of their names, so %q comes first. Without a MAC address of its own the bond takes the first port's; write the MAC address down if DHCP or the switch knows it.", sorted[0]),
			})
		}
	}
	r.lostPorts()
}

// lostPorts announces ports whose files nobody would read.
func (r *raiser) lostPorts() {
	for _, p := range r.ledger.Ports(r.link) {
		if r.lost[p.Name] {
			r.lose(diag.Connectivity, "port", p.Name, p.Span, "the port's file would not be read",
				"The link comes up without this port. Rename the port with --rename and convert again.")
		}
	}
}

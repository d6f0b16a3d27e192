package modprobe

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// driver is the name of the module.
const driver = "bonding"

type raiser struct {
	host   *ir.Host
	target target.Target
	ledger *loss.Ledger
	lines  []string
	// written are the entries that have been put back as they were.
	written map[*ir.Entry]bool
}

// raise writes an alias for each bond and the parameters of the driver.
func (r *raiser) raise() {
	var bonds []*ir.Link
	for _, l := range r.ledger.Links() {
		if l.Kind == ir.BondKind && word(l.Name) {
			bonds = append(bonds, l)
		}
	}
	r.unsaid(bonds)
	r.ledger.HostDNS("")
	r.putBack()
	if len(bonds) > 0 {
		for _, l := range bonds {
			r.lines = append(r.lines, "alias "+l.Name+" "+driver)
		}
		words := []string{"options", driver, r.count(bonds)}
		if queues := r.module(option.TXQueues); queues != "" {
			words = append(words, queues)
		}
		first := r.parameters(bonds[0])
		for _, o := range first {
			words = append(words, o.Key+"="+o.Text)
		}
		for _, l := range bonds[1:] {
			r.differs(bonds[0], l, first)
		}
		r.lines = append(r.lines, strings.Join(words, " "))
		r.disabled()
	}
	r.ledger.Residue(dialect, func(e *ir.Entry) bool { return r.written[e] })
}

// count says how many bonds the driver makes when it is loaded: what modprobe
// files said before, else all of them where their names are those that it gives
// them, else none, because bonds that nobody asked for would stand beside them
// (bond_main.c, bonding_init).
func (r *raiser) count(bonds []*ir.Link) string {
	if written := r.module(option.MaxBonds); written != "" {
		return written
	}
	n := len(bonds)
	for i := range bonds {
		if r.host.Link("bond"+strconv.Itoa(i)) == nil {
			n = 0
		}
	}
	return option.Spell(option.MaxBonds, option.Modprobe).Key + "=" + strconv.Itoa(n)
}

// module returns a parameter that belongs to the driver and to no bond, as the
// host's modprobe files give it; "" where they do not.
func (r *raiser) module(id option.ID) string {
	if r.host.Module == nil {
		return ""
	}
	word := ""
	for i := range r.host.Module.Options {
		for _, s := range r.host.Module.Options[i].Settings {
			if text, ok := option.Encode(option.Modprobe, id, s.Value); s.ID == id && s.Usable() && ok {
				word = option.Spell(id, option.Modprobe).Key + "=" + text
			}
		}
	}
	return word
}

// disabled keeps the driver from loading where the host's files do.
func (r *raiser) disabled() {
	if m := r.host.Module; m != nil && m.Disabled.Set && m.Disabled.Value {
		r.lines = append(r.lines, "blacklist "+driver)
	}
}

// column is the modprobe column of the table.
func column() loss.Column { return loss.Column{Dialect: option.Modprobe, Via: target.Module} }

// parameters returns the options of a bond that the module has parameters for.
// All others are announced.
func (r *raiser) parameters(l *ir.Link) []loss.Option {
	var list []loss.Option
	r.ledger.Options(l, column(), func(o loss.Option) string {
		if !word(o.Text) {
			return fmt.Sprintf("%q would not stay one word of the line", o.Text)
		}
		list = append(list, o)
		return ""
	})
	for i := range l.Bond.Ports {
		r.ledger.PortOptions(l, &l.Bond.Ports[i], column(), func(loss.Option) string { return "the module has no parameters for ports" })
	}
	return list
}

// differs announces in what a bond would have another value than it should,
// because the driver takes one set of parameters for all bonds.
func (r *raiser) differs(first, l *ir.Link, has []loss.Option) {
	wants := r.parameters(l)
	value := func(list []loss.Option, id option.ID) (string, *loss.Option) {
		for i := range list {
			if list[i].Row.ID == id {
				return list[i].Value, &list[i]
			}
		}
		return option.Get(id).Default, nil
	}
	var others []string
	for i := range option.Rows() {
		row := &option.Rows()[i]
		is, a := value(has, row.ID)
		should, b := value(wants, row.ID)
		if (a != nil || b != nil) && !(a != nil && b != nil && option.Same(row.ID, is, should)) {
			others = append(others, fmt.Sprintf("%s %s", row.Kernel, is))
		}
	}
	if len(others) == 0 {
		return
	}
	// All options of the bond, as one changes what another amounts to: a delay
	// is rounded to the miimon that it meets.
	r.ledger.Lose(l, diag.Behaviour, "option", "", l.Span, fmt.Sprintf("the driver is loaded once and takes one set of parameters, those of %q", first.Name),
		fmt.Sprintf("%q will run with %s, as %q does. Write its options where the bond is made: BONDING_OPTS, or the files of sysfs.", l.Name, strings.Join(others, ", "), first.Name))
}

// putBack writes the lines of modprobe files about other modules.
func (r *raiser) putBack() {
	for _, e := range r.host.Entries {
		if e.Dialect == dialect && e.UsedBy == "" && e.Section != "" && whole(e.Raw) && !strings.Contains(e.Raw, driver) {
			r.lines = append(r.lines, e.Raw)
			r.written[e] = true
		}
	}
}

package effect

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// running is the dialect of what a kernel shows of itself.
const running = "live"

// Running reports whether the host is what a kernel showed of itself, and not
// what files say.
func Running(h *ir.Host) bool { return h.Dialect() == running }

// shown is the outcome of a running bond: what was read of it, and no more.
func shown(b *ir.Bond) Outcome {
	out := Outcome{Via: target.Sysfs, Created: true}
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if s, value := Written(b, row.ID); s != nil && row.Scope == option.Bond && row.AliasOf == option.Unknown {
			out.Values = append(out.Values, Value{Option: row.ID, Value: value, Written: s})
		}
	}
	return out
}

// Shown returns the facts of two hosts that can be held against each other
// where at least one of them is a running one: the links, their ports and what
// the kernel holds of each. Of a host that files describe it is what they lead
// to (Effective) on the kernel that runs; of each side only what the other one
// shows. Who starts a link is not among it, nor the order of ports, which at run
// time is that of a race; addresses, routes and name servers are where the copy of the running host
// has the files that show them.
func Shown(a *ir.Host, ta target.Target, b *ir.Host, tb target.Target) (fa, fb []Fact) {
	for _, t := range []*target.Target{&ta, &tb} {
		if !t.Kernel.Known() {
			t.Kernel = kernelOf(a, b)
		}
	}
	left, right := seen(AsTold(a, ta), ta), seen(AsTold(b, tb), tb)
	return left.beside(right), right.beside(left)
}

// kernelOf returns the version of the running kernel: the bonding driver of
// mainline has had that of the kernel since Linux 5.11, and one with a date
// before that (bond_main.c, bond_info_show_header).
func kernelOf(hosts ...*ir.Host) target.Version {
	for _, h := range hosts {
		for _, e := range h.Entries {
			if Running(h) && e.UsedBy == "kernel" && !strings.Contains(e.Value, "(") {
				if v, err := target.ParseVersion(e.Value); err == nil {
					return v
				}
			}
		}
	}
	return target.Version{}
}

// view is what can be seen of a host once it runs.
type view struct {
	host  *ir.Host
	facts []Fact
	has   map[factKey]*Fact
	links map[string]*ir.Link
	// address is the address that each link of a running host has.
	address map[string]string
	// captured are the files about the addressing of a running host, and the
	// addresses that it has on no link that is known.
	captured map[string]bool
}

func seen(h *ir.Host, t target.Target) *view {
	v := &view{host: h, has: map[factKey]*Fact{}, links: map[string]*ir.Link{}, address: map[string]string{}, captured: captured(h)}
	for _, l := range h.Links {
		if l.Kind != ir.Other && (l.Bond == nil || Effective(h, l, t).Created) {
			v.links[l.Name] = l
		}
	}
	for _, e := range h.Entries {
		if Running(h) && e.Section == "" && e.UsedBy == "mac" && e.Key == "address" {
			v.address[e.Link] = strings.ToLower(e.Value)
		}
	}
	for _, f := range Facts(h, t) {
		if v.links[f.Link] == nil || !kernels(&f) || f.What == "option" && (f.Silent || !Running(h)) {
			continue
		}
		f.Order = Unordered
		f.Silent = f.Silent || Running(h) && v.unwritten(&f)
		v.facts = append(v.facts, f)
	}
	if !Running(h) {
		v.outcomes(t)
	}
	v.network(t)
	for i := range v.facts {
		v.has[v.facts[i].key()] = &v.facts[i]
	}
	return v
}

// outcomes adds what the kernel will hold of the options.
func (v *view) outcomes(t target.Target) {
	for _, l := range v.host.Links {
		if l.Bond == nil || v.links[l.Name] == nil {
			continue
		}
		out := Effective(v.host, l, t)
		mode, _ := option.ParseMode(out.valueOf(option.ModeOpt))
		for _, value := range out.Values {
			row := option.Get(value.Option)
			if row.AliasOf != option.Unknown || !row.Accepted.Has(mode) {
				continue
			}
			f := Fact{Link: l.Name, What: "option", Item: row.Kernel, Value: canonical(row.ID, value.Value), Span: l.Span}
			if value.Written != nil {
				f.Span = value.Written.Span
			}
			v.facts = append(v.facts, f)
		}
	}
}

func (o *Outcome) valueOf(id option.ID) string {
	for i := range o.Values {
		if o.Values[i].Option == id {
			return o.Values[i].Value
		}
	}
	return ""
}

// kernels reports whether a fact is one that the files of sysfs and /proc show.
func kernels(f *Fact) bool {
	switch f.What {
	case "link", "mtu", "mac", "option", "port":
		return true
	case "match":
		return f.Item == "permanentMAC"
	case "vlan":
		return f.Item == "id" || f.Item == "link" || f.Item == "reorderHeader"
	case "bridge":
		return true
	case "port-option":
		_, name, _ := strings.Cut(f.Item, "/")
		return option.Spell(option.LookupKernel(name), option.Live).Supported()
	}
	return false
}

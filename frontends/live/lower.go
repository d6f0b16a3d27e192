package live

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

type reader struct {
	host    *ir.Host
	diags   diag.List
	devices map[string]*device
	order   []*device
	// whole are the files about the whole host, by their paths.
	whole map[string]*source.File
	trie  *trie
}

// device is one link with the files about it.
type device struct {
	name       string
	files      map[string]*source.File // by their paths below the link's folder
	proc, vlan *source.File
	first      *source.File
	link       *ir.Link
}

func (r *reader) add(f *source.File) {
	if f.Fatal() {
		return
	}
	if ofHost(f.Path) {
		r.whole[f.Path] = f
		return
	}
	p, ok := placeOf(f.Path)
	if !ok {
		p = place{bondOf(f), procBonds}
	}
	d := r.devices[p.link]
	if d == nil {
		d = &device{name: p.link, files: map[string]*source.File{}, first: f}
		r.devices[p.link] = d
		r.order = append(r.order, d)
	}
	switch p.file {
	case procBonds:
		d.proc = f
	case procVLANs:
		d.vlan = f
	default:
		d.files[p.file] = f
	}
}

func (r *reader) lower() {
	for _, d := range r.order {
		r.declare(d)
	}
	for _, d := range r.order {
		if d.link == nil {
			continue
		}
		r.device(d)
		switch {
		case d.link.Bond != nil:
			r.bond(d)
		case d.link.VLAN != nil:
			r.vlan(d)
		case d.link.Bridge != nil:
			r.bridge(d)
		}
	}
	r.ports()
	r.network()
	r.addressing()
}

// declare makes the link of a device. The loopback is none of anybody's.
func (r *reader) declare(d *device) {
	if f := d.files["uevent"]; f != nil && d.proc == nil && d.vlan == nil {
		d.first = f
	}
	l := &ir.Link{Name: d.name, Span: d.first.Span(0, 0)}
	kind, other := r.kind(d)
	if kind == ir.Other && other == "loopback" {
		return
	}
	l.Kind, l.OtherKind = kind, other
	switch kind {
	case ir.BondKind:
		l.Bond = &ir.Bond{}
	case ir.VLANKind:
		l.VLAN = &ir.VLAN{}
	case ir.BridgeKind:
		l.Bridge = &ir.Bridge{}
	}
	d.link = l
	r.host.Links = append(r.host.Links, l)
}

// kind tells the kind of a device by what is in its folder, else by what its
// driver says (DEVTYPE in uevent), else by its type (linux/if_arp.h).
func (r *reader) kind(d *device) (kind ir.Kind, other string) {
	hardware := r.use(d, "type", "kind").text
	devtype := ""
	if f := d.files["uevent"]; f != nil {
		r.use(d, "uevent", "kind")
		for text := range strings.Lines(f.Text) {
			if rest, ok := strings.CutPrefix(text, "DEVTYPE="); ok {
				devtype = strings.TrimSpace(rest)
			}
		}
	}
	switch {
	case d.proc != nil || d.files["bonding/"+option.Spell(option.ModeOpt, option.Live).Key] != nil:
		return ir.BondKind, ""
	case d.files["bridge/stp_state"] != nil || devtype == "bridge":
		return ir.BridgeKind, ""
	case d.vlan != nil || devtype == "vlan":
		return ir.VLANKind, ""
	case devtype != "":
		return ir.Other, devtype
	case hardware == "" || hardware == "1":
		return ir.Ethernet, ""
	case hardware == "32":
		return ir.Other, "infiniband"
	case hardware == "772":
		return ir.Other, "loopback"
	}
	return ir.Other, "type " + hardware
}

// use notes what a file of a device was used for, and returns its value.
func (r *reader) use(d *device, file, what string) word {
	f := d.files[file]
	if f == nil {
		return word{}
	}
	value := content(f)
	section, key := "", file
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		section, key = file[:i], file[i+1:]
	}
	r.entry(d.name, section, key, value, value.span, what)
	return value
}

func (r *reader) entry(link, section, key string, value word, span source.Span, what string) *ir.Entry {
	e := &ir.Entry{
		Dialect: dialect, File: span.File, Section: section, Key: key, Value: value.text, Raw: value.text,
		KeySpan: span, Span: span, Link: link, UsedBy: what,
	}
	r.host.Entries = append(r.host.Entries, e)
	return e
}

// device reads what every link has.
func (r *reader) device(d *device) {
	mtu := r.use(d, "mtu", "mtu")
	if n, err := strconv.Atoi(mtu.text); err == nil && n > 0 {
		d.link.MTU = ir.Some(n, mtu.span)
	}
	address := r.use(d, "address", "mac")
	assigned := r.use(d, "addr_assign_type", "mac")
	const set = "3" // NET_ADDR_SET, linux/netdevice.h
	if assigned.text == set && len(address.text) == len("00:00:00:00:00:00") {
		d.link.MAC = ir.Some(strings.ToLower(address.text), address.span)
	}
}

// ports gives every port a link and takes from it what it has by being a port:
// its bond's or bridge's address.
func (r *reader) ports() {
	for _, l := range slices.Clone(r.host.Links) {
		if l.VLAN != nil && l.VLAN.Link.Set {
			r.implied(l.VLAN.Link.Value, l.VLAN.Link.Span)
		}
		if l.Bridge != nil {
			for _, p := range l.Bridge.Ports {
				r.implied(p.Name, p.Span)
			}
		}
		if l.Bond == nil {
			continue
		}
		for _, p := range l.Bond.Ports {
			r.implied(p.Name, p.Span).MAC = ir.Opt[string]{}
		}
	}
}

func (r *reader) implied(name string, span source.Span) *ir.Link {
	if d := r.devices[name]; d != nil && d.link != nil {
		return d.link
	}
	l := &ir.Link{Name: name, Span: span, Implied: true}
	r.devices[name] = &device{name: name, link: l}
	r.host.Links = append(r.host.Links, l)
	return l
}

// addressing notes that a host has more than these files tell.
func (r *reader) addressing() {
	i := slices.IndexFunc(r.order, func(d *device) bool { return d.link != nil })
	if i < 0 {
		return
	}
	e := r.entry("", "", "addresses and routes", word{}, r.order[i].first.Span(0, 0), "")
	e.Class = diag.Connectivity
	var absent []string
	for _, name := range []string{addresses4, addresses6, routes4, routes6} {
		if r.whole[name] == nil {
			absent = append(absent, name)
		}
	}
	if len(absent) > 0 {
		e.Reason = "not all of them are known, there is no " + strings.Join(absent, ", no ")
		e.Advice = "A host that is configured by the output alone lacks what they would show. Convert the host's own files, or accept the loss and add the addresses (ip address, ip route)."
		return
	}
	e.Reason = "a kernel shows which ones a host has, and not where they came from"
	e.Advice = "Those of a DHCP server come out as static ones, routes of other tables and policy rules not at all. Convert the host's own files, or accept the loss and correct the output."
}

package netplanyaml

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// def is one definition of netplan's, from all files that speak of it.
type def struct {
	id     string
	device *device
	link   *ir.Link
	// setName is the name that the device gets; the id is it otherwise.
	setName ir.Opt[string]
	// via is the definition's own renderer, typeVia that of the mapping in
	// which it was first seen.
	via, typeVia ir.Opt[target.Via]
	// other is what the link turned out to be instead of what its section says.
	other string
	// switched means that Open vSwitch has the device, notes that there are notes
	// for it about one that it need not have.
	switched bool
	notes    ir.Opt[bool]

	dhcp4, dhcp6 ir.Opt[bool]
	local        ir.Opt[localAddresses]
	// gateways are the indices in link.Routes of gateway4 and gateway6, plus 1.
	gateways [2]int

	ports   []ref
	hasPort unique[string]
	parent  ir.Opt[string]
	// costs and priorities are a bridge's, by the id of the port.
	costs, priorities []portNumber
	// passed are keys below "passthrough" that may be bonding options; typed
	// means that "connection.type" is among the keys there.
	passed []passed
	typed  bool

	// faulty means that something in the definition was refused: what it amounts
	// to as a whole is not judged then.
	faulty bool
	// What the model has no place for and netplan looks at in the end: the
	// links that a definition names, the keys of IPv6 addresses that exclude each
	// other, the word for a MAC address, virtual functions, a VRF's table, a
	// wireless link's networks, and a tunnel.
	below             []ref
	token, generation ir.Opt[string]
	word              ir.Opt[string]
	rebind            ir.Opt[bool]
	functions         bool
	table             ir.Opt[int]
	points            int
	matches, hotspot  ir.Opt[bool]
	tunnel            tunnel

	hasAddress unique[netip.Prefix]
	hasRoute   unique[ir.Route]
	hasRule    unique[ir.Rule]
	hasServer  unique[netip.Addr]
	hasSearch  unique[string]
}

// unique tells which things of a list are new. Lists are short, mostly.
type unique[K comparable] struct {
	few  []K
	many map[K]struct{}
}

// add notes a thing and reports whether it is new.
func (u *unique[K]) add(k K) bool {
	const short = 8
	if u.many == nil && len(u.few) < short {
		if slices.Contains(u.few, k) {
			return false
		}
		u.few = append(u.few, k)
		return true
	}
	if u.many == nil {
		u.many = make(map[K]struct{}, 2*short)
		for _, known := range u.few {
			u.many[known] = struct{}{}
		}
	}
	if _, known := u.many[k]; known {
		return false
	}
	u.many[k] = struct{}{}
	return true
}

// localAddresses are the families of "link-local".
type localAddresses struct{ v4, v6 bool }

// name returns the name of the link.
func (d *def) name() string { return d.setName.Or(d.id) }

// isOther reports whether bondc does not model the link.
func (d *def) isOther() bool { return d.device.kind == ir.Other || d.other != "" }

// otherKind returns the word for a link of kind Other.
func (d *def) otherKind() string {
	if d.other != "" {
		return d.other
	}
	return d.device.other
}

// definitions reads a mapping such as "bonds".
func (r *Reader) definitions(it *item) string {
	d := r.grammar.device(it.name)
	if len(r.defs) == 0 {
		r.defs = make(map[string]*def, len(it.value.Children)/2)
	}
	r.typeVia = ir.Opt[target.Via]{}
	at := it.inside()
	at.section = it.name // "bonds.bond0", not "network.bonds.bond0"
	r.checkKeys(at, it.value)
	for i := 0; i+1 < len(it.value.Children) && r.left > 0; i += 2 {
		child := r.item(at, it.value, i)
		switch {
		case child.key.Kind != yamltree.Scalar:
		case child.name == "renderer":
			child.field = &r.grammar.renderer
			r.read(&child)
		default:
			r.definition(d, &child)
		}
	}
	return it.name
}

// definition reads one definition, new or one that an earlier file began.
func (r *Reader) definition(d *device, it *item) {
	r.checkID(it)
	known := r.defs[it.name]
	if known != nil && known.device != d {
		r.changesType(it, known, d)
		return
	}
	if known == nil {
		known = r.newDef(it.name, d, it.keySpan)
		known.typeVia = r.typeVia
	}
	it.at.def = known
	it.field = &r.grammar.definition
	if it.value.Kind != yamltree.Mapping {
		r.badShape(it)
		r.leftover(it)
		return
	}
	if len(it.value.Children) == 0 {
		r.entry(it).UsedBy = "link"
		return
	}
	r.mapping(it.inside(), it.value, r.grammar.fields(d))
}

func (r *Reader) newDef(id string, d *device, span source.Span) *def {
	link := &ir.Link{Name: id, Kind: d.kind, OtherKind: d.other, Span: span}
	switch d.kind {
	case ir.BondKind:
		link.Bond = &ir.Bond{}
	case ir.VLANKind:
		link.VLAN = &ir.VLAN{}
	case ir.BridgeKind:
		link.Bridge = &ir.Bridge{}
	}
	known := &def{id: id, device: d, link: link}
	r.defs[id] = known
	r.order = append(r.order, known)
	return known
}

// checkID reports ids that netplan refuses (parse.c, assert_valid_id and
// handle_network_type): anything but printable ASCII, and patterns.
func (r *Reader) checkID(it *item) {
	bad := !printable(it.name)
	detail := "An id holds printable ASCII characters without blanks. "
	if strings.ContainsAny(it.name, "*[]?") {
		bad, detail = true, "Ids cannot be patterns; put the pattern into \"match: {name: ...}\" of a definition with a plain id. "
	}
	if bad {
		r.report(diag.Diagnostic{
			Code: diag.BadName, Severity: diag.Error, Span: it.keySpan, Link: it.name,
			Message: fmt.Sprintf("%q cannot be the id of a definition", short(it.name)),
			Detail:  detail + refuses,
		})
	}
}

// printable reports whether a text is of printable ASCII without blanks, and
// not empty.
func printable(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] >= 0x7f {
			return false
		}
	}
	return text != ""
}

// changesType reports a definition that stands in two sections.
func (r *Reader) changesType(it *item, known *def, d *device) {
	r.report(diag.Diagnostic{
		Code: diag.DuplicateKey, Severity: diag.Error, Span: it.keySpan, Link: known.name(),
		Message: fmt.Sprintf("%q is defined in %q and again in %q", short(it.name), known.device.section, d.section),
		Detail:  "A definition has one type in all files together. " + refuses,
		Related: []diag.Related{{Message: "first defined here", Span: known.link.Span}},
	})
	it.at.def = known
	it.field = &field{key: it.name, class: diag.Connectivity}
	r.leftover(it)
}

package netplanyaml

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// What a definition says to one renderer only: the blocks "networkmanager" and
// "openvswitch".

// passed is a key below "passthrough" that may be a bonding option.
type passed struct {
	id            option.ID
	raw           string
	key           string
	keySpan, span source.Span
	entry         *ir.Entry
}

func managerFields() table {
	return join(
		plain(field{key: "name", class: diag.Bookkeeping}, field{key: "uuid", class: diag.Bookkeeping}),
		behaviour(one, "stable-id", "device"),
		plain(field{key: "passthrough", shape: tree, read: (*Reader).passthrough}),
	)
}

// passthrough reads keys of a NetworkManager profile, "GROUP.KEY". They are
// residue until finish knows that NetworkManager gets them.
func (r *Reader) passthrough(it *item) string {
	at := it.inside()
	r.checkKeys(at, it.value)
	for i := 0; i+1 < len(it.value.Children); i += 2 {
		child := r.item(at, it.value, i)
		child.field = &r.grammar.passthrough
		if child.key.Kind != yamltree.Scalar {
			continue
		}
		if child.value.Kind != yamltree.Scalar {
			r.badShape(&child)
			r.leftover(&child)
			continue
		}
		e := r.entry(&child)
		it.at.def.typed = it.at.def.typed || child.name == "connection.type"
		if id := passedOption(child.name); id != option.Unknown {
			it.at.def.passed = append(it.at.def.passed, passed{id, child.text(), child.name, child.keySpan, child.span, e})
		}
	}
	return it.name
}

// passedOption returns the bonding option of a key: an option of the bond
// stands in NetworkManager's group "bond", one of a port names its group itself.
func passedOption(key string) option.ID {
	if id, _ := option.Lookup(option.NM, key); id != option.Unknown && option.Spell(id, option.NM).Place == option.InPort {
		return id
	}
	name, ok := strings.CutPrefix(key, "bond.")
	if id, _ := option.Lookup(option.NM, name); ok && option.Spell(id, option.NM).Place == option.InBond {
		return id
	}
	return option.Unknown
}

// passedOptions makes settings of what is passed to NetworkManager. It stands
// behind the parameters, as netplan writes it last and so over them.
func (r *Reader) passedOptions(d *def) {
	for _, p := range d.passed {
		if d.link.Via.Value != target.NetworkManager {
			p.entry.Reason = "netplan passes it on only with the renderer NetworkManager"
			continue
		}
		s := ir.Setting{ID: p.id, Key: p.key, Raw: p.raw, KeySpan: p.keySpan, Span: p.span}
		s.Value, s.Problem = option.Decode(option.NM, p.id, p.raw)
		if dest := r.settingsFor(d, p.id); dest != nil {
			*dest = append(*dest, s)
			p.entry.UsedBy = "option"
		}
	}
}

// settingsFor returns where a passed option belongs: among those of the bond,
// or those of the port that the definition is.
func (r *Reader) settingsFor(d *def, id option.ID) *[]ir.Setting {
	if option.Spell(id, option.NM).Place == option.InBond {
		if d.link.Bond == nil {
			return nil
		}
		return &d.link.Bond.Settings
	}
	return r.portSettings[d]
}

func openvswitchFields() table {
	all := join(
		behaviour(tree, "external-ids", "other-config", "controller"),
		exact("lacp", "active", "passive", "off"), exact("fail-mode", "standalone", "secure"),
		flags("mcast-snooping", "rstp"),
		lists("protocols", "OpenFlow10", "OpenFlow11", "OpenFlow12", "OpenFlow13", "OpenFlow14", "OpenFlow15", "OpenFlow16"),
	)
	for _, list := range all {
		needed(list...)
	}
	return all
}

// openvswitch reads a definition's block. It gives the device to Open vSwitch,
// but for a device that exists already and has nothing but notes for it
// (parse.c, handle_ovs_backend).
func (r *Reader) openvswitch(it *item) string {
	d := it.at.def
	notes, empty := len(it.value.Children) > 0, true
	for i := 0; i+1 < len(it.value.Children); i += 2 {
		key := it.value.Children[i].Resolve().Value
		notes = notes && (key == "external-ids" || key == "other-config")
		empty = empty && len(it.value.Children[i+1].Resolve().Children) == 0
	}
	virtual := d.device.kind == ir.BondKind || d.device.kind == ir.BridgeKind
	d.switched = d.switched || virtual || !notes
	d.notes = ir.Some(notes && !empty && !virtual, it.keySpan)
	r.below(it, r.grammar.openvswitch.table())
	return ""
}

// globalOpenvswitch reads the block of the network, whose "ports" are pairs of
// patch ports that bonds and bridges may name.
func (r *Reader) globalOpenvswitch(it *item) string {
	for i := 0; i+1 < len(it.value.Children); i += 2 {
		child := r.item(it.at, it.value, i)
		if child.name != "ports" || child.value.Kind != yamltree.List {
			continue
		}
		for _, pair := range child.value.Children {
			for _, port := range pair.Resolve().Children {
				if n := port.Resolve(); n.Kind == yamltree.Scalar && r.defs[n.Value] == nil {
					r.newDef(n.Value, patchPort(), r.span(port)).switched = true
				}
			}
		}
	}
	r.mapping(it.inside(), it.value, connectivity(either, "external-ids", "other-config", "protocols", "ports", "ssl"))
	return ""
}

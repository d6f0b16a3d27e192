package netplan

import (
	"github.com/bondc/bondc/ir/diag"
)

// shape is what a key of netplan's grammar wants as its value.
type shape uint8

const (
	one    shape = iota // a scalar
	many                // a list of scalars
	rows                // a list whose items read looks at itself
	tree                // a mapping, which read looks at itself
	either              // anything
)

// fits reports whether a node has the shape.
func (s shape) fits(n *node) bool {
	switch s {
	case one:
		return n.kind == scalar
	case many, rows:
		return n.kind == list
	case tree:
		return n.kind == mapping
	}
	return true
}

// String returns the shape as it stands in messages.
func (s shape) String() string {
	return [...]string{"a single value", "a list", "a list", "a mapping", "a value"}[s]
}

// field is one key of a mapping of netplan's grammar.
type field struct {
	key   string
	shape shape
	// read puts the value into the model and returns the word for what used
	// it, "" if it stays residue. Without read the key is residue always.
	read func(r *reader, it *item) string
	// keys is the grammar of the mapping that the value is, in place of read.
	keys func(*grammar) []field
	// class and reason say what is lost with the key where it is residue.
	class  diag.Class
	reason string
}

// find returns the field of a key, or nil.
func find(fields []field, key string) *field {
	for i := range fields {
		if fields[i].key == key {
			return &fields[i]
		}
	}
	return nil
}

// behaviour returns fields for keys that bondc does not model and without
// which the link works, but differently.
func behaviour(s shape, keys ...string) []field { return residue(s, diag.Behaviour, keys) }

// connectivity returns fields for keys that bondc does not model and without
// which the host may not be reached.
func connectivity(s shape, keys ...string) []field { return residue(s, diag.Connectivity, keys) }

// needed returns the fields as those without which the host may not be reached.
func needed(fields ...field) []field {
	for i := range fields {
		fields[i].class = diag.Connectivity
	}
	return fields
}

func residue(s shape, class diag.Class, keys []string) []field {
	fields := make([]field, len(keys))
	for i, key := range keys {
		fields[i] = field{key: key, shape: s, class: class}
	}
	return fields
}

// join returns one list of several.
func join(lists ...[]field) []field {
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	fields := make([]field, 0, n)
	for _, l := range lists {
		fields = append(fields, l...)
	}
	return fields
}

// grammar holds the tables of one Parse. The keys are those that netplan 0.106
// and 1.1.2 were seen to know, mapping by mapping.
type grammar struct {
	root, network []field
	devices       []device
	match         []field
	nameservers   []field
	address       []field
	route, rule   []field
	dhcp4, dhcp6  []field
	ra            []field
	bridge        []field
	nm            []field
	openvswitch   []field
}

func newGrammar() *grammar {
	g := &grammar{
		match: matchFields(), nameservers: nameserverFields(), address: addressFields(),
		route: routeFields(), rule: ruleFields(), dhcp4: dhcp4Fields(), dhcp6: dhcp6Fields(),
		ra:     behaviour(one, "use-dns", "use-domains", "table"),
		bridge: bridgeFields(), nm: managerFields(), openvswitch: openvswitchFields(),
		devices: devices(),
	}
	g.root = []field{{key: "network", shape: tree, read: (*reader).network}}
	g.network = []field{
		{key: "version", read: (*reader).version},
		{key: "renderer", read: (*reader).globalRenderer},
		{key: "openvswitch", shape: tree, read: (*reader).globalOpenvswitch, class: diag.Connectivity},
	}
	for i := range g.devices {
		d := &g.devices[i]
		g.network = append(g.network, field{key: d.section, shape: tree, read: func(r *reader, it *item) string {
			return r.definitions(d, it)
		}})
	}
	return g
}

// home returns the name of the mapping in which a key stands that was written
// elsewhere, "" if no mapping of a definition has it.
func (g *grammar) home(key string) string {
	for _, m := range []struct {
		name   string
		fields []field
	}{
		{"nameservers", g.nameservers}, {"match", g.match}, {"dhcp4-overrides", g.dhcp4},
		{"bridges: parameters", g.bridge}, {"networkmanager", g.nm},
	} {
		if find(m.fields, key) != nil {
			return m.name
		}
	}
	return ""
}

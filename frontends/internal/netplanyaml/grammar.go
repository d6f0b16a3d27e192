package netplanyaml

import (
	"slices"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir/diag"
)

// shape is what a key of netplan's grammar wants as its value.
type shape uint8

const (
	one          shape = iota // a scalar
	many                      // a list of scalars
	rows                      // a list whose items read looks at itself
	tree                      // a mapping, which read looks at itself
	either                    // anything
	scalarOrTree              // a scalar, or a mapping which read looks at itself
)

// fits reports whether a node has the shape.
func (s shape) fits(n *yamltree.Node) bool {
	switch s {
	case one:
		return n.Kind == yamltree.Scalar
	case many, rows:
		return n.Kind == yamltree.List
	case tree:
		return n.Kind == yamltree.Mapping
	case scalarOrTree:
		return n.Kind != yamltree.List
	}
	return true
}

// String returns the shape as it stands in messages.
func (s shape) String() string {
	return [...]string{"a single value", "a list", "a list", "a mapping", "a single value or a list", "a single value or a mapping"}[s]
}

// field is one key of a mapping of netplan's grammar.
type field struct {
	key   string
	shape shape
	// read puts the value into the model and returns the word for what used
	// it, "" if it stays residue. Without read the key is residue always.
	read func(r *Reader, it *item) string
	// keys is the grammar of the mapping that the value is, in place of read.
	keys func(*grammar) table
	// class and reason say what is lost with the key where it is residue.
	class  diag.Class
	reason string
}

// table is the keys of one mapping, in lists that several mappings share.
type table [][]field

// find returns the field of a key, or nil.
func (t table) find(key string) *field {
	for _, list := range t {
		for i := range list {
			if list[i].key == key {
				return &list[i]
			}
		}
	}
	return nil
}

// join returns one table of several.
func join(tables ...table) table {
	var all table
	for _, t := range tables {
		all = append(all, t...)
	}
	return all
}

// plain returns the fields as a table.
func plain(fields ...field) table { return table{fields} }

// needed returns the fields as those without which the host may not be reached.
func needed(fields ...field) table {
	for i := range fields {
		fields[i].class = diag.Connectivity
	}
	return table{fields}
}

// behaviour returns fields for keys that bondc does not model and without
// which the link works, but differently.
func behaviour(s shape, keys ...string) table { return table{residue(s, keys)} }

// connectivity returns fields for keys that bondc does not model and without
// which the host may not be reached.
func connectivity(s shape, keys ...string) table { return needed(residue(s, keys)...) }

func residue(s shape, keys []string) []field {
	fields := make([]field, len(keys))
	for i, key := range keys {
		fields[i] = field{key: key, shape: s}
	}
	return fields
}

// lazy is a table that is made when a file first wants it: there are some 300
// fields, and a file has a few of the mappings.
type lazy struct {
	make func() table
	made table
}

func (l *lazy) table() table {
	if l.made == nil {
		l.made = l.make()
	}
	return l.made
}

// grammar holds the tables of one Parse. The keys are those that netplan 0.106
// and 1.1.2 were seen to know, mapping by mapping.
type grammar struct {
	root, network table
	devices       []device
	// common and physical are parts of the devices' tables.
	common, physical lazy
	match            lazy
	nameservers      lazy
	address          lazy
	route, rule      lazy
	dhcp4, dhcp6     lazy
	ra               lazy
	bridge           lazy
	nm               lazy
	openvswitch      lazy
	auth             lazy
	accessPoint      lazy
	keys, peer       lazy
	peerKeys         lazy

	// The fields of keys that the user names.
	definition, renderer        field
	option, options, portNumber field
	passthrough                 field
}

func newGrammar() *grammar {
	g := &grammar{
		devices: devices(), common: lazy{make: commonFields}, physical: lazy{make: physicalFields},
		match: lazy{make: matchFields}, nameservers: lazy{make: nameserverFields}, address: lazy{make: addressFields},
		route: lazy{make: routeFields}, rule: lazy{make: ruleFields}, dhcp4: lazy{make: dhcp4Fields}, dhcp6: lazy{make: dhcp6Fields},
		ra: lazy{make: raFields}, bridge: lazy{make: bridgeFields}, nm: lazy{make: managerFields}, openvswitch: lazy{make: openvswitchFields},
		auth: lazy{make: authFields}, accessPoint: lazy{make: accessPointFields},
		keys: lazy{make: keyFields}, peer: lazy{make: peerFields}, peerKeys: lazy{make: peerKeyFields},

		definition:  field{shape: tree},
		renderer:    field{read: (*Reader).typeRenderer},
		option:      field{read: usedAs("option")},
		options:     field{shape: many, read: usedAs("option")},
		portNumber:  field{reason: "the link is not a port of the bridge"},
		passthrough: field{reason: "it is a key of NetworkManager's own"},
	}
	g.root = plain(field{key: "network", shape: tree, read: (*Reader).network})
	sections := make([]field, 0, 3+len(g.devices))
	sections = append(sections,
		field{key: "version", read: (*Reader).version},
		field{key: "renderer", read: (*Reader).globalRenderer},
		field{key: "openvswitch", shape: tree, read: (*Reader).globalOpenvswitch, class: diag.Connectivity},
	)
	for i := range g.devices {
		sections = append(sections, field{key: g.devices[i].section, shape: tree, read: (*Reader).definitions})
	}
	g.network = table{sections}
	return g
}

// device returns the type of device that has a section of its own.
func (g *grammar) device(section string) *device {
	i := slices.IndexFunc(g.devices, func(d device) bool { return d.section == section })
	return &g.devices[i]
}

// fields returns the keys of a device's definitions.
func (g *grammar) fields(d *device) table {
	if d.made == nil && d.fields != nil { // a patch port has none
		d.made = d.fields(g)
	}
	return d.made
}

// usedAs returns a read for what its caller has put into the model already.
func usedAs(word string) func(*Reader, *item) string {
	return func(*Reader, *item) string { return word }
}

// home returns the name of the mapping in which a key stands that was written
// elsewhere, "" if no mapping of a definition has it.
func (g *grammar) home(key string) string {
	for _, m := range []struct {
		name   string
		fields *lazy
	}{
		{"nameservers", &g.nameservers}, {"match", &g.match}, {"dhcp4-overrides", &g.dhcp4},
		{"bridges: parameters", &g.bridge}, {"networkmanager", &g.nm},
	} {
		if m.fields.table().find(key) != nil {
			return m.name
		}
	}
	return ""
}

package netplanyaml

import (
	"math"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
)

// The keys of a link that are neither addressing nor of one kind of link.

// mtu reads a number; an empty one sets none.
func (r *Reader) mtu(it *item) string {
	if it.text() == "" {
		return it.name
	}
	return r.number(it, math.MaxUint32, &it.at.def.link.MTU)
}

func (r *Reader) optional(it *item) string { return r.boolean(it, &it.at.def.link.Optional) }

func (r *Reader) wakeOnLAN(it *item) string { return r.boolean(it, &it.at.def.link.WakeOnLAN) }

func (r *Reader) activation(it *item) string {
	switch it.text() {
	case "manual":
		it.at.def.link.Activation = ir.Some(ir.Manual, it.span)
	case "off":
		it.at.def.link.Activation = ir.Some(ir.Off, it.span)
	default:
		return r.badValue(it, "an activation mode (manual or off)")
	}
	return it.name
}

// macaddress reads the address that is set. The words for addresses that are
// made up when the link comes up (netplan 1.0) are not in the model.
func (r *Reader) macaddress(it *item) string {
	mac, ok := macAddress(it.text())
	if !ok {
		switch word := it.text(); {
		case word == "permanent", word == "random", word == "stable", word == "preserve",
			word == "stable-ssid" && it.at.def.device.section == "wifis":
			it.at.def.word = ir.Some(word, it.span)
			return ""
		}
		return r.badValue(it, "a MAC address (\"xx:xx:xx:xx:xx:xx\", permanent or random)")
	}
	it.at.def.link.MAC = ir.Some(mac, it.span)
	it.at.def.word = ir.Opt[string]{}
	it.at.def.long(mac)
	return it.name
}

func (r *Reader) setName(it *item) string {
	it.at.def.setName = ir.Some(it.text(), it.span)
	return it.name
}

// match reads which device the definition is about. Without keys it is about
// every one (seen with netplan 1.1.2: an empty [Match]).
func (r *Reader) match(it *item) string {
	m := &it.at.def.link.Match
	it.at.def.matches = ir.Some(true, it.keySpan)
	if len(it.value.Children) == 0 && !m.Any() {
		m.Name = ir.Some("*", it.span)
	}
	return r.below(it, r.grammar.match.table())
}

func matchFields() table {
	return needed(
		field{key: "name", read: func(r *Reader, it *item) string {
			if !printable(it.text()) {
				return r.badValue(it, "a name or pattern of printable ASCII without blanks")
			}
			it.at.def.link.Match.Name = ir.Some(it.text(), it.span)
			return "match"
		}},
		field{key: "macaddress", read: func(r *Reader, it *item) string {
			mac, ok := macAddress(it.text())
			if !ok {
				return r.badValue(it, "a MAC address (\"xx:xx:xx:xx:xx:xx\")")
			}
			it.at.def.link.Match.PermanentMAC = ir.Some(mac, it.span)
			it.at.def.long(mac)
			return "match"
		}},
		field{key: "driver", shape: either, read: (*Reader).driver},
	)
}

// driver reads one pattern or a list of them, any of which may match; the
// model has them with blanks between, as systemd.link(5) does.
func (r *Reader) driver(it *item) string {
	drivers := []string{it.text()}
	if it.value.Kind == yamltree.List {
		if drivers = r.texts(it); len(drivers) == 0 {
			return r.badValue(it, "a driver's name or pattern, or a list of them") // parse.c, handle_match_driver
		}
	} else if it.text() == "" {
		return ""
	}
	for _, d := range drivers {
		if strings.ContainsAny(d, " \t\n") {
			return r.badValue(it, "a driver's name or pattern without blanks")
		}
	}
	it.at.def.link.Match.Driver = ir.Some(strings.Join(drivers, " "), it.span)
	return "match"
}

// texts returns the scalars of a list.
func (r *Reader) texts(it *item) []string {
	var texts []string
	for _, child := range it.value.Children {
		if n := child.Resolve(); n.Kind == yamltree.Scalar {
			texts = append(texts, n.Value)
		}
	}
	return texts
}

// long marks a device with an address of InfiniBand's length.
func (d *def) long(mac string) {
	if len(mac) > len("xx:xx:xx:xx:xx:xx") {
		d.other = "infiniband"
	}
}

// infiniband marks an IP-over-InfiniBand device, which bondc does not model.
func (r *Reader) infiniband(it *item) string {
	it.at.def.other = "infiniband"
	if it.text() != "datagram" && it.text() != "connected" {
		r.badValue(it, "one of datagram, connected")
	}
	return ""
}

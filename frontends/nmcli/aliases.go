package nmcli

import (
	"strings"

	"github.com/bondc/bondc/frontends/internal/nmprofile"
	"github.com/bondc/bondc/ir/option"
)

const ethernet = "802-3-ethernet"

// property returns the property that a word of "connection add" or "modify"
// stands for in a profile of the given type, or the bonding option; "" for a
// word that is none. The aliases are those of man nmcli, "connection add".
func property(word, kind string) (name string, id option.ID) {
	if strings.Contains(word, ".") {
		return nmprofile.Full(word), option.Unknown
	}
	if name := alias(word); name != "" {
		return name, option.Unknown
	}
	switch kind {
	case "bond":
		if id, _ := option.Lookup(option.NM, strings.ReplaceAll(word, "-", "_")); id != option.Unknown && option.Spell(id, option.NM).Place == option.InBond {
			return "bond.options", id
		}
	case "vlan":
		return vlanAlias(word), option.Unknown
	case "bridge":
		return bridgeAlias(word), option.Unknown
	case "bridge-slave":
		switch word {
		case "priority", "path-cost":
			return "bridge-port." + word, option.Unknown
		case "hairpin":
			return "bridge-port.hairpin-mode", option.Unknown
		}
	case "ethernet", ethernet, "":
		switch word {
		case "mac":
			return ethernet + ".mac-address", option.Unknown
		case "cloned-mac":
			return ethernet + ".cloned-mac-address", option.Unknown
		case "mtu":
			return ethernet + ".mtu", option.Unknown
		}
	case "team", "team-slave", "bond-slave":
	default:
		// A type that bondc does not model has words of its own.
		return kind + "." + word, option.Unknown
	}
	return "", option.Unknown
}

// alias returns the property of an alias that all types have.
func alias(word string) string {
	switch word {
	case "type", "autoconnect", "master", "controller", "slave-type", "port-type", "zone":
		return "connection." + word
	case "ifname":
		return "connection.interface-name"
	case "con-name":
		return "connection.id"
	case "ip4":
		return "ipv4.addresses"
	case "gw4":
		return "ipv4.gateway"
	case "ip6":
		return "ipv6.addresses"
	case "gw6":
		return "ipv6.gateway"
	}
	return ""
}

func vlanAlias(word string) string {
	switch word {
	case "dev":
		return "vlan.parent"
	case "id", "flags":
		return "vlan." + word
	case "ingress", "egress":
		return "vlan." + word + "-priority-map"
	case "mtu":
		return ethernet + ".mtu"
	}
	return ""
}

func bridgeAlias(word string) string {
	switch word {
	case "mac":
		return "bridge.mac-address"
	case "stp", "priority", "forward-delay", "hello-time", "max-age", "ageing-time", "multicast-snooping", "group-forward-mask":
		return "bridge." + word
	}
	return ""
}

// chosen returns the first of the words that begins with what was written, as
// nmcli does; "" for none.
func chosen(written string, words ...string) string {
	for _, w := range words {
		if written != "" && strings.HasPrefix(w, written) {
			return w
		}
	}
	return ""
}

// typeName returns the type of a profile from what nmcli takes for it.
func typeName(word string) string {
	for _, w := range []string{"ethernet", "bond", "vlan", "bridge", "team", "bond-slave", "bridge-slave", "team-slave"} {
		if w == word {
			return w
		}
	}
	if word == ethernet {
		return "ethernet"
	}
	if full := chosen(word, "ethernet", "bond-slave", "bridge-slave", "team-slave"); full != "" && len(word) > 2 {
		return full
	}
	return word
}

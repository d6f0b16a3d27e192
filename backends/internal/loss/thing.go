package loss

import (
	"fmt"
	"strings"
)

// thing names what is lost as the subject of a sentence.
func thing(what, item, link string) string {
	if link == "" {
		return noun(what, item)
	}
	switch what {
	case "link":
		return fmt.Sprintf("the link %q", link)
	case "port-option":
		port, name, ok := strings.Cut(item, "/")
		if ok {
			return fmt.Sprintf("%q of port %q of %q", name, port, link)
		}
	}
	return fmt.Sprintf("%s of %q", noun(what, item), link)
}

// noun names a facet, or the item within it.
func noun(what, item string) string {
	switch what {
	case "option", "port-option":
		return quoted("option", item, "the options")
	case "route":
		return quoted("the route to", item, "the routes")
	case "rule":
		return quoted("the policy rule", item, "the policy rules")
	case "address":
		return quoted("the address", item, "the addresses")
	case "dns":
		return quoted("the DNS entry", item, "the DNS settings")
	case "ipv4", "ipv6", "vlan", "bridge", "match":
		return quoted(what+" setting", item, "the "+what+" settings")
	case "port":
		return quoted("port", item, "a port")
	}
	if n, ok := facet(what); ok {
		return n
	}
	return quoted("the setting", what, "a setting")
}

func facet(what string) (string, bool) {
	switch what {
	case "mac":
		return "the MAC address", true
	case "mtu":
		return "the MTU", true
	case "wol":
		return "the wake-on-LAN setting", true
	case "zone":
		return "the firewall zone", true
	case "activation":
		return "the activation", true
	case "optional":
		return "\"optional\"", true
	case "managed":
		return "the ban on NetworkManager", true
	case "via":
		return "the choice of who applies it", true
	}
	return "", false
}

func quoted(word, item, whole string) string {
	if item == "" {
		return whole
	}
	return fmt.Sprintf("%s %q", word, item)
}

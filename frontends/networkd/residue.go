package networkd

import (
	"slices"

	"github.com/bondc/bondc/ir/diag"
)

// finish says of what nobody used what is lost with it.
func (l *lowering) finish() {
	for _, e := range l.host.Entries {
		switch {
		case e.UsedBy != "" || e.Class != 0:
		case e.Value == "":
			e.UsedBy = "reset"
		default:
			e.Class = classOf(e.Section, e.Key)
		}
	}
}

// classOf returns what is lost with a key that nobody used.
func classOf(section, key string) diag.Class {
	carries := []string{
		"Address", "Gateway", "DNS", "Domains", "VLAN", "Bond", "Bridge", "MACVLAN", "MACVTAP", "IPVLAN", "IPVTAP", "VXLAN", "Tunnel", "VRF", "Xfrm",
		"BatmanAdvanced", "DHCPServer", "IPMasquerade", "IPForward", "IPv4Forwarding", "IPv6Forwarding", "IPv6SendRA", "DHCPPrefixDelegation", "IPv6ProxyNDP", "LLDP", "DHCP",
		"IPv6AcceptRA", "LinkLocalAddressing",
	}
	switch section {
	case "Match", "Address", "Route", "RoutingPolicyRule", "NextHop", "WireGuard", "WireGuardPeer", "Tunnel", "VXLAN", "VRF", "MACVLAN", "BridgeVLAN":
		return diag.Connectivity
	case "NetDev":
		if key != "Description" {
			return diag.Connectivity
		}
		return diag.Bookkeeping
	case "Network":
		if slices.Contains(carries, key) && key != "LLDP" {
			return diag.Connectivity
		}
	case "Link":
		if key == "MACAddress" || key == "Unmanaged" {
			return diag.Connectivity
		}
	}
	if key == "Description" || key == "Alias" || len(section) > 1 && section[:2] == "X-" {
		return diag.Bookkeeping
	}
	return diag.Behaviour
}

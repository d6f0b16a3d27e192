package nmprofile

import "strings"

// Kind says how the values of a property are written.
type Kind uint8

// The kinds.
const (
	Scalar    Kind = iota
	Words          // a list of words without blanks in them
	Addresses      // a list of "ADDRESS/PREFIX"
	Objects        // a list of texts with blanks in them: routes and rules
	Options        // a list of NAME=VALUE
)

// KindOf returns how the values of a property are written.
func KindOf(name string) Kind {
	_, property, _ := strings.Cut(name, ".")
	switch {
	case name == "bond.options":
		return Options
	case !strings.HasPrefix(name, "ipv") && !strings.HasPrefix(name, "match.") && !strings.HasPrefix(name, "connection."):
		return Scalar
	}
	switch property {
	case "addresses":
		return Addresses
	case "routes", "routing-rules":
		return Objects
	case "dns", "dns-search", "dns-options", "interface-name", "driver", "path", "permissions", "secondaries":
		if name == "connection.interface-name" {
			return Scalar
		}
		return Words
	}
	return Scalar
}

// SettingName returns the full name of a setting from its name or alias
// (libnm-core-aux-intern, nm_meta_setting_infos; src/libnmc-setting).
func SettingName(word string) string {
	switch word {
	case "ethernet", "wired":
		return ethernet
	case "wifi":
		return "802-11-wireless"
	case "wifi-sec":
		return "802-11-wireless-security"
	case "con":
		return "connection"
	}
	return word
}

const ethernet = "802-3-ethernet"

// Full returns the full name of a property from what nmcli takes for it: names
// and aliases of settings and any beginning of a property that is not that of
// another one ("ipv4.meth", "con.autoconnect"; seen with nmcli 1.42.4). A name
// that is not known stays as it is.
func Full(word string) string {
	setting, property, ok := strings.Cut(word, ".")
	if !ok {
		return word
	}
	setting = SettingName(setting)
	if full, ok := unique(setting, settings()); ok {
		setting = full
	}
	if full, ok := unique(property, properties(setting)); ok {
		property = full
	}
	return setting + "." + property
}

// unique returns the one name that begins with the text, or that it is.
func unique(text string, names []string) (string, bool) {
	found := ""
	for _, name := range names {
		if name == text {
			return name, true
		}
		if strings.HasPrefix(name, text) && text != "" {
			if found != "" {
				return "", false
			}
			found = name
		}
	}
	return found, found != ""
}

func settings() []string {
	return []string{"connection", ethernet, "bond", "bond-port", "bridge", "bridge-port", "ipv4", "ipv6", "match", "vlan", "proxy", "ethtool"}
}

// properties returns the properties of a setting (man nm-settings-nmcli 1.52).
func properties(setting string) []string {
	var text string
	switch setting {
	case "connection":
		text = `id uuid stable-id type interface-name autoconnect autoconnect-priority autoconnect-retries multi-connect auth-retries timestamp
			permissions zone controller master slave-type port-type autoconnect-slaves autoconnect-ports down-on-poweroff secondaries gateway-ping-timeout
			ip-ping-timeout ip-ping-addresses metered lldp mdns llmnr dns-over-tls mptcp-flags wait-device-timeout wait-activation-delay`
	case ethernet:
		text = `port speed duplex auto-negotiate mac-address cloned-mac-address generate-mac-address-mask mac-address-blacklist mac-address-denylist
			mtu s390-subchannels s390-nettype s390-options wake-on-lan wake-on-lan-password accept-all-mac-addresses`
	case "ipv4":
		text = `method dns dns-search dns-options dns-priority addresses gateway routes route-metric route-table routing-rules replace-local-rule
			ignore-auto-routes ignore-auto-dns dhcp-hostname dhcp-send-hostname dhcp-timeout dhcp-iaid dhcp-client-id never-default may-fail
			required-timeout dad-timeout link-local dhcp-fqdn dhcp-vendor-class-identifier dhcp-hostname-flags dhcp-reject-servers
			auto-route-ext-gw shared-dhcp-range shared-dhcp-lease-time`
	case "ipv6":
		text = `method dns dns-search dns-options dns-priority addresses gateway routes route-metric route-table routing-rules replace-local-rule
			ignore-auto-routes ignore-auto-dns dhcp-hostname dhcp-send-hostname dhcp-timeout dhcp-iaid dhcp-duid never-default may-fail
			required-timeout ip6-privacy addr-gen-mode token ra-timeout mtu dhcp-hostname-flags dhcp-pd-hint auto-route-ext-gw
			temp-valid-lifetime temp-preferred-lifetime`
	case "bond":
		text = "options"
	case "vlan":
		text = "parent id flags protocol ingress-priority-map egress-priority-map"
	case "bridge":
		text = `mac-address stp priority forward-delay hello-time max-age ageing-time group-forward-mask multicast-snooping vlan-filtering
			vlan-default-pvid vlans group-address vlan-protocol vlan-stats-enabled multicast-router multicast-querier`
	case "bridge-port":
		text = "priority path-cost hairpin-mode vlans"
	case "match":
		text = "interface-name kernel-command-line driver path"
	}
	return strings.Fields(text)
}

package nmcli

import (
	"iter"
	"strings"
)

// setting is a setting of profiles: its other name and its properties, those of
// which nmcli 1.42.4 does not know yet with a "+".
type setting struct{ name, alias, properties string }

// known returns the properties of a setting.
func (s *setting) known() iter.Seq[string] {
	return func(yield func(string) bool) {
		for name := range strings.FieldsSeq(s.properties) {
			if !yield(strings.TrimPrefix(name, "+")) {
				return
			}
		}
	}
}

// named returns the setting of a name or alias, nil for none.
func named(word string) *setting {
	for i := range settings {
		if s := &settings[i]; s.name == word || s.alias == word && word != "" {
			return s
		}
	}
	return nil
}

// takes reports whether a setting has a property.
func (s *setting) takes(property string) bool { return listed(s.properties, property) }

// isNew reports whether nmcli 1.42.4 does not know a property yet.
func (s *setting) isNew(property string) bool { return listed(s.properties, "+"+property) }

// settings are those that bondc models and those that stand beside them: what
// nmcli 1.42.4 and 1.52.1 name where they refuse another ("nmcli --offline
// connection add").
var settings = []setting{
	{"connection", "",
		"id uuid stable-id type interface-name autoconnect autoconnect-priority autoconnect-retries multi-connect " +
			"auth-retries timestamp permissions zone +controller master slave-type +port-type autoconnect-slaves " +
			"+autoconnect-ports +down-on-poweroff secondaries gateway-ping-timeout +ip-ping-timeout +ip-ping-addresses " +
			"+ip-ping-addresses-require-all metered lldp mdns llmnr dns-over-tls mptcp-flags mud-url " +
			"wait-device-timeout wait-activation-delay"},
	{"802-3-ethernet", "ethernet",
		"port speed duplex auto-negotiate mac-address cloned-mac-address generate-mac-address-mask " +
			"mac-address-blacklist +mac-address-denylist mtu s390-subchannels s390-nettype s390-options wake-on-lan " +
			"wake-on-lan-password accept-all-mac-addresses"},
	{"bond", "",
		"options"},
	{"bond-port", "",
		"queue-id +prio"},
	{"bridge", "",
		"mac-address stp priority forward-delay hello-time max-age ageing-time group-address group-forward-mask " +
			"multicast-hash-max multicast-last-member-count multicast-last-member-interval " +
			"multicast-membership-interval multicast-querier multicast-querier-interval multicast-query-interval " +
			"multicast-query-response-interval multicast-query-use-ifaddr multicast-snooping " +
			"multicast-startup-query-count multicast-startup-query-interval multicast-router vlan-filtering " +
			"vlan-default-pvid vlan-stats-enabled vlan-protocol vlans"},
	{"bridge-port", "",
		"priority path-cost hairpin-mode vlans"},
	{"vlan", "",
		"parent id flags protocol ingress-priority-map egress-priority-map"},
	{"ipv4", "",
		"method dns dns-search dns-options dns-priority addresses gateway routes route-metric route-table " +
			"routing-rules replace-local-rule +dhcp-send-release +routed-dns ignore-auto-routes ignore-auto-dns " +
			"dhcp-client-id dhcp-iaid +dhcp-dscp dhcp-timeout +dhcp-send-hostname-deprecated dhcp-send-hostname " +
			"dhcp-hostname dhcp-fqdn dhcp-hostname-flags never-default may-fail required-timeout dad-timeout " +
			"dhcp-vendor-class-identifier +dhcp-ipv6-only-preferred link-local dhcp-reject-servers auto-route-ext-gw " +
			"+shared-dhcp-range +shared-dhcp-lease-time"},
	{"ipv6", "",
		"method dns dns-search dns-options dns-priority addresses gateway routes route-metric route-table " +
			"routing-rules replace-local-rule +dhcp-send-release +routed-dns ignore-auto-routes ignore-auto-dns " +
			"never-default may-fail required-timeout ip6-privacy +temp-valid-lifetime +temp-preferred-lifetime " +
			"addr-gen-mode ra-timeout mtu +dhcp-pd-hint dhcp-duid dhcp-iaid dhcp-timeout +dhcp-send-hostname-deprecated " +
			"dhcp-send-hostname dhcp-hostname dhcp-hostname-flags auto-route-ext-gw token"},
	{"match", "",
		"interface-name kernel-command-line driver path"},
	{"ethtool", "",
		"feature-esp-hw-offload feature-esp-tx-csum-hw-offload feature-fcoe-mtu feature-gro feature-gso " +
			"feature-highdma feature-hw-tc-offload feature-l2-fwd-offload feature-loopback feature-lro " +
			"feature-macsec-hw-offload feature-ntuple feature-rx feature-rxhash feature-rxvlan feature-rx-all " +
			"feature-rx-fcs feature-rx-gro-hw feature-rx-gro-list feature-rx-udp-gro-forwarding " +
			"feature-rx-udp_tunnel-port-offload feature-rx-vlan-filter feature-rx-vlan-stag-filter " +
			"feature-rx-vlan-stag-hw-parse feature-sg feature-tls-hw-record feature-tls-hw-rx-offload " +
			"feature-tls-hw-tx-offload feature-tso feature-tx feature-txvlan feature-tx-checksum-fcoe-crc " +
			"feature-tx-checksum-ipv4 feature-tx-checksum-ipv6 feature-tx-checksum-ip-generic feature-tx-checksum-sctp " +
			"feature-tx-esp-segmentation feature-tx-fcoe-segmentation feature-tx-gre-csum-segmentation " +
			"feature-tx-gre-segmentation feature-tx-gso-list feature-tx-gso-partial feature-tx-gso-robust " +
			"feature-tx-ipxip4-segmentation feature-tx-ipxip6-segmentation feature-tx-nocache-copy " +
			"feature-tx-scatter-gather feature-tx-scatter-gather-fraglist feature-tx-sctp-segmentation " +
			"feature-tx-tcp6-segmentation feature-tx-tcp-ecn-segmentation feature-tx-tcp-mangleid-segmentation " +
			"feature-tx-tcp-segmentation feature-tx-tunnel-remcsum-segmentation feature-tx-udp-segmentation " +
			"feature-tx-udp_tnl-csum-segmentation feature-tx-udp_tnl-segmentation feature-tx-vlan-stag-hw-insert " +
			"coalesce-adaptive-rx coalesce-adaptive-tx coalesce-pkt-rate-high coalesce-pkt-rate-low coalesce-rx-frames " +
			"coalesce-rx-frames-irq coalesce-rx-frames-high coalesce-rx-frames-low coalesce-rx-usecs " +
			"coalesce-rx-usecs-irq coalesce-rx-usecs-high coalesce-rx-usecs-low coalesce-sample-interval " +
			"coalesce-stats-block-usecs coalesce-tx-frames coalesce-tx-frames-irq coalesce-tx-frames-high " +
			"coalesce-tx-frames-low coalesce-tx-usecs coalesce-tx-usecs-irq coalesce-tx-usecs-high " +
			"coalesce-tx-usecs-low pause-autoneg pause-rx pause-tx +eee-enabled ring-rx ring-rx-jumbo ring-rx-mini " +
			"ring-tx +channels-rx +channels-tx +channels-other +channels-combined +fec-mode"},
	{"proxy", "",
		"method browser-only pac-url pac-script"},
	{"hostname", "",
		"priority from-dhcp from-dns-lookup only-from-default"},
	{"link", "",
		"gso-max-segments gso-max-size gro-max-size tx-queue-length"},
	{"tc", "",
		"qdiscs tfilters"},
	{"sriov", "",
		"total-vfs vfs autoprobe-drivers +eswitch-mode +eswitch-inline-mode +eswitch-encap-mode"},
	{"dcb", "",
		"app-fcoe-flags app-fcoe-priority app-fcoe-mode app-iscsi-flags app-iscsi-priority app-fip-flags " +
			"app-fip-priority priority-flow-control-flags priority-flow-control priority-group-flags priority-group-id " +
			"priority-group-bandwidth priority-bandwidth priority-strict-bandwidth priority-traffic-class"},
	{"802-1x", "",
		"optional eap identity anonymous-identity pac-file ca-cert ca-cert-password ca-cert-password-flags ca-path " +
			"subject-match altsubject-matches domain-suffix-match domain-match client-cert client-cert-password " +
			"client-cert-password-flags phase1-peapver phase1-peaplabel phase1-fast-provisioning phase1-auth-flags " +
			"phase2-auth phase2-autheap phase2-ca-cert phase2-ca-cert-password phase2-ca-cert-password-flags " +
			"phase2-ca-path phase2-subject-match phase2-altsubject-matches phase2-domain-suffix-match " +
			"phase2-domain-match phase2-client-cert phase2-client-cert-password phase2-client-cert-password-flags " +
			"password password-flags password-raw password-raw-flags private-key private-key-password " +
			"private-key-password-flags phase2-private-key phase2-private-key-password " +
			"phase2-private-key-password-flags pin pin-flags system-ca-certs auth-timeout +openssl-ciphers"},
}

// bondAliases are the bonding options that are words of "connection add" and
// "modify".
const bondAliases = "mode miimon downdelay updelay arp-interval arp-ip-target lacp-rate primary"

// aliases are the words that stand for a property.
var aliases = []struct{ word, setting, property string }{
	{"type", "connection", "type"},
	{"ifname", "connection", "interface-name"},
	{"con-name", "connection", "id"},
	{"autoconnect", "connection", "autoconnect"},
	{"master", "connection", "master"},
	{"controller", "connection", "controller"},
	{"slave-type", "connection", "slave-type"},
	{"port-type", "connection", "port-type"},
	{"mac", "802-3-ethernet", "mac-address"},
	{"cloned-mac", "802-3-ethernet", "cloned-mac-address"},
	{"mtu", "802-3-ethernet", "mtu"},
	{"queue-id", "bond-port", "queue-id"},
	{"prio", "bond-port", "prio"},
	{"mac", "bridge", "mac-address"},
	{"stp", "bridge", "stp"},
	{"priority", "bridge", "priority"},
	{"forward-delay", "bridge", "forward-delay"},
	{"hello-time", "bridge", "hello-time"},
	{"max-age", "bridge", "max-age"},
	{"ageing-time", "bridge", "ageing-time"},
	{"multicast-snooping", "bridge", "multicast-snooping"},
	{"group-forward-mask", "bridge", "group-forward-mask"},
	{"priority", "bridge-port", "priority"},
	{"path-cost", "bridge-port", "path-cost"},
	{"hairpin", "bridge-port", "hairpin-mode"},
	{"dev", "vlan", "parent"},
	{"id", "vlan", "id"},
	{"flags", "vlan", "flags"},
	{"ingress", "vlan", "ingress-priority-map"},
	{"egress", "vlan", "egress-priority-map"},
	{"ip4", "ipv4", "addresses"},
	{"gw4", "ipv4", "gateway"},
	{"ip6", "ipv6", "addresses"},
	{"gw6", "ipv6", "gateway"},
	{"method", "proxy", "method"},
	{"browser-only", "proxy", "browser-only"},
	{"pac-url", "proxy", "pac-url"},
	{"pac-script", "proxy", "pac-script"},
}

// kinds are the settings of a profile, by its type, beside those of all
// (everywhere) and of all that are no ports (unbound). Of other types nothing is
// known.
var kinds = []struct{ kind, settings string }{
	{"ethernet", "802-3-ethernet 802-1x dcb sriov ethtool"},
	{"bond", "bond 802-3-ethernet ethtool"},
	{"vlan", "vlan 802-3-ethernet ethtool"},
	{"bridge", "bridge 802-3-ethernet ethtool"},
	{"bond-slave", "802-3-ethernet 802-1x dcb sriov ethtool"},
	{"bridge-slave", "802-3-ethernet 802-1x dcb sriov ethtool"},
	{"team-slave", "802-3-ethernet 802-1x dcb sriov ethtool"},
	{untyped, "connection"},
}

// untyped is the type of a profile that is made until its type is read.
const untyped = "no type yet"

// types are the types of profiles that nmcli 1.52.1 takes; a beginning of
// "802-3-ethernet" is taken too.
const types = "6lowpan olpc-mesh wifi ethernet adsl bluetooth bond bridge cdma dummy generic gsm hsr infiniband ip-tunnel ipvlan loopback macsec " +
	"macvlan ovs-bridge ovs-interface ovs-port ovs-dpdk ovs-patch pppoe team tun veth vlan vpn vrf vxlan wifi-p2p wimax wireguard wpan bond-slave bridge-slave team-slave"

// foreign are the words of settings that are not listed here.
const foreign = "addr apn bt-type cak channel ckn config destination-port dhcp-anycast dhcp-anycast-address encapsulation encrypt group local mode multi-queue nsp owner " +
	"p-key parent password pi port protocol remote service source-port-max source-port-min ssid table tap transport-mode user username vnet-hdr vpn-type"

// ownOf returns the settings of a type, "" for one that is not known.
func ownOf(kind string) string {
	for _, k := range kinds {
		if k.kind == kind {
			return k.settings
		}
	}
	return ""
}

const (
	everywhere = "connection match link"
	unbound    = "ipv4 ipv6 hostname tc proxy"
)

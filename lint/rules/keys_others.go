package rules

// The keys of dialects in which an unknown key is nobody's fault: shell variables,
// and words that ifupdown hands to scripts. They serve to tell a slip from a word
// of somebody else's.

// ifcfgKeys are those of initscripts (sysconfig.txt) and NetworkManager
// (nms-ifcfg-rh-utils.c, nms_ifcfg_well_known_keys), but for 802.1X, wireless, DCB
// and teams.
const ifcfgKeys = "ACCEPT_ALL_MAC_ADDRESSES ACD_TIMEOUT ADDRESS ARPCHECK ARPING_WAIT ARPUPDATE AUTH_RETRIES AUTOCONNECT_PRIORITY " +
	"AUTOCONNECT_RETRIES AUTOCONNECT_SLAVES BONDING_MASTER BONDING_OPTS BOND_PORT_PRIO BOND_PORT_QUEUE_ID BOOTPROTO BRIDGE " +
	"BRIDGE_MACADDR BRIDGE_PORT_VLANS BRIDGE_UUID BRIDGE_VLANS BRIDGING_OPTS BROADCAST BROWSER_ONLY CLONENUM_START CONNECTED_MODE " +
	"CONNECTION_METERED CTCPROT DEFROUTE DELAY DEVICE DEVICETYPE DEVTIMEOUT DHCLIENTARGS DHCLIENT_IGNORE_GATEWAY DHCPRELEASE " +
	"DHCPV6C DHCPV6C_OPTIONS DHCPV6_DUID DHCPV6_HOSTNAME DHCPV6_HOSTNAME_FLAGS DHCPV6_IAID DHCPV6_PD_HINT DHCPV6_SEND_HOSTNAME " +
	"DHCPv6_DUID DHCPv6_IAID DHCP_CLIENT_ID DHCP_FQDN DHCP_HOSTNAME DHCP_HOSTNAME_FLAGS DHCP_IAID DHCP_REJECT_SERVERS " +
	"DHCP_SEND_HOSTNAME DHCP_VENDOR_CLASS_IDENTIFIER DNS DNS_OVER_TLS DOMAIN ETHTOOL_DELAY ETHTOOL_OPTS ETHTOOL_WAKE_ON_LAN " +
	"FIREWALL FORWARD_IPV4 GATEWAY GATEWAYDEV GATEWAY_PING_TIMEOUT GENERATE_MAC_ADDRESS_MASK GVRP HOSTNAME HOTPLUG HWADDR " +
	"HWADDR_BLACKLIST IPADDR IPADDR_END IPADDR_START IPV4_AUTO_ROUTE_EXT_GW IPV4_DHCP_TIMEOUT IPV4_DNS_PRIORITY " +
	"IPV4_FAILURE_FATAL IPV4_LINK_LOCAL IPV4_REPLACE_LOCAL_RULE IPV4_REQUIRED_TIMEOUT IPV4_ROUTE_METRIC IPV4_ROUTE_TABLE " +
	"IPV6ADDR IPV6ADDR_SECONDARIES IPV6FORWARDING IPV6INIT IPV6TO4INIT IPV6TUNNELIPV4 IPV6TUNNELIPV4LOCAL IPV6_ADDR_GEN_MODE " +
	"IPV6_AUTOCONF IPV6_AUTOTUNNEL IPV6_DEFAULTDEV IPV6_DEFAULTGW IPV6_DEFROUTE IPV6_DHCP_TIMEOUT IPV6_DISABLED IPV6_FORCE_ACCEPT_RA " +
	"IPV6_DNS_PRIORITY IPV6_DOMAIN IPV6_FAILURE_FATAL IPV6_MTU IPV6_PEERDNS IPV6_PEERROUTES IPV6_PRIVACY " +
	"IPV6_PRIVACY_PREFER_PUBLIC_IP IPV6_RA_TIMEOUT IPV6_REPLACE_LOCAL_RULE IPV6_REQUIRED_TIMEOUT IPV6_RES_OPTIONS " +
	"IPV6_ROUTER IPV6_ROUTE_METRIC IPV6_ROUTE_TABLE IPV6_SET_SYSCTLS IPV6_TOKEN ISALIAS KEEPALIVE LAYER2 LINKDELAY LLDP LLMNR MACADDR MASTER " +
	"MASTER_UUID MATCH_INTERFACE_NAME MDNS METRIC MTU MUD_URL MULTI_CONNECT MVRP NAME NETMASK NETTYPE NETWORK NETWORKING NM_CONTROLLED " +
	"NOZEROCONF NO_ALIASROUTING ONBOOT ONPARENT OPTIONS PAC_SCRIPT PARENTDEV PEERDNS PEERNTP PEERROUTES PERSISTENT_DHCLIENT PHYSDEV PKEY PKEY_ID " +
	"PORTNAME POWERSAVE PREFIX PROXY_METHOD REALDEVICE REORDER_HDR RES_OPTIONS ROUTING_RULE6_ ROUTING_RULE_ SCOPE SEARCH " +
	"SECONDARY_UUIDS SLAVE SRC SRCADDR SRIOV_AUTOPROBE_DRIVERS SRIOV_TOTAL_VFS STABLE_ID STP SUBCHANNELS TYPE USERCTL USERS UUID VF VLAN " +
	"VLAN_EGRESS_PRIORITY_MAP VLAN_FLAGS VLAN_ID VLAN_INGRESS_PRIORITY_MAP VLAN_NAME_TYPE VRF VRF_UUID WAIT_ACTIVATION_DELAY WAIT_DEVICE_TIMEOUT WINDOW ZONE"

// suseKeys are those of wicked's ifcfg(5), ifcfg-bonding(5), ifcfg-bridge(5),
// ifcfg-vlan(5), ifcfg-dhcp(5) and ifroute(5).
const suseKeys = "ARP_NOTIFY ARP_VERIFY AUTO6_UPDATE AUTO6_WAIT_AT_BOOT BONDING_MASTER BONDING_MODULE_OPTS BONDING_SLAVE BONDING_SLAVE_ BOOTPROTO " +
	"BRIDGE BRIDGE_AGEINGTIME BRIDGE_FORWARDDELAY BRIDGE_HELLOTIME BRIDGE_MAXAGE BRIDGE_PATHCOSTS BRIDGE_PORTPRIORITIES BRIDGE_PORTS " +
	"BRIDGE_PRIORITY BRIDGE_STP BROADCAST CHECK_DUPLICATE_IP DEVICE DHCLIENT6_CLIENT_ID DHCLIENT6_MODE DHCLIENT6_RAPID_COMMIT DHCLIENT6_UPDATE " +
	"DHCLIENT_CLIENT_ID DHCLIENT_HOSTNAME_OPTION DHCLIENT_MODIFY_RESOLV_CONF DHCLIENT_RELEASE_BEFORE_QUIT DHCLIENT_ROUTE_PRIORITY " +
	"DHCLIENT_SET_DEFAULT_ROUTE DHCLIENT_SET_HOSTNAME DHCLIENT_UPDATE DHCLIENT_VENDOR_CLASS_ID DHCLIENT_WAIT_AT_BOOT DHCP_DUID ETHERDEVICE " +
	"ETHTOOL_OPTIONS FIREWALL GATEWAY HWADDR IFPLUGD_PRIORITY INTERFACETYPE IPADDR IPV6_ACCEPT_RA IPV6_ADDRCONF IPV6_AUTOCONF IPV6_DISABLED " +
	"IPV6_PRIVACY LABEL LINK_READY_WAIT LINK_REQUIRED LLADDR MACVLAN_DEVICE MTU NAME NETMASK NETWORK PERSISTENT_DHCLIENT POST_DOWN_SCRIPT POST_UP_SCRIPT " +
	"PREFIXLEN PRE_DOWN_SCRIPT PRE_UP_SCRIPT REMOTE_IPADDR SCOPE SEND_GRATUITOUS_ARP STARTMODE TUNNEL USERCONTROL VLAN VLAN_EGRESS_MAP " +
	"VLAN_ID VLAN_INGRESS_MAP VLAN_PROTOCOL ZONE"

// ifupdownKeys are those of interfaces(5), bridge-utils-interfaces(5),
// vlan-interfaces(5), ifenslave and resolvconf(8), and of ifupdown2's addons, with
// "-" for "_"; the bonding options stand in the table of options.
const ifupdownKeys = "accept-ra address addr-method alias attempts autoconf bond-slaves bond-master bond-primary bridge-access bridge-ageing bridge-allow-untagged " +
	"bridge-bridgeprio bridge-fd bridge-gcint bridge-hello bridge-hw bridge-maxage bridge-maxwait bridge-mcsnoop bridge-pathcosts bridge-pathcost bridge-portmcrouter " +
	"bridge-portprio bridge-ports bridge-pvid bridge-stp bridge-vids bridge-vlan-aware bridge-vlan-protocol bridge-waitport broadcast client clientid " +
	"dad-attempts dad-interval dns-domain dns-nameserver dns-nameservers dns-options dns-search dns-sortlist dstaddr endpoint ethernet-autoneg " +
	"ethernet-port ethernet-wol ethtool-ethernet-wol frame gateway hostname hwaddress ip-forward ip-rp-filter ip6-forward leasehours leasetime link link-autoneg " +
	"link-down link-duplex link-speed ll-attempts ll-interval local media metric mode mpls-enable mtu name netmask network options peer pointopoint preferred-lifetime " +
	"privext provider remote request-prefix requires scope slaves ttl tos tunnel-dev unit uuid vendor vlan-id vlan-protocol vlan-raw-device vrf vrf-table vxlan-id"

// profileKeys are the properties of NetworkManager's profiles, as keyfiles spell
// them (nm-settings-keyfile(5) of NetworkManager 1.52).
var profileKeys = vocabulary{
	{"connection", "auth-retries autoconnect autoconnect-ports autoconnect-priority autoconnect-retries autoconnect-slaves controller dns-over-tls " +
		"down-on-poweroff gateway-ping-timeout id interface-name ip-ping-addresses ip-ping-addresses-require-all ip-ping-timeout lldp llmnr master mdns metered " +
		"mptcp-flags mud-url multi-connect permissions port-type read-only secondaries slave-type stable-id timestamp type uuid wait-activation-delay wait-device-timeout zone"},
	{"ipv4", "address addresses auto-route-ext-gw dad-timeout dhcp-client-id dhcp-dscp dhcp-fqdn dhcp-hostname dhcp-hostname-flags dhcp-iaid " +
		"dhcp-ipv6-only-preferred dhcp-reject-servers dhcp-send-hostname dhcp-send-hostname-v2 dhcp-send-release dhcp-timeout dhcp-vendor-class-identifier dns dns-options dns-priority dns-search " +
		"forwarding gateway ignore-auto-dns ignore-auto-routes link-local may-fail method never-default replace-local-rule required-timeout route route-metric " +
		"route-table routes routing-rule routing-rules shared-dhcp-lease-time shared-dhcp-range"},
	{"ipv6", "addr-gen-mode address addresses auto-route-ext-gw dad-timeout dhcp-duid dhcp-hostname dhcp-hostname-flags dhcp-iaid dhcp-pd-hint " +
		"dhcp-reject-servers dhcp-send-hostname dhcp-send-hostname-v2 dhcp-send-release dhcp-timeout dns dns-options dns-priority dns-search gateway ignore-auto-dns ignore-auto-routes ip6-privacy " +
		"may-fail method mtu never-default ra-timeout replace-local-rule required-timeout route route-metric route-table routes routing-rule routing-rules " +
		"temp-preferred-lifetime temp-valid-lifetime token"},
	{"ethernet", ethernetKeys}, {"802-3-ethernet", ethernetKeys},
	{"vlan", "egress-priority-map flags id ingress-priority-map interface-name parent protocol"},
	{"bridge", "ageing-time forward-delay group-address group-forward-mask hello-time interface-name mac-address max-age multicast-hash-max multicast-last-member-count " +
		"multicast-last-member-interval multicast-membership-interval multicast-querier multicast-querier-interval multicast-query-interval " +
		"multicast-query-response-interval multicast-query-use-ifaddr multicast-router multicast-snooping multicast-startup-query-count " +
		"multicast-startup-query-interval priority stp vlan-default-pvid vlan-filtering vlan-protocol vlan-stats-enabled vlans"},
	{"bridge-port", "hairpin-mode path-cost priority vlans"},
	{"bond-port", "prio queue-id"},
}

const ethernetKeys = "accept-all-mac-addresses auto-negotiate cloned-mac-address duplex generate-mac-address-mask mac-address mac-address-blacklist mac-address-denylist " +
	"mtu port s390-nettype s390-options s390-subchannels speed wake-on-lan wake-on-lan-password"

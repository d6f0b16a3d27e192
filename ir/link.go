package ir

import (
	"net/netip"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// EntryClass is the class of loss of a residue entry.
type EntryClass = diag.Class

// Kind is the kind of a link.
type Kind uint8

// The kinds. Other is a link that bondc does not model but never forgets.
const (
	Ethernet Kind = iota
	BondKind
	VLANKind
	BridgeKind
	Other
)

// String returns the word of JSON and HCL.
func (k Kind) String() string {
	return [...]string{"ethernet", "bond", "vlan", "bridge", "other"}[k]
}

// Activation says when a link is brought up.
type Activation string

// The activations.
const (
	Boot   Activation = "boot"
	Manual Activation = "manual"
	Off    Activation = "off"
)

// Link is one interface.
type Link struct {
	Name string
	Kind Kind
	// OtherKind is the dialect's word for a link of kind Other: "wifi", "team".
	OtherKind string
	// Span is the place that declares the link: a file's DEVICE line, a YAML
	// key, a block header.
	Span source.Span
	// Implied means that nothing declares the link: it was only named, by
	// MASTER=, as a port, or as a VLAN's parent.
	Implied bool
	// Unread means that part of the declaration could not be read, which an error
	// of reading says (a merge key in netplan's files): what the link seems to lack
	// may stand there, and no rule judges it.
	Unread bool

	Activation Opt[Activation]
	// Optional means that boot does not wait for the link.
	Optional Opt[bool]
	Match    Match
	// MAC is the address that is set, in lower case with colons.
	MAC Opt[string]
	// KernelMAC is true where the files leave the address of a bond or bridge
	// to the kernel, which takes the first port's (networkd: MACAddress=none).
	KernelMAC Opt[bool]
	// MTU is in bytes.
	MTU Opt[int]
	// WakeOnLAN is true for magic packets, false for off.
	WakeOnLAN Opt[bool]
	// Managed is NM_CONTROLLED: false keeps NetworkManager away.
	Managed Opt[bool]
	// Zone is the firewall zone.
	Zone Opt[string]
	// Via is who applies the link where the files say it (netplan's renderer).
	Via Opt[target.Via]

	IPv4      IPv4
	IPv6      IPv6
	Addresses []Address
	Routes    []Route
	Rules     []Rule
	DNS       DNS

	Bond   *Bond
	VLAN   *VLAN
	Bridge *Bridge
}

// Match says which device a link is, where the name alone does not.
type Match struct {
	// Name is a glob or name that the device has, where it is not the link's.
	Name Opt[string]
	// PermanentMAC is the hardware address of the device, in lower case.
	PermanentMAC Opt[string]
	// Driver is the kernel driver (a glob).
	Driver Opt[string]
	// Rename means that the device gets the link's name (netplan's set-name,
	// HWADDR under initscripts).
	Rename Opt[bool]
}

// Any reports whether the link matches by anything but its name.
func (m *Match) Any() bool { return m.Name.Set || m.PermanentMAC.Set || m.Driver.Set }

// The methods of IPv4 and IPv6.
const (
	MethodNone      = "none"       // nothing was asked for: no address of this family is configured
	MethodStatic    = "static"     // the addresses written
	MethodDHCP      = "dhcp"       // DHCPv4, DHCPv6
	MethodAuto      = "auto"       // IPv6 router advertisements
	MethodLinkLocal = "link-local" // only a link-local address
	MethodShared    = "shared"     // NetworkManager's shared (IPv4)
	MethodIgnore    = "ignore"     // NetworkManager leaves IPv6 to the kernel
	MethodDisabled  = "disabled"   // the family is switched off on the link
)

// IPv4 is how a link gets its IPv4 configuration.
type IPv4 struct {
	Method Opt[string]
	// UseDNS and UseRoutes say whether DHCP's answers are used.
	UseDNS, UseRoutes Opt[bool]
	// NeverDefault means that the link never gets the default route.
	NeverDefault Opt[bool]
	// RouteMetric is the metric of the routes that DHCP or the link brings.
	RouteMetric Opt[int]
	// ClientID is DHCP's client identifier: "mac" or "duid".
	ClientID Opt[string]
	// Hostname is sent to the DHCP server.
	Hostname Opt[string]
	// DAD is duplicate address detection (ARPCHECK).
	DAD Opt[bool]
	// LinkLocal is true where a 169.254 address is wanted beside others.
	LinkLocal Opt[bool]
}

// IPv6 is how a link gets its IPv6 configuration.
type IPv6 struct {
	Method Opt[string]
	// RA says whether router advertisements are accepted.
	RA Opt[bool]
	// LinkLocal says whether the link has a link-local address.
	LinkLocal Opt[bool]
	// DHCP is true where DHCPv6 runs, beside RA or without.
	DHCP Opt[bool]
	// UseDNS and UseRoutes say whether the answers are used.
	UseDNS, UseRoutes Opt[bool]
	NeverDefault      Opt[bool]
	RouteMetric       Opt[int]
	// Privacy says whether temporary addresses are used.
	Privacy Opt[bool]
}

// Address is one static address.
type Address struct {
	Prefix netip.Prefix
	// Label is the alias name ("bond0:1").
	Label string
	// Lifetime is the preferred lifetime: "", "forever" or "0".
	Lifetime string
	Span     source.Span
}

// Route is one static route.
type Route struct {
	// To is the destination. The zero Prefix with Default set is a default
	// route of Family.
	To      netip.Prefix
	Default bool
	// Family is 4 or 6.
	Family int
	// Via is the gateway; invalid for a route to the link itself.
	Via    netip.Addr
	Metric Opt[int]
	// Table is the routing table, 254 (main) where absent.
	Table Opt[int]
	// OnLink means that the gateway is reached without a route to it.
	OnLink Opt[bool]
	// Source is the preferred source address.
	Source netip.Addr
	// Scope and Type are iproute2's words, "" where not written.
	Scope, Type string
	// MTU is the path MTU in bytes.
	MTU Opt[int]
	// AdvMSS, CongestionWindow, ReceiveWindow are iproute2's advmss, initcwnd,
	// initrwnd.
	AdvMSS, CongestionWindow, ReceiveWindow Opt[int]
	Span                                    source.Span
}

// Rule is one rule of policy routing.
type Rule struct {
	From, To netip.Prefix
	// Family is 4 or 6.
	Family   int
	Table    Opt[int]
	Priority Opt[int]
	// Mark is the firewall mark, TOS the type of service.
	Mark, TOS Opt[int]
	// IIF and OIF are incoming and outgoing link.
	IIF, OIF string
	Span     source.Span
}

// DNS is what a link contributes to name resolution.
type DNS struct {
	Servers []DNSServer
	Search  []Search
}

// DNSServer is one server.
type DNSServer struct {
	Addr netip.Addr
	Span source.Span
}

// Search is one search domain; one with "~" in front only sends the queries
// below it to the link's servers (systemd.network(5), Domains=).
type Search struct {
	Domain string
	Span   source.Span
}

// Bond is what makes a link a bond.
type Bond struct {
	// Defaults are the module parameters below the settings, in order.
	Defaults []Setting
	// Settings are the options as written, in order, bad ones included.
	Settings []Setting
	// Ports are in the order in which they are attached.
	Ports []Port
	// SettingsSpan is the place where settings stand (the value of
	// BONDING_OPTS, the parameters mapping); zero if there is none.
	SettingsSpan source.Span
}

// Port is one port of a bond or a bridge.
type Port struct {
	Name string
	// Span is the place that says so: MASTER=, an item of a list.
	Span source.Span
	// Settings are a bond port's own options.
	Settings []Setting
	// PathCost and Priority are a bridge port's.
	PathCost, Priority Opt[int]
}

// VLAN is what makes a link a VLAN.
type VLAN struct {
	// ID is in 0..4094.
	ID Opt[int]
	// Link is the parent's name.
	Link Opt[string]
	// ReorderHeader, GVRP, MVRP and LooseBinding are the kernel's VLAN flags.
	ReorderHeader, GVRP, MVRP, LooseBinding Opt[bool]
	// Protocol is "802.1q" or "802.1ad".
	Protocol Opt[string]
}

// Bridge is what makes a link a bridge.
type Bridge struct {
	Ports []Port
	STP   Opt[bool]
	// ForwardDelay, HelloTime, MaxAge and AgeingTime are in seconds.
	ForwardDelay, HelloTime, MaxAge, AgeingTime Opt[int]
	Priority                                    Opt[int]
	// Options are further options in the words of sysfs, as written.
	Options []Setting
}

// Module is what modprobe files say about the bonding driver.
type Module struct {
	// Aliases are the names under which the driver is requested ("bond0").
	Aliases []ModuleName
	// Options are "options" lines, in order.
	Options []ModuleOptions
	// Disabled is set where the module is kept from loading.
	Disabled Opt[bool]
}

// ModuleName is an alias of the driver.
type ModuleName struct {
	Name string
	Span source.Span
}

// ModuleOptions are the parameters given for the driver or one alias of it.
type ModuleOptions struct {
	// For is "bonding" or an alias.
	For      string
	Settings []Setting
	Span     source.Span
	// Instance is the name given by "-o", "" for an ordinary line.
	Instance string
}

// Setting returns the last usable setting of an option, or nil.
func (b *Bond) Setting(id option.ID) *Setting { return last(b.Settings, id) }

// Value returns what was written for an option: settings over module
// defaults, and adding list values joined. The second result is false where
// neither layer has a usable value.
func (b *Bond) Value(id option.ID) (string, bool) {
	if v, ok := ValueOf(b.Settings, id); ok {
		return v, true
	}
	return ValueOf(b.Defaults, id)
}

// ValueOf returns the value that an ordered list of settings leads to: the
// last one wins, and values that add are joined to what stands before them.
func ValueOf(settings []Setting, id option.ID) (string, bool) {
	var parts []string
	for i := range settings {
		s := &settings[i]
		if s.ID != id || !s.Usable() {
			continue
		}
		if !s.Adds || len(parts) == 1 && parts[0] == "" {
			parts = parts[:0]
		}
		parts = append(parts, s.Value)
	}
	return strings.Join(parts, ","), len(parts) > 0
}

func last(settings []Setting, id option.ID) *Setting {
	for i := len(settings) - 1; i >= 0; i-- {
		if settings[i].ID == id && settings[i].Usable() {
			return &settings[i]
		}
	}
	return nil
}

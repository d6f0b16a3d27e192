// Package state holds what passes between the tests and the program in the
// guest: a case, written as CASES/NAME.json, and what the kernel's state was
// once the case was applied, written as RESULTS/NAME.json.
package state

// Tool is who applies a case's files.
type Tool string

// The tools. Script is no tool of its own: the case's script is run by a shell.
const (
	Networkd       Tool = "networkd"
	NetworkManager Tool = "networkmanager"
	NMCLI          Tool = "nmcli" // the script is run beside a running NetworkManager
	Netplan        Tool = "netplan"
	NetplanNM      Tool = "netplan-nm"
	Ifupdown       Tool = "ifupdown"
	Modprobe       Tool = "modprobe"
	Script         Tool = "script"
)

// Case is one configuration and the machine that it is applied to.
type Case struct {
	Name string
	Tool Tool
	// NICs are veth links whose far ends are ports of a switch.
	NICs []NIC
	// LACP are groups of NICs whose far ends are one 802.3ad bond.
	LACP [][]string
	// Far are addresses of the switch: gateways and ARP targets answer there.
	Far []string
	// Dynamic makes the switch answer DHCP and send router advertisements, which
	// with DHCP6 tell hosts to ask for addresses by DHCPv6 too.
	Dynamic, DHCP6 bool
	// Await are addresses to wait for, within reason.
	Await  []Await
	Files  []File
	Script string
	Steps  []Step
}

// NIC is one veth link.
type NIC struct{ Name, MAC string }

// Await is an address of a network that a link is to get. Bits is its prefix
// length; 0 stands for any.
type Await struct {
	Link, Network string
	Bits          int
}

// File is one file of the case, put in place before the tool starts.
type File struct {
	Path string
	Mode uint32
	Data []byte
}

// Step is something that happens once the case is applied; the state is taken
// after each.
type Step struct {
	Name string
	// Cut and Mend are NICs whose far end loses its carrier or gets it back; Active
	// is the bond's active port.
	Cut, Mend string
	// Bond is watched for another active port, for at most Within milliseconds.
	Bond   string
	Within int
}

// Active stands for the bond's active port.
const Active = "active"

// Result is what came of a case.
type Result struct {
	Name string
	// Error is why the case could not be run at all.
	Error    string
	Commands []Command
	// Settled means that the state was quiet and the tool idle.
	Settled bool
	State   State
	Steps   []StepResult
	// Log is the journal's and the kernel's.
	Log []string
	// Left are links that stayed after the case was taken down.
	Left    []string
	Seconds float64
	// Took is where the seconds went.
	Took struct{ NICs, Apply, Settle, Dump, Clean float64 }
}

// StepResult is the state after a step.
type StepResult struct {
	Name string
	// Before and After are the active port; Took is how many milliseconds passed
	// until it changed, -1 where it did not.
	Before, After string
	Took          int
	State         State
}

// Command is what was run and what came of it.
type Command struct {
	Line   string
	Status int
	Output string
}

// State is the kernel's state, and what else can be seen.
type State struct {
	Bonds map[string]Bond
	Links []Link
	// Routes are of all tables but the local one, Rules without the kernel's own.
	Routes []Route
	Rules  []Rule
	// ResolvConf is the text of /etc/resolv.conf, LinkDNS what else says which
	// name servers a link has: lines of networkd's or resolvconf's own records.
	ResolvConf string
	LinkDNS    map[string][]string
}

// Bond is /sys/class/net/NAME/bonding, each file's text, and the bonding_slave
// folder of each port.
type Bond struct {
	Files map[string]string
	Ports map[string]map[string]string
}

// Link is a link as ip(8) shows it.
type Link struct {
	Name      string   `json:"ifname"`
	Parent    string   `json:"link"`
	Master    string   `json:"master"`
	MTU       int      `json:"mtu"`
	MAC       string   `json:"address"`
	Operstate string   `json:"operstate"`
	Flags     []string `json:"flags"`
	Info      struct {
		Kind string `json:"info_kind"`
		Data struct {
			ID       int      `json:"id"`
			Protocol string   `json:"protocol"`
			Flags    []string `json:"flags"`
			STP      int      `json:"stp_state"`
			Forward  int      `json:"forward_delay"`
			Hello    int      `json:"hello_time"`
			MaxAge   int      `json:"max_age"`
			Ageing   int      `json:"ageing_time"`
			Priority int      `json:"priority"`
		} `json:"info_data"`
		Port PortData `json:"info_slave_data"`
	} `json:"linkinfo"`
	Addresses []Address `json:"addr_info"`
}

// PortData is what a port has of its own, of a bond or of a bridge.
type PortData struct {
	QueueID  int `json:"queue_id"`
	Prio     int `json:"prio"`
	Priority int `json:"priority"`
	Cost     int `json:"cost"`
}

// Address is an address as ip(8) shows it.
type Address struct {
	Local   string `json:"local"`
	Bits    int    `json:"prefixlen"`
	Scope   string `json:"scope"`
	Label   string `json:"label"`
	Dynamic bool   `json:"dynamic"`
}

// Route is a route as ip(8) shows it.
type Route struct {
	Family   int      `json:"family"`
	Type     string   `json:"type"`
	To       string   `json:"dst"`
	Via      string   `json:"gateway"`
	Dev      string   `json:"dev"`
	Table    string   `json:"table"`
	Protocol string   `json:"protocol"`
	Scope    string   `json:"scope"`
	Source   string   `json:"prefsrc"`
	Metric   int      `json:"metric"`
	Flags    []string `json:"flags"`
	// Hops are the gateways where there are several: routes of one destination
	// and metric are shown as one.
	Hops []struct {
		Via   string   `json:"gateway"`
		Dev   string   `json:"dev"`
		Flags []string `json:"flags"`
	} `json:"nexthops"`
	Metrics []struct {
		MTU    int `json:"mtu"`
		AdvMSS int `json:"advmss"`
		CWnd   int `json:"initcwnd"`
		RWnd   int `json:"initrwnd"`
	} `json:"metrics"`
}

// Rule is a rule as ip(8) shows it.
type Rule struct {
	Family   int    `json:"family"`
	Priority int    `json:"priority"`
	From     string `json:"src"`
	FromBits int    `json:"srclen"`
	To       string `json:"dst"`
	ToBits   int    `json:"dstlen"`
	IIF      string `json:"iif"`
	OIF      string `json:"oif"`
	Mark     string `json:"fwmark"`
	TOS      string `json:"tos"`
	Table    string `json:"table"`
	Protocol string `json:"protocol"`
}

package consumers

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// wordsDrawn is how many commands each nmcli is asked about.
const wordsDrawn = 300

// TestNmcliWordsArePredicted draws commands that make a profile, each with a word
// that stands for a property or nearly does: whole, short, misspelt, in capitals,
// of another type, behind a controller or before the type. nmcli refuses the word
// where bondc's reader says that it does; where it takes the command, its profile
// is the host that bondc reads in it.
func TestNmcliWordsArePredicted(t *testing.T) {
	eachNM(t, func(t *testing.T, nm *offline, machine target.Target) {
		random := rand.New(rand.NewPCG(9, 9))
		words := &nmWords{nm: nm, random: random, properties: map[string][]string{}}
		words.learn()
		taken, refused := 0, 0
		for range wordsDrawn {
			args := words.draw()
			a := nm.ask(nil, args...)
			text := script(args)
			ours, diags := read(t, "nmcli", map[string][]byte{"setup.sh": []byte(text)})
			switch no := refusedWord.MatchString(a.said); {
			case no && !unknownWord(diags) && openWord(a.said, machine): // bondc does not know for which version it is
			case no != unknownWord(diags):
				t.Errorf("nmcli says %s; bondc says %s\n%s", a.said, errors(diags), text)
			case no:
				refused++
			case a.ok:
				taken++
				same(t, text, "nmcli's profile and bondc's reading", map[string][]byte{profiles + "p.nmconnection": []byte(a.profile)}, ours, machine)
			}
		}
		atLeast(t, taken, wordsDrawn/8)
		atLeast(t, refused, wordsDrawn/4)
		record(t, "nmcli", "nmcli", machine.NM.String(), "drawn words taken or refused as predicted", taken+refused)
	})
}

// refusedWord is what nmcli says of a word, and not of a value.
var refusedWord = regexp.MustCompile(`invalid <setting>\.<property>|invalid property|invalid or not allowed setting|is ambiguous|bad connection type|'type' argument is required`)

// openWord reports whether another version may take the word: a property that is
// not known may be one of a later NetworkManager, and what is short for several may
// have been short for one.
func openWord(said string, machine target.Target) bool {
	if machine.NM.Before("1.52") {
		return !strings.Contains(said, "is ambiguous")
	}
	return strings.Contains(said, "invalid property")
}

// unknownWord reports whether bondc says that nmcli refuses a word.
func unknownWord(list diag.List) bool {
	return slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == diag.UnknownKey })
}

// script is a command as it is written.
func script(args []string) string {
	text := "nmcli connection"
	for _, a := range args {
		text += " '" + a + "'"
	}
	return text + "\n"
}

// nmWords draws the words of commands.
type nmWords struct {
	nm         *offline
	random     *rand.Rand
	settings   []string
	properties map[string][]string
}

var among = regexp.MustCompile(`not among \[(.*)\]`)

// learn has nmcli name its settings and their properties by asking for others.
func (w *nmWords) learn() {
	for _, base := range nmBases {
		for _, name := range w.asked(append(slices.Clone(base), "nonsense.x", "1")) {
			name, _, _ = strings.Cut(name, " ")
			if _, known := w.properties[name]; known {
				continue
			}
			w.properties[name] = w.asked(append(slices.Clone(base), name+".nonsense", "1"))
			w.settings = append(w.settings, name)
		}
	}
}

func (w *nmWords) asked(args []string) []string {
	m := among.FindStringSubmatch(w.nm.ask(nil, args...).said)
	if m == nil {
		w.nm.t.Fatalf("nmcli names nothing: %q", args)
	}
	return strings.Split(m[1], ", ")
}

// nmBases are commands that stand without another word.
var nmBases = [][]string{
	strings.Fields("add type ethernet ifname eth0 con-name p"),
	strings.Fields("add type ethernet ifname eth0 con-name p master bond0 slave-type bond"),
	strings.Fields("add type ethernet ifname eth0 con-name p master br0 slave-type bridge"),
	strings.Fields("add type bond ifname bond0 con-name p"),
	strings.Fields("add type vlan ifname v5 con-name p dev eth0 id 5"),
	strings.Fields("add type bridge ifname br0 con-name p"),
	strings.Fields("add type bond-slave ifname eth0 con-name p master bond0"),
	strings.Fields("add type bridge-slave ifname eth0 con-name p master br0"),
}

// nmAliases are words without a dot, some of them of nobody's, with a value.
var nmAliases = []string{
	"autoconnect no", "ip4 192.0.2.10/24", "gw4 192.0.2.1", "ip6 2001:db8::10/64", "gw6 2001:db8::1", "mac 02:00:00:00:00:01", "cloned-mac 02:00:00:00:00:02",
	"mtu 1400", "mode 802.3ad", "mode 1", "primary eth0", "miimon 50", "downdelay 100", "updelay 100", "arp-interval 100", "lacp-rate fast", "lacp_rate 1",
	"arp_interval 100", "xmit_hash_policy layer2+3", "xmit-hash-policy layer3+4", "fail-over-mac active", "min-links 1", "stp no", "priority 5", "forward-delay 5",
	"hello-time 3", "max-age 19", "ageing-time 100", "multicast-snooping no", "group-forward-mask 8", "path-cost 10", "hairpin yes", "queue-id 2", "prio 3",
	"flags 1", "ingress 1:2", "egress 1:2", "zone trusted", "id 6", "dev eth1", "MTU 1400", "mtuu 1400", "gw 192.0.2.1", "ip 192.0.2.10/24", "dns 192.0.2.53",
	"vlan-filtering yes", "interface-name eth5", "method manual",
}

// nmValues are values that properties take.
var nmValues = map[string]string{
	"addresses": "192.0.2.10/24", "dns": "192.0.2.53", "dns-search": "example.org", "mtu": "1400", "method": "auto", "options": "mode=802.3ad,miimon=100",
	"cloned-mac-address": "02:00:00:00:00:02", "autoconnect": "no", "mac-address": "02:00:00:00:00:01", "stp": "no", "vlan-filtering": "yes",
}

func (w *nmWords) draw() []string {
	args := slices.Clone(nmBases[w.random.IntN(len(nmBases))])
	var word, value string
	if w.random.IntN(3) == 0 {
		word, value, _ = strings.Cut(w.one(nmAliases), " ")
	} else {
		setting := w.one(w.settings)
		property := w.one(w.properties[setting])
		if value = nmValues[property]; value == "" {
			value = w.one([]string{"1", "yes", "5"})
		}
		word = w.spelt(setting) + "." + w.spelt(property)
	}
	if w.random.IntN(4) == 0 {
		// Not between the controller and its type, which nmcli knows on a host.
		end := len(args)
		if i := slices.Index(args, "master"); i > 0 {
			end = i
		}
		return slices.Insert(args, 1+2*w.random.IntN(end/2), word, value)
	}
	return append(args, word, value)
}

func (w *nmWords) one(list []string) string { return list[w.random.IntN(len(list))] }

// spelt returns a name as somebody may spell it.
func (w *nmWords) spelt(name string) string {
	at := w.random.IntN(len(name))
	switch w.random.IntN(8) {
	case 0:
		return strings.ToUpper(name[:1]) + name[1:]
	case 1, 2:
		return name[:at+1]
	case 3:
		if len(name) > 4 {
			return name[:at] + name[at+1:]
		}
	case 4:
		if len(name) > 4 {
			return fmt.Sprint(name[:at], name[at:at+1], name[at:])
		}
	}
	return name
}

// commandsDrawn is how many profiles each nmcli is asked to make and change.
const commandsDrawn = 150

// TestNmcliCommandsLeadToTheSameHost draws a command that makes a profile and up to
// two that change it, each with several words that nmcli takes: what it makes of
// them in the end is the host that bondc reads in the script.
func TestNmcliCommandsLeadToTheSameHost(t *testing.T) {
	eachNM(t, func(t *testing.T, nm *offline, machine target.Target) {
		words := &nmWords{nm: nm, random: rand.New(rand.NewPCG(5, 5))}
		judged := 0
		for range commandsDrawn {
			add := append(slices.Clone(nmBases[words.random.IntN(len(nmBases))]), words.several()...)
			a, text := nm.ask(nil, add...), script(add)
			for range words.random.IntN(3) {
				change := words.several()
				if !a.ok || len(change) == 0 {
					continue
				}
				if next := nm.ask([]byte(a.profile), append([]string{"modify"}, change...)...); next.ok {
					a = next
					text += script(append([]string{"modify", "p"}, change...))
				}
			}
			if !a.ok {
				continue
			}
			ours, diags := read(t, "nmcli", map[string][]byte{"setup.sh": []byte(text)})
			if unknownWord(diags) {
				t.Errorf("nmcli takes it; bondc says %s\n%s", errors(diags), text)
			}
			judged++
			same(t, text, "nmcli's profile and bondc's reading", map[string][]byte{profiles + "p.nmconnection": []byte(a.profile)}, ours, machine)
		}
		atLeast(t, judged, commandsDrawn/4)
		record(t, "nmcli", "nmcli", machine.NM.String(), "drawn commands, and what they make the same host", judged)
	})
}

// several returns up to five words with their values.
func (w *nmWords) several() []string {
	var list []string
	for range w.random.IntN(6) {
		word, value, _ := strings.Cut(w.one(nmPairs), " ")
		list = append(list, word, value)
	}
	return list
}

// nmPairs are words and properties with values that fit.
var nmPairs = []string{
	"autoconnect no", "connection.autoconnect yes", "ip4 192.0.2.10/24", "ip4 192.0.2.10/24,192.0.2.11/24", "gw4 192.0.2.1", "ip6 2001:db8::10/64", "gw6 2001:db8::1",
	"cloned-mac 02:00:00:00:00:02", "mtu 1400", "802-3-ethernet.mtu 9000", "ethernet.mtu 0", "mode 802.3ad", "mode active-backup", "primary eth0", "miimon 50", "downdelay 100",
	"updelay 100", "lacp-rate fast", "bond.options mode=1,miimon=100", "+bond.options updelay=200", "-bond.options miimon", "bond.options mode=802.3ad,xmit_hash_policy=layer2+3",
	"stp no", "bridge.stp yes", "forward-delay 5", "ageing-time 100", "bridge.vlan-filtering yes", "bridge-port.path-cost 10", "bond-port.queue-id 2", "flags 1", "vlan.id 7",
	"ipv4.addresses 192.0.2.20/24", "+ipv4.addresses 192.0.2.21/24", "-ipv4.addresses 192.0.2.10/24", "ipv4.addresses 192.0.2.30/25,192.0.2.31/25", "ipv4.gateway 192.0.2.129",
	"ipv4.method manual", "ipv4.method auto", "ipv4.method disabled", "ipv4.method link-local", "ipv4.dns 192.0.2.53", "+ipv4.dns 192.0.2.54", "ipv4.dns-search example.org,example.com",
	"ipv4.routes 198.51.100.0/24", "+ipv4.routes 203.0.113.0/24 192.0.2.2 100", "ipv4.never-default yes", "ipv4.route-metric 50", "ipv4.ignore-auto-dns yes", "ipv4.may-fail no",
	"ipv6.method manual", "ipv6.method auto", "ipv6.method ignore", "ipv6.method disabled", "ipv6.method link-local", "ipv6.method dhcp", "ipv6.addresses 2001:db8::20/64",
	"+ipv6.addresses 2001:db8::21/64", "ipv6.gateway 2001:db8::2", "ipv6.dns 2001:db8::53", "ipv6.addr-gen-mode eui64", "ipv6.ip6-privacy 2", "ipv6.routes 2001:db8:1::/48 2001:db8::2",
	"connection.zone trusted", "connection.autoconnect-priority 5", "ipv4.dhcp-client-id mac", "ipv4.dhcp-hostname server", "ipv4.route-table 100", "ipv4.dad-timeout 0",
	"ipv4.routing-rules priority 5 from 192.0.2.0/24 table 100", "ipv4.required-timeout 1000", "ipv6.mtu 1400", "ipv4.dns-priority 10", "ipv4.addresses ", "ipv4.dns ", "ipv4.gateway ",
}

package kernel

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/golden/kernel/state"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
)

// sight is the kernel's state as lines of the same kind as the prediction's.
type sight struct {
	trial *trial
	state *state.State
	lines []string
}

func see(t *trial, st *state.State) []string {
	s := &sight{trial: t, state: st}
	for i := range st.Links {
		l := &st.Links[i]
		if b, ok := st.Bonds[l.Name]; ok {
			s.bond(l, &b)
		}
	}
	if t.path.bare() {
		return s.lines
	}
	for i := range st.Links {
		s.link(&st.Links[i])
	}
	for _, r := range st.Routes {
		s.route(&r)
		for _, hop := range r.Hops {
			one := r
			one.Via, one.Dev, one.Flags = hop.Via, hop.Dev, hop.Flags
			s.route(&one)
		}
	}
	for i := range st.Rules {
		s.rule(&st.Rules[i])
	}
	s.dns()
	return s.lines
}

func (s *sight) add(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	if !slices.Contains(s.lines, line) {
		s.lines = append(s.lines, line)
	}
}

// bond adds what the bond's folder says: every file of a configuration option.
func (s *sight) bond(l *state.Link, b *state.Bond) {
	s.add("%s is a bond", l.Name)
	for i := range option.Rows() {
		row := &option.Rows()[i]
		text, ok := b.Files[row.Kernel]
		if !ok || row.Scope != option.Bond {
			continue
		}
		words := strings.Fields(text)
		value := ""
		switch {
		case row.Kind == option.IPv4List || row.Kind == option.IPv6List:
			value = strings.Join(words, ",")
		case len(words) > 0:
			value = words[0]
		}
		s.add("%s option %s %s", l.Name, row.Kernel, value)
	}
	s.add("%s mtu %d", l.Name, l.MTU)
	for port := range strings.FieldsSeq(b.Files["slaves"]) {
		s.add("%s port %s", l.Name, port)
		for _, other := range s.state.Links {
			if other.Name == port {
				s.add("%s mtu %d", port, other.MTU)
			}
		}
	}
	s.add("%s mac %s", l.Name, s.mac(l))
}

// ofItsOwn is an address that is generated or random, which one look cannot tell.
const ofItsOwn = "of its own"

// mac is where a bond's address comes from, or the address that was asked for.
func (s *sight) mac(l *state.Link) string {
	if host := s.trial.host.Link(l.Name); host != nil && host.MAC.Value == l.MAC {
		return l.MAC
	}
	if slices.ContainsFunc(s.trial.c.NICs, func(n state.NIC) bool { return n.MAC == l.MAC }) {
		return effect.FromPort
	}
	return ofItsOwn
}

func (s *sight) link(l *state.Link) {
	if l.Name == "lo" {
		return
	}
	if l.Info.Kind == "vlan" {
		s.add("%s vlan id %d", l.Name, l.Info.Data.ID)
		s.add("%s vlan link %s", l.Name, l.Parent)
	}
	if l.Info.Kind == "bridge" {
		s.bridge(l)
	}
	for _, other := range s.state.Links {
		if l.Info.Kind == "bridge" && other.Master == l.Name {
			s.add("%s port %s", l.Name, other.Name)
		}
	}
	s.portOptions(l)
	for _, a := range l.Addresses {
		if l.Master == "" { // to a port, addressing has no meaning
			s.address(l, a)
		}
	}
}

// portOptions adds what the link has as a port, where the host's files say
// something about it.
func (s *sight) portOptions(l *state.Link) {
	host := s.trial.host.Link(l.Master)
	if host == nil {
		return
	}
	d := &l.Info.Port
	for item, value := range map[string]int{"queue_id": d.QueueID, "prio": d.Prio, "priority": d.Priority, "pathCost": d.Cost} {
		said := slices.ContainsFunc(effect.Facts(s.trial.host, machine()), func(f effect.Fact) bool {
			return f.What == "port-option" && f.Link == l.Master && f.Item == l.Name+"/"+item
		})
		if said {
			s.add("%s port-option %s/%s %d", l.Master, l.Name, item, value)
		}
	}
}

// bridge adds what the host's files say something about; the kernel has times
// in hundredths of a second.
func (s *sight) bridge(l *state.Link) {
	d := &l.Info.Data
	s.add("%s bridge stp %t", l.Name, d.STP != 0)
	host := s.trial.host.Link(l.Name)
	if host == nil || host.Bridge == nil {
		return
	}
	b := host.Bridge
	for _, x := range []struct {
		item    string
		written bool
		value   int
	}{
		{"forwardDelay", b.ForwardDelay.Set, d.Forward / 100}, {"helloTime", b.HelloTime.Set, d.Hello / 100}, {"maxAge", b.MaxAge.Set, d.MaxAge / 100},
		{"ageingTime", b.AgeingTime.Set, d.Ageing / 100}, {"priority", b.Priority.Set, d.Priority},
	} {
		if x.written {
			s.add("%s bridge %s %d", l.Name, x.item, x.value)
		}
	}
}

// portless reports whether a link is a bridge to which nothing is attached.
func (s *sight) portless(name string) bool {
	l := s.trial.host.Link(name)
	return l != nil && l.Bridge != nil && len(l.Bridge.Ports) == 0
}

// address tells apart what was handed out by the switch and what was not.
func (s *sight) address(l *state.Link, a state.Address) {
	addr, err := netip.ParseAddr(a.Local)
	if err != nil {
		return
	}
	handed4, handed6 := netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("2001:db8:feed::/64")
	switch {
	case addr.IsLinkLocalUnicast() && addr.Is4():
		// Claiming one takes seconds that nobody waits for, so that it is there or
		// not by chance.
	case addr.IsLinkLocalUnicast() && s.portless(l.Name):
		// A new bridge counts as one with a carrier until the kernel gets round to
		// looking (networkd: "Gained carrier"), so that this is there or not by
		// chance.
	case addr.IsLinkLocalUnicast():
		s.add("%s link-local", l.Name)
	case handed4.Contains(addr):
		s.add("%s dhcp4", l.Name)
	case handed6.Contains(addr) && a.Bits == 64:
		s.add("%s ra", l.Name)
	case handed6.Contains(addr):
		s.add("%s dhcp6", l.Name)
	default:
		s.add("%s address %s/%d", l.Name, a.Local, a.Bits)
	}
}

// The protocols of routes that nobody wrote: redirects, the kernel's own, those
// of advertisements and of DHCP (rtnetlink.h).
var unwritten = [...]string{"1", "2", "9", "16"}

func (s *sight) route(r *state.Route) {
	if r.To == "default" && r.Via == "203.0.113.1" {
		s.add("%s default by dhcp4", r.Dev)
		return
	}
	if via, err := netip.ParseAddr(r.Via); err == nil && via.IsLinkLocalUnicast() && via.Is6() {
		return // a router's, by advertisement
	}
	if r.Dev == "" || slices.Contains(unwritten[:], r.Protocol) || r.Table == "255" || r.Dev == "lo" {
		return
	}
	out := ir.Route{Family: r.Family, Default: r.To == "default", Type: r.Type}
	if !out.Default {
		text := r.To
		if !strings.Contains(text, "/") {
			text += map[int]string{4: "/32", 6: "/128"}[r.Family]
		}
		out.To, _ = netip.ParsePrefix(text)
	}
	if out.To.Addr().IsLinkLocalUnicast() || out.To.Addr().IsMulticast() {
		return
	}
	if r.Via != "" {
		out.Via, _ = netip.ParseAddr(r.Via)
	}
	if r.Metric != 0 && !(r.Family == 6 && r.Metric == 1024) {
		out.Metric.Value = r.Metric
	}
	if table, err := strconv.Atoi(r.Table); err == nil {
		out.Table.Value, out.Table.Set = table, true
	}
	out.OnLink.Value = slices.Contains(r.Flags, "onlink")
	if r.Source != "" {
		out.Source, _ = netip.ParseAddr(r.Source)
	}
	s.add("%s route %s", r.Dev, effect.RouteText(&out))
}

func (s *sight) rule(r *state.Rule) {
	out := ir.Rule{Family: r.Family, IIF: r.IIF, OIF: r.OIF}
	prefix := func(text string, bits int) (p netip.Prefix) {
		if text == "all" || text == "" {
			return p
		}
		addr, _ := netip.ParseAddr(text)
		if bits == 0 {
			bits = addr.BitLen()
		}
		return netip.PrefixFrom(addr, bits)
	}
	out.From, out.To = prefix(r.From, r.FromBits), prefix(r.To, r.ToBits)
	number := func(text string) (o ir.Opt[int]) {
		if n, err := strconv.ParseInt(text, 0, 64); err == nil && text != "" {
			o.Value, o.Set = int(n), true
		}
		return o
	}
	out.Table, out.Mark, out.TOS = number(r.Table), number(r.Mark), number(r.TOS)
	out.Priority.Value, out.Priority.Set = r.Priority, true
	s.add("rule %s", effect.RuleText(&out))
}

// dns gathers the name servers and domains, from wherever the tool puts them.
func (s *sight) dns() {
	texts := strings.Split(s.state.ResolvConf, "\n")
	for _, lines := range s.state.LinkDNS {
		texts = append(texts, lines...)
	}
	for _, line := range texts {
		key, rest, _ := strings.Cut(strings.Replace(line, "=", " ", 1), " ")
		switch strings.ToLower(key) {
		case "nameserver", "dns", "search", "domain", "domains":
			for word := range strings.FieldsSeq(rest) {
				switch word {
				case "203.0.113.53":
					s.add("dns by dhcp4")
				case "2001:db8:feed::53": // DHCPv6 and advertisements alike
				default:
					s.add("dns %s", word)
				}
			}
		}
	}
}

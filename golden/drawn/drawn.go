// Package drawn makes random hosts, for tests: valid piece by piece, the same
// for the same seed.
package drawn

import (
	"fmt"
	"math/rand"
	"net/netip"
	"slices"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// drawing is a host being drawn.
type drawing struct {
	*rand.Rand
	host *ir.Host
}

// dialects are where a host may come from.
var dialects = [...]string{"ifcfg", "netplan", "keyfile", "nmcli", "networkd", "hcl"}

// Host returns the host of a seed. Every option has a value of its row's range,
// in a mode that takes it, and links stand on each other as they may; together
// the pieces may still be refused on some path. No setting has a span.
func Host(seed int64) *ir.Host {
	d := &drawing{Rand: rand.New(rand.NewSource(seed)), host: &ir.Host{Name: "h"}}
	d.host.Dialects = []string{dialects[d.Intn(len(dialects))]}
	next := 0
	for b := range 1 + d.Intn(2) {
		next = d.bond("bond"+strconv.Itoa(b), next)
	}
	if d.one(3) {
		d.plain("lan0", ir.Ethernet)
	}
	if d.one(4) {
		d.host.DNS = d.dns()
	}
	return d.host
}

// one is true once in n.
func (d *drawing) one(n int) bool { return d.Intn(n) == 0 }

func pick[T any](d *drawing, of ...T) T { return of[d.Intn(len(of))] }

// some is a written value half of the time.
func some[T any](d *drawing, of ...T) ir.Opt[T] {
	if d.one(2) {
		return ir.Opt[T]{}
	}
	return ir.Some(pick(d, of...), source.Span{})
}

// seldom is a written value once in six.
func seldom[T any](d *drawing, of ...T) ir.Opt[T] {
	if !d.one(6) {
		return ir.Opt[T]{}
	}
	return ir.Some(pick(d, of...), source.Span{})
}

func (d *drawing) plain(name string, kind ir.Kind) *ir.Link {
	l := &ir.Link{Name: name, Kind: kind, MTU: seldom(d, 1400, 1500, 9000)}
	d.host.Links = append(d.host.Links, l)
	if kind == ir.Ethernet && d.one(5) {
		l.Match.PermanentMAC = ir.Some(fmt.Sprintf("52:54:00:00:00:%02x", len(d.host.Links)), source.Span{})
	}
	if kind != ir.Ethernet || d.one(2) {
		d.addressing(l)
	}
	return l
}

// bond adds a bond, its ports, and what stands on it.
func (d *drawing) bond(name string, next int) int {
	var ports []ir.Port
	for range d.Intn(4) {
		port := "eth" + strconv.Itoa(next)
		next++
		d.host.Links = append(d.host.Links, &ir.Link{Name: port})
		ports = append(ports, ir.Port{Name: port})
	}
	l := d.plain(name, ir.BondKind)
	l.MAC = seldom(d, "02:00:00:00:00:0"+name[4:])
	l.Bond = &ir.Bond{Ports: ports}
	d.options(l.Bond)
	if d.one(3) {
		v := d.plain(name+".7", ir.VLANKind)
		v.VLAN = &ir.VLAN{ID: ir.Some(7, source.Span{}), Link: ir.Some(name, source.Span{}), ReorderHeader: seldom(d, true, false), GVRP: seldom(d, true)}
	}
	if d.one(3) {
		br := d.plain("br"+name[4:], ir.BridgeKind)
		br.Bridge = &ir.Bridge{Ports: []ir.Port{{Name: name, PathCost: seldom(d, 10)}}, STP: some(d, true, false), ForwardDelay: seldom(d, 4, 15), AgeingTime: seldom(d, 100), Priority: seldom(d, 4096)}
		l.Addresses, l.Routes, l.Rules, l.DNS, l.IPv4, l.IPv6 = nil, nil, nil, ir.DNS{}, ir.IPv4{}, ir.IPv6{}
	}
	return next
}

// options draws a mode and options that it takes, with one link monitor.
func (d *drawing) options(b *ir.Bond) {
	mode := option.Mode(d.Intn(int(option.NumModes)))
	if !d.one(8) {
		b.Settings = append(b.Settings, Setting(option.ModeOpt, mode.String()))
	} else {
		mode = option.BalanceRR
	}
	rows := slices.Clone(option.Rows())
	d.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	for i := range rows[:d.Intn(len(rows)/2)] {
		row := &rows[i]
		value := d.value(row, b)
		if row.ID == option.ModeOpt || row.AliasOf != option.Unknown || !row.Accepted.Has(mode) || value == "" {
			continue
		}
		switch row.Scope {
		case option.Bond:
			b.Settings = append(b.Settings, Setting(row.ID, value))
		case option.Port:
			if len(b.Ports) > 0 {
				p := &b.Ports[d.Intn(len(b.Ports))]
				p.Settings = append(p.Settings, Setting(row.ID, value))
			}
		}
	}
}

// Setting is an option with a value, as nobody wrote it.
func Setting(id option.ID, value string) ir.Setting {
	return ir.Setting{ID: id, Key: option.Get(id).Kernel, Value: value, Raw: value}
}

// value draws a value of an option's row, "" for none.
func (d *drawing) value(row *option.Row, b *ir.Bond) string {
	switch row.Kind {
	case option.Enum, option.Bool:
		return row.Values[d.Intn(len(row.Values))].Word
	case option.Int:
		if row.Unit == option.Milliseconds {
			return pick(d, "0", "50", "100", "200", "250")
		}
		return strconv.FormatInt(row.Min+d.Int63n(min(row.Max-row.Min, 300)+1), 10)
	case option.IfName:
		if len(b.Ports) > 0 {
			return b.Ports[d.Intn(len(b.Ports))].Name
		}
	case option.MAC:
		return "02:00:00:00:00:99"
	case option.IPv4List:
		return pick(d, "192.0.2.1", "192.0.2.1,192.0.2.2")
	case option.IPv6List:
		return pick(d, "2001:db8::1", "2001:db8::1,2001:db8::2")
	}
	return ""
}

// addressing draws everything that a link may have of it.
func (d *drawing) addressing(l *ir.Link) {
	l.Activation = seldom(d, ir.Boot, ir.Manual)
	l.IPv4 = ir.IPv4{Method: some(d, ir.MethodDHCP, ir.MethodNone), NeverDefault: seldom(d, true), RouteMetric: seldom(d, 50), UseDNS: seldom(d, true, false), UseRoutes: seldom(d, false)}
	l.IPv6 = ir.IPv6{Method: some(d, ir.MethodAuto, ir.MethodDHCP, ir.MethodDisabled), Privacy: seldom(d, true)}
	l.IPv6.DHCP = ir.Opt[bool]{Value: l.IPv6.Method.Value == ir.MethodDHCP, Set: l.IPv6.Method.Value == ir.MethodDHCP}
	n := len(d.host.Links)
	if n%4 == 3 && l.IPv6.Method.Value != ir.MethodDisabled {
		l.IPv6.RouteMetric = ir.Some(50+20*(n%3), source.Span{})
	}
	for i := range d.Intn(4) {
		text := fmt.Sprintf("198.51.%d.%d/24", n, i+1)
		if d.one(3) && l.IPv6.Method.Value != ir.MethodDisabled {
			text = fmt.Sprintf("2001:db8:%x::%x/64", n, i+1)
		}
		l.Addresses = append(l.Addresses, ir.Address{Prefix: netip.MustParsePrefix(text)})
	}
	if slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return a.Prefix.Addr().Is4() }) {
		if l.IPv4.Method.Value != ir.MethodDHCP {
			l.IPv4.Method = ir.Some(ir.MethodStatic, source.Span{})
		}
		d.routes(l, n)
	}
	if d.one(3) {
		l.DNS = d.dns()
	}
}

func (d *drawing) routes(l *ir.Link, n int) {
	via := netip.MustParseAddr(fmt.Sprintf("198.51.%d.254", n))
	if d.one(2) {
		l.Routes = append(l.Routes, ir.Route{Default: true, Family: 4, Via: via, Metric: seldom(d, 100, 200)})
	}
	for i := range d.Intn(3) {
		to := netip.MustParsePrefix(fmt.Sprintf("203.0.%d.0/24", 10*n+i))
		l.Routes = append(l.Routes, ir.Route{To: to, Family: 4, Via: via, Metric: seldom(d, 5), Table: seldom(d, 100), OnLink: seldom(d, true), MTU: seldom(d, 1300)})
	}
	if d.one(6) {
		l.Rules = append(l.Rules, ir.Rule{From: netip.MustParsePrefix("203.0.113.0/24"), Family: 4, Table: ir.Some(100, source.Span{}), Priority: ir.Some(1000+n, source.Span{})})
	}
}

func (d *drawing) dns() ir.DNS {
	dns := ir.DNS{Servers: []ir.DNSServer{{Addr: netip.MustParseAddr("192.0.2.53")}}}
	if d.one(2) {
		dns.Servers = append(dns.Servers, ir.DNSServer{Addr: netip.MustParseAddr("2001:db8::53")})
	}
	for _, domain := range []string{"example.org", "example.net"}[:d.Intn(3)] {
		dns.Search = append(dns.Search, ir.Search{Domain: domain})
	}
	return dns
}

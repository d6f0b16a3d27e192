package rules

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/lint"
)

var bootLineDiffers = lint.Rule{
	ID:       "boot-line-differs",
	Title:    "the kernel's command line says something else about a link than the files",
	Severity: diag.Error,
	Category: lint.Hosts,
	Since:    "0.1",
	Sources:  []lint.Source{dracut("man/dracut.cmdline.7.asc", "Network"), networkd("netdev/netdev.c", "netdev_create")},
	Covers:   []string{"R05"},
	Check:    checkBootLineDiffers,
}

func checkBootLineDiffers(p *lint.Pass) {
	if p.Absent() {
		return
	}
	for i := range p.Host.Evidence.Boot {
		w := &p.Host.Evidence.Boot[i]
		if l, what := bootDifference(p, w); what != "" {
			p.Report(lint.Finding{
				Link:    l,
				Span:    w.Span,
				Message: fmt.Sprintf("at boot %q %s", l.Name, what),
				Detail:  "The initramfs does what the command line says before any service reads the files. networkd keeps an existing link with its options, and others change only what can be changed while it is up: the host runs with a mixture, and differently than after \"systemctl restart\".",
				Related: []diag.Related{{Message: "the files declare it here", Span: l.Span}},
				Fix:     &lint.Fix{Message: "make the two say the same, and write the boot entries and the initramfs anew"},
			})
		}
	}
}

// bootDifference returns the link that a word is about and in what it differs
// from the files, "" if in nothing. A link that the files do not declare is
// nobody's but the initramfs's.
func bootDifference(p *lint.Pass, w *ir.BootWord) (*ir.Link, string) {
	name, rest, _ := strings.Cut(w.Value, ":")
	if w.Key == "ip" {
		return bootAddress(p, strings.Split(w.Value, ":"))
	}
	l := p.Host.Link(name)
	if l == nil || l.Implied || l.Kind == ir.Other {
		return nil, ""
	}
	switch w.Key {
	case "bond":
		return l, bootBond(p, l, rest)
	case "vlan":
		if l.VLAN == nil {
			return l, "is a VLAN, and the files say " + l.Kind.String()
		} else if rest != "" && l.VLAN.Link.Set && l.VLAN.Link.Value != rest {
			return l, fmt.Sprintf("stands on %q, and by the files on %q", rest, l.VLAN.Link.Value)
		}
	case "bridge":
		if l.Bridge == nil {
			return l, "is a bridge, and the files say " + l.Kind.String()
		}
		return l, bootPorts(rest, l.Bridge.Ports)
	case "ifname":
		if mac, ok := ir.ParseMAC(rest); ok && l.Match.PermanentMAC.Set && l.Match.PermanentMAC.Value != mac {
			return l, fmt.Sprintf("is the device with the address %s, and by the files that with %s", mac, l.Match.PermanentMAC.Value)
		}
	}
	return l, ""
}

// bootPorts compares ports, whose order the files and the line may have
// differently.
func bootPorts(text string, ports []ir.Port) string {
	var boot, files []string
	for _, name := range strings.Split(text, ",") {
		if name != "" {
			boot = append(boot, name)
		}
	}
	for _, p := range ports {
		files = append(files, p.Name)
	}
	slices.Sort(boot)
	slices.Sort(files)
	if len(boot) == 0 || len(files) == 0 || slices.Equal(boot, files) {
		return ""
	}
	return fmt.Sprintf("has the ports %s, and by the files %s", list(boot), list(files))
}

// bootBond compares "PORTS:OPTIONS:MTU". Without a mode the initramfs makes a
// bond of balance-rr.
func bootBond(p *lint.Pass, l *ir.Link, rest string) string {
	parts := strings.Split(rest, ":")
	b := bondOf(p, l)
	if b == nil {
		return "is a bond, and the files say " + l.Kind.String()
	}
	if what := bootPorts(parts[0], l.Bond.Ports); what != "" {
		return what
	}
	words := []string{"mode=" + option.BalanceRR.String()}
	if len(parts) > 1 {
		words = append(words, strings.Split(parts[1], ",")...)
	}
	boot := map[option.ID]string{}
	for _, word := range words {
		key, raw, _ := strings.Cut(word, "=")
		id := option.LookupKernel(key)
		if value, problem := option.Decode(option.Ifcfg, id, strings.ReplaceAll(raw, ";", ",")); id != option.Unknown && problem.Kind == option.NoProblem {
			boot[id] = value
		}
	}
	for i := range option.Rows() {
		row := &option.Rows()[i]
		value, said := boot[row.ID]
		files, _, known := b.value(row.ID)
		if said && known && !option.Same(row.ID, value, files) {
			return fmt.Sprintf("has %s %q, and by the files %q", row.Kernel, value, files)
		}
	}
	return ""
}

func bondOf(p *lint.Pass, l *ir.Link) *bond {
	for b := range bonds(p) {
		if b.Link == l {
			return b
		}
	}
	return nil
}

// bootAddress compares "ip=CLIENT:PEER:GATEWAY:MASK:HOST:LINK:HOW" and
// "ip=LINK:HOW". IPv6 addresses, which stand in brackets, are left alone.
func bootAddress(p *lint.Pass, fields []string) (*ir.Link, string) {
	name, client, how := fields[0], "", ""
	switch {
	case len(fields) == 2:
		how = fields[1]
	case len(fields) >= 7 && !strings.HasPrefix(fields[0], "["):
		name, client, how = fields[5], fields[0], fields[6]
	default:
		return nil, ""
	}
	l := p.Host.Link(name)
	addr, err := netip.ParseAddr(client)
	if l == nil || l.Implied || l.Kind == ir.Other {
		return nil, ""
	}
	dhcp := l.IPv4.Method.Value == ir.MethodDHCP
	static := firstIPv4(l)
	switch {
	case err == nil && addr.Is4() && dhcp:
		return l, fmt.Sprintf("has the address %s, and by the files that of DHCP", addr)
	case err == nil && addr.Is4() && static.IsValid() && !slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return a.Prefix.Addr() == addr }):
		return l, fmt.Sprintf("has the address %s, and by the files %s", addr, static.Addr())
	case client == "" && (how == "dhcp" || how == "on" || how == "any") && !dhcp && static.IsValid():
		return l, fmt.Sprintf("asks for an address by DHCP, and by the files has %s", static.Addr())
	}
	return l, ""
}

// firstIPv4 returns the first IPv4 address of a link, invalid if it has none.
func firstIPv4(l *ir.Link) netip.Prefix {
	for _, a := range l.Addresses {
		if a.Prefix.Addr().Is4() {
			return a.Prefix
		}
	}
	return netip.Prefix{}
}

package live

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// optionOf returns the option that a line of /proc/net/bonding shows
// (bond_procfs.c, bond_info_show_master).
func optionOf(label string) option.ID {
	for _, known := range []struct {
		label string
		id    option.ID
	}{
		{"Transmit Hash Policy", option.XmitHashPolicy},
		{"MII Polling Interval (ms)", option.MIIMon},
		{"Up Delay (ms)", option.UpDelay},
		{"Down Delay (ms)", option.DownDelay},
		{"Peer Notification Delay (ms)", option.PeerNotifDelay},
		{"ARP Polling Interval (ms)", option.ARPInterval},
		{"ARP Missed Max", option.ARPMissedMax},
		{"ARP IP target/s (n.n.n.n form)", option.ARPIPTarget},
		{"NS IPv6 target/s (xx::xx form)", option.NSIP6Target},
		{"LACP active", option.LACPActive},
		{"LACP rate", option.LACPRate},
		{"Min links", option.MinLinks},
		{"Aggregator selection policy (ad_select)", option.ADSelect},
		{"System priority", option.ADActorSysPrio},
	} {
		if known.label == label {
			return known.id
		}
	}
	return option.Unknown
}

// modeIn returns the word for a mode in the kernel's prose (bond_main.c,
// bond_mode_name).
func modeIn(prose string) string {
	for _, known := range []struct{ prose, word string }{
		{"load balancing (round-robin)", option.BalanceRR.String()},
		{"fault-tolerance (active-backup)", option.ActiveBackup.String()},
		{"load balancing (xor)", option.BalanceXOR.String()},
		{"fault-tolerance (broadcast)", option.Broadcast.String()},
		{"IEEE 802.3ad Dynamic link aggregation", option.LACP.String()},
		{"transmit load balancing", option.BalanceTLB.String()},
		{"adaptive load balancing", option.BalanceALB.String()},
	} {
		if strings.HasPrefix(prose, known.prose) {
			return known.word
		}
	}
	return ""
}

// procReader reads one file of /proc/net/bonding.
type procReader struct {
	*reader
	device *device
	// known means that sysfs has shown the options already.
	known bool
	port  *ir.Port
	past  bool // the ports have begun, so the bond's own lines are over
	arp   bool
}

// proc reads the file. With known only what sysfs does not show is taken.
func (r *reader) proc(d *device, known bool) {
	p := &procReader{reader: r, device: d, known: known}
	ports := d.link.Bond.Ports
	if known {
		d.link.Bond.Ports = nil
	}
	list := lines(d.proc)
	for i := range list {
		p.line(&list[i])
	}
	if known && len(d.link.Bond.Ports) < len(ports) {
		d.link.Bond.Ports = ports
	}
	if !known && !p.arp {
		p.silent(list)
	}
}

func (p *procReader) line(l *line) {
	section := "bond"
	if p.port != nil {
		section = p.port.Name
	}
	what := "state"
	if p.port == nil && !p.past {
		what = p.ofBond(l)
	}
	if l.label == "Slave Interface" || p.past {
		p.past = true
		what = p.ofPort(l)
	}
	p.entry(p.device.name, section, l.label, l.value, l.span, what)
	if l.label == banner && !p.known {
		e := p.entry(p.device.name, section, "options that the file does not show", word{}, l.span, "")
		e.Class = diag.Behaviour
		e.Reason = "they are " + strings.Join(unshown(), ", ")
		e.Advice = "What they are on that host is not known, and the output leaves them to the target. /sys/class/net/BOND/bonding shows them."
	}
}

// unshown are the options of a bond that the file does not show.
func unshown() []string {
	var names []string
	for _, id := range []option.ID{
		option.UseCarrier, option.ARPValidate, option.ARPAllTargets, option.NumGratARP, option.ResendIGMP,
		option.LPInterval, option.PacketsPerPort, option.AllPortsActive, option.TLBDynamicLB,
	} {
		names = append(names, option.Get(id).Kernel)
	}
	return names
}

// ofBond reads a line about the bond and returns what it was used for.
func (p *procReader) ofBond(l *line) string {
	row := option.Get(optionOf(l.label))
	switch {
	case l.label == banner:
		return "kernel"
	case l.label == "Bonding Mode":
		p.mode(l)
		return "mode"
	case l.label == "Primary Slave":
		p.primary(l)
		return "primary"
	case row == nil:
		return "state"
	case p.known && option.Get(row.ID).Sysfs:
		return row.Kernel
	}
	p.arp = p.arp || row.ID == option.ARPInterval
	value := l.value
	if row.Kind == option.IPv4List || row.Kind == option.IPv6List {
		value.text = strings.Join(strings.Fields(strings.ReplaceAll(value.text, ",", " ")), " ")
	}
	p.option(row.ID, value.text, l)
	return row.Kernel
}

// option adds an option whose text may be a part of the line.
func (p *procReader) option(id option.ID, text string, l *line) {
	span := l.value.span
	if i := strings.Index(l.value.text, text); i >= 0 {
		span = l.value.span.Sub(i, i+len(text))
	}
	p.set(p.device, id, word{text, span})
	b := p.device.link.Bond
	b.Settings[len(b.Settings)-1].Span = span
}

// mode reads the mode, and the policy that stands behind it where it is not
// none.
func (p *procReader) mode(l *line) {
	if p.known {
		return
	}
	b := p.device.link.Bond
	b.SettingsSpan = l.value.span
	word := modeIn(l.value.text)
	b.Settings = append(b.Settings, ir.Setting{
		ID: option.ModeOpt, Key: l.label, Value: word, Raw: l.value.text, KeySpan: l.span, Span: l.value.span,
		Problem: unknownMode(word, l.value.text),
	})
	if word != option.ActiveBackup.String() {
		return
	}
	policy := option.Get(option.FailOverMAC)
	_, text, found := strings.Cut(l.value.text, "("+policy.Kernel+" ")
	if !found {
		text = policy.Default
	}
	p.option(policy.ID, strings.TrimSuffix(text, ")"), l)
}

func unknownMode(word, text string) option.Problem {
	if word != "" {
		return option.Problem{}
	}
	return option.Problem{Kind: option.BadWord, Text: "bondc does not know the mode \"" + text + "\""}
}

// primary reads "eth0 (primary_reselect always)" or "None".
func (p *procReader) primary(l *line) {
	if p.known {
		return
	}
	name, rest, _ := strings.Cut(l.value.text, " ")
	if name == "None" {
		p.option(option.Primary, "", l)
		return
	}
	p.option(option.Primary, name, l)
	reselect := option.Get(option.PrimaryReselect)
	if _, text, ok := strings.Cut(rest, "("+reselect.Kernel+" "); ok {
		p.option(reselect.ID, strings.TrimSuffix(text, ")"), l)
	}
}

// silent notes what the absence of a line says: without a line about it the ARP
// monitor is off.
func (p *procReader) silent(list []line) {
	i := slices.IndexFunc(list, func(l line) bool { return optionOf(l.label) == option.MIIMon })
	if i < 0 {
		return
	}
	row := option.Get(option.ARPInterval)
	p.set(p.device, row.ID, word{row.Default, source.Span{File: list[i].span.File, Start: list[i].span.Start, End: list[i].span.Start}})
}

// ofPort reads a line about a port.
func (p *procReader) ofPort(l *line) string {
	b := p.device.link.Bond
	switch l.label {
	case "Slave Interface":
		b.Ports = append(b.Ports, ir.Port{Name: l.value.text, Span: l.value.span})
		p.port = &b.Ports[len(b.Ports)-1]
		return "port"
	case "Permanent HW addr":
		if link := p.implied(p.port.Name, p.port.Span); !link.Match.PermanentMAC.Set {
			permanent(link, l.value)
		}
		return "match"
	case "Slave queue ID":
		p.port.Settings = queueOf(l.value)
		return portQueue()
	}
	return "state"
}

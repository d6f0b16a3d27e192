package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/lint/report"
)

// showText prints hosts for people: a paragraph a link, one line a thing.
type showText struct {
	w         io.Writer
	effective *outcomes
	more      bool
}

func (s *showText) begin() error { return nil }
func (s *showText) end() error   { return nil }

func (s *showText) host(h *ir.Host) error {
	var b strings.Builder
	if s.more {
		b.WriteString("\n")
	}
	s.more = true
	fmt.Fprintf(&b, "%s (%s)\n", report.Escape(h.Name), strings.Join(h.Dialects, ", "))
	for _, l := range h.Links {
		fmt.Fprintf(&b, "\n  %s: %s\n", report.Escape(l.Name), report.Escape(title(h, l)))
		for _, line := range linkLines(l) {
			fmt.Fprintf(&b, "    %-11s %s\n", line[0], report.Escape(line[1]))
		}
		b.WriteString(s.effective.text(h, l))
	}
	if lines := dnsLines(h.JSON().DNS); len(lines) > 0 {
		b.WriteString("\n  of no link:\n")
		for _, line := range lines {
			fmt.Fprintf(&b, "    %-11s %s\n", line[0], report.Escape(line[1]))
		}
	}
	if rest := h.Residue(); len(rest) > 0 {
		b.WriteString("\n  not understood, kept as they are:\n")
		for _, e := range rest {
			file, line := ir.Origin(e.Span)
			fmt.Fprintf(&b, "    %s:%d: %s (%s)\n", report.Escape(file), line, report.Escape(e.Line()), e.Class)
		}
	}
	_, err := io.WriteString(s.w, visible(b.String()))
	return err
}

// title says in a few words what the link is.
func title(h *ir.Host, l *ir.Link) string {
	text := l.Kind.String()
	switch {
	case l.Kind == ir.Other:
		text = l.OtherKind + ", which bondc does not model"
	case l.VLAN != nil:
		text = fmt.Sprintf("vlan %d on %s", l.VLAN.ID.Value, l.VLAN.Link.Value)
	}
	if bond := h.BondOf(l.Name); bond != nil {
		text += ", port of " + bond.Name
	}
	if bridge := h.BridgeOf(l.Name); bridge != nil {
		text += ", port of " + bridge.Name
	}
	return text
}

// linkLines returns names and values of all that was written about a link.
func linkLines(l *ir.Link) [][2]string {
	var lines [][2]string
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, [2]string{name, value})
		}
	}
	j := (&ir.Host{Links: []*ir.Link{l}}).JSON().Links[0]
	if j.Bond != nil {
		add("mode", j.Bond.Mode)
		add("options", options(j.Bond.Options))
		for _, p := range j.Bond.Ports {
			add("port", strings.TrimSpace(p.Name+" "+options(p.Options)))
		}
	}
	if j.Bridge != nil {
		for _, name := range j.Bridge.Ports {
			add("port", strings.TrimSpace(name+" "+options(bridgePort(j.Bridge, name))))
		}
		bridge := *j.Bridge
		bridge.Ports, bridge.PathCost, bridge.PortPriority = nil, nil, nil
		add("bridge", words(bridge))
	}
	if j.VLAN != nil {
		vlan := *j.VLAN // the title names the other two
		vlan.ID, vlan.Link = nil, ""
		add("vlan", words(vlan))
	}
	add("activation", j.Activation)
	add("mac", j.MAC)
	if j.Match != nil {
		add("match", words(j.Match))
	}
	if j.MTU != nil {
		add("mtu", fmt.Sprint(*j.MTU))
	}
	add("link", words(ir.LinkJSON{Optional: j.Optional, WakeOnLAN: j.WakeOnLAN, Managed: j.Managed, Via: j.Via}))
	if j.IPv4 != nil {
		add("ipv4", words(j.IPv4))
	}
	if j.IPv6 != nil {
		add("ipv6", words(j.IPv6))
	}
	for _, addr := range j.Addresses {
		add("address", words(addr))
	}
	for i := range l.Routes {
		add("route", effect.RouteText(&l.Routes[i]))
	}
	for i := range l.Rules {
		add("rule", effect.RuleText(&l.Rules[i]))
	}
	add("zone", j.Zone)
	return append(lines, dnsLines(j.DNS)...)
}

func dnsLines(d *ir.DNSJSON) (lines [][2]string) {
	if d == nil {
		return nil
	}
	if len(d.Servers) > 0 {
		lines = append(lines, [2]string{"dns", strings.Join(d.Servers, ", ")})
	}
	if len(d.Search) > 0 {
		lines = append(lines, [2]string{"search", strings.Join(d.Search, ", ")})
	}
	return lines
}

// bridgePort returns what is written about one port of a bridge.
func bridgePort(b *ir.BridgeJSON, name string) map[string]string {
	m := map[string]string{}
	if cost, ok := b.PathCost[name]; ok {
		m["pathCost"] = fmt.Sprint(cost)
	}
	if priority, ok := b.PortPriority[name]; ok {
		m["priority"] = fmt.Sprint(priority)
	}
	return m
}

// words returns what is written in a part of the model, which holds neither
// lists nor objects, in the names of the JSON: "dhcp useDNS=false". The
// part's own value, such as the method, stands without its name.
func words(part any) string {
	text, err := json.Marshal(part)
	if err != nil {
		return ""
	}
	var list []string
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	for d.More() {
		key, err := d.Token()
		if _, open := key.(json.Delim); open {
			continue
		}
		value, err2 := d.Token()
		if err != nil || err2 != nil {
			return ""
		}
		switch word := fmt.Sprint(value); {
		case word == "":
		case key == "method" || key == "address" || key == "label" || key == "permanentMAC":
			list = append(list, word)
		default:
			list = append(list, fmt.Sprint(key)+"="+word)
		}
	}
	return strings.Join(list, " ")
}

func options(m map[string]string) string {
	var words []string
	for name, value := range m {
		words = append(words, name+"="+value)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

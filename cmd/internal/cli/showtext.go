package cli

import (
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
	if rest := h.Residue(); len(rest) > 0 {
		b.WriteString("\n  not understood, kept as they are:\n")
		for _, e := range rest {
			file, line := ir.Origin(e.Span)
			fmt.Fprintf(&b, "    %s:%d: %s (%s)\n", report.Escape(file), line, report.Escape(oneLine(e)), e.Class)
		}
	}
	_, err := io.WriteString(s.w, visible(b.String()))
	return err
}

// oneLine is the entry as it is written, or its key where it spans lines.
func oneLine(e *ir.Entry) string {
	if text := strings.TrimSpace(e.Span.Shown()); text != "" && !strings.Contains(text, "\n") {
		return text
	}
	return e.Key
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
		add("ports", strings.Join(j.Bridge.Ports, ", "))
		if j.Bridge.STP != nil {
			add("stp", fmt.Sprint(*j.Bridge.STP))
		}
	}
	add("activation", j.Activation)
	add("mac", j.MAC)
	if j.Match != nil {
		add("match", strings.TrimSpace(j.Match.Name+" "+j.Match.PermanentMAC+" "+j.Match.Driver))
	}
	if j.MTU != nil {
		add("mtu", fmt.Sprint(*j.MTU))
	}
	if j.IPv4 != nil {
		add("ipv4", j.IPv4.Method)
	}
	if j.IPv6 != nil {
		add("ipv6", j.IPv6.Method)
	}
	for _, addr := range j.Addresses {
		add("address", strings.TrimSpace(addr.Address+" "+addr.Label))
	}
	for i := range l.Routes {
		add("route", effect.RouteText(&l.Routes[i]))
	}
	for i := range l.Rules {
		add("rule", effect.RuleText(&l.Rules[i]))
	}
	if j.DNS != nil {
		add("dns", strings.Join(j.DNS.Servers, ", "))
		add("search", strings.Join(j.DNS.Search, ", "))
	}
	add("zone", j.Zone)
	return lines
}

func options(m map[string]string) string {
	var words []string
	for name, value := range m {
		words = append(words, name+"="+value)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

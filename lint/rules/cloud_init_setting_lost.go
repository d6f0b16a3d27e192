package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var cloudInitSettingLost = lint.Rule{
	ID:       "cloud-init-setting-lost",
	Title:    "cloud-init does not write a name server, route or other setting for who applies it",
	Severity: diag.Warning,
	Category: lint.Netplan,
	Since:    "0.1",
	Dialects: []string{"cloudinit"},
	Sources: []lint.Source{
		cloudInit("cloudinit/net/netplan.py", "_extract_addresses and _render_content"),
		cloudInit("cloudinit/net/network_manager.py", "render_interface, which looks at no routes but those of subnets"),
	},
	Check: checkCloudInitSettingLost,
}

func checkCloudInitSettingLost(p *lint.Pass) {
	first := firstVersion{Pass: p, kinds: map[string]string{}, reported: map[string]bool{}}
	for _, e := range p.Host.Entries {
		if e.Key == "type" && e.Dialect == "cloudinit" {
			first.kinds[e.Section] = e.Value
		}
	}
	for _, e := range p.Host.Entries {
		if e.Dialect == "cloudinit" && e.UsedBy != "" {
			first.look(e)
		}
	}
}

// firstVersion is a configuration of version 1, whose items and subnets have a
// type each.
type firstVersion struct {
	*lint.Pass
	// kinds are the types by the section that they stand in.
	kinds map[string]string
	// reported are the settings that were reported, of which there may be several
	// entries.
	reported map[string]bool
}

// look reports an entry that the renderer at work passes over.
func (f *firstVersion) look(e *ir.Entry) {
	section, key := e.Section, e.Key
	if head, _, ok := strings.Cut(section, ".routes["); ok {
		section, key = head, "routes"
	}
	key, _, _ = strings.Cut(key, "[")
	link := f.Host.Link(e.Link)
	var lost passedOver
	switch via := f.Via(f.anyLink(link)); f.listOf(section) {
	case "config":
		lost = f.item(section, key, e.Value, via)
	case "subnets":
		if via == target.NetworkdVia {
			lost = f.subnet(section, key, e.Value)
		}
	}
	if id := section + "." + key; lost.why != "" && !f.reported[id] {
		f.reported[id] = true
		f.Report(lint.Finding{
			Link: link, Span: e.Span,
			Message: fmt.Sprintf("cloud-init does not hand %s on", lost.what),
			Detail:  lost.why + " It goes without a word, and the machine runs without the setting.",
			Fix:     &lint.Fix{Message: lost.fix},
		})
	}
}

// passedOver is a setting that a renderer does not look at; the zero value is one
// that it does.
type passedOver struct{ what, why, fix string }

// listOf returns the list that an item or subnet with a type stands in, config or
// subnets; "" for any other section.
func (f *firstVersion) listOf(section string) string {
	if _, ok := f.kinds[section]; !ok {
		return ""
	}
	list, _, _ := strings.Cut(section[strings.LastIndexByte(section, '.')+1:], "[")
	return list
}

// anyLink is the link, or one of the host's where the setting belongs to none:
// one renderer writes all.
func (f *firstVersion) anyLink(l *ir.Link) *ir.Link {
	if l == nil && len(f.Host.Links) > 0 {
		return f.Host.Links[0]
	}
	return l
}

const inSecond = "write the network configuration in version 2, which goes to netplan as it is"

// item looks at a key of an item.
func (f *firstVersion) item(section, key, value string, via target.Via) passedOver {
	toNetplan, kind := via == target.NetworkdVia, f.kinds[section]
	switch {
	case kind == "route" && (key == "destination" || key == "network") && (toNetplan || via == target.NetworkManager):
		return passedOver{
			fmt.Sprintf("the route to %q", value),
			"Its renderers for netplan and NetworkManager look at routes below subnets only, and at no item of type route.",
			"write the route among the routes of a subnet with a static address",
		}
	case kind == "nameserver" && key == "interface" && toNetplan:
		return passedOver{
			fmt.Sprintf("the name servers of %q", value),
			"Its renderer for netplan looks at no item of type nameserver that names an interface.",
			"write dns_nameservers and dns_search below the subnet of a static address",
		}
	case key == "wakeonlan" && toNetplan:
		return passedOver{strconv.Quote(key), "Its renderer for netplan has no word for it in version 1.", inSecond}
	}
	return passedOver{}
}

// subnet looks at a key of a subnet, or at its routes.
func (f *firstVersion) subnet(section, key, value string) passedOver {
	static := slices.Contains([]string{"static", "static6"}, f.kinds[section])
	switch {
	case key == "control" && value == "manual":
		return passedOver{`"control: manual"`, "Its renderer for netplan has no word for it: the link comes up at boot.", inSecond}
	case !static && slices.Contains([]string{"dns_nameservers", "dns_search", "mtu", "routes"}, key):
		return passedOver{
			strconv.Quote(key),
			fmt.Sprintf("Its renderer for netplan looks at it below subnets of the types static and static6 only, and this one is %q.", f.kinds[section]),
			"write it below a subnet with a static address, or " + inSecond,
		}
	}
	return passedOver{}
}

package rules

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var nmAddressingRefused = lint.Rule{
	ID:       "nm-addressing-refused",
	Title:    "a profile is refused by NetworkManager for its addressing",
	Severity: diag.Error,
	Category: lint.NM,
	Since:    "0.1",
	Dialects: []string{"keyfile"},
	Sources: []lint.Source{
		networkManager("src/libnm-core-impl/nm-setting-ip-config.c", "verify"),
		networkManager("src/libnm-core-impl/nm-setting-ip4-config.c", "verify"),
		networkManager("src/libnm-core-impl/nm-setting-ip6-config.c", "verify"),
	},
	Check: checkNMAddressingRefused,
}

// checkNMAddressingRefused is about keyfiles: what a script changes may have its
// method already. Every case was seen with nmcli --offline of 1.42 and 1.52.
func checkNMAddressingRefused(p *lint.Pass) {
	if p.Host.Dialect() != "keyfile" {
		return
	}
	for f := range nmProfiles(p.Host) {
		for _, family := range []string{"ipv4", "ipv6"} {
			g := addressingOf(f, family)
			if why, at := g.refused(family); at != nil {
				p.Report(lint.Finding{
					Link: f.link(p.Host), Span: at.Span,
					Message: fmt.Sprintf("NetworkManager refuses the profile %q: %s", f.name, why),
					Detail:  "It does not load the profile and writes the reason to its log: the link has nothing of it, neither addresses nor ports nor options.",
				})
			}
		}
	}
}

// nmAddressing is what a group ipv4 or ipv6 of a profile holds, nil for nothing.
type nmAddressing struct {
	any, method, address, gateway, route *ir.Entry
	// servers are dns and dns-search, the first that is written.
	servers *ir.Entry
}

func addressingOf(f *nmProfile, family string) (g nmAddressing) {
	for _, e := range f.entries {
		key, ok := strings.CutPrefix(e.Key, family+".")
		if !ok {
			continue
		}
		name := strings.TrimRight(key, "0123456789")
		g.any = e
		switch {
		case key == "method":
			g.method = e
		case e.Value == "":
		case name == "address" || name == "addresses":
			g.address = e
		case key == "gateway":
			g.gateway = e
		case name == "route" || name == "routes":
			g.route = e
		case (key == "dns" || key == "dns-search") && g.servers == nil:
			g.servers = e
		}
	}
	return g
}

// refused says why NetworkManager refuses the group, and where.
func (g *nmAddressing) refused(family string) (why string, at *ir.Entry) {
	method := ""
	if g.method != nil {
		method = g.method.Value
	}
	switch {
	case g.any == nil:
		return "", nil
	case g.gateway != nil && g.address == nil:
		return family + ".gateway needs an address beside it", g.gateway
	case method == "":
		return "its group [" + family + "] has no method", g.any
	case method == "manual" && g.address == nil && g.route == nil:
		return family + ".method is \"manual\", and there is no address", g.method
	}
	if method != "disabled" && method != "link-local" && (method != "ignore" || family == "ipv4") && method != "shared" {
		return "", nil
	}
	if family == "ipv6" && method == "shared" {
		return "", nil // takes name servers, unlike IPv4's
	}
	switch {
	case g.address != nil && method != "shared":
		return fmt.Sprintf("%s.method is %q, which forbids addresses", family, method), g.address
	case g.servers != nil:
		return fmt.Sprintf("%s.method is %q, which forbids %s", family, method, g.servers.Key), g.servers
	}
	return "", nil
}

package loss

import (
	"cmp"
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// Residue announces the lines of the input in the backend's own dialect that
// nobody understood, and that the backend could not put back. written says
// which it has; nil means none. Lines of other dialects are announced by the
// conversion as a whole; those of a link that cannot be written are gone with
// it, which was announced.
func (g *Ledger) Residue(own string, written func(*ir.Entry) bool) {
	for _, e := range g.host.Residue() {
		if _, lost := g.graph.lost[e.Link]; lost || e.Dialect != own || (written != nil && written(e)) {
			continue
		}
		g.list.Add(e.Lost(g.to))
	}
}

// HostDNS announces the DNS settings that belong to no link. why ends the
// sentence that they cannot be written, "" where the target has name servers of
// links only.
func (g *Ledger) HostDNS(why string) {
	advice := " Move it to the link over which the server is reached, usually the one with the default route."
	for _, s := range g.host.DNS.Servers {
		g.hostDNS(s.Addr.String(), s.Span, cmp.Or(why, "it belongs to no link, and there name servers belong to links"),
			"Names will not be resolved by it on the new host."+advice)
	}
	for _, s := range g.host.DNS.Search {
		g.hostDNS(s.Domain, s.Span, cmp.Or(why, "it belongs to no link, and there search domains belong to links"),
			"Names without a dot will not be looked up in it on the new host."+advice)
	}
}

func (g *Ledger) hostDNS(item string, span source.Span, why, detail string) {
	g.Add(Loss{Class: diag.Connectivity, What: "dns", Item: item, Span: span, Why: why, Detail: detail})
}

// Module announces what the host's modprobe files say about the driver as a
// whole: no dialect but modprobe's says it. What they say about single bonds
// reaches the bonds' own options (ir.Host.Merge).
func (g *Ledger) Module() {
	m := g.host.Module
	if m == nil {
		return
	}
	for i := range m.Options {
		for j := range m.Options[i].Settings {
			g.moduleOption(&m.Options[i].Settings[j])
		}
	}
	if m.Disabled.Set && m.Disabled.Value {
		g.Add(Loss{
			Class: diag.Behaviour, What: "option", Item: "module", Span: m.Disabled.Span,
			Message: fmt.Sprintf("modprobe files keep the bonding driver from loading, which %s cannot say", g.to),
			Detail:  "If the files stay on the new host, no bond will come up there.",
		})
	}
}

func (g *Ledger) moduleOption(s *ir.Setting) {
	row := option.Get(s.ID)
	if row == nil || row.Scope != option.ModuleOnly {
		return
	}
	g.Add(Loss{
		Class: diag.Bookkeeping, What: "option", Item: row.Kernel, Span: s.Span,
		Message: fmt.Sprintf("module parameter %q is not carried over: it belongs to the driver and to no bond", row.Kernel),
		Detail:  "If the modprobe files stay on the new host it keeps its effect there; " + g.to + " creates the bonds it needs by itself.",
	})
}

package loss

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
)

// RouterMetric announces that the target cannot say the metric of the routes that
// routers advertise on a link, if there is one: why says so. Where no other link
// listens to routers, nothing comes of it.
func (g *Ledger) RouterMetric(l *ir.Link, why string) {
	metric := l.IPv6.RouteMetric
	if !metric.Set {
		return
	}
	class := diag.Bookkeeping
	for _, other := range g.Links() {
		if other != l && !other.Implied && other.Kind != ir.Other && g.Owner(other.Name) == nil && effect.RA(&other.IPv6) {
			class = diag.Behaviour
		}
	}
	g.Lose(l, class, "ipv6", "routeMetric", metric.Span, why,
		fmt.Sprintf("The kernel gives the routes that routers advertise its own metric, not %d. Where two links have such routes, the host may prefer the other one.", metric.Value))
}

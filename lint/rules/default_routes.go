package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

// defaultRoute is a static default route in the main table that is installed.
type defaultRoute struct {
	link   *ir.Link
	route  *ir.Route
	via    target.Via
	metric int
}

// mainTable is the routing table that counts where no rule says otherwise
// (rt_tables, "main").
const mainTable = 254

// defaultRoutes returns the static default routes of a family. Only where
// there are several is it asked which of them are really installed.
func defaultRoutes(p *lint.Pass, family int) []defaultRoute {
	var list []defaultRoute
	for _, l := range p.Host.Links {
		for i := range l.Routes {
			r := &l.Routes[i]
			if r.Default && r.Family == family && r.Table.Or(mainTable) == mainTable && (r.Type == "" || r.Type == "unicast") {
				list = append(list, defaultRoute{l, r, p.Via(l), metric(l, r, p.Via(l))})
			}
		}
	}
	if len(list) < 2 {
		return nil
	}
	installed := map[source.Span]bool{}
	for _, fact := range effect.Facts(p.Host, p.Target) {
		if fact.What == "route" {
			installed[fact.Span] = true
		}
	}
	kept := list[:0]
	for _, r := range list {
		if installed[r.route.Span] && r.link.Activation.Or(ir.Boot) == ir.Boot {
			kept = append(kept, r)
		}
	}
	return kept
}

// metric is the metric that a route gets. NetworkManager has one for each kind
// of link where none is written (seen with NetworkManager 1.42: 100 for
// Ethernet, 300 for a bond, 400 for a VLAN, 425 for a bridge).
func metric(l *ir.Link, r *ir.Route, via target.Via) int {
	of := l.IPv4.RouteMetric
	if r.Family == 6 {
		of = l.IPv6.RouteMetric
	}
	switch {
	case r.Metric.Set:
		return r.Metric.Value
	case via == target.NetworkManager && of.Set:
		return of.Value
	case via != target.NetworkManager:
		return 0
	}
	switch l.Kind {
	case ir.BondKind:
		return 300
	case ir.VLANKind:
		return 400
	case ir.BridgeKind:
		return 425
	}
	return 100
}

// said reports whether the metric of the route is written.
func (r *defaultRoute) said() bool {
	return r.route.Metric.Set || r.via == target.NetworkManager && (r.link.IPv4.RouteMetric.Set && r.route.Family == 4 || r.link.IPv6.RouteMetric.Set && r.route.Family == 6)
}

// replaces reports whether whoever applies the link decides between several
// default routes by order or kind, and does not leave all of them in place.
func (r *defaultRoute) replaces(p *lint.Pass) bool {
	return p.Host.Dialect() != "netplan" && (r.via == target.Initscripts || r.via == target.NetworkManager)
}

func (r *defaultRoute) text() string {
	if r.route.Via.IsValid() {
		return fmt.Sprintf("%s of %q", r.route.Via, r.link.Name)
	}
	return fmt.Sprintf("%q itself", r.link.Name)
}

// same reports whether two routes are one that is written twice.
func (r *defaultRoute) same(o *defaultRoute) bool {
	return r.link == o.link && r.route.Via == o.route.Via && r.metric == o.metric
}

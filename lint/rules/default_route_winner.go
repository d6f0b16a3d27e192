package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
	"github.com/bondc/bondc/lint"
)

var defaultRouteWinner = lint.Rule{
	ID:       "default-route-winner",
	Title:    "who applies the files chooses between several default gateways",
	Severity: diag.Warning,
	Category: lint.Addressing,
	Since:    "0.1",
	Dialects: []string{"ifcfg", "keyfile", "nmcli"},
	Sources: []lint.Source{
		initscripts("ifup-eth", "the default route of GATEWAY"),
		networkManager("src/core/devices/nm-device.c", "nm_device_get_route_metric_default"),
	},
	Covers: []string{"R09"},
	Check:  checkDefaultRouteWinner,
}

func checkDefaultRouteWinner(p *lint.Pass) {
	for _, family := range []int{4, 6} {
		routes := defaultRoutes(p, family)
		for i := 1; i < len(routes); i++ {
			first, second := &routes[0], &routes[i]
			for j := range i { // the best of those before
				if routes[j].metric < first.metric {
					first = &routes[j]
				}
			}
			decided := second.metric != first.metric
			if !second.replaces(p) || first.same(second) || decided && (second.via != target.NetworkManager || first.said() || second.said()) {
				continue
			}
			p.Report(chosenRoute(first, second))
		}
	}
}

func chosenRoute(first, second *defaultRoute) lint.Finding {
	f := lint.Finding{
		Link:    second.link,
		Span:    second.route.Span,
		Message: fmt.Sprintf("there are default gateways by %s and by %s, and no metric says which one is used", first.text(), second.text()),
		Related: []diag.Related{{Message: "the other one is here", Span: first.route.Span}},
		Fix:     &lint.Fix{Message: "write a metric for each of them, the smaller one for that which is to be used, or keep one (DEFROUTE=no, never-default)"},
	}
	switch {
	case second.via == target.Initscripts:
		f.Detail = fmt.Sprintf("The initscripts replace the default route each time they bring up a link with a gateway: the one that comes up last wins, and bringing %q or %q up again by hand changes it.", first.link.Name, second.link.Name)
	case first.metric != second.metric:
		winner := first
		if second.metric < first.metric {
			winner = second
		}
		f.Detail = fmt.Sprintf("NetworkManager goes by the kind of link: Ethernet before a bond, a bond before a VLAN, a VLAN before a bridge (metrics 100, 300, 400, 425). Here %q wins with %d. After a conversion, or with initscripts, it may be the other one.", winner.link.Name, winner.metric)
	default:
		f.Detail = "Both links are of one kind and get the same metric from NetworkManager, which raises that of the second: the one that is activated first wins, and that may change with each boot."
	}
	return f
}

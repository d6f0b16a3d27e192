package rules

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var defaultRouteConflict = lint.Rule{
	ID:       "default-route-conflict",
	Title:    "two default routes have the same metric",
	Severity: diag.Warning,
	Category: lint.Addressing,
	Since:    "0.1",
	Sources:  []lint.Source{netplan("src/validation.c", "validate_default_route_consistency")},
	Covers:   []string{"H03"},
	Check:    checkDefaultRouteConflict,
}

func checkDefaultRouteConflict(p *lint.Pass) {
	for _, family := range []int{4, 6} {
		routes := defaultRoutes(p, family)
		for i := range routes {
			for j := range i {
				first, second := &routes[j], &routes[i]
				if !second.replaces(p) && first.metric == second.metric && !first.same(second) {
					p.Report(equalRoutes(p, first, second))
					break
				}
			}
		}
	}
}

func equalRoutes(p *lint.Pass, first, second *defaultRoute) lint.Finding {
	f := lint.Finding{
		Link:    second.link,
		Span:    second.route.Span,
		Message: fmt.Sprintf("the default routes by %s and by %s have the same metric", first.text(), second.text()),
		Detail:  "Nothing says which of them is used: that is decided by the order at boot, and by which link lost its carrier last. If one of the gateways is meant for a part of the traffic only, the rest may go there.",
		Related: []diag.Related{{Message: "the other one is here", Span: first.route.Span}},
		Fix:     &lint.Fix{Message: "give the one that is to be used the smaller metric, or keep one"},
	}
	if p.Host.Dialect() == "netplan" {
		f.Detail = "netplan prints \"Problem encountered while validating default route consistency\" and goes on. " + f.Detail
	}
	return f
}

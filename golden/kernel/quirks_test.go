package kernel

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/golden/kernel/state"
	"github.com/bondc/bondc/ir"
)

// quirk is what a tool does differently from all others although it was told
// the same, so that no file could ask for anything else. Each must have been
// seen in a run of all cases: one that is no longer seen is a fact gone wrong.
type quirk struct {
	// what is the difference, as docs/verified.md has it; program is who does it.
	program, what string
	tools         []state.Tool
	// seen are the lines of which one stands for a predicted one, "" for none at
	// all; no lines mean that the quirk is not about the line.
	seen func(t *trial, line string) []string
}

func quirks() []quirk {
	nm := []state.Tool{state.NetworkManager, state.NMCLI, state.NetplanNM}
	return []quirk{
		{"NetworkManager", "a route without a metric gets that of the device's kind: 300 for a bond, 400 for a VLAN, 425 for a bridge; where there are more devices of the kind, each has the next that is free, as they come up", nm, byKind},
		{"NetworkManager", "a gateway of the profile's own takes the place of the one that DHCP offers", nm, ownGateway},
		{"ifupdown", "a gateway line adds the default route with onlink", []state.Tool{state.Ifupdown}, onlink},
	}
}

// bumps is how far NetworkManager moves the metric of a kind when other devices
// have it, one for each device that came up before
// (_device_route_metric_get in src/core/nm-manager.c). A device that is made anew
// counts as one more, so that the order in which a script brings links up and down
// decides: one of two VLANs was seen with 402, after their bond came up a second time.
const bumps = 50

func byKind(t *trial, line string) []string {
	link, rest, ok := strings.Cut(line, " route ")
	l := t.host.Link(link)
	if !ok || l == nil || strings.Contains(rest, " metric ") {
		return nil
	}
	first := map[ir.Kind]int{ir.Ethernet: 100, ir.BondKind: 300, ir.VLANKind: 400, ir.BridgeKind: 425}[l.Kind]
	last := first
	if slices.ContainsFunc(t.host.Links, func(other *ir.Link) bool { return other.Kind == l.Kind && other != l }) {
		last += bumps
	}
	words := strings.Fields(rest)
	at := slices.IndexFunc(words, func(w string) bool {
		return slices.Contains([]string{"table", "onlink", "src", "scope", "type", "mtu", "advmss", "initcwnd", "initrwnd"}, w)
	})
	if at < 0 {
		at = len(words)
	}
	var lines []string
	for metric := first; metric <= last; metric++ {
		lines = append(lines, link+" route "+strings.Join(slices.Insert(slices.Clone(words), at, "metric", strconv.Itoa(metric)), " "))
	}
	return lines
}

func ownGateway(t *trial, line string) []string {
	link, _, ok := strings.Cut(line, " default by dhcp4")
	l := t.host.Link(link)
	if ok && l != nil && slices.ContainsFunc(l.Routes, func(r ir.Route) bool { return r.Default && r.Family == 4 }) {
		return []string{""}
	}
	return nil
}

func onlink(_ *trial, line string) []string {
	if strings.Contains(line, " route default ") {
		return []string{line + " onlink"}
	}
	return nil
}

// compare returns the lines that only one of the two has, but for the quirks of
// the tool, which it marks as seen.
func compare(t *trial, predicted, seen []string, used map[string]bool) []string {
	seen = slices.Clone(seen)
	var bad []string
	for _, line := range predicted {
		if at := slices.Index(seen, line); at >= 0 {
			seen = slices.Delete(seen, at, at+1)
			continue
		}
		if q, other := explained(t, line, seen); q != nil {
			used[q.what] = true
			seen = slices.DeleteFunc(seen, func(s string) bool { return s == other })
			continue
		}
		bad = append(bad, "predicted, not seen: "+line)
	}
	for _, line := range seen {
		bad = append(bad, "seen, not predicted: "+line)
	}
	return bad
}

// explained returns the quirk that has another line in the place of a predicted
// one.
func explained(t *trial, line string, seen []string) (*quirk, string) {
	all := quirks()
	for i := range all {
		q := &all[i]
		if !slices.Contains(q.tools, t.path.tool) {
			continue
		}
		for _, other := range q.seen(t, line) {
			if other == "" || slices.Contains(seen, other) {
				return q, other
			}
		}
	}
	return nil, ""
}

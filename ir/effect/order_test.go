package effect

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/diag"
)

// list makes facts of one list of a link.
func list(order Order, items ...string) []Fact {
	var facts []Fact
	for _, item := range items {
		facts = append(facts, Fact{Link: "l", What: "w", Item: item, Order: order})
	}
	return facts
}

func TestOrders(t *testing.T) {
	for _, c := range []struct {
		order      Order
		a, b, want string
	}{
		{OfPorts, "x y z", "x y z", ""},
		{OfPorts, "x y z", "y x z", "l: order of ports: x y z on the left, y x z on the right"},
		{OfPorts, "x y z", "y z", "l: w x: only on the left"},
		{OfPorts, "x y", "y new x", "l: order of ports: x y on the left, y x on the right; l: w new: only on the right"},
		{OfPorts, "x x y", "x y y", ""},
		{OfServers, "x y", "y x", "l: order of name servers: x y on the left, y x on the right"},
		{Unordered, "x y", "y x", ""},
		{FirstIPv4, "x y z", "x z y", ""},
		{FirstIPv4, "x y z", "y x z", "l: first IPv4 address: x on the left, y on the right"},
		{FirstIPv6, "x y z", "z y", "l: w x: only on the left; l: first IPv6 address: y on the left, z on the right"},
		{FirstIPv4, "x", "", "l: w x: only on the left"},
	} {
		var got []string
		for _, d := range Compare(list(c.order, strings.Fields(c.a)...), list(c.order, strings.Fields(c.b)...), false) {
			got = append(got, d.String())
		}
		want := map[string]bool{}
		for _, line := range strings.Split(c.want, "; ") {
			want[line] = line != ""
		}
		for _, line := range got {
			if !want[line] {
				t.Errorf("%v %q %q: got %q", c.order, c.a, c.b, line)
			}
			delete(want, line)
		}
		for line, missing := range want {
			if missing {
				t.Errorf("%v %q %q: missing %q", c.order, c.a, c.b, line)
			}
		}
	}
}

func TestOrderAnnounced(t *testing.T) {
	differences := Compare(list(OfPorts, "x", "y", "gone"), list(OfPorts, "y", "x"), false)
	d := differences[len(differences)-1]
	for item, want := range map[string]bool{"": true, "x": true, "y": true, "gone": false, "other": false} {
		losses := diag.List{{Link: "l", Loss: &diag.Loss{What: "w", Item: item}}}
		if got := Announce(losses).Of(&d); got != want {
			t.Errorf("%s: announced by the loss of %q: %t", d.String(), item, got)
		}
	}
}

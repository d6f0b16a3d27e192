package ir

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/source"
)

// TestSettledFindsTheSame asks a host with many links for every name, before
// and after Settle; names that stand twice are among them.
func TestSettledFindsTheSame(t *testing.T) {
	h := &Host{}
	for i := range 60 {
		h.Links = append(h.Links,
			&Link{Name: fmt.Sprintf("bond%d", i%50), Kind: BondKind, Bond: &Bond{Ports: []Port{{Name: fmt.Sprintf("eth%d", i%40)}, {Name: fmt.Sprintf("eth%d", i+100)}}}},
			&Link{Name: fmt.Sprintf("br%d", i), Kind: BridgeKind, Bridge: &Bridge{Ports: []Port{{Name: fmt.Sprintf("bond%d", i%30)}}}},
			&Link{Name: fmt.Sprintf("v%d", i), Kind: VLANKind, VLAN: &VLAN{Link: Some(fmt.Sprintf("bond%d", i%20), source.Span{})}})
	}
	look := func(h *Host) string {
		var all strings.Builder
		for _, kind := range []string{"bond", "br", "v", "eth", "none"} {
			for i := range 200 {
				name := fmt.Sprintf("%s%d", kind, i)
				fmt.Fprintf(&all, "%p %p %p %v ", h.Link(name), h.BondOf(name), h.BridgeOf(name), h.VLANsOn(name))
			}
		}
		return all.String()
	}
	before := look(h)
	h.Settle()
	if h.index == nil {
		t.Fatal("a host with 180 links is not settled")
	}
	if after := look(h); after != before {
		t.Error("a settled host answers otherwise")
	}
	if h.Clone().index != nil {
		t.Error("a clone is settled, but its links are others")
	}
}

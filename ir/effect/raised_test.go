package effect

import (
	"slices"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// TestPortsStartTheirBond: to NetworkManager a bond that is left to a person comes
// up at boot with the first of its ports that starts by itself.
func TestPortsStartTheirBond(t *testing.T) {
	says := func(a ir.Activation) ir.Opt[ir.Activation] { return ir.Opt[ir.Activation]{Value: a, Set: a != ""} }
	for _, c := range []struct {
		what    string
		dialect string
		via     target.Via
		ports   [2]ir.Activation
		wait    bool // the ports' autoconnect is off, and the bond brings them up
		aside   bool // NetworkManager leaves the ports alone
		want    ir.Activation
	}{
		{what: "netplan", dialect: "netplan", via: target.NetworkManager, want: ir.Boot},
		{what: "netplan under networkd", dialect: "netplan", via: target.NetworkdVia, want: ir.Manual},
		{what: "ifcfg", dialect: "ifcfg", via: target.NetworkManager, want: ir.Boot},
		{what: "ifcfg under initscripts", dialect: "ifcfg", via: target.Initscripts, want: ir.Manual},
		{what: "keyfile", dialect: "keyfile", via: target.NetworkManager, want: ir.Boot},
		{what: "nmcli", dialect: "nmcli", via: target.NetworkManager, want: ir.Boot},
		{what: "one port is enough", dialect: "keyfile", via: target.NetworkManager, ports: [2]ir.Activation{ir.Manual, ir.Boot}, want: ir.Boot},
		{what: "no port starts", dialect: "keyfile", via: target.NetworkManager, ports: [2]ir.Activation{ir.Manual, ir.Manual}, want: ir.Manual},
		{what: "ports that wait for their bond", dialect: "keyfile", via: target.NetworkManager, wait: true, want: ir.Manual},
		{what: "ports that are not NetworkManager's", dialect: "ifcfg", via: target.NetworkManager, aside: true, want: ir.Manual},
		{what: "bondc's own language means what it says", dialect: "hcl", via: target.NetworkManager, want: ir.Manual},
	} {
		h := bondHost(c.dialect)
		h.Links[0].Activation = ir.Some(ir.Manual, source.Span{})
		for i, port := range h.Links[1:] {
			port.Activation = says(c.ports[i])
			if c.wait {
				h.Entries = append(h.Entries, &ir.Entry{Link: port.Name, UsedBy: ir.WithController})
			}
			if c.aside {
				port.Managed = ir.Some(false, source.Span{})
			}
		}
		from := target.Target{Via: c.via}
		if got := find(Facts(h, from), "bond0", "activation", ""); got.Value != string(c.want) {
			t.Errorf("%s: activation %s, want %s", c.what, got.Value, c.want)
		}
		pinned, diags := Pin(h, from, target.NetworkManager, "keyfile")
		said := slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Code == diag.NeverApplied })
		if got := pinned.Links[0].Activation.Or(ir.Boot); got != c.want || said != (c.want == ir.Boot) {
			t.Errorf("%s: pinned as %s, want %s; findings %v", c.what, got, c.want, diags)
		}
	}
}

// TestBridgeOnABondIsStarted: the bond that its ports start starts the bridge that
// it is a port of.
func TestBridgeOnABondIsStarted(t *testing.T) {
	h := bondHost("keyfile")
	h.Links[0].Activation = ir.Some(ir.Manual, source.Span{})
	bridge := &ir.Link{Name: "br0", Kind: ir.BridgeKind, Bridge: &ir.Bridge{Ports: []ir.Port{{Name: "bond0"}}}, Activation: ir.Some(ir.Manual, source.Span{})}
	h.Links = append([]*ir.Link{bridge}, h.Links...)
	if !Raised(h, bridge) {
		t.Error("the bridge is left to a person")
	}
}

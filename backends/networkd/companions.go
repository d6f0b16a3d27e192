package networkd

import (
	"slices"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// DropIns is where drop-ins of the files that netplan generates lie; the name
// of the link follows. netplan writes those to /run, and systemd joins a drop-in
// of any folder to a file of any other (systemd.netdev(5)).
const DropIns = "etc/systemd/network/10-netplan-"

// Companions returns the files that keep what netplan cannot say and networkd
// can, where it applies netplan's files: drop-ins beside what netplan generates,
// and .link files. lost is what netplan's writer announced; what is left of it
// is returned, with what the files themselves cannot keep.
//
// Kept are options of bonds, the flags of VLANs, and the MAC address that a bond
// or bridge takes from its ports.
func Companions(h *ir.Host, t target.Target, lost diag.List) (ir.Output, diag.List) {
	var out ir.Output
	byManager := func(l *ir.Link) bool { return l.Via.Value == target.NetworkManager }
	if t.Via == target.NetworkManager || slices.ContainsFunc(h.Links, byManager) {
		return out, lost
	}
	r := raiser{host: h, target: t, ledger: loss.New(h, "networkd"), marks: map[string]string{}, written: map[*ir.Entry]bool{}}
	for _, l := range r.ledger.Links() {
		c := companion{raiser: &r, link: l, unit: &unit{suffix: ".netdev"}, lost: lost}
		c.mac(&out)
		c.options()
		c.flags()
		if lost = c.lost; len(c.unit.sections) > 0 {
			out.Add(DropIns+l.Name+".netdev.d/60-bondc.conf", mode, c.unit.print())
		}
	}
	return out, lost
}

// companion is the drop-in of one link under construction.
type companion struct {
	*raiser
	link *ir.Link
	unit *unit
	lost diag.List
}

// keep takes a loss of the link out of the list, and reports whether it was
// there.
func (c *companion) keep(what, item string) bool {
	before := len(c.lost)
	c.lost = slices.DeleteFunc(slices.Clone(c.lost), func(d diag.Diagnostic) bool {
		return d.Loss != nil && d.Link == c.link.Name && d.Loss.What == what && d.Loss.Item == item
	})
	return len(c.lost) < before
}

// mac leaves the address of a bond or bridge to the kernel, as it is today;
// against udev's policy that takes a .link file as well.
func (c *companion) mac(out *ir.Output) {
	l := c.link
	if !c.kernelMAC(l) || l.MAC.Set || !c.keep("mac", "") {
		return
	}
	c.unit.section("NetDev").set("MACAddress", "none")
	u := c.udev(l)
	out.Add(Prefix+l.Name+u.suffix, mode, u.print())
	own := loss.New(c.host, "netplan")
	own.MACOfAnyPort(l)
	for _, d := range own.Findings() {
		if d.Link == l.Name && d.Loss.What == "mac" {
			c.lost.Add(d)
		}
	}
}

// options writes those that are lost and have a key here.
func (c *companion) options() {
	if c.link.Kind != ir.BondKind {
		return
	}
	// What the kernel would refuse beside the rest costs the whole bond; netplan
	// says the mode itself.
	c.ledger.Options(c.link, c.column(), func(o loss.Option) string {
		if o.Spelling.Place == option.InBond && o.Row.ID != option.ModeOpt && c.keep("option", o.Row.Kernel) {
			c.unit.section("Bond").set(o.Key, o.Text)
		}
		return ""
	})
}

// flags writes what is lost of a VLAN.
func (c *companion) flags() {
	v := c.link.VLAN
	if c.link.Kind != ir.VLANKind || v == nil {
		return
	}
	for _, f := range []struct {
		item, key string
		o         ir.Opt[bool]
	}{{"reorderHeader", "ReorderHeader", v.ReorderHeader}, {"gvrp", "GVRP", v.GVRP}, {"mvrp", "MVRP", v.MVRP}, {"looseBinding", "LooseBinding", v.LooseBinding}} {
		if f.o.Set && c.keep("vlan", f.item) {
			c.unit.section("VLAN").set(f.key, yesNo(f.o.Value))
		}
	}
	if v.Protocol.Value == "802.1ad" && !c.before("248") && c.keep("vlan", "protocol") {
		c.unit.section("VLAN").set("Protocol", v.Protocol.Value)
	}
}

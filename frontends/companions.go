package frontends

import (
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/networkd"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// generated begins the names of the files that netplan writes for networkd
// (netplan, src/networkd.c; facts/dialects.md 5.4).
const generated = "10-netplan-"

// Companion reports whether a path below a root is that of a file that says
// more of a link of netplan's: a drop-in of what netplan generates, or the .link
// file that bondc writes beside it.
func Companion(name string) bool {
	dir := path.Base(path.Dir(name))
	if path.Ext(name) == ".link" && strings.HasPrefix(path.Base(name), "10-bondc-") {
		return networkd.Claims(name)
	}
	return strings.HasPrefix(dir, generated) && strings.HasSuffix(dir, ".netdev.d") && networkd.Claims(name)
}

// Accompany joins what companion files say to the links of a host that was
// read from netplan's files. They count above those, as systemd has it.
func Accompany(h *ir.Host, files []*source.File, opt ir.ReadOptions) diag.List {
	if len(files) == 0 {
		return nil
	}
	var found diag.List
	all := slices.Clone(files)
	for _, l := range h.Links {
		if l.Kind == ir.BondKind || l.Kind == ir.BridgeKind || l.Kind == ir.VLANKind {
			text := "[NetDev]\nName=" + l.Name + "\nKind=" + l.Kind.String() + "\n"
			name := "run/systemd/network/" + generated + l.Name + ".netdev"
			all = append(all, source.New(name, name, []byte(text)))
		}
	}
	for more, diags := range networkd.Parse(all, opt) {
		for _, d := range diags {
			if slices.Contains(files, d.Span.File) {
				found = append(found, d)
			}
		}
		h.Files = append(h.Files, files...)
		h.Ignores = append(h.Ignores, more.Ignores...)
		for _, e := range more.Entries {
			if slices.Contains(files, e.File) {
				h.Entries = append(h.Entries, e)
			}
		}
		for _, l := range more.Links {
			if to := h.Link(l.Name); to != nil {
				accompany(to, l)
			}
		}
	}
	return found
}

// accompany joins what the companions of one link say.
func accompany(to, more *ir.Link) {
	if more.KernelMAC.Set {
		to.KernelMAC = more.KernelMAC
	}
	if more.MAC.Set {
		to.MAC = more.MAC
	}
	if to.Bond != nil && more.Bond != nil {
		to.Bond.Settings = append(to.Bond.Settings, more.Bond.Settings...)
	}
	if to.VLAN == nil || more.VLAN == nil {
		return
	}
	for _, f := range []struct{ to, more *ir.Opt[bool] }{
		{&to.VLAN.ReorderHeader, &more.VLAN.ReorderHeader}, {&to.VLAN.GVRP, &more.VLAN.GVRP},
		{&to.VLAN.MVRP, &more.VLAN.MVRP}, {&to.VLAN.LooseBinding, &more.VLAN.LooseBinding},
	} {
		if f.more.Set {
			*f.to = *f.more
		}
	}
	if more.VLAN.Protocol.Set {
		to.VLAN.Protocol = more.VLAN.Protocol
	}
}

package ifcfg

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// tagged reports whether VLAN=yes, here or in /etc/sysconfig/network, makes the
// link a VLAN. The name alone never does (ifup).
func (r *reader) tagged(p *profile) bool {
	if p.has("VLAN") {
		return p.yes("VLAN")
	}
	_, _, isName := vlanName(p.link.Name)
	return r.global.yes("VLAN") && (isName || p.has("VID"))
}

// vlanName splits "bond0.100" and "vlan100" (ifup). The parent is "" in the
// second form. id is the offset of the digits, -1 where the name has neither.
func vlanName(name string) (parent string, id int, ok bool) {
	if i := strings.LastIndexByte(name, '.'); i > 0 && digits(name[i+1:]) {
		return name[:i], i + 1, true
	}
	if rest, found := strings.CutPrefix(name, "vlan"); found && digits(rest) {
		return "", len("vlan"), true
	}
	return "", -1, false
}

func digits(text string) bool {
	return text != "" && len(text) <= 4 && strings.Trim(text, "0123456789") == ""
}

// vlan reads what makes a link a VLAN. NetworkManager believes the keys first,
// initscripts the name, unless VID is set (ifup; facts/dialects.md 2.4).
func (r *reader) vlan(p *profile) {
	v := p.link.VLAN
	p.use("vlan", "VLAN")
	r.global.use("vlan", "VLAN")
	parent, at, named := vlanName(p.link.Name)
	id := p.first("VID", "VLAN_ID")
	switch {
	case id != nil:
		r.vlanID(p, id)
	case named:
		r.vlanName(p, at)
	}
	keys := p.nm || p.get("VID") != nil || parent == ""
	phys := p.get("PHYSDEV")
	switch {
	case phys != nil && keys:
		if up := r.named(phys, ir.Ethernet); up != nil {
			phys.use("vlan")
			v.Link = ir.Some(up.link.Name, phys.span())
		}
	case parent != "":
		if phys != nil && phys.value() == parent {
			phys.use("vlan")
		}
		phys.spare(diag.Behaviour, fmt.Sprintf("the name says that the parent is %q, and initscripts believe the name", parent))
		v.Link = ir.Some(parent, r.nameSpan(p, 0, len(parent)))
		r.implied(parent, v.Link.Span, ir.Ethernet)
	}
	r.vlanFlags(p)
}

func (r *reader) vlanID(p *profile, id *variable) {
	n, err := strconv.Atoi(id.value())
	if err != nil || n < 0 || n > 4094 {
		r.bad(id, p.link.Name, fmt.Sprintf("%q is no VLAN ID: it is a number from 0 to 4094", id.value()))
		return
	}
	p.use("vlan", "VID", "VLAN_ID")
	p.link.VLAN.ID = ir.Some(n, id.span())
}

// vlanName takes the ID from the link's name.
func (r *reader) vlanName(p *profile, at int) {
	span := r.nameSpan(p, at, len(p.link.Name))
	n, _ := strconv.Atoi(p.link.Name[at:])
	if n > 4094 {
		r.report(diag.BadValue, span, p.link.Name, fmt.Sprintf("the name %q ends in %d, which is no VLAN ID: it is a number from 0 to 4094", p.link.Name, n),
			"The kernel refuses the VLAN. Rename it, or set VID and PHYSDEV.")
		return
	}
	p.link.VLAN.ID = ir.Some(n, span)
}

// nameSpan returns the place of a part of the link's name.
func (r *reader) nameSpan(p *profile, from, to int) source.Span {
	if v := p.get("DEVICE"); v != nil && v.value() == p.link.Name {
		return v.item.At(from, to)
	}
	return p.link.Span
}

// vlanFlags reads the kernel's flags of a VLAN (nm-settings-ifcfg-rh(5)).
func (r *reader) vlanFlags(p *profile) {
	v := p.link.VLAN
	v.GVRP = p.flag("GVRP", "vlan")
	v.MVRP = p.flag("MVRP", "vlan")
	flags := p.get("VLAN_FLAGS")
	if flags != nil {
		flags.use("vlan")
		for _, f := range strings.FieldsFunc(flags.value(), func(c rune) bool { return c == ',' || c == ' ' }) {
			switch f {
			case "LOOSE_BINDING":
				v.LooseBinding = ir.Some(true, flags.span())
			case "NO_REORDER_HDR":
				v.ReorderHeader = ir.Some(false, flags.span())
			case "GVRP":
				if !v.GVRP.Set {
					v.GVRP = ir.Some(true, flags.span())
				}
			default:
				flags.entry.UsedBy, flags.entry.Reason = "", fmt.Sprintf("bondc does not know the flag %q", f)
			}
		}
	}
	if reorder := p.flag("REORDER_HDR", "vlan"); !v.ReorderHeader.Set || !p.nm {
		if reorder.Set {
			v.ReorderHeader = reorder
		}
	}
}

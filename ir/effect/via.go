package effect

import (
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// Via returns who applies a link of the host (design.md section 5, "Who
// applies the files"): what --via says, else a fact of the link.
func Via(h *ir.Host, l *ir.Link, t target.Target) target.Via {
	if t.Via != target.Unset {
		return t.Via
	}
	if l != nil && l.Via.Set {
		return l.Via.Value
	}
	switch h.Dialect() {
	case "ifcfg":
		return ifcfgVia(h, l, t)
	case "ifupdown":
		if h.Evidence.Via == target.Ifupdown2 {
			return target.Ifupdown2
		}
	}
	return dialectVia(h.Dialect())
}

// dialectVia is the applier of a dialect that has only one when silent.
func dialectVia(dialect string) target.Via {
	switch dialect {
	case "netplan", "networkd", "cloudinit":
		return target.NetworkdVia
	case "nmcli", "keyfile", "nmstate":
		return target.NetworkManager
	case "ifcfg":
		return target.Initscripts
	case "ifupdown":
		return target.Ifupdown
	case "dracut":
		return target.Sysfs
	case "modprobe":
		return target.Module
	case running:
		return target.Sysfs
	}
	return target.Netlink
}

// throughNetplan reports whether netplan stands between the files and who
// applies them. cloud-init writes for netplan wherever that is installed, which
// nothing but another applier contradicts.
func throughNetplan(h *ir.Host, via target.Via) bool {
	return h.Dialect() == "netplan" || h.Dialect() == "cloudinit" && via == target.NetworkdVia
}

// ifcfgVia is found per link: NM_CONTROLLED=no keeps NetworkManager away, then
// what the root shows, then the release; with no evidence it is initscripts.
func ifcfgVia(h *ir.Host, l *ir.Link, t target.Target) target.Via {
	if l != nil && l.Managed.Set && !l.Managed.Value {
		return target.Initscripts
	}
	if h.Evidence.Via != target.Unset {
		return h.Evidence.Via
	}
	if r, ok := target.FindRelease(t.Release); ok && r.Ifcfg != target.Unset {
		return r.Ifcfg
	}
	return target.Initscripts
}

// TargetVia returns who will apply what a backend writes, where the target
// does not say it.
func TargetVia(backend string, t target.Target) target.Via {
	if t.Via != target.Unset {
		return t.Via
	}
	if backend == "ifcfg" {
		return ifcfgVia(&ir.Host{}, nil, t)
	}
	return dialectVia(backend)
}

// Silence returns the value that a bond gets for an option that was not
// written, in canonical form: the applier's own default, else the kernel's in
// that mode. An option that another one excludes (miimon beside an
// arp_interval) stays at the kernel's default.
func Silence(b *ir.Bond, id option.ID, mode option.Mode, via target.Via) string {
	row := option.Get(id)
	if id == option.MIIMon && via == target.NetworkManager {
		return silentMonitor(func(id option.ID) bool { return on(b, id) }, mode)
	}
	switch own := option.Spell(id, column(via)).Default; {
	case excluded(b, row, mode):
		return row.Default
	case own != "":
		return own
	case row.ModeDefaultIn.Has(mode):
		return row.ModeDefault
	}
	return row.Default
}

// excluded reports whether an option that excludes the row's is on, and the
// kernel takes it in the mode.
func excluded(b *ir.Bond, row *option.Row, mode option.Mode) bool {
	for _, other := range row.Excludes {
		if on(b, other) && option.Get(other).Accepted.Has(mode) {
			return true
		}
	}
	return false
}

// column is the column of the table that knows the applier's own defaults.
func column(via target.Via) option.Dialect {
	switch via {
	case target.NetworkManager:
		return option.NM
	case target.NetworkdVia:
		return option.Networkd
	case target.Module:
		return option.Modprobe
	case target.Ifupdown:
		return option.Ifupdown
	case target.Ifupdown2:
		return option.Ifupdown2
	}
	return option.Ifcfg
}

// ModeOf returns the mode that the bond's settings lead to, and whether one
// was written and understood; silence is balance-rr everywhere.
func ModeOf(b *ir.Bond) (option.Mode, bool) {
	word, ok := b.Value(option.ModeOpt)
	if !ok {
		return option.BalanceRR, false
	}
	return option.ParseMode(word)
}

// Applies reports whether an applier reads a dialect at all: --via with any
// other is wrong usage. HCL is read by bondc alone, so it may stand for any.
func Applies(via target.Via, dialect string) bool {
	switch dialect {
	case "ifcfg":
		return via == target.Initscripts || via == target.NetworkManager || via == target.Sysfs
	case "netplan":
		return via == target.NetworkdVia || via == target.NetworkManager
	case "networkd":
		return via == target.NetworkdVia
	case "nmcli", "keyfile", "nmstate":
		return via == target.NetworkManager
	case "ifupdown":
		return via == target.Ifupdown || via == target.Ifupdown2
	case "dracut":
		return via == target.Sysfs || via == target.NetworkManager
	case "cloudinit":
		return via == target.NetworkdVia || via == target.NetworkManager || via == target.Initscripts || via == target.Ifupdown
	case "modprobe":
		return via == target.Module || via == target.Initscripts
	case running:
		return via == target.Sysfs
	case "suse":
		return via == target.Netlink // one bad option costs the whole bond (facts/dialects.md 8)
	}
	return true
}

// on reports whether an option is written with a value that is neither zero
// nor the row's word for off.
func on(b *ir.Bond, id option.ID) bool {
	setting, value := Written(b, id)
	row := option.Get(id)
	if setting == nil || value == "" {
		return false
	}
	if row.Kind == option.Enum {
		return !option.Same(id, value, row.Default)
	}
	return !isZero(row, value)
}

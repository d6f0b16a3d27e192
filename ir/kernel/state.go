package kernel

import (
	"strconv"

	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// State is what a bond holds: the canonical value of every option of a bond,
// "" where it is unset. An option that shares its value with another has it
// too.
type State [option.NumOptions]string

// Files returns the options that the target's kernel has a readable
// configuration file for in /sys/class/net/BOND/bonding, in the table's order
// (bond_sysfs.c, per_bond_attrs; run-time files are left out).
func Files(t target.Target) []option.ID {
	ids := make([]option.ID, 0, option.NumOptions)
	for i := range option.Rows() {
		if row := &option.Rows()[i]; row.Scope == option.Bond && row.Sysfs && exists(t, row) {
			ids = append(ids, row.ID)
		}
	}
	return ids
}

// Knows reports whether the target's kernel has the option: mainline's of that
// version, or the release's with what its makers added.
func Knows(t target.Target, id option.ID) bool {
	row := option.Get(id)
	return row != nil && exists(t, row)
}

// exists reports whether the target's kernel has the option at all.
func exists(t target.Target, row *option.Row) bool {
	return !t.Kernel.Before(row.Since) || backported(t.KernelOf, row.ID)
}

// backported reports whether the release's kernel has an option that mainline
// got later.
//
// Debian's kernels were read (facts/lint-rules.md N02): 6.1.192 and 6.12.117.
// Their broadcast_neighbor is in no list: it has a row in the driver's table
// and neither file nor attribute.
//
// Red Hat adds options in minor releases; what the last ones have counts.
// RHEL 8: include/net/bond_options.h of 4.18.0-448.el8 (8.8), read at commit
// 8fe840b35a72 of ctrliq/kernel-src-tree: its list ends with these two.
// RHEL 9: the changelog of 5.14.0-104.el9 (9.1) has ns_ip6_target, whose number
// among the netlink attributes comes after those of lacp_active and
// arp_missed_max; prio came with 9.2 (centos-stream-9, merge request 2418).
func backported(release string, id option.ID) bool {
	for _, b := range []struct {
		release string
		id      option.ID
	}{
		{"debian-12", option.CoupledControl},
		{"debian-12", option.ActorPortPrio},
		{"debian-13", option.ActorPortPrio},
		{"rhel-8", option.PeerNotifDelay},
		{"rhel-8", option.LACPActive},
		{"rhel-9", option.LACPActive},
		{"rhel-9", option.ARPMissedMax},
		{"rhel-9", option.NSIP6Target},
		{"rhel-9", option.Prio},
	} {
		if b.release == release && b.id == id {
			return true
		}
	}
	return false
}

// home is the option whose value another one sets: num_grat_arp and
// num_unsol_na are one value since Linux 3.0 (bonding.rst, num_grat_arp).
func home(t target.Target, id option.ID) option.ID {
	row := option.Get(id)
	if row == nil || row.AliasOf == option.Unknown || t.Kernel.Before("3.0") {
		return id
	}
	return row.AliasOf
}

// lacpOnly are the files that are empty outside 802.3ad; there they show
// their values to root alone (bond_sysfs.c, bonding_show_ad_actor_sys_prio,
// bonding_show_ad_actor_system and bonding_show_ad_user_port_key).
func lacpOnly(id option.ID) bool {
	return id == option.ADActorSysPrio || id == option.ADActorSystem || id == option.ADUserPortKey
}

// isDelay reports whether the driver keeps the option as a multiple of miimon
// (bond_options.c, _bond_option_delay_set).
func isDelay(id option.ID) bool {
	return id == option.UpDelay || id == option.DownDelay || id == option.PeerNotifDelay
}

// state reads the options as their files would.
func (d *driver) state() State {
	var s State
	for i := range option.Rows() {
		if row := &option.Rows()[i]; row.Scope == option.Bond && exists(d.target, row) {
			s[row.ID] = d.file(row.ID)
		}
	}
	return s
}

// file is what the file of an option reads.
func (d *driver) file(id option.ID) string {
	id = home(d.target, id)
	switch {
	case isDelay(id):
		// The driver multiplies two ints.
		return strconv.Itoa(int(int32(d.factor[id] * d.number(option.MIIMon))))
	case id == option.Primary && !(d.isPort(d.value[id]) && option.Get(id).Effective.Has(d.mode())):
		return "" // a name that waits for its port or its mode is not shown (bond_main.c, bond_enslave)
	case lacpOnly(id) && d.mode() != option.LACP:
		return ""
	}
	return d.value[id]
}

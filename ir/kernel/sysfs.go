package kernel

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// files writes a layer's settings to the bond's files. The bond is down and has
// no ports yet, so the primary port waits for attach; in a live bond it is
// written like the rest.
func (d *driver) files(l *Layer) {
	late := func(s *ir.Setting) bool { return s.ID == option.Primary && !l.Live }
	for i := range l.Settings {
		if s := &l.Settings[i]; first(s) && !l.AsWritten {
			d.write(s)
		}
	}
	for i := range l.Settings {
		if s := &l.Settings[i]; (l.AsWritten || !first(s)) && !late(s) {
			d.write(s)
		}
	}
}

// first reports what initscripts write before all else, in the order written
// (network-functions, install_bonding_driver).
func first(s *ir.Setting) bool { return s.ID == option.ModeOpt || s.ID == option.MIIMon }

// write writes one file; an error is an event, and the rest goes on.
func (d *driver) write(s *ir.Setting) {
	row := option.Get(s.ID)
	if row == nil {
		row = option.Get(option.LookupKernel(s.Key)) // the key is the name of the file
	}
	errno, why := d.open(s, row)
	switch {
	case errno != "":
	case row.Scope == option.Port:
		errno, why = d.queueFile(s, row)
	case row.ID == option.ActivePort:
		errno, why = d.activate(row, s.Raw)
	default:
		errno, why = d.set(s, s.Value)
	}
	if errno != "" {
		d.refuse(s, errno, why)
	}
}

// open is what happens before the driver's option code is asked.
func (d *driver) open(s *ir.Setting, row *option.Row) (Errno, Reason) {
	switch {
	case row == nil:
		return ENOENT, Because(NoWayIn, option.Unknown, "the bond has no such file")
	case row.Scope == option.ReadOnly && row.AliasOf == option.Unknown:
		return EACCES, Because(NoWayIn, option.Unknown, "%s is status that the kernel reports, and the file cannot be written", row.Kernel)
	case !row.Sysfs:
		return ENOENT, Because(NoWayIn, option.Unknown, "the kernel has no file %s%s", row.Kernel, byNetlink(row))
	case !exists(d.target, row):
		return ENOENT, Because(TooOld, option.Unknown, "the kernel has no file %s before Linux %s", row.Kernel, row.Since)
	case row.Scope == option.Port && !d.attached:
		return EPERM, Because(NoWayIn, option.Unknown, "%s is an option of a port, and is written before the ports are attached", row.Kernel)
	case row.Scope == option.Port, row.ID == option.ActivePort:
	case row.Scope != option.Bond:
		return EINVAL, Because(NoWayIn, option.Unknown, "%s is no setting", row.Kernel)
	case s.ID == option.Unknown:
		return EINVAL, Reason{Why: s.Problem.Text, Cause: WrongValue}
	}
	return "", Reason{}
}

// activate is bond_option_active_slave_set: the port that is used from now on,
// or none, whatever the bond has. Nothing of it is kept.
func (d *driver) activate(row *option.Row, name string) (Errno, Reason) {
	errno, why := d.mayset(row)
	name = strings.TrimSpace(name)
	switch {
	case errno != "" || name == "":
		return errno, why
	case !d.attached:
		return EINVAL, Because(NoSuchPort, option.Unknown, "%s wants a port of the bond, and is written before the ports are attached", row.Kernel)
	case !d.isPort(name):
		return EINVAL, Because(NoSuchPort, option.Unknown, "%s wants a port of the bond", row.Kernel)
	}
	return "", Reason{}
}

func byNetlink(row *option.Row) string {
	if row.Netlink == "" || !row.Scope.Configurable() {
		return ""
	}
	return ": it takes the option by netlink only"
}

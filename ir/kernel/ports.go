package kernel

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// portSettings are the settings of one port: by netlink a request once the port
// is attached (bond_netlink.c, bond_slave_changelink), by sysfs a write to a
// file of the bond, which initscripts do too early.
func (d *driver) portSettings(settings []ir.Setting) {
	for i := range settings {
		s := &settings[i]
		if d.path == Sysfs {
			d.write(s)
			continue
		}
		row := option.Get(s.ID)
		switch {
		case row == nil || row.Scope != option.Port:
			d.event(NewEvent(Ignored, s, "it is no option of a port"))
		case !exists(d.target, row):
			d.event(NewEvent(Ignored, s, fmt.Sprintf("the kernel skips the attribute of %s, which it knows since Linux %s", row.Kernel, row.Since)))
		default:
			if errno, why := d.setPort(s, row); errno != "" {
				d.refuse(s, errno, why)
			}
		}
	}
}

func (d *driver) setPort(s *ir.Setting, row *option.Row) (Errno, string) {
	if errno, why := d.mayset(row); errno != "" {
		return errno, why
	}
	if why := d.badValue(s, row, s.Value); why != "" {
		return EINVAL, why
	}
	switch row.ID {
	case option.QueueID:
		return d.queue(s)
	case option.Prio:
		d.prio = true
		if d.value[option.Primary] != "" {
			d.event(NewEvent(Inert, s, fmt.Sprintf("the kernel keeps it, and chooses by %s while that is set", option.Get(option.Primary).Kernel)))
		}
	}
	return "", ""
}

// queue is bond_option_queue_id_set: a queue that the bond has, and none but 0
// twice. The bond has as many as tx_queues says by default.
func (d *driver) queue(s *ir.Setting) (Errno, string) {
	row, limit := option.Get(option.QueueID), option.Get(option.TXQueues)
	n, _ := strconv.ParseInt(s.Value, 10, 64)
	most, _ := strconv.ParseInt(limit.Default, 10, 64)
	if n > most {
		return EPERM, fmt.Sprintf("the bond has %d transmit queues unless %s says otherwise", most, limit.Kernel)
	}
	id := strconv.FormatInt(n, 10)
	for _, q := range d.queues {
		if n != 0 && q[1] == id && q[0] != d.port {
			return EPERM, fmt.Sprintf("%s has %s %s already", q[0], row.Kernel, id)
		}
	}
	d.queues = append(d.queues, [2]string{d.port, id})
	return "", ""
}

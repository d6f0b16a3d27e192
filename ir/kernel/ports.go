package kernel

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// portSettings are the settings of one port: by netlink a request once the port
// is attached, by sysfs a write to a file of the bond, which initscripts do too
// early.
func (d *driver) portSettings(settings []ir.Setting) {
	if d.path == Netlink {
		d.portRequest(settings)
		return
	}
	for i := range settings {
		d.write(&settings[i])
	}
}

// portRequest is one request for a port (bond_netlink.c, bond_slave_changelink):
// the last of an option wins, the driver takes them in an order of its own, and
// the first refusal ends it (seen with Linux 6.1.176).
func (d *driver) portRequest(settings []ir.Setting) {
	var given [option.NumOptions]*ir.Setting
	for i := range settings {
		s := &settings[i]
		switch row := option.Get(s.ID); {
		case row == nil || row.Scope != option.Port:
			d.event(NewEvent(Ignored, s, Because(NoWayIn, option.Unknown, "it is no option of a port")))
		case !exists(d.target, row):
			d.event(NewEvent(Ignored, s, Because(TooOld, option.Unknown, "the kernel skips the attribute of %s, which it knows since Linux %s", row.Kernel, row.Since)))
		default:
			if old := given[s.ID]; old != nil {
				d.event(NewEvent(Overridden, old, Because(SetAgain, s.ID, "it is set again later, and the last one wins")))
			}
			given[s.ID] = s
		}
	}
	var refused *option.Row
	for _, id := range []option.ID{option.QueueID, option.Prio, option.ActorPortPrio} {
		s, row := given[id], option.Get(id)
		if s == nil {
			continue
		}
		if refused != nil {
			d.event(NewEvent(Ignored, s, Because(OtherWins, refused.ID, "the kernel refuses %s of the same request, and takes nothing that comes after it", refused.Kernel)))
		} else if errno, why := d.setPort(s, row); errno != "" {
			d.refuse(s, errno, why)
			refused = row
		}
	}
}

func (d *driver) setPort(s *ir.Setting, row *option.Row) (Errno, Reason) {
	if errno, why := d.mayset(row); errno != "" {
		return errno, why
	}
	if row.ID == option.QueueID {
		n, err := strconv.ParseInt(s.Value, 10, 64)
		if err != nil {
			return EPERM, Because(WrongValue, option.Unknown, "%q is no number of a queue", cmp.Or(s.Value, s.Raw))
		}
		return d.queue(d.port, n)
	}
	if why := d.badValue(s, row, s.Value); !why.None() {
		return EINVAL, why
	}
	if row.ID == option.Prio {
		d.prio = true
		if d.value[option.Primary] != "" {
			d.event(NewEvent(Inert, s, Because(OtherWins, option.Primary, "the kernel keeps it, and chooses by %s while that is set", option.Get(option.Primary).Kernel)))
		}
	}
	return "", Reason{}
}

// queueFile is a write of PORT:QUEUE to the file of the queues. Of the queue it
// takes the digits that the text begins with, and of those 16 bits (sscanf
// with %hd; seen with Linux 6.1.176).
func (d *driver) queueFile(s *ir.Setting, row *option.Row) (Errno, Reason) {
	port, text, _ := strings.Cut(s.Raw, ":")
	digits, negative := strings.CutPrefix(text, "-")
	digits = digits[:len(digits)-len(strings.TrimLeft(digits, "0123456789"))]
	if digits == "" || !d.isPort(port) {
		return EPERM, Because(NoSuchPort, option.Unknown, "%s wants a port of the bond, a colon and a queue", row.Kernel)
	}
	n, _ := strconv.ParseUint(digits, 10, 64)
	if negative {
		n = -n
	}
	return d.queue(port, int64(uint16(n)))
}

// queue is bond_option_queue_id_set: a queue that the bond has, and none but 0
// twice. There is no other range (seen with Linux 6.1.176).
func (d *driver) queue(port string, n int64) (Errno, Reason) {
	row, limit := option.Get(option.QueueID), option.Get(option.TXQueues)
	if n < 0 || n > d.txQueues {
		return EPERM, Because(OtherWins, limit.ID, "the bond has %d transmit queues, and %s says how many", d.txQueues, limit.Kernel)
	}
	for _, q := range d.queues {
		if n != 0 && q.id == n && q.port != port {
			return EPERM, Because(WrongValue, option.Unknown, "%s has %s %d already", q.port, row.Kernel, n)
		}
	}
	d.queues = slices.DeleteFunc(d.queues, func(q queue) bool { return q.port == port })
	d.queues = append(d.queues, queue{port, n})
	return "", Reason{}
}

// queue is the queue of a port.
type queue struct {
	port string
	id   int64
}

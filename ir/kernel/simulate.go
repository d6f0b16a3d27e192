package kernel

import (
	"slices"
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// Path is a way into the driver.
type Path uint8

// The ways into the driver.
const (
	_       Path = iota
	Module       // parameters of the module, when it is loaded
	Sysfs        // writes to /sys/class/net/BOND/bonding, one by one
	Netlink      // attributes of one request
)

// String returns the path as a sentence has it.
func (p Path) String() string {
	if p > Netlink {
		p = 0
	}
	return [...]string{"no path", "the module's parameters", "sysfs", "netlink"}[p]
}

// Layer is what reaches the driver in one go.
type Layer struct {
	Path Path
	// Settings are in the order in which they stand.
	Settings []ir.Setting
	// Port is the port that they are settings of, "" for the bond. Such a layer
	// comes when the ports are attached; initscripts write sysfs before that.
	Port string
	// AsWritten means that sysfs files are written in the order of Settings.
	// Else mode and miimon come first, as initscripts have it
	// (network-functions, install_bonding_driver). The primary port is always
	// written last, when the ports are attached.
	AsWritten bool
	// Live means that the bond exists, is up and has its ports: a change of a
	// running bond.
	Live bool
}

// Result is what the layers lead to.
type Result struct {
	// Created is false where there is no bond at all; then State is empty.
	Created bool
	State   State
	// Files are the options of State that have a file, in the table's order.
	Files []option.ID
	// Events say what became of settings, in the order in which it happened.
	Events []Event
}

// Simulate takes a new bond through the layers in their order, attaches the
// ports, and returns what the driver holds then. Settings with a Problem are
// what they are to the kernel: an unknown file, a bad value. Ports are names;
// whether they can be attached at all is not a question of options. The zero
// version of a kernel stands for the newest that the table knows.
func Simulate(t target.Target, layers []Layer, ports []string) Result {
	d := newDriver(t, ports)
	if !d.bring(layers) {
		// Nothing has a default in a bond that there is not.
		return Result{Events: slices.DeleteFunc(d.events, func(e Event) bool { return e.Kind == Defaulted })}
	}
	d.settle(layers)
	return Result{Created: true, State: d.state(), Files: Files(t), Events: d.events}
}

// driver is the driver with one bond.
type driver struct {
	target target.Target
	// value holds what the driver keeps, delays excepted, which are factor
	// times miimon.
	value  State
	factor [option.NumOptions]int64
	// owner is the setting that an option has its value from.
	owner   [option.NumOptions]*ir.Setting
	ownerOn [option.NumOptions]Path
	// shown is what the files of delays read when they were set.
	shown    []reading
	ports    []string
	attached bool
	live     bool
	path     Path
	port     string
	queues   []queue
	txQueues int64 // how many queues the bond has
	prio     bool  // a port has a priority
	events   []Event
}

func newDriver(t target.Target, ports []string) *driver {
	d := &driver{target: t, ports: ports}
	d.txQueues, _ = strconv.ParseInt(option.Get(option.TXQueues).Default, 10, 64)
	for i := range option.Rows() {
		if row := &option.Rows()[i]; row.Scope == option.Bond {
			d.value[row.ID] = row.Default
		}
	}
	return d
}

// bring brings the bond up; false means that it does not come into being.
func (d *driver) bring(layers []Layer) bool {
	for i := range layers {
		l := &layers[i]
		if l.Live || l.Path == Netlink && l.Port != "" {
			continue
		}
		if !d.layer(l) {
			return false
		}
	}
	d.attach(layers)
	for i := range layers {
		if l := &layers[i]; !l.Live && l.Path == Netlink && l.Port != "" {
			d.layer(l)
		}
	}
	for i := range layers {
		if l := &layers[i]; l.Live {
			d.live = true
			d.layer(l)
		}
	}
	return true
}

func (d *driver) layer(l *Layer) bool {
	d.path, d.port = l.Path, l.Port
	switch {
	case l.Path == Module:
		return d.load(l.Settings)
	case l.Port != "":
		d.portSettings(l.Settings)
	case l.Path == Netlink:
		return d.request(l.Settings) || d.live
	default:
		d.files(l)
	}
	return true
}

// attach gives the bond its ports, and writes to sysfs what comes after that.
func (d *driver) attach(layers []Layer) {
	d.attached = true
	for i := range layers {
		l := &layers[i]
		if l.Path != Sysfs || l.Port != "" || l.Live {
			continue
		}
		d.path, d.port = Sysfs, ""
		for k := range l.Settings {
			if s := &l.Settings[k]; s.ID == option.Primary {
				d.write(s)
			}
		}
	}
}

func (d *driver) isPort(name string) bool {
	return name != "" && d.attached && slices.Contains(d.ports, name)
}

// mode is the bond's mode.
func (d *driver) mode() option.Mode {
	m, _ := option.ParseMode(d.value[option.ModeOpt])
	return m
}

// number is the value of a numeric option.
func (d *driver) number(id option.ID) int64 {
	n, _ := strconv.ParseInt(d.value[id], 10, 64)
	return n
}

func (d *driver) event(e Event) {
	e.Path, e.Port = d.path, d.port
	d.events = append(d.events, e)
}

func (d *driver) refuse(s *ir.Setting, errno Errno, why Reason) {
	if row := option.Get(s.ID); row != nil && row.Accepted != 0 && !row.Accepted.Has(d.mode()) {
		why.Cause |= WrongMode
	}
	e := NewEvent(Refused, s, why)
	e.Errno = errno
	d.event(e)
}

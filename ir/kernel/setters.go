package kernel

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// setter sets an option to a value that may be set and is in range.
type setter func(d *driver, s *ir.Setting, value string) (Errno, string)

// setters are the options whose setting touches more than their own value, or
// that want more than a value in range; nil stands for those that just keep it.
func setters() [option.NumOptions]setter {
	return [option.NumOptions]setter{
		option.ModeOpt:        setMode,
		option.MIIMon:         setMIIMon,
		option.ARPInterval:    setARPInterval,
		option.UpDelay:        setDelay,
		option.DownDelay:      setDelay,
		option.PeerNotifDelay: setDelay,
		option.ARPIPTarget:    setTargets,
		option.NSIP6Target:    setTargets,
		option.Primary:        setPrimary,
	}
}

// setMode is bond_option_mode_set.
func setMode(d *driver, _ *ir.Setting, value string) (Errno, string) {
	mode, _ := option.ParseMode(value)
	miimon := option.Get(option.MIIMon)
	if !option.Get(option.ARPInterval).Accepted.Has(mode) {
		d.take(option.ARPInterval, option.Get(option.ARPInterval).Default, fmt.Sprintf("the mode %s has no ARP monitoring, and setting it switches that off", value))
	}
	if miimon.ModeDefaultIn.Has(mode) && d.number(option.MIIMon) == 0 {
		d.take(option.MIIMon, miimon.ModeDefault, fmt.Sprintf("setting the mode %s puts an empty %s to %s", value, miimon.Kernel, miimon.ModeDefault))
	}
	if tlb := option.Get(option.TLBDynamicLB); mode == option.BalanceALB {
		d.take(tlb.ID, tlb.Default, fmt.Sprintf("setting the mode %s puts %s back to %s", value, tlb.Kernel, tlb.Default))
	}
	for _, id := range []option.ID{option.ARPValidate, option.BroadcastNeighbor} {
		row := option.Get(id)
		d.take(id, row.Default, fmt.Sprintf("setting the mode puts %s back to %s", row.Kernel, row.Default))
	}
	d.value[option.ModeOpt] = value
	return "", ""
}

// setMIIMon is bond_option_miimon_set.
func setMIIMon(d *driver, _ *ir.Setting, value string) (Errno, string) {
	d.value[option.MIIMon] = value
	if d.number(option.MIIMon) > 0 && d.number(option.ARPInterval) > 0 {
		why := fmt.Sprintf("the kernel runs one link monitor, and writing %s switches ARP monitoring off", option.Get(option.MIIMon).Kernel)
		d.take(option.ARPInterval, option.Get(option.ARPInterval).Default, why)
		d.take(option.ARPValidate, option.Get(option.ARPValidate).Default, why)
	}
	return "", ""
}

// setARPInterval is bond_option_arp_interval_set.
func setARPInterval(d *driver, _ *ir.Setting, value string) (Errno, string) {
	d.value[option.ARPInterval] = value
	if d.number(option.ARPInterval) > 0 {
		row := option.Get(option.MIIMon)
		d.take(row.ID, row.Default, fmt.Sprintf("the kernel runs one link monitor, and writing %s switches %s off", option.Get(option.ARPInterval).Kernel, row.Kernel))
	}
	return "", ""
}

// setDelay is _bond_option_delay_set.
func setDelay(d *driver, s *ir.Setting, value string) (Errno, string) {
	miimon, row := d.number(option.MIIMon), option.Get(s.ID)
	if miimon == 0 {
		return EPERM, fmt.Sprintf("the kernel takes %s only while %s is above 0", row.Kernel, option.Get(option.MIIMon).Kernel)
	}
	n, _ := strconv.ParseInt(value, 10, 64)
	d.factor[s.ID] = n / miimon
	d.round(s, n, miimon)
	return "", ""
}

// round reports a delay that is no multiple of miimon.
func (d *driver) round(s *ir.Setting, n, miimon int64) {
	if n%miimon == 0 {
		return
	}
	e := NewEvent(Rounded, s, fmt.Sprintf("it is no multiple of %s (%d), and the kernel rounds down", option.Get(option.MIIMon).Kernel, miimon))
	e.Result = strconv.FormatInt(n-n%miimon, 10)
	d.event(e)
}

// setTargets is bond_option_arp_ip_targets_set and
// bond_option_ns_ip6_targets_set. A netlink request replaces the list and fails
// at the first bad target; sysfs adds one target a write, and each write fails
// alone.
func setTargets(d *driver, s *ir.Setting, value string) (Errno, string) {
	row := option.Get(s.ID)
	var have []string
	if d.path == Sysfs && d.value[row.ID] != "" {
		have = strings.Split(d.value[row.ID], ",")
	}
	if value == "" {
		d.value[row.ID] = strings.Join(have, ",")
		return "", ""
	}
	if d.owner[row.ID] != nil && d.ownerOn[row.ID] == Module && len(have) > 0 {
		e := NewEvent(Overridden, s, "the targets of the module's parameters stay, and the kernel adds to them")
		e.Result = d.value[row.ID] + "," + value
		d.event(e)
	}
	for _, item := range strings.Split(value, ",") {
		why := badTarget(row, have, item)
		switch {
		case why == "":
			have = append(have, item)
		case d.path == Netlink:
			return EINVAL, why
		default:
			e := NewEvent(Refused, s, why)
			e.Value, e.Errno = item, EINVAL
			d.event(e)
		}
	}
	d.value[row.ID] = strings.Join(have, ",")
	if s.Problem.Kind != option.NoProblem && option.Check(row.ID, value).Kind == option.NoProblem {
		// Entries that are no addresses are not in the value any more.
		if d.path == Netlink {
			return EINVAL, s.Problem.Text
		}
		d.refuse(s, EINVAL, s.Problem.Text)
	}
	return "", ""
}

// badTarget says why the kernel does not add a target to a list.
func badTarget(row *option.Row, have []string, item string) string {
	switch p := option.Check(row.ID, item); {
	case p.Kind != option.NoProblem:
		return p.Text
	case slices.Contains(have, item):
		return fmt.Sprintf("%s has the target %s already", row.Kernel, item)
	case int64(len(have)) >= row.Max:
		return fmt.Sprintf("%s holds %d targets at most", row.Kernel, row.Max)
	}
	return ""
}

// setPrimary is bond_option_primary_set: any name is kept, and waits for the
// port that has it. What it comes to is said when all is done.
func setPrimary(d *driver, _ *ir.Setting, value string) (Errno, string) {
	d.value[option.Primary] = value
	return "", ""
}

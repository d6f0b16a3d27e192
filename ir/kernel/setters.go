package kernel

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// setter sets an option to a value that may be set and is in range.
type setter func(d *driver, s *ir.Setting, value string) (Errno, Reason)

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
func setMode(d *driver, _ *ir.Setting, value string) (Errno, Reason) {
	mode, _ := option.ParseMode(value)
	miimon := option.Get(option.MIIMon)
	if !option.Get(option.ARPInterval).Accepted.Has(mode) {
		d.take(option.ARPInterval, option.Get(option.ARPInterval).Default, Because(WrongMode, option.ModeOpt, "the mode %s has no ARP monitoring, and setting it switches that off", value))
	}
	if miimon.ModeDefaultIn.Has(mode) && d.number(option.MIIMon) == 0 {
		d.take(option.MIIMon, miimon.ModeDefault, Because(OtherWins, option.ModeOpt, "setting the mode %s puts an empty %s to %s", value, miimon.Kernel, miimon.ModeDefault))
	}
	if tlb := option.Get(option.TLBDynamicLB); mode == option.BalanceALB {
		d.take(tlb.ID, tlb.Default, Because(OtherWins, option.ModeOpt, "setting the mode %s puts %s back to %s", value, tlb.Kernel, tlb.Default))
	}
	for _, id := range []option.ID{option.ARPValidate, option.BroadcastNeighbor} {
		row := option.Get(id)
		d.take(id, row.Default, Because(OtherWins, option.ModeOpt, "setting the mode puts %s back to %s", row.Kernel, row.Default))
	}
	d.value[option.ModeOpt] = value
	return "", Reason{}
}

// setMIIMon is bond_option_miimon_set.
func setMIIMon(d *driver, _ *ir.Setting, value string) (Errno, Reason) {
	d.value[option.MIIMon] = value
	if d.number(option.MIIMon) > 0 && d.number(option.ARPInterval) > 0 {
		why := Because(OtherWins, option.MIIMon, "the kernel runs one link monitor, and writing %s switches ARP monitoring off", option.Get(option.MIIMon).Kernel)
		d.take(option.ARPInterval, option.Get(option.ARPInterval).Default, why)
		d.take(option.ARPValidate, option.Get(option.ARPValidate).Default, why)
	}
	return "", Reason{}
}

// setARPInterval is bond_option_arp_interval_set.
func setARPInterval(d *driver, _ *ir.Setting, value string) (Errno, Reason) {
	d.value[option.ARPInterval] = value
	if d.number(option.ARPInterval) > 0 {
		row := option.Get(option.MIIMon)
		d.take(row.ID, row.Default, Because(OtherWins, option.ARPInterval, "the kernel runs one link monitor, and writing %s switches %s off", option.Get(option.ARPInterval).Kernel, row.Kernel))
	}
	return "", Reason{}
}

// setDelay is _bond_option_delay_set.
func setDelay(d *driver, s *ir.Setting, value string) (Errno, Reason) {
	miimon, row := d.number(option.MIIMon), option.Get(s.ID)
	if miimon == 0 {
		return EPERM, Because(NeedsOther, option.MIIMon, "the kernel takes %s only while %s is above 0", row.Kernel, option.Get(option.MIIMon).Kernel)
	}
	n, _ := strconv.ParseInt(value, 10, 64)
	d.factor[s.ID] = n / miimon
	d.round(s, n, miimon)
	return "", Reason{}
}

// round reports a delay that is no multiple of miimon.
func (d *driver) round(s *ir.Setting, n, miimon int64) {
	if n%miimon == 0 {
		return
	}
	e := NewEvent(Rounded, s, Because(NoMultiple, option.MIIMon, "it is no multiple of %s (%d), and the kernel rounds down", option.Get(option.MIIMon).Kernel, miimon))
	e.Result = strconv.FormatInt(n-n%miimon, 10)
	d.event(e)
}

// setTargets is bond_option_arp_ip_targets_set and
// bond_option_ns_ip6_targets_set. A netlink request replaces the list and fails
// at the first bad target; sysfs adds one target a write, and each write fails
// alone.
func setTargets(d *driver, s *ir.Setting, value string) (Errno, Reason) {
	row := option.Get(s.ID)
	var have []string
	if d.path == Sysfs && d.value[row.ID] != "" {
		have = strings.Split(d.value[row.ID], ",")
	}
	if value == "" {
		d.value[row.ID] = strings.Join(have, ",")
		return "", Reason{}
	}
	if d.owner[row.ID] != nil && d.ownerOn[row.ID] == Module && len(have) > 0 {
		e := NewEvent(Overridden, s, Because(OtherWins, s.ID, "the targets of the module's parameters stay, and the kernel adds to them"))
		e.Result = d.value[row.ID] + "," + value
		d.event(e)
	}
	for _, item := range strings.Split(value, ",") {
		why := d.badTarget(row, have, item)
		switch {
		case why.None():
			have = append(have, item)
		case d.path == Netlink:
			d.value[row.ID] = strings.Join(have, ",") // a live bond keeps those before it
			return EINVAL, why
		default:
			e := NewEvent(Refused, s, why)
			e.Value, e.Errno = item, EINVAL
			d.event(e)
		}
	}
	d.value[row.ID] = strings.Join(have, ",")
	switch why := unreadTarget(s); {
	case why.None():
	case d.path == Netlink:
		return EINVAL, why
	case s.Problem.Kind == option.BadList:
		e := NewEvent(Ignored, s, why)
		e.Result = value
		d.event(e)
	default:
		d.refuse(s, EPERM, why) // what is no address at all (bond_option_arp_ip_targets_set; seen with Linux 6.1.176)
	}
	return "", Reason{}
}

// unreadTarget says what is wrong with entries that are no addresses and so
// are not in a setting's value any more.
func unreadTarget(s *ir.Setting) Reason {
	if s.Problem.Kind == option.NoProblem || s.Value != "" && option.Check(s.ID, s.Value).Kind != option.NoProblem {
		return Reason{}
	}
	return Reason{Why: s.Problem.Text, Cause: WrongValue}
}

// badTarget says why the kernel does not add a target to a list.
func (d *driver) badTarget(row *option.Row, have []string, item string) Reason {
	switch why := d.notTarget(row, item); {
	case !why.None():
		return why
	case slices.Contains(have, item):
		return Because(SetAgain, row.ID, "%s has the target %s already", row.Kernel, item)
	case int64(len(have)) >= row.Max:
		return Because(WrongValue, option.Unknown, "%s holds %d targets at most", row.Kernel, row.Max)
	}
	return Reason{}
}

// notTarget says why an address cannot be a target (include/net/bonding.h,
// bond_is_ip_target_ok and bond_is_ip6_target_ok). The table refuses all of
// 0.0.0.0/8, where no host is; since Linux 5.3 (include/linux/in.h,
// ipv4_is_zeronet) the kernel refuses 0.0.0.0 alone. Seen with 6.1.176.
func (d *driver) notTarget(row *option.Row, item string) Reason {
	p := option.Check(row.ID, item)
	if p.Kind == option.NoProblem {
		return Reason{}
	}
	if addr, err := netip.ParseAddr(item); err == nil && addr.Is4() && row.Kind == option.IPv4List && !d.target.Kernel.Before("5.3") &&
		!addr.IsUnspecified() && addr.As4()[0] == 0 {
		return Reason{}
	}
	return Reason{Why: p.Text, Cause: WrongValue}
}

// setPrimary is bond_option_primary_set: any name is kept, and waits for the
// port that has it. What it comes to is said when all is done.
func setPrimary(d *driver, _ *ir.Setting, value string) (Errno, Reason) {
	d.value[option.Primary] = value
	return "", Reason{}
}

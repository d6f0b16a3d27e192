package effect

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// networkManager makes a profile of the settings, verifies it, drops what does
// not go together, adds its own default, and sends the rest in one request
// (nm-setting-bond.c, verify, _nm_setting_bond_get_option_normalized; facts/dialects.md
// 6.3). A profile that does not verify is not loaded, and there is no bond;
// false says so. Its ifcfg reader drops a bad option before that
// (nms-ifcfg-rh-reader.c, handle_bond_option).
func (s *sender) networkManager(settings []ir.Setting) ([]ir.Setting, bool) {
	p := &profile{sender: s}
	for i := range settings {
		set := settings[i]
		why := s.unknownToNM(&set, s.columnNM())
		switch {
		case set.ID == option.ARPMissedMax && option.Same(set.ID, set.Value, "0"):
			s.unsent(&set, kernel.Because(kernel.AppliesZero, option.Unknown, "NetworkManager takes 0 for its default, and does not send it"))
		case why.None():
			p.add(set)
		case s.host.Dialect() == "ifcfg":
			s.unsent(&set, with(why, ", and the line is read without it"))
		default:
			return nil, p.refuse(&set, why)
		}
	}
	if !p.verify() {
		return nil, false
	}
	p.normalise()
	return s.clip(p.list, ByNetworkManager), true
}

// columnNM is the column of the table for what NetworkManager reads.
func (s *sender) columnNM() option.Dialect {
	if s.host.Dialect() == "ifcfg" {
		return option.IfcfgNM
	}
	return option.NM
}

// unknownToNM says why NetworkManager does not take a setting by itself. One
// range is wider than the kernel's (facts/lint-rules.md B18).
func (s *sender) unknownToNM(set *ir.Setting, d option.Dialect) kernel.Reason {
	cell := option.Spell(set.ID, d)
	switch {
	case set.ID == option.Unknown && set.Problem.Text != "":
		return bad(set.Problem.Text)
	case !cell.Supported():
		return noWord(cell.Unsupported)
	case set.Problem.Kind == option.BadList, set.ID == option.PeerNotifDelay && set.Problem.Kind == option.OutOfRange && !strings.HasPrefix(set.Value, "-"):
	case set.Problem.Kind != option.NoProblem && set.Problem.Kind != option.NumberRefused:
		return bad(set.Problem.Text)
	case s.target.NM.Before(cell.Since):
		return kernel.Because(kernel.TooOld, option.Unknown, "NetworkManager knows %s since %s", option.Get(set.ID).Kernel, cell.Since)
	}
	if why, lost := option.Loses(d, set.ID, set.Value); lost {
		return noWord(why)
	}
	return kernel.Reason{}
}

// profile is the options of one profile: each once.
type profile struct {
	*sender
	list []ir.Setting
}

// add puts an option into the profile; one that is there already is replaced,
// lists included (nm-setting-bond.c, nm_setting_bond_add_option), but for the
// items of a sequence. On the command line of nmcli the later of two monitors
// removes the other, if it is on (facts/lab.md 2).
func (p *profile) add(set ir.Setting) {
	if old := p.find(set.ID); old != nil {
		if set.Adds {
			set.Value = old.Value + "," + set.Value
		} else if old.Value != set.Value {
			p.lose(kernel.Overridden, old, "", ByNetworkManager, kernel.Because(kernel.SetAgain, set.ID, "it is set again later, and the last one wins"))
		}
		p.drop(set.ID)
	}
	if row := option.Get(set.ID); p.host.Dialect() == "nmcli" && row.Kind == option.Int && !isZero(row, set.Value) {
		for _, other := range row.Excludes {
			if old := p.find(other); old != nil && p.isOn(other) {
				p.lose(kernel.Overridden, old, "", ByNetworkManager, kernel.Because(kernel.OtherWins, row.ID, "nmcli removes it when %s is set after it", row.Kernel))
				p.drop(other)
			}
		}
	}
	p.list = append(p.list, set)
}

func (p *profile) find(id option.ID) *ir.Setting {
	for i := range p.list {
		if p.list[i].ID == id {
			return &p.list[i]
		}
	}
	return nil
}

func (p *profile) drop(id option.ID) {
	p.list = slices.DeleteFunc(p.list, func(set ir.Setting) bool { return set.ID == id })
}

// isOn reports whether an option is written and not off.
func (p *profile) isOn(id option.ID) bool {
	set, row := p.find(id), option.Get(id)
	switch {
	case set == nil:
		return false
	case row.Kind == option.Enum:
		return set.Value != row.Default
	}
	return !isZero(row, set.Value) && set.Value != ""
}

// mode is balance-rr in silence (nm_setting_bond_init).
func (p *profile) mode() option.Mode {
	if set := p.find(option.ModeOpt); set != nil {
		mode, _ := option.ParseMode(set.Value)
		return mode
	}
	return option.BalanceRR
}

func (p *profile) refuse(set *ir.Setting, why kernel.Reason) bool {
	p.lose(kernel.Refused, set, "", ByNetworkManager, with(why, ", and NetworkManager refuses the profile"))
	return false
}

// verify is what NetworkManager demands of options together.
func (p *profile) verify() bool {
	for _, check := range []func() bool{p.modes, p.announcements, p.targets, p.delays, p.slb} {
		if !check() {
			return false
		}
	}
	return true
}

// modes are the options that NetworkManager refuses in a mode; others it only
// leaves out there.
func (p *profile) modes() bool {
	for _, c := range []struct {
		id      option.ID
		allowed option.Modes
		on      bool // only an option that is on is refused
	}{
		{option.ARPInterval, option.AllModes &^ option.TLBAndALB, true},
		{option.ARPMissedMax, option.Get(option.ARPMissedMax).Accepted, true},
		{option.Primary, option.Get(option.Primary).Accepted, true},
		{option.LACPRate, option.Get(option.LACPRate).Accepted, true},
		{option.LACPActive, option.Get(option.LACPActive).Accepted, false},
	} {
		set := p.find(c.id)
		if set == nil || c.allowed.Has(p.mode()) || c.on && !p.isOn(c.id) {
			continue
		}
		return p.refuse(set, kernel.Because(kernel.WrongMode, option.Unknown, "%s goes with %s only, and the mode is %s", option.Get(c.id).Kernel, c.allowed, p.mode()))
	}
	return true
}

// announcements are two names of one value.
func (p *profile) announcements() bool {
	a, b := p.find(option.NumGratARP), p.find(option.NumUnsolNA)
	if a == nil || b == nil || option.Same(a.ID, a.Value, b.Value) {
		return true
	}
	return p.refuse(b, kernel.Because(kernel.OtherWins, a.ID, "%s is %s, and the two must agree", option.Get(a.ID).Kernel, a.Value))
}

// targets and the interval want each other.
func (p *profile) targets() bool {
	interval := option.Get(option.ARPInterval)
	some := p.isOn(option.ARPIPTarget) || p.isOn(option.NSIP6Target)
	if p.isOn(interval.ID) && !some {
		return p.refuse(p.find(interval.ID), kernel.Because(kernel.NeedsOther, option.ARPIPTarget, "there is no target to probe"))
	}
	for _, id := range []option.ID{option.ARPIPTarget, option.NSIP6Target} {
		if p.isOn(id) && !p.isOn(interval.ID) {
			return p.refuse(p.find(id), kernel.Because(kernel.NeedsOther, interval.ID, "it wants %s", interval.Kernel))
		}
	}
	return true
}

// miimon is the interval that counts: the written one, else NetworkManager's.
func (p *profile) miimon() string {
	if set := p.find(option.MIIMon); set != nil {
		return set.Value
	}
	return silentMonitor(p.isOn, p.mode())
}

// silentMonitor is the MII monitor that NetworkManager gives a profile without
// one: none beside ARP monitoring, nor beside arp_validate where that could be,
// else its default (nm-setting-bond.c, nm_setting_bond_get_option_or_default;
// seen with 1.42.4).
func silentMonitor(on func(option.ID) bool, mode option.Mode) string {
	if on(option.ARPInterval) && mode != option.LACP || on(option.ARPValidate) && option.ARPCapable.Has(mode) {
		return option.Get(option.MIIMon).Default
	}
	return option.Spell(option.MIIMon, option.NM).Default
}

func (p *profile) delays() bool {
	row, miimon := option.Get(option.MIIMon), p.miimon()
	for _, id := range []option.ID{option.UpDelay, option.DownDelay, option.PeerNotifDelay} {
		switch set := p.find(id); {
		case !p.isOn(id):
		case isZero(row, miimon):
			return p.refuse(set, kernel.Because(kernel.NeedsOther, row.ID, "it wants %s, which is off", row.Kernel))
		case id == option.PeerNotifDelay && !multiple(set.Value, miimon):
			return p.refuse(set, kernel.Because(kernel.NoMultiple, row.ID, "it is no multiple of %s (%s)", row.Kernel, miimon))
		}
	}
	return true
}

// slb is NetworkManager's own option: it stands for a mode and a hash, and the
// kernel gets those alone.
func (p *profile) slb() bool {
	set, hash := p.find(option.BalanceSLB), p.find(option.XmitHashPolicy)
	if set == nil || !p.isOn(option.BalanceSLB) {
		p.drop(option.BalanceSLB)
		return true
	}
	row, xor := option.Get(option.XmitHashPolicy), option.Get(option.BalanceSLB).Accepted
	if !xor.Has(p.mode()) {
		return p.refuse(set, kernel.Because(kernel.WrongMode, option.Unknown, "it goes with %s only, and the mode is %s", xor, p.mode()))
	}
	const implied = "vlan+srcmac"
	if hash != nil && hash.Value != implied {
		return p.refuse(hash, kernel.Because(kernel.OtherWins, set.ID, "%s wants %s", set.Key, implied))
	}
	if hash == nil {
		p.own(row.ID, implied, kernel.Because(kernel.OtherWins, option.BalanceSLB, "%s implies it", option.Get(option.BalanceSLB).Kernel))
	}
	p.drop(option.BalanceSLB)
	return true
}

// normalise leaves out what the mode or the other monitor has no use for, and
// adds the default of miimon.
func (p *profile) normalise() {
	mode := p.mode()
	monitor := option.Get(option.MIIMon)
	monitors := p.isOn(option.MIIMon)
	arp := p.isOn(option.ARPInterval) && option.Spell(option.ARPInterval, option.NM).SentModes.Has(mode)
	silent := p.find(option.MIIMon) == nil && !isZero(monitor, p.miimon())
	p.list = p.keep(p.list, ByNetworkManager, func(set *ir.Setting) kernel.Reason {
		cell := option.Spell(set.ID, option.NM)
		ofARP := set.ID == option.ARPInterval || set.ID == option.ARPIPTarget || set.ID == option.NSIP6Target || set.ID == option.ARPValidate
		switch {
		case cell.SentModes != 0 && !cell.SentModes.Has(mode):
			return kernel.Because(kernel.WrongMode, option.Unknown, "NetworkManager sends it in %s only, and the mode is %s", cell.SentModes, mode)
		case ofARP && monitors:
			return kernel.Because(kernel.OtherWins, monitor.ID, "%s is on, and NetworkManager switches ARP monitoring off", monitor.Kernel)
		case (set.ID == option.ARPIPTarget || set.ID == option.NSIP6Target) && !arp:
			return kernel.Because(kernel.NeedsOther, option.ARPInterval, "NetworkManager sends no targets without an interval")
		}
		return kernel.Reason{}
	})
	p.unique()
	if silent {
		p.own(option.MIIMon, p.miimon(), kernel.Because(kernel.NeedsOther, option.MIIMon, "NetworkManager monitors links by itself where no monitor is written"))
	}
	if p.find(option.ModeOpt) == nil && lastOf(p.bond.Defaults, option.ModeOpt) != nil {
		row := option.Get(option.ModeOpt)
		p.own(row.ID, row.Default, kernel.Because(kernel.NeedsOther, row.ID, "NetworkManager names the mode where none is written"))
	}
}

// unique removes targets that stand there twice (facts/lint-rules.md B10).
func (p *profile) unique() {
	for i := range p.list {
		set := &p.list[i]
		if row := option.Get(set.ID); row.Kind != option.IPv4List && row.Kind != option.IPv6List {
			continue
		}
		var items []string
		for _, item := range strings.Split(set.Value, ",") {
			if !slices.Contains(items, item) {
				items = append(items, item)
				continue
			}
			p.lose(kernel.NotSent, set, "", ByNetworkManager, kernel.Because(kernel.SetAgain, set.ID, "the target %s stands there twice", item))
		}
		set.Value = strings.Join(items, ",")
	}
}

// own adds an option that nobody wrote.
func (p *profile) own(id option.ID, value string, why kernel.Reason) {
	row := option.Get(id)
	p.list = append(p.list, ir.Setting{ID: id, Key: row.Kernel, Value: value, Raw: value})
	p.events = append(p.events, Event{kernel.Event{Kind: kernel.Defaulted, Option: id, Result: value, Path: kernel.Netlink, Reason: why}, ByNetworkManager})
}

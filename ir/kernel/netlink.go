package kernel

import (
	"strconv"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// requestOrder is the order in which the driver takes the attributes of one
// request (bond_netlink.c, bond_changelink; facts/lint-rules.md, section 3).
// lacp_strict and broadcast_neighbor are newer than that list and depend on
// nothing in it; they come last.
func requestOrder() []option.ID {
	return []option.ID{
		option.ModeOpt, option.ActivePort, option.MIIMon, option.UpDelay, option.DownDelay, option.PeerNotifDelay,
		option.UseCarrier, option.ARPInterval, option.ARPIPTarget, option.NSIP6Target, option.ARPValidate,
		option.ARPAllTargets, option.Primary, option.PrimaryReselect, option.FailOverMAC, option.XmitHashPolicy,
		option.ResendIGMP, option.NumGratARP, option.AllPortsActive, option.MinLinks, option.LPInterval,
		option.PacketsPerPort, option.LACPActive, option.LACPRate, option.ADSelect, option.ADActorSysPrio,
		option.ADUserPortKey, option.ADActorSystem, option.TLBDynamicLB, option.ARPMissedMax,
		option.CoupledControl, option.BroadcastNeighbor, option.LACPStrict,
	}
}

// request is one netlink request; false means that the kernel refused it.
// Nothing of a request for a new bond survives a refusal.
func (d *driver) request(settings []ir.Setting) bool {
	attributes := d.attributes(settings)
	for i := range settings { // before anything else is looked at, and also what is given again
		if s := &settings[i]; s.ID == option.PeerNotifDelay && attributes[s.ID] != nil && outside(s) {
			d.refuse(s, ERANGE, outOfRange(option.Get(s.ID)))
			return false
		}
	}
	for _, id := range requestOrder() {
		a := attributes[id]
		if a == nil {
			continue
		}
		errno, why := d.conflict(&attributes, id)
		if errno == "" {
			errno, why = d.attribute(a)
		}
		if errno != "" {
			d.refuse(a.setting, errno, why)
			return false
		}
	}
	return true
}

// outside reports whether an attribute that has a range of its own in the
// policy of netlink is outside that (bond_netlink.c, bond_policy, delay_range,
// since Linux 6.4 and 6.1.29; seen with Linux 6.1.176).
func outside(s *ir.Setting) bool {
	row := option.Get(s.ID)
	n, err := strconv.ParseInt(s.Value, 10, 64)
	return err == nil && (n < row.Min || n > row.Max)
}

// attribute is one attribute: a request holds each once.
type attribute struct {
	setting *ir.Setting
	value   string
}

// attributes packs settings into a request: the last of an option wins, and
// those that add are joined.
func (d *driver) attributes(settings []ir.Setting) [option.NumOptions]*attribute {
	var list [option.NumOptions]*attribute
	for i := range settings {
		s := &settings[i]
		row := option.Get(s.ID)
		if why := d.unsendable(row); !why.None() {
			d.event(NewEvent(Ignored, s, why))
			continue
		}
		// The attribute has one name for num_grat_arp and num_unsol_na in
		// every kernel that has it.
		id := row.ID
		if row.AliasOf != option.Unknown {
			id = row.AliasOf
		}
		value := s.Value
		if old := list[id]; old != nil {
			if s.Adds && old.value != "" {
				value = old.value + "," + value
			} else {
				d.replaced(id, old.setting, s)
			}
		}
		list[id] = &attribute{s, value}
	}
	return list
}

// unsendable says why there is no attribute to send. A kernel skips attributes
// that are newer than itself (net/netlink, nla_parse_nested_deprecated, with
// which rtnetlink reads a link's data).
func (d *driver) unsendable(row *option.Row) Reason {
	switch {
	case row == nil:
		return Because(NoWayIn, option.Unknown, "no attribute of netlink has that name")
	case row.Netlink == "" || row.Scope == option.ModuleOnly:
		return Because(NoWayIn, option.Unknown, "netlink has no attribute for %s", row.Kernel)
	case row.Scope == option.Port:
		return Because(NoWayIn, option.Unknown, "%s is an option of a port", row.Kernel)
	case row.Scope != option.Bond && row.ID != option.ActivePort:
		return Because(NoWayIn, option.Unknown, "%s is no setting", row.Kernel)
	case !exists(d.target, row):
		return Because(TooOld, option.Unknown, "the kernel skips the attribute of %s, which it knows since Linux %s", row.Kernel, row.Since)
	}
	return Reason{}
}

// conflict is what bond_changelink itself refuses: an ARP option beside a
// miimon in the same request.
func (d *driver) conflict(list *[option.NumOptions]*attribute, id option.ID) (Errno, Reason) {
	a, miimon := list[id], list[option.MIIMon]
	if miimon == nil || !isOn(option.MIIMon, miimon.value) || !isOn(id, a.value) {
		return "", Reason{}
	}
	if id == option.ARPInterval || id == option.ARPValidate {
		return EINVAL, Because(OtherWins, option.MIIMon, "the kernel takes no %s beside %s in one request", option.Get(id).Kernel, option.Get(option.MIIMon).Kernel)
	}
	return "", Reason{}
}

// isOn reports whether a value switches an option on: a number that is not 0,
// or a word that is not the first of its list. A negative number is on, and
// refused as that before anybody looks at its range (bond_netlink.c,
// bond_changelink; seen with Linux 6.1.176).
func isOn(id option.ID, value string) bool {
	row := option.Get(id)
	switch row.Kind {
	case option.Int:
		n, err := strconv.ParseInt(value, 10, 64)
		return err == nil && n != 0
	case option.Enum, option.Bool:
		return value != "" && value != row.Values[0].Word
	}
	return value != ""
}

func (d *driver) attribute(a *attribute) (Errno, Reason) {
	row := option.Get(a.setting.ID)
	if row.ID != option.ActivePort {
		return d.set(a.setting, a.value)
	}
	return d.activate(row, a.value)
}

package effect

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// ifupdown2 sends one request that makes the bond (ifupdown2 3.0.0,
// addons/bond.py, get_ifla_bond_attr_from_user_config): a word that it does not know
// it ignores with a warning, and where a number should be and is none it makes no
// bond. False means the latter. Seen with 3.0.0 of Debian, whose "ifup --no-act
// --debug" prints the request.
func (s *sender) ifupdown2(settings []ir.Setting) ([]ir.Setting, bool) {
	_, both := ir.ValueOf(settings, option.NumUnsolNA)
	list := s.keep(settings, ByIfupdown2, func(set *ir.Setting) kernel.Reason {
		row, cell := option.Get(set.ID), option.Spell(set.ID, option.Ifupdown2)
		switch why, lost := option.Loses(option.Ifupdown2, set.ID, set.Value); {
		case !cell.Supported():
			return noWord(cell.Unsupported)
		case set.Problem.Kind == option.NoValue:
			return bad(set.Problem.Text + ", and ifupdown2 takes no notice of the line")
		case lost:
			return noWord(why)
		case set.ID == option.NumGratARP && both:
			return kernel.Because(kernel.SetAgain, option.NumUnsolNA, "ifupdown2 sends one value for both, that of %s", option.Spell(option.NumUnsolNA, option.Ifupdown2).Key)
		case row.Kind == option.Enum && set.ID != option.LACPRate && !set.Usable():
			return bad(set.Problem.Text + ", and ifupdown2 ignores the line")
		}
		return kernel.Reason{}
	})
	for i := range list {
		switch set := &list[i]; {
		case set.Problem.Kind == option.BadNumber:
			s.lose(kernel.Refused, set, "", ByIfupdown2, bad(set.Problem.Text+", and ifupdown2 sets up nothing of the bond"))
			return nil, false
		case set.ID == option.UseCarrier || set.ID == option.LACPRate:
			if !set.Usable() { // any other word is a no (ifupdown/utils.py, get_boolean_from_string)
				set.Value, set.Problem = option.Get(set.ID).Values[0].Word, option.Problem{}
			}
		}
	}
	list = s.keep(list, ByIfupdown2, s.leftOut(list))
	slices.SortStableFunc(list, func(a, b ir.Setting) int {
		return slices.Index(ofIfupdown2(), a.ID) - slices.Index(ofIfupdown2(), b.ID)
	})
	return list, true
}

// rereadIfupdown is about the bond-... lines: ifenslave and ifupdown2 differ in
// the keys and in the words that they know. Those that name ports stay.
func (s *sender) rereadIfupdown(settings []ir.Setting) {
	d := column(s.via)
	for i := range settings {
		set := &settings[i]
		id, _ := option.Lookup(d, strings.ReplaceAll(set.Key, "_", "-"))
		if row := option.Get(id); row == nil || row.Kind == option.IfName || row.Kind == option.IPv4List || set.Raw == "" {
			continue
		}
		set.ID = id
		set.Value, set.Problem = option.Decode(d, id, set.Raw)
	}
}

// leftOut says what ifupdown2 takes out of the request again: the rate of LACPDUs
// in other modes (_check_bond_mode_user_config), and delays where it writes that
// there is no MII monitor (check_updown_delay_nl).
func (s *sender) leftOut(list []ir.Setting) func(*ir.Setting) kernel.Reason {
	word, _ := ir.ValueOf(list, option.ModeOpt)
	mode, given := option.ParseMode(word)
	monitor, _ := ir.ValueOf(list, option.MIIMon)
	return func(set *ir.Setting) kernel.Reason {
		modes := option.Spell(set.ID, option.Ifupdown2).SentModes
		switch {
		case modes != 0 && !given:
			return kernel.Because(kernel.WrongMode, option.Unknown, "ifupdown2 sends it in %s only, and no mode is written", modes)
		case modes != 0 && !modes.Has(mode):
			return kernel.Because(kernel.WrongMode, option.Unknown, "ifupdown2 sends it in %s only, and the mode is %s", modes, mode)
		case (set.ID == option.UpDelay || set.ID == option.DownDelay) && option.Same(option.MIIMon, monitor, "0"):
			return kernel.Because(kernel.NeedsOther, option.MIIMon, "ifupdown2 leaves it out where %s is 0", option.Spell(option.MIIMon, option.Ifupdown2).Key)
		}
		return kernel.Reason{}
	}
}

// ofIfupdown2 are the options of ifupdown2 in the order of its list
// (_bond_attr_set_list).
func ofIfupdown2() []option.ID {
	return []option.ID{
		option.ModeOpt, option.XmitHashPolicy, option.MIIMon, option.MinLinks, option.NumGratARP, option.NumUnsolNA, option.ADActorSysPrio,
		option.UpDelay, option.DownDelay, option.UseCarrier, option.LACPRate, option.ADActorSystem, option.PrimaryReselect, option.Primary,
	}
}

// oneByOne are the layers with which ifupdown2 tries again where the kernel has
// refused its request (create_or_set_bond_config_sysfs): it makes the bond by
// sysfs and writes each option to its file. For the primary it writes a number,
// which names no port.
func (s *sender) oneByOne(layers []kernel.Layer) []kernel.Layer {
	again := slices.Clone(layers)
	for i := range again {
		if l := &again[i]; l.Path == kernel.Netlink && l.Port == "" {
			l.Path, l.AsWritten = kernel.Sysfs, true
			l.Settings = s.keep(l.Settings, ByIfupdown2, func(set *ir.Setting) kernel.Reason {
				if set.ID == option.Primary {
					return noWord("the kernel refuses the request of ifupdown2, which then writes options one by one, and for this one a number that names no port")
				}
				return kernel.Reason{}
			})
		}
	}
	return again
}

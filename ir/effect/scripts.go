package effect

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// initscripts writes sysfs files. Of a list without plus signs it skips each
// target whose text the file holds already, as a whole or as a part
// (network-functions, install_bonding_driver: grep -q; facts/lint-rules.md
// I14). An empty value of a list writes nothing.
func (s *sender) initscripts(settings []ir.Setting) []ir.Setting {
	written := ""
	for i := range settings {
		set := &settings[i]
		row := option.Get(set.ID)
		if row == nil || row.Kind != option.IPv4List || set.Value == "" {
			continue
		}
		if strings.HasPrefix(set.Raw, "+") {
			written += set.Value + " "
			continue
		}
		var items []string
		for _, item := range strings.Split(set.Value, ",") {
			if strings.Contains(written, item) {
				s.unsent(set, kernel.Because(kernel.SetAgain, set.ID, "it finds the text %s in the file already, and skips that target", item))
				continue
			}
			written += item + " "
			items = append(items, item)
		}
		set.Value = strings.Join(items, ",")
	}
	return slices.DeleteFunc(settings, func(set ir.Setting) bool {
		row := option.Get(set.ID)
		return row != nil && row.Kind == option.IPv4List && set.Value == "" && set.Problem.Kind == option.NoProblem
	})
}

// ifupdown is ifenslave of Debian, which knows fewer options and writes them in
// its own order: the monitors before the mode, and what names ports after the
// ports are attached (ifenslave 2.13, early_setup_master, setup_master and
// setup_primary).
func (s *sender) ifupdown(settings []ir.Setting) []ir.Setting {
	out := s.keep(settings, ByIfupdown, func(set *ir.Setting) kernel.Reason {
		if row := option.Get(set.ID); row == nil || !option.Spell(set.ID, option.Ifupdown).Supported() {
			return noWord("ifenslave has no key for it")
		}
		return kernel.Reason{}
	})
	slices.SortStableFunc(out, func(a, b ir.Setting) int {
		return slices.Index(ofIfenslave(), a.ID) - slices.Index(ofIfenslave(), b.ID)
	})
	return out
}

// ofIfenslave are the options of ifenslave in the order in which it writes them.
func ofIfenslave() []option.ID {
	return []option.ID{
		option.FailOverMAC, option.UseCarrier, option.NumGratARP, option.NumUnsolNA, option.ARPIPTarget, option.ARPInterval,
		option.MIIMon, option.DownDelay, option.UpDelay, option.ADSelect, option.ModeOpt, option.XmitHashPolicy, option.TLBDynamicLB,
		option.PacketsPerPort, option.ARPValidate, option.LACPRate, option.Primary, option.PrimaryReselect,
	}
}

// netplan turns the file into one of its backends'. What it cannot read makes
// it refuse the file, and nothing is generated; a value of a word or a time is
// passed on unread, and zeros get lost (facts/dialects.md 5.3).
func (s *sender) netplan(settings []ir.Setting) ([]ir.Setting, bool) {
	for i := range settings {
		set := &settings[i]
		switch {
		case beside(set):
		case set.ID == option.ModeOpt && set.Value == "" && set.Problem.Kind == option.NoProblem:
			s.lose(kernel.NotSent, set, "", ByNetplan, noWord("the mode asks for a bond of Open vSwitch, which is none of the kernel's"))
			return nil, false
		case s.refusedByNetplan(set):
			s.lose(kernel.Refused, set, "", ByNetplan, bad(set.Problem.Text+", and netplan refuses the whole file"))
			return nil, false
		}
	}
	return s.keep(settings, ByNetplan, func(set *ir.Setting) kernel.Reason {
		row, cell := option.Get(set.ID), option.Spell(set.ID, option.Netplan)
		if !set.Usable() || !cell.Supported() || beside(set) {
			return kernel.Reason{} // what netplan passes through, unread, and what it never sees
		}
		if why, lost := option.Loses(option.Netplan, set.ID, set.Value); lost {
			return noWord(why)
		}
		if cell.Sent != "" && isZero(row, set.Value) {
			return kernel.Because(kernel.AppliesZero, option.Unknown, "netplan writes it %s", cell.Sent)
		}
		return kernel.Reason{}
	}), true
}

// beside reports whether a setting of a netplan host stands in a drop-in of
// networkd's and not in netplan's own files.
func beside(set *ir.Setting) bool {
	id, _ := option.Lookup(option.Netplan, set.Key)
	own, _ := option.Lookup(option.Networkd, set.Key)
	return id == option.Unknown && own != option.Unknown
}

// refusedByNetplan reports whether netplan finds the value bad itself.
func (s *sender) refusedByNetplan(set *ir.Setting) bool {
	row, cell := option.Get(set.ID), option.Spell(set.ID, option.Netplan)
	switch {
	case set.Usable() || row == nil || !cell.Supported():
		return false
	case set.Problem.Kind == option.OutOfRange && cell.Codec != option.MillisOrSpan && cell.Codec != option.SecondsText && !unsigned32(set.Raw):
		return true // seen with 0.106 and 1.1.2: "invalid unsigned int value"
	case row.Kind == option.IPv4List:
		return !addresses(set.Raw)
	case set.Problem.Kind == option.OutOfRange || cell.Codec == option.MillisOrSpan || cell.Codec == option.SecondsText:
		return false
	case set.ID == option.LACPRate:
		return !s.target.Netplan.Before("0.107")
	}
	return row.Kind != option.Enum || set.ID == option.ModeOpt
}

// unsigned32 reports whether the text is a number that netplan reads
// (netplan src/parse.c, handle_generic_guint).
func unsigned32(text string) bool {
	_, err := strconv.ParseUint(strings.Trim(text, `"'`), 10, 32)
	return err == nil
}

// addresses reports whether a list in YAML holds IPv4 addresses alone, which is
// all that netplan demands of targets (src/parse.c, handle_arp_ip_targets).
func addresses(list string) bool {
	return !slices.ContainsFunc(strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune("[],\"' \t\n-", r) }), func(item string) bool {
		a, err := netip.ParseAddr(item)
		return err != nil || !a.Is4()
	})
}

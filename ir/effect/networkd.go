package effect

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// networkd sends one request, and leaves out without a word what its own
// conditions exclude (systemd netdev/bond.c, netdev_bond_fill_message_create;
// facts/dialects.md 7.3). A line that it cannot read it ignores with a
// warning.
func (s *sender) networkd(settings []ir.Setting) []ir.Setting {
	list := s.keep(s.clip(s.goodTargets(settings), ByNetworkd), ByNetworkd, s.unreadByNetworkd)
	word, _ := ir.ValueOf(list, option.ModeOpt)
	mode, given := option.ParseMode(word)
	arp, _ := ir.ValueOf(list, option.ARPInterval)
	probes := arp != "" && !isZero(option.Get(option.ARPInterval), arp)
	list = s.keep(list, ByNetworkd, func(set *ir.Setting) kernel.Reason {
		row, cell := option.Get(set.ID), option.Spell(set.ID, option.Networkd)
		switch {
		case row.Kind == option.IPv4List && !probes, set.ID == option.LPInterval && !probes:
			return kernel.Because(kernel.NeedsOther, option.ARPInterval, "networkd sends it %s", cell.Sent)
		case cell.Sent != "" && isZero(row, set.Value):
			return kernel.Because(kernel.AppliesZero, option.Unknown, "networkd sends it %s", cell.Sent)
		case cell.SentModes == 0 || cell.SentModes.Has(mode) && given:
			return kernel.Reason{}
		case !given:
			return kernel.Because(kernel.WrongMode, option.Unknown, "networkd sends it in %s only, and no mode is written", cell.SentModes)
		}
		return kernel.Because(kernel.WrongMode, option.Unknown, "networkd sends it in %s only, and the mode is %s", cell.SentModes, mode)
	})
	if own := s.always(list); len(own) > 0 {
		return append(own, list...)
	}
	return list
}

// always are the options that networkd sends with a value of its own where
// none is written; they count above defaults of the module.
func (s *sender) always(list []ir.Setting) []ir.Setting {
	var own []ir.Setting
	for _, id := range []option.ID{option.ResendIGMP, option.NumGratARP, option.AllPortsActive} {
		if row := option.Get(id); lastOf(list, id) == nil && lastOf(s.bond.Defaults, id) != nil {
			own = append(own, ir.Setting{ID: id, Key: row.Kernel, Value: row.Default, Raw: row.Default})
		}
	}
	return own
}

// unreadByNetworkd says why networkd does not read a line.
func (s *sender) unreadByNetworkd(set *ir.Setting) kernel.Reason {
	cell := option.Spell(set.ID, option.Networkd)
	switch {
	case !cell.Supported():
		return noWord(cell.Unsupported)
	case set.Problem.Kind == option.BadAddress:
		return bad(set.Problem.Text + ", and networkd skips it")
	case set.Problem.Kind != option.NoProblem:
		return bad(set.Problem.Text + ", and networkd ignores the line")
	case s.target.Systemd.Before(cell.Since):
		return kernel.Because(kernel.TooOld, option.Unknown, "networkd knows it since systemd %s and ignores the line", cell.Since)
	case cell.Place == option.MarksPort && !slices.ContainsFunc(s.bond.Ports, func(p ir.Port) bool { return p.Name == set.Value }):
		return kernel.Because(kernel.NoSuchPort, option.Unknown, "networkd wants the mark in the file of a port, and %s is none of the bond's", set.Value)
	}
	if why, lost := option.Loses(option.Networkd, set.ID, set.Value); lost {
		return noWord(why)
	}
	return kernel.Reason{}
}

// goodTargets leaves out of lists what networkd skips: bad targets and those
// that stand there twice (facts/lint-rules.md B08, B10).
func (s *sender) goodTargets(settings []ir.Setting) []ir.Setting {
	for i := range settings {
		set := &settings[i]
		if row := option.Get(set.ID); row == nil || row.Kind != option.IPv4List || set.Value == "" {
			continue
		}
		var good []string
		seen := map[string]bool{}
		for _, item := range strings.Split(set.Value, ",") {
			p := option.Check(set.ID, item)
			switch {
			case p.Kind != option.NoProblem:
				s.lose(kernel.NotSent, set, "", ByNetworkd, bad(p.Text+", and networkd skips it"))
			case seen[item]:
				s.lose(kernel.NotSent, set, "", ByNetworkd, kernel.Because(kernel.SetAgain, set.ID, "the target %s stands there twice", item))
			default:
				good, seen[item] = append(good, item), true
			}
		}
		if set.Problem.Kind == option.BadAddress {
			if option.Check(set.ID, set.Value).Kind == option.NoProblem {
				s.lose(kernel.NotSent, set, "", ByNetworkd, bad(set.Problem.Text+", and networkd skips it"))
			}
			set.Problem = option.Problem{}
		}
		set.Value = strings.Join(good, ",")
	}
	return withoutNothing(settings)
}

// withoutNothing leaves out lines that add to a list and have nothing to add.
func withoutNothing(settings []ir.Setting) []ir.Setting {
	return slices.DeleteFunc(settings, func(set ir.Setting) bool {
		return set.Adds && set.Value == "" && set.Problem.Kind == option.NoProblem
	})
}

package effect

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// sender is an applier at work on one bond: it decides what the kernel gets.
type sender struct {
	host   *ir.Host
	bond   *ir.Bond
	target target.Target
	via    target.Via
	events []Event
}

// layers returns what reaches the kernel; false means that the applier makes
// no bond at all.
func (s *sender) layers() ([]kernel.Layer, bool) {
	var layers []kernel.Layer
	// Copies, which what follows may change and events may point into: the
	// bond's own lists may lose settings for the sake of these events.
	defaults, list := slices.Clone(s.bond.Defaults), slices.Clone(s.bond.Settings)
	if len(defaults) > 0 {
		layers = append(layers, kernel.Layer{Path: kernel.Module, Settings: defaults})
	}
	s.reread(list)
	ok := true
	if list, ok = s.cloudInit(list); !ok {
		return nil, false
	}
	if throughNetplan(s.host, s.via) {
		if list, ok = s.netplan(list); !ok {
			return nil, false
		}
	}
	main := kernel.Layer{Path: kernel.Netlink}
	switch s.via {
	case target.Module:
		main.Path = kernel.Module
		if len(layers) > 0 {
			list = append(defaults, list...)
			layers = nil
		}
	case target.Initscripts:
		main.Path, list = kernel.Sysfs, s.initscripts(list)
	case target.Sysfs:
		main.Path = kernel.Sysfs
	case target.Ifupdown:
		main.Path, main.AsWritten, list = kernel.Sysfs, true, s.ifupdown(list)
	case target.Ifupdown2:
		list, ok = s.ifupdown2(list)
	case target.NetworkManager:
		list, ok = s.networkManager(list)
	case target.NetworkdVia:
		list = s.networkd(list)
	default:
		list = s.clip(list, ByIP)
	}
	if !ok {
		return nil, false
	}
	main.Settings = list
	return append(append(layers, main), s.ports(main.Path)...), true
}

// reread reads the settings of files that have two readers as their applier
// does.
func (s *sender) reread(settings []ir.Setting) {
	switch s.host.Dialect() {
	case "ifcfg":
		s.rereadIfcfg(settings)
	case "ifupdown":
		s.rereadIfupdown(settings)
	}
}

// rereadIfcfg is about BONDING_OPTS: initscripts and NetworkManager differ in the
// keys that they know, in numbers, in the plus sign and in what a repeated target
// means (facts/dialects.md 2.2, 3.1).
func (s *sender) rereadIfcfg(settings []ir.Setting) {
	d := option.Ifcfg
	if s.via == target.NetworkManager {
		d = option.IfcfgNM
	}
	for i := range settings {
		set := &settings[i]
		id, _ := option.Lookup(d, set.Key)
		if id == option.Unknown || set.Raw == "" || option.Get(id).Scope != option.Bond {
			continue
		}
		set.ID = id
		set.Value, set.Problem = option.Decode(d, id, set.Raw)
		again := slices.ContainsFunc(settings[:i], func(old ir.Setting) bool { return old.ID == id })
		set.Adds = option.Spell(id, d).Codec == option.PlusList && (again || strings.HasPrefix(set.Raw, "+"))
	}
}

// ports returns the layers of the ports' own settings.
func (s *sender) ports(path kernel.Path) []kernel.Layer {
	var layers []kernel.Layer
	for _, p := range s.bond.Ports {
		var list []ir.Setting
		for _, set := range p.Settings {
			if why := s.portUnsent(&set); !why.None() {
				s.lose(kernel.NotSent, &set, p.Name, s.by(), why)
				continue
			}
			list = append(list, set)
		}
		if len(list) > 0 {
			layers = append(layers, kernel.Layer{Path: path, Port: p.Name, Settings: list})
		}
	}
	return layers
}

// portUnsent says why the applier does not send a port's setting.
func (s *sender) portUnsent(set *ir.Setting) kernel.Reason {
	switch s.via {
	case target.Module:
		return noWord("the module's parameters name no port")
	case target.Ifupdown:
		return noWord("ifenslave sets no options of ports")
	case target.Ifupdown2:
		return noWord("ifupdown2 sets no options of ports")
	case target.NetworkdVia:
		return noWord(option.Spell(set.ID, option.Networkd).Unsupported)
	case target.Initscripts:
		if id, _ := option.Lookup(option.Ifcfg, set.Key); s.host.Dialect() == "ifcfg" && id == option.Unknown {
			return noWord(fmt.Sprintf("initscripts know no key %s", set.Key))
		}
	case target.NetworkManager:
		return s.unknownToNM(set, option.NM)
	}
	return kernel.Reason{}
}

// noWord says that the applier cannot say an option or a value; "" is no
// reason.
func noWord(why string) kernel.Reason {
	if why == "" {
		return kernel.Reason{}
	}
	return kernel.Reason{Why: why, Cause: kernel.NoWayIn}
}

// bad is a value that the applier cannot read.
func bad(why string) kernel.Reason { return kernel.Reason{Why: why, Cause: kernel.WrongValue} }

// with returns a reason with more words behind it.
func with(r kernel.Reason, more string) kernel.Reason {
	r.Why += more
	return r
}

// by is the applier's name.
func (s *sender) by() string {
	switch s.via {
	case target.NetworkManager:
		return ByNetworkManager
	case target.NetworkdVia:
		return ByNetworkd
	case target.Initscripts:
		return ByInitscripts
	case target.Ifupdown:
		return ByIfupdown
	case target.Ifupdown2:
		return ByIfupdown2
	case target.Netlink:
		return ByIP
	}
	return ByKernel
}

// lose notes what the applier does with a setting. The setting is copied, as
// lists of settings are rebuilt on the way. What is left out for another reason
// and would do nothing in the mode either has two causes.
func (s *sender) lose(kind kernel.Kind, set *ir.Setting, port, by string, why kernel.Reason) {
	c := *set
	if row := option.Get(set.ID); kind == kernel.NotSent && row != nil && row.Effective != 0 {
		if mode, _ := ModeOf(s.bond); !row.Effective.Has(mode) {
			why.Cause |= kernel.WrongMode
		}
	}
	e := kernel.NewEvent(kind, &c, why)
	e.Port = port
	if kind == kernel.Refused {
		e.Errno = kernel.EINVAL
	}
	s.events = append(s.events, Event{e, by})
}

func (s *sender) unsent(set *ir.Setting, why kernel.Reason) {
	s.lose(kernel.NotSent, set, "", s.by(), why)
}

// keep returns the settings for which there is no reason why not, and notes the
// others as left out by the applier. Where nothing is left out, and that is
// nearly always, it is the list itself.
func (s *sender) keep(settings []ir.Setting, by string, why func(*ir.Setting) kernel.Reason) []ir.Setting {
	kept, all := settings[:0:0], true
	for i := range settings {
		set := &settings[i]
		reason := why(set)
		if !reason.None() {
			if all {
				kept, all = slices.Clone(settings[:i]), false
			}
			s.lose(kernel.NotSent, set, "", by, reason)
		} else if !all {
			kept = append(kept, *set)
		}
	}
	if all {
		return slices.Clip(settings)
	}
	return kept
}

// clip cuts lists of targets to what the kernel takes: ip, NetworkManager and
// networkd send no more (facts/lint-rules.md B07).
func (s *sender) clip(settings []ir.Setting, by string) []ir.Setting {
	for i := range settings {
		set := &settings[i]
		row := option.Get(set.ID)
		if row == nil || (row.Kind != option.IPv4List && row.Kind != option.IPv6List) {
			continue
		}
		items := strings.Split(set.Value, ",")
		if int64(len(items)) <= row.Max {
			continue
		}
		s.lose(kernel.NotSent, set, "", by, kernel.Because(kernel.WrongValue, option.Unknown, "only the first %d targets are sent", row.Max))
		set.Value = strings.Join(items[:row.Max], ",")
		set.Problem = option.Check(set.ID, set.Value)
	}
	return settings
}

// isZero reports whether a value is the number 0 or the word that means off.
func isZero(row *option.Row, value string) bool {
	switch row.Kind {
	case option.Int:
		return option.Same(row.ID, value, "0")
	case option.Bool:
		return value == row.Values[0].Word
	}
	return false
}

// multiple reports whether one number is a multiple of another above 0.
func multiple(value, of string) bool {
	n, errN := strconv.ParseInt(value, 10, 64)
	m, errM := strconv.ParseInt(of, 10, 64)
	return errN == nil && errM == nil && m > 0 && n%m == 0
}

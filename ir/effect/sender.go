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
	if len(s.bond.Defaults) > 0 {
		layers = append(layers, kernel.Layer{Path: kernel.Module, Settings: s.bond.Defaults})
	}
	list, ok := s.reread(s.bond.Settings), true
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
			list = append(slices.Clone(s.bond.Defaults), list...)
			layers = nil
		}
	case target.Initscripts:
		main.Path, list = kernel.Sysfs, s.initscripts(list)
	case target.Sysfs:
		main.Path = kernel.Sysfs
	case target.Ifupdown:
		main.Path, main.AsWritten, list = kernel.Sysfs, true, s.ifupdown(list)
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

// reread reads the settings of an ifcfg file as its applier does: initscripts
// and NetworkManager differ in the keys that they know, in numbers, in the
// plus sign and in what a repeated target means (facts/dialects.md 2.2, 3.1).
func (s *sender) reread(settings []ir.Setting) []ir.Setting {
	if s.host.Dialect() != "ifcfg" {
		return settings
	}
	d := option.Ifcfg
	if s.via == target.NetworkManager {
		d = option.IfcfgNM
	}
	out := slices.Clone(settings)
	for i := range out {
		set := &out[i]
		id, _ := option.Lookup(d, set.Key)
		if id == option.Unknown || set.Raw == "" || option.Get(id).Scope != option.Bond {
			continue
		}
		set.ID = id
		set.Value, set.Problem = option.Decode(d, id, set.Raw)
		again := slices.ContainsFunc(out[:i], func(old ir.Setting) bool { return old.ID == id })
		set.Adds = option.Spell(id, d).Codec == option.PlusList && (again || strings.HasPrefix(set.Raw, "+"))
	}
	return out
}

// ports returns the layers of the ports' own settings.
func (s *sender) ports(path kernel.Path) []kernel.Layer {
	var layers []kernel.Layer
	for _, p := range s.bond.Ports {
		var list []ir.Setting
		for _, set := range p.Settings {
			if why := s.portUnsent(&set); why != "" {
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

// portUnsent says why the applier does not send a port's setting, "" if it
// does.
func (s *sender) portUnsent(set *ir.Setting) string {
	switch s.via {
	case target.Module:
		return "the module's parameters name no port"
	case target.Ifupdown:
		return "ifenslave sets no options of ports"
	case target.NetworkdVia:
		return option.Spell(set.ID, option.Networkd).Unsupported
	case target.Initscripts:
		if id, _ := option.Lookup(option.Ifcfg, set.Key); s.host.Dialect() == "ifcfg" && id == option.Unknown {
			return fmt.Sprintf("initscripts know no key %s", set.Key)
		}
	case target.NetworkManager:
		return s.unknownToNM(set, option.NM)
	}
	return ""
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
	case target.Netlink:
		return ByIP
	}
	return ByKernel
}

// lose notes what the applier does with a setting. The setting is copied, as
// lists of settings are rebuilt on the way.
func (s *sender) lose(kind kernel.Kind, set *ir.Setting, port, by, why string) {
	c := *set
	e := kernel.NewEvent(kind, &c, why)
	e.Port = port
	if kind == kernel.Refused {
		e.Errno = kernel.EINVAL
	}
	s.events = append(s.events, Event{e, by})
}

func (s *sender) unsent(set *ir.Setting, why string) {
	s.lose(kernel.NotSent, set, "", s.by(), why)
}

// keep returns the settings for which why is "", and notes the others as left
// out by the applier.
func (s *sender) keep(settings []ir.Setting, by string, why func(*ir.Setting) string) []ir.Setting {
	var out []ir.Setting
	for i := range settings {
		set := settings[i]
		if reason := why(&set); reason != "" {
			s.lose(kernel.NotSent, &set, "", by, reason)
			continue
		}
		out = append(out, set)
	}
	return out
}

// clip cuts lists of targets to what the kernel takes: ip, NetworkManager and
// networkd send no more (facts/lint-rules.md B07).
func (s *sender) clip(settings []ir.Setting, by string) []ir.Setting {
	out := slices.Clone(settings)
	for i := range out {
		set := &out[i]
		row := option.Get(set.ID)
		if row == nil || (row.Kind != option.IPv4List && row.Kind != option.IPv6List) {
			continue
		}
		items := strings.Split(set.Value, ",")
		if int64(len(items)) <= row.Max {
			continue
		}
		s.lose(kernel.NotSent, set, "", by, fmt.Sprintf("only the first %d targets are sent", row.Max))
		set.Value = strings.Join(items[:row.Max], ",")
		set.Problem = option.Check(set.ID, set.Value)
	}
	return out
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

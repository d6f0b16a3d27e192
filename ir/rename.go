package ir

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/option"
)

// Rename gives a link another name everywhere in the host: in ports, options
// that name a link, VLAN parents, labels and rules. It reports whether the
// host had such a link.
func (h *Host) Rename(old, name string) bool {
	found := false
	h.Entries = slices.Clone(h.Entries)
	for i, e := range h.Entries {
		if e.Link == old {
			renamed := *e
			renamed.Link = name
			h.Entries[i] = &renamed
		}
	}
	for _, l := range h.Links {
		if l.Name == old {
			l.Name, found = name, true
			relabel(l, old, name)
		}
		if l.Bond != nil {
			renamePorts(l.Bond.Ports, old, name)
			renameSettings(l.Bond.Settings, old, name)
			renameSettings(l.Bond.Defaults, old, name)
		}
		if l.Bridge != nil {
			renamePorts(l.Bridge.Ports, old, name)
		}
		if l.VLAN != nil && l.VLAN.Link.Value == old {
			l.VLAN.Link.Value = name
		}
		for i := range l.Rules {
			replace(&l.Rules[i].IIF, old, name)
			replace(&l.Rules[i].OIF, old, name)
		}
	}
	return found
}

func relabel(l *Link, old, name string) {
	for i := range l.Addresses {
		if rest, ok := strings.CutPrefix(l.Addresses[i].Label, old+":"); ok {
			l.Addresses[i].Label = name + ":" + rest
		}
	}
}

func renamePorts(ports []Port, old, name string) {
	for i := range ports {
		replace(&ports[i].Name, old, name)
	}
}

func renameSettings(settings []Setting, old, name string) {
	for i := range settings {
		if row := option.Get(settings[i].ID); row != nil && row.Kind == option.IfName {
			replace(&settings[i].Value, old, name)
		}
	}
}

func replace(word *string, old, name string) {
	if *word == old {
		*word = name
	}
}

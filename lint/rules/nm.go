package rules

import (
	"iter"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

// nmProfile is one connection profile as its entries show it, whether it is a
// keyfile or made by commands of a script.
type nmProfile struct {
	name    string
	file    *source.File
	entries []*ir.Entry
}

// nmProfiles yields the profiles of a host, in the order in which they begin.
func nmProfiles(h *ir.Host) iter.Seq[*nmProfile] {
	return func(yield func(*nmProfile) bool) {
		if !inProfiles(h) {
			return
		}
		type place struct {
			file    *source.File
			section string
		}
		var order []*nmProfile
		at := map[place]*nmProfile{}
		for _, e := range h.Entries {
			if e.UsedBy == "deleted" || strings.HasPrefix(e.Key, "device.") {
				continue
			}
			here := place{e.File, e.Section}
			if e.Dialect == "nmcli" {
				here.file = nil // scripts of one host run one after the other
			}
			f := at[here]
			if f == nil {
				f = &nmProfile{name: e.Section, file: e.File}
				at[here] = f
				order = append(order, f)
			}
			f.entries = append(f.entries, e)
		}
		for _, f := range order {
			if !yield(f) {
				return
			}
		}
	}
}

// inProfiles reports whether the host is described by NetworkManager's own
// profiles.
func inProfiles(h *ir.Host) bool { return h.Dialect() == "keyfile" || h.Dialect() == "nmcli" }

// last returns the entry that one of the properties has its value from, nil if
// there is none.
func (f *nmProfile) last(keys ...string) *ir.Entry {
	for _, key := range keys {
		for i := len(f.entries) - 1; i >= 0; i-- {
			if e := f.entries[i]; e.Key == key && e.UsedBy != "overridden" && e.UsedBy != "removed" {
				return e
			}
		}
	}
	return nil
}

// value returns the value of the first of the properties that is set.
func (f *nmProfile) value(keys ...string) string {
	if e := f.last(keys...); e != nil {
		return e.Value
	}
	return ""
}

// controller names what the profile's device is a port of, in either word.
func (f *nmProfile) controller() string { return f.value("connection.controller", "connection.master") }

// device is the link that the profile is for.
func (f *nmProfile) device() string { return f.entries[0].Link }

// link returns the link of the profile, nil if the model has none.
func (f *nmProfile) link(h *ir.Host) *ir.Link { return h.Link(f.device()) }

// place is where the profile says for which device it is, else where it begins.
func (f *nmProfile) place() source.Span {
	if e := f.last("connection.interface-name"); e != nil {
		return e.Span
	}
	return f.entries[0].Span
}

// autoconnects reports whether the profile is started by itself; silence is
// yes.
func (f *nmProfile) autoconnects() bool {
	if f.entries[0].Dialect == "keyfile" {
		value := f.value("connection.autoconnect")
		return value != "false" && value != "0" // GLib knows no other words
	}
	switch strings.ToLower(f.value("connection.autoconnect")) {
	case "no", "n", "false", "f", "off", "0":
		return false
	}
	return true
}

// bringsPorts reports whether activating the profile activates its ports.
func (f *nmProfile) bringsPorts() bool {
	switch strings.ToLower(f.value("connection.autoconnect-ports", "connection.autoconnect-slaves")) {
	case "yes", "y", "true", "t", "on", "1":
		return true
	}
	return false
}

// setAutoconnect proposes to write autoconnect into the profile. What starts
// at boot is for the administrator to say.
func (f *nmProfile) setAutoconnect(h *ir.Host, on bool) *lint.Fix {
	word := map[bool]string{true: "yes", false: "no"}[on]
	if h.Dialect() == "keyfile" {
		word = map[bool]string{true: "true", false: "false"}[on]
	}
	at := f.place()
	if e := f.last("connection.autoconnect"); e != nil {
		at = e.Span
	}
	return &lint.Fix{
		Message: "set \"connection.autoconnect\" of \"" + f.name + "\" to " + word,
		Changes: []ir.Change{{Kind: ir.SetKey, Link: f.device(), Key: "connection.autoconnect", Value: word, Span: at}},
	}
}

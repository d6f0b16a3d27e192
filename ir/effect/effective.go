package effect

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// The names of those who decide about a setting, as sentences have them.
const (
	ByKernel         = "the kernel"
	ByNetworkManager = "NetworkManager"
	ByNetworkd       = "networkd"
	ByNetplan        = "netplan"
	ByInitscripts    = "initscripts"
	ByIfupdown       = "ifupdown"
	ByIfupdown2      = "ifupdown2"
	ByIP             = "ip"
	ByCloudInit      = "cloud-init"
)

// Event is what became of one setting on its way, and who decided it.
type Event struct {
	kernel.Event
	// By is one of the names above.
	By string
}

// Says is who decided and why, as part of a sentence.
func (e *Event) Says() string {
	if strings.HasPrefix(e.Why, e.By+" ") {
		return e.Why
	}
	return e.By + " says: " + e.Why
}

// Value is one option of the bond that results.
type Value struct {
	Option option.ID
	// Value is the first word of the option's file, addresses joined by commas;
	// "" where the file is empty.
	Value string
	// Written is the setting that the value comes from, nil where it is none's.
	Written *ir.Setting
	// Event says why the value is not what was written, or that nothing acts on
	// it; nil where there is nothing to say.
	Event *Event
}

// Outcome is what a bond amounts to.
type Outcome struct {
	Via target.Via
	// Created is false where no bond comes into being; then there are no Values.
	Created bool
	// Values are the configuration files of /sys/class/net/BOND/bonding, in the
	// table's order.
	Values []Value
	// Events are in the order in which they happen: first what the applier
	// does, then the kernel.
	Events []Event
}

// Effective returns what a bond of the host amounts to on the target: who
// applies it, what of it that one sends to the kernel, and what the kernel
// makes of that. The zero Outcome stands for a link that is no bond. For
// NetworkManager 1.42.4 and systemd 252 it was held against a guest: 60 made-up
// bonds, each created or not and every file as predicted.
func Effective(h *ir.Host, l *ir.Link, t target.Target) Outcome {
	out, result, layers := simulated(h, l, t)
	if out.Created && layers != nil {
		out.Values = values(result, layers, out.Events)
	}
	return out
}

// simulated is Effective without Values but for a bond that runs, and what they
// are made of.
func simulated(h *ir.Host, l *ir.Link, t target.Target) (Outcome, kernel.Result, []kernel.Layer) {
	if l == nil || l.Bond == nil {
		return Outcome{}, kernel.Result{}, nil
	}
	if Running(h) {
		return shown(l.Bond), kernel.Result{}, nil
	}
	s := &sender{host: h, bond: l.Bond, target: t, via: Via(h, l, t)}
	layers, ok := s.layers()
	out := Outcome{Via: s.via, Events: s.events}
	if !ok {
		return out, kernel.Result{}, nil
	}
	ports := make([]string, len(l.Bond.Ports))
	for i := range l.Bond.Ports {
		ports[i] = l.Bond.Ports[i].Name
	}
	r := kernel.Simulate(t, layers, ports)
	if !r.Created && s.via == target.Ifupdown2 {
		layers = s.oneByOne(layers)
		out.Events = s.events
		r = kernel.Simulate(t, layers, ports)
	}
	for _, e := range r.Events {
		out.Events = append(out.Events, Event{e, ByKernel})
	}
	out.Created = r.Created
	return out, r, layers
}

// values joins the state with where it comes from.
func values(r kernel.Result, layers []kernel.Layer, events []Event) []Value {
	list := make([]Value, 0, len(r.Files))
	for _, id := range r.Files {
		v := Value{Option: id, Value: r.State[id]}
		for i := range layers {
			if layers[i].Port == "" {
				if s := lastOf(layers[i].Settings, id); s != nil && s.KeySpan.Known() {
					v.Written = s
				}
			}
		}
		v.Event = decisive(events, id, v.Value)
		if v.Written != nil && v.Event == nil && !option.Same(id, v.Written.Value, v.Value) && !list4(id) {
			v.Written = nil
		}
		list = append(list, v)
	}
	return list
}

// lastOf returns the last setting of an option or of one that shares its value.
func lastOf(settings []ir.Setting, id option.ID) *ir.Setting {
	for i := len(settings) - 1; i >= 0; i-- {
		if s := &settings[i]; s.ID != option.Unknown && shared(s.ID) == shared(id) {
			return s
		}
	}
	return nil
}

// shared is the option that an alias shares its value with, else the option.
func shared(id option.ID) option.ID {
	if row := option.Get(id); row != nil && row.AliasOf != option.Unknown {
		return row.AliasOf
	}
	return id
}

func list4(id option.ID) bool { return option.Get(id).Kind == option.IPv4List }

// decisive returns the last event about an option that has to do with the
// value it has in the end.
func decisive(events []Event, id option.ID, value string) *Event {
	for i := len(events) - 1; i >= 0; i-- {
		e := &events[i]
		if e.Port != "" || e.Option == option.Unknown || shared(e.Option) != shared(id) {
			continue
		}
		if superseded := e.Kind == kernel.Overridden && e.Result != value; !superseded {
			return e
		}
	}
	return nil
}

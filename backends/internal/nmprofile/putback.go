package nmprofile

import (
	"strings"

	"github.com/bondc/bondc/ir"
)

// index finds the entries of the profile that each link was read from. A
// device may have had several profiles; the one that was lowered has named it.
func (e *emitter) index() {
	if !fromNM(e.host.Dialect()) {
		return
	}
	type source struct {
		file    any
		section string
	}
	main := map[string]source{}
	for _, x := range e.host.Entries {
		if x.UsedBy == "device" {
			main[x.Link] = source{x.File, x.Section}
		}
	}
	e.entries = map[string][]*ir.Entry{}
	for _, x := range e.host.Entries {
		if main[x.Link] == (source{x.File, x.Section}) {
			e.entries[x.Link] = append(e.entries[x.Link], x)
		}
	}
}

// was returns what the link's profile said of a property, nil for nothing.
func (r *raiser) was(key string) *ir.Entry {
	for _, x := range r.entries[r.link.Name] {
		if x.Key == key && x.Value != "" {
			return x
		}
	}
	return nil
}

// putBack writes the properties that came from profiles in the same dialect and
// that the model has no place for: where nothing was understood, nothing has to
// be translated.
func (r *raiser) putBack() {
	if r.host.Dialect() != r.style.Dialect {
		return
	}
	for _, x := range r.entries[r.link.Name] {
		setting, _, _ := strings.Cut(x.Key, ".")
		port := r.owner != nil && (setting == "ipv4" || setting == "ipv6" || setting == "match")
		named := x.Key == "connection.id" && r.style.Dialect == "nmcli"
		if x.UsedBy != "" || x.Value == "" || setting == "" || port || named || setting == "bond" || setting == "device" || r.untied(x.Key) || ofRoute(x.Key) {
			continue
		}
		value := x.Value
		if r.style.Dialect == "keyfile" {
			value = x.Raw // with its escapes
		}
		if r.set(x.Key, value) {
			r.profile.Get(x.Key).Verbatim = true
			r.written[x] = true
		}
	}
}

// ofRoute reports whether a key has the options of a route of the same number,
// as in "ipv4.route1_options": in the output that may be another route.
func ofRoute(key string) bool {
	_, name, _ := strings.Cut(key, ".")
	return strings.HasPrefix(name, "route") && strings.HasSuffix(name, "_options")
}

// untied reports whether a property ties the link to a bond or bridge that it is
// no port of: the profile that it names makes neither. In the output, which lacks
// that profile, it would be a port again. So it would without its type, which
// cannot be written if it has control characters.
func (r *raiser) untied(key string) bool {
	switch key {
	case "connection.controller", "connection.master", "connection.port-type", "connection.slave-type":
	default:
		return false
	}
	for _, key := range []string{"connection.port-type", "connection.slave-type"} {
		if x := r.was(key); x != nil {
			return x.Value == "bond" || x.Value == "bridge" || !Plain(x.Value)
		}
	}
	return true
}

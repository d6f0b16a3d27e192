package networkd

import (
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// udev is the .link file of a link, which systemd-udevd reads and networkd does
// not: the MAC address policy of a bond or bridge, the name of a device that is
// renamed, wake-on-LAN. It is empty where none of that is asked for.
func (r *raiser) udev(l *ir.Link) *unit {
	u := &unit{suffix: ".link"}
	switch {
	case l.Kind != ir.Ethernet:
		if r.kernelMAC(l) {
			u.section("Match").set("OriginalName", l.Name)
			u.section("Link").set("MACAddressPolicy", "none")
		}
		return u
	case !r.renames(l) && !l.WakeOnLAN.Set:
		return u
	}
	if !r.match(l, u.section("Match"), "OriginalName") {
		u.section("Match").set("OriginalName", l.Name)
	}
	s := u.section("Link")
	if r.renames(l) {
		s.set("Name", l.Name)
	} else {
		// The first .link file that matches is the only one, so this one has to
		// say what systemd's own 99-default.link says about names.
		s.set("NamePolicy", "keep kernel database onboard slot path")
	}
	if l.WakeOnLAN.Set {
		s.set("WakeOnLan", map[bool]string{true: "magic", false: "off"}[l.WakeOnLAN.Value])
	}
	return u
}

// renames reports whether the output renames the device.
func (r *raiser) renames(l *ir.Link) bool {
	return l.Kind == ir.Ethernet && l.Match.Any() && r.ledger.Renames(l) && r.matchable(l)
}

// matchable reports whether anything usable says which device the link is.
func (r *raiser) matchable(l *ir.Link) bool {
	return r.match(l, &section{}, "Name")
}

// match writes which device an Ethernet link is, and reports whether there was
// anything to write. nameKey is the key for the name: it is another one in a
// .link file.
func (r *raiser) match(l *ir.Link, s *section, nameKey string) bool {
	m := &l.Match
	before := len(s.lines)
	if m.PermanentMAC.Set && loss.ValidMAC(m.PermanentMAC.Value) {
		key := "PermanentMACAddress"
		if r.before("245") {
			key = "MACAddress"
		}
		s.set(key, strings.ToLower(m.PermanentMAC.Value))
	}
	if names, ok := patterns(m.Name.Value); ok {
		s.set(nameKey, names)
	}
	if drivers, ok := patterns(m.Driver.Value); ok {
		s.set("Driver", drivers)
	}
	return len(s.lines) > before
}

// patterns returns the patterns of a list with blanks between, and whether all
// of them can be written.
func patterns(text string) (string, bool) {
	words := strings.Fields(text)
	for _, w := range words {
		if !loss.ValidPattern(w) {
			return "", false
		}
	}
	return strings.Join(words, " "), len(words) > 0
}

// unmatched announces what of a match cannot be written.
func (r *raiser) unmatched(l *ir.Link) {
	m := &l.Match
	if l.Kind != ir.Ethernet {
		return
	}
	const detail = "The device cannot be told from others. Correct it, or match the device by its hardware address."
	if mac := m.PermanentMAC; mac.Set && !loss.ValidMAC(mac.Value) {
		r.lose(l, diag.Connectivity, "match", "permanentMAC", mac.Span, "it is no Ethernet address", detail)
	} else if mac.Set && r.before("245") {
		r.lose(l, diag.Behaviour, "match", "permanentMAC", mac.Span, "matching the permanent address needs systemd 245, so the current one is matched",
			"The device is found as long as it has its own address. Once a bond has given it another one, networkd does not find it again when it is restarted.")
	}
	if _, ok := patterns(m.Name.Value); m.Name.Set && !ok {
		r.lose(l, diag.Connectivity, "match", "name", m.Name.Span, "it is no list of names or patterns", detail)
	}
	if _, ok := patterns(m.Driver.Value); m.Driver.Set && !ok {
		r.lose(l, diag.Connectivity, "match", "driver", m.Driver.Span, "it is no list of names or patterns", detail)
	}
	if m.Any() && !r.matchable(l) {
		r.ledger.Unmatched(l)
	}
}

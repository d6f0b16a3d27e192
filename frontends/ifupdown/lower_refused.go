package ifupdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// methods returns the methods of a family, nil for one that ifupdown does not know
// (interfaces(5); seen with 0.8.41 and 0.8.44). The loopback link has its own.
func methods(family string) []string {
	switch family {
	case "inet":
		return []string{"static", "manual", "dhcp", "bootp", "tunnel", "ppp", "wvdial", "ipv4ll"}
	case "inet6":
		return []string{"static", "manual", "auto", "dhcp", "tunnel", "v4tunnel", "6to4"}
	case "ipx":
		return []string{"static", "dynamic"}
	case "can":
		return []string{"static"}
	case "meta":
		return []string{"none"}
	}
	return nil
}

// wholeFile is what follows where ifupdown cannot read a stanza (config.c,
// read_interfaces_defn; seen with 0.8.41 and 0.8.44).
const wholeFile = "ifupdown refuses the whole file: no link of the host comes up. "

// refused reports what ifupdown cannot read in a stanza. ifupdown2 goes on there.
func (l *lowering) refused(b *block) {
	name := b.head.word(1).text
	if l.host.Evidence.Via == target.Ifupdown2 {
		return
	}
	if l.orphan(b) && !l.host.Partial {
		l.report(diag.BadValue, b.head.span, name, fmt.Sprintf("%q inherits %q, and there is no such stanza", clip(name), clip(parent(b))),
			wholeFile+"Write the stanza, or leave out \"inherits\".")
	}
	family, method := l.kindOf(b)
	switch known := methods(family); {
	case family == "" || family == "inherits" || name == loopback:
	case known == nil:
		l.report(diag.BadValue, b.head.span, name, fmt.Sprintf("ifupdown knows no address family %q", clip(family)),
			wholeFile+"The usual ones are inet and inet6.")
	case !slices.Contains(known, method):
		l.report(diag.BadValue, b.head.span, name, fmt.Sprintf("ifupdown knows no method %q of the family %q", clip(method), family),
			wholeFile+"It knows "+strings.Join(known, ", ")+".")
	}
	for _, o := range b.options {
		if len(o.words) < 2 && o.value.text == "" {
			o.spare(diag.Connectivity, "it has no value")
			l.report(diag.BadValue, o.span, name, fmt.Sprintf("%q has no value", clip(o.first())), wholeFile+"Give it one, or take the line away.")
		}
	}
}

// orphan reports whether a stanza inherits one that is not there.
func (l *lowering) orphan(b *block) bool {
	above := parent(b)
	return above != "" && len(l.stanzas[above]) == 0
}

// addressless reports a static stanza without an address.
func (s *scope) addressless(b *block) {
	if s.method != "static" || s.host.Evidence.Via == target.Ifupdown2 || s.find("address") != nil || s.orphan(b) {
		return
	}
	s.report(diag.BadValue, s.head.span, s.link.Name, fmt.Sprintf("the stanza of %q is static and has no address", s.head.text),
		"ifup stops with \"missing required variable: address\", and the link does not come up. Give it one, or choose the method manual.")
}

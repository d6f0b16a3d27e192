package effect

import (
	"slices"

	"github.com/bondc/bondc/ir"
)

// contradictions settles what a method says of a family that has addresses all
// the same, which some dialects allow to be written: the addresses stay, beside
// what the method leaves. NetworkManager refuses such profiles.
func contradictions(l *ir.Link) {
	four := slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return a.Prefix.Addr().Is4() })
	six := slices.ContainsFunc(l.Addresses, func(a ir.Address) bool { return !a.Prefix.Addr().Is4() })
	c := &l.IPv6
	if four && l.IPv4.Method.Value == ir.MethodLinkLocal {
		l.IPv4.LinkLocal = ir.Some(true, l.IPv4.Method.Span)
		l.IPv4.Method.Value = ir.MethodStatic
	}
	switch {
	case six && c.Method.Value == ir.MethodDisabled && !c.LinkLocal.Set:
		c.LinkLocal = ir.Some(false, c.Method.Span)
	case six && c.Method.Value == ir.MethodIgnore:
		c.Method.Value = ir.MethodStatic
	}
}

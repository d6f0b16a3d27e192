package networkd

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
)

// report adds a finding with the severity of its code.
func (l *lowering) report(code string, span source.Span, link, message, detail string) {
	entry, _ := diag.CodeOf(code)
	l.diags.Add(diag.Diagnostic{Code: code, Severity: entry.Severity, Message: message, Detail: detail, Span: span, Link: link})
}

// bad reports a value that cannot be read and keeps it as residue.
func (l *lowering) bad(k *key, why string) {
	if k.entry.Reason != "" {
		return
	}
	k.entry.Reason = "its value cannot be read"
	l.report(diag.BadValue, k.Span, "", fmt.Sprintf("%q cannot be %q: %s", k.Key, clip(k.Value), why),
		"systemd logs a warning and goes on as if the line were not there. Correct the value.")
}

func clip(text string) string {
	const most = 60
	if len(text) > most {
		return text[:most] + "..."
	}
	return text
}

// flag reads a boolean in any of systemd's spellings (parse_boolean).
func (l *lowering) flag(s *section, use string, names ...string) ir.Opt[bool] {
	k := s.last(names...)
	if k == nil {
		return ir.Opt[bool]{}
	}
	on, p := option.DecodeFlag(k.Value)
	if p.Kind != option.NoProblem {
		l.bad(k, "it is neither yes nor no")
		return ir.Opt[bool]{}
	}
	k.use(use)
	return ir.Some(on, k.ValueSpan)
}

// number reads a number in a range.
func (l *lowering) number(s *section, use string, low, high int64, names ...string) ir.Opt[int] {
	k := s.last(names...)
	if k == nil {
		return ir.Opt[int]{}
	}
	n, err := strconv.ParseInt(k.Value, 0, 64)
	if err != nil || n < low || n > high {
		l.bad(k, fmt.Sprintf("it is no number in %d..%d", low, high))
		return ir.Opt[int]{}
	}
	k.use(use)
	return ir.Some(int(n), k.ValueSpan)
}

// size reads a number of bytes with one of the suffixes K, M, G (powers of
// 1024; parse_size).
func (l *lowering) size(s *section, use string, names ...string) ir.Opt[int] {
	k := s.last(names...)
	if k == nil {
		return ir.Opt[int]{}
	}
	text, factor := strings.TrimSuffix(k.Value, "B"), int64(1)
	if i := strings.IndexAny("KMG", suffix(text)); i >= 0 && suffix(text) != "" {
		factor, text = 1<<(10*(i+1)), text[:len(text)-1]
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n < 1 || n > (1<<32-1)/factor {
		l.bad(k, "it is no number of bytes")
		return ir.Opt[int]{}
	}
	k.use(use)
	return ir.Some(int(n*factor), k.ValueSpan)
}

func suffix(text string) string {
	if text == "" {
		return ""
	}
	return text[len(text)-1:]
}

// text takes a value as it is.
func text(s *section, use string, names ...string) ir.Opt[string] {
	k := s.last(names...)
	if k == nil {
		return ir.Opt[string]{}
	}
	k.use(use)
	return ir.Some(k.Value, k.ValueSpan)
}

// mac returns an Ethernet address in lower case with colons.
func (l *lowering) mac(k *key, use string) ir.Opt[string] {
	value, ok := ir.ParseMAC(k.Value)
	if !ok {
		l.bad(k, "it is no hardware address")
		return ir.Opt[string]{}
	}
	k.use(use)
	return ir.Some(value, k.ValueSpan)
}

// prefix reads an address with or without its length. Without one systemd takes
// the class of an IPv4 address (in-addr-util.c, in4_addr_default_prefixlen), and
// a single IPv6 address.
func prefix(text string, single bool) (netip.Prefix, bool) {
	if p, err := netip.ParsePrefix(text); err == nil {
		return p, true
	}
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		return netip.Prefix{}, false
	}
	bits := a.BitLen()
	if a.Is4() && !single {
		switch first := a.As4()[0]; {
		case first < 128:
			bits = 8
		case first < 192:
			bits = 16
		case first < 224:
			bits = 24
		}
	}
	return netip.PrefixFrom(a, bits), true
}

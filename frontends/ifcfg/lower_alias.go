package ifcfg

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// aliases reads the alias files of a link in the order of ifup-aliases: the
// ranges come last.
func (r *reader) aliases(p *profile) {
	for _, s := range p.aliases {
		if !s.has("IPADDR_START") {
			r.alias(p, s)
		}
	}
	for _, s := range p.aliases {
		if s.has("IPADDR_START") {
			r.alias(p, s)
		}
	}
}

// alias reads an alias file, ifcfg-bond0:1 or ifcfg-bond0-range0
// (ifup-aliases).
func (r *reader) alias(p *profile, s *section) {
	if v := s.get("ONPARENT"); v != nil {
		if strings.EqualFold(v.value(), "no") {
			for _, key := range s.keys {
				v := s.text(key)
				if v == nil {
					continue
				}
				v.spare(classOf(v.entry), "ONPARENT=no keeps the alias down until somebody brings it up by hand")
			}
			return
		}
		v.use("address")
	}
	if s.has("IPADDR_START") {
		r.aliasRange(p, s)
		return
	}
	label := s.name
	if v := s.get("DEVICE"); v != nil && strings.Contains(v.value(), ":") {
		label = v.value()
	}
	r.address(p, &s.vars, "", label)
	r.addresses6(p, &s.vars)
	if gw := s.get("GATEWAY"); gw != nil && p.get("GATEWAY") == nil {
		p.vars.set(gw)
	}
	s.use("address", "ONBOOT", "BOOTPROTO", "TYPE", "NM_CONTROLLED")
}

// aliasRange reads a file that stands for many aliases: the addresses from
// IPADDR_START to IPADDR_END, which differ in their last number only.
func (r *reader) aliasRange(p *profile, s *section) {
	first, last, clone := s.get("IPADDR_START"), s.get("IPADDR_END"), s.get("CLONENUM_START")
	if first == nil || last == nil {
		first.spare(diag.Connectivity, "there is no IPADDR_END")
		return
	}
	from, err := netip.ParseAddr(first.value())
	to, errTo := netip.ParseAddr(last.value())
	if err != nil || errTo != nil || !from.Is4() || !to.Is4() || from.Compare(to) > 0 || netip.PrefixFrom(from, 24).Masked() != netip.PrefixFrom(to, 24).Masked() {
		r.bad(first, p.link.Name, fmt.Sprintf("%q to %q is no range: both are IPv4 addresses that differ in the last number only", first.value(), last.value()))
		last.spare(diag.Connectivity, "the range cannot be read")
		return
	}
	number := 0
	if clone != nil {
		number, _ = strconv.Atoi(clone.value())
	}
	bits, ok := r.bits(p, &s.vars, "", first, from)
	if !ok {
		first.spare(diag.Connectivity, "its prefix cannot be read")
		return
	}
	for addr := from; ; addr = addr.Next() {
		label := fmt.Sprintf("%s:%d", p.link.Name, number)
		p.link.Addresses = append(p.link.Addresses, ir.Address{Prefix: netip.PrefixFrom(addr, bits), Label: label, Span: first.span()})
		if number++; addr == to {
			break
		}
	}
	s.use("address", "IPADDR_START", "IPADDR_END", "CLONENUM_START", "DEVICE", "ONBOOT", "BOOTPROTO", "TYPE", "NM_CONTROLLED")
}

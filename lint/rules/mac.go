package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/lint"
)

// zeroMAC is the address that stands for none.
const zeroMAC = "00:00:00:00:00:00"

// isMulticast reports whether an address in canonical form is a group's, and
// isLocal whether it is said to be made up by an administrator and not given
// out by a maker (include/linux/etherdevice.h, is_multicast_ether_addr and
// is_local_ether_addr).
func isMulticast(mac string) bool { return firstByte(mac)&1 != 0 }

func isLocal(mac string) bool { return firstByte(mac)&2 != 0 }

func firstByte(mac string) uint64 {
	digits, _, _ := strings.Cut(mac, ":")
	n, _ := strconv.ParseUint(digits, 16, 8)
	return n
}

// dropMAC proposes to remove the MAC address of a link, with what that changes.
func dropMAC(p *lint.Pass, l *ir.Link, message, effect string) *lint.Fix {
	fix := &lint.Fix{Message: message}
	if e := entryAt(p, l, l.MAC.Span); e != nil {
		fix.Effect, fix.Changes = effect, []ir.Change{{Kind: ir.DropKey, Link: l.Name, Span: e.Span}}
	}
	return fix
}

// entryAt is the key of a link whose value stands at a place, nil if there is
// none.
func entryAt(p *lint.Pass, l *ir.Link, at source.Span) *ir.Entry {
	for _, e := range p.Host.Entries {
		if e.Link == l.Name && touches(e.Span, at) {
			return e
		}
	}
	return nil
}

// hypervisor says how it is known that a bond runs in a guest of a hypervisor,
// by what is said about the host or by the addresses that it gives out; "" if
// nothing shows it.
func hypervisor(p *lint.Pass, b *bond, env, title, prefix string) string {
	if p.Target.In(env) {
		return fmt.Sprintf("The host is said to be a %s guest.", title)
	}
	links := []*ir.Link{b.Link}
	for _, port := range b.Bond.Ports {
		if l := p.Host.Link(port.Name); l != nil {
			links = append(links, l)
		}
	}
	for _, l := range links {
		for _, mac := range []string{l.Match.PermanentMAC.Value, l.MAC.Value} {
			if strings.HasPrefix(mac, prefix) {
				return fmt.Sprintf("%q has the address %s, one of those that %s gives out.", l.Name, mac, title)
			}
		}
	}
	return ""
}

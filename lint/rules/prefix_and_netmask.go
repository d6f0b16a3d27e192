package rules

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/lint"
)

var prefixAndNetmask = lint.Rule{
	ID:       "prefix-and-netmask",
	Title:    "prefix and netmask of an address disagree",
	Severity: diag.Info,
	Category: lint.Addressing,
	Since:    "0.1",
	Dialects: []string{"ifcfg"},
	Sources: []lint.Source{
		initscripts("network-functions", "expand_config"),
		nmIfcfg("read_full_ip4_address"),
	},
	Covers: []string{"H06"},
	Check:  checkPrefixAndNetmask,
}

func checkPrefixAndNetmask(p *lint.Pass) {
	for f := range ifcfgFiles(p.Host) {
		for _, e := range f.entries {
			number, ok := strings.CutPrefix(e.Key, "NETMASK")
			if !ok || f.last(e.Key) != e {
				continue
			}
			prefix := f.last("PREFIX" + number)
			if prefix == nil {
				continue
			}
			mask, okMask := maskBits(e.Value)
			bits, err := strconv.Atoi(prefix.Value)
			if okMask && err == nil && bits != mask {
				p.Report(twoLengths(p, f, e, prefix, mask))
			}
		}
	}
}

// maskBits returns the prefix length of a netmask.
func maskBits(text string) (int, bool) {
	addr, err := netip.ParseAddr(text)
	if err != nil || !addr.Is4() {
		return 0, false
	}
	four := addr.As4()
	mask := binary.BigEndian.Uint32(four[:])
	ones := bits.LeadingZeros32(^mask)
	return ones, mask<<ones == 0
}

func twoLengths(p *lint.Pass, f *ifcfgFile, mask, prefix *ir.Entry, bits int) lint.Finding {
	return lint.Finding{
		Link:    f.link(p.Host),
		Span:    mask.Span,
		Message: fmt.Sprintf("%s=%s is a prefix of %d, but %s is %s", mask.Key, mask.Value, bits, prefix.Key, prefix.Value),
		Detail:  "Both the initscripts and NetworkManager go by the prefix and do not look at the netmask. Whoever changes the netmask changes nothing.",
		Related: []diag.Related{{Message: "this one counts", Span: prefix.Span}},
		Fix: &lint.Fix{
			Message: "remove " + mask.Key,
			Changes: []ir.Change{{Kind: ir.DropKey, Link: f.device(), Key: mask.Key, Span: mask.Span}},
		},
	}
}

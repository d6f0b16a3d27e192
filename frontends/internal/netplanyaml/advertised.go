package netplanyaml

import (
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
)

// raFields are the keys of ra-overrides. The model has one place for the name
// servers of DHCPv6 and of router advertisements: where the two differ, what
// stands second is residue.
func raFields() table {
	domains := checked(one, []string{"use-domains"}, func(r *Reader, it *item) {
		if _, ok := boolWord(it.text()); !ok && !strings.EqualFold(it.text(), "route") {
			r.badValue(it, "a boolean or route")
		}
	})
	return join(domains, numbers("table"), table{{
		{key: "use-dns", class: diag.Behaviour, reason: "dhcp6-overrides says otherwise", read: func(r *Reader, it *item) string {
			var use ir.Opt[bool]
			used, dest := r.boolean(it, &use), &it.at.def.link.IPv6.UseDNS
			switch {
			case !dest.Set:
				*dest = use
			case dest.Value != use.Value:
				return ""
			}
			return used
		}},
	}})
}

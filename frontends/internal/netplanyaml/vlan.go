package netplanyaml

import (
	"math"

	"github.com/bondc/bondc/ir"
)

func vlanFields() table {
	return needed(
		field{key: "id", read: func(r *Reader, it *item) string {
			return r.number(it, math.MaxUint32, &it.at.def.link.VLAN.ID)
		}},
		field{key: "link", read: func(_ *Reader, it *item) string {
			it.at.def.parent = ir.Some(it.text(), it.span)
			return it.name
		}},
	)
}

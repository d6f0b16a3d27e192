package netplanyaml

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// closest returns the key nearest to a misspelt one, "" if none is near.
func closest(word string, fields table) string {
	best, limit := "", 2+len(word)/5
	for _, list := range fields {
		for i := range list {
			if n := option.Distance(word, list[i].key, limit); n < limit {
				best, limit = list[i].key, n
			}
		}
	}
	return best
}

// elsewhere says that a key is an option of another dialect, and how netplan
// says it; place says where. It returns false if no dialect has it.
func elsewhere(d *diag.Diagnostic, key, place string) bool {
	id, from, ok := option.Elsewhere(key)
	if !ok || from == option.Netplan {
		return false
	}
	if cell := option.Spell(id, option.Netplan); cell.Supported() {
		d.Message += fmt.Sprintf("; netplan's key is %q%s", cell.Key, place)
		d.Detail = fmt.Sprintf("%q is how %s spells it. ", key, from) + d.Detail
	} else {
		d.Message += fmt.Sprintf("; it is an option of %s", from)
		d.Detail = fmt.Sprintf("Here it cannot be said: %s. ", cell.Unsupported) + d.Detail
	}
	return true
}

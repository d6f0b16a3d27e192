package netplan

import (
	"fmt"

	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// closest returns the key nearest to a misspelt one, "" if none is near.
func closest(word string, fields table) string {
	if len(word) > 64 {
		return ""
	}
	best, limit := "", 2+len(word)/5
	for _, list := range fields {
		for i := range list {
			if n := distance(word, list[i].key, limit); n < limit {
				best, limit = list[i].key, n
			}
		}
	}
	return best
}

// distance returns the edit distance of two short words, where two neighbours
// that change places count once; or limit where their lengths alone differ by
// as much.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var before []int
	last := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j-1]+cost, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
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

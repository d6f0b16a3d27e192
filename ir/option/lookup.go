package option

import "strings"

// Get returns the row of an option, or nil where there is none.
func Get(id ID) *Row {
	if id == Unknown || id >= NumOptions {
		return nil
	}
	return &table[id]
}

// Rows returns all rows in the kernel's order.
func Rows() []Row { return table[1:] }

// Spell returns the cell of an option in a dialect; never nil.
func Spell(id ID, d Dialect) *Spelling { return &column(d)[min(id, NumOptions-1)] }

func column(d Dialect) *[NumOptions]Spelling {
	switch d {
	case Ifcfg:
		return &ifcfgColumn
	case IfcfgNM:
		return &ifcfgNMColumn
	case Modprobe:
		return &modprobeColumn
	case Netplan:
		return &netplanColumn
	case NM:
		return &nmColumn
	case Networkd:
		return &networkdColumn
	}
	return &hclColumn
}

// Lookup returns the option of a key in a dialect, and the alias where the key
// is not the main one. Unknown means that the dialect has no such key.
func Lookup(d Dialect, key string) (ID, *Alias) {
	cells := column(d)
	for id := range cells {
		cell := &cells[id]
		if !cell.Supported() {
			continue
		}
		if cell.Key == key {
			return ID(id), nil
		}
		for i := range cell.Aliases {
			if cell.Aliases[i].Key == key {
				return ID(id), &cell.Aliases[i]
			}
		}
	}
	return Unknown, nil
}

// LookupKernel returns the option of a kernel name.
func LookupKernel(name string) ID {
	for i := range table {
		if table[i].Kernel == name && name != "" {
			return ID(i)
		}
	}
	return Unknown
}

// Elsewhere finds a key in any dialect, for messages.
func Elsewhere(key string) (ID, Dialect, bool) {
	for d := Dialect(0); d < NumDialects; d++ {
		if id, _ := Lookup(d, key); id != Unknown {
			return id, d, true
		}
	}
	return Unknown, 0, false
}

// Suggest returns the dialect's key nearest to a misspelt one, or "".
func Suggest(d Dialect, key string) string {
	best, limit := "", max(2, len(key)/3)+1
	word := fold(key)
	cells := column(d)
	for id := range cells {
		if !cells[id].Supported() {
			continue
		}
		if n := distance(word, fold(cells[id].Key)); n < limit {
			best, limit = cells[id].Key, n
		}
	}
	return best
}

// Nearest returns the candidate that is most like a misspelt word, or "": at
// most a third of its bytes may differ.
func Nearest(word string, candidates []string) string {
	best, limit := "", len(word)/3+1
	for _, c := range candidates {
		if n := distance(word, c); n < limit {
			best, limit = c, n
		}
	}
	return best
}

func fold(key string) string { return strings.ToLower(strings.ReplaceAll(key, "-", "_")) }

// distance is the edit distance in bytes; words far apart in length get one
// that is never near.
func distance(a, b string) int {
	if len(a) > 64 || len(a) > 2*len(b)+2 {
		return 1 << 10
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

package option

// Get returns the row of an option, or nil where there is none.
func Get(id ID) *Row {
	if id == Unknown || id >= NumOptions {
		return nil
	}
	return &table[id]
}

// Rows returns all rows in the kernel's order.
func Rows() []Row { return table[1:] }

// Spell returns the cell of an option in a dialect; never nil. An ID that is no
// row's has the cell of Unknown, which no dialect can say.
func Spell(id ID, d Dialect) *Spelling {
	if id >= NumOptions {
		id = Unknown
	}
	return &column(d)[id]
}

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
// is not the main one. Unknown means that the dialect has no such key. A name
// that shares its value with another, such as num_unsol_na, has a row and a key
// of its own; Row.AliasOf joins them.
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

// Suggest returns the dialect's key nearest to a misspelt one, or "": at most
// two bytes or a third of them may differ. Case, "-" and "_" do not count.
func Suggest(d Dialect, key string) string {
	best, limit := "", max(2, len(key)/3)+1
	cells := column(d)
	for id := range cells {
		cell := &cells[id]
		if !cell.Supported() {
			continue
		}
		if n := distance(key, cell.Key, limit); n < limit {
			best, limit = cell.Key, n
		}
		for i := range cell.Aliases {
			if n := distance(key, cell.Aliases[i].Key, limit); n < limit && cell.Aliases[i].Status == Accepted {
				best, limit = cell.Key, n
			}
		}
	}
	return best
}

// Nearest returns the candidate that is most like a misspelt word, or "": at
// most a third of its bytes may differ.
func Nearest(word string, candidates []string) string {
	best, limit := "", len(word)/3+1
	for _, c := range candidates {
		if n := distance(word, c, limit); n < limit {
			best, limit = c, n
		}
	}
	return best
}

// maxWord is the longest word, in bytes, that is compared with others. Longer
// ones are hostile or no misspelling of anything.
const maxWord = 64

// distance is the edit distance in bytes; words that differ by limit or more
// get one of at least that.
func distance(a, b string, limit int) int {
	if len(a) > maxWord || len(b) > maxWord || len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var row [maxWord + 1]int
	for j := range len(b) + 1 {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if fold(a[i]) != fold(b[j]) {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func fold(c byte) byte {
	switch {
	case c == '-':
		return '_'
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	}
	return c
}

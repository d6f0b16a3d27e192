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
	case Ifupdown:
		return &ifupdownColumn
	case Ifupdown2:
		return &ifupdown2Column
	case SUSE:
		return &suseColumn
	case Live:
		return &liveColumn
	case CloudInit:
		return &cloudinitColumn
	case Nmstate:
		return &nmstateColumn
	case Dracut:
		return &dracutColumn
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
	best, limit := "", slips(key)
	cells := column(d)
	for id := range cells {
		cell := &cells[id]
		if !cell.Supported() {
			continue
		}
		if n := Distance(key, cell.Key, limit); n < limit {
			best, limit = cell.Key, n
		}
		for i := range cell.Aliases {
			if n := Distance(key, cell.Aliases[i].Key, limit); n < limit && cell.Aliases[i].Status == Accepted {
				best, limit = cell.Key, n
			}
		}
	}
	return best
}

package option

import "strings"

// Decode reads a value as it stands in a dialect, without the dialect's
// quotes, and returns it in canonical form: the kernel's word or number in the
// kernel's unit, lists joined by commas. With a problem the value is the best
// reading, or "".
func Decode(d Dialect, id ID, raw string) (string, Problem) {
	row, cell := Get(id), Spell(id, d)
	switch {
	case row == nil:
		return "", problem(UnknownOption, "there is no such bonding option")
	case cell.Codec == Flag:
		return "", problem(BadText, "it says yes or no in the file of the port that is meant")
	}
	if d == Ifupdown2 && row.Kind != IfName {
		raw = strings.ToLower(raw) // addons/bond.py, get_ifla_bond_attr_from_user_config
	}
	value, p := decode(row, cell.Codec, raw)
	return checked(row, cell, value, p)
}

// DecodeList reads a sequence of values. An option that takes one value is
// read from a sequence of one.
func DecodeList(d Dialect, id ID, items []string) (string, Problem) {
	row, cell := Get(id), Spell(id, d)
	switch {
	case row == nil:
		return "", problem(UnknownOption, "there is no such bonding option")
	case row.Kind != IPv4List && row.Kind != IPv6List:
		if len(items) == 1 {
			return Decode(d, id, items[0])
		}
		return "", problem(BadList, "%q takes one value, not a list", row.Kernel)
	}
	value, p := decodeItems(row, cell.Codec, items)
	return checked(row, cell, value, p)
}

// DecodeFlag reads a value of an option whose codec is Flag: whether the port
// in whose file it stands is meant.
func DecodeFlag(raw string) (bool, Problem) {
	on, ok := boolean(YesNo, trim(raw))
	if !ok {
		return false, problem(BadWord, "%q is not one of yes, no", trim(raw))
	}
	return on, Problem{}
}

// checked adds what is wrong with a value that could be read: first of all
// that the dialect cannot say the option.
func checked(row *Row, cell *Spelling, value string, p Problem) (string, Problem) {
	switch {
	case !cell.Supported():
		return value, Problem{Kind: NotHere, Text: cell.Unsupported}
	case p.Kind != NoProblem:
		return value, p
	}
	return value, Check(row.ID, value)
}

func decode(row *Row, c Codec, raw string) (string, Problem) {
	text := trim(raw)
	switch row.Kind {
	case Enum, Bool:
		return decodeWord(row, c, text)
	case Int:
		if c == MillisOrSpan || c == SecondsText || c == TimeSpan {
			return decodeSpan(row, c, raw)
		}
		return decodeNumber(row, c, text)
	case IPv4List, IPv6List:
		return decodeList(row, c, text)
	case MAC:
		return decodeMAC(c, text)
	}
	return text, Problem{}
}

// Encode writes a canonical value as the dialect wants it, without the
// dialect's quotes. For an option that marks a port it is the word of the mark.
// It returns false where the dialect cannot say the option, for the empty value,
// and for one that Check refuses: nothing gets into a line that Decode would not
// read. HCL alone shows those too; its writer quotes them.
func Encode(d Dialect, id ID, value string) (string, bool) {
	row, cell := Get(id), Spell(id, d)
	if row == nil || !cell.Supported() || value == "" {
		return "", false
	}
	if cell.Codec != Literal && Check(id, value).Kind != NoProblem {
		return "", false
	}
	switch cell.Codec {
	case TimeSpan:
		return value + row.Unit.String(), true
	case YesNo, PlainYesNo, YAMLBool, OnOff:
		return encodeBool(row, cell.Codec, value)
	case SpaceList:
		return strings.ReplaceAll(value, ",", " "), true
	case Flag:
		return "yes", true
	}
	return value, true
}

// EncodeList writes a list as a sequence of values.
func EncodeList(d Dialect, id ID, value string) ([]string, bool) {
	if !Spell(id, d).Supported() || value == "" || Check(id, value).Kind != NoProblem {
		return nil, false
	}
	return strings.Split(value, ","), true
}

// Loses returns why a value gets lost in a dialect that has a key for it.
func Loses(d Dialect, id ID, value string) (string, bool) {
	cell := Spell(id, d)
	for i := range cell.Loses {
		if Same(id, cell.Loses[i].Value, value) {
			return cell.Loses[i].Reason, true
		}
	}
	return "", false
}

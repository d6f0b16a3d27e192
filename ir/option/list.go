package option

import (
	"net/netip"
	"strings"
)

// decodeList reads a list of addresses that is one text.
func decodeList(row *Row, c Codec, text string) (string, Problem) {
	if text == "" {
		return "", Problem{}
	}
	switch c {
	case CommaList:
		return decodeItems(row, c, strings.Split(text, ","))
	case PlusList:
		return decodePlus(row, c, text)
	case SpaceList:
		return decodeItems(row, c, strings.FieldsFunc(text, blank))
	}
	items := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || blank(r) })
	if c == SignedList {
		for i := range items {
			items[i] = strings.TrimLeft(items[i], "+-")
		}
	}
	return decodeItems(row, c, items)
}

// decodePlus reads a list of initscripts, which put a plus sign before each
// entry of a list, but write a value that begins with one in one go, and of
// that the kernel takes the first address (network-functions,
// install_bonding_driver; seen with Linux 6.1.176).
func decodePlus(row *Row, c Codec, text string) (string, Problem) {
	item, signed := strings.CutPrefix(text, "+")
	if !signed {
		return decodeItems(row, c, strings.FieldsFunc(text, func(r rune) bool { return r == ',' }))
	}
	first, rest, several := strings.Cut(item, ",")
	value, p := decodeItems(row, c, []string{first})
	if p.Kind == NoProblem && several {
		p = problem(BadList, "%q is taken for one address and %q is lost; write %s or one plus sign per word", text, rest, item)
	}
	return value, p
}

// decodeItems reads addresses; those that are none are left out.
func decodeItems(row *Row, c Codec, items []string) (string, Problem) {
	var good []string
	var bad Problem
	for _, item := range items {
		addr, err := netip.ParseAddr(decimal(c, item))
		switch {
		case err == nil && addr.Zone() == "" && addr.Is4() == (row.Kind == IPv4List):
			good = append(good, addr.String())
		case bad.Kind == NoProblem:
			bad = problem(BadAddress, "%q is not %s", item, family(row))
		}
	}
	return strings.Join(good, ","), bad
}

func family(row *Row) string {
	if row.Kind == IPv4List {
		return "an IPv4 address"
	}
	return "an IPv6 address"
}

// decimal removes leading zeros where the kernel itself reads the address: it
// takes 010 for 10 (net/core/utils.c, in4_pton; seen with Linux 6.1.176).
// Everybody else refuses them.
func decimal(c Codec, item string) string {
	if (c != PlusList && c != CommaList) || strings.Contains(item, ":") || !strings.Contains(item, "0") {
		return item
	}
	parts := strings.Split(item, ".")
	for i, part := range parts {
		if short := strings.TrimLeft(part, "0"); short != "" {
			parts[i] = short
		} else if part != "" {
			parts[i] = "0"
		}
	}
	return strings.Join(parts, ".")
}

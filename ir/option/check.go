package option

import (
	"net/netip"
	"strconv"
	"strings"
)

// Check holds a canonical value against the option's words, range and limits,
// which are those of the newest kernel in the row. The empty value, an option
// that is not set, passes where the option has no words or numbers.
func Check(id ID, value string) Problem {
	row := Get(id)
	if row == nil {
		return problem(UnknownOption, "there is no such bonding option")
	}
	switch row.Kind {
	case Enum, Bool:
		for _, v := range row.Values {
			if v.Word == value {
				return Problem{}
			}
		}
		return problem(BadWord, "%q is not one of %s", value, words(row, Word))
	case Int:
		return checkNumber(row, value)
	case IPv4List, IPv6List:
		return checkList(row, value)
	case IfName:
		return checkName(value)
	case MAC:
		return checkMAC(value)
	}
	return Problem{}
}

func checkNumber(row *Row, value string) Problem {
	n, ok := parseInt(value, 10)
	switch {
	case !ok:
		return problem(BadNumber, "%q is not a number from %d to %d", value, row.Min, row.Max)
	case n < row.Min, n > row.Max:
		return outOfRange(row, value)
	}
	return Problem{}
}

// checkName wants what the kernel wants of a link's name (net/core/dev.c,
// dev_valid_name): at most 15 bytes, not "." or "..", and no "/", ":" or blank,
// of which the byte 0xa0 is one (lib/ctype.c). Control bytes are refused too:
// no tool gives a link such a name.
func checkName(value string) Problem {
	bad := len(value) > 15 || value == "." || value == ".."
	for i := range len(value) {
		c := value[i]
		bad = bad || c <= ' ' || c == 0x7f || c == 0xa0 || c == '/' || c == ':'
	}
	if bad {
		return problem(BadText, "%q cannot be the name of a link", value)
	}
	return Problem{}
}

// checkMAC refuses what the kernel refuses (bond_options.c,
// bond_option_ad_actor_system_set).
func checkMAC(value string) Problem {
	h, ok := parseMAC(value, ":", 1, false)
	switch {
	case !ok:
		return problem(BadAddress, "%q is not a MAC address such as 02:00:00:00:00:01", value)
	case h[0]&1 != 0:
		return problem(BadAddress, "%q is the address of a group, and it takes that of one device", value)
	}
	return Problem{}
}

func checkList(row *Row, value string) Problem {
	if value == "" {
		return Problem{}
	}
	items := strings.Split(value, ",")
	if int64(len(items)) > row.Max {
		return problem(BadList, "%d targets are more than the %d that the kernel takes", len(items), row.Max)
	}
	for _, item := range items {
		addr, err := netip.ParseAddr(item)
		switch {
		case err != nil, addr.Zone() != "", addr.Is4() != (row.Kind == IPv4List):
			return problem(BadAddress, "%q is not %s", item, family(row))
		case !target(addr):
			return problem(BadAddress, "%q cannot be a target", item)
		}
	}
	return Problem{}
}

// target reports whether the kernel probes an address (include/net/bonding.h,
// bond_is_ip_target_ok and bond_is_ip6_target_ok). Newer kernels take 0.1.2.3
// (seen with Linux 6.1.176), older ones nothing in 0.0.0.0/8; no host has such
// an address, so it is refused whatever the kernel.
func target(addr netip.Addr) bool {
	if addr.Is4() {
		return addr.As4()[0] != 0 && addr != netip.AddrFrom4([4]byte{255, 255, 255, 255})
	}
	return !addr.IsUnspecified() && !addr.IsLoopback() && !addr.IsMulticast()
}

// Same reports whether two canonical values are equal to the kernel.
func Same(id ID, a, b string) bool {
	row := Get(id)
	if a == b || row == nil {
		return a == b
	}
	switch row.Kind {
	case MAC:
		return strings.EqualFold(a, b)
	case Int:
		x, errX := strconv.ParseInt(a, 10, 64)
		y, errY := strconv.ParseInt(b, 10, 64)
		return errX == nil && errY == nil && x == y
	}
	return false
}

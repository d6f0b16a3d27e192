package fuzz

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir/option"
)

// attribute is what a name of the option table stands for in
// include/uapi/linux/if_link.h, and its bytes in bond_netlink.c, bond_policy and
// bond_slave_policy.
type attribute struct {
	name   string
	number int
	size   int // of a number, in bytes; 0 for what the option's kind says
}

var attributes = [...]attribute{
	{"IFLA_BOND_MODE", 1, 1},
	{"IFLA_BOND_ACTIVE_SLAVE", 2, 0},
	{"IFLA_BOND_MIIMON", 3, 4},
	{"IFLA_BOND_UPDELAY", 4, 4},
	{"IFLA_BOND_DOWNDELAY", 5, 4},
	{"IFLA_BOND_USE_CARRIER", 6, 1},
	{"IFLA_BOND_ARP_INTERVAL", 7, 4},
	{"IFLA_BOND_ARP_IP_TARGET", 8, 0},
	{"IFLA_BOND_ARP_VALIDATE", 9, 4},
	{"IFLA_BOND_ARP_ALL_TARGETS", 10, 4},
	{"IFLA_BOND_PRIMARY", 11, 0},
	{"IFLA_BOND_PRIMARY_RESELECT", 12, 1},
	{"IFLA_BOND_FAIL_OVER_MAC", 13, 1},
	{"IFLA_BOND_XMIT_HASH_POLICY", 14, 1},
	{"IFLA_BOND_RESEND_IGMP", 15, 4},
	{"IFLA_BOND_NUM_PEER_NOTIF", 16, 1},
	{"IFLA_BOND_ALL_SLAVES_ACTIVE", 17, 1},
	{"IFLA_BOND_MIN_LINKS", 18, 4},
	{"IFLA_BOND_LP_INTERVAL", 19, 4},
	{"IFLA_BOND_PACKETS_PER_SLAVE", 20, 4},
	{"IFLA_BOND_AD_LACP_RATE", 21, 1},
	{"IFLA_BOND_AD_SELECT", 22, 1},
	{"IFLA_BOND_AD_ACTOR_SYS_PRIO", 24, 2},
	{"IFLA_BOND_AD_USER_PORT_KEY", 25, 2},
	{"IFLA_BOND_AD_ACTOR_SYSTEM", 26, 0},
	{"IFLA_BOND_TLB_DYNAMIC_LB", 27, 1},
	{"IFLA_BOND_PEER_NOTIF_DELAY", 28, 4},
	{"IFLA_BOND_AD_LACP_ACTIVE", 29, 1},
	{"IFLA_BOND_MISSED_MAX", 30, 1},
	{"IFLA_BOND_NS_IP6_TARGET", 31, 0},
	{"IFLA_BOND_COUPLED_CONTROL", 32, 1},
	{"IFLA_BOND_BROADCAST_NEIGH", 33, 1},
	{"IFLA_BOND_LACP_STRICT", 34, 1},
	{"IFLA_BOND_SLAVE_QUEUE_ID", 5, 2},
	{"IFLA_BOND_SLAVE_PRIO", 9, 4},
	{"IFLA_BOND_SLAVE_ACTOR_PORT_PRIO", 10, 2},
}

// sent returns the attribute of an option, nil where it has none.
func sent(row *option.Row) *attribute {
	for i := range attributes {
		if a := &attributes[i]; row != nil && a.name == row.Netlink {
			return a
		}
	}
	return nil
}

// encode returns a word of a step as the runner packs it, "" where netlink has
// no attribute for it, and an error where the value is none that an attribute
// can carry.
func encode(word string) (string, error) {
	key, raw, _ := strings.Cut(word, "=")
	row := option.Get(option.LookupKernel(key))
	a := sent(row)
	if a == nil {
		return "", nil
	}
	text, err := a.bytes(row, raw)
	return fmt.Sprintf("%d=%s", a.number, text), err
}

func (a *attribute) bytes(row *option.Row, raw string) (string, error) {
	switch row.Kind {
	case option.IfName:
		return "@" + raw, nil
	case option.IPv4List, option.IPv6List:
		return addresses(raw)
	case option.MAC:
		h, err := net.ParseMAC(raw)
		return hex.EncodeToString(h), err
	}
	n, err := strconv.ParseInt(raw, 10, 64)
	for _, v := range row.Values {
		if v.Word == raw {
			n, err = v.Number, nil
		}
	}
	if bits := 8 * a.size; err == nil && !fits(n, bits, row.Min < 0 || a.size < 4) {
		err = fmt.Errorf("%d does not fit in %d bytes", n, a.size)
	}
	all := binary.NativeEndian.AppendUint64(nil, uint64(n))
	return hex.EncodeToString(all[:a.size]), err
}

// fits reports whether a number can be sent. What is too big for a signed
// attribute, or negative for a small one, nobody sends; an applier that takes
// -1 for a large one sends its bits.
func fits(n int64, bits int, strict bool) bool {
	if strict && n >= 0 {
		return n>>bits == 0 && (bits < 32 || n>>(bits-1) == 0)
	}
	return n>>bits == 0 || bits == 32 && n>>(bits-1) == -1
}

func addresses(raw string) (string, error) {
	var list []string
	for item := range strings.SplitSeq(raw, ",") {
		if item == "" {
			continue
		}
		addr, err := netip.ParseAddr(item)
		if err != nil {
			return "", err
		}
		list = append(list, hex.EncodeToString(addr.AsSlice()))
	}
	return "[" + strings.Join(list, ",") + "]", nil
}

// decode returns an attribute's bytes as the option's value.
func (a *attribute) decode(row *option.Row, data []byte) string {
	if row.Kind == option.IPv6List {
		return nestedAddresses(data)
	}
	n := make([]byte, 8)
	copy(n, data)
	value := int64(binary.NativeEndian.Uint64(n))
	if row.Min < 0 {
		value = int64(int32(value))
	}
	for _, v := range row.Values {
		if v.Number == value {
			return v.Word
		}
	}
	return strconv.FormatInt(value, 10)
}

func nestedAddresses(data []byte) string {
	var list []string
	for len(data) >= 4 {
		size := int(binary.NativeEndian.Uint16(data))
		if size < 4 || size > len(data) {
			break
		}
		if addr, ok := netip.AddrFromSlice(data[4:size]); ok {
			list = append(list, addr.String())
		}
		data = data[min(len(data), (size+3)&^3):]
	}
	return strings.Join(list, ",")
}

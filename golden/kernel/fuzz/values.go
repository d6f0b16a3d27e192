package fuzz

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
)

// value draws a value of an option, false where it drew one that the path
// cannot carry.
func (d drawer) value(p kernel.Path, row *option.Row) (string, bool) {
	var value string
	switch row.Kind {
	case option.Enum, option.Bool:
		value = d.word(row)
	case option.Int:
		value = d.number(p, row)
	case option.IfName:
		value = pick(d, "eth0", "eth1", "eth9", "eth0", "")
	case option.IPv4List:
		if d.tame && !d.one(10) {
			value = pick(d, "10.0.0.1", "10.0.0.1,10.0.0.2", "10.0.0.3", "0.1.2.3", targets(16))
			break
		}
		value = pick(d, "10.0.0.1", "10.0.0.1,10.0.0.2", "10.0.0.3", "0.0.0.0", "10.0.0.4,255.255.255.255,10.0.0.5", "0.1.2.3", "10.0.0.6,10.0.0.6",
			"127.0.0.1", "224.0.0.1", "x,10.0.0.7", "10.0.0.8,x", "010.0.0.1", "+10.0.0.9", "+10.0.0.10,10.0.0.11", "", targets(15), targets(16), targets(17))
	case option.IPv6List:
		if d.tame && !d.one(10) {
			value = pick(d, "2001:db8::1", "2001:db8::2,fe80::1")
			break
		}
		value = pick(d, "2001:db8::1", "2001:db8::2,fe80::1", "::", "::1", "ff02::1", "2001:db8::3,2001:db8::3", "::ffff:10.0.0.1", "")
	case option.MAC:
		value = pick(d, "02:00:00:00:00:01", "00:00:00:00:00:00", "01:00:00:00:00:01", "ff:ff:ff:ff:ff:ff", "0A:00:00:00:00:01", "2:0:0:0:0:1", "02-00-00-00-00-01", "x")
	default:
		value = pick(d, "1", "x")
	}
	if row.ID == option.QueueID && p == kernel.Sysfs {
		value = pick(d, "eth0:", "eth1:", "eth9:", "") + value
	}
	if p == kernel.Netlink {
		_, err := encode(row.Kernel + "=" + value)
		return value, err == nil
	}
	return value, p == kernel.Sysfs || !quoted(value)
}

// quoted reports whether the module's command line would want quotes.
func quoted(value string) bool { return strings.ContainsAny(value, " \"\t\n") }

// targets is a list of so many good targets.
func targets(n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf("10.0.1.%d", i+1))
	}
	return strings.Join(list, ",")
}

// edge is a number below n. Those who are tame rarely get one above 4.
func (d drawer) edge(n int) int {
	if d.tame && !d.one(20) {
		n = 5
	}
	return d.IntN(n)
}

// word draws a word of the option, its number, or something like one.
func (d drawer) word(row *option.Row) string {
	v := pick(d, row.Values...)
	switch d.edge(8) {
	case 0, 1, 2, 3:
		return v.Word
	case 4, 5:
		return strconv.FormatInt(v.Number, 10)
	case 6:
		if len(row.Words) > 0 {
			return pick(d, row.Words...).Word
		}
	}
	return pick(d, "bogus", "", "-1", strconv.FormatInt(row.Max+1, 10), strings.ToUpper(v.Word), v.Word+"x", "0x1", "01", "+1", "on", "yes", "255", "18446744073709551616")
}

// number draws a number in the range, at its ends, or beyond. Only a few
// bonds are made at once.
func (d drawer) number(p kernel.Path, row *option.Row) string {
	if row.ID == option.MaxBonds {
		return pick(d, "0", "1", "2", "3", "-1", "x")
	}
	switch d.edge(8) {
	case 0, 1, 2:
		return pick(d, "100", "200", "250", "1", "2", "5", "50")
	case 3:
		return strconv.FormatInt(row.Min+d.Int64N(row.Max-row.Min+1), 10)
	case 4:
		return strconv.FormatInt(pick(d, row.Min, row.Max, row.Min+1, row.Max-1), 10)
	case 5:
		return strconv.FormatInt(pick(d, row.Min-1, row.Max+1, -1, 65536, 256, 17, 16), 10)
	case 6:
		if len(row.Words) > 0 && p != kernel.Netlink {
			return pick(d, row.Words...).Word
		}
	}
	return pick(d, "x", "", "0x10", "0100", "08", "+5", "100ms", "1e3", "-0", "00", "2147483648", "4294967295", "4294967296", "9223372036854775807", "18446744073709551615", "18446744073709551716")
}

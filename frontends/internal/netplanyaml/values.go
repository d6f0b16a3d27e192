package netplanyaml

import (
	"fmt"
	"math"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
)

// boolWord reads YAML 1.1's booleans in any case, as netplan does (parse.c,
// handle_generic_bool): 1 and 0 are none.
func boolWord(text string) (value, ok bool) {
	switch strings.ToLower(text) {
	case "true", "on", "yes", "y":
		return true, true
	case "false", "off", "no", "n":
		return false, true
	}
	return false, false
}

// boolean reads the item into dest and returns the word for what used it.
func (r *Reader) boolean(it *item, dest *ir.Opt[bool]) string {
	value, ok := boolWord(it.text())
	if !ok {
		return r.badValue(it, "a boolean (true, false, on, off, yes, no, y or n)")
	}
	*dest = ir.Some(value, it.span)
	return it.name
}

// decimal reads a number as netplan does: always decimal, so 010 is ten and
// 0x10 is none (parse.c, handle_generic_guint; seen with 1.1.2). Numbers that
// an int cannot hold are refused as well.
func decimal(text string, most uint64) (int, bool) {
	text = strings.TrimPrefix(strings.TrimLeft(text, " \t\n"), "+")
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil || n > most || n > math.MaxInt {
		return 0, false
	}
	return int(n), true
}

// number reads the item into dest and returns the word for what used it.
func (r *Reader) number(it *item, most uint64, dest *ir.Opt[int]) string {
	n, ok := decimal(it.text(), most)
	if !ok && it.text() != "" { // which netplan takes for 0 (g_ascii_strtoull; seen with 0.106 and 1.1.2)
		return r.badValue(it, fmt.Sprintf("a decimal number in 0..%d", most))
	}
	*dest = ir.Some(n, it.span)
	return it.name
}

// word reads one of several words, in any case, into dest.
func (r *Reader) word(it *item, dest *ir.Opt[string], words ...string) string {
	for _, w := range words {
		if strings.EqualFold(it.text(), w) {
			*dest = ir.Some(w, it.span)
			return it.name
		}
	}
	return r.badValue(it, "one of "+strings.Join(words, ", "))
}

// address reads an address without a prefix. Zones are refused, as
// inet_pton(3) refuses them.
func address(text string) (netip.Addr, bool) {
	addr, err := netip.ParseAddr(text)
	if err != nil || addr.Zone() != "" {
		return netip.Addr{}, false
	}
	return addr, true
}

// prefixOf reads "ADDRESS/LENGTH", or "ADDRESS" for one host.
func prefixOf(text string) (netip.Prefix, bool) {
	text, length, found := strings.Cut(text, "/")
	addr, ok := address(text)
	if !ok {
		return netip.Prefix{}, false
	}
	bits := addr.BitLen()
	if found {
		if bits, ok = decimal(length, uint64(addr.BitLen())); !ok {
			return netip.Prefix{}, false
		}
	}
	return netip.PrefixFrom(addr, bits), true
}

// family returns 4 or 6.
func family(addr netip.Addr) int {
	if addr.Is4() {
		return 4
	}
	return 6
}

// macAddress reads a MAC address of 6 bytes, or of InfiniBand's 20, and
// returns it in lower case (netplan takes colons only).
func macAddress(text string) (string, bool) {
	n := (len(text) + 1) / 3
	if n*3-1 != len(text) || (n != 6 && n != 20) {
		return "", false
	}
	for i := range len(text) {
		c := text[i]
		if i%3 == 2 {
			if c != ':' {
				return "", false
			}
		} else if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F') {
			return "", false
		}
	}
	return strings.ToLower(text), true
}

// wholeSeconds reads a time of a bridge parameter: digits are seconds, units
// are systemd's (netplan copies the text into the unit; systemd.time(7)). False
// means that it is no time or not a whole number of seconds.
func wholeSeconds(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if n, ok := decimal(text, math.MaxInt32); ok {
		return n, true
	}
	total, units := 0.0, 0
	for ; text != ""; units++ {
		digits := strings.IndexFunc(text, func(c rune) bool { return (c < '0' || c > '9') && c != '.' })
		if digits <= 0 {
			return 0, false
		}
		n, err := strconv.ParseFloat(text[:digits], 64)
		if err != nil {
			return 0, false
		}
		rest := strings.TrimLeft(text[digits:], " ")
		letters := len(rest) - len(strings.TrimLeftFunc(rest, func(c rune) bool { return c >= 'a' && c <= 'z' }))
		unit, ok := unitSeconds(rest[:letters])
		if !ok {
			return 0, false
		}
		total += n * unit
		text = strings.TrimLeft(rest[letters:], " ")
	}
	if units == 0 || total != math.Trunc(total) || total > math.MaxInt32 {
		return 0, false
	}
	return int(total), true
}

func unitSeconds(unit string) (float64, bool) {
	switch unit {
	case "ms", "msec":
		return 1.0 / 1000, true
	case "s", "sec", "second", "seconds":
		return 1, true
	case "m", "min", "minute", "minutes":
		return 60, true
	case "h", "hr", "hour", "hours":
		return 3600, true
	}
	return 0, false
}

package yamlkeys

import (
	"fmt"
	"math"
	"math/bits"
	"net/netip"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
)

// Int reads a decimal number from 0 to most.
func (v *Value) Int(most uint64, word string) ir.Opt[int] {
	n, err := strconv.ParseUint(v.Text(), 10, 64)
	if !v.IsScalar() || err != nil || n > most || n > math.MaxInt {
		v.BadWant(fmt.Sprintf("a number in 0..%d", most))
		return ir.Opt[int]{}
	}
	v.Use(word)
	return ir.Some(int(n), v.Span)
}

// Bool reads YAML 1.1's booleans, and 1 and 0.
func (v *Value) Bool(word string) ir.Opt[bool] {
	on, ok := Truth(v.Text())
	if !v.IsScalar() || !ok {
		v.BadWant("true or false")
		return ir.Opt[bool]{}
	}
	v.Use(word)
	return ir.Some(on, v.Span)
}

// Truth reads a word for yes or no.
func Truth(text string) (on, ok bool) {
	switch strings.ToLower(text) {
	case "true", "yes", "on", "y", "1":
		return true, true
	case "false", "no", "off", "n", "0":
		return false, true
	}
	return false, false
}

// String reads any text.
func (v *Value) String(word string) ir.Opt[string] {
	if !v.IsScalar() {
		v.BadWant("a single value")
		return ir.Opt[string]{}
	}
	v.Use(word)
	return ir.Some(v.Text(), v.Span)
}

// MAC reads a MAC address of 6 bytes.
func (v *Value) MAC(word string) ir.Opt[string] {
	text := strings.ToLower(v.Text())
	if !v.IsScalar() || !isMAC(text) {
		v.BadWant("a MAC address (\"xx:xx:xx:xx:xx:xx\"; quote it, or YAML may read it as a number)")
		return ir.Opt[string]{}
	}
	v.Use(word)
	return ir.Some(strings.ReplaceAll(text, "-", ":"), v.Span)
}

func isMAC(text string) bool {
	if len(text) != len("xx:xx:xx:xx:xx:xx") {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case i%3 == 2:
			if c != ':' && c != '-' {
				return false
			}
		case !strings.ContainsRune("0123456789abcdef", rune(c)):
			return false
		}
	}
	return true
}

// Addr reads an address without a zone.
func Addr(text string) (netip.Addr, bool) {
	addr, err := netip.ParseAddr(text)
	if err != nil || addr.Zone() != "" {
		return netip.Addr{}, false
	}
	return addr, true
}

// Length reads the length of a prefix, as a number or as a netmask, for
// addresses of so many bits.
func Length(text string, most int) (int, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return n, n >= 0 && n <= most
	}
	mask, ok := Addr(text)
	if !ok || mask.BitLen() != most {
		return 0, false
	}
	ones, ended := 0, false
	for _, b := range mask.AsSlice() {
		n := bits.LeadingZeros8(^b)
		if ended && b != 0 || b<<n != 0 {
			return 0, false
		}
		ones += n
		ended = ended || n < 8
	}
	return ones, true
}

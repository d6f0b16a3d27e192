package ir

import (
	"encoding/hex"
	"strings"
)

// ParseMAC reads a hardware address of 6 bytes, or of 20 as InfiniBand has
// them, written with colons, dashes or, in groups of two bytes, with dots, and
// returns it in lower case with colons. It stands in for net.ParseMAC: package
// net would make the command link the system's resolver.
func ParseMAC(text string) (string, bool) {
	digits := strings.ToLower(text)
	for _, s := range []struct {
		separator string
		group     int
	}{{":", 2}, {"-", 2}, {".", 4}} {
		if !strings.Contains(digits, s.separator) {
			continue
		}
		groups := strings.Split(digits, s.separator)
		for _, g := range groups {
			if len(g) != s.group {
				return "", false
			}
		}
		return colons(strings.Join(groups, ""))
	}
	return "", false
}

func colons(digits string) (string, bool) {
	bytes, err := hex.DecodeString(digits)
	if err != nil || (len(bytes) != 6 && len(bytes) != 20) {
		return "", false
	}
	groups := make([]string, len(bytes))
	for i := range bytes {
		groups[i] = digits[2*i : 2*i+2]
	}
	return strings.Join(groups, ":"), true
}

package loss

import "strings"

// MaxName is the longest name of a link, in bytes (IFNAMSIZ less its NUL,
// include/uapi/linux/if.h).
const MaxName = 15

// ValidName reports whether a name may become part of a file name and of lines
// in any dialect. It wants what the kernel wants (net/core/dev.c,
// dev_valid_name: 1 to 15 bytes, not "." or "..", no "/", ":" or blank) and is
// stricter where a consumer would read more than a name: "%" is a template to
// the kernel and a specifier to systemd, "*", "?", "[", "]" and "!" are
// patterns of networkd and netplan, quotes, "\", "$", "`", "," and ";" end or
// expand words, a leading "-" starts an option, and names of digits only or
// with bytes outside printable ASCII are refused by udev and networkd
// (systemd, ifname_valid).
func ValidName(name string) bool {
	if name == "" || len(name) > MaxName || name == "." || name == ".." || name[0] == '-' {
		return false
	}
	digits := true
	for i := range len(name) {
		c := name[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("/:%*?[]!\"'\\$`,;#&|<>(){}", c) >= 0 {
			return false
		}
		digits = digits && c >= '0' && c <= '9'
	}
	return !digits
}

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
// expand words, "=" parts a device from its configuration (ifup(8)) and a key from
// its value, a leading "-" starts an option, and names of digits only or
// with bytes outside printable ASCII are refused by udev and networkd
// (systemd, ifname_valid).
func ValidName(name string) bool {
	if name == "" || len(name) > MaxName || name == "." || name == ".." || name[0] == '-' {
		return false
	}
	digits := true
	for i := range len(name) {
		c := name[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("/:%*?[]!\"'\\$`,;=#&|<>(){}", c) >= 0 {
			return false
		}
		digits = digits && c >= '0' && c <= '9'
	}
	return !digits
}

// ValidDomain reports whether a search domain may stand in a line of any
// dialect: labels of letters, digits, "-" and "_" that neither start nor end
// with "-", joined by dots, 63 and 253 bytes at most (RFC 1035, section 2.3.4),
// or the root, "."; before it resolved's "~" for a domain that only routes
// queries (systemd.network(5), Domains=).
func ValidDomain(domain string) bool {
	domain = strings.TrimPrefix(domain, "~")
	if domain == "." {
		return true
	}
	domain = strings.TrimSuffix(domain, ".")
	for _, label := range strings.Split(domain, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || !only(label, "-_") {
			return false
		}
	}
	return len(domain) <= 253
}

// ValidHost reports whether a name may be sent to a DHCP server.
func ValidHost(name string) bool {
	return name != "" && len(name) <= 253 && name[0] != '-' && only(name, "-_.")
}

// ValidLabel reports whether an address can have the label: 1 to 15 bytes of
// printable ASCII (systemd.network(5), Label=; IFNAMSIZ).
func ValidLabel(label string) bool {
	return label != "" && len(label) <= MaxName && only(label, "-_.:@+")
}

// ValidPattern reports whether a pattern for names or drivers may stand in a
// line: printable ASCII without what ends or negates a word.
func ValidPattern(pattern string) bool {
	return pattern != "" && pattern[0] != '!' && pattern[0] != '-' && only(pattern, "-_.@+*?[]^!")
}

// ValidMAC reports whether the text is the address of an Ethernet device:
// six pairs of hexadecimal digits, joined by colons.
func ValidMAC(mac string) bool {
	if len(mac) != 17 {
		return false
	}
	for i := range len(mac) {
		c := mac[i] | 0x20
		switch {
		case i%3 == 2 && mac[i] != ':':
			return false
		case i%3 != 2 && (mac[i] < '0' || mac[i] > '9') && (c < 'a' || c > 'f'):
			return false
		}
	}
	return true
}

// only reports whether the text is ASCII letters and digits and bytes of more.
func only(text, more string) bool {
	for i := range len(text) {
		c := text[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (c < '0' || c > '9') && strings.IndexByte(more, c) < 0 {
			return false
		}
	}
	return true
}

package option

import (
	"fmt"
	"strconv"
	"strings"
)

// hardware is an Ethernet address.
type hardware [6]byte

// String returns the canonical form: lower case with colons.
func (h hardware) String() string {
	return fmt.Sprintf("%02x:%02x:%02x:%02x:%02x:%02x", h[0], h[1], h[2], h[3], h[4], h[5])
}

// decodeMAC reads a MAC address. The kernel takes six pairs of digits with
// colons (lib/net_utils.c, mac_pton); networkd also dashes, single digits and
// three groups with dots, and NetworkManager all but the dots (seen with Linux
// 6.1.176, systemd 252 and nmcli 1.42.4).
func decodeMAC(c Codec, text string) (string, Problem) {
	if text == "" {
		return "", Problem{}
	}
	h, ok := parseMAC(text, ":", 1, c == HardwareAddr || c == Literal)
	if !ok && (c == HardwareAddr || c == Literal) {
		if h, ok = parseMAC(text, "-", 1, true); !ok {
			h, ok = parseMAC(text, ".", 2, true)
		}
	}
	if !ok {
		return "", problem(BadAddress, "%q is not a MAC address such as 02:00:00:00:00:01", text)
	}
	return h.String(), Problem{}
}

// parseMAC reads groups of so many bytes; short ones may leave out their
// leading zeros.
func parseMAC(text, separator string, size int, short bool) (h hardware, ok bool) {
	groups := strings.Split(text, separator)
	if len(groups) != len(h)/size {
		return h, false
	}
	for i, group := range groups {
		n, err := strconv.ParseUint(group, 16, 8*size)
		if err != nil || len(group) > 2*size || (!short && len(group) != 2*size) {
			return h, false
		}
		for j := range size {
			h[i*size+j] = byte(n >> (8 * (size - 1 - j)))
		}
	}
	return h, true
}

package nmprofile

import "strings"

// Kind says how the values of a property are written.
type Kind uint8

// The kinds.
const (
	Scalar    Kind = iota
	Words          // a list of words without blanks in them
	Addresses      // a list of "ADDRESS/PREFIX"
	Objects        // a list of texts with blanks in them: routes and rules
	Options        // a list of NAME=VALUE
)

// KindOf returns how the values of a property are written.
func KindOf(name string) Kind {
	_, property, _ := strings.Cut(name, ".")
	switch {
	case name == "bond.options":
		return Options
	case !strings.HasPrefix(name, "ipv") && !strings.HasPrefix(name, "match.") && !strings.HasPrefix(name, "connection."):
		return Scalar
	}
	switch property {
	case "addresses":
		return Addresses
	case "routes", "routing-rules":
		return Objects
	case "dns", "dns-search", "dns-options", "interface-name", "driver", "path", "permissions", "secondaries":
		if name == "connection.interface-name" {
			return Scalar
		}
		return Words
	}
	return Scalar
}

// SettingName returns the full name of a setting from its name or alias
// (libnm-core-aux-intern, nm_meta_setting_infos; src/libnmc-setting).
func SettingName(word string) string {
	switch word {
	case "ethernet":
		return ethernet
	case "wifi":
		return "802-11-wireless"
	case "wifi-sec":
		return "802-11-wireless-security"
	}
	return word
}

const ethernet = "802-3-ethernet"

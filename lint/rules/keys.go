package rules

import (
	"slices"
	"strings"

	"github.com/bondc/bondc/ir/option"
)

// vocabulary is the keys that those who read a dialect know, by the section in
// which they stand.
type vocabulary []struct {
	section string
	// keys are parted by blanks. They are one text because it costs nothing at
	// start, and next to nothing to look through.
	keys string
}

// keysOf returns the keys of a section, and whether there is such a section.
func (v vocabulary) keysOf(section string) (string, bool) {
	for i := range v {
		if v[i].section == section {
			return v[i].keys, true
		}
	}
	return "", false
}

// has reports whether a key stands in a list of keys.
func has(keys, key string) bool {
	for word := range strings.SplitSeq(keys, " ") {
		if word == key {
			return true
		}
	}
	return false
}

// near returns the word of a list that was probably meant, "" if none is closer
// than so many letters; short words have too many neighbours. Numbers at the end
// are left out of account and put back.
func near(keys, key string, limit int) string {
	const short = 4
	word := strings.TrimRight(key, "0123456789")
	best := ""
	for candidate := range strings.SplitSeq(keys, " ") {
		if strings.EqualFold(candidate, word) {
			return candidate + key[len(word):]
		}
		if d := option.Distance(candidate, word, limit); len(candidate) > short && len(word) >= short && d < limit {
			best, limit = candidate+key[len(word):], d
		}
	}
	return best
}

// homes returns the sections that know a key, the usual ones first.
func (v vocabulary) homes(key string) []string {
	var list []string
	for i := range v {
		if has(v[i].keys, key) {
			list = append(list, v[i].section)
		}
	}
	usual := []string{"Network", "Link", "Address", "Route", "DHCPv4", "DHCPv6", "IPv6AcceptRA", "NetDev", "Bond", "Bridge", "VLAN"}
	rank := func(section string) int {
		if i := slices.Index(usual, section); i >= 0 {
			return i
		}
		return len(usual)
	}
	slices.SortStableFunc(list, func(a, b string) int { return rank(a) - rank(b) })
	return list
}

package option

import "strings"

var modeWords = [NumModes]string{"balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb"}

// String returns the kernel's word for the mode.
func (m Mode) String() string {
	if m >= NumModes {
		return "unknown"
	}
	return modeWords[m]
}

// ParseMode returns the mode of a canonical word.
func ParseMode(word string) (Mode, bool) {
	for m, w := range modeWords {
		if w == word {
			return Mode(m), true
		}
	}
	return 0, false
}

// List returns the modes of the set, in the kernel's order.
func (s Modes) List() []Mode {
	var list []Mode
	for m := Mode(0); m < NumModes; m++ {
		if s.Has(m) {
			list = append(list, m)
		}
	}
	return list
}

// String returns the modes as a sentence has them: "a, b and c".
func (s Modes) String() string {
	var words []string
	for _, m := range s.List() {
		words = append(words, m.String())
	}
	switch n := len(words); {
	case n == 0:
		return "no mode"
	case n == int(NumModes):
		return "all modes"
	case n == 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

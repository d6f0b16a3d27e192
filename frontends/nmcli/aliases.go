package nmcli

import (
	"fmt"
	"strings"
)

// chosen returns the first of the words that begins with what was written, as
// nmcli does; "" for none.
func chosen(written string, words ...string) string {
	for _, w := range words {
		if written != "" && strings.HasPrefix(w, written) {
			return w
		}
	}
	return ""
}

// typeName returns the type of a profile from what nmcli takes for it, its name
// or any clear beginning of it, and why it is refused, if it is. A type that is not
// known stays as it is: it may be one of a later NetworkManager.
func typeName(word string) (kind, refused string) {
	if strings.EqualFold(word, "802-3-ethernet") {
		return "ethernet", ""
	}
	types := strings.FieldsSeq(types)
	switch match := beginning(types, word); {
	case len(match) == 1:
		return match[0], ""
	case len(match) > 1:
		return match[0], fmt.Sprintf("the type %q is refused: it is short for %s", word, strings.Join(match, ", "))
	}
	if meant := nearest(types, word); meant != "" {
		return word, fmt.Sprintf("the type %q is refused: there is none of that name; did you mean %q?", word, meant)
	}
	return word, ""
}

package ifcfg

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bondc/bondc/ir"
)

// file is one file of assignments. Every key stands in it once.
type file struct {
	lines []string
	keys  map[string]bool
}

// set adds KEY=value and reports whether it could: a key is a name that a
// shell takes, it is not there yet, and the value can be quoted.
func (f *file) set(key, value string) bool {
	quoted, ok := quote(value)
	if !ok || !isKey(key) || f.keys[key] {
		return false
	}
	if f.keys == nil {
		f.keys = map[string]bool{}
	}
	f.keys[key] = true
	f.lines = append(f.lines, key+"="+quoted)
	return true
}

// replace is set for a key that may be there already: the new line takes the
// place of the old one.
func (f *file) replace(key, value string) bool {
	quoted, ok := quote(value)
	if !f.has(key) || !ok {
		return f.set(key, value)
	}
	for i, line := range f.lines {
		if strings.HasPrefix(line, key+"=") {
			f.lines[i] = key + "=" + quoted
		}
	}
	return true
}

// flag adds KEY=yes or KEY=no.
func (f *file) flag(key string, on bool) {
	if on {
		f.set(key, "yes")
	} else {
		f.set(key, "no")
	}
}

func (f *file) has(key string) bool { return f.keys[key] }

// render returns the lines as a file of bondc's own.
func render(lines []string) []byte {
	return []byte("# " + ir.Marker + "\n" + strings.Join(lines, "\n") + "\n")
}

// isKey reports whether a word can be the name of a shell variable.
func isKey(key string) bool {
	for i := range len(key) {
		c := key[i]
		letter := c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return key != ""
}

// quote returns the value as one word of shell that holds nothing but text,
// also to NetworkManager, which knows the same quotes but expands nothing and
// refuses "$" and "`" in double quotes unless a backslash stands before them
// (facts/dialects.md 3.1). Line breaks, other control characters and what is
// not UTF-8 have no form that both read the same.
func quote(value string) (string, bool) {
	if !utf8.ValidString(value) || strings.ContainsFunc(value, unicode.IsControl) {
		return "", false
	}
	switch {
	case !strings.ContainsFunc(value, special):
		return value, true
	case !strings.ContainsAny(value, "\"$`\\!"):
		return `"` + value + `"`, true
	case !strings.Contains(value, "'"):
		return "'" + value + "'", true
	}
	escape := strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "`", "\\`")
	return `"` + escape.Replace(value) + `"`, true
}

// special reports whether a character needs quotes.
func special(r rune) bool {
	word := r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
	return !word && !strings.ContainsRune("_./:,@%+=-", r)
}

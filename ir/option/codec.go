package option

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// ProblemKind says what is wrong with a setting.
type ProblemKind uint8

// The kinds of problems.
const (
	NoProblem     ProblemKind = iota
	UnknownOption             // no dialect has the key
	NotHere                   // this dialect cannot say the option
	BadWord                   // not one of the words
	BadNumber                 // not a number
	OutOfRange                // a number outside the range
	BadList                   // too many entries, or a list where none is
	BadAddress                // an entry is no address that the option takes
	BadUnit                   // a time that the kernel cannot represent
	NumberRefused             // a number where this dialect wants a word
	BadText                   // bytes that no value can have
)

// Problem is what is wrong with a setting; the zero Problem is none.
type Problem struct {
	Kind ProblemKind
	// Text is one sentence in lower case that names what is allowed.
	Text string
}

func problem(kind ProblemKind, format string, args ...any) Problem {
	return Problem{Kind: kind, Text: fmt.Sprintf(format, args...)}
}

// Decode reads a value as it stands in a dialect and returns it in canonical
// form: the kernel's word or number in the kernel's unit, lists joined by
// commas. With a problem the value is the best reading, or "".
func Decode(d Dialect, id ID, raw string) (string, Problem) {
	row := Get(id)
	if row == nil {
		return "", problem(UnknownOption, "there is no such bonding option")
	}
	cell := Spell(id, d)
	text := strings.TrimSpace(raw)
	value, p := decode(row, cell, text)
	if p.Kind != NoProblem {
		return value, p
	}
	if p := Check(id, value); p.Kind != NoProblem {
		return value, p
	}
	return value, Problem{}
}

// DecodeList reads a sequence of values.
func DecodeList(d Dialect, id ID, items []string) (string, Problem) {
	row := Get(id)
	if row == nil {
		return "", problem(UnknownOption, "there is no such bonding option")
	}
	if row.Kind != IPv4List && row.Kind != IPv6List {
		if len(items) == 1 {
			return Decode(d, id, items[0])
		}
		return "", problem(BadList, "%q takes one value, not a list", row.Kernel)
	}
	return decodeList(row, items)
}

func decode(row *Row, cell *Spelling, text string) (string, Problem) {
	switch row.Kind {
	case Enum, Bool:
		return decodeWord(row, cell, text)
	case Int:
		return decodeNumber(row, cell, text)
	case IPv4List, IPv6List:
		return decodeList(row, splitList(cell.Codec, text))
	case MAC:
		return strings.ToLower(text), Problem{}
	}
	return text, Problem{}
}

func splitList(c Codec, text string) []string {
	separate := func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }
	items := strings.FieldsFunc(text, separate)
	if c == PlusList {
		for i := range items {
			items[i] = strings.TrimPrefix(items[i], "+")
		}
	}
	return items
}

func decodeList(row *Row, items []string) (string, Problem) {
	var out []string
	for _, item := range items {
		addr, err := netip.ParseAddr(strings.TrimSpace(item))
		if err != nil {
			return strings.Join(items, ","), problem(BadAddress, "%q is not an address", item)
		}
		out = append(out, addr.String())
	}
	return strings.Join(out, ","), Problem{}
}

// decodeWord reads a word of the option, its number, or a boolean in the
// dialect's spelling.
func decodeWord(row *Row, cell *Spelling, text string) (string, Problem) {
	if cell.Codec == YesNo || cell.Codec == YAMLBool || cell.Codec == OnOff || (cell.Codec == Literal && row.Kind == Bool) {
		if on, ok := boolean(text); ok && len(row.Values) == 2 {
			if on {
				return row.Values[1].Word, Problem{}
			}
			return row.Values[0].Word, Problem{}
		}
	}
	for _, v := range row.Values {
		if v.Word == text {
			return v.Word, Problem{}
		}
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return "", problem(BadWord, "%q is not one of %s", text, words(row))
	}
	for _, v := range row.Values {
		if v.Number != n {
			continue
		}
		if cell.Codec == Word {
			return v.Word, problem(NumberRefused, "%q is a number; here it takes the word %q", text, v.Word)
		}
		return v.Word, Problem{}
	}
	return "", problem(BadWord, "%q is not one of %s", text, words(row))
}

func boolean(text string) (on, ok bool) {
	switch strings.ToLower(text) {
	case "1", "yes", "y", "true", "t", "on":
		return true, true
	case "0", "no", "n", "false", "f", "off":
		return false, true
	}
	return false, false
}

func words(row *Row) string {
	var list []string
	for _, v := range row.Values {
		list = append(list, v.Word)
	}
	return strings.Join(list, ", ")
}

func decodeNumber(row *Row, cell *Spelling, text string) (string, Problem) {
	switch cell.Codec {
	case MillisOrSpan:
		return decodeSpan(row, text, 1e6)
	case SecondsText, TimeSpan:
		return decodeSpan(row, text, 1e9)
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return "", problem(BadNumber, "%q is not a number from %d to %d", text, row.Min, row.Max)
	}
	return strconv.FormatInt(n, 10), Problem{}
}

// Check holds a canonical value against the option's words, range and limits.
func Check(id ID, value string) Problem {
	row := Get(id)
	if row == nil {
		return problem(UnknownOption, "there is no such bonding option")
	}
	switch row.Kind {
	case Enum, Bool:
		for _, v := range row.Values {
			if v.Word == value {
				return Problem{}
			}
		}
		return problem(BadWord, "%q is not one of %s", value, words(row))
	case Int:
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return problem(BadNumber, "%q is not a number from %d to %d", value, row.Min, row.Max)
		}
		if n < row.Min || n > row.Max {
			return problem(OutOfRange, "%s is not in the range %d to %d", value, row.Min, row.Max)
		}
	case IPv4List, IPv6List:
		return checkList(row, value)
	case IfName:
		return checkName(value)
	}
	return Problem{}
}

func checkName(value string) Problem {
	if len(value) > 15 || strings.ContainsAny(value, "/: \t\n\x00") {
		return problem(BadText, "%q cannot be the name of a link", value)
	}
	return Problem{}
}

func checkList(row *Row, value string) Problem {
	if value == "" {
		return Problem{}
	}
	items := strings.Split(value, ",")
	if int64(len(items)) > row.Max {
		return problem(BadList, "%d targets are more than the %d that the kernel takes", len(items), row.Max)
	}
	for _, item := range items {
		addr, err := netip.ParseAddr(item)
		v4 := err == nil && addr.Is4()
		switch {
		case err != nil, v4 != (row.Kind == IPv4List):
			return problem(BadAddress, "%q is not an address of the right family", item)
		case v4 && (addr.As4()[0] == 0 || addr == netip.AddrFrom4([4]byte{255, 255, 255, 255})):
			return problem(BadAddress, "%q cannot be a target", item)
		case !v4 && (addr.IsUnspecified() || addr.IsLoopback() || addr.IsMulticast()):
			return problem(BadAddress, "%q cannot be a target", item)
		}
	}
	return Problem{}
}

// Encode writes a canonical value as the dialect wants it. It returns false
// where the dialect cannot say the option or the value.
func Encode(d Dialect, id ID, value string) (string, bool) {
	row, cell := Get(id), Spell(id, d)
	if row == nil || !cell.Supported() {
		return "", false
	}
	switch cell.Codec {
	case TimeSpan:
		if row.Unit == Seconds {
			return value + "s", true
		}
		return value + "ms", true
	case YesNo, YAMLBool, OnOff:
		return encodeBool(row, cell.Codec, value)
	case SpaceList:
		return strings.ReplaceAll(value, ",", " "), true
	}
	return value, true
}

func encodeBool(row *Row, c Codec, value string) (string, bool) {
	if len(row.Values) != 2 {
		return "", false
	}
	pair := [2]string{"false", "true"}
	switch c {
	case YesNo:
		pair = [2]string{"no", "yes"}
	case OnOff:
		pair = [2]string{"off", "on"}
	}
	switch value {
	case row.Values[0].Word:
		return pair[0], true
	case row.Values[1].Word:
		return pair[1], true
	}
	return "", false
}

// EncodeList writes a list as a sequence of values.
func EncodeList(d Dialect, id ID, value string) ([]string, bool) {
	if !Spell(id, d).Supported() || value == "" {
		return nil, false
	}
	return strings.Split(value, ","), true
}

// Loses returns why a value gets lost in a dialect that has a key for it.
func Loses(d Dialect, id ID, value string) (string, bool) {
	cell := Spell(id, d)
	for i := range cell.Loses {
		if Same(id, cell.Loses[i].Value, value) {
			return cell.Loses[i].Reason, true
		}
	}
	return "", false
}

// Same reports whether two canonical values are equal to the kernel.
func Same(id ID, a, b string) bool {
	row := Get(id)
	if a == b || row == nil {
		return a == b
	}
	switch row.Kind {
	case MAC:
		return strings.EqualFold(a, b)
	case Int:
		x, errX := strconv.ParseInt(a, 10, 64)
		y, errY := strconv.ParseInt(b, 10, 64)
		return errX == nil && errY == nil && x == y
	}
	return false
}

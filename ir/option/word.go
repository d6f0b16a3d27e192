package option

import (
	"strconv"
	"strings"
)

// decodeWord reads a word of the option, its number, or a boolean in the
// dialect's spelling.
func decodeWord(row *Row, c Codec, text string) (string, Problem) {
	if on, ok := boolean(c, text); ok && len(row.Values) == 2 && row.Kind == Bool {
		if on {
			return row.Values[1].Word, Problem{}
		}
		return row.Values[0].Word, Problem{}
	}
	refused := problem(BadWord, "%q is not one of %s", text, words(row, c))
	for _, v := range row.Values {
		if v.Word == text && c != YAMLBool {
			return v.Word, Problem{}
		}
	}
	n, ok := wordNumber(row, c, text)
	if !ok {
		return "", refused
	}
	for _, v := range row.Values {
		switch {
		case v.Number != n:
		case c == YAMLBool: // 1, +1 and 01 are what is meant, but no booleans
			return v.Word, refused
		case c == Word:
			return v.Word, problem(NumberRefused, "%q is a number; here it takes the word %q", text, v.Word)
		default:
			return v.Word, Problem{}
		}
	}
	return "", refused
}

// wordNumber reads the number of a value.
func wordNumber(row *Row, c Codec, text string) (int64, bool) {
	if c == KernelWord {
		return kernelNumber(row, text)
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// boolean reads the words that a codec has for yes and no, besides those of the
// option itself: systemd's (parse_boolean) for YesNo, netplan's (seen with
// netplan 0.106, which refuses 1 and t) for YAMLBool.
func boolean(c Codec, text string) (on, ok bool) {
	switch c {
	case YesNo, PlainYesNo, YAMLBool, OnOff, Literal:
	default:
		return false, false
	}
	word := text
	if len(word) <= len("false") {
		word = strings.ToLower(word)
	}
	switch word {
	case "y", "true", "t", "n", "false", "f":
		if c == PlainYesNo {
			return false, false
		}
	}
	switch word {
	case "yes", "y", "true", "on":
		return true, true
	case "no", "n", "false", "off":
		return false, true
	case "1", "t":
		return true, c != YAMLBool
	case "0", "f":
		return false, c != YAMLBool
	}
	return false, false
}

// pair returns how a codec writes no and yes, or false where it has no words of
// its own for them.
func pair(c Codec) (off, on string, ok bool) {
	switch c {
	case YesNo, PlainYesNo, Flag:
		return "no", "yes", true
	case YAMLBool, Literal:
		return "false", "true", true
	case OnOff:
		return "off", "on", true
	}
	return "", "", false
}

func encodeBool(row *Row, c Codec, value string) (string, bool) {
	off, on, ok := pair(c)
	switch {
	case !ok || len(row.Values) != 2:
		return "", false
	case value == row.Values[0].Word:
		return off, true
	case value == row.Values[1].Word:
		return on, true
	}
	return "", false
}

// words lists what an option takes in a dialect.
func words(row *Row, c Codec) string {
	if off, on, ok := pair(c); ok && row.Kind == Bool {
		return off + ", " + on
	}
	var list []string
	for _, v := range row.Values {
		list = append(list, v.Word)
	}
	return strings.Join(list, ", ")
}

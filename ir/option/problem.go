package option

import (
	"fmt"
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
	NoValue                   // a word without an equals sign, or with nothing before it
	NotComputed               // an expression without a result, which its reader has reported
)

// Problem is what is wrong with a setting; the zero Problem is none.
type Problem struct {
	Kind ProblemKind
	// Text is one sentence in lower case that names what is allowed.
	Text string
}

// maxQuoted is how much of a text, in bytes, a problem quotes. Every list of
// words fits.
const maxQuoted = 200

func problem(kind ProblemKind, format string, args ...any) Problem {
	for i, arg := range args {
		if text, ok := arg.(string); ok && len(text) > maxQuoted {
			args[i] = text[:maxQuoted] + "..."
		}
	}
	return Problem{Kind: kind, Text: fmt.Sprintf(format, args...)}
}

// blanks are what C's isspace takes for white space. A no-break space, which
// strings.TrimSpace would remove, is data to every consumer.
const blanks = " \t\n\v\f\r"

func blank(r rune) bool { return strings.ContainsRune(blanks, r) }

func trim(text string) string { return strings.Trim(text, blanks) }

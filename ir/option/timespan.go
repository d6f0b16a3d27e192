package option

import (
	"math"
	"strconv"
	"strings"
)

// spanUnit is a unit of systemd.time(7) in nanoseconds.
type spanUnit struct {
	word  string
	nanos float64
}

func spanUnits() []spanUnit {
	const s = 1e9
	return []spanUnit{
		{"seconds", s}, {"second", s}, {"sec", s}, {"s", s},
		{"minutes", 60 * s}, {"minute", 60 * s}, {"min", 60 * s}, {"m", 60 * s},
		{"hours", 3600 * s}, {"hour", 3600 * s}, {"hr", 3600 * s}, {"h", 3600 * s},
		{"days", 86400 * s}, {"day", 86400 * s}, {"d", 86400 * s},
		{"weeks", 604800 * s}, {"week", 604800 * s}, {"w", 604800 * s},
		{"msec", 1e6}, {"ms", 1e6}, {"usec", 1e3}, {"us", 1e3}, {"µs", 1e3}, {"nsec", 1}, {"ns", 1},
	}
}

// decodeSpan reads a time span whose bare numbers count in units of bare
// nanoseconds, and returns it in the row's unit.
func decodeSpan(row *Row, text string, bare float64) (string, Problem) {
	nanos, ok := parseSpan(text, bare)
	if !ok {
		return "", problem(BadNumber, "%q is not a time", text)
	}
	unit := 1e6
	if row.Unit == Seconds {
		unit = 1e9
	}
	count := nanos / unit
	if count != math.Trunc(count) {
		return "", problem(BadUnit, "%q is not a whole number of %s, the kernel's unit", text, row.Unit)
	}
	if count > math.MaxInt32 {
		return "", problem(OutOfRange, "%q is more than the kernel's %d %s", text, row.Max, row.Unit)
	}
	return strconv.FormatInt(int64(count), 10), Problem{}
}

// parseSpan reads "100", "100ms", "0.1s", "1min 2s" (systemd.time(7)).
func parseSpan(text string, bare float64) (float64, bool) {
	total, parts := 0.0, 0
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789."))
		n, err := strconv.ParseFloat(rest[:digits], 64)
		if err != nil || digits > 20 {
			return 0, false
		}
		rest = strings.TrimLeft(rest[digits:], " ")
		letters := len(rest) - len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyzµ"))
		factor, ok := unitOf(rest[:letters], bare)
		if !ok {
			return 0, false
		}
		total += n * factor
		rest = rest[letters:]
		parts++
	}
	return total, parts > 0
}

func unitOf(word string, bare float64) (float64, bool) {
	if word == "" {
		return bare, true
	}
	for _, u := range spanUnits() {
		if u.word == word {
			return u.nanos, true
		}
	}
	return 0, false
}

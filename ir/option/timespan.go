package option

import (
	"math"
	"strconv"
	"strings"
)

// forever is systemd's "infinity", and any time that is longer than it can
// count.
const forever = math.MaxUint64

// spanUnit returns a unit of systemd.time(7) in microseconds, 0 for none
// (src/basic/time-util.c, extract_multiplier).
func spanUnit(word string) uint64 {
	const second = 1e6
	switch word {
	case "", "seconds", "second", "sec", "s":
		return second
	case "minutes", "minute", "min":
		return 60 * second
	case "m":
		return 60 * second
	case "months", "month", "M":
		return 2629800 * second
	case "msec", "ms":
		return 1e3
	case "hours", "hour", "hr", "h":
		return 3600 * second
	case "days", "day", "d":
		return 86400 * second
	case "weeks", "week", "w":
		return 7 * 86400 * second
	case "years", "year", "y":
		return 31557600 * second
	case "usec", "us", "µs", "μs":
		return 1
	}
	return 0
}

// decodeSpan reads a time and returns it in the row's unit. What systemd would
// cut off is a problem, and the rest the best reading.
func decodeSpan(row *Row, c Codec, raw string) (string, Problem) {
	text := trim(raw)
	usec, ok := span(c, raw)
	if !ok {
		return "", problem(BadNumber, "%q is not a time, such as 100ms or 2s", text)
	}
	unit := uint64(1e3)
	if row.Unit == Seconds {
		unit = 1e6
	}
	switch {
	case usec == forever:
		return "", problem(OutOfRange, "%q is more than the kernel's %d %s", text, row.Max, row.Unit)
	case usec%unit != 0:
		return strconv.FormatUint(usec/unit, 10), problem(BadUnit, "%q is not a whole number of %s, the kernel's unit", text, row.Unit)
	}
	return strconv.FormatUint(usec/unit, 10), Problem{}
}

// span returns a time in microseconds. netplan appends "ms" to a text that is
// nothing but digits and passes any other on to networkd, for which a bare
// number counts seconds: "100" is 100 ms, and "0.1" is 100 ms as well (seen with
// netplan 0.106).
func span(c Codec, raw string) (uint64, bool) {
	if c == MillisOrSpan && raw != "" && strings.Trim(raw, "0123456789") == "" {
		raw += "ms"
	}
	return parseSpan(raw)
}

// parseSpan reads "100", "100ms", "0.1s", "1min 2s" as systemd does
// (src/basic/time-util.c, parse_time; each form seen with systemd-analyze
// timespan 252), in microseconds. A bare number counts seconds.
func parseSpan(text string) (uint64, bool) {
	rest := trim(text)
	if rest == "infinity" {
		return forever, true
	}
	total, ok := uint64(0), rest != ""
	for ok && rest != "" {
		var part uint64
		part, rest, ok = spanPart(rest)
		if total += part; total < part || part == forever {
			return forever, ok
		}
		rest = strings.TrimLeft(rest, blanks)
	}
	return total, ok
}

// spanPart reads one number with its unit.
func spanPart(text string) (usec uint64, rest string, ok bool) {
	const digits = "0123456789"
	rest = strings.TrimPrefix(text, "+")
	fraction, whole := "", len(rest)-len(strings.TrimLeft(rest, digits))
	integer := rest[:whole]
	rest = rest[whole:]
	if strings.HasPrefix(rest, ".") {
		n := len(rest) - 1 - len(strings.TrimLeft(rest[1:], digits))
		if fraction, rest = rest[1:1+n], rest[1+n:]; n == 0 {
			return 0, "", false
		}
	}
	if integer == "" && fraction == "" {
		return 0, "", false
	}
	rest = strings.TrimLeft(rest, blanks)
	end := strings.IndexAny(rest, digits+".+-"+blanks)
	if end < 0 {
		end = len(rest)
	}
	unit := spanUnit(rest[:end])
	return scale(integer, fraction, unit), rest[end:], unit != 0
}

// scale multiplies a decimal number by a unit; what is smaller than one is cut
// off.
func scale(integer, fraction string, unit uint64) uint64 {
	n := uint64(0)
	if integer != "" {
		var err error
		if n, err = strconv.ParseUint(integer, 10, 64); err != nil || (unit > 0 && n > (forever-unit)/unit) {
			return forever
		}
	}
	n *= unit
	for _, digit := range fraction {
		unit /= 10
		n += uint64(digit-'0') * unit
	}
	return n
}

// SpanSeconds reads a time in systemd's units (systemd.time(7)) and returns it
// in seconds, with whether that is the whole of it. It returns false for what is
// no time or longer than 32 bits can count.
func SpanSeconds(text string) (seconds int, whole, ok bool) {
	usec, ok := parseSpan(text)
	const second = 1e6
	if !ok || usec/second > math.MaxInt32 {
		return 0, false, false
	}
	return int(usec / second), usec%second == 0, true
}

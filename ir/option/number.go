package option

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// decodeNumber reads a number in the kernel's unit.
func decodeNumber(row *Row, c Codec, text string) (string, Problem) {
	var n int64
	var ok bool
	switch c {
	case KernelNumber:
		n, ok = kernelNumber(row, text)
	case CNumber:
		n, ok = cNumber(text)
	default:
		n, ok = parseInt(text, 10)
	}
	switch {
	case !ok:
		return "", problem(BadNumber, "%q is not a number from %d to %d", text, row.Min, row.Max)
	case n == math.MaxInt64 || n == math.MinInt64:
		return "", outOfRange(row, text)
	}
	return strconv.FormatInt(n, 10), Problem{}
}

func outOfRange(row *Row, text string) Problem {
	return problem(OutOfRange, "%s is not in the range %d to %d", text, row.Min, row.Max)
}

// kernelNumber reads what sysfs takes for a number: digits, or a word of the
// option's table; a sign or 0x makes it a word that no table has (bond_options.c,
// bond_opt_parse; seen with Linux 6.1.176).
func kernelNumber(row *Row, text string) (int64, bool) {
	digits := strings.TrimPrefix(text, "-") // below every range, and easier to explain as that
	if digits != "" && strings.Trim(digits, "0123456789") == "" {
		n, ok := parseInt(text, 10)
		if low := lowest64(digits); digits == text && low >= row.Min && low <= row.Max {
			return low, true
		}
		return n, ok && (n < 0 || digits == text)
	}
	for _, w := range row.Words {
		if w.Word == text {
			return w.Number, true
		}
	}
	return 0, false
}

// lowest64 reads digits as the kernel's sscanf does: of what is longer than 64
// bits the highest are lost, without a word (lib/vsprintf.c, simple_strntoull;
// seen with Linux 6.1.176: 18446744073709551716 is 100). What then does not fit
// in an int64 is above every range.
func lowest64(digits string) int64 {
	var n uint64
	for i := range len(digits) {
		n = 10*n + uint64(digits[i]-'0')
	}
	return int64(min(n, math.MaxInt64))
}

// cNumber reads what C takes for a number whose base is not given: 0x10 is 16
// and 010 is 8. So do module parameters (kernel/params.c, kstrtoint with base
// 0; seen with Linux 6.1.176: miimon=0100 gives 64) and systemd (safe_atou; seen
// with systemd 252: MinLinks=08 is refused).
func cNumber(text string) (int64, bool) {
	digits, base := strings.TrimLeft(text, "+-"), 10
	switch {
	case len(text)-len(digits) > 1:
		return 0, false
	case len(digits) > 2 && (digits[:2] == "0x" || digits[:2] == "0X"):
		digits, base = digits[2:], 16
	case len(digits) > 1 && digits[0] == '0':
		base = 8
	}
	if strings.HasPrefix(digits, "+") || strings.HasPrefix(digits, "-") {
		return 0, false
	}
	if strings.HasPrefix(text, "-") {
		digits = "-" + digits
	}
	return parseInt(digits, base)
}

// parseInt reads a whole number; one beyond 64 bits is the nearest that fits.
func parseInt(text string, base int) (int64, bool) {
	n, err := strconv.ParseInt(text, base, 64)
	return n, err == nil || errors.Is(err, strconv.ErrRange)
}

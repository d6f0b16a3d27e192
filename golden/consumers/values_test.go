package consumers

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/ir/option"
)

// choice is one option with a value, spelt as a dialect does, in a mode.
type choice struct {
	id         option.ID
	key, value string
	mode       option.Mode
}

func (c choice) String() string { return fmt.Sprintf("%s %s: %q", c.mode, c.key, c.value) }

// choices are the options of a dialect, each with valid values, with those at
// and beyond its bounds, and with nonsense, in a mode that takes it; the first
// value in every mode.
func choices(d option.Dialect) []choice {
	var list []choice
	for i := range option.Rows() {
		row := &option.Rows()[i]
		cell := option.Spell(row.ID, d)
		if row.Scope != option.Bond || !cell.Supported() || cell.Place == option.MarksPort || row.ID == option.ModeOpt || row.Kind == option.IfName {
			continue
		}
		modes := row.Accepted.List()
		for n, value := range values(row, d) {
			list = append(list, choice{row.ID, cell.Key, value, modes[n%len(modes)]})
		}
		for mode := option.BalanceRR; mode < option.NumModes; mode++ {
			list = append(list, choice{row.ID, cell.Key, values(row, d)[0], mode})
		}
	}
	return list
}

// values are texts for an option: good ones first.
func values(row *option.Row, d option.Dialect) []string {
	var list []string
	good := func(value string) {
		if text, ok := option.Encode(d, row.ID, value); ok {
			list = append(list, text)
		}
	}
	switch row.Kind {
	case option.Enum, option.Bool:
		for _, v := range row.Values {
			good(v.Word)
		}
		list = append(list, "nonsense", "99", "-1")
	case option.Int:
		for _, n := range []int64{max(row.Min, 1), row.Min, row.Max, 100} {
			good(strconv.FormatInt(n, 10))
		}
		if row.Max < 1<<32 {
			list = append(list, strconv.FormatInt(row.Max+1, 10))
		}
		list = append(list, "abc", "-1", "1.5", "0x10", "100ms", "1s", "3 apples", "4294967296")
	case option.IPv4List:
		good("192.0.2.1")
		list = append(list, "abc", "2001:db8::1", "0.0.0.0", "192.0.2.300")
	case option.IPv6List:
		good("2001:db8::1")
		list = append(list, "abc", "192.0.2.1", "::")
	case option.MAC:
		good("02:00:00:00:00:01")
		list = append(list, "01:00:00:00:00:01", "00:00:00:00:00:00", "02:00:00:00:00", "abc")
	}
	return list
}

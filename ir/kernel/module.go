package kernel

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
)

// load is the module being loaded with parameters (bond_main.c,
// bond_check_params); false means that it is not. What it makes of them are
// the defaults of every bond (bond_setup).
func (d *driver) load(settings []ir.Setting) bool {
	m := loader{driver: d}
	if !m.parameters(settings) {
		return false
	}
	for _, step := range []func() bool{m.mode, m.words, m.numbers, m.monitors, m.targets, m.validate, m.primary} {
		if !step() {
			return false
		}
	}
	return true
}

// loader is one load of the module.
type loader struct {
	*driver
	// given are the parameters, the last of each.
	given [option.NumOptions]*ir.Setting
	// targetItems are the entries of all lists of targets. The parameter is an
	// array: a second list is written over the start of the first, and what is
	// longer in the first stays (kernel/params.c, param_array; seen with Linux
	// 6.1.176).
	targetItems []string
}

// parameters reads the command line: the last of a parameter wins, an unknown
// one is logged and left (kernel/module/main.c, unknown_module_param_cb). A
// number that is none, or too many targets, make the load fail, with the error
// of the last of them (kernel/params.c, parse_args; seen with Linux 6.1.176).
func (m *loader) parameters(settings []ir.Setting) bool {
	good := true
	for i := range settings {
		s := &settings[i]
		row := option.Get(s.ID)
		if row == nil || !row.Module || !exists(m.target, row) {
			why := Because(NoWayIn, option.Unknown, "the module has no such parameter, and the kernel logs that and goes on")
			if row != nil && row.Module {
				why.Cause = TooOld
			}
			m.event(NewEvent(Ignored, s, why))
			continue
		}
		if !m.readable(s, row) {
			good = false
			continue
		}
		id := home(m.target, row.ID)
		if isList(row) {
			m.overlay(s)
		}
		if old := m.given[id]; old != nil {
			m.replaced(id, old, s)
		}
		m.given[id] = s
	}
	return good
}

// overlay writes a list over the one that is there.
func (m *loader) overlay(s *ir.Setting) {
	text := s.Value
	if s.Problem.Kind != option.NoProblem && s.Raw != "" {
		text = unquoted(s)
	}
	items := strings.Split(text, ",")
	m.targetItems = append(items, m.targetItems[min(len(items), len(m.targetItems)):]...)
}

// readable reports whether the kernel can read the parameter's text at all.
func (m *loader) readable(s *ir.Setting, row *option.Row) bool {
	switch {
	case isNumber(row):
		if errno := unreadable(s); errno != "" {
			return m.failWith(s, errno, Because(WrongValue, option.Unknown, "the kernel cannot read it as a number"))
		}
	case isList(row) && s.Problem.Kind == option.BadList,
		isList(row) && int64(strings.Count(s.Value, ",")) >= row.Max:
		return m.fail(s, Because(WrongValue, option.Unknown, "%s takes %d targets at most", row.Kernel, row.Max))
	}
	return true
}

// isNumber reports whether the parameter is an int: numbers and the booleans.
func isNumber(row *option.Row) bool { return row.Kind == option.Int || row.Kind == option.Bool }

// number is the int that the kernel reads (kernel/params.c, param_set_int).
// One parameter is an unsigned int (seen with Linux 6.1.176: lp_interval takes
// 2147483648, and no -1).
func number(s *ir.Setting) (int64, bool) {
	n, err := strconv.ParseInt(s.Value, 10, 64)
	if s.Value == "" {
		n, err = cNumber(unquoted(s))
	}
	if s.ID == option.LPInterval {
		return n, err == nil && n >= 0 && n <= math.MaxUint32
	}
	return n, err == nil && n >= math.MinInt32 && n <= math.MaxInt32
}

// unreadable is the error of a text that is no number, and of a number that does
// not fit (lib/kstrtox.c; seen with Linux 6.1.176), "" of one that does.
func unreadable(s *ir.Setting) Errno {
	if _, ok := number(s); ok {
		return ""
	}
	text := cmp.Or(s.Value, unquoted(s))
	if s.ID == option.LPInterval && strings.HasPrefix(text, "-") {
		return EINVAL // an unsigned int has no sign to read
	}
	if _, err := cNumber(text); err == nil || errors.Is(err, strconv.ErrRange) {
		return ERANGE
	}
	return EINVAL
}

// unquoted is the text as written without what modprobe takes away.
func unquoted(s *ir.Setting) string { return strings.Trim(s.Raw, " \t\n\"") }

// cNumber reads a number as C writes it, which is less than Go's.
func cNumber(text string) (int64, error) {
	digits := strings.ToLower(strings.TrimLeft(text, "+-"))
	if strings.Contains(text, "_") || strings.HasPrefix(digits, "0b") || strings.HasPrefix(digits, "0o") {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseInt(text, 0, 64)
}

func (m *loader) fail(s *ir.Setting, why Reason) bool { return m.failWith(s, EINVAL, why) }

func (m *loader) failWith(s *ir.Setting, errno Errno, why Reason) bool {
	e := NewEvent(LoadFailed, s, why)
	e.Errno = errno
	m.event(e)
	return false
}

func (m *loader) keep(id option.ID, value string) {
	m.value[id] = canonical(option.Get(id), value)
	m.own(id, m.given[id])
}

// reset puts a parameter to a default and goes on.
func (m *loader) reset(id option.ID, value string, why Reason) {
	e := NewEvent(Reset, m.given[id], why)
	e.Result = value
	m.event(e)
	m.value[id] = value
}

// word takes a parameter that is a word.
func (m *loader) word(id option.ID) bool {
	s, row := m.given[id], option.Get(id)
	if s == nil {
		return true
	}
	if why := m.badValue(s, row, s.Value); !why.None() {
		return m.fail(s, why)
	}
	m.keep(id, s.Value)
	return true
}

func (m *loader) mode() bool { return m.word(option.ModeOpt) }

// words are the other parameters that are words. Two are not even read in a
// mode that has no use for them; one is forgiven.
func (m *loader) words() bool {
	for _, id := range []option.ID{option.XmitHashPolicy, option.LACPRate, option.ADSelect, option.FailOverMAC} {
		row := option.Get(id)
		if skipped := id == option.XmitHashPolicy || id == option.LACPRate; skipped && !row.Effective.Has(m.driver.mode()) {
			m.irrelevant(id)
		} else if !m.word(id) {
			return false
		}
	}
	return true
}

// irrelevant drops a parameter that the mode has no use for.
func (m *loader) irrelevant(id option.ID) {
	if s := m.given[id]; s != nil {
		row := option.Get(id)
		m.event(NewEvent(Ignored, s, Because(WrongMode, option.Unknown, "the module reads %s in %s only, and the mode is %s", row.Kernel, row.Effective, m.driver.mode())))
	}
}

// numbers are the parameters that are numbers; one out of range is reset. The
// link monitor's are looked at again by monitors.
func (m *loader) numbers() bool {
	for i := range option.Rows() {
		row := &option.Rows()[i]
		s := m.given[row.ID]
		if s == nil || !isNumber(row) {
			continue
		}
		n, _ := number(s)
		bad := n < row.Min || n > row.Max
		switch value := strconv.FormatInt(n, 10); {
		case row.ID == option.UseCarrier && (bad || !m.badWord(row, value).None()):
			if why := m.badWord(row, row.Values[0].Word); !why.None() {
				return m.fail(s, why)
			}
			m.reset(row.ID, row.Default, resetToDefault(row))
		case row.ID == option.MinLinks && bad:
			m.keep(row.ID, strconv.FormatUint(uint64(uint32(n)), 10)) // it is never looked at
		case row.ID == option.LPInterval && n > row.Max:
			m.keep(row.ID, strconv.FormatInt(int64(int32(n)), 10)) // only 0 is, and the file shows an int
		case bad:
			m.reset(row.ID, row.Default, resetToDefault(row))
		case row.ID == option.TXQueues:
			m.txQueues = n
		case row.Scope != option.Bond:
		case isDelay(row.ID):
			m.factor[row.ID] = n // in ms, until monitors divides it
		default:
			m.keep(row.ID, value)
		}
	}
	return true
}

func outOfRange(row *option.Row) Reason {
	return Because(WrongValue, option.Unknown, "it is not in the range %d to %d", row.Min, row.Max)
}

func resetToDefault(row *option.Row) Reason {
	why := outOfRange(row)
	return why.but("%s, and the module takes its default", why.Why)
}

// monitors settles miimon, arp_interval and the delays: miimon wins.
func (m *loader) monitors() bool {
	miimon := option.Get(option.MIIMon)
	mode := m.driver.mode()
	if miimon.ModeDefaultIn.Has(mode) && m.driver.number(miimon.ID) == 0 {
		m.take(miimon.ID, miimon.ModeDefault, Because(OtherWins, option.ModeOpt, "the mode %s wants a link monitor, and the module puts %s to %s", mode, miimon.Kernel, miimon.ModeDefault))
	}
	every := m.driver.number(miimon.ID)
	if every > 0 {
		arp := option.Get(option.ARPInterval)
		why := Because(OtherWins, miimon.ID, "the module runs one link monitor, and %s wins", miimon.Kernel)
		if !arp.Accepted.Has(mode) {
			why.Cause |= WrongMode
		}
		m.take(arp.ID, arp.Default, why)
	}
	for _, id := range []option.ID{option.UpDelay, option.DownDelay} {
		s, n := m.given[id], m.factor[id]
		if s == nil {
			continue
		}
		switch {
		case n == 0:
		case every == 0:
			// The module divides only by a miimon that is on, so the
			// milliseconds stay, to be taken for a factor later.
			m.event(NewEvent(Ignored, s, Because(NeedsOther, miimon.ID, "it has no effect without %s", miimon.Kernel)))
		default:
			m.factor[id] = n / every
			m.round(s, n, every)
		}
		m.own(id, s)
	}
	return true
}

// targets takes the good targets; a bad one switches ARP monitoring off, and so
// does having none.
func (m *loader) targets() bool {
	s, row, interval := m.given[option.ARPIPTarget], option.Get(option.ARPIPTarget), option.Get(option.ARPInterval)
	if s == nil {
		m.noTargets()
		return true
	}
	var bad Reason
	var have []string
	for _, item := range m.targetItems {
		switch value, p := option.Decode(option.Modprobe, row.ID, item); {
		case p.Kind == option.BadAddress && value == "":
			bad = Reason{Why: p.Text, Cause: WrongValue}
		case value == "":
			bad = Reason{Why: "an empty entry is not an IPv4 address", Cause: WrongValue}
		case !m.notTarget(row, value).None():
			bad = m.notTarget(row, value)
		case slices.Contains(have, value):
			m.event(NewEvent(Ignored, s, Because(SetAgain, row.ID, "the target %s stands there twice, and the module skips the second", value)))
		default:
			have = append(have, value)
		}
	}
	m.keep(row.ID, strings.Join(have, ","))
	if !bad.None() {
		e := NewEvent(Ignored, s, bad.but("%s, and the module switches ARP monitoring off", bad.Why))
		e.Result = m.value[row.ID]
		m.event(e)
		m.take(interval.ID, interval.Default, Because(NeedsOther, row.ID, "one of %s is bad, and the module switches ARP monitoring off", row.Kernel))
	}
	m.noTargets()
	return true
}

func (m *loader) noTargets() {
	interval := option.Get(option.ARPInterval)
	if m.value[option.ARPIPTarget] == "" {
		m.take(interval.ID, interval.Default, Because(NeedsOther, option.ARPIPTarget, "there is no %s, and the module switches ARP monitoring off", option.Get(option.ARPIPTarget).Kernel))
	}
}

// validate takes what belongs to ARP monitoring.
func (m *loader) validate() bool {
	if s := m.given[option.ARPValidate]; s != nil && m.driver.number(option.ARPInterval) == 0 {
		return m.fail(s, Because(NeedsOther, option.ARPInterval, "%s wants %s, which is off", option.Get(s.ID).Kernel, option.Get(option.ARPInterval).Kernel))
	}
	if !m.word(option.ARPValidate) {
		return false
	}
	all := option.Get(option.ARPAllTargets)
	s := m.given[all.ID]
	switch {
	case s == nil:
	case !m.badValue(s, all, s.Value).None():
		why := m.badValue(s, all, s.Value)
		m.reset(all.ID, all.Default, why.but("%s, and the module takes its default", why.Why))
	default:
		m.keep(all.ID, s.Value)
	}
	return true
}

// primary takes the primary port, and when to return to it, which is not even
// read without one.
func (m *loader) primary() bool {
	row, s := option.Get(option.Primary), m.given[option.Primary]
	switch {
	case s != nil && !row.Effective.Has(m.driver.mode()):
		m.irrelevant(row.ID)
	case s != nil && s.Problem.Kind != option.NoProblem:
		m.event(NewEvent(Ignored, s, Reason{Why: s.Problem.Text, Cause: WrongValue}))
	case s != nil:
		m.keep(row.ID, s.Value)
	}
	if s != nil && row.Effective.Has(m.driver.mode()) {
		return m.word(option.PrimaryReselect) // an empty primary will do (bond_main.c, bond_check_params; seen with Linux 6.1.176)
	}
	if r := m.given[option.PrimaryReselect]; r != nil {
		m.event(NewEvent(Ignored, r, Because(NeedsOther, row.ID, "the module reads it only beside a %s that the mode uses", row.Kernel)))
	}
	return true
}

package option

import (
	"strconv"
	"strings"
	"testing"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// samples are canonical values that every test of an option's codecs tries.
func samples(row *Row) []string {
	switch row.Kind {
	case Enum, Bool:
		var words []string
		for _, v := range row.Values {
			words = append(words, v.Word)
		}
		return words
	case Int:
		middle := min(row.Min+100, row.Max)
		return []string{itoa(row.Min), itoa(middle), itoa(row.Max), itoa(max(row.Min, 1))}
	case IfName:
		return []string{"eth0", "enp130s0f1np1.5"}
	case IPv4List:
		return []string{"192.0.2.1", "192.0.2.1,192.0.2.2"}
	case IPv6List:
		return []string{"2001:db8::1", "2001:db8::1,2001:db8::2"}
	case MAC:
		return []string{"02:00:00:00:00:01", "00:00:00:00:00:00"}
	}
	return nil
}

func TestEveryValueSurvivesEveryDialect(t *testing.T) {
	for d := Dialect(0); d < NumDialects; d++ {
		for i := range Rows() {
			row := &Rows()[i]
			cell := Spell(row.ID, d)
			if !cell.Supported() || cell.Codec == Flag {
				continue
			}
			for _, value := range samples(row) {
				survives(t, d, row, value)
			}
		}
	}
}

func survives(t *testing.T, d Dialect, row *Row, value string) {
	t.Helper()
	if row.Kind == IPv4List || row.Kind == IPv6List {
		items, ok := EncodeList(d, row.ID, value)
		back, p := DecodeList(d, row.ID, items)
		if !ok || p.Kind != NoProblem || back != value {
			t.Errorf("%s, %s: the list %q came back as %q (%s)", d, row.Kernel, value, back, p.Text)
		}
	}
	text, ok := Encode(d, row.ID, value)
	if !ok {
		t.Errorf("%s, %s: %q cannot be written", d, row.Kernel, value)
		return
	}
	back, p := Decode(d, row.ID, text)
	if p.Kind != NoProblem || back != value {
		t.Errorf("%s, %s: %q, written as %q, came back as %q (%s)", d, row.Kernel, value, text, back, p.Text)
	}
	if again, _ := Encode(d, row.ID, back); again != text {
		t.Errorf("%s, %s: %q is written as %q, then as %q", d, row.Kernel, value, text, again)
	}
}

func TestEveryWordAndNumberDecodes(t *testing.T) {
	for d := Dialect(0); d < NumDialects; d++ {
		for i := range Rows() {
			row := &Rows()[i]
			c := Spell(row.ID, d).Codec
			if !Spell(row.ID, d).Supported() {
				continue
			}
			for _, v := range row.Values {
				number, word := NoProblem, NoProblem
				switch c {
				case Word:
					number = NumberRefused
				case YAMLBool:
					number, word = BadWord, BadWord
				}
				decodes(t, d, row.ID, itoa(v.Number), v.Word, number)
				decodes(t, d, row.ID, v.Word, v.Word, word)
			}
			for _, w := range row.Words {
				if c == KernelWord || c == KernelNumber {
					decodes(t, d, row.ID, w.Word, canonicalOf(row, w.Number), NoProblem)
				}
			}
		}
	}
}

func canonicalOf(row *Row, n int64) string {
	for _, v := range row.Values {
		if v.Number == n {
			return v.Word
		}
	}
	return itoa(n)
}

func decodes(t *testing.T, d Dialect, id ID, raw, want string, kind ProblemKind) {
	t.Helper()
	got, p := Decode(d, id, raw)
	if got != want || p.Kind != kind {
		t.Errorf("%s, %s %q: got %q, problem %d (%s); want %q, problem %d", d, Get(id).Kernel, raw, got, p.Kind, p.Text, want, kind)
	}
	if (p.Kind == NoProblem) != (p.Text == "") {
		t.Errorf("%s, %s %q: problem %d says %q", d, Get(id).Kernel, raw, p.Kind, p.Text)
	}
}

func TestNumbersKeepTheirRange(t *testing.T) {
	for i := range Rows() {
		row := &Rows()[i]
		if row.Kind != Int {
			continue
		}
		for _, n := range []int64{row.Min, row.Max} {
			if p := Check(row.ID, itoa(n)); p.Kind != NoProblem {
				t.Errorf("%s: %s", row.Kernel, p.Text)
			}
		}
		for _, n := range []int64{row.Min - 1, row.Max + 1} {
			if p := Check(row.ID, itoa(n)); p.Kind != OutOfRange || !strings.Contains(p.Text, itoa(row.Max)) {
				t.Errorf("%s: %d gives problem %d %q", row.Kernel, n, p.Kind, p.Text)
			}
			for d := Dialect(0); d < NumDialects; d++ {
				if c := Spell(row.ID, d).Codec; c != Number && c != KernelNumber && c != CNumber && c != Literal {
					continue
				}
				decodes(t, d, row.ID, itoa(n), itoa(n), OutOfRange)
			}
		}
	}
}

// TestDecode states how each consumer reads odd values. What is not in the facts
// was seen with the versions that doc.go names.
func TestDecode(t *testing.T) {
	for _, c := range []struct {
		d        Dialect
		id       ID
		raw, out string
		problem  ProblemKind
	}{
		// Words.
		{Ifcfg, ModeOpt, "4", "802.3ad", NoProblem},
		{Ifcfg, ModeOpt, "01", "active-backup", NoProblem},
		{Ifcfg, ModeOpt, " 802.3ad\n", "802.3ad", NoProblem},
		{Ifcfg, ModeOpt, "802.3ad\u00a0", "", BadWord},
		{Ifcfg, ModeOpt, "7", "", BadWord},
		{Ifcfg, ModeOpt, "+1", "", BadWord},
		{Ifcfg, ModeOpt, "802.3AD", "", BadWord},
		{Ifcfg, ModeOpt, "", "", BadWord},
		{Ifcfg, ModeOpt, "default", "balance-rr", NoProblem},
		{Modprobe, ModeOpt, "default", "balance-rr", NoProblem},
		{Ifcfg, LACPRate, "default", "", BadWord},
		{NM, ModeOpt, "default", "", BadWord},
		{Netplan, ModeOpt, "4", "802.3ad", NumberRefused},
		{Networkd, LACPRate, "1", "fast", NumberRefused},
		{NM, XmitHashPolicy, "1", "layer3+4", NoProblem},
		{Ifcfg, XmitHashPolicy, "1", "layer3+4", NoProblem},
		{Ifcfg, XmitHashPolicy, "2", "layer2+3", NoProblem},
		// Booleans.
		{Ifcfg, UseCarrier, "on", "1", NoProblem},
		{Modprobe, UseCarrier, "on", "", BadWord},
		{NM, UseCarrier, "yes", "", BadWord},
		{Ifcfg, LACPActive, "off", "off", NoProblem},
		{NM, LACPActive, "1", "on", NoProblem},
		{Netplan, AllPortsActive, "YES", "1", NoProblem},
		{Netplan, AllPortsActive, "off", "0", NoProblem},
		{Netplan, AllPortsActive, "1", "1", BadWord},
		{Netplan, AllPortsActive, "t", "", BadWord},
		{Networkd, TLBDynamicLB, "no", "0", NoProblem},
		{Networkd, TLBDynamicLB, "T", "1", NoProblem},
		{Networkd, TLBDynamicLB, "enabled", "", BadWord},
		{HCL, CoupledControl, "true", "on", NoProblem},
		{HCL, UseCarrier, "false", "0", NoProblem},
		// Numbers.
		{Ifcfg, MIIMon, "0100", "100", NoProblem},
		{Ifcfg, MIIMon, "off", "0", NoProblem},
		{Ifcfg, MIIMon, "maxval", "2147483647", NoProblem},
		{Ifcfg, MIIMon, "100ms", "", BadNumber},
		{Ifcfg, MIIMon, "+5", "", BadNumber},
		{Ifcfg, MIIMon, "0x10", "", BadNumber},
		{Ifcfg, MIIMon, "-1", "-1", OutOfRange},
		{Ifcfg, MIIMon, "99999999999999999999", "", OutOfRange},
		{Modprobe, MIIMon, "0100", "64", NoProblem},
		{Modprobe, MIIMon, "0x64", "100", NoProblem},
		{Modprobe, MIIMon, "+50", "50", NoProblem},
		{Modprobe, MIIMon, "-0x5", "-5", OutOfRange},
		{Modprobe, MIIMon, "+-5", "", BadNumber},
		{Modprobe, MIIMon, "0x", "", BadNumber},
		{Modprobe, MIIMon, "off", "", BadNumber},
		{Networkd, MinLinks, "010", "8", NoProblem},
		{Networkd, MinLinks, "08", "", BadNumber},
		{Networkd, MinLinks, "0x10", "16", NoProblem},
		{Netplan, ResendIGMP, "010", "10", NoProblem},
		{Netplan, ResendIGMP, "300", "300", OutOfRange},
		{Netplan, ResendIGMP, "0x10", "", BadNumber},
		{NM, MIIMon, "0100", "100", NoProblem},
		{NM, Prio, "-5", "-5", NoProblem},
		{NM, PeerNotifDelay, "300001", "300001", OutOfRange},
		{HCL, ARPMissedMax, "0", "0", OutOfRange},
		// Times.
		{Networkd, MIIMon, "100", "100000", NoProblem},
		{Networkd, MIIMon, "100ms", "100", NoProblem},
		{Networkd, MIIMon, "100 ms ", "100", NoProblem},
		{Networkd, MIIMon, "0.1s", "100", NoProblem},
		{Networkd, MIIMon, "0.007s", "7", NoProblem},
		{Networkd, MIIMon, ".5", "500", NoProblem},
		{Networkd, MIIMon, "1min 2s", "62000", NoProblem},
		{Networkd, MIIMon, "1s2", "3000", NoProblem},
		{Networkd, MIIMon, "1us", "0", BadUnit},
		{Networkd, MIIMon, "1500us", "1", BadUnit},
		{Networkd, MIIMon, "1ns", "", BadNumber},
		{Networkd, MIIMon, "5.", "", BadNumber},
		{Networkd, MIIMon, "1MS", "", BadNumber},
		{Networkd, MIIMon, "-1", "", BadNumber},
		{Networkd, MIIMon, "", "", BadNumber},
		{Networkd, MIIMon, "infinity", "", OutOfRange},
		{Networkd, MIIMon, "1month", "2629800000", OutOfRange},
		{Networkd, MIIMon, "99999999999999999999", "", OutOfRange},
		{Networkd, MIIMon, "18446744073709551615us 5us", "", OutOfRange},
		{Networkd, LPInterval, "2", "2", NoProblem},
		{Networkd, LPInterval, "2500ms", "2", BadUnit},
		{Netplan, MIIMon, "100", "100", NoProblem},
		{Netplan, MIIMon, "1s", "1000", NoProblem},
		{Netplan, MIIMon, "0.1", "100", NoProblem},
		{Netplan, MIIMon, "100 ", "100000", NoProblem},
		{Netplan, LPInterval, "2", "2", NoProblem},
		// Lists.
		{Ifcfg, ARPIPTarget, "+10.0.0.1", "10.0.0.1", NoProblem},
		{Ifcfg, ARPIPTarget, "+10.0.0.1,10.0.0.2", "10.0.0.1", BadList},
		{Ifcfg, ARPIPTarget, "10.0.0.1,10.0.0.2", "10.0.0.1,10.0.0.2", NoProblem},
		{Ifcfg, ARPIPTarget, "10.0.0.1,+10.0.0.2", "10.0.0.1", BadAddress},
		{Ifcfg, ARPIPTarget, "010.000.000.001", "10.0.0.1", NoProblem},
		{Ifcfg, ARPIPTarget, "+", "", BadAddress},
		{Ifcfg, ARPIPTarget, "-10.0.0.1", "", BadAddress},
		{Ifcfg, ARPIPTarget, "0.0.0.1", "0.0.0.1", BadAddress},
		{Ifcfg, ARPIPTarget, "255.255.255.255", "255.255.255.255", BadAddress},
		{Ifcfg, ARPIPTarget, "::1", "", BadAddress},
		{IfcfgNM, ARPIPTarget, "+10.0.0.1,-10.0.0.2", "10.0.0.1,10.0.0.2", NoProblem},
		{Modprobe, ARPIPTarget, "10.0.0.1,,10.0.0.2", "10.0.0.1,10.0.0.2", BadAddress},
		{Modprobe, ARPIPTarget, "10.0.0.1, 10.0.0.2", "10.0.0.1", BadAddress},
		{Modprobe, ARPIPTarget, "+10.0.0.1", "", BadAddress},
		{NM, ARPIPTarget, "10.0.0.1, 10.0.0.2", "10.0.0.1,10.0.0.2", NoProblem},
		{NM, ARPIPTarget, "10.0.0.1 10.0.0.2", "10.0.0.1,10.0.0.2", NoProblem},
		{NM, ARPIPTarget, "+10.0.0.1", "", BadAddress},
		{NM, ARPIPTarget, "010.0.0.1", "", BadAddress},
		{NM, NSIP6Target, "2001:DB8::0:1", "2001:db8::1", NoProblem},
		{NM, NSIP6Target, "fe80::1%eth0", "", BadAddress},
		{NM, NSIP6Target, "::1", "::1", BadAddress},
		{NM, NSIP6Target, "ff02::1", "ff02::1", BadAddress},
		{Networkd, ARPIPTarget, "10.0.0.1 10.0.0.2", "10.0.0.1,10.0.0.2", NoProblem},
		{Networkd, ARPIPTarget, "10.0.0.1,10.0.0.2", "", BadAddress},
		// Names and MAC addresses.
		{Ifcfg, Primary, "eth0", "eth0", NoProblem},
		{Ifcfg, Primary, "", "", NoProblem},
		{Ifcfg, Primary, strings.Repeat("x", 16), strings.Repeat("x", 16), BadText},
		{Ifcfg, Primary, "..", "..", BadText},
		{Ifcfg, Primary, "a/b", "a/b", BadText},
		{Ifcfg, Primary, "a\x1bb", "a\x1bb", BadText},
		{Ifcfg, ADActorSystem, "02:00:00:00:00:0A", "02:00:00:00:00:0a", NoProblem},
		{Ifcfg, ADActorSystem, "02-00-00-00-00-01", "", BadAddress},
		{Ifcfg, ADActorSystem, "2:0:0:0:0:1", "", BadAddress},
		{Ifcfg, ADActorSystem, "01:00:00:00:00:01", "01:00:00:00:00:01", BadAddress},
		{Ifcfg, ADActorSystem, "x", "", BadAddress},
		{NM, ADActorSystem, "02-00-00-00-00-01", "02:00:00:00:00:01", NoProblem},
		{Networkd, ADActorSystem, "0200.0000.0001", "02:00:00:00:00:01", NoProblem},
		{Networkd, ADActorSystem, "020000000001", "", BadAddress},
		// What a dialect cannot say is still read.
		{Netplan, UseCarrier, "0", "0", NotHere},
		{Modprobe, LACPActive, "on", "on", NotHere},
		{Networkd, Primary, "yes", "", BadText},
	} {
		decodes(t, c.d, c.id, c.raw, c.out, c.problem)
	}
}

func TestDecodeList(t *testing.T) {
	many := strings.Split(strings.Repeat("10.0.0.1 ", 17), " ")[:17]
	for _, c := range []struct {
		id      ID
		items   []string
		out     string
		problem ProblemKind
	}{
		{ARPIPTarget, []string{"10.0.0.1", "10.0.0.2"}, "10.0.0.1,10.0.0.2", NoProblem},
		{ARPIPTarget, nil, "", NoProblem},
		{ARPIPTarget, many, strings.Join(many, ","), BadList},
		{ARPIPTarget, []string{"10.0.0.1,10.0.0.2"}, "", BadAddress},
		{ARPIPTarget, []string{"0.0.0.0"}, "0.0.0.0", BadAddress},
		{ModeOpt, []string{"802.3ad"}, "802.3ad", NoProblem},
		{ModeOpt, []string{"802.3ad", "balance-rr"}, "", BadList},
		{ModeOpt, nil, "", BadList},
		{Unknown, nil, "", UnknownOption},
	} {
		if out, p := DecodeList(HCL, c.id, c.items); out != c.out || p.Kind != c.problem {
			t.Errorf("%d %q: got %q, problem %d %q; want %q, problem %d", c.id, c.items, out, p.Kind, p.Text, c.out, c.problem)
		}
	}
}

func TestDecodeFlag(t *testing.T) {
	for raw, want := range map[string]bool{"yes": true, "1": true, " TRUE ": true, "no": false, "off": false} {
		if on, p := DecodeFlag(raw); on != want || p.Kind != NoProblem {
			t.Errorf("%q: got %t (%s)", raw, on, p.Text)
		}
	}
	if _, p := DecodeFlag("eth0"); p.Kind != BadWord {
		t.Error("a name is no boolean")
	}
}

func TestEncode(t *testing.T) {
	for _, c := range []struct {
		d         Dialect
		id        ID
		value, to string
	}{
		{Networkd, MIIMon, "100", "100ms"},
		{Networkd, MIIMon, "1000", "1000ms"},
		{Networkd, LPInterval, "2", "2s"},
		{Netplan, MIIMon, "100", "100"},
		{Ifcfg, ModeOpt, "802.3ad", "802.3ad"},
		{Networkd, ARPIPTarget, "10.0.0.1,10.0.0.2", "10.0.0.1 10.0.0.2"},
		{Netplan, AllPortsActive, "1", "true"},
		{Networkd, AllPortsActive, "0", "no"},
		{Networkd, Primary, "eth0", "yes"},
	} {
		if got, ok := Encode(c.d, c.id, c.value); !ok || got != c.to {
			t.Errorf("%s, %s %q: got %q, want %q", c.d, Get(c.id).Kernel, c.value, got, c.to)
		}
	}
	for _, c := range []struct {
		d     Dialect
		id    ID
		value string
	}{
		{Netplan, LACPActive, "on"},
		{Networkd, MIIMon, "100\n[Match]"},
		{Networkd, MIIMon, "-1"},
		{Ifcfg, Primary, ""},
		{Ifcfg, Primary, "eth0 mode=0"},
		{Ifcfg, ModeOpt, "4"},
		{NM, ADActorSystem, "02:00:00:00:00:01,miimon=0"},
		{Netplan, Unknown, "1"},
		{Netplan, NumOptions, "1"},
	} {
		if got, ok := Encode(c.d, c.id, c.value); ok {
			t.Errorf("%s, option %d: %q is written as %q", c.d, c.id, c.value, got)
		}
	}
}

func TestLoses(t *testing.T) {
	for _, c := range []struct {
		d     Dialect
		id    ID
		value string
		want  bool
	}{
		{Netplan, NumGratARP, "0", true},
		{Netplan, NumGratARP, "00", true},
		{Netplan, NumGratARP, "2", false},
		{Netplan, ADSelect, "actor_port_prio", true},
		{Netplan, XmitHashPolicy, "vlan+srcmac", false}, // its renderer decides
		{Networkd, XmitHashPolicy, "vlan+srcmac", true},
		{Networkd, ARPValidate, "filter", true},
		{Networkd, MIIMon, "0", true},
		{NM, ADSelect, "count", false},
		{NM, Unknown, "0", false},
	} {
		if why, lost := Loses(c.d, c.id, c.value); lost != c.want || lost != (why != "") {
			t.Errorf("%s, option %d = %q: lost is %t (%s)", c.d, c.id, c.value, lost, why)
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		id   ID
		a, b string
		want bool
	}{
		{MIIMon, "100", "0100", true},
		{MIIMon, "100", "101", false},
		{MIIMon, "", "0", false},
		{ADActorSystem, "02:00:00:00:00:0A", "02:00:00:00:00:0a", true},
		{ModeOpt, "802.3ad", "802.3AD", false},
		{Unknown, "a", "a", true},
	} {
		if Same(c.id, c.a, c.b) != c.want {
			t.Errorf("option %d: %q and %q: want %t", c.id, c.a, c.b, c.want)
		}
	}
}

func TestProblemsAreShort(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	for i := range Rows() {
		for d := Dialect(0); d < NumDialects; d++ {
			if _, p := Decode(d, Rows()[i].ID, long); len(p.Text) > 1000 {
				t.Fatalf("%s, %s: %d bytes", d, Rows()[i].Kernel, len(p.Text))
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	for i := range Rows() {
		for _, v := range samples(&Rows()[i]) {
			for d := Dialect(0); d < NumDialects; d++ {
				f.Add(uint8(d), uint8(i+1), v)
			}
		}
	}
	for _, raw := range []string{"1min 0.5s", "99999999999999999999.9y", "+10.0.0.1,10.0.0.2", "0x", "-", "\xa0", "infinity", "010.0.0.1"} {
		f.Add(uint8(Networkd), uint8(MIIMon), raw)
		f.Add(uint8(Ifcfg), uint8(ARPIPTarget), raw)
	}
	f.Fuzz(func(t *testing.T, dialect, option uint8, raw string) {
		d, id := Dialect(dialect), ID(option)
		DecodeList(d, id, strings.Split(raw, "\n"))
		DecodeFlag(raw)
		Suggest(d, raw)
		Lookup(d, raw)
		value, p := Decode(d, id, raw)
		if p.Kind == NoProblem && Check(id, value).Kind != NoProblem {
			t.Errorf("%s, option %d: %q is %q without a problem", d, id, raw, value)
		}
		text, ok := Encode(d, id, value)
		if p.Kind != NoProblem || !ok {
			return
		}
		back, p := Decode(d, id, text)
		if p.Kind != NoProblem || back != value {
			t.Errorf("%s, option %d: %q is %q, written %q, read %q (%s)", d, id, raw, value, text, back, p.Text)
		}
	})
}

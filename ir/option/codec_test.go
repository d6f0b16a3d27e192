package option

import (
	"strings"
	"testing"
)

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
		if row.Max > 2000 {
			return []string{itoa(row.Min), itoa(row.Max), "100", "1500"}
		}
		return []string{itoa(row.Min), itoa(row.Max)}
	case IfName:
		return []string{"eth0"}
	case IPv4List:
		return []string{"192.0.2.1", "192.0.2.1,192.0.2.2"}
	case IPv6List:
		return []string{"2001:db8::1", "2001:db8::1,2001:db8::2"}
	case MAC:
		return []string{"02:00:00:00:00:01"}
	}
	return nil
}

func itoa(n int64) string {
	s := ""
	if n < 0 {
		return "-" + itoa(-n)
	}
	for {
		s = string(rune('0'+n%10)) + s
		if n /= 10; n == 0 {
			return s
		}
	}
}

func TestEveryValueSurvivesEveryDialect(t *testing.T) {
	for d := Dialect(0); d < NumDialects; d++ {
		for _, row := range Rows() {
			cell := Spell(row.ID, d)
			if !cell.Supported() || !row.Scope.Configurable() || cell.Codec == Flag {
				continue
			}
			for _, value := range samples(&row) {
				survives(t, d, &row, value)
			}
		}
	}
}

func survives(t *testing.T, d Dialect, row *Row, value string) {
	t.Helper()
	if cell := Spell(row.ID, d); cell.Codec == Sequence {
		items, ok := EncodeList(d, row.ID, value)
		back, p := DecodeList(d, row.ID, items)
		if !ok || p.Kind != NoProblem || back != value {
			t.Errorf("%s, %s: %q came back as %q (%s)", d, row.Kernel, value, back, p.Text)
		}
		return
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

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		d        Dialect
		id       ID
		raw, out string
		problem  ProblemKind
	}{
		{Ifcfg, ModeOpt, "4", "802.3ad", NoProblem},
		{Ifcfg, ModeOpt, "802.3ad", "802.3ad", NoProblem},
		{Ifcfg, ModeOpt, "7", "", BadWord},
		{Ifcfg, ModeOpt, "802.3AD", "", BadWord},
		{Netplan, ModeOpt, "4", "802.3ad", NumberRefused},
		{Networkd, MIIMon, "100", "100000", NoProblem},
		{Networkd, MIIMon, "100ms", "100", NoProblem},
		{Networkd, MIIMon, "0.1s", "100", NoProblem},
		{Networkd, MIIMon, "1min 2s", "62000", NoProblem},
		{Networkd, MIIMon, "1us", "0", BadUnit},
		{Netplan, MIIMon, "100", "100", NoProblem},
		{Netplan, MIIMon, "1s", "1000", NoProblem},
		{Netplan, LPInterval, "2", "2", NoProblem},
		{Networkd, LPInterval, "2", "2", NoProblem},
		{Ifcfg, MIIMon, "100ms", "", BadNumber},
		{Ifcfg, MIIMon, "-1", "-1", OutOfRange},
		{Ifcfg, MIIMon, "0100", "100", NoProblem},
		{Ifcfg, ARPIPTarget, "+10.0.0.1", "10.0.0.1", NoProblem},
		{Ifcfg, ARPIPTarget, "10.0.0.1,10.0.0.2", "10.0.0.1,10.0.0.2", NoProblem},
		{Ifcfg, ARPIPTarget, "0.0.0.1", "0.0.0.1", BadAddress},
		{Networkd, ARPIPTarget, "10.0.0.1 10.0.0.2", "10.0.0.1,10.0.0.2", NoProblem},
		{Ifcfg, XmitHashPolicy, "1", "layer3+4", NoProblem},
		{Ifcfg, XmitHashPolicy, "2", "layer2+3", NoProblem},
		{Netplan, AllPortsActive, "yes", "1", NoProblem},
		{Networkd, TLBDynamicLB, "no", "0", NoProblem},
		{Ifcfg, Primary, strings.Repeat("x", 16), strings.Repeat("x", 16), BadText},
	} {
		out, p := Decode(c.d, c.id, c.raw)
		if p.Kind != c.problem || out != c.out {
			t.Errorf("%s, %s %q: got %q, problem %d %q; want %q, problem %d", c.d, Get(c.id).Kernel, c.raw, out, p.Kind, p.Text, c.out, c.problem)
		}
	}
}

func TestEveryWordAndNumberDecodes(t *testing.T) {
	for _, row := range Rows() {
		for _, v := range row.Values {
			for _, raw := range []string{v.Word, itoa(v.Number)} {
				if !Spell(row.ID, HCL).Supported() {
					continue
				}
				if got, p := Decode(HCL, row.ID, raw); got != v.Word || p.Kind != NoProblem {
					t.Errorf("%s %q: got %q (%s), want %q", row.Kernel, raw, got, p.Text, v.Word)
				}
			}
		}
	}
}

func TestEncode(t *testing.T) {
	for _, c := range []struct {
		d         Dialect
		id        ID
		value, to string
	}{
		{Networkd, MIIMon, "100", "100ms"},
		{Networkd, LPInterval, "2", "2s"},
		{Netplan, MIIMon, "100", "100"},
		{Ifcfg, ModeOpt, "802.3ad", "802.3ad"},
		{Networkd, ARPIPTarget, "10.0.0.1,10.0.0.2", "10.0.0.1 10.0.0.2"},
		{Netplan, AllPortsActive, "1", "true"},
		{Networkd, AllPortsActive, "0", "no"},
	} {
		if got, ok := Encode(c.d, c.id, c.value); !ok || got != c.to {
			t.Errorf("%s, %s %q: got %q, want %q", c.d, Get(c.id).Kernel, c.value, got, c.to)
		}
	}
	if _, ok := Encode(Netplan, LACPActive, "on"); ok {
		t.Error("netplan has no key for lacp_active")
	}
}

func TestLoses(t *testing.T) {
	if _, lost := Loses(Netplan, NumGratARP, "0"); !lost {
		t.Error("netplan loses gratuitous-arp 0")
	}
	if _, lost := Loses(Netplan, NumGratARP, "2"); lost {
		t.Error("netplan keeps gratuitous-arp 2")
	}
}

func TestSuggest(t *testing.T) {
	for key, want := range map[string]string{"mimon": "miimon", "mii-mon": "miimon", "fail-over-mac": "fail_over_mac", "zzzzzzzzzz": ""} {
		if got := Suggest(Ifcfg, key); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", key, got, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, row := range Rows() {
		for _, v := range samples(&row) {
			f.Add(uint8(Networkd), uint8(row.ID), v)
		}
	}
	f.Add(uint8(Networkd), uint8(MIIMon), "1min 0.5s")
	f.Fuzz(func(t *testing.T, dialect, id uint8, raw string) {
		d, o := Dialect(dialect%uint8(NumDialects)), ID(id%uint8(NumOptions))
		value, p := Decode(d, o, raw)
		if p.Kind != NoProblem {
			return
		}
		text, ok := Encode(d, o, value)
		if !ok || Spell(o, d).Codec == Sequence {
			return
		}
		back, p := Decode(d, o, text)
		if p.Kind != NoProblem || !Same(o, back, value) {
			t.Errorf("%s, %s: %q is %q, written %q, read %q (%s)", d, Get(o).Kernel, raw, value, text, back, p.Text)
		}
	})
}

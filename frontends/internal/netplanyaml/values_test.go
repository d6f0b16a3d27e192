package netplanyaml

import (
	"math"
	"strconv"
	"testing"
)

func TestBoolWord(t *testing.T) {
	for text, want := range map[string]string{
		"true": "true", "ON": "true", "Yes": "true", "y": "true", "Y": "true",
		"false": "false", "oFF": "false", "no": "false", "N": "false",
		"1": "", "0": "", "": "", "t": "", "~": "", " yes": "",
	} {
		value, ok := boolWord(text)
		if got := map[bool]string{true: strconv.FormatBool(value)}[ok]; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestDecimal(t *testing.T) {
	for text, want := range map[string]int{
		"0": 0, "1500": 1500, "01500": 1500, "+5": 5, " 5": 5, "255": 255,
		"0x10": -1, "1_000": -1, "-1": -1, "": -1, "1e3": -1, "12:30": -1, "5 ": -1, "1501": -1,
	} {
		got, ok := decimal(text, 1500)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
	if _, ok := decimal("4294967296", math.MaxUint32); ok {
		t.Error("more than 32 bits pass")
	}
}

func TestWholeSeconds(t *testing.T) {
	for text, want := range map[string]int{
		"15": 15, "15s": 15, "15 s": 15, "1min": 60, "1min 30s": 90, "2000ms": 2, "0.5min": 30, "1h": 3600, "+15": 15, "0": 0,
		"1500ms": -1, "soon": -1, "": -1, "15x": -1, "s": -1, "1..5s": -1, "-1": -1, "99999999999s": -1, "1.5": -1,
	} {
		got, ok := wholeSeconds(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func TestMACAddress(t *testing.T) {
	for text, want := range map[string]string{
		"AA:bb:00:11:22:33": "aa:bb:00:11:22:33",
		"80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:0A": "80:00:02:08:fe:80:00:00:00:00:00:00:00:02:c9:03:00:00:00:0a",
		"aa-bb-00-11-22-33": "", "aa:bb:00:11:22": "", "aa:bb:00:11:22:3g": "", "aa:bb:00:11:22:33:": "", "": "", "a:bb:00:11:22:333": "",
	} {
		if got, _ := macAddress(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestPrefixOf(t *testing.T) {
	for text, want := range map[string]string{
		"192.0.2.1/24": "192.0.2.1/24", "192.0.2.1": "192.0.2.1/32", "2001:db8::1": "2001:db8::1/128", "::/0": "::/0",
		"192.0.2.1/33": "", "192.0.2.1/": "", "192.0.2.1/-1": "", "192.0.2.01/24": "", "fe80::1%eth0/64": "", "": "", "default": "",
	} {
		got := ""
		if p, ok := prefixOf(text); ok {
			got = p.String()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestClosest(t *testing.T) {
	fields := table{{{key: "mtu"}, {key: "macaddress"}}, {{key: "nameservers"}, {key: "dhcp4"}, {key: "dhcp6"}}}
	for word, want := range map[string]string{
		"mut": "mtu", "nameserver": "nameservers", "mac-address": "macaddress", "dhcp": "dhcp4", "dhcp-4": "dhcp4",
		"gateway": "", "x": "", "": "",
	} {
		if got := closest(word, fields); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

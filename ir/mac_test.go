package ir

import "testing"

func TestParseMAC(t *testing.T) {
	for text, want := range map[string]string{
		"02:00:00:00:00:0A": "02:00:00:00:00:0a",
		"02-00-00-00-00-0a": "02:00:00:00:00:0a",
		"0200.0000.000a":    "02:00:00:00:00:0a",
		"80:00:00:48:fe:80:00:00:00:00:00:00:00:02:c9:03:00:01:02:03": "80:00:00:48:fe:80:00:00:00:00:00:00:00:02:c9:03:00:01:02:03",
		"": "", "02:00": "", "2:0:0:0:0:a": "", "02:00:00:00:00:zz": "", "02:00-00:00:00:0a": "", "stable": "",
	} {
		if got, ok := ParseMAC(text); got != want || ok != (want != "") {
			t.Errorf("ParseMAC(%q) = %q, %t", text, got, ok)
		}
	}
}

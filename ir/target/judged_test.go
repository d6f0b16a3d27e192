package target

import "testing"

func TestJudged(t *testing.T) {
	for _, c := range []struct {
		s    Software
		v    string
		want string
	}{
		{NetplanSoftware, "", "what bondc writes was judged by netplan 0.106 and 1.1"},
		{NetplanSoftware, "1.1", "what bondc writes for netplan 1.1 was judged by that version"},
		{NetplanSoftware, "1.0", "netplan 1.0 has not judged what bondc writes: it stands between 0.106 and 1.1, which have"},
		{NetplanSoftware, "0.99", "netplan 0.99 has not judged what bondc writes: the nearest that has is 0.106"},
		{SystemdSoftware, "255", "systemd 255 has not judged what bondc writes: it stands between 252 and 257, which have"},
		{SystemdSoftware, "258", "systemd 258 has not judged what bondc writes: the nearest that has is 257"},
		{NMSoftware, "1.46", "NetworkManager 1.46 has not judged what bondc writes: it stands between 1.42 and 1.52, which have"},
	} {
		v := Version{}
		if c.v != "" {
			var err error
			if v, err = ParseVersion(c.v); err != nil {
				t.Fatal(err)
			}
		}
		if got := Judged(c.s, v).String(); got != c.want {
			t.Errorf("%d %s: %q, want %q", c.s, c.v, got, c.want)
		}
	}
}

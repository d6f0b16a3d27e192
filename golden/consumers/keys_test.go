package consumers

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

// TestNetworkdKeysAreKnown takes the keys of the .network and .netdev files out of
// the tables in networkd itself: the rule key-unknown has nothing to say of any of
// them. Of the same keys with a letter less it does where networkd does.
func TestNetworkdKeysAreKnown(t *testing.T) {
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			known := keysIn(t, release)
			atLeast(t, len(known), 700)
			slips, of := map[string][]byte{}, map[string]string{}
			for i, key := range known {
				if says := unknown(t, file(key)); says != "" {
					t.Errorf("%s: %s", key, says)
				}
				section, name, _ := strings.Cut(key, ".")
				if i%7 != 0 || section == "Match" || len(name) < 3 {
					continue
				}
				as := fmt.Sprintf("%04d.network", i)
				of[as] = section + "." + name[:1] + name[2:]
				slips[as] = file(of[as])
			}
			said := complaints(t, release, slips)
			judged := 0
			for as, key := range of {
				// Line 4 is the section: one of .netdev files is unknown to networkd here.
				if strings.Contains(said[as+":4"], "Unknown section") {
					continue
				}
				judged++
				complains := strings.Contains(said[as+":5"], "Unknown key")
				if says := unknown(t, file(key)); complains != (says != "") {
					t.Errorf("%s: networkd says %q, bondc %q", key, said[as+":5"], says)
				}
			}
			atLeast(t, judged, 50)
			record(t, "networkd", "systemd-networkd", ships(t, release, "systemd-networkd"), "keys known as networkd knows them", len(known)+judged)
		})
	}
}

// keysIn returns the keys of all sections, as they stand in the program.
func keysIn(t *testing.T, release string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(filepath.Dir(program(t, release, "systemd-networkd")), "../root/usr/lib/systemd/systemd-networkd"))
	if err != nil {
		t.Fatal(err)
	}
	entry := regexp.MustCompile(`^[A-Z][A-Za-z0-9-]*\.[A-Z][A-Za-z0-9]*$`)
	var keys []string
	for text := range bytes.SplitSeq(data, []byte{0}) {
		if entry.Match(text) {
			keys = append(keys, string(text))
		}
	}
	return keys
}

// file is a .network file with one key in it.
func file(key string) []byte {
	section, name, _ := strings.Cut(key, ".")
	if section == "Match" {
		return fmt.Appendf(nil, "[Match]\nName=x0\n%s=x\n", name)
	}
	return fmt.Appendf(nil, "[Match]\nName=x0\n\n[%s]\n%s=x\n", section, name)
}

// unknown returns what the rule key-unknown says of a .network file.
func unknown(t *testing.T, text []byte) string {
	t.Helper()
	h, _ := read(t, "networkd", map[string][]byte{"etc/systemd/network/10-x0.network": text})
	for _, d := range lint.Run(h, on(t, releases[0]), rules.All(), lint.Options{}) {
		if d.Code == "key-unknown" {
			return d.Message
		}
	}
	return ""
}

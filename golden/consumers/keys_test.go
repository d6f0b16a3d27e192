package consumers

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bondc/bondc/lint"
	"github.com/bondc/bondc/lint/rules"
)

// TestNetworkdKeysAreKnown takes the keys of the .network and .netdev files out of
// the tables in networkd itself and puts each into a file of either sort, and every
// seventh with a letter less: the rule key-unknown complains where networkd does.
func TestNetworkdKeysAreKnown(t *testing.T) {
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			known := keysIn(t, release)
			atLeast(t, len(known), 700)
			files := map[string][]byte{}
			for i, key := range known {
				files[fmt.Sprintf("%04d.network", i)] = network(key)
				kind := []string{"bond", "bridge", "vlan", "vxlan"}[i%4]
				files[fmt.Sprintf("%04d.netdev", i)] = netdev(fmt.Sprint("x", i), kind, key)
				section, name, _ := strings.Cut(key, ".")
				if i%7 == 0 && section != "Match" && len(name) > 2 {
					files[fmt.Sprintf("%04d-slip.network", i)] = network(section + "." + name[:1] + name[2:])
				}
			}
			asked := maps.Clone(files)
			unknowns := map[string]string{}
			for where, what := range complaints(t, release, files) {
				if name, _, _ := strings.Cut(where, ":"); strings.Contains(what, "Unknown key") || strings.Contains(what, "Unknown section") {
					unknowns[name] = what
				}
			}
			for name, text := range asked {
				if says := unknown(t, name, text); (unknowns[name] != "") != (says != "") {
					t.Errorf("%s: networkd says %q, bondc %q", text, unknowns[name], says)
				}
			}
			atLeast(t, len(unknowns), 500)
			record(t, "networkd", "systemd-networkd", ships(t, release, "systemd-networkd"), "keys known as networkd knows them", len(asked))
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

// network is a .network file with one key in it.
func network(key string) []byte {
	section, name, _ := strings.Cut(key, ".")
	if section == "Match" {
		return fmt.Appendf(nil, "[Match]\nName=x0\n%s=x\n", name)
	}
	return fmt.Appendf(nil, "[Match]\nName=x0\n\n[%s]\n%s=x\n", section, name)
}

// netdev is a .netdev file with one key in it, beside its name and kind.
func netdev(name, kind, key string) []byte {
	section, word, _ := strings.Cut(key, ".")
	return fmt.Appendf(nil, "[NetDev]\nName=%s\nKind=%s\n\n[%s]\n%s=x\n", name, kind, section, word)
}

// unknown returns what the rule key-unknown says of a file of networkd's.
func unknown(t *testing.T, name string, text []byte) string {
	t.Helper()
	h, _ := read(t, "networkd", map[string][]byte{"etc/systemd/network/" + name: text})
	for _, d := range lint.Run(h, on(t, releases[0]), rules.All(), lint.Options{}) {
		if d.Code == "key-unknown" {
			return d.Message
		}
	}
	return ""
}

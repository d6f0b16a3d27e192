package consumers

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/kernel"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// TestNetplanVerdictsArePredicted gives the generator each of netplan's
// parameters with good and bad values: it refuses those that bondc says it
// refuses. What it takes is given to it once more, all bonds in one file, and
// then means to networkd what bondc makes of it.
func TestNetplanVerdictsArePredicted(t *testing.T) {
	for _, release := range releases {
		t.Run(release, func(t *testing.T) {
			t.Parallel()
			generator, machine := program(t, release, "netplan-generate"), on(t, release)
			good, refused := bonds(nil), 0
			for _, c := range choices(option.Netplan) {
				one := bonds([]choice{c})
				h, diags := read(t, "netplan", one.files())
				if !refuses(h, diags, machine) {
					good = append(good, c)
					continue
				}
				refused++
				if _, ok := generate(t, generator, lay(t, one.files())); ok {
					t.Errorf("%s: netplan takes what bondc says it refuses: %s", c, errors(diags))
				}
			}
			files := good.files()
			root := lay(t, files)
			for said, ok := generate(t, generator, root); !ok; said, ok = generate(t, generator, root) {
				var line int
				if _, err := fmt.Sscanf(said, "/etc/netplan/60-bonds.yaml:%d:", &line); err != nil || t.Failed() && len(good) < 100 {
					t.Fatalf("netplan refuses what bondc says it takes: %s", said)
				}
				bad := (line - linesBefore) / linesEach
				t.Errorf("%s: netplan refuses what bondc says it takes: %s", good[bad], said)
				good = slices.Delete(good, bad, bad+1)
				files = good.files()
				root = lay(t, files)
			}
			h, _ := read(t, "netplan", files)
			agrees(t, "all values", h, gather(t, root+"/run/systemd/network", "etc/systemd/network"), "networkd", machine)
			record(t, "netplan", "netplan-generate", ships(t, release, "netplan-generate"), "values taken as predicted", len(good))
			record(t, "netplan", "netplan-generate", ships(t, release, "netplan-generate"), "values refused as predicted", refused)
			if refused < 20 {
				t.Errorf("only %d values were refused", refused)
			}
		})
	}
}

// What stands in front of the first bond, and for each.
const linesBefore, linesEach = 4, 5

// bonds are choices, each for a bond of its own.
type bonds []choice

func (b bonds) files() map[string][]byte {
	var y strings.Builder
	y.WriteString("network:\n  version: 2\n  bonds:\n")
	for i, c := range b {
		key, value := c.key, c.value
		if row := option.Get(c.id); row.Kind == option.IPv4List || row.Kind == option.IPv6List {
			value = "[" + quote(value) + "]"
		} else if strings.ContainsAny(value, ":#'\" ") {
			value = quote(value)
		}
		fmt.Fprintf(&y, "    b%d:\n      interfaces: []\n      parameters:\n        mode: %s\n        %s: %s\n", i, c.mode, key, value)
	}
	return map[string][]byte{"etc/netplan/60-bonds.yaml": []byte(y.String())}
}

func quote(text string) string { return `"` + text + `"` }

// refuses reports whether bondc says that netplan takes the file not at all.
func refuses(h *ir.Host, diags diag.List, machine target.Target) bool {
	if h == nil || diags.Has(diag.Error) {
		return true
	}
	for _, l := range h.Links {
		if l.Bond == nil {
			continue
		}
		out := effect.Effective(h, l, machine)
		for i := range out.Events {
			if e := &out.Events[i]; e.By == effect.ByNetplan && e.Kind == kernel.Refused {
				return true
			}
		}
	}
	return false
}

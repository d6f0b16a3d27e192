package effect

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// TestDeadDefaults shows that of the driver's parameters those are taken out,
// and named, that do nothing: to take one out moves those behind it.
func TestDeadDefaults(t *testing.T) {
	h := bondHost("ifcfg")
	b := h.Links[0].Bond
	b.Defaults = parse(option.Modprobe, "mode=1 lacp_rate=fast xmit_hash_policy=layer3+4 miimon=150")
	pinned, diags := Pin(h, target.Target{Via: target.Initscripts}, target.NetworkdVia, "networkd")
	var left, said []string
	for _, s := range pinned.Links[0].Bond.Defaults {
		left = append(left, s.Key+"="+s.Value)
	}
	for _, d := range diags.Sort() {
		key, _, _ := strings.Cut(d.Message, " ")
		said = append(said, key+" "+d.Span.Text())
	}
	if got := strings.Join(left, " "); got != "mode=active-backup miimon=150" {
		t.Errorf("left: %s", got)
	}
	if got := strings.Join(said, ", "); !strings.HasPrefix(got, `"lacp_rate" fast, "xmit_hash_policy" layer3+4`) {
		t.Errorf("said: %s", got)
	}
	if len(b.Defaults) != 4 || b.Defaults[1].ID != option.LACPRate {
		t.Errorf("the host was changed: %v", b.Defaults)
	}
}

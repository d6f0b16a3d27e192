package effect

import (
	"strings"
	"testing"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// TestCloudInitRenderers: what a renderer has no word for does not reach the
// bond, and targets under netplan cost the file.
func TestCloudInitRenderers(t *testing.T) {
	host := func(via target.Via, settings ...string) *ir.Host {
		h := aBond("cloudinit", "", "", settings...)
		b := h.Links[0].Bond
		for i := range b.Settings {
			s := &b.Settings[i]
			if s.Key = "bond-" + s.Key; strings.Contains(s.Key, "_") && via == target.Initscripts {
				s.Key = strings.ReplaceAll(s.Key, "-", "_")
			}
			s.Value, s.Problem = option.Decode(option.CloudInit, s.ID, s.Raw)
		}
		return h
	}
	for _, c := range []struct {
		via     target.Via
		set     string
		value   string // of the option, in the bond that comes of it
		created bool
	}{
		{target.NetworkdVia, "resend_igmp=5", "1", true},
		{target.Ifupdown, "min_links=1", "", true},
		{target.Initscripts, "all_slaves_active=1", "0", true},
		{target.NetworkManager, "resend_igmp=5", "5", true},
		{target.NetworkdVia, "arp_ip_target=192.0.2.1", "", false},
		{target.NetworkdVia, "arp_all_targets=all", "any", true},
		{target.NetworkdVia, "fail_over_mac=1", "none", true},
		{target.NetworkdVia, "fail_over_mac=active", "active", true},
		{target.NetworkdVia, "lacp_rate=1", "", false},
		{target.NetworkdVia, "mode=1", "", false},
		{target.NetworkManager, "fail_over_mac=1", "active", true},
		{target.Ifupdown, "fail_over_mac=1", "active", true},
	} {
		h := host(c.via, "mode=active-backup", "miimon=100", c.set)
		out := Effective(h, h.Links[0], target.Target{Via: c.via})
		name, _, _ := strings.Cut(c.set, "=")
		if got := out.valueOf(option.LookupKernel(name)); out.Created != c.created || c.value != "" && got != c.value {
			t.Errorf("%s %s: created %t, value %q", c.via, c.set, out.Created, got)
		}
	}
}

// TestRendererKeys: each renderer has its own idea of "-" and "_".
func TestRendererKeys(t *testing.T) {
	for _, c := range []struct {
		via       target.Via
		key, want string
	}{
		{target.Initscripts, "bond-mode", "bond-mode"},
		{target.Initscripts, "bond-xmit-hash-policy", "bond-xmit-hash-policy"},
		{target.Initscripts, "bond-xmit_hash_policy", "bond_xmit_hash_policy"},
		{target.NetworkManager, "bond-xmit_hash_policy", "bond-xmit_hash_policy"},
		{target.NetworkManager, "bond-xmit-hash-policy", "bond-xmit_hash_policy"},
		{target.NetworkManager, "bond_mode", "bond-mode"},
		{target.NetworkdVia, "bond_xmit-hash_policy", "bond_xmit-hash_policy"},
		{target.Ifupdown, "bond-xmit-hash-policy", "bond-xmit-hash-policy"},
	} {
		if got := RendererKey(c.key, c.via); got != c.want {
			t.Errorf("%s %s: %s", c.via, c.key, got)
		}
	}
}

// TestRenderersAreNamed holds the words of the table that are looked for.
func TestRenderersAreNamed(t *testing.T) {
	for i := range option.Rows() {
		row := &option.Rows()[i]
		if cell := option.Spell(row.ID, option.CloudInit); cell.Sent != "" && !strings.HasPrefix(cell.Sent, "by the renderers for ") {
			t.Errorf("%s: %q does not say by which renderers", row.Kernel, cell.Sent)
		}
	}
}

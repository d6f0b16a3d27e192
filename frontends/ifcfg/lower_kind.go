package ifcfg

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
)

// kinds decides what each declared link is. Only the keys count, never a name
// that looks like a bond's.
func (r *reader) kinds() {
	masters := map[string]bool{}
	for _, p := range r.profiles {
		p.nm = r.managed(p)
		if v := p.get("MASTER"); v != nil {
			masters[v.value()] = true
		}
	}
	for _, p := range r.profiles {
		kind, other := r.kindOf(p)
		if kind == ir.Ethernet && (masters[p.link.Name] || bondKeys(p)) {
			kind = ir.BondKind
		}
		r.become(p.link, kind)
		r.strangeType(p)
		p.link.OtherKind = other
		p.use("kind", "TYPE", "DEVICETYPE")
		if kind == ir.BondKind || !p.yes("BONDING_MASTER") {
			p.use("kind", "BONDING_MASTER")
		}
		if !p.yes("VLAN") {
			p.use("kind", "VLAN")
		}
	}
}

// bondKeys reports whether the file itself says that the link is a bond:
// BONDING_OPTS to both readers, BONDING_MASTER to NetworkManager
// (facts/dialects.md 3.1). "Bonding" is bonding.rst's word for old scripts.
func bondKeys(p *profile) bool {
	if t := p.get("TYPE"); t != nil && (strings.EqualFold(t.value(), "bond") || strings.EqualFold(t.value(), "bonding")) {
		return true
	}
	return p.has("BONDING_OPTS") || p.yes("BONDING_MASTER")
}

// kindOf returns what TYPE and the other keys make of a link before anybody
// asks whether it is a bond, and the word for a link of kind Other.
func (r *reader) kindOf(p *profile) (ir.Kind, string) {
	typ, device := "", ""
	if v := p.get("TYPE"); v != nil {
		typ = strings.ToLower(v.value())
	}
	if v := p.get("DEVICETYPE"); v != nil {
		device = strings.ToLower(v.value())
	}
	switch {
	case p.link.Name == "lo":
		return ir.Other, "loopback"
	case p.has("TEAM_MASTER") || p.has("TEAM_MASTER_UUID"):
		return ir.Other, "teamport"
	case p.has("TEAM_CONFIG"):
		return ir.Other, "team"
	case p.has("ESSID") || p.has("SSID"):
		return ir.Other, "wifi"
	}
	if kind, other, ok := typeKind(typ); ok && kind != ir.Ethernet {
		return kind, other
	}
	if kind, other, ok := typeKind(device); ok && kind == ir.Other {
		return kind, other
	}
	if r.tagged(p) {
		return ir.VLANKind, ""
	}
	if typ == "" && device == "" {
		if other := scripted(p.link.Name); other != "" {
			return ir.Other, other
		}
	}
	return ir.Ethernet, ""
}

// typeKind returns the kind of a TYPE or DEVICETYPE in lower case. A word that
// bondc does not know is a link that it does not know.
func typeKind(word string) (kind ir.Kind, other string, ok bool) {
	switch word {
	case "":
		return 0, "", false
	case "ethernet", "eth", "bond", "bonding", "token ring":
		return ir.Ethernet, "", true
	case "vlan":
		return ir.VLANKind, "", true
	case "bridge":
		return ir.BridgeKind, "", true
	case "wireless":
		return ir.Other, "wifi", true
	case "ib":
		return ir.Other, "infiniband", true
	}
	return ir.Other, word, true
}

// strangeType reports a TYPE that is no word for a kind of link: a slip of the
// pen, or a file that ends in the middle of the word. NetworkManager knows the
// first row (nms-ifcfg-rh-reader.c, connection_from_file) and refuses all
// others; the rest have scripts of their own in initscripts or in packages.
func (r *reader) strangeType(p *profile) {
	v := p.get("TYPE")
	if v == nil || v.value() == "" || p.has("DEVICETYPE") || v.entry.Unknown {
		return
	}
	common := []string{"Ethernet", "Bond", "Bridge", "Vlan", "InfiniBand", "Team", "TeamPort", "Wireless"}
	known := append(slices.Clone(common), "Bonding", "Eth", "IB", "Token Ring", "ARCNET", "Loopback", "Dummy", "Tap", "Tun", "Tunnel", "GRE", "IPIP", "SIT",
		"IPSEC", "CIPE", "PPP", "PPPoE", "xDSL", "Modem", "ISDN", "Bluetooth", "WireGuard", "VXLAN", "VRF", "MACVLAN", "IPVLAN", "Veth", "CTC", "QETH", "LCS", "VPN", "Cellular", "Alias")
	word := v.value()
	is := func(k string) bool { return strings.EqualFold(k, word) }
	if slices.ContainsFunc(known, is) || len(word) > 3 && strings.EqualFold(word[:3], "OVS") {
		return
	}
	detail := "NetworkManager refuses the file, and initscripts go by its other keys. bondc takes it for a link that it does not model: nothing of it is judged, and nothing goes into another dialect."
	if near := option.Nearest(word, common); near != "" {
		detail += fmt.Sprintf(" Did you mean %q?", near)
	}
	r.diags.Add(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Warning, Span: v.span(), Link: p.link.Name,
		Message: fmt.Sprintf("%q in TYPE names no kind of link; it is one of %s", word, strings.Join(common, ", ")), Detail: detail,
	})
}

// scripted returns the kind of a link that initscripts bring up by a script of
// its own because of its name, ifup-STEM (ifup, OTHERSCRIPT), or "".
func scripted(name string) string {
	switch stem := strings.TrimRight(name, "0123456789"); stem {
	case "ib":
		return "infiniband"
	case "sit", "ppp", "ippp", "ipsec", "tunnel", "tun", "tap", "plip", "plusb", "bnep", "ctc", "dummy":
		return stem
	}
	return ""
}

package netplanyaml

import (
	"slices"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/target"
)

// bondc does not model wireless links, modems and authentication. It checks them
// as netplan does: what netplan refuses in one costs the host its bonds as well.

func wifiFields(g *grammar) table {
	return join(g.common.table(), g.physical.table(), authentication(), connectivity(one, "regulatory-domain"),
		needed(field{key: "access-points", shape: tree, read: (*Reader).accessPoints}))
}

// wakeWords are those of "wakeonwlan" (types.h, wifi_wowlan_types).
func wakeWords() table {
	words := []string{"default", "any", "disconnect", "magic_pkt", "gtk_rekey_failure", "eap_identity_req", "four_way_handshake", "rfkill_release", "tcp"}
	return checked(many, []string{"wakeonwlan"}, func(r *Reader, it *item) {
		r.eachWord(it, words...)
		if texts := r.texts(it); len(texts) > 1 && slices.Contains(texts, words[0]) {
			r.bad(it, it.span, "%q has \"default\" beside other words, and it excludes them", it.name)
		}
	})
}

func modemFields(g *grammar) table {
	return join(g.common.table(), g.physical.table(), flags("auto-config"), connectivity(one,
		"apn", "device-id", "network-id", "number", "password", "pin", "sim-id", "sim-operator-id", "username"))
}

// accessPoints reads the networks of a wireless link, by their names.
func (r *Reader) accessPoints(it *item) string {
	at := it.inside()
	r.checkKeys(at, it.value)
	for i := 0; i+1 < len(it.value.Children); i += 2 {
		child := r.item(at, it.value, i)
		if child.key.Kind != yamltree.Scalar {
			continue
		}
		it.at.def.points++
		child.field = &r.grammar.definition
		switch {
		case child.value.Kind != yamltree.Mapping:
			r.badShape(&child)
			r.leftover(&child)
		case len(child.value.Children) == 0:
			r.entry(&child)
		default:
			r.mapping(child.inside(), child.value, r.grammar.accessPoint.table())
		}
	}
	return ""
}

func accessPointFields() table {
	return join(
		checked(one, []string{"bssid"}, func(r *Reader, it *item) {
			if mac, ok := macAddress(it.text()); !ok || len(mac) > len("xx:xx:xx:xx:xx:xx") {
				r.badValue(it, "a MAC address (\"xx:xx:xx:xx:xx:xx\")")
			}
		}),
		checked(one, []string{"mode"}, func(r *Reader, it *item) {
			switch it.text() {
			case "infrastructure", "adhoc":
			case "ap":
				it.at.def.hotspot = ir.Some(true, it.span)
			default:
				r.badValue(it, "one of infrastructure, ap, adhoc")
			}
		}),
		exact("band", "5GHz", "5G", "2.4GHz", "2.4G"),
		numbers("channel"), flags("hidden"), connectivity(one, "password"), authentication(),
		plain(field{key: "networkmanager", shape: tree, keys: func(g *grammar) table { return g.nm.table() }}),
	)
}

// authentication is the key "auth" of what has to log in.
func authentication() table {
	return needed(field{key: "auth", shape: tree, keys: func(g *grammar) table { return g.auth.table() }})
}

// authFields are the keys of "auth", with the words of netplan 1.1.2.
func authFields() table {
	words := join(
		exact("key-management", "none", "psk", "psk-sha256", "eap", "eap-sha256", "eap-suite-b-192", "sae", "802.1x"),
		exact("method", "tls", "peap", "leap", "pwd", "ttls"),
	)
	for _, list := range words {
		needed(list...)
	}
	return join(words, connectivity(one, "identity", "anonymous-identity", "password", "ca-certificate",
		"client-certificate", "client-key", "client-key-password", "phase2-auth"))
}

// checkWifi reports what netplan refuses in a wireless link as a whole
// (validation.c, validate_netdef_grammar; networkd.c, write_wpa_conf; seen with
// 0.106 and 1.1.2).
func (r *Reader) checkWifi(d *def) {
	if d.points == 0 {
		r.refused(d, d.link.Span, "has no access points")
	}
	if r.surely(d) != target.NetworkdVia {
		return
	}
	if d.matches.Set {
		r.refused(d, d.matches.Span, "has \"match\", which netplan takes for a wireless link under NetworkManager only")
	}
	if d.hotspot.Set {
		r.refused(d, d.hotspot.Span, "offers an access point, which netplan takes under NetworkManager only")
	}
}

package netplanyaml

import (
	"fmt"
	"math"
	"net/netip"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// bondc does not model tunnels. It checks them as netplan does: what netplan
// refuses in one costs the host its bonds as well.

// tunnel is what netplan looks at once it has read a tunnel.
type tunnel struct {
	mode                   ir.Opt[string]
	local, remote          ir.Opt[netip.Addr]
	ttl, id, label         ir.Opt[int]
	input, output, private ir.Opt[string]
}

func tunnelFields() table {
	of := func(dest func(*tunnel) *ir.Opt[int]) func(*Reader, *item) string {
		return func(r *Reader, it *item) string {
			r.number(it, math.MaxUint32, dest(&it.at.def.tunnel))
			return ""
		}
	}
	return join(needed(
		field{key: "mode", read: (*Reader).tunnelMode},
		field{key: "local", read: (*Reader).tunnelEnd},
		field{key: "remote", read: (*Reader).tunnelEnd},
		field{key: "ttl", read: of(func(t *tunnel) *ir.Opt[int] { return &t.ttl })},
		field{key: "id", read: of(func(t *tunnel) *ir.Opt[int] { return &t.id })},
		field{key: "flow-label", read: of(func(t *tunnel) *ir.Opt[int] { return &t.label })},
		field{key: "key", shape: scalarOrTree, read: (*Reader).tunnelKeys},
		field{key: "keys", shape: scalarOrTree, read: (*Reader).tunnelKeys},
		field{key: "link", read: (*Reader).standsOn},
		field{key: "peers", shape: rows, read: (*Reader).peers},
		field{key: "port-range", shape: many, read: (*Reader).portRange},
	),
		numbers("mark", "port", "ageing", "aging", "limit", "type-of-service"),
		flags("arp-proxy", "do-not-fragment", "mac-learning", "short-circuit"),
		lists("checksums", "udp", "zero-udp6-tx", "zero-udp6-rx", "remote-tx", "remote-rx"),
		lists("extensions", "group-policy", "generic-protocol"),
		lists("notifications", "l2-miss", "l3-miss"),
	)
}

func (r *Reader) tunnelMode(it *item) string {
	switch it.text() {
	case "sit", "gre", "ip6gre", "ipip", "ipip6", "ip6ip6", "vti", "vti6", "isatap", "gretap", "ip6gretap", "vxlan", "wireguard":
		it.at.def.tunnel.mode = ir.Some(it.text(), it.span)
	default:
		r.badValue(it, "a mode of tunnels that netplan knows")
	}
	return ""
}

func (r *Reader) tunnelEnd(it *item) string {
	end := &it.at.def.tunnel.local
	if it.name == "remote" {
		end = &it.at.def.tunnel.remote
	}
	addr, ok := address(it.text())
	if !ok {
		return r.badValue(it, "an address without a prefix length")
	}
	*end = ir.Some(addr, it.span)
	return ""
}

// standsOn notes a link that has to be defined.
func (r *Reader) standsOn(it *item) string {
	it.at.def.below = append(it.at.def.below, ref{it.text(), it.span})
	return ""
}

// tunnelKeys reads one key for all purposes, or a mapping of them.
func (r *Reader) tunnelKeys(it *item) string {
	if it.value.Kind == yamltree.Mapping {
		r.below(it, r.grammar.keys.table())
		return ""
	}
	t := &it.at.def.tunnel
	t.input = ir.Some(it.text(), it.span)
	t.output, t.private = t.input, t.input
	return ""
}

func keyFields() table {
	of := func(dest func(*tunnel) *ir.Opt[string]) func(*Reader, *item) string {
		return func(_ *Reader, it *item) string {
			*dest(&it.at.def.tunnel) = ir.Some(it.text(), it.span)
			return ""
		}
	}
	return join(needed(
		field{key: "input", read: of(func(t *tunnel) *ir.Opt[string] { return &t.input })},
		field{key: "output", read: of(func(t *tunnel) *ir.Opt[string] { return &t.output })},
		field{key: "private", read: of(func(t *tunnel) *ir.Opt[string] { return &t.private })},
	), lists("private-key-flags", "agent-owned", "not-saved", "not-required"))
}

// portRange wants two numbers.
func (r *Reader) portRange(it *item) string {
	texts := r.texts(it)
	if len(texts) != 2 {
		r.bad(it, it.span, "%q needs two items, the first and the last port", it.name)
	}
	for i, text := range texts {
		if _, ok := decimal(text, math.MaxUint32); !ok {
			r.bad(it, it.span, "item %d of %q is %q, which is no number", i+1, it.name, short(text))
		}
	}
	return ""
}

// peers reads the peers of a WireGuard tunnel.
func (r *Reader) peers(it *item) string {
	for i := range it.value.Children {
		row := r.row(it, i)
		if !r.wantMapping(&row) {
			continue
		}
		r.peerKey = false
		r.mapping(row.inside(), row.value, r.grammar.peer.table())
		if !r.peerKey {
			r.bad(&row, row.span, "a peer must say its public key (\"keys: {public: ...}\")")
		}
	}
	return ""
}

func peerFields() table {
	return needed(
		field{key: "keys", shape: tree, keys: func(g *grammar) table { return g.peerKeys.table() }},
		field{key: "endpoint", read: func(r *Reader, it *item) string {
			if text := it.text(); text != "" && !isEndpoint(text) {
				r.badValue(it, "an endpoint (HOST:PORT)")
			}
			return ""
		}},
		field{key: "keepalive", read: func(r *Reader, it *item) string {
			r.number(it, math.MaxUint16, new(ir.Opt[int]))
			return ""
		}},
		field{key: "allowed-ips", shape: many, read: func(r *Reader, it *item) string {
			for i, text := range r.texts(it) {
				if _, ok := prefixOf(text); !ok || !strings.Contains(text, "/") {
					r.bad(it, it.span, "item %d of %q is %q, which is no network (ADDRESS/LENGTH)", i+1, it.name, short(text))
				}
			}
			return ""
		}},
	)
}

// isEndpoint reports whether the text is "HOST:PORT", with an address, in brackets
// or not, or a name (parse.c, handle_wireguard_endpoint; validation.c, is_hostname).
func isEndpoint(text string) bool {
	colon := strings.LastIndexByte(text, ':')
	if colon < 0 {
		return false
	}
	host := strings.TrimSuffix(strings.TrimPrefix(text[:colon], "["), "]")
	_, isAddress := address(host)
	_, isPort := decimal(text[colon+1:], math.MaxUint16)
	return isPort && (isAddress || isHostName(host))
}

// isHostName reports whether the text is a name of labels that letters and
// digits begin and end, with hyphens between.
func isHostName(text string) bool {
	for label := range strings.SplitSeq(text, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' || !consistsOf(label, "-") {
			return false
		}
	}
	return true
}

// consistsOf reports whether a text is of ASCII letters, digits and the others.
func consistsOf(text, others string) bool {
	for i := range len(text) {
		c := text[i]
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') && strings.IndexByte(others, c) < 0 {
			return false
		}
	}
	return true
}

func peerKeyFields() table {
	return needed(
		field{key: "public", read: func(r *Reader, it *item) string {
			r.peerKey = true
			if !isKey(it.text()) {
				r.hidden(it, "a key of WireGuard (44 characters of base64)")
			}
			return ""
		}},
		field{key: "shared", read: func(r *Reader, it *item) string {
			if !keyOrFile(it.text()) {
				r.hidden(it, "a key of WireGuard (44 characters of base64), or the path of a file with one")
			}
			return ""
		}},
	)
}

// isKey reports whether the text is 32 bytes in base64 (validation.c,
// is_wireguard_key).
func isKey(text string) bool {
	const length = 44
	return len(text) == length && text[length-1] == '=' && consistsOf(text[:length-1], "+/")
}

func keyOrFile(text string) bool { return strings.HasPrefix(text, "/") || isKey(text) }

// hidden reports a secret that is not what is wanted, without showing it.
func (r *Reader) hidden(it *item, want string) {
	r.bad(it, it.span, "value of %q is not %s", it.name, want)
}

// checkTunnel reports what netplan refuses in a tunnel as a whole (validation.c,
// validate_tunnel_grammar and validate_tunnel_backend_rules; seen with 0.106 and
// 1.1.2). 1.1 wants less of WireGuard's peers, does without "local", and has words
// for GRETAP under NetworkManager; what only older ones refuse is not reported.
func (r *Reader) checkTunnel(d *def) {
	t, mode := &d.tunnel, d.tunnel.mode.Value
	switch {
	case !t.mode.Set:
		r.refused(d, d.link.Span, "has no mode")
		return
	case mode == "wireguard":
		r.checkWireGuard(d)
		return
	case mode == "vxlan":
		r.checkVXLAN(d)
	case !t.remote.Set:
		r.refused(d, d.link.Span, "has no remote address")
	}
	if t.ttl.Value > math.MaxUint8 {
		r.refused(d, t.ttl.Span, "has a ttl of %d; it must be in 1..255", t.ttl.Value)
	}
	r.checkEnds(d)
	r.checkTunnelKeys(d)
	if mode == "isatap" && r.surely(d) == target.NetworkdVia {
		r.refused(d, t.mode.Span, "is of mode \"isatap\", which netplan takes under NetworkManager only")
	}
}

// checkTunnelKeys wants numbers or dotted quads, and them only in modes that have
// keys.
func (r *Reader) checkTunnelKeys(d *def) {
	mode, via, only := d.tunnel.mode.Value, r.surely(d), ""
	if keyed(mode, target.NetworkdVia) {
		only = " under NetworkManager"
	}
	for _, key := range []ir.Opt[string]{d.tunnel.input, d.tunnel.output} {
		if !key.Set {
			continue
		}
		_, number := decimal(key.Value, math.MaxUint32)
		quad, dotted := address(key.Value)
		switch {
		case !number && key.Value != "" && !(dotted && quad.Is4()):
			r.refused(d, key.Span, "has a key that is neither a number nor a dotted quad")
		case via != target.Unset && !keyed(mode, via):
			r.refused(d, key.Span, "has a key, and netplan takes none with the mode %q%s", mode, only)
		}
	}
}

// keyed reports whether tunnels of a mode have keys.
func keyed(mode string, via target.Via) bool {
	switch mode {
	case "gre", "ip6gre", "gretap", "ip6gretap":
		return true
	case "vti", "vti6":
		return via != target.NetworkManager
	}
	return false
}

// checkEnds wants both ends to be of the mode's family.
func (r *Reader) checkEnds(d *def) {
	want := 4
	switch d.tunnel.mode.Value {
	case "ipip6", "ip6ip6", "ip6gre", "ip6gretap", "vti6":
		want = 6
	case "vxlan":
		if want = family(d.tunnel.local.Value); !d.tunnel.local.Set {
			return
		}
	}
	for _, end := range []ir.Opt[netip.Addr]{d.tunnel.local, d.tunnel.remote} {
		if end.Set && family(end.Value) != want {
			r.refused(d, end.Span, "has the end %s, which is no address of IPv%d", end.Value, want)
		}
	}
}

func (r *Reader) checkWireGuard(d *def) {
	private := d.tunnel.private
	switch {
	case !private.Set && r.surely(d) == target.NetworkdVia:
		r.refused(d, d.link.Span, "has no private key")
	case private.Set && !keyOrFile(private.Value):
		r.refused(d, private.Span, "has a private key that is neither 44 characters of base64 nor the path of a file")
	}
}

func (r *Reader) checkVXLAN(d *def) {
	const mostIDs, mostLabels = 1<<24 - 1, 1<<20 - 1
	switch id := d.tunnel.id; {
	case id.Value == 0:
		r.refused(d, d.link.Span, "has no id")
	case id.Value > mostIDs:
		r.refused(d, id.Span, "has the id %d; it must be in 1..%d", id.Value, mostIDs)
	}
	if label := d.tunnel.label; label.Value > mostLabels {
		r.refused(d, label.Span, "has the flow label %d; it must be in 0..%d", label.Value, mostLabels)
	}
}

// refused reports what netplan refuses of a whole definition.
func (r *Reader) refused(d *def, span source.Span, format string, args ...any) {
	r.report(diag.Diagnostic{
		Code: diag.BadValue, Severity: diag.Error, Span: span, Link: d.name(),
		Message: fmt.Sprintf("%q %s", short(d.id), fmt.Sprintf(format, args...)), Detail: refuses,
	})
}

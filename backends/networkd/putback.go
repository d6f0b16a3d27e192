package networkd

import (
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
)

// keepsAddresses reports whether a link that is no device keeps its addresses
// while it has no carrier. Everybody but networkd leaves them, so the model has
// no place for it; networkd's own files say so (the reader's note "carrier").
func (r *raiser) keepsAddresses(l *ir.Link) bool {
	return r.host.Dialect() != "networkd" || slices.ContainsFunc(r.host.Entries, func(e *ir.Entry) bool {
		return e.Link == l.Name && e.UsedBy == "carrier"
	})
}

// putBack writes into a file the lines of the input's file of the same kind
// that the model has no place for: in their own dialect nothing has to be
// understood. Only sections that are one for the whole file get theirs; a line of
// an [Address] or [Route] is announced as lost.
func (r *raiser) putBack(l *ir.Link, u *unit) {
	if r.host.Dialect() != "networkd" {
		return
	}
	for _, e := range r.host.Entries {
		// Without them the value would be another one.
		left := e.UsedBy == "" && e.Value != "" && e.Reason == "" && !strings.ContainsFunc(e.Value, unwritten)
		if e.Link != l.Name || !left || kindOf(e) != u.suffix || !single(u.suffix, e.Section) {
			continue
		}
		u.section(e.Section).set(e.Key, e.Value)
		r.written[e] = true
	}
}

// kindOf is the kind of the file, or of the file that the drop-in is for, in
// which an entry stands.
func kindOf(e *ir.Entry) string {
	if owner, ok := strings.CutSuffix(path.Base(path.Dir(e.File.Path)), ".d"); ok {
		return path.Ext(owner)
	}
	return path.Ext(e.File.Path)
}

// single reports whether a section of a kind of file is one, however often its
// header stands there.
func single(suffix, section string) bool {
	switch suffix {
	case ".network":
		return slices.Contains([]string{"Link", "Network", "DHCPv4", "DHCPv6", "IPv6AcceptRA", "Bridge"}, section)
	case ".netdev":
		return slices.Contains([]string{"NetDev", "Bridge", "VLAN"}, section)
	}
	return section == "Link"
}

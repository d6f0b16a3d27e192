package networkd

import (
	"fmt"
	"strconv"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

type raiser struct {
	host   *ir.Host
	target target.Target
	ledger *loss.Ledger
	// bonds holds the [Bond] sections, which are raised before the ports'
	// files, because some options stand there: marks has their keys by port.
	bonds map[*ir.Link]*section
	marks map[string]string
	// written are the entries that have been put back as they were.
	written map[*ir.Entry]bool
}

// link returns the files of a link.
func (r *raiser) link(l *ir.Link) []*unit {
	r.ledger.Via(l, target.NetworkdVia)
	r.ledger.Zone(l)
	r.ledger.Managed(l, target.NetworkdVia)
	r.ledger.Device(l)
	mac := r.ledger.MAC(l)
	files := []*unit{r.udev(l)}
	if l.Kind != ir.Ethernet {
		files = append(files, r.netdev(l, mac))
	}
	files = append(files, r.network(l, mac))
	for i, u := range files {
		if i > 0 || len(u.sections) > 0 {
			r.putBack(l, u)
		}
	}
	if len(files[0].sections) == 0 {
		files = files[1:]
	}
	return files
}

// kernelMAC reports whether the output has to leave the link's address to the
// kernel, and the target can.
func (r *raiser) kernelMAC(l *ir.Link) bool {
	return r.ledger.KernelMAC(l) && !r.before("250")
}

// before reports whether the target's systemd is known and older.
func (r *raiser) before(version string) bool { return r.target.Systemd.Before(version) }

// lacks is the reason why an old systemd cannot say something.
func (r *raiser) lacks(version string) string {
	return fmt.Sprintf("it needs systemd %s and the target has %d", version, r.target.Systemd.Major)
}

// lose notes that a facet of the link is not written.
func (r *raiser) lose(l *ir.Link, class diag.Class, what, item string, span source.Span, why, detail string) {
	r.ledger.Lose(l, class, what, item, span, why, detail)
}

// column is the networkd column of the table.
func (r *raiser) column() loss.Column {
	return loss.Column{Dialect: option.Networkd, Version: r.target.Systemd, Via: target.NetworkdVia, OneRequest: true}
}

// number writes a number in a range, or announces that it is outside.
func (r *raiser) number(l *ir.Link, s *section, key, what, item string, o ir.Opt[int], low, high int64) {
	switch {
	case !o.Set:
	case int64(o.Value) < low || int64(o.Value) > high:
		r.lose(l, diag.Behaviour, what, item, o.Span, fmt.Sprintf("%d is not in %d..%d", o.Value, low, high), "The kernel's default applies instead. Correct the number.")
	default:
		s.set(key, strconv.Itoa(o.Value))
	}
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

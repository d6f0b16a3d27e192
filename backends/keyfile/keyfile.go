package keyfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/backends/internal/nmprofile"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// folder is where profiles lie, suffix what they are called.
const (
	folder = "etc/NetworkManager/system-connections/"
	suffix = ".nmconnection"
)

// Emit writes the host as connection profiles for the target's version of
// NetworkManager. The findings say what is lost on the way.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	ledger := loss.NewRefusing(h, "keyfile", nmprofile.Loopback)
	profiles := nmprofile.Raise(ledger, h, t.NM, nmprofile.Style{Dialect: "keyfile", PortMatch: true})
	var out ir.Output
	for _, p := range profiles {
		out.Add(folder+p.Name+suffix, 0o600, raise(p).render())
	}
	for _, l := range ledger.Links() {
		if l.Kind == ir.BondKind {
			order(ledger, l, profiles)
		}
	}
	return out, ledger.Findings()
}

// order announces ports whose order the files do not keep: read back, they come
// in the order of the files.
func order(g *loss.Ledger, l *ir.Link, profiles []*nmprofile.Profile) {
	var files []string
	for _, port := range g.Ports(l) {
		i := slices.IndexFunc(profiles, func(p *nmprofile.Profile) bool { return p.Link.Name == port.Name })
		if i >= 0 {
			files = append(files, profiles[i].Name+suffix)
		}
	}
	if slices.IsSorted(files) {
		return
	}
	class, natural := diag.Behaviour, slices.IsSortedFunc(files, byNumber)
	if natural {
		class = diag.Bookkeeping
	}
	g.Add(loss.Loss{
		Link: l, Class: class, What: "port", Span: l.Span,
		Message: fmt.Sprintf("the order of the ports of %q is not written: keyfiles have none", l.Name),
		Detail:  "NetworkManager attaches them in the kernel's order of devices. The bond takes its MAC address from whichever comes first, and without a primary port starts with it.",
	})
}

// byNumber compares names that end in numbers by those: eth2 before eth10.
func byNumber(a, b string) int {
	for a != "" && b != "" {
		x, y := digits(a), digits(b)
		if x > 0 && y > 0 {
			m, n := strings.TrimLeft(a[:x], "0"), strings.TrimLeft(b[:y], "0")
			if c := cmp.Or(len(m)-len(n), strings.Compare(m, n)); c != 0 {
				return c
			}
			a, b = a[x:], b[y:]
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

func digits(text string) int { return len(text) - len(strings.TrimLeft(text, "0123456789")) }

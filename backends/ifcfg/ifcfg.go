package ifcfg

import (
	"strconv"
	"strings"

	"github.com/bondc/bondc/backends/internal/loss"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/effect"
	"github.com/bondc/bondc/ir/option"
	"github.com/bondc/bondc/ir/target"
)

// folder is where both readers look for the files.
const folder = "etc/sysconfig/network-scripts/"

// Emit writes the host as ifcfg files for whom the target names: initscripts,
// or NetworkManager's ifcfg-rh. The findings say what is lost on the way.
func Emit(h *ir.Host, t target.Target) (ir.Output, diag.List) {
	e := &emitter{
		host: h, target: t, via: effect.TargetVia("ifcfg", t),
		ledger: loss.NewRefusing(h, "ifcfg", loopback), residue: map[*ir.Entry]bool{}, lost: map[string]bool{},
	}
	e.rhel, _ = strconv.Atoi(strings.TrimPrefix(t.Release, "rhel-"))
	e.weed()
	for _, l := range e.ledger.Links() {
		e.link(l)
	}
	e.ledger.HostDNS("bondc writes the files of links, and not /etc/sysconfig/network")
	e.ledger.Module()
	e.ledger.Residue("ifcfg", func(entry *ir.Entry) bool { return e.residue[entry] })
	return e.out, e.ledger.Findings()
}

type emitter struct {
	host   *ir.Host
	target target.Target
	via    target.Via
	ledger *loss.Ledger
	// rhel is the release of Red Hat's that is named as the target, else 0.
	rhel int
	out  ir.Output
	// residue are the entries that are written back.
	residue map[*ir.Entry]bool
	// lost are the links whose files would not be read.
	lost map[string]bool
}

// viaOf is who reads the files of a link: NM_CONTROLLED=no keeps
// NetworkManager away from it.
func (e *emitter) viaOf(l *ir.Link) target.Via {
	if e.via != target.NetworkManager || (l.Managed.Set && !l.Managed.Value) {
		return target.Initscripts
	}
	return target.NetworkManager
}

// column is how the options of a bond or port are said there.
func (e *emitter) column(l *ir.Link) loss.Column {
	if e.viaOf(l) == target.NetworkManager {
		return loss.Column{Dialect: option.IfcfgNM, Version: e.target.NM, Via: target.NetworkManager}
	}
	return loss.Column{Dialect: option.Ifcfg, Via: target.Initscripts, Refused: true}
}

func (e *emitter) link(l *ir.Link) {
	if e.ledger.OnlyNamed(l) {
		// As the parent of a VLAN it needs no file, and none was there.
		e.ledger.Stray(l)
		return
	}
	if e.lost[l.Name] {
		return
	}
	r := &raiser{emitter: e, link: l, via: e.viaOf(l)}
	r.device()
	r.attach()
	r.bond()
	r.vlan()
	r.bridge()
	r.ipv4()
	r.routes(4)
	r.ipv6()
	r.routes(6)
	r.dns()
	r.rules()
	r.putBack()
	r.finish()
}

// weed finds the links whose files nobody would read, and what stands on them,
// and announces them: initscripts and NetworkManager pass over files that look
// like backups (initscripts, __sed_discard_ignored_files), initscripts over
// names that look like ranges of addresses (ifup-aliases).
func (e *emitter) weed() {
	for again := true; again; {
		again = false
		for _, l := range e.ledger.Links() {
			why := e.unread(l)
			if why == "" || e.lost[l.Name] {
				continue
			}
			e.lost[l.Name], again = true, true
			e.ledger.Lose(l, diag.Connectivity, "link", "", l.Span, why,
				"Nothing of it is in the output: the host will come up without it. Rename the link with --rename and convert again.")
		}
	}
}

// unread says why the files of a link would not be read, "" if they are.
func (e *emitter) unread(l *ir.Link) string {
	for _, suffix := range []string{"~", ".bak", ".old", ".orig", ".rej", ".rpmnew", ".rpmorig", ".rpmsave", ".augnew", ".augtmp"} {
		if strings.HasSuffix(l.Name, suffix) {
			return "its file would look like a backup, which nobody reads"
		}
	}
	switch {
	case strings.Contains(l.Name, "-range"):
		return "its file would look like a range of addresses"
	case l.VLAN != nil && e.lost[l.VLAN.Link.Value]:
		return "the link it stands on cannot be written"
	}
	return ""
}

// loopback says why lo is no link like others: the file that the distribution
// ships for it is read by initscripts alone, and for its address alone.
func loopback(l *ir.Link) string {
	if l.Name != "lo" {
		return ""
	}
	return "initscripts ship the file of the loopback device, and NetworkManager leaves it alone"
}

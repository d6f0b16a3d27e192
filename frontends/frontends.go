// Package frontends is the list of dialects that bondc reads, and the finding
// of the files that make one host. It knows no dialect's text.
package frontends

import (
	"iter"
	"strings"

	"github.com/bondc/bondc/frontends/cloudinit"
	"github.com/bondc/bondc/frontends/dracut"
	"github.com/bondc/bondc/frontends/hcl"
	"github.com/bondc/bondc/frontends/ifcfg"
	"github.com/bondc/bondc/frontends/ifupdown"
	"github.com/bondc/bondc/frontends/keyfile"
	"github.com/bondc/bondc/frontends/live"
	"github.com/bondc/bondc/frontends/modprobe"
	"github.com/bondc/bondc/frontends/netplan"
	"github.com/bondc/bondc/frontends/networkd"
	"github.com/bondc/bondc/frontends/nmcli"
	"github.com/bondc/bondc/frontends/nmstate"
	"github.com/bondc/bondc/frontends/suse"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// Frontend is one dialect that bondc reads.
type Frontend struct {
	Name string
	// Claims reports whether a path below a host's root, or a base name, is a
	// file of the dialect.
	Claims func(path string) bool
	// Sniff reports whether the text looks like the dialect.
	Sniff func(*source.File) bool
	// Parse reads the files of one host, or of many.
	Parse func([]*source.File, ir.ReadOptions) iter.Seq2[*ir.Host, diag.List]
	// Edit returns what turns changes into edits of a file; nil where bondc
	// cannot edit the dialect.
	Edit func(*source.File) ir.Editor
}

// whole reports whether each file of the dialect describes hosts by itself:
// those beside it are about others.
func (f *Frontend) whole() bool { return f.Name == "hcl" || f.Name == "nmcli" }

// All returns the list, in the order in which stacks of one host are read. It
// is not to be changed.
func All() []Frontend { return all[:] }

// all is data of the program, which costs nothing to have.
var all = [...]Frontend{
	{"suse", suse.Claims, suse.Sniff, suse.Parse, suse.Edit},
	{"ifcfg", ifcfg.Claims, ifcfg.Sniff, ifcfg.Parse, ifcfg.Edit},
	{"modprobe", modprobe.Claims, modprobe.Sniff, modprobe.Parse, modprobe.Edit},
	{"netplan", netplan.Claims, netplan.Sniff, netplan.Parse, netplan.Edit},
	{"cloudinit", cloudinit.Claims, cloudinit.Sniff, cloudinit.Parse, cloudinit.Edit},
	{"keyfile", keyfile.Claims, keyfile.Sniff, keyfile.Parse, keyfile.Edit},
	{"nmcli", nmcli.Claims, nmcli.Sniff, nmcli.Parse, nmcli.Edit},
	{"nmstate", nmstate.Claims, nmstate.Sniff, nmstate.Parse, nil},
	{"networkd", networkd.Claims, networkd.Sniff, networkd.Parse, networkd.Edit},
	{"ifupdown", ifupdown.Claims, ifupdown.Sniff, ifupdown.Parse, ifupdown.Edit},
	{running, live.Claims, live.Sniff, live.Parse, nil},
	{"hcl", hcl.Claims, hcl.Sniff, hcl.Parse, hcl.Edit},
	{"dracut", dracut.Claims, dracut.Sniff, dracut.Parse, nil},
}

// Named returns the dialect of a name.
func Named(name string) (Frontend, bool) {
	for i := range all {
		if f := &all[i]; f.Name == name {
			return *f, true
		}
	}
	return Frontend{}, false
}

// Claimed returns the dialect that a path belongs to.
func Claimed(path string) (Frontend, bool) {
	for i := range all {
		if f := &all[i]; f.Claims(path) {
			return *f, true
		}
	}
	return Frontend{}, false
}

// Detect returns the dialect of a file, by its path and else by its text. A
// YAML or .conf file outside a host's root can be anything: there the text is
// asked first.
func Detect(f *source.File) (Frontend, bool) {
	claimed, ok := Claimed(f.Path)
	if claimed.Name == "ifcfg" && !strings.Contains(f.Path, "/") && suse.Sniff(f) {
		return Named("suse") // the names are the same, the folders are not
	}
	if ok && (!ambiguous(f.Path) || claimed.Sniff(f)) {
		return claimed, true
	}
	for _, front := range All() {
		if front.Sniff(f) {
			return front, true
		}
	}
	if strings.HasSuffix(f.Path, ".sh") {
		return Frontend{}, false // most scripts are about something else
	}
	return claimed, ok
}

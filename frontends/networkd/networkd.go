package networkd

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/unit"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name of this dialect in ir.
const dialect = "networkd"

// The suffixes of the three kinds of files.
const (
	netdevSuffix  = ".netdev"
	networkSuffix = ".network"
	linkSuffix    = ".link"
)

// folders are where the files lie below a root, the strongest first
// (systemd.network(5)).
func folders() []string {
	return []string{"etc/systemd/network", "run/systemd/network", "usr/local/lib/systemd/network", "usr/lib/systemd/network", "lib/systemd/network"}
}

// Claims reports whether the path, below a host's root or a bare file name, is
// a file of networkd or a drop-in of one.
func Claims(name string) bool {
	dir, base := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	if strings.HasPrefix(base, ".") {
		return false
	}
	if dir == "" || slices.Contains(folders(), dir) {
		return isUnit(base)
	}
	owner, dropIn := strings.CutSuffix(path.Base(dir), ".d")
	return dropIn && strings.HasSuffix(base, ".conf") && isUnit(owner) && (path.Dir(dir) == "." || slices.Contains(folders(), path.Dir(dir)))
}

func isUnit(base string) bool {
	ext := path.Ext(base)
	return ext != base && slices.Contains([]string{netdevSuffix, networkSuffix, linkSuffix}, ext)
}

// Sniff reports whether the text looks like one of the three: a [NetDev] that
// says its kind, or a [Match] beside something to do.
func Sniff(f *source.File) bool {
	if !strings.Contains(f.Text, "[NetDev]") && !strings.Contains(f.Text, "[Match]") {
		return false
	}
	u := unit.Scan(f)
	return kindOf(u) != ""
}

// kindOf tells the kind of a file by its sections, "" for none.
func kindOf(u *unit.File) string {
	has := func(name string) bool {
		return slices.ContainsFunc(u.Sections, func(s *unit.Section) bool { return s.Name == name })
	}
	switch {
	case u.Has("NetDev", "Kind"):
		return netdevSuffix
	case !has("Match"):
		return ""
	case has("Network"), has("Address"), has("Route"):
		return networkSuffix
	case u.Has("Link", "NamePolicy"), u.Has("Link", "Name"), u.Has("Link", "MACAddressPolicy"), u.Has("Match", "OriginalName"):
		return linkSuffix
	case has("Link"):
		return networkSuffix
	}
	return ""
}

// Parse reads the files of one host and yields that host, with what could not
// be read.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		l := &lowering{
			host:   &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence},
			byName: map[string]*ir.Link{}, taken: map[string]*document{}, netdevs: map[string]*document{},
		}
		l.host.Files = slices.Clone(files)
		l.read(files)
		l.lower()
		yield(l.host, l.diags.Sort())
	}
}

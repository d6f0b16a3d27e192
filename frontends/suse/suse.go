package suse

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

const (
	dialect = "suse"
	folder  = "etc/sysconfig/network/"
)

// Claims reports whether a path below a host's root is a file of the dialect.
// No base name alone is one: Red Hat's files have the same names.
func Claims(name string) bool {
	base, ok := strings.CutPrefix(name, folder)
	if !ok {
		return false
	}
	kind, _ := roleOf(base)
	return kind != foreign
}

// role is what a file is for.
type role uint8

const (
	foreign role = iota
	linkFile
	routeFile
	globalFile
)

// roleOf returns the role of a file by its base name, and the link it is about.
// Copies that wicked leaves alone are none (ni_ifcfg_file_exists and its list
// of suffixes), nor is the loopback's.
func roleOf(base string) (role, string) {
	for _, suffix := range []string{"~", ".bak", ".old", ".orig", ".rpmnew", ".rpmorig", ".rpmsave", ".scpmbackup", ".swp"} {
		if strings.HasSuffix(base, suffix) {
			return foreign, ""
		}
	}
	link, isLink := strings.CutPrefix(base, "ifcfg-")
	routes, isRoute := strings.CutPrefix(base, "ifroute-")
	switch {
	case isLink && link != "" && link != "lo" && !strings.Contains(link, "/"):
		return linkFile, link
	case isRoute && routes != "" && routes != "lo" && !strings.Contains(routes, "/"):
		return routeFile, routes
	case base == "routes":
		return routeFile, ""
	case base == "config":
		return globalFile, ""
	}
	return foreign, ""
}

// Sniff reports whether a text is an ifcfg file with keys that only SUSE's
// have, and none that only Red Hat's have.
func Sniff(f *source.File) bool {
	if !strings.Contains(f.Text, "STARTMODE") && !strings.Contains(f.Text, "BONDING_") {
		return false
	}
	items, _ := shellkv.Read(f)
	known := false
	for i := range items {
		switch it := &items[i]; {
		case it.Kind == shellkv.Command:
			return false
		case it.Kind != shellkv.Assign:
		case slices.Contains([]string{"DEVICE", "ONBOOT", "MASTER", "SLAVE", "TYPE", "NM_CONTROLLED", "BONDING_OPTS"}, it.Key):
			return false
		default:
			known = known || it.Key == "STARTMODE" || it.Key == "BONDING_MODULE_OPTS" || portKey(it.Key)
		}
	}
	return known
}

// Parse reads the files of one host. One whose name is none of the dialect's
// counts as the file of the link that it is named after.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		r := &reader{
			host:   &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence, Files: slices.Clone(files)},
			byName: map[string]*profile{},
		}
		for _, f := range files {
			r.file(f)
		}
		r.lower()
		yield(r.host, r.diags.Sort())
	}
}

// linkOf returns the link that a file is about by its own name alone.
func linkOf(f *source.File) string {
	base := path.Base(f.Path)
	if kind, link := roleOf(base); kind == linkFile {
		return link
	}
	if base == "-" || base == "." {
		return "bond0"
	}
	return base
}

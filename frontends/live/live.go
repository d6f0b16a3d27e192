package live

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

const dialect = "live"

// Claims reports whether a path below a host's root is a file that shows the
// state of a link. No base name alone is one.
func Claims(name string) bool {
	_, ok := placeOf(name)
	return ok || ofHost(name)
}

// Sniff reports whether a text is a copy of a file of /proc/net/bonding
// (bond_procfs.c, bond_info_show_header).
func Sniff(f *source.File) bool { return strings.HasPrefix(f.Text, banner) }

// Parse reads the files of one machine. A copy of a file of /proc/net/bonding
// does not say which bond it is about: its own name does.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		r := &reader{
			host:    &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence, Files: slices.Clone(files)},
			devices: map[string]*device{}, whole: map[string]*source.File{},
		}
		for _, f := range files {
			r.add(f)
		}
		r.lower()
		yield(r.host, r.diags.Sort())
	}
}

// bondOf returns the name of the bond that a lone copy is about.
func bondOf(f *source.File) string {
	base := path.Base(f.Path)
	if base == "-" || base == "." {
		return "bond0"
	}
	name, _, _ := strings.Cut(base, ".")
	return name
}

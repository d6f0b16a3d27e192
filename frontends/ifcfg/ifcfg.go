package ifcfg

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/shellkv"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name of this dialect in ir.
const dialect = "ifcfg"

// Claims reports whether the path, below a host's root or a bare file name, is
// a file of this dialect. Backup copies, the loopback's file and SUSE's
// /etc/sysconfig/network/ are not.
func Claims(path string) bool {
	r, _ := roleOf(path)
	return r != foreign
}

// Sniff reports whether the text looks like an ifcfg file: assignments and
// comments only, at least one of a key that no other file has.
func Sniff(f *source.File) bool {
	if wrongDialect(f) != "" {
		return false
	}
	known := false
	items, _ := shellkv.Read(f)
	for i := range items {
		switch it := &items[i]; it.Kind {
		case shellkv.Assign:
			known = known || telling(it.Key)
		case shellkv.Command:
			return false
		}
	}
	return known
}

// telling reports whether the key is one that only an ifcfg file has.
func telling(key string) bool {
	switch key {
	case "DEVICE", "BOOTPROTO", "ONBOOT", "BONDING_OPTS", "BONDING_MASTER", "MASTER", "SLAVE", "IPADDR", "NM_CONTROLLED", "HWADDR":
		return true
	}
	return false
}

// Parse reads the files of one host and yields that host, with what could not
// be read. The files are taken in the order of their paths, as the shell lists
// them. A file that is not one of the dialect's by its name counts as an ifcfg
// file.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		r := &reader{
			host:   &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence},
			byName: map[string]*profile{},
		}
		sorted := slices.Clone(files)
		slices.SortStableFunc(sorted, func(a, b *source.File) int { return cmp.Compare(pathOf(a), pathOf(b)) })
		for _, f := range sorted {
			r.file(f)
		}
		r.lower()
		yield(r.host, r.diags.Sort())
	}
}

// pathOf returns the path that decides what a file means.
func pathOf(f *source.File) string {
	if f.Path != "" {
		return f.Path
	}
	return f.Name[strings.LastIndex(f.Name, "/")+1:]
}

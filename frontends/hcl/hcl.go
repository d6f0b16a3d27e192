package hcl

import (
	"iter"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name in Host.Dialects.
const dialect = "hcl"

// suffix is how files of the dialect are named. A file that is named so and
// nothing else holds the settings of lint.
const suffix = ".bondc.hcl"

// Claims reports whether a path, or a base name, is one of the dialect's
// files: NAME.bondc.hcl. Hidden files are not, and neither are the settings.
func Claims(path string) bool {
	base := path[strings.LastIndexByte(path, '/')+1:]
	return strings.HasSuffix(base, suffix) && base[0] != '.'
}

// Sniff reports whether a text is in the dialect: without a syntax error, and
// with at least one block that only it has.
func Sniff(f *source.File) bool {
	if f.Fatal() || !strings.Contains(f.Text, "{") {
		return false
	}
	s, diags := parse(f)
	if diags.Has(diag.Error) {
		return false
	}
	for _, block := range s.body.Blocks {
		if block.Type == "variable" || block.Type == "locals" || isTop(block.Type) {
			return true
		}
	}
	return false
}

// Parse reads files and yields their hosts one at a time, in the order of the
// text; under for_each in the order of the keys. A host is evaluated when it
// is asked for. Findings about the file as a whole come with its first host.
// Where they are errors the file yields one host without links.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		readers := make([]*reader, 0, len(files))
		for _, f := range files {
			if !f.Fatal() {
				readers = append(readers, newReader(f, opt))
			}
		}
		reportUndeclared(readers, opt.Vars)
		for _, r := range readers {
			for host, diags := range r.hosts() {
				if !yield(host, diags) {
					return
				}
			}
		}
	}
}

// isTop reports whether a block stands in a host, or at the top of a file that
// describes one host.
func isTop(kind string) bool {
	switch kind {
	case "host", "ethernet", "bond", "vlan", "bridge", "dns":
		return true
	}
	return false
}

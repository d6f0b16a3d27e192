package ifupdown

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

const (
	dialect = "ifupdown"
	main    = "etc/network/interfaces"
	folder  = "etc/network/interfaces.d"
)

// Claims reports whether a path below a host's root, or a base name, is a file
// of ifupdown's: interfaces, or one in interfaces.d that is neither hidden nor an
// editor's backup.
func Claims(name string) bool {
	dir, base := path.Split(name)
	switch strings.TrimSuffix(dir, "/") {
	case "", "etc/network":
		return base == path.Base(main)
	case folder:
		return base != "" && base[0] != '.' && !strings.HasSuffix(base, "~")
	}
	return false
}

// Sniff reports whether a text has a line that begins a stanza: "iface NAME
// FAMILY METHOD".
func Sniff(f *source.File) bool {
	for text := range strings.Lines(f.Text) {
		words := strings.Fields(text)
		if len(words) >= 4 && words[0] == "iface" && slices.Contains([]string{"inet", "inet6", "can", "ipx", "inherits"}, words[2]) {
			return true
		}
	}
	return false
}

// Parse reads the files of one host.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		l := &lowering{
			host:   &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence},
			byName: map[string]*ir.Link{}, auto: map[string]source.Span{}, ports: map[string]bool{}, stanzas: map[string][]*block{}, order: map[*ir.Link]int{},
		}
		l.host.Files = slices.Clone(files)
		l.read(files)
		l.lower()
		yield(l.host, l.diags.Sort())
	}
}

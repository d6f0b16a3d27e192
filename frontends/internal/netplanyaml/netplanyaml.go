package netplanyaml

import (
	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// NewReader returns a reader of the files of one host, which the caller hands
// over one after the other, in netplan's order.
func NewReader(dialect string, files []*source.File, opt ir.ReadOptions) *Reader {
	return &Reader{
		dialect: dialect,
		host: &ir.Host{
			Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial,
			Evidence: opt.Evidence, Files: files,
		},
		grammar:      newGrammar(),
		defs:         map[string]*def{},
		portSettings: map[*def]*[]ir.Setting{},
	}
}

// Document reads the tree of one file of netplan's on top of those before it.
func (r *Reader) Document(f *source.File, root *yamltree.Node) {
	r.file, r.left = f, maxFindings
	r.document(root)
}

// Network reads what stands below the key "network", or would stand there, on
// top of what was read before it. m must be a mapping.
func (r *Reader) Network(f *source.File, m *yamltree.Node) {
	r.file, r.left = f, maxFindings
	r.mapping(place{section: "network"}, m, r.grammar.network)
}

// Say adds findings and comments that silence findings.
func (r *Reader) Say(diags diag.List, ignores []ir.Ignore) {
	r.diags = append(r.diags, diags...)
	r.host.Ignores = append(r.host.Ignores, ignores...)
}

// Host returns what all files together amount to, and the findings in the
// order of the text.
func (r *Reader) Host() (*ir.Host, diag.List) {
	r.finish()
	return r.host, r.diags.Sort()
}

// Tool is netplan, as it stands in findings about text that is no YAML.
func Tool() yamltree.Tool {
	return yamltree.Tool{
		Name:    "netplan",
		Refuses: "netplan refuses the whole configuration with this file in place: after a reboot or \"netplan apply\" none of the files takes effect.",
	}
}

package cloudinit

import (
	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// renderer returns who applies what the first of the renderers writes that
// "system_info: {network: {renderers: [...]}}" lists. cloud-init takes the first
// that is installed (cloudinit/net/renderers.py, select), which no file shows.
func renderer(f *source.File, top *yamltree.Node) ir.Opt[target.Via] {
	n := top
	for _, key := range []string{"system_info", "network", "renderers"} {
		_, value := child(n, key)
		if value == nil {
			return ir.Opt[target.Via]{}
		}
		n = value
	}
	if n.Kind != yamltree.List || len(n.Children) == 0 {
		return ir.Opt[target.Via]{}
	}
	word := n.Children[0].Resolve()
	if via := rendererVia(word.Value); via != target.Unset {
		return ir.Some(via, f.Span(word.Start, word.End))
	}
	return ir.Opt[target.Via]{}
}

func rendererVia(word string) target.Via {
	switch word {
	case "netplan", "networkd":
		return target.NetworkdVia
	case "network-manager":
		return target.NetworkManager
	case "sysconfig":
		return target.Initscripts
	case "eni":
		return target.Ifupdown
	}
	return target.Unset
}

// applier says of every link who applies it, where the files say it and the
// link does not.
func applier(host *ir.Host, docs []*document) {
	for _, d := range docs {
		for _, l := range host.Links {
			if d.via.Set && !l.Via.Set {
				l.Via = d.via
			}
		}
	}
}

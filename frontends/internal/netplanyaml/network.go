package netplanyaml

import (
	"fmt"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/target"
)

// document reads the tree of one file.
func (r *Reader) document(root *yamltree.Node) {
	top := item{value: root, span: r.span(root), keySpan: r.span(root)}
	switch {
	case root.Kind != yamltree.Mapping:
		r.wrongDialect(&top, fmt.Sprintf("a netplan file is a mapping with the key \"network\", but this one is %s", kindOf(root)), "")
	case len(root.Children) == 0:
	case firstKey(root.Children, "network") == nil:
		r.noNetwork(&top)
	case r.firstVersion(root):
	default:
		r.mapping(place{}, root, r.grammar.root)
	}
}

// kindOf returns what a node is, in words.
func kindOf(n *yamltree.Node) string {
	if n.Kind == yamltree.Scalar && n.Plain && n.Value == "" {
		return "empty"
	}
	return "a " + n.Kind.String()
}

// noNetwork reports a file that has keys but no "network".
func (r *Reader) noNetwork(top *item) {
	first := r.item(place{}, top.value, 0)
	advice := ""
	for i := range r.grammar.devices {
		if firstKey(top.value.Children, r.grammar.devices[i].section) != nil {
			advice = "The keys below look like netplan's own without the outermost one (cloud-init's network-config has that form): indent them below \"network:\". "
		}
	}
	top.span = first.keySpan
	r.wrongDialect(top, "the file has no key \"network\", so it is no netplan file", advice)
}

// firstVersion reports version 1 of cloud-init's network configuration, which
// shares the outermost key, and returns whether the file is that.
func (r *Reader) firstVersion(root *yamltree.Node) bool {
	for i := 0; i+1 < len(root.Children); i += 2 {
		it := r.item(place{}, root, i)
		if it.name != "network" || it.value.Kind != yamltree.Mapping || firstKey(it.value.Children, "config") == nil {
			continue
		}
		it.span = it.keySpan
		r.wrongDialect(&it, "the file holds cloud-init's network configuration, version 1, which netplan does not read",
			"Its \"config\" list belongs into cloud-init's own files. ")
		return true
	}
	return false
}

func (r *Reader) wrongDialect(it *item, message, advice string) {
	r.report(diag.Diagnostic{
		Code: diag.WrongDialect, Severity: diag.Error, Span: it.span, Message: message, Detail: advice + refuses,
	})
}

// network reads the mapping of the key "network".
func (r *Reader) network(it *item) string {
	r.mapping(place{section: it.name}, it.value, r.grammar.network)
	return it.name
}

// version wants a text that starts with the number 2 (parse.c,
// handle_network_version calls strtol).
func (r *Reader) version(it *item) string {
	text := strings.TrimLeft(it.text(), " \t\n+0")
	digits := strings.IndexFunc(text, func(c rune) bool { return c < '0' || c > '9' })
	if digits < 0 {
		digits = len(text)
	}
	if text[:digits] != "2" {
		r.bad(it, it.span, "version of the configuration is %q, and netplan reads only version 2", short(it.text()))
	}
	return it.name
}

func (r *Reader) globalRenderer(it *item) string { return r.readRenderer(it, &r.via) }

func (r *Reader) typeRenderer(it *item) string { return r.readRenderer(it, &r.typeVia) }

// renderer reads a definition's own. A VLAN may have "sriov", which makes it a
// filter in the network card and no link.
func (r *Reader) renderer(it *item) string {
	d := it.at.def
	if d.device.kind == ir.VLANKind && it.text() == "sriov" {
		d.other = "sriov"
		return it.name
	}
	return r.readRenderer(it, &d.via)
}

func (r *Reader) readRenderer(it *item, dest *ir.Opt[target.Via]) string {
	switch it.text() {
	case "networkd":
		*dest = ir.Some(target.NetworkdVia, it.span)
	case "NetworkManager":
		*dest = ir.Some(target.NetworkManager, it.span)
	default:
		return r.badValue(it, "a renderer (networkd or NetworkManager)")
	}
	return it.name
}

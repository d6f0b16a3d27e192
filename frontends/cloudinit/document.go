package cloudinit

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
	"github.com/bondc/bondc/ir/target"
)

// version is the version of a network configuration.
type version uint8

const (
	none     version = iota // no network configuration in the file
	first                   // version: 1
	second                  // version: 2
	disabled                // config: disabled
)

// document is one file and the network configuration in it.
type document struct {
	file    *source.File
	root    *yamltree.Node
	network *yamltree.Node // a mapping; nil for none
	place   source.Span    // the key that it stands below, or its first one
	version version
	via     ir.Opt[target.Via]
}

const refuses = "cloud-init does not configure the network with it: at the next boot the host keeps what an earlier run has left, or has no network."

func tool() yamltree.Tool {
	return yamltree.Tool{Name: "cloud-init", Refuses: refuses, Strict: true}
}

// documents parses the files.
func documents(files []*source.File) ([]*document, diag.List) {
	var docs []*document
	var diags diag.List
	for _, f := range files {
		if f.Fatal() {
			continue
		}
		root, found := yamltree.Read(f, tool())
		diags = append(diags, found...)
		if root == nil {
			continue
		}
		d := &document{file: f, root: root}
		diags = append(diags, d.find()...)
		docs = append(docs, d)
	}
	return docs, diags
}

// find finds the network configuration of a document.
func (d *document) find() diag.List {
	top := d.root.Resolve()
	if top.Kind != yamltree.Mapping {
		return d.wrong(d.root, fmt.Sprintf("cloud-init's configuration is a mapping, but this one is a %s", top.Kind))
	}
	d.via = renderer(d.file, top)
	key, value := child(top, "network")
	switch {
	case key != nil:
		d.network, d.place = value, d.span(key)
	case d.isSystem():
		return nil
	case len(top.Children) > 0:
		d.network, d.place = top, d.span(top.Children[0])
	default:
		return nil
	}
	if d.network.Kind != yamltree.Mapping {
		diags := d.wrong(key, fmt.Sprintf("value of \"network\" must be a mapping, not a %s", d.network.Kind))
		d.network = nil
		return diags
	}
	return d.classify()
}

// classify finds the version of the network configuration.
func (d *document) classify() diag.List {
	_, config := child(d.network, "config")
	_, number := child(d.network, "version")
	text := ""
	if number != nil {
		text = number.Value
	}
	switch {
	case config != nil && config.Kind == yamltree.Scalar && config.Value == "disabled":
		d.version = disabled
	case text == "1":
		d.version = first
	case text == "2":
		d.version = second
	case number != nil:
		return d.wrong(number, fmt.Sprintf("version of the network configuration is %q, and cloud-init knows 1 and 2", text))
	case config != nil:
		d.version = first
		return d.unversioned()
	case slices.ContainsFunc(sections(), func(key string) bool { k, _ := child(d.network, key); return k != nil }):
		d.version = second
		return d.unversioned()
	default:
		return diag.List{{
			Code: diag.WrongDialect, Severity: diag.Error, Span: d.place,
			Message: "this is no network configuration of cloud-init's: it has neither a version nor anything to configure", Detail: refuses,
		}}
	}
	return nil
}

func (d *document) unversioned() diag.List {
	return diag.List{{
		Code: diag.BadValue, Severity: diag.Error, Span: d.place,
		Message: "the network configuration does not say its \"version\"",
		Detail:  fmt.Sprintf("Write \"version: %d\" above the rest. ", d.version) + refuses,
	}}
}

func (d *document) wrong(n *yamltree.Node, message string) diag.List {
	return diag.List{{Code: diag.BadValue, Severity: diag.Error, Span: d.span(n), Message: message, Detail: refuses}}
}

func (d *document) span(n *yamltree.Node) source.Span { return d.file.Span(n.Start, n.End) }

// isSystem reports whether the file is one of the system's own configuration,
// where "network" is one key of many.
func (d *document) isSystem() bool {
	return path.Ext(d.file.Path) == ".cfg" || strings.HasPrefix(d.file.Text, "#cloud-config")
}

// child returns a key of a mapping and its value, nil for none. Of two the
// later one counts, as in Python's YAML.
func child(n *yamltree.Node, name string) (key, value *yamltree.Node) {
	for i := 0; i+1 < len(n.Children); i += 2 {
		if k := n.Children[i].Resolve(); k.Kind == yamltree.Scalar && k.Value == name {
			key, value = n.Children[i], n.Children[i+1].Resolve()
		}
	}
	return key, value
}

// choose returns the document that counts, nil for none: the system's own
// configuration before any seed, of several the last by name; but where the
// system's says that the network is not to be configured, that.
func choose(docs []*document) *document {
	var best *document
	for _, d := range docs {
		switch {
		case d.version == none:
		case best == nil, stronger(d, best) > 0:
			best = d
		}
	}
	return best
}

// stronger compares two documents (sources.DataSource.network_config_sources;
// util.read_conf_d).
func stronger(a, b *document) int {
	weight := func(d *document) int {
		switch {
		case d.isSystem() && d.version == disabled:
			return 2
		case d.isSystem():
			return 1
		}
		return 0
	}
	return cmp.Or(weight(a)-weight(b), cmp.Compare(a.file.Path, b.file.Path))
}

// passedOver reports the network configurations that do not count.
func passedOver(docs []*document, chosen *document) diag.List {
	var diags diag.List
	for _, d := range docs {
		switch {
		case d == chosen || d.version == none || d.version == disabled:
		case chosen.version == disabled, !d.isSystem():
			diags.Add(diag.Diagnostic{
				Code: diag.NeverApplied, Severity: diag.Warning, Span: d.place,
				Message: fmt.Sprintf("cloud-init does not use this network configuration: %q is stronger", path.Base(chosen.file.Name)),
				Detail:  "The system's own configuration in /etc/cloud counts before that of a seed, and \"config: disabled\" before all. Nothing in this one was read.",
				Related: []diag.Related{{Message: "this one counts", Span: chosen.place}},
			})
		default:
			diags.Add(diag.Diagnostic{
				Code: diag.Unreadable, Severity: diag.Error, Span: d.place,
				Message: fmt.Sprintf("this network configuration is not read: cloud-init merges it with that of %q, key by key, and bondc does not", path.Base(chosen.file.Name)),
				Detail:  "Put the whole network configuration into one file, so that people can read it too. Only the last file by name was read.",
				Related: []diag.Related{{Message: "this one was read", Span: chosen.place}},
			})
		}
	}
	return diags
}

package cloudinit

import (
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/netplanyaml"
	"github.com/bondc/bondc/frontends/internal/yamltree"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name in ir.Host.Dialects.
const dialect = "cloudinit"

// seedName is what the network configuration of a seed is called.
const seedName = "network-config"

// Claims reports whether a path below a host's root, or a base name, is one
// that cloud-init reads its network configuration from (datasource NoCloud:
// the seed folders; Raspberry Pi and others: the boot partition).
func Claims(name string) bool {
	dir, base := path.Split(name)
	switch strings.TrimSuffix(dir, "/") {
	case "", "boot", "boot/firmware", "var/lib/cloud/seed/nocloud", "var/lib/cloud/seed/nocloud-net":
		return base == seedName
	case "etc/cloud":
		return base == "cloud.cfg"
	case "etc/cloud/cloud.cfg.d":
		return strings.HasSuffix(base, ".cfg") && !strings.HasPrefix(base, ".")
	}
	return false
}

// Sniff reports whether the text looks like a network configuration of
// cloud-init's: version 1, or version 2 without the outermost key. With it
// version 2 is taken for netplan's own, which means the same.
func Sniff(f *source.File) bool {
	keys := topKeys(f.Text[min(f.BOM(), len(f.Text)):])
	has := func(key string) bool { return slices.Contains(keys, key) }
	switch {
	case has("network"):
		return strings.HasPrefix(f.Text, "#cloud-config") || isFirst(f.Text)
	case has("version"):
		return has("config") && isFirst(f.Text) || slices.ContainsFunc(sections(), has)
	}
	return false
}

// sections are the keys of version 2 that say what the file is.
func sections() []string { return []string{"ethernets", "bonds", "vlans", "bridges"} }

// topKeys returns the keys at the start of lines.
func topKeys(text string) []string {
	var keys []string
	for line := range strings.Lines(text) {
		key, rest, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		if ok && key != "" && strings.IndexByte(" \t#-", key[0]) < 0 && (rest == "" || rest[0] == ' ') {
			keys = append(keys, strings.Trim(key, `"' `))
		}
	}
	return keys
}

// isFirst reports whether a text says that it is of version 1: YAML with a list
// "config", or the word for none.
func isFirst(text string) bool {
	version, config := false, false
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimLeft(strings.TrimSpace(line), "{"), ":")
		value = strings.TrimSpace(value)
		value, _, _ = strings.Cut(value, " #")
		version = version || key == "version" && strings.Trim(value, `"' ,`) == "1"
		config = config || key == "config"
	}
	return version && config || strings.Contains(text, "{config: disabled}")
}

// Parse reads the files of one host, of which the strongest one counts, into
// one host.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		if len(files) == 0 {
			return
		}
		docs, diags := documents(files)
		chosen := choose(docs)
		diags = append(diags, passedOver(docs, chosen)...)
		host, found := lower(chosen, files, opt)
		for _, d := range docs {
			host.Ignores = append(host.Ignores, yamltree.Ignores(d.file, d.root)...)
		}
		applier(host, docs)
		yield(host, append(diags, found...).Sort())
	}
}

// lower makes a host of the document that counts.
func lower(d *document, files []*source.File, opt ir.ReadOptions) (*ir.Host, diag.List) {
	if d != nil && d.version == second {
		r := netplanyaml.NewReader(dialect, files, opt)
		r.Network(d.file, d.network)
		host, diags := r.Host()
		host.Ignores = nil // Parse adds those of all files
		return host, diags
	}
	host := &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence, Files: files}
	if d == nil {
		return host, nil
	}
	return host, lowerFirst(d, host)
}

// Edit returns the editor of one file.
func Edit(f *source.File) ir.Editor {
	docs, _ := documents([]*source.File{f})
	if len(docs) != 1 || docs[0].network == nil {
		return nil
	}
	keys := 1
	if docs[0].network == docs[0].root {
		keys = 0
	}
	switch docs[0].version {
	case first:
		return netplanyaml.EditItems(f, docs[0].root, keys)
	case second:
		return netplanyaml.Edit(f, docs[0].root, keys)
	}
	return nil
}

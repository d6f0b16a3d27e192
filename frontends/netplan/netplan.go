package netplan

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
const dialect = "netplan"

// Claims reports whether a path below a host's root, or a base name, is that of
// a netplan file: netplan reads *.yaml in three folders, and nothing hidden.
func Claims(name string) bool {
	folder, base := path.Split(name)
	if !strings.HasSuffix(base, ".yaml") || strings.HasPrefix(base, ".") || base == ".yaml" {
		return false
	}
	return folder == "" || strength(folder) > 0
}

// strength returns how strong the files of a folder are: a file shadows those
// of the same name in weaker folders (facts/dialects.md 5.1). It is 0 for
// folders that netplan does not read.
func strength(folder string) int {
	switch strings.TrimSuffix(folder, "/") {
	case "run/netplan":
		return 3
	case "etc/netplan":
		return 2
	case "lib/netplan", "usr/lib/netplan":
		return 1
	}
	return 0
}

// Sniff reports whether the text looks like a netplan file: the key "network"
// at the start of a line, or as the first key of a mapping in braces, and not
// the first version of cloud-init's format, which has that key too.
func Sniff(f *source.File) bool {
	text := f.Text[min(f.BOM(), len(f.Text)):]
	if isFirstVersion(text) {
		return false
	}
	for first := true; text != ""; {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		if yamltree.IsBlank(line) || yamltree.IsMarker(line) || strings.HasPrefix(line, "%") {
			continue
		}
		if isNetworkKey(line) || (first && strings.HasPrefix(line, "{") && isNetworkKey(strings.TrimLeft(line[1:], " \t"))) {
			return true
		}
		first = false
	}
	return false
}

// isFirstVersion reports whether the text says "version: 1" of a list "config".
func isFirstVersion(text string) bool {
	version, config := false, false
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		version = version || key == "version" && strings.Trim(value, " \"'") == "1"
		config = config || key == "config"
	}
	return version && config
}

// isNetworkKey reports whether the line starts with the key "network".
func isNetworkKey(line string) bool {
	quote := ""
	if line != "" && (line[0] == '"' || line[0] == '\'') {
		quote = line[:1]
	}
	rest, ok := strings.CutPrefix(line, quote+"network"+quote)
	if !ok {
		return false
	}
	rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " \t"), ":")
	return ok && (rest == "" || quote != "" || strings.IndexByte(" \t\r", rest[0]) >= 0)
}

// Parse reads all netplan files of a host into one host.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		if len(files) == 0 {
			return
		}
		r := netplanyaml.NewReader(dialect, files, opt)
		for _, f := range inOrder(files) {
			readFile(r, f)
		}
		yield(r.Host())
	}
}

// readFile reads one file on top of those before it. A file that cannot be
// read at all has no text, and whoever loaded it says so.
func readFile(r *netplanyaml.Reader, f *source.File) {
	if f.Fatal() {
		return
	}
	root, diags := yamltree.Read(f, netplanyaml.Tool())
	empty := root == nil && !diags.Has(diag.Error)
	if empty {
		diags.Add(emptyFile(f))
	}
	r.Say(diags, yamltree.Ignores(f, root))
	if root != nil {
		r.Document(f, root)
	}
}

// Edit returns the editor of one file of the dialect.
func Edit(f *source.File) ir.Editor {
	root, _ := yamltree.Read(f, netplanyaml.Tool())
	if root == nil {
		return nil
	}
	return netplanyaml.Edit(f, root, 1)
}

func emptyFile(f *source.File) diag.Diagnostic {
	return diag.Diagnostic{
		Code: diag.EmptyFile, Severity: diag.Warning, Span: f.Span(0, 0),
		Message: "the file holds nothing but blanks and comments",
		Detail:  "netplan takes it and does nothing with it. If it should say something, what wrote it has failed.",
	}
}

// inOrder returns the files that netplan reads, in its order: a file shadows
// those of the same name in weaker folders, and the rest goes by name.
func inOrder(files []*source.File) []*source.File {
	strongest := make(map[string]*source.File, len(files))
	for _, f := range files {
		base := path.Base(f.Path)
		if known := strongest[base]; known == nil || stronger(f, known) {
			strongest[base] = f
		}
	}
	var order []*source.File
	for _, f := range files {
		if strongest[path.Base(f.Path)] == f {
			order = append(order, f)
		}
	}
	slices.SortStableFunc(order, func(a, b *source.File) int {
		return strings.Compare(path.Base(a.Path), path.Base(b.Path))
	})
	return order
}

func stronger(a, b *source.File) bool {
	return strength(path.Dir(a.Path)) > strength(path.Dir(b.Path))
}

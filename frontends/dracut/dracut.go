package dracut

import (
	"cmp"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/bondc/bondc/frontends/internal/ignores"
	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

// dialect is the name in ir.Host.Dialects.
const dialect = "dracut"

// Claims reports whether a path below a host's root, or a base name, is a file
// with a command line.
func Claims(name string) bool {
	dir, base := path.Split(name)
	switch dir {
	case "":
		return base == "cmdline" || strings.HasSuffix(base, ".cmdline") && !strings.HasPrefix(base, ".")
	case "etc/cmdline.d/":
		return strings.HasSuffix(base, ".conf") && !strings.HasPrefix(base, ".")
	}
	return name == "etc/cmdline"
}

// Sniff reports whether the text has a word that makes a link: "bond=NAME:...",
// or the like.
func Sniff(f *source.File) bool {
	for _, w := range words(f) {
		switch w.key {
		case "bond", "vlan", "bridge":
			if name, rest, ok := strings.Cut(w.value, ":"); ok && name != "" && rest != "" && !strings.ContainsAny(w.value, "/{}()<>") {
				return true
			}
		}
	}
	return false
}

// Parse reads the command line of one host, which may stand in several files.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		if len(files) == 0 {
			return
		}
		sorted := slices.Clone(files)
		slices.SortStableFunc(sorted, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
		r := &reader{host: &ir.Host{Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial, Evidence: opt.Evidence, Files: sorted}}
		var all []*word
		for _, f := range sorted {
			if !f.Fatal() {
				all = append(all, words(f)...)
				r.host.Ignores = append(r.host.Ignores, ignores.Find(ignores.Lines(comments(f)))...)
			}
		}
		r.lower(all)
		yield(r.host, r.diags.Sort())
	}
}

// comments returns the lines that are comments.
func comments(f *source.File) []source.Span {
	var list []source.Span
	for line := 1; line <= f.Lines(); line++ {
		span := f.LineSpan(line)
		if text := strings.TrimLeft(span.Text(), " \t"); strings.HasPrefix(text, "#") {
			list = append(list, f.Span(span.End-len(text), span.End))
		}
	}
	return list
}

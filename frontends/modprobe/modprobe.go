package modprobe

import (
	"iter"
	"path"
	"strings"

	"github.com/bondc/bondc/ir"
	"github.com/bondc/bondc/ir/diag"
	"github.com/bondc/bondc/ir/source"
)

const dialect = "modprobe"

// Claims reports whether a path is a file of the dialect: modprobe.conf and
// modules.conf of old releases, and *.conf in a modprobe.d folder. kmod reads
// no other suffix (libkmod-config.c, conf_files_filter_out).
func Claims(name string) bool {
	base := path.Base(name)
	if strings.HasPrefix(base, ".") {
		return false
	}
	if base == "modprobe.conf" || base == "modules.conf" {
		return true
	}
	if !strings.HasSuffix(base, ".conf") {
		return false
	}
	dir := path.Base(path.Dir(name))
	return dir == "modprobe.d" || dir == "."
}

// Sniff reports whether the text looks like the dialect: its first line that
// is no comment is a whole command that modprobe reads today.
func Sniff(f *source.File) bool {
	lines, _ := split(f)
	if len(lines) == 0 {
		return false
	}
	first := &lines[0]
	n := operands(first.word(0))
	return n > 0 && len(first.words) > n && !strings.Contains(first.word(1), "=")
}

// Parse reads the files as one host's and yields it. The host's links are the
// bonds that the module makes when nothing else describes them; joined to
// another dialect by ir.Host.Merge, only Module counts.
func Parse(files []*source.File, opt ir.ReadOptions) iter.Seq2[*ir.Host, diag.List] {
	return func(yield func(*ir.Host, diag.List) bool) {
		r := reader{host: &ir.Host{
			Name: opt.Host, Dialects: []string{dialect}, Partial: opt.Partial,
			Evidence: opt.Evidence, Files: files, Module: &ir.Module{},
		}, aliases: map[string]bool{}, linked: map[string]bool{}}
		var lines []line
		for _, f := range files {
			more, comments := split(f)
			lines = append(lines, more...)
			r.ignores(comments)
		}
		for i := range lines {
			r.alias(&lines[i])
		}
		for i := range lines {
			r.line(&lines[i])
		}
		r.links()
		yield(r.host, r.diags)
	}
}
